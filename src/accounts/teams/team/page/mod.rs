//! The page of one team: its members, and its name and notes.

mod details;
mod members;
mod removal;

use askama::Template;
use axum::extract::{MatchedPath, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use details::DETAILS;
use members::MEMBERS;

use crate::accounts::teams::{self, Team, TeamManager, find_of, manages};
use crate::core::filled::Filled;
use crate::platform::i18n::Message;
use crate::web::card::page::CardsPage;
use crate::web::card::{self, CardFuture, CardPage, PageShown, Section};
use crate::web::errors::Result;
use crate::web::form::Query;
use crate::web::gate::{Member, SignedIn};
use crate::web::htmx::RenderMode;
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::table::TableQuery;
use crate::web::viewer::Ctx;

/// The cards of areas further left, which stand between the two of this one, in order. The routes of
/// their forms are joined there.
pub static MORE_SECTIONS: Filled<&'static [&'static Section<TeamPage>]> = Filled::empty();

/// Lists the cards in their order.
fn sections() -> impl Iterator<Item = &'static Section<TeamPage>> {
    let more: &'static [_] = MORE_SECTIONS.get().copied().unwrap_or_default();
    std::iter::once(&MEMBERS).chain(more.iter().copied()).chain([&DETAILS])
}

/// The routes of the page and of its cards.
pub fn routes() -> Routes {
    let page = Routes::new()
        .get(paths::TEAM, show)
        .get(paths::TEAM_SUMMARY, show_summary)
        .get(MEMBERS.path, show)
        .and(removal::routes());
    [&MEMBERS, &DETAILS].into_iter().fold(page, |routes, section| routes.and((section.routes)()))
}

/// A team of the current account, as one of its members sees it.
pub struct TeamPage {
    pub me: Member,
    pub team: Team,
    /// Whether the viewer manages the team.
    pub can_manage: bool,
    /// The page of the table of members, and the search for candidates.
    asked: TableQuery,
}

impl TeamPage {
    /// Finds a team of the viewer's account by id.
    ///
    /// # Errors
    /// When the account has no such team.
    pub async fn find(me: Member, id: &str, asked: TableQuery) -> Result<Self> {
        let mut tx = me.app.db.read().await?;
        let team = find_of(&mut tx, &me, id).await?;
        let can_manage = manages(&mut tx, &me, &team).await?;
        drop(tx);
        Ok(Self { me, team, can_manage, asked })
    }

    /// Makes the page of a person who manages the team.
    pub fn of(manager: TeamManager, asked: TableQuery) -> Self {
        Self { me: manager.me, team: manager.team, can_manage: true, asked }
    }

    /// Builds the head of the page.
    async fn head(&self) -> Result<Head<'_>> {
        let size = teams::size(&mut self.me.app.db.read().await?, self.team.id).await?;
        Ok(Head { of: self, size })
    }
}

impl CardPage for TeamPage {
    fn viewer(&self) -> &SignedIn {
        &self.me
    }

    fn path(&self, path: &'static str) -> String {
        paths::of(path, &self.team.id)
    }

    fn action(&self, path: &'static str) -> String {
        self.me.of_account(&self.path(path))
    }

    fn render(&self, shown: PageShown<Self>) -> CardFuture<'_, String> {
        Box::pin(async move {
            let head = self.head().await?;
            let title = self.team.name.clone();
            let page = CardsPage::of(self, title, sections(), shown).await?;
            Ok(TeamTemplate { ctx: &self.me, head, page }.render()?)
        })
    }
}

/// The head of the page.
struct Head<'a> {
    of: &'a TeamPage,
    size: i64,
}

impl Head<'_> {
    fn count(&self) -> Message {
        Message::new("teams-members-count").with("count", self.size)
    }

    fn can_remove(&self) -> bool {
        self.of.me.account.is_admin
    }
}

#[derive(Template)]
#[template(path = "accounts/teams/team/page.html")]
struct TeamTemplate<'a> {
    ctx: &'a Ctx,
    head: Head<'a>,
    page: CardsPage,
}

/// The head of the page, which a saved card may have changed.
#[derive(Template)]
#[template(path = "accounts/teams/team/summary.html")]
struct SummaryFragment<'a> {
    ctx: &'a Ctx,
    head: Head<'a>,
}

/// Shows the page, with the card of members in view at their path.
async fn show(
    me: Member,
    Path(id): Path<String>,
    at: MatchedPath,
    Query(asked): Query<TableQuery>,
) -> Result<Response> {
    let focus = (at.as_str() == MEMBERS.path).then_some(&MEMBERS);
    card::show(&TeamPage::find(me, &id, asked).await?, focus).await
}

/// Answers with the summary alone, for the script that renews it when a card was saved; a browser
/// sees the whole page.
async fn show_summary(me: Member, Path(id): Path<String>) -> Result<Response> {
    let page = TeamPage::find(me, &id, TableQuery::default()).await?;
    if page.me.render_mode == RenderMode::Page {
        return Ok(Redirect::to(&page.path(paths::TEAM)).into_response());
    }
    let html = SummaryFragment { ctx: &page.me, head: page.head().await? }.render()?;
    Ok(page.me.html(StatusCode::OK, html))
}
