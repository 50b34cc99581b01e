//! Gates: the first parameter of every handler, and with it the handler's policy.

pub mod hook;
pub mod reauth;

use std::ops::Deref;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::header::REFERER;
use axum::http::request::Parts;
use tower_sessions::Session;

use super::App;
use super::errors::{Error, Result};
use super::htmx::Asker;
use super::paths::{self, Next};
use super::viewer::person::{Door, Membership, Person};
use super::viewer::{Ctx, session};
use crate::core::actor::{Affair, Owner, Via};
use crate::core::origin::Origin;
use crate::platform::i18n::Message;
use crate::platform::ids::AccountId;

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
    /// The person who asks, as the owner of their settings.
    pub fn owner(&self) -> Owner {
        Owner {
            user: self.person.user_id,
            account: self.membership().map(|membership| membership.account_id),
            by: self.person.user_id,
            via: Via::Page,
            whence: self.whence(),
        }
    }

    /// The notice that waits for the next page, which this one is: it is shown once.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn take_notice(&self, session: &Session) -> Result<Option<Message>> {
        let notice = self.person.notice();
        if notice.is_some() {
            session::clear_notice(&self.app.db, session).await?;
        }
        Ok(notice)
    }

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
        require_proof(&me, parts)?;
        Ok(Self(me))
    }
}

fn require_unlocked(me: &SignedIn) -> Result<()> {
    match me.person.locked_at {
        Some(_) => Err(Error::Locked),
        None => Ok(()),
    }
}

fn require_proof(me: &SignedIn, parts: &Parts) -> Result<()> {
    require_unlocked(me)?;
    if me.person.is_proved(me.now) {
        return Ok(());
    }
    if let Some(page) = page_wanted(parts, me.asker) {
        return Err(Error::ProveFirst(page));
    }
    let form = parts.headers.get(REFERER).and_then(|page| page.to_str().ok());
    let form = form.and_then(|page| page.strip_prefix(me.app.public_url.as_str()));
    Err(Error::ProveElsewhere(Next::parse(form.unwrap_or(paths::SETTINGS)), me.asker))
}

/// Open to the same people as [`Sudo`], for a form that is more than a button: its handler gets
/// hold of the person only by saying what was typed, which stands in the form again after the proof.
pub struct SudoKeeping(SignedIn);

impl SudoKeeping {
    /// The person.
    ///
    /// # Errors
    /// Without a proof: the way to it, and from there back to the page with these inputs.
    pub fn or_back_to(self, page: &str, inputs: &[(&str, &str)]) -> Result<SignedIn> {
        require_proof_or_back_to(&self.0, page, inputs)?;
        Ok(self.0)
    }
}

fn require_proof_or_back_to(me: &SignedIn, page: &str, inputs: &[(&str, &str)]) -> Result<()> {
    match me.person.is_proved(me.now) {
        true => Ok(()),
        false => Err(Error::ProveElsewhere(paths::keeping(page, inputs), me.asker)),
    }
}

impl Gate for SudoKeeping {
    const NAME: &'static str = "SudoKeeping";
}

impl FromRequestParts<App> for SudoKeeping {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let me = SignedIn::from_request_parts(parts, app).await?;
        require_unlocked(&me)?;
        Ok(Self(me))
    }
}

/// Open to the members of the current account. A form of one account says which: when another one
/// became current meanwhile, in another tab, it is told and nothing happens.
pub struct Member {
    pub me: SignedIn,
    pub account: Membership,
}

impl Gate for Member {
    const NAME: &'static str = "Member";
}

impl FromRequestParts<App> for Member {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let me = SignedIn::from_request_parts(parts, app).await?;
        let account = match (me.membership(), me.person.door) {
            (Some(account), _) => account,
            (None, Door::NeedsSecondFactor) => return Err(Error::NeedsSecondFactor),
            (None, Door::Open) => return Err(Error::NotFound),
        };
        if !parts.method.is_safe() {
            require_unlocked(&me)?;
            if account_named(parts) != Some(account.account_id) {
                return Err(Error::OtherAccount);
            }
        }
        Ok(Self { me, account })
    }
}

/// The account that a form is of, by the query of its action.
fn account_named(parts: &Parts) -> Option<AccountId> {
    let query = serde_html_form::from_str::<Vec<(String, String)>>(parts.uri.query()?).ok()?;
    query.iter().find(|(name, _)| name == paths::ACCOUNT_PARAM)?.1.parse().ok()
}

impl Member {
    /// The current account.
    pub fn account_id(&self) -> AccountId {
        self.account.account_id
    }

    /// What they do in it; whose verb it is names the subject.
    pub fn affair<'a>(&self, whence: &'a Origin) -> Affair<'a> {
        Affair::own(self.person.user_id, Some(self.account_id()), whence)
    }
}

impl Deref for Member {
    type Target = SignedIn;
    fn deref(&self) -> &SignedIn {
        &self.me
    }
}

/// Open to members who proved who they are a short while ago, as [`Sudo`] asks.
pub struct SudoMember(pub Member);

impl Gate for SudoMember {
    const NAME: &'static str = "SudoMember";
}

impl FromRequestParts<App> for SudoMember {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let member = Member::from_request_parts(parts, app).await?;
        require_proof(&member, parts)?;
        Ok(Self(member))
    }
}

/// Open to the same people as [`SudoMember`], in the way of [`SudoKeeping`].
pub struct SudoMemberKeeping(Member);

impl SudoMemberKeeping {
    /// The member.
    ///
    /// # Errors
    /// Without a proof: the way to it, and from there back to the page with these inputs.
    pub fn or_back_to(self, page: &str, inputs: &[(&str, &str)]) -> Result<Member> {
        require_proof_or_back_to(&self.0, page, inputs)?;
        Ok(self.0)
    }
}

impl Gate for SudoMemberKeeping {
    const NAME: &'static str = "SudoMemberKeeping";
}

impl FromRequestParts<App> for SudoMemberKeeping {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        Member::from_request_parts(parts, app).await.map(Self)
    }
}

/// Open to the admins of the current account; for everyone else there is nothing there.
pub struct Admin(pub Member);

impl Gate for Admin {
    const NAME: &'static str = "Admin";
}

impl FromRequestParts<App> for Admin {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let member = Member::from_request_parts(parts, app).await?;
        member.account.is_admin.then_some(Self(member)).ok_or(Error::NotFound)
    }
}

impl Deref for Admin {
    type Target = Member;
    fn deref(&self) -> &Member {
        &self.0
    }
}

/// Open to admins who proved who they are a short while ago, as [`Sudo`] asks.
pub struct SudoAdmin(pub Member);

impl Gate for SudoAdmin {
    const NAME: &'static str = "SudoAdmin";
}

impl FromRequestParts<App> for SudoAdmin {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let Admin(member) = Admin::from_request_parts(parts, app).await?;
        require_proof(&member, parts)?;
        Ok(Self(member))
    }
}

impl Deref for SudoAdmin {
    type Target = Member;
    fn deref(&self) -> &Member {
        &self.0
    }
}

/// Open to the owner of the current account, who proved who they are a short while ago.
pub struct SudoOwner(pub Member);

impl Gate for SudoOwner {
    const NAME: &'static str = "SudoOwner";
}

impl FromRequestParts<App> for SudoOwner {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let member = Member::from_request_parts(parts, app).await?;
        if !member.account.is_owner {
            return Err(Error::NotFound);
        }
        require_proof(&member, parts)?;
        Ok(Self(member))
    }
}

impl Deref for SudoOwner {
    type Target = Member;
    fn deref(&self) -> &Member {
        &self.0
    }
}

impl Deref for SignedIn {
    type Target = Ctx;
    fn deref(&self) -> &Ctx {
        &self.ctx
    }
}
