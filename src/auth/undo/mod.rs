//! "This was not me": a mailed link that takes a change back, and locks what matters.

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

/// The cleanup of what can no longer be undone.
pub const CLEANUP: Cleanup =
    Cleanup { name: "undos", run: |tx, now| Box::pin(store::tidy(tx, now - WINDOW)) };

/// Undos go with the person. They hold copies of what is exported, and of secrets.
pub const FORGET: Forget = |change, user| Box::pin(store::forget(change, user));

/// Links that hang on an earlier key.
pub const OPEN_LINKS: OpenLinks =
    |tx, made_before, now| Box::pin(store::open_before(tx, made_before, now));

/// A change that can still be taken back.
#[derive(Debug)]
pub struct Undoable {
    pub user: UserId,
    /// What happened, and when.
    pub event: Event,
    pub at: Timestamp,
    /// The address that the link was mailed to.
    pub asked_through: EmailId,
}

/// The outcome of taking changes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakenBack {
    Done,
    /// Done, but for a second factor that was added: it is taken off a day later, unless someone
    /// says no.
    FactorStays,
    /// The link is not good, or not any more.
    NotGood,
}

/// The change that a link takes back, while it can, and while the address that it was mailed to is
/// trusted with that.
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

/// Takes back all that changed within the window: each part of a person is as it was before the
/// first change of it that can still be taken back. Every session ends, every API token is revoked,
/// and what matters is locked until the password is reset by mail.
pub async fn take_back(change: &mut Change, token: &LinkToken) -> Result<TakenBack> {
    let keys = &change.keys();
    let now = change.now();
    let Some(found) = look_up(change, keys, token, now).await? else {
        return Ok(TakenBack::NotGood);
    };
    change.lock_user(found.user).await?;
    // Of many at once, one finds it still there.
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
            // A password does not come back: until another one is set there is none.
            Part::Password => password::clear(change, found.user).await?,
            Part::Factors => {
                let was: Stood = kept.was()?;
                let stays = second_factor::restore(change, found.user, &was).await?;
                factors = stays.then_some(was);
            }
            Part::Passkeys => {
                passkeys::restore(change, found.user, &kept.was::<Vec<_>>()?).await?;
            }
            // They die with all the others below.
            Part::Tokens => {}
        }
    }
    store::void_all(change, found.user, now).await?;
    // Whatever the change was, whoever did it may have made themselves a token too.
    api_tokens::revoke_all(change, found.user).await?;
    store::lock(change, found.user, now).await?;
    change.revoke_all_sessions(found.user).await?;
    let account = account::current_of(change, found.user).await?;
    change.act_as(Actor::on_page(found.user, account));
    let Some(was) = factors else {
        audit::notify(change, found.user, &Event::TakenBack).await?;
        return Ok(TakenBack::Done);
    };
    // Should whoever added the factor keep it, the owner can say so once more.
    let before = Before::of(Part::Factors, &was)?;
    audit::notify_with_undo(change, found.user, &Event::TakenBack, before).await?;
    reset::doubt(change, found.user, found.asked_through).await?;
    Ok(TakenBack::FactorStays)
}
