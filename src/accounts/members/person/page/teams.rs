//! The card of the teams that a member is in.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use serde::Deserialize;

use super::MemberPage;
use crate::accounts::members::new::WantedTeam;
use crate::accounts::teams::{self, TeamsSet};
use crate::core::stamp::Stamp;
use crate::platform::db::Tx;
use crate::platform::i18n::Message;
use crate::platform::ids::TeamId;
use crate::web::card::{Card, CardFrame, CardOutcome, Section, answer};
use crate::web::errors::{Error, Result};
use crate::web::form::{Form, MultiChoice};
use crate::web::gate::Admin;
use crate::web::paths;
use crate::web::routes::Routes;

pub static TEAMS: Section<MemberPage> = Section {
    path: paths::USER_TEAMS,
    slug: "teams",
    title: "teams-title",
    rail: None,
    routes: || Routes::new().post(paths::USER_TEAMS, update),
    card: |page, tx| {
        Box::pin(async {
            if !page.can_manage() {
                return Ok(None);
            }
            let form = TeamsForm::stored(page, tx).await?;
            let card = TeamsCard::new(page, tx, &form).await?;
            (!card.all.is_empty()).then(|| card.render()).transpose()
        })
    },
};

#[derive(Deserialize, Default)]
#[serde(default)]
struct TeamsForm {
    stamp: Stamp,
    teams: MultiChoice<WantedTeam>,
}

impl TeamsForm {
    /// Fills the form with the stored teams.
    async fn stored(page: &MemberPage, tx: &mut Tx) -> Result<Self> {
        let stored = teams::of_member(tx, page.me.account_id(), page.member.id).await?;
        let ids: Vec<_> = stored.iter().map(|(id, _)| id.to_string()).collect();
        let teams = stored.into_iter().map(|(id, _)| WantedTeam(id)).collect();
        Ok(Self { stamp: Stamp::of(&ids), teams: MultiChoice::of(teams) })
    }

    fn wanted(&self) -> Vec<TeamId> {
        self.teams.values().iter().map(|team| team.0).collect()
    }
}

#[derive(Template)]
#[template(path = "accounts/members/person/teams.html")]
struct TeamsCard<'a> {
    frame: CardFrame<'a>,
    page: &'a MemberPage,
    /// The teams that are ticked.
    teams: Vec<TeamId>,
    /// All teams of the account.
    all: Vec<(TeamId, String)>,
}

impl<'a> TeamsCard<'a> {
    async fn new(page: &'a MemberPage, tx: &mut Tx, form: &TeamsForm) -> Result<Self> {
        let frame = CardFrame::new(page, &TEAMS, form.stamp.clone());
        let all = teams::list_of(tx, page.me.account_id()).await?;
        Ok(Self { frame, page, teams: form.wanted(), all })
    }

    fn render(&self) -> Result<Card> {
        Card::render(&TEAMS, self)
    }

    fn is_in(&self, team: &TeamId) -> bool {
        self.teams.contains(team)
    }
}

async fn update(
    Admin(me): Admin,
    Path(id): Path<String>,
    Form(mut form): Form<TeamsForm>,
) -> Result<Response> {
    let page = MemberPage::find(me, &id).await?;
    let (account, id) = (page.me.account_id(), page.member.id);
    let mut change = page.me.change().await?;
    let stored = TeamsForm::stored(&page, &mut change).await?;
    let outcome = if stored.stamp == form.stamp {
        match teams::set_teams_of(&mut change, account, id, &form.wanted()).await? {
            TeamsSet::Gone => return Err(Error::NotFound),
            TeamsSet::Set => CardOutcome::Saved(Message::new("users-teams-set")),
        }
    } else {
        CardOutcome::Stale
    };
    form.stamp = TeamsForm::stored(&page, &mut change).await?.stamp;
    let mut card = TeamsCard::new(&page, &mut change, &form).await?;
    let reply = outcome.commit(&page.me, change).await?;
    card.frame.say(&reply);
    answer(&page, &TEAMS, reply, card.render()?).await
}
