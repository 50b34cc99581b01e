//! The card of a team's members, and the page that confirms the removal of one.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::TeamPage;
use crate::accounts::teams::{MemberChange, TeamManager, TeamMember, manages};
use crate::accounts::{account, teams};
use crate::core::change::Change;
use crate::core::stamp::Stamp;
use crate::platform::db::Tx;
use crate::platform::i18n::Message;
use crate::platform::ids::AccountUserId;
use crate::users::search::FoundMember;
use crate::web::card::{Card, CardFrame, CardOutcome, CardPage, CardReply, Section};
use crate::web::card::{answer, saved_frame};
use crate::web::confirm::{self, Removal};
use crate::web::errors::{Error, Result};
use crate::web::form::{Form, Query};
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::table::{Table, TableQuery};

pub static MEMBERS: Section<TeamPage> = Section {
    path: paths::TEAM_MEMBERS,
    slug: "members",
    title: "teams-column-members",
    rail: None,
    routes: || {
        Routes::new()
            .post(paths::TEAM_MEMBERS, add)
            .get(paths::TEAM_MEMBER_REMOVAL, ask_to_take_out)
            .post(paths::TEAM_MEMBER_REMOVAL, take_out)
            .post(paths::TEAM_ADMINS, make_admin)
            .post(paths::TEAM_ADMIN_END, unmake_admin)
    },
    card: |page, tx| Box::pin(async { card(page, tx, None).await.map(Some) }),
};

/// The most members on one page.
const ROWS: i64 = 50;

/// The order of a team's members, which is always by name.
#[derive(Clone, Copy, Default, PartialEq, strum::EnumString, strum::AsRefStr)]
#[strum(serialize_all = "lowercase")]
enum ByName {
    #[default]
    Name,
}

/// A member of the account whom the search found.
struct Candidate {
    of: FoundMember,
    is_in: bool,
}

#[derive(Template)]
#[template(path = "accounts/teams/team/members.html")]
struct MembersCard<'a> {
    frame: CardFrame<'a>,
    page: &'a TeamPage,
    members: Vec<TeamMember>,
    /// Whether the team has members and none of them is its team admin.
    lacks_admin: bool,
    table: Table<ByName>,
    found: Vec<Candidate>,
    has_more: bool,
}

impl MembersCard<'_> {
    /// Returns the URL of a button's form, which keeps the search and the page of the table.
    fn action(&self, path: String) -> String {
        let action = self.frame.ctx.of_account(&path);
        let shown = self.table.url(self.table.sort, self.table.direction, self.table.page);
        match shown.split_once('?') {
            Some((_, query)) => format!("{action}&{query}"),
            None => action,
        }
    }

    /// Returns a path with the ids of the team and of one of its members.
    fn path_of(&self, path: &str, person: &TeamMember) -> String {
        paths::of_both(path, &self.page.team.id, &person.id)
    }

    fn user(&self, id: &AccountUserId) -> String {
        paths::of(paths::USER, id)
    }
}

/// Builds the card from what is stored, with the outcome of a form.
async fn card(page: &TeamPage, tx: &mut Tx, reply: Option<&CardReply>) -> Result<Card> {
    let (me, team) = (&page.me, page.team.id);
    let mut table = Table::of(page.path(paths::TEAM), Query(page.asked.clone()), ROWS);
    let listed = teams::members_of(tx, me.account_id(), team, me.lang, table.wanted()).await?;
    let members = table.take(listed);
    let lacks_admin = !members.is_empty() && !teams::has_admin(tx, team).await?;
    let (mut found, mut has_more) = (Vec::new(), false);
    if page.can_manage && !table.q.is_empty() {
        let (people, more) = teams::found(me, tx, &table.q).await?;
        has_more = more;
        for of in people {
            let is_in = teams::is_in(tx, team, of.id).await?;
            found.push(Candidate { of, is_in });
        }
    }
    let mut frame = CardFrame::new(page, &MEMBERS, Stamp::default());
    if let Some(reply) = reply {
        frame.say(reply);
    }
    let card = MembersCard { frame, page, members, lacks_admin, table, found, has_more };
    Card::render(&MEMBERS, &card)
}

/// The member that a button of the card is about.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Whom {
    member: String,
}

/// A change of the team's members, and the text that says what was done.
struct Made {
    of: MemberChange,
    done: &'static str,
}

impl Made {
    /// Returns the flash of the outcome.
    ///
    /// # Errors
    /// When the member or the team is gone.
    fn flash(self) -> Result<Message> {
        match self.of {
            MemberChange::Done(name) => Ok(Message::new(self.done).with("name", name)),
            MemberChange::Gone => Err(Error::NotFound),
        }
    }
}

/// Commits a change of the team's members, and answers with the card and the outcome. Someone who
/// manages the team no longer is led to the page as it is for them.
async fn say(page: TeamPage, mut change: Change, made: Made) -> Result<Response> {
    let flash = made.flash()?;
    if !manages(&mut change, &page.me, &page.team).await? {
        return saved_frame(&page, &MEMBERS, change, &flash).await;
    }
    let reply = CardOutcome::Saved(flash).commit(&page.me, change).await?;
    let mut tx = page.me.app.db.read().await?;
    let card = card(&page, &mut tx, Some(&reply)).await?;
    drop(tx);
    answer(&page, &MEMBERS, reply, card).await
}

async fn add(
    me: TeamManager,
    Query(asked): Query<TableQuery>,
    Form(whom): Form<Whom>,
) -> Result<Response> {
    let member = whom.member.parse()?;
    let mut change = me.change().await?;
    let of = teams::add_member(&mut change, me.account_id(), me.team.id, member).await?;
    say(TeamPage::of(me, asked), change, Made { of, done: "teams-joined" }).await
}

async fn make_admin(
    me: TeamManager,
    Query(asked): Query<TableQuery>,
    Form(whom): Form<Whom>,
) -> Result<Response> {
    let member = whom.member.parse()?;
    let mut change = me.change().await?;
    let of = teams::make_admin(&mut change, me.account_id(), me.team.id, member).await?;
    say(TeamPage::of(me, asked), change, Made { of, done: "teams-admin-made" }).await
}

async fn unmake_admin(
    me: TeamManager,
    Path((_, member)): Path<(String, String)>,
    Query(asked): Query<TableQuery>,
) -> Result<Response> {
    let member = member.parse()?;
    let mut change = me.change().await?;
    let of = teams::unmake_admin(&mut change, me.account_id(), me.team.id, member).await?;
    say(TeamPage::of(me, asked), change, Made { of, done: "teams-admin-unmade" }).await
}

async fn ask_to_take_out(
    me: TeamManager,
    Path((_, member)): Path<(String, String)>,
) -> Result<Response> {
    let id: AccountUserId = member.parse()?;
    let mut tx = me.app.db.read().await?;
    let is_in = teams::is_in(&mut tx, me.team.id, id).await?;
    let person = account::member(&mut tx, me.account_id(), id).await?.filter(|_| is_in);
    let person = person.ok_or(Error::NotFound)?;
    drop(tx);
    let removal = Removal {
        title: "teams-leave-title",
        thing: person.name,
        consequence: Message::new("teams-leave-text").with("team", me.team.name.clone()),
        refusal: None,
        action: me.of_account(&paths::of_both(paths::TEAM_MEMBER_REMOVAL, &me.team.id, &id)),
        remove: "teams-leave-action",
        keep: "teams-leave-keep",
        back: paths::of(paths::TEAM, &me.team.id),
        back_label: "teams-back-to-team",
    };
    confirm::ask(&me.ctx, StatusCode::OK, removal)
}

async fn take_out(me: TeamManager, Path((_, member)): Path<(String, String)>) -> Result<Response> {
    let member = member.parse()?;
    let mut change = me.change().await?;
    let of = teams::remove_member(&mut change, me.account_id(), me.team.id, member).await?;
    let flash = Made { of, done: "teams-left" }.flash()?;
    saved_frame(&TeamPage::of(me, TableQuery::default()), &MEMBERS, change, &flash).await
}
