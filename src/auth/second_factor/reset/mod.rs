//! Someone lost their second factor: an admin has it taken off, a day later, unless they say no.

mod mail;
mod page;
mod store;

pub use mail::{FactorResetDue, FactorResetNotice};
pub use page::{member_row, routes};
pub use store::FactorReset;

use std::time::Duration;

use crate::accounts::account;
use crate::audit::{self, Event};
use crate::core::actor::Affair;
use crate::core::change;
use crate::core::limits::{Limit, Verdict};
use crate::core::links::{LinkPurpose, Token};
use crate::core::origin::Origin;
use crate::messaging::{self, Channel, Contact};
use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::ids::{AccountId, AccountUserId, FactorResetId, UserId};
use crate::platform::secrets::keys::SecretKeys;
use crate::users::emails;

/// Whoever still has the factor has so long to say no.
pub const DELAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Resets of one person that are asked for.
const OF_PERSON: Limit = Limit { name: "factor reset", tries: 3, window: DELAY };

/// What came of asking for a reset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    Asked,
    Gone,
    /// There is nothing to take off.
    NotOn,
    /// Another account has them too: only whoever runs the server may.
    Shared,
    /// One's own is taken off in My Settings.
    Oneself,
    Already,
    /// They have no address that could be told, and so nobody could say no.
    NobodyToTell,
    /// It was asked too often today.
    TooMany,
}

/// How a reset ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "TEXT", rename_all = "lowercase")]
pub enum Outcome {
    Done,
    Vetoed,
    Withdrawn,
}

/// The reset of a person's second factor that an account asked for and that is under way.
///
/// # Errors
/// When the database fails.
pub async fn open_for(
    tx: &mut Tx,
    account: AccountId,
    user: UserId,
) -> Result<Option<FactorReset>> {
    Ok(store::open_for(tx, user).await?.filter(|reset| reset.account_id == account))
}

/// Asks for it, and tells every address of the person, who can stop it.
///
/// # Errors
/// When the database fails.
pub async fn ask(
    tx: &mut Tx,
    keys: &SecretKeys,
    affair: Affair<'_>,
    (account, id): (AccountId, AccountUserId),
    now: Timestamp,
) -> Result<Asked> {
    change::lock_account(tx, account).await?;
    let Some(member) = account::member(tx, account, id).await? else { return Ok(Asked::Gone) };
    let user = member.user_id;
    if affair.actor == Some(user) {
        return Ok(Asked::Oneself);
    }
    change::lock_user(tx, user).await?;
    if account::is_shared(tx, account, user).await? {
        return Ok(Asked::Shared);
    }
    if !super::is_on(tx, user).await? {
        return Ok(Asked::NotOn);
    }
    if store::open_for(tx, user).await?.is_some() {
        return Ok(Asked::Already);
    }
    let told = emails::told(tx, user, Some(account)).await?;
    if told.is_empty() {
        return Ok(Asked::NobodyToTell);
    }
    if let Verdict::Past { .. } = OF_PERSON.count(tx, keys, &[user.as_bytes()], now).await? {
        return Ok(Asked::TooMany);
    }
    let reset = FactorResetId::mint(now);
    store::insert(tx, reset, (account, user, affair.actor), (now + DELAY, now)).await?;
    messaging::at(tx, Channel::Email, &FactorResetDue { reset }, (now + DELAY, now)).await?;
    let affair = Affair { subject: user, ..affair };
    let receipt = audit::write_down(tx, affair, &Event::FactorResetAsked, now).await?;
    for to in told {
        if let Contact::Email(email) = to.contact {
            messaging::send(tx, &to, &FactorResetNotice { email, reset, receipt }, now).await?;
        }
    }
    Ok(Asked::Asked)
}

/// An admin no longer asks for it, which the person is told. `false` when nothing was under way.
///
/// # Errors
/// When the database fails.
pub async fn withdraw(
    tx: &mut Tx,
    affair: Affair<'_>,
    (account, id): (AccountId, AccountUserId),
    now: Timestamp,
) -> Result<bool> {
    change::lock_account(tx, account).await?;
    let Some(member) = account::member(tx, account, id).await? else { return Ok(false) };
    change::lock_user(tx, member.user_id).await?;
    let Some(open) = open_for(tx, account, member.user_id).await? else { return Ok(false) };
    let affair = Affair { subject: member.user_id, ..affair };
    stop(tx, affair, (open.id, Outcome::Withdrawn), now).await
}

/// Ends one that was under way, and tells the person. `false` when it has ended before.
async fn stop(
    tx: &mut Tx,
    affair: Affair<'_>,
    (reset, outcome): (FactorResetId, Outcome),
    now: Timestamp,
) -> Result<bool> {
    if !store::end(tx, reset, outcome, now).await? {
        return Ok(false);
    }
    let told = emails::told(tx, affair.subject, affair.account).await?;
    audit::tell(tx, affair, &told, &Event::FactorResetStopped, now).await?;
    Ok(true)
}

/// The token of the link that stops it.
fn veto_token(keys: &SecretKeys, reset: FactorResetId) -> String {
    Token::derive(keys, LinkPurpose::Veto, reset.as_bytes(), &[])
}

/// The reset that a link stops, while it is under way.
///
/// # Errors
/// When the database fails.
pub async fn look_up(tx: &mut Tx, keys: &SecretKeys, token: &Token) -> Result<Option<FactorReset>> {
    if !token.is_of(keys, LinkPurpose::Veto, &[]) {
        return Ok(None);
    }
    store::open(tx, FactorResetId::from_bytes(token.id)).await
}

/// Stops it: whoever reads the person's mail says that the factor is not lost. `false` when the
/// link is not good, or not any more.
///
/// # Errors
/// When the database fails.
pub async fn veto(
    tx: &mut Tx,
    keys: &SecretKeys,
    (token, whence): (&Token, &Origin),
    now: Timestamp,
) -> Result<bool> {
    let Some(found) = look_up(tx, keys, token).await? else { return Ok(false) };
    change::lock_user(tx, found.user_id).await?;
    let affair = Affair::own(found.user_id, Some(found.account_id), whence);
    stop(tx, affair, (found.id, Outcome::Vetoed), now).await
}

/// Does what was asked for, when nobody has stopped it: the factor is off, and every session ends.
/// Should the person be in another account by now, it is no longer this one's matter.
///
/// # Errors
/// When the database fails.
pub async fn carry_out(tx: &mut Tx, reset: FactorResetId, now: Timestamp) -> Result<()> {
    let Some(found) = store::open(tx, reset).await?.filter(|found| found.due_at <= now) else {
        return Ok(());
    };
    let (user, account) = (found.user_id, found.account_id);
    change::lock_account(tx, account).await?;
    change::lock_user(tx, user).await?;
    let is_theirs = account::is_only_in(tx, account, user).await?;
    let outcome = if is_theirs { Outcome::Done } else { Outcome::Withdrawn };
    if !store::end(tx, reset, outcome, now).await? || !is_theirs {
        return Ok(());
    }
    super::turn_off(tx, user).await?;
    let whence = Origin::default();
    let affair = Affair { actor: found.asked_by, ..Affair::own(user, Some(account), &whence) };
    let told = emails::told(tx, user, Some(account)).await?;
    audit::tell(tx, affair, &told, &Event::FactorResetDone, now).await
}
