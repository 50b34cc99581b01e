//! Gates: the first parameter of every handler, and with it the handler's policy.

use std::ops::Deref;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::header::REFERER;
use axum::http::request::Parts;

use super::App;
use super::ctx::Ctx;
use super::error::{Error, Result};
use super::hx::Asker;
use super::person::Person;
use super::url::{self, Next};
use crate::ids::AccountId;

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

impl Deref for Visitor {
    type Target = Ctx;
    fn deref(&self) -> &Ctx {
        &self.0
    }
}

/// Open to people with a living session.
pub struct SignedIn {
    pub ctx: Ctx,
    pub person: Arc<Person>,
}

impl Gate for SignedIn {
    const NAME: &'static str = "SignedIn";
}

impl FromRequestParts<App> for SignedIn {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let ctx = Ctx::of(parts, app).await?;
        match ctx.person.clone() {
            Some(person) => Ok(Self { ctx, person }),
            None => Err(match page_wanted(parts, ctx.asker) {
                Some(page) => Error::SignInFirst(page),
                None => Error::SessionEnded,
            }),
        }
    }
}

/// The page that a browser wants to show, if that is what was asked for: a form changes something,
/// and a script would put another page in the place of a line.
fn page_wanted(parts: &Parts, asker: Asker) -> Option<Next> {
    let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
    (parts.method.is_safe() && asker == Asker::Browser).then(|| Next::parse(path))
}

impl SignedIn {
    /// The same person after taking another name, for the answer to that very request.
    #[must_use]
    pub fn renamed(&self, name: &str) -> Self {
        let mut person = (*self.person).clone();
        name.clone_into(&mut person.name);
        let person = Arc::new(person);
        Self { ctx: Ctx { person: Some(person.clone()), ..self.ctx.clone() }, person }
    }
}

/// Open to people who proved who they are within the last quarter of an hour. Others are asked to:
/// where a page was wanted, in its place; after a form, which is not sent again, on a page that
/// leads back to it.
pub struct Sudo(pub SignedIn);

impl Gate for Sudo {
    const NAME: &'static str = "Sudo";
}

impl FromRequestParts<App> for Sudo {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let me = SignedIn::from_request_parts(parts, app).await?;
        if me.person.locked_at.is_some() {
            return Err(Error::Locked);
        }
        if me.person.is_proved(me.now) {
            return Ok(Self(me));
        }
        if let Some(page) = page_wanted(parts, me.asker) {
            return Err(Error::ProveFirst(page));
        }
        let form = parts.headers.get(REFERER).and_then(|page| page.to_str().ok());
        let form = form.and_then(|page| page.strip_prefix(app.public_url.as_str()));
        Err(Error::ProveElsewhere(Next::parse(form.unwrap_or(url::SETTINGS)), me.asker))
    }
}

/// Open to the admins of the current account; for everyone else there is nothing there.
pub struct Admin {
    pub me: SignedIn,
    pub account: AccountId,
}

impl Gate for Admin {
    const NAME: &'static str = "Admin";
}

impl FromRequestParts<App> for Admin {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let me = SignedIn::from_request_parts(parts, app).await?;
        let membership = me.membership().filter(|membership| membership.is_admin);
        let account = membership.ok_or(Error::NotFound)?.account_id;
        Ok(Self { me, account })
    }
}

impl Deref for SignedIn {
    type Target = Ctx;
    fn deref(&self) -> &Ctx {
        &self.ctx
    }
}
