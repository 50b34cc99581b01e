//! Undo: a mailed link by which a person says "this was not me", which restores and locks their user.

mod page;
mod reminder;
mod store;

pub use page::routes;
pub use reminder::{remind_of_factors, remind_of_removal, removal_of};

use super::second_factor::{Stood, reset};
use super::{api_tokens, passkeys, password, second_factor};
use crate::accounts::account;
use crate::audit::{self, Before, Event, Part, WINDOW};
use crate::core::actor::Actor;
use crate::core::change::Change;
use crate::core::cleanup::Cleanup;
use crate::core::links::LinkToken;
use crate::core::personal_data::Forget;
use crate::core::rotation::OpenLinks;
use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::ids::{AuditId, EmailId, UserId};
use crate::platform::secrets::keys::SecretKeys;
use crate::users::emails::{self, AddressAge, AddressAges};

/// Deletes changes that can no longer be undone.
pub const CLEANUP: Cleanup =
    Cleanup { name: "undos", run: |tx, now| Box::pin(store::tidy(tx, now - WINDOW)) };

/// Deletes the undos of a person with their user. They hold copies of exported rows, and of
/// secrets.
pub const FORGET: Forget = |change, user| Box::pin(store::forget(change, user));

/// Counts the open links that an earlier key signed.
pub const OPEN_LINKS: OpenLinks =
    |tx, made_before, now| Box::pin(store::open_before(tx, made_before, now));

/// A change that can still be undone.
#[derive(Debug)]
pub struct Undoable {
    pub user: UserId,
    /// The event of the change.
    pub event: Event,
    pub at: Timestamp,
    /// The address that the link was mailed to.
    pub asked_through: EmailId,
}

/// The outcome of an undo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakenBack {
    Done,
    /// Undone, except for a second factor that was added: it is removed a day later, unless someone
    /// stops that.
    FactorStays,
    /// The link is not, or no longer, valid.
    NotGood,
}

/// Finds the change that a link undoes, while it can be undone and its address may do so.
pub async fn look_up(
    tx: &mut Tx,
    keys: &SecretKeys,
    token: &LinkToken,
    now: Timestamp,
) -> Result<Option<Undoable>> {
    let id = AuditId::from_bytes(token.id);
    let Some(kept) = store::find(tx, id, now - WINDOW).await? else { return Ok(None) };
    let ages = AddressAges::of(tx, kept.user_id, now).await?;
    let mailed_to = ages.mailed_to(|email| audit::is_undo_mailed_to(keys, token, email));
    let Some(asked_through) = mailed_to else { return Ok(None) };
    if ages.age(asked_through) == AddressAge::Young {
        return Ok(None);
    }
    let Ok(event) = serde_json::from_str(&kept.event) else { return Ok(None) };
    Ok(Some(Undoable { user: kept.user_id, event, at: kept.created_at, asked_through }))
}

/// Undoes every change within the window: each part of the user is restored to how it was before
/// its first change that can still be undone. Every session ends, every API token is revoked, and
/// sensitive actions are locked until the password is reset by mail.
pub async fn take_back(change: &mut Change, token: &LinkToken) -> Result<TakenBack> {
    let keys = &change.keys();
    let now = change.now();
    let Some(found) = look_up(change, keys, token, now).await? else {
        return Ok(TakenBack::NotGood);
    };
    change.lock_user(found.user).await?;
    // Of concurrent requests, one finds the change not undone yet.
    let Some(found) = look_up(change, keys, token, now).await? else {
        return Ok(TakenBack::NotGood);
    };
    let mut done = Vec::new();
    let mut factors = None;
    for kept in audit::kept(change, found.user, now).await? {
        if kept.used_at.is_some() || done.contains(&kept.part) {
            continue;
        }
        done.push(kept.part);
        match kept.part {
            Part::Emails => emails::restore(change, found.user, &kept.was::<Vec<_>>()?).await?,
            // A password is not restored: there is none until another is set by mail.
            Part::Password => password::clear(change, found.user).await?,
            Part::Factors => {
                let was: Stood = kept.was()?;
                let stays = second_factor::restore(change, found.user, &was).await?;
                factors = stays.then_some(was);
            }
            Part::Passkeys => {
                passkeys::restore(change, found.user, &kept.was::<Vec<_>>()?).await?;
            }
            // All tokens are revoked below.
            Part::Tokens => {}
        }
    }
    if !done.contains(&Part::Emails) {
        emails::distrust_young(change, found.user).await?;
    }
    store::void_all(change, found.user, now).await?;
    // An intruder may have created a token, whatever the change was.
    api_tokens::revoke_all(change, found.user).await?;
    store::lock(change, found.user, now).await?;
    change.revoke_all_sessions(found.user).await?;
    let account = account::current_of(change, found.user).await?;
    change.act_as(Actor::on_page(found.user, account));
    let Some(was) = factors else {
        audit::notify(change, found.user, &Event::TakenBack).await?;
        return Ok(TakenBack::Done);
    };
    // Should an intruder keep the factor, the owner can report it once more.
    let before = Before::of(Part::Factors, &was)?;
    audit::notify_with_undo(change, found.user, &Event::TakenBack, before).await?;
    reset::doubt(change, found.user, found.asked_through).await?;
    Ok(TakenBack::FactorStays)
}
