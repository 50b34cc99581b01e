//! Gates: the first parameter of every handler, and with it the handler's policy.

mod authority;
pub mod hook;
mod kept;
mod member;
mod person;
pub mod reauth;

use std::ops::Deref;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
pub use kept::kept;
pub use member::{Admin, Member, SudoAdmin, SudoMember, SudoMemberKeeping, SudoOwner};
pub use person::{EvenLocked, SignedIn, Sudo, SudoKeeping};

use super::App;
use super::errors::{Error, Result, log_no_access};
use super::requests;
use super::viewer::Ctx;
use crate::core::actor::Actor;
use crate::core::change::Change;
use crate::core::origin::Origin;
use crate::platform::db;

/// The first parameter of a handler, which says who may call it.
pub trait Gate {
    /// Its name in the list of routes.
    const NAME: &'static str;
}

/// Refuses someone for whom there is nothing there: says so in the log, and to them as of any page that is not.
pub fn refused(why: &'static str) -> Error {
    log_no_access(why);
    Error::NotFound
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
        let ctx = Ctx::of(parts, app).await?;
        match &ctx.person {
            Some(person) => app.requests.count_user(person.user_id),
            None => requests::count_stranger(parts, app),
        }
        .map_err(Error::TooMany)?;
        Ok(Self(ctx))
    }
}

impl App {
    /// Begins a change of nobody who is known yet: who they are, and what they may, is for the rule
    /// to find out under its locks, by a password, a code or a link.
    pub async fn change(&self, origin: Origin) -> db::Result<Change> {
        self.begin(Actor::nobody(), origin).await
    }
}

impl Deref for Visitor {
    type Target = Ctx;
    fn deref(&self) -> &Ctx {
        &self.0
    }
}
