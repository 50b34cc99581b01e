//! "This was not me": a mailed link that takes a change back, and locks what matters.

mod page;
mod store;

pub use page::routes;

use super::{api_tokens, passkeys, password, second_factor};
use crate::accounts::account;
use crate::audit::{self, Before, Event, Part, UNDO_LIFE};
use crate::core::actor::Actor;
use crate::core::change::Change;
use crate::core::cleanup::Cleanup;
use crate::core::links::{LinkPurpose, LinkToken};
use crate::core::personal_data::Forget;
use crate::platform::clock::Timestamp;
use crate::platform::db::{self, Result, Tx};
use crate::platform::ids::{AuditId, UserId};
use crate::platform::secrets::keys::SecretKeys;
use crate::users::emails::{self, Email};

/// The cleanup of what can no longer be undone.
pub const CLEANUP: Cleanup =
    Cleanup { name: "undos", run: |tx, now| Box::pin(store::tidy(tx, now - UNDO_LIFE)) };

/// Undos go with the person. They hold copies of what is exported, and of secrets.
pub const FORGET: Forget = |change, user| Box::pin(store::forget(change, user));

/// A change that can still be taken back.
#[derive(Debug)]
pub struct Undoable {
    pub id: AuditId,
    pub user: UserId,
    /// What happened, and when.
    pub event: Event,
    pub at: Timestamp,
}

/// The change that a link takes back, while it can.
pub async fn look_up(
    tx: &mut Tx,
    keys: &SecretKeys,
    token: &LinkToken,
    now: Timestamp,
) -> Result<Option<Undoable>> {
    if !token.is_of(keys, LinkPurpose::Undo, &[]) {
        return Ok(None);
    }
    let id = AuditId::from_bytes(token.id);
    let Some(kept) = store::find(tx, id, now - UNDO_LIFE).await? else { return Ok(None) };
    let event = serde_json::from_str(&kept.event).ok();
    Ok(event.map(|event| Undoable { id, user: kept.user_id, event, at: kept.created_at }))
}

/// Takes a change back: things are as they were before it, every session ends, every API token is
/// revoked, and what matters is locked until the password is reset by mail. `false` when the link is
/// not good, or not any more.
pub async fn take_back(change: &mut Change, token: &LinkToken) -> Result<bool> {
    let keys = &change.keys();
    let now = change.now();
    let Some(found) = look_up(change, keys, token, now).await? else { return Ok(false) };
    change.lock_user(found.user).await?;
    let Some(before) = store::consume(change, found.id, now).await? else { return Ok(false) };
    let Before { part, was } = read(serde_json::from_str(&before))?;
    match part {
        Part::Emails => {
            let was: Vec<Email> = read(serde_json::from_value(was))?;
            emails::restore(change, found.user, &was).await?;
        }
        // A password does not come back: until another one is set there is none.
        Part::Password => password::clear(change, found.user).await?,
        Part::Factors => {
            second_factor::restore(change, found.user, &read(serde_json::from_value(was))?).await?;
        }
        Part::Passkeys => {
            let was: Vec<_> = read(serde_json::from_value(was))?;
            passkeys::restore(change, found.user, &was).await?;
        }
        // It dies with all the others below.
        Part::Tokens => {}
    }
    // Whatever the change was, whoever did it may have made themselves a token too.
    api_tokens::revoke_all(change, found.user).await?;
    store::lock(change, found.user, now).await?;
    change.revoke_all_sessions(found.user).await?;
    let account = account::current_of(change, found.user).await?;
    change.act_as(Actor::on_page(found.user, account));
    audit::notify(change, found.user, &Event::TakenBack).await?;
    Ok(true)
}

fn read<T>(json: serde_json::Result<T>) -> Result<T> {
    json.map_err(|error| db::Error::Decode(error.into()))
}
