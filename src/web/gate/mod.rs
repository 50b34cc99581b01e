//! Gates: the first parameter of every handler, and with it the handler's policy.

mod authority;
pub mod hook;
mod member;
mod person;
pub mod reauth;

use std::ops::Deref;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

pub use member::{Admin, Member, SudoAdmin, SudoMember, SudoMemberKeeping, SudoOwner};
pub use person::{SignedIn, Sudo, SudoKeeping};

use super::App;
use super::errors::{Error, Result};
use super::viewer::Ctx;
use crate::core::actor::Actor;
use crate::core::change::{self, Change};
use crate::platform::ids::UserId;

/// What may stand as the first parameter of a handler.
pub trait Gate {
    /// Its name in the list of routes.
    const NAME: &'static str;
}

/// Open to everyone, and does not ask who: assets, health.
pub struct Anyone;

impl Gate for Anyone {
    const NAME: &'static str = "Anyone";
}

impl FromRequestParts<App> for Anyone {
    type Rejection = Error;
    async fn from_request_parts(_: &mut Parts, _: &App) -> Result<Self> {
        Ok(Self)
    }
}

/// Open to everyone; knows who it is if they have signed in.
pub struct Visitor(pub Ctx);

impl Gate for Visitor {
    const NAME: &'static str = "Visitor";
}

impl FromRequestParts<App> for Visitor {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        Ctx::of(parts, app).await.map(Self)
    }
}

impl Visitor {
    /// Begins a change of someone whose link the visitor follows: what the link allows is read
    /// under their lock, by the rule that uses it up.
    pub async fn change(&self, user: Option<UserId>) -> Result<Change> {
        self.0.change_by_link(user).await
    }
}

impl Ctx {
    /// See [`Visitor::change`].
    pub async fn change_by_link(&self, user: Option<UserId>) -> Result<Change> {
        let (app, now) = (&self.app, self.app.clock.now());
        let (keys, origin) = (app.keys.clone(), self.origin());
        let mut change = Change::begin(&app.db, keys, now, Actor::nobody(), origin).await?;
        if let Some(user) = user {
            change::lock_user(&mut change, user).await?;
        }
        Ok(change)
    }
}

impl Deref for Visitor {
    type Target = Ctx;
    fn deref(&self) -> &Ctx {
        &self.0
    }
}

