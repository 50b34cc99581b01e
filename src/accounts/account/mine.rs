//! The accounts that a person is in: listing them, switching to one, and creating one.

use std::time::Duration;

use super::{AccountName, Roles, create, lock_living, places};
use crate::audit::{self, Event};
use crate::core::change::Change;
use crate::core::limits::{Limit, Verdict};
use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::ids::{AccountId, AccountUserId, SessionId, UserId};
use crate::web::viewer::session;

/// Limits how many accounts one person creates.
const MADE: Limit =
    Limit { name: "account made", tries: 10, window: Duration::from_secs(24 * 60 * 60) };

/// An account that a person is in, with their membership.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct OwnMembership {
    pub account_id: AccountId,
    pub account_name: String,
    pub member_id: AccountUserId,
    pub is_owner: bool,
    #[sqlx(flatten)]
    pub roles: Roles,
}

/// The outcome of creating an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountMade {
    Made(AccountId),
    /// The person created as many accounts as the limit allows.
    TooMany {
        until: Timestamp,
    },
}

/// The outcome of switching to another account.
#[derive(Debug, Clone)]
pub enum Switched {
    To(OwnMembership),
    /// An admin ended the sessions there after this one began: the person must sign in again.
    OnlyAnew,
    /// The person is not an active member of the account.
    Gone,
}

/// Finds a person's membership of one account, if they are an active member.
pub async fn place(tx: &mut Tx, user: UserId, account: AccountId) -> Result<Option<OwnMembership>> {
    let places = places(tx, user).await?;
    Ok(places.into_iter().find(|place| place.account_id == account))
}

/// Makes another account the current one of this session.
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

/// Creates an account, makes the person its owner, and makes it the current account of this
/// session.
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
