//! Sessions in an account: an admin ends those of one person, or of everyone.
//!
//! What is signed in here is signed out. Where another account is current a session lives on, but it
//! comes into this one only by signing in anew.

use super::{locked, store};
use crate::audit::{self, Event};
use crate::core::actor::{Done, NotDone};
use crate::core::change::Change;
use crate::platform::db::Result;
use crate::platform::ids::{AccountId, AccountUserId};

/// Ends the sessions of a member and the tokens that the older API gave for their password. They are
/// told.
pub async fn end_sessions_of(
    change: &mut Change,
    account: AccountId,
    id: AccountUserId,
) -> Done<()> {
    change.lock_account(account).await?;
    let member = locked(change, account, id).await?.ok_or(NotDone::Gone)?;
    let now = change.now();
    store::end_sessions(change, account, Some(member.user_id), now).await?;
    let event = Event::SessionsEndedByAdmin;
    audit::notify_in(change, Some(account), member.user_id, &event).await?;
    Ok(())
}

/// Ends those of every member, whoever asks for it among them.
pub async fn end_all_sessions(change: &mut Change, account: AccountId) -> Result<()> {
    change.lock_account(account).await?;
    let (now, actor) = (change.now(), change.actor_id()?);
    store::end_sessions(change, account, None, now).await?;
    audit::record_in(change, Some(account), actor, &Event::AllSessionsEnded).await.map(drop)
}
