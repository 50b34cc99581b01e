//! Gates of people with a session.

use std::ops::Deref;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::header::REFERER;
use axum::http::request::Parts;
use tracing::Span;
use tracing::field::display;

use super::authority::Authority;
use super::{Gate, kept};
use crate::core::change::{Change, UserLock};
use crate::platform::i18n::Message;
use crate::platform::ids::{AccountId, AvatarId};
use crate::web::App;
use crate::web::errors::{Error, Result};
use crate::web::htmx::RenderMode;
use crate::web::paths::{self, Next};
use crate::web::requests;
use crate::web::viewer::person::Person;
use crate::web::viewer::{Ctx, session};

/// Open to signed-in people. A person who is locked after an undo may only see pages.
pub struct SignedIn {
    pub ctx: Ctx,
    pub person: Arc<Person>,
    pub(super) authority: Authority,
    /// The page of the form that was sent, to return to after reauthentication.
    pub(super) back: Next,
}

impl Gate for SignedIn {
    const NAME: &'static str = "SignedIn";
}

impl FromRequestParts<App> for SignedIn {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let EvenLocked(mut me) = EvenLocked::from_request_parts(parts, app).await?;
        if !parts.method.is_safe() {
            require_unlocked(&mut me)?;
        }
        Ok(me)
    }
}

/// Open to signed-in people, locked or not: for actions that take nothing from them.
pub struct EvenLocked(pub SignedIn);

impl Gate for EvenLocked {
    const NAME: &'static str = "EvenLocked";
}

impl FromRequestParts<App> for EvenLocked {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let ctx = Ctx::of(parts, app).await?;
        match ctx.person.clone() {
            Some(person) => {
                Span::current().record("user", display(person.user_id));
                app.requests.count_user(person.user_id).map_err(Error::TooMany)?;
                if let Some(place) = person.membership() {
                    Span::current().record("account", display(place.account_id));
                }
                let session = ctx.session.ok_or(Error::SessionEnded)?;
                let authority =
                    Authority { session, unlocked: false, reauthenticated: false, place: None };
                let back = form_of(parts, app);
                Ok(Self(SignedIn { ctx, person, authority, back }))
            }
            None => Err(match requests::count_stranger(parts, app) {
                Err(wait) => Error::TooMany(wait),
                Ok(()) => match page_wanted(parts, ctx.render_mode) {
                    Some(page) => Error::SignInFirst(page),
                    None => Error::SessionEnded,
                },
            }),
        }
    }
}

/// Returns the page that a browser asked to show. `None` for a form, which changes something, and
/// for a script, which would put the page in the place of a card.
fn page_wanted(parts: &Parts, render_mode: RenderMode) -> Option<Next> {
    let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
    (parts.method.is_safe() && render_mode == RenderMode::Page).then(|| Next::parse(path))
}

/// Returns the page that a form was sent from, or My Settings when the page is not ours.
fn form_of(parts: &Parts, app: &App) -> Next {
    let form = parts.headers.get(REFERER).and_then(|page| page.to_str().ok());
    let form = form.and_then(|page| page.strip_prefix(app.public_url.as_str()));
    Next::parse(form.unwrap_or(paths::SETTINGS))
}

impl SignedIn {
    /// Begins a change of the person themselves, who is locked.
    ///
    /// # Errors
    /// When the person no longer has the authority that the gate required.
    pub async fn change(&self) -> Result<Change> {
        self.begin(&[], UserLock::Whole, &[]).await
    }

    /// Begins a change of the person in these accounts, which are locked first.
    ///
    /// # Errors
    /// When the person no longer has the authority that the gate required.
    pub async fn change_in(&self, accounts: &[AccountId]) -> Result<Change> {
        self.begin(accounts, UserLock::Whole, &[]).await
    }

    /// Counts a full export against its limit per minute.
    ///
    /// # Errors
    /// When the limit is reached.
    pub fn count_export(&self) -> Result<()> {
        self.app.requests.count_export(self.person.user_id).map_err(Error::TooMany)
    }

    /// Counts an upload against its limit per minute.
    ///
    /// # Errors
    /// When the limit is reached.
    pub fn count_upload(&self) -> Result<()> {
        self.app.requests.count_upload(self.person.user_id).map_err(Error::TooMany)
    }

    /// Returns the person of a visitor with a session, unless they are locked after an undo.
    pub fn visiting(ctx: &Ctx) -> Option<Self> {
        let (person, session) = (ctx.person.clone()?, ctx.session?);
        let authority = Authority { session, unlocked: true, reauthenticated: false, place: None };
        let back = Next::parse(paths::SETTINGS);
        Some(Self { ctx: ctx.clone(), person, authority, back })
    }

    /// Returns the current account, unless it is inaccessible without a second factor.
    pub fn current_account(&self) -> Option<AccountId> {
        self.membership().map(|membership| membership.account_id)
    }

    /// Takes the flash of the session, which is shown once.
    pub async fn take_flash(&self) -> Result<Option<Message>> {
        let flash = self.person.flash();
        if flash.is_some() {
            session::clear_flash(&self.app.db, self.person.session_id).await?;
        }
        Ok(flash)
    }

    /// Commits the change together with the flash of the next page.
    pub async fn commit_with_flash(&self, mut change: Change, flash: &Message) -> Result<()> {
        session::set_flash(&mut change, self.person.session_id, flash).await?;
        Ok(change.commit().await?)
    }

    /// Returns the person with another name, for the answer to the request that changed it.
    #[must_use]
    pub fn renamed(&self, name: &str) -> Self {
        let mut person = (*self.person).clone();
        name.clone_into(&mut person.name);
        self.changed(person)
    }

    /// Returns the person with another avatar, for the answer to the request that changed it.
    #[must_use]
    pub fn portrayed(&self, avatar: Option<AvatarId>) -> Self {
        let mut person = (*self.person).clone();
        person.avatar = avatar;
        self.changed(person)
    }

    /// Returns the person with other modes of the menu, for the answer to the request that changed
    /// them.
    #[must_use]
    pub fn with_modes(&self, emoji: bool, advanced: bool) -> Self {
        let mut person = (*self.person).clone();
        (person.emoji_mode, person.advanced_mode) = (emoji, advanced);
        self.changed(person)
    }

    fn changed(&self, person: Person) -> Self {
        let person = Arc::new(person);
        let ctx = Ctx { person: Some(person.clone()), ..self.ctx.clone() };
        Self { ctx, person, authority: self.authority, back: self.back.clone() }
    }
}

/// Open to people who reauthenticated within the last 15 minutes. Others are asked to: in place of
/// the page that was requested, or, after a form, on a page that leads back to the form, which is
/// not sent again.
pub struct Sudo(pub SignedIn);

impl Gate for Sudo {
    const NAME: &'static str = "Sudo";
}

impl FromRequestParts<App> for Sudo {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let mut me = SignedIn::from_request_parts(parts, app).await?;
        require_reauth(&mut me, parts)?;
        Ok(Self(me))
    }
}

fn require_unlocked(me: &mut SignedIn) -> Result<()> {
    me.authority.unlocked = true;
    match me.person.locked_at {
        Some(_) => Err(Error::Locked),
        None => Ok(()),
    }
}

pub(super) fn require_reauth(me: &mut SignedIn, parts: &Parts) -> Result<()> {
    require_unlocked(me)?;
    me.authority.reauthenticated = true;
    if me.person.is_reauthenticated(me.now) {
        return Ok(());
    }
    if let Some(page) = page_wanted(parts, me.render_mode) {
        return Err(Error::ReauthFirst(page));
    }
    Err(Error::ReauthElsewhere(me.back.clone(), me.render_mode))
}

/// Open to the same people as [`Sudo`], for a form with inputs: its handler gets the person only
/// through [`Self::or_back_to`], which keeps the inputs for the form after reauthentication.
pub struct SudoKeeping(SignedIn);

impl SudoKeeping {
    /// Returns the person.
    ///
    /// # Errors
    /// When they have not reauthenticated recently: a redirect to do so, which leads back to the
    /// page with these inputs.
    pub fn or_back_to(mut self, page: &str, inputs: &[(&str, &str)]) -> Result<SignedIn> {
        require_reauth_or_back_to(&mut self.0, page, inputs)?;
        Ok(self.0)
    }
}

pub(super) fn require_reauth_or_back_to(
    me: &mut SignedIn,
    page: &str,
    inputs: &[(&str, &str)],
) -> Result<()> {
    me.authority.reauthenticated = true;
    match me.person.is_reauthenticated(me.now) {
        true => Ok(()),
        false => {
            let back = kept::back_to(&me.app.keys, me.person.user_id, page, inputs);
            Err(Error::ReauthElsewhere(back, me.render_mode))
        }
    }
}

impl Gate for SudoKeeping {
    const NAME: &'static str = "SudoKeeping";
}

impl FromRequestParts<App> for SudoKeeping {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        SignedIn::from_request_parts(parts, app).await.map(Self)
    }
}

impl Deref for SignedIn {
    type Target = Ctx;
    fn deref(&self) -> &Ctx {
        &self.ctx
    }
}
