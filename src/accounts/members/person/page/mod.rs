//! The page of one member: what everyone sees of them, and cards by which admins manage them.

mod contacts;
mod facts;
mod management;
mod removal;
mod roles;
mod teams;

use askama::Template;
use axum::extract::{MatchedPath, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use contacts::CONTACTS;
use facts::FACTS;
pub use management::{MANAGEMENT, ROWS, say};
use roles::ROLES;
use teams::TEAMS;

use crate::accounts::account::{self, AccountMember};
use crate::accounts::members::{self, Portrait};
use crate::platform::db::Tx;
use crate::platform::ids::{AccountUserId, UserId};
use crate::web::card::page::CardsPage;
use crate::web::card::{self, Card, CardFuture, CardPage, PageShown, Section};
use crate::web::errors::{Error, Result};
use crate::web::gate::{Member, SignedIn};
use crate::web::htmx::RenderMode;
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::viewer::Ctx;

/// The cards in their order. All but the first are for admins.
static SECTIONS: &[&Section<MemberPage>] = &[&FACTS, &ROLES, &TEAMS, &CONTACTS, &MANAGEMENT];

/// The routes of the page and of its cards. A form that was refused leaves its own path in the
/// address bar, so a GET of that path shows the page too.
pub fn routes() -> Routes {
    let page = Routes::new()
        .get(paths::USER, show)
        .get(paths::USER_SUMMARY, show_summary)
        .get(ROLES.path, show_section)
        .get(TEAMS.path, show_section)
        .get(CONTACTS.path, show_section)
        .get(paths::USER_PHONES, show_section)
        .and(removal::routes());
    SECTIONS.iter().fold(page, |routes, section| routes.and((section.routes)()))
}

/// A member of the current account, as another member sees them.
pub struct MemberPage {
    pub me: Member,
    pub member: AccountMember,
    /// Whether the member is in another account too: admins may then not change what is personal.
    pub is_shared: bool,
    portrait: Portrait,
}

impl MemberPage {
    /// Finds a member of the viewer's account by id.
    ///
    /// # Errors
    /// When the account has no such member.
    pub async fn find(me: Member, id: &str) -> Result<Self> {
        let (id, account) = (id.parse()?, me.account_id());
        let mut tx = me.app.db.read().await?;
        let member = member(&mut tx, &me, id).await?;
        let portrait = members::portrait(&mut tx, account, id).await?.ok_or(Error::NotFound)?;
        let is_shared = account::is_shared(&mut tx, account, member.user_id).await?;
        drop(tx);
        Ok(Self { me, member, is_shared, portrait })
    }

    /// Returns the member's user.
    pub fn user(&self) -> UserId {
        self.member.user_id
    }

    /// Tells whether the viewer manages members.
    pub fn can_manage(&self) -> bool {
        self.me.account.is_admin
    }

    /// Tells whether the member is the viewer.
    pub fn is_me(&self) -> bool {
        self.user() == self.me.person.user_id
    }

    /// Tells whether the member has a second factor.
    pub fn has_second_factor(&self) -> bool {
        self.portrait.has_second_factor
    }

    /// Tells whether the viewer may change the member's contacts here. Admins change their own in
    /// My Settings, after reauthentication.
    fn may_change_contacts(&self) -> bool {
        self.can_manage() && !self.is_me() && !self.is_shared
    }

    /// Returns the URL of the member's messages.
    fn messages(&self) -> String {
        paths::of_person(paths::DELIVERIES, &self.user())
    }
}

impl CardPage for MemberPage {
    fn viewer(&self) -> &SignedIn {
        &self.me
    }

    fn path(&self, path: &'static str) -> String {
        paths::of(path, &self.member.id)
    }

    fn action(&self, path: &'static str) -> String {
        self.me.of_account(&self.path(path))
    }

    fn render(&self, shown: PageShown<Self>) -> CardFuture<'_, String> {
        Box::pin(async move {
            let title = self.member.name.clone();
            let page = CardsPage::of(self, title, SECTIONS.iter().copied(), shown).await?;
            Ok(MemberTemplate { ctx: &self.me, of: self, page }.render()?)
        })
    }
}

#[derive(Template)]
#[template(path = "accounts/members/person/page.html")]
struct MemberTemplate<'a> {
    ctx: &'a Ctx,
    of: &'a MemberPage,
    page: CardsPage,
}

/// The head of the page and the first card, which a saved card may have changed.
#[derive(Template)]
#[template(path = "accounts/members/person/summary.html")]
struct SummaryFragment<'a> {
    ctx: &'a Ctx,
    of: &'a MemberPage,
    card: Card,
}

async fn show(me: Member, Path(id): Path<String>) -> Result<Response> {
    card::show(&MemberPage::find(me, &id).await?, None).await
}

/// Shows the page with the card of the path in view.
async fn show_section(me: Member, Path(id): Path<String>, at: MatchedPath) -> Result<Response> {
    let section = SECTIONS.iter().find(|section| section.path == at.as_str()).copied();
    card::show(&MemberPage::find(me, &id).await?, section).await
}

/// Answers with the summary alone, for the script that renews it when a card was saved; a browser
/// sees the whole page.
async fn show_summary(me: Member, Path(id): Path<String>) -> Result<Response> {
    let page = MemberPage::find(me, &id).await?;
    if page.me.render_mode == RenderMode::Page {
        return Ok(Redirect::to(&page.path(paths::USER)).into_response());
    }
    let mut tx = page.me.app.db.read().await?;
    let card = facts::card(&page, &mut tx).await?;
    drop(tx);
    let html = SummaryFragment { ctx: &page.me, of: &page, card }.render()?;
    Ok(page.me.html(StatusCode::OK, html))
}

/// Finds a member of the current account by id.
///
/// # Errors
/// When the account has no such member.
async fn member(tx: &mut Tx, me: &Member, id: AccountUserId) -> Result<AccountMember> {
    account::member(tx, me.account_id(), id).await?.ok_or(Error::NotFound)
}
