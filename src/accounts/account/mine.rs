//! The accounts that a person is in: which they are, going on in another one, and making one.

use std::time::Duration;

use super::{AccountName, Roles, create, lock_living, places};
use crate::audit::{self, Event};
use crate::core::change::Change;
use crate::core::limits::{Limit, Verdict};
use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::ids::{AccountId, AccountUserId, SessionId, UserId};
use crate::web::viewer::session;

/// Accounts that one person makes.
const MADE: Limit =
    Limit { name: "account made", tries: 10, window: Duration::from_secs(24 * 60 * 60) };

/// An account that a person is in, and what they are there.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct OwnMembership {
    pub account_id: AccountId,
    pub account_name: String,
    pub member_id: AccountUserId,
    pub is_owner: bool,
    #[sqlx(flatten)]
    pub roles: Roles,
}

/// What came of making an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountMade {
    Made(AccountId),
    /// They made as many as anyone needs.
    TooMany {
        until: Timestamp,
    },
}

/// The outcome of switching to another account.
#[derive(Debug, Clone)]
pub enum Switched {
    To(OwnMembership),
    /// An admin ended the sessions there: this one began before, and they have to sign in anew.
    OnlyAnew,
    /// The person is not in it.
    Gone,
}

/// A person's place in one account, if they are an active member of it.
pub async fn place(tx: &mut Tx, user: UserId, account: AccountId) -> Result<Option<OwnMembership>> {
    let places = places(tx, user).await?;
    Ok(places.into_iter().find(|place| place.account_id == account))
}

/// Goes on in another account in this session.
pub async fn switch(
    tx: &mut Tx,
    user: UserId,
    session: SessionId,
    account: AccountId,
) -> Result<Switched> {
    let Some(place) = place(tx, user, account).await? else { return Ok(Switched::Gone) };
    Ok(match session::enter(tx, session, account).await? {
        true => Switched::To(place),
        false => Switched::OnlyAnew,
    })
}

/// Makes an account for a person, who owns it and goes on in it in this session.
pub async fn make(
    change: &mut Change,
    session: SessionId,
    name: &AccountName,
) -> Result<AccountMade> {
    let now = change.now();
    let user = change.actor_id()?;
    lock_living(change, user).await?;
    let verdict = MADE.count(change, &[user.as_bytes()]).await?;
    if let Verdict::Past { retry_after, .. } = verdict {
        return Ok(AccountMade::TooMany { until: now + retry_after });
    }
    let account = create(change, name, user).await?;
    session::enter(change, session, account).await?;
    let event = Event::AccountMade { name: name.as_ref().to_owned() };
    audit::record_in(change, Some(account), user, &event).await?;
    Ok(AccountMade::Made(account))
}
