//! API tokens: made for programs that speak for a person in one account, made anew, and removed.

mod card;
mod choices;
mod mail;
pub mod new;
mod store;

use std::time::Duration;

pub use card::SECTION;
pub use choices::{LastDay, Life, Overlap, TokenName};
use mail::{TokenExpiry, TokenReminder};
pub use store::{StoredToken, find, list, revoke_all};

use crate::audit::{self, Before, Event, Part};
use crate::core::actor::{Done, NotDone};
use crate::core::change::Change;
use crate::core::personal_data::{self, ExportPart, Forget};
use crate::core::stamp::Stamp;
use crate::messaging::{self, Channel, JobKind};
use crate::platform::clock::Timestamp;
use crate::platform::db::Result;
use crate::platform::ids::{AccountId, ApiTokenId, UserId};
use crate::platform::secrets::token::ApiToken;

/// Tokens of one person in one account.
const MOST: usize = 50;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// So long before a token expires its owner is told.
const REMINDERS: [Duration; 3] = [DAY.saturating_mul(14), DAY.saturating_mul(7), DAY];

/// The kinds of jobs of this noun.
pub const JOBS: &[JobKind] = &[JobKind::of::<TokenExpiry>(), JobKind::of::<TokenReminder>()];

/// The export of API tokens: the last letters of their secrets, by which their owner knows them.
pub const EXPORT: ExportPart = ExportPart {
    name: "api_tokens",
    read: |tx, user| personal_data::document(store::exported(tx, user)),
};

/// Tokens go with the person.
pub const FORGET: Forget = |change, user| Box::pin(store::revoke_all(change, user));

/// The secret that a token had before, while it still works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Previous<'a> {
    tail: &'a str,
    pub until: Timestamp,
    pub used_at: Option<Timestamp>,
}

impl Previous<'_> {
    /// How its owner knows it.
    pub fn masked(&self) -> String {
        ApiToken::masked(self.tail)
    }
}

impl StoredToken {
    /// How its owner knows it.
    pub fn masked(&self) -> String {
        ApiToken::masked(&self.tail)
    }

    /// Whether its time is over.
    pub fn is_expired(&self, now: Timestamp) -> bool {
        self.expires_at.is_some_and(|at| at <= now)
    }

    /// The secret before this one, while it still works.
    pub fn previous(&self, now: Timestamp) -> Option<Previous<'_>> {
        let until = self.previous_until.filter(|until| *until > now)?;
        let tail = self.previous_tail.as_deref()?;
        Some(Previous { tail, until, used_at: self.previous_used_at })
    }

    /// By which a form is known to be about the secret that it has now.
    pub fn stamp(&self) -> Stamp {
        Stamp::of(&(self.id, &self.tail))
    }
}

/// By which a form is known to have been opened when a person had these tokens: one that is sent
/// again, by reloading its answer, makes no second token.
pub fn stamp(tokens: &[StoredToken]) -> Stamp {
    Stamp::of(&tokens.iter().map(|token| token.id).collect::<Vec<_>>())
}

/// What came of making one.
#[derive(Debug)]
pub enum TokenMade {
    Made(ApiToken),
    /// They have other tokens than when the form was opened.
    Stale,
    /// There are as many as anyone needs.
    Full,
    /// They are not in the account any more.
    Gone,
}

/// Makes a token and tells its owner.
pub async fn make(
    change: &mut Change,
    user: UserId,
    account: AccountId,
    opened: &Stamp,
    name: &TokenName,
    expires_at: Option<Timestamp>,
) -> Result<TokenMade> {
    let now = change.now();
    change.lock_user(user).await?;
    let tokens = list(change, user, account).await?;
    if stamp(&tokens) != *opened {
        return Ok(TokenMade::Stale);
    }
    if tokens.len() >= MOST {
        return Ok(TokenMade::Full);
    }
    let token = ApiToken::generate();
    let kept = store::insert(change, user, account, name.as_ref(), expires_at, &token, now);
    let Some(id) = kept.await? else { return Ok(TokenMade::Gone) };
    if let Some(expires_at) = expires_at {
        remind_later(change, TokenExpiry { token: id, expires_at }).await?;
    }
    notify_with_undo(change, user, Event::TokenMade { name: name.as_ref().to_owned() }).await?;
    Ok(TokenMade::Made(token))
}

/// What came of making one anew.
#[derive(Debug)]
pub enum Regenerated {
    /// The new secret, and the token as it is now.
    Regenerated(ApiToken, StoredToken),
    /// It has another secret than when the form was opened.
    Stale(StoredToken),
    /// Its time is over, and a new secret would not change that.
    Expired(StoredToken),
    Gone,
}

/// Gives a token another secret, beside which the previous one works for a while, and tells its
/// owner. It expires when it would have.
pub async fn regenerate(
    change: &mut Change,
    user: UserId,
    account: AccountId,
    id: ApiTokenId,
    opened: &Stamp,
    overlap: Overlap,
) -> Result<Regenerated> {
    let now = change.now();
    change.lock_user(user).await?;
    let Some(found) = find(change, user, account, id).await? else {
        return Ok(Regenerated::Gone);
    };
    if found.stamp() != *opened {
        return Ok(Regenerated::Stale(found));
    }
    if found.is_expired(now) {
        return Ok(Regenerated::Expired(found));
    }
    let secret = ApiToken::generate();
    let until = now + overlap.length();
    let until = found.expires_at.map_or(until, |expires_at| expires_at.min(until));
    let renewed = store::renew(change, user, account, id, &secret, until, now).await?;
    let Some(renewed) = renewed else { return Ok(Regenerated::Gone) };
    notify_with_undo(change, user, Event::TokenRegenerated { name: found.name }).await?;
    Ok(Regenerated::Regenerated(secret, renewed))
}

/// Removes a token and tells its owner.
///
/// # Errors
/// [`NotDone::Gone`] when it is not theirs in this account.
pub async fn remove(
    change: &mut Change,
    user: UserId,
    account: AccountId,
    id: ApiTokenId,
) -> Done<()> {
    change.lock_user(user).await?;
    let Some(name) = store::delete(change, user, account, id).await? else {
        return Err(NotDone::Gone);
    };
    Ok(audit::notify(change, user, &Event::TokenRevoked { name }).await?)
}

/// Tells them of what a thief would do; taking it back revokes every token.
async fn notify_with_undo(change: &mut Change, user: UserId, event: Event) -> Result<()> {
    let before = Before::of(Part::Tokens, &())?;
    audit::notify_with_undo(change, user, &event, before).await
}

/// Queues the next reminder of an expiry, if one is still to come.
async fn remind_later(change: &mut Change, expiry: TokenExpiry) -> Result<()> {
    let now = change.now();
    match REMINDERS.map(|before| expiry.expires_at - before).into_iter().find(|due| *due > now) {
        Some(due) => messaging::at(change, Channel::Email, &expiry, due).await,
        None => Ok(()),
    }
}
