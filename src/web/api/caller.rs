//! Who calls: a person through a program, in one account. The gates of v4.

use std::ops::Deref;

use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use tracing::Span;
use tracing::field::display;

use super::conditions::Conditions;
use super::membership::CallerMembership;
use super::quota::{Key, Slot};
use super::refusal::Refusal;
use super::token;
use crate::core::actor::{Actor, Via};
use crate::core::change::{Change, UserLock};
use crate::platform::clock::Timestamp;
use crate::platform::db::Tx;
use crate::platform::i18n::Lang;
use crate::platform::ids::UserId;
use crate::platform::secrets::token::ApiToken;
use crate::web::App;
use crate::web::requests;
use crate::web::viewer::Ctx;

/// A person in an account, as a program speaks for them.
pub struct Caller {
    pub ctx: Ctx,
    pub place: CallerMembership,
    authority: Authority,
    slot: Slot,
    /// What the call says about the state of what it changes: held against it under the locks.
    pub conditions: Conditions,
}

/// The authority that a gate asked of a program, and that is read again under the locks of a change.
#[derive(Clone, Copy)]
struct Authority {
    credential: Credential,
    /// The caller must be an admin.
    admin: bool,
    /// The account must have the older API switched on.
    v1_api: bool,
}

/// The credential by which a program is known.
#[derive(Clone, Copy)]
pub enum Credential {
    /// An API token, by its digest.
    Token([u8; 32]),
    /// A token that the older API gave for a password: good until then, for people without a second
    /// factor.
    Password { until: Timestamp },
}

pub const NOT_GOOD: &str = "this is not a token that is good now";
const ADMINS_ONLY: &str = "only an admin of the account may do this";

/// What stands in the header after `Bearer`, or the whole of it.
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
    /// Whoever a token speaks for.
    ///
    /// # Errors
    /// When it is not good now, its account's door is closed, or it called too often.
    pub async fn by_token(parts: &Parts, app: &App, secret: &ApiToken) -> super::Result<Self> {
        let now = app.clock.now();
        let mut tx = app.db.read().await?;
        let digest = secret.digest();
        let found = token::find(&mut tx, &digest[..], now).await?;
        drop(tx);
        let found = found.ok_or_else(|| unknown(parts, app, NOT_GOOD))?;
        count(parts, app, found.id.as_bytes())?;
        // A call that only reads goes on when this cannot be written down.
        if let Err(error) = token::record_use(&app.db, &found, now).await {
            tracing::warn!(
                event = "token_use_not_noted",
                %error,
                "cannot note that a token was used"
            );
        }
        Self::at(parts, app, found.place, Credential::Token(digest))
    }

    /// Whoever has this place.
    ///
    /// # Errors
    /// When its account's door is closed.
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

    /// The headers' place for how the caller stands.
    pub fn slot(&self) -> &Slot {
        &self.slot
    }

    /// The caller, if the account speaks the older API.
    ///
    /// # Errors
    /// When it does not.
    pub fn through_v1(mut self) -> super::Result<Self> {
        self.authority.v1_api = true;
        self.slot.of_v1(self.place.v1_deprecated_at);
        self.check(&self.place).map(|()| self)
    }

    /// The caller, if they are an admin.
    ///
    /// # Errors
    /// When they are none.
    pub fn as_admin(mut self) -> super::Result<Self> {
        self.authority.admin = true;
        self.check(&self.place).map(|()| self)
    }

    fn check(&self, place: &CallerMembership) -> super::Result<()> {
        if self.authority.v1_api && !place.v1_api {
            return Err(Refusal::Forbidden("the account has switched this API off"));
        }
        match self.authority.admin && !place.is_admin {
            true => Err(Refusal::Forbidden(ADMINS_ONLY)),
            false => Ok(()),
        }
    }

    /// The caller's place as it is now, if what they proved themselves with is still good.
    async fn place_now(&self, tx: &mut Tx, now: Timestamp) -> super::Result<CallerMembership> {
        let place = match self.authority.credential {
            Credential::Token(digest) => {
                let found = token::find(tx, &digest[..], now).await?;
                found.map(|found| found.place)
            }
            Credential::Password { until } => {
                let place =
                    CallerMembership::of(tx, self.place.user_id, self.place.account_id).await?;
                // It dies with the password and with the roles, and never had a second factor.
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

    /// Begins a change of what is the account's, which is locked; the person it speaks for cannot
    /// change meanwhile. The caller is as they are under these locks.
    ///
    /// # Errors
    /// When what the gate asked for is over.
    pub async fn change(&self) -> super::Result<(Change, Self)> {
        self.begin(&[]).await
    }

    /// Begins a change of what is someone's in the account, who is locked too.
    ///
    /// # Errors
    /// When what the gate asked for is over.
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

    /// Whether this is the person themselves.
    pub fn is(&self, user: UserId) -> bool {
        self.place.user_id == user
    }

    /// Refuses who is no admin.
    ///
    /// # Errors
    /// When they are none.
    pub fn require_admin(&self) -> super::Result<()> {
        match self.place.is_admin {
            true => Ok(()),
            false => Err(Refusal::Forbidden(ADMINS_ONLY)),
        }
    }
}

/// Refuses a caller who is not known: with too many of them in one network, until later.
pub fn unknown(parts: &Parts, app: &App, why: &'static str) -> Refusal {
    match requests::count_stranger(parts, app) {
        Ok(()) => Refusal::Unauthorized(why),
        Err(wait) => {
            Refusal::TooMany { why: "too many requests without a token that is good", wait }
        }
    }
}

/// Counts a call.
///
/// # Errors
/// When there were too many.
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
            Err(Refusal::TooMany { why: "too many requests", wait })
        }
    }
}

impl Deref for Caller {
    type Target = Ctx;
    fn deref(&self) -> &Ctx {
        &self.ctx
    }
}
