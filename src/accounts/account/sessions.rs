//! Sessions in an account: an admin ends those of one member, or of everyone.
//!
//! Sessions whose current account is this one are signed out. A session with another current
//! account lives on, but may switch to this one only after a new sign-in.

use super::{locked, store};
use crate::audit::{self, Event};
use crate::core::actor::{Done, NotDone};
use crate::core::change::Change;
use crate::platform::db::Result;
use crate::platform::ids::{AccountId, AccountUserId};

/// Ends a member's sessions and the tokens that v1 issued for their password, and notifies them.
pub async fn end_sessions_of(
    change: &mut Change,
    account: AccountId,
    id: AccountUserId,
) -> Done<()> {
    change.lock_account(account).await?;
    let member = locked(change, account, id).await?.ok_or(NotDone::Gone)?;
    let now = change.now();
    store::end_sessions(change, account, Some(member.user_id), now).await?;
    let name = store::name(change, account).await?.unwrap_or_default();
    let event = Event::SessionsEndedByAdmin { account: name };
    audit::notify_in(change, Some(account), member.user_id, &event).await?;
    Ok(())
}

/// Ends the sessions of every member, the acting admin's own included.
pub async fn end_all_sessions(change: &mut Change, account: AccountId) -> Result<()> {
    change.lock_account(account).await?;
    let (now, actor) = (change.now(), change.actor_id()?);
    store::end_sessions(change, account, None, now).await?;
    audit::record_in(change, Some(account), actor, &Event::AllSessionsEnded).await.map(drop)
}
