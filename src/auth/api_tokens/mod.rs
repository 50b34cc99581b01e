//! API tokens of a person in one account: created, regenerated and deleted.

mod card;
mod choices;
mod mail;
pub mod new;
mod store;

use std::time::Duration;

pub use card::SECTION;
pub use choices::{LastDay, Life, Overlap, TokenName};
use mail::{TokenExpiry, TokenReminder};
pub use store::{StoredToken, find, list};

use crate::audit::{self, Before, Event, Part};
use crate::core::actor::{Done, NotDone};
use crate::core::change::Change;
use crate::core::filled::Filled;
use crate::core::personal_data::{self, ExportPart, Forget};
use crate::core::stamp::Stamp;
use crate::messaging::{self, JobKind};
use crate::platform::clock::Timestamp;
use crate::platform::db::{DbFuture, Result, Tx};
use crate::platform::ids::{AccountId, ApiTokenId, UserId};
use crate::platform::secrets::token::ApiToken;

/// The most tokens of one person in one account.
const MOST: usize = 50;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// How long before a token's expiry its owner is reminded.
const REMINDERS: [Duration; 3] = [DAY.saturating_mul(14), DAY.saturating_mul(7), DAY];

pub const JOBS: &[JobKind] = &[JobKind::of::<TokenExpiry>(), JobKind::of::<TokenReminder>()];

/// Exports API tokens with the last letters of their secrets, by which their owner recognises them.
pub const EXPORT: ExportPart = ExportPart {
    name: "api_tokens",
    read: |tx, user| personal_data::document(store::exported(tx, user)),
};

/// Deletes the API tokens of a person with their user.
pub const FORGET: Forget = |change, user| Box::pin(revoke_all(change, user));

/// The hook by which areas further left tell of the programs that use tokens, filled in by `app`.
pub struct TokenUses {
    /// Tells whether a token made alerts lately.
    pub makes_alerts: for<'a> fn(&'a mut Tx, ApiTokenId, Timestamp) -> DbFuture<'a, bool>,
    /// Notifies the admins of its account that a token ends, if it made alerts lately.
    pub ends: for<'a> fn(&'a mut Change, ApiTokenId) -> DbFuture<'a, ()>,
}

/// See [`TokenUses`].
pub static USES: Filled<TokenUses> = Filled::empty();

/// Tells whether a token made alerts lately.
pub async fn makes_alerts(tx: &mut Tx, id: ApiTokenId, now: Timestamp) -> Result<bool> {
    (USES.required()?.makes_alerts)(tx, id, now).await
}

/// Deletes every token of a person, in every account.
pub async fn revoke_all(change: &mut Change, user: UserId) -> Result<()> {
    for id in store::ids(change, user).await? {
        (USES.required()?.ends)(change, id).await?;
    }
    store::revoke_all(change, user).await
}

/// The previous secret of a token, while it still works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Previous<'a> {
    tail: &'a str,
    pub until: Timestamp,
    pub used_at: Option<Timestamp>,
}

impl Previous<'_> {
    /// Returns the masked secret, by which its owner recognises it.
    pub fn masked(&self) -> String {
        ApiToken::masked(self.tail)
    }
}

impl StoredToken {
    /// Returns the masked secret, by which its owner recognises it.
    pub fn masked(&self) -> String {
        ApiToken::masked(&self.tail)
    }

    /// Tells whether the token has expired.
    pub fn is_expired(&self, now: Timestamp) -> bool {
        self.expires_at.is_some_and(|at| at <= now)
    }

    /// Returns the previous secret, while it still works.
    pub fn previous(&self, now: Timestamp) -> Option<Previous<'_>> {
        let until = self.previous_until.filter(|until| *until > now)?;
        let tail = self.previous_tail.as_deref()?;
        Some(Previous { tail, until, used_at: self.previous_used_at })
    }

    /// Returns the stamp of the token's present secret, which the form carries.
    pub fn stamp(&self) -> Stamp {
        Stamp::of(&(self.id, &self.tail))
    }
}

/// Returns the stamp of a person's tokens, which the form of a new one carries: a form that is sent
/// again, by reloading its answer, creates no second token.
pub fn stamp(tokens: &[StoredToken]) -> Stamp {
    Stamp::of(&tokens.iter().map(|token| token.id).collect::<Vec<_>>())
}

/// The outcome of creating a token.
#[derive(Debug)]
pub enum TokenMade {
    Made(ApiToken),
    /// The person's tokens changed since the form was opened.
    Stale,
    /// The person has the most tokens that are allowed.
    Full,
    /// The person is no longer in the account.
    Gone,
}

/// Creates a token and notifies its owner.
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

/// The outcome of regenerating a token.
#[derive(Debug)]
pub enum Regenerated {
    /// The new secret, and the token with it.
    Regenerated(ApiToken, StoredToken),
    /// The token was regenerated since the form was opened.
    Stale(StoredToken),
    /// The token has expired, which a new secret would not change.
    Expired(StoredToken),
    Gone,
}

/// Gives a token a new secret, beside which the previous one works for a while, and notifies its
/// owner. The expiry stays.
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

/// Deletes a token and notifies its owner.
///
/// # Errors
/// [`NotDone::Gone`] when the person has no such token in this account.
pub async fn remove(
    change: &mut Change,
    user: UserId,
    account: AccountId,
    id: ApiTokenId,
) -> Done<()> {
    change.lock_user(user).await?;
    if find(change, user, account, id).await?.is_some() {
        (USES.required()?.ends)(change, id).await?;
    }
    let Some(name) = store::delete(change, user, account, id).await? else {
        return Err(NotDone::Gone);
    };
    Ok(audit::notify(change, user, &Event::TokenRevoked { name }).await?)
}

/// Notifies the owner of a change that an attacker would make; undoing it revokes every token.
async fn notify_with_undo(change: &mut Change, user: UserId, event: Event) -> Result<()> {
    let before = Before::of(Part::Tokens, &())?;
    audit::notify_with_undo(change, user, &event, before).await
}

/// Queues the next reminder of an expiry, if there is one left.
async fn remind_later(change: &mut Change, expiry: TokenExpiry) -> Result<()> {
    let now = change.now();
    match REMINDERS.map(|before| expiry.expires_at - before).into_iter().find(|due| *due > now) {
        Some(due) => messaging::at(change, &expiry, due).await,
        None => Ok(()),
    }
}
