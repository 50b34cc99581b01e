//! Gates: the first parameter of every handler, which decides who may call it.

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

/// The first parameter of a handler, which decides who may call it.
pub trait Gate {
    /// The name in the list of routes.
    const NAME: &'static str;
}

/// Returns the refusal of a person who may not know that the page exists: it is logged, and
/// answered like a page that does not exist.
pub fn refused(why: &'static str) -> Error {
    log_no_access(why);
    Error::NotFound
}

/// Open to everyone, without looking for a session: assets, health checks.
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

/// Open to everyone; knows the person when they are signed in.
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
    /// Begins a change without a known person: the rule finds out under its locks who they are, by
    /// a password, code or link.
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
