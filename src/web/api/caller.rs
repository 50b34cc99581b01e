//! Callers: a person through a program, in one account.

use std::ops::Deref;

use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use tracing::Span;
use tracing::field::display;

use super::conditions::Conditions;
use super::membership::CallerMembership;
use super::quota::Key;
use super::refusal::Refusal;
use super::slot::Slot;
use super::token;
use crate::core::actor::{Actor, Via};
use crate::core::change::{Change, UserLock};
use crate::platform::clock::Timestamp;
use crate::platform::db::{self, Tx};
use crate::platform::i18n::Lang;
use crate::platform::ids::{ApiTokenId, UserId};
use crate::platform::secrets::token::ApiToken;
use crate::web::App;
use crate::web::requests;
use crate::web::viewer::Ctx;

/// A person in an account, on whose behalf a program calls.
pub struct Caller {
    pub ctx: Ctx,
    pub place: CallerMembership,
    authority: Authority,
    slot: Slot,
    /// The conditional headers of the call, which are checked under the locks of the change.
    pub conditions: Conditions,
}

/// The authority that a gate required of a program, and that is checked again under the locks of a
/// change.
#[derive(Clone, Copy)]
struct Authority {
    credential: Credential,
    /// The caller must be an admin.
    admin: bool,
    /// The account must have v1 enabled.
    v1_api: bool,
}

/// The credential by which a program authenticates.
#[derive(Clone, Copy)]
pub enum Credential {
    /// An API token, by its id and digest.
    Token { id: ApiTokenId, digest: [u8; 32] },
    /// A v1 token that was issued for a password, valid until then, for people without a second
    /// factor.
    Password { until: Timestamp },
}

pub const NOT_GOOD: &str = "The token is missing, invalid or expired";
const ADMINS_ONLY: &str = "Only an admin of the account can do this";

/// Returns the credential in the `Authorization` header: after `Bearer`, or bare.
pub fn credential(parts: &Parts) -> Option<&str> {
    let text = parts.headers.get(AUTHORIZATION)?.to_str().ok()?.trim();
    Some(match text.split_once(' ') {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("bearer") => rest.trim(),
        _ => text,
    })
}

pub fn is_bearer(parts: &Parts) -> bool {
    let text = parts.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    let scheme = text.and_then(|text| text.split_once(' ')).map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case("bearer"))
}

impl Caller {
    /// Authenticates a caller by an API token.
    ///
    /// # Errors
    /// When the token is invalid, the account is not accessible to it, or its rate limit is
    /// exceeded.
    pub async fn by_token(parts: &Parts, app: &App, secret: &ApiToken) -> super::Result<Self> {
        let now = app.clock.now();
        let mut tx = app.db.read().await?;
        let digest = secret.digest();
        let found = token::find(&mut tx, &digest[..], now).await?;
        drop(tx);
        let found = found.ok_or_else(|| unknown(parts, app, NOT_GOOD))?;
        count(parts, app, found.id.as_bytes())?;
        // A call that only reads goes on when the time of use cannot be stored.
        warn_of_use(token::record_use(&app.db, &found, now).await);
        Self::at(parts, app, found.place, Credential::Token { id: found.id, digest })
    }

    /// Makes a caller of a membership.
    ///
    /// # Errors
    /// When the account is not accessible to the person.
    pub fn at(
        parts: &Parts,
        app: &App,
        place: CallerMembership,
        credential: Credential,
    ) -> super::Result<Self> {
        let now = app.clock.now();
        Span::current().record("user", display(place.user_id));
        Span::current().record("account", display(place.account_id));
        let place = place.within_access(now)?;
        let ctx = Ctx { now, lang: Lang::En, ..Ctx::of_stranger(parts, app) };
        let authority = Authority { credential, admin: false, v1_api: false };
        let slot = parts.extensions.get::<Slot>().cloned().unwrap_or_default();
        let conditions = Conditions::of(&parts.headers).careful_if(place.if_match_required);
        Ok(Self { ctx, place, authority, slot, conditions })
    }

    /// Returns the slot of values for the rate limit headers.
    pub fn slot(&self) -> &Slot {
        &self.slot
    }

    /// Returns the caller, when the account has v1 enabled.
    ///
    /// # Errors
    /// When the account has v1 disabled.
    pub fn through_v1(mut self) -> super::Result<Self> {
        self.authority.v1_api = true;
        self.slot.of_v1(self.place.v1_deprecated_at);
        self.check(&self.place).map(|()| self)
    }

    /// Returns the caller, when they are an admin.
    ///
    /// # Errors
    /// When they are not an admin.
    pub fn as_admin(mut self) -> super::Result<Self> {
        self.authority.admin = true;
        self.check(&self.place).map(|()| self)
    }

    fn check(&self, place: &CallerMembership) -> super::Result<()> {
        if self.authority.v1_api && !place.v1_api {
            return Err(Refusal::Forbidden("This API is disabled for the account"));
        }
        match self.authority.admin && !place.is_admin {
            true => Err(Refusal::Forbidden(ADMINS_ONLY)),
            false => Ok(()),
        }
    }

    /// Reads the caller's membership again, as long as the credential is still valid.
    async fn place_now(&self, tx: &mut Tx, now: Timestamp) -> super::Result<CallerMembership> {
        let place = match self.authority.credential {
            Credential::Token { digest, .. } => {
                let found = token::find(tx, &digest[..], now).await?;
                found.map(|found| found.place)
            }
            Credential::Password { until } => {
                let place =
                    CallerMembership::of(tx, self.place.user_id, self.place.account_id).await?;
                // A v1 token ends with a change of password or roles, and does not satisfy a second
                // factor.
                let is_good = |place: &CallerMembership| {
                    now < until
                        && place.epoch == self.place.epoch
                        && place.sessions_from == self.place.sessions_from
                        && place.roles() == self.place.roles()
                        && !place.owes_factor(now)
                };
                place.filter(is_good)
            }
        };
        let place = place.ok_or(Refusal::Unauthorized(NOT_GOOD))?.within_access(now)?;
        self.check(&place)?;
        Ok(place)
    }

    /// Begins a change of the account, which is locked; the caller's membership cannot change
    /// meanwhile. The returned caller is read again under these locks.
    ///
    /// # Errors
    /// When the caller no longer has the authority that the gate required.
    pub async fn change(&self) -> super::Result<(Change, Self)> {
        self.begin(&[]).await
    }

    /// Begins a change of a user in the account, who is locked too.
    ///
    /// # Errors
    /// When the caller no longer has the authority that the gate required.
    pub async fn change_of(&self, user: UserId) -> super::Result<(Change, Self)> {
        self.begin(&[user]).await
    }

    async fn begin(&self, others: &[UserId]) -> super::Result<(Change, Self)> {
        let me = self.place.user_id;
        let mut change = self.app.change(self.origin()).await?;
        let now = change.now();
        let others = others.iter().map(|user| (*user, UserLock::Whole));
        change.lock([self.place.account_id], others.chain([(me, UserLock::Shared)])).await?;
        let place = self.place_now(&mut change, now).await?;
        change.act_as(Actor {
            user: Some(place.user_id),
            account: Some(place.account_id),
            member: Some(place.account_user_id),
            is_admin: place.is_admin,
            is_owner: place.is_owner,
            via: Via::Api,
            session: None,
        });
        let ctx = Ctx { now, ..self.ctx.clone() };
        let (slot, conditions) = (self.slot.clone(), self.conditions.clone());
        Ok((change, Self { ctx, place, authority: self.authority, slot, conditions }))
    }

    /// Returns the API token; `None` for a token that was issued for a password.
    pub fn token(&self) -> Option<ApiTokenId> {
        match self.authority.credential {
            Credential::Token { id, .. } => Some(id),
            Credential::Password { .. } => None,
        }
    }

    /// Tells whether the caller is this user.
    pub fn is(&self, user: UserId) -> bool {
        self.place.user_id == user
    }

    /// Succeeds for an admin.
    ///
    /// # Errors
    /// When the caller is not an admin.
    pub fn require_admin(&self) -> super::Result<()> {
        match self.place.is_admin {
            true => Ok(()),
            false => Err(Refusal::Forbidden(ADMINS_ONLY)),
        }
    }
}

/// Refuses an unauthenticated call, and counts it: a network with too many of them has to wait.
pub fn unknown(parts: &Parts, app: &App, why: &'static str) -> Refusal {
    match requests::count_stranger(parts, app) {
        Ok(()) => Refusal::Unauthorized(why),
        Err(wait) => Refusal::TooMany { why: "Too many requests without a valid token", wait },
    }
}

/// Warns that the time at which a token or key was used could not be stored.
pub fn warn_of_use(outcome: db::Result<()>) {
    if let Err(error) = outcome {
        tracing::warn!(
            event = "token_use_not_noted",
            %error,
            "cannot note that a token was used"
        );
    }
}

/// Counts a call against a rate limit.
///
/// # Errors
/// When the limit is exceeded.
pub fn count(parts: &Parts, app: &App, key: &Key) -> super::Result<()> {
    let slot = parts.extensions.get::<Slot>().cloned().unwrap_or_default();
    let standing = slot.once(|| app.calls.count(key));
    match standing.wait {
        None => Ok(()),
        Some(wait) => {
            tracing::warn!(
                target: "security",
                event = "limit_reached",
                limit = "calls",
                "a limit was reached"
            );
            Err(Refusal::TooMany { why: "Too many requests", wait })
        }
    }
}

impl Deref for Caller {
    type Target = Ctx;
    fn deref(&self) -> &Ctx {
        &self.ctx
    }
}
