//! The card of a team's name and notes.

use askama::Template;
use axum::response::Response;
use serde::Deserialize;

use super::TeamPage;
use crate::accounts::teams::{self, Notes, Team, TeamChanged, TeamManager, TeamName};
use crate::core::stamp::Stamp;
use crate::platform::i18n::Message;
use crate::web::card::{Card, CardFrame, CardOutcome, CardReply, Section, answer};
use crate::web::errors::{Error, Result};
use crate::web::form::{Field, Form, FormErrors};
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::table::TableQuery;

pub static DETAILS: Section<TeamPage> = Section {
    path: paths::TEAM,
    slug: "details",
    title: "teams-details-title",
    rail: None,
    routes: || Routes::new().post(paths::TEAM, update),
    card: |page, _| {
        Box::pin(async {
            match page.can_manage {
                true => DetailsCard::new(page, TeamForm::of(&page.team)).render(),
                false => NotesCard::new(page).render(),
            }
            .map(Some)
        })
    },
};

#[derive(Deserialize, Default)]
#[serde(default)]
struct TeamForm {
    stamp: Stamp,
    name: Field<TeamName>,
    notes: Field<Notes>,
}

impl TeamForm {
    /// Fills the form with what is stored.
    fn of(team: &Team) -> Self {
        Self {
            stamp: team.stamp(),
            name: Field::typed(&team.name),
            notes: Field::typed(&team.notes),
        }
    }
}

#[derive(Template)]
#[template(path = "accounts/teams/team/details.html")]
struct DetailsCard<'a> {
    frame: CardFrame<'a>,
    form: TeamForm,
}

/// The notes, for people who do not manage the team.
#[derive(Template)]
#[template(path = "accounts/teams/team/notes.html")]
struct NotesCard<'a> {
    frame: CardFrame<'a>,
    notes: &'a str,
}

fn frame(page: &TeamPage, stamp: Stamp) -> CardFrame<'_> {
    let mut frame = CardFrame::new(page, &DETAILS, stamp);
    frame.ids.push(("team", page.team.id.to_string()));
    frame.ids.push(("schedule", page.team.schedule_id.to_string()));
    frame
}

impl<'a> DetailsCard<'a> {
    fn new(page: &'a TeamPage, form: TeamForm) -> Self {
        let mut frame = frame(page, form.stamp.clone());
        frame.errors =
            FormErrors::default().of("name", form.name.error()).of("notes", form.notes.error());
        Self { frame, form }
    }

    fn render(&self) -> Result<Card> {
        Card::render(&DETAILS, self)
    }
}

impl<'a> NotesCard<'a> {
    fn new(page: &'a TeamPage) -> Self {
        let mut frame = frame(page, Stamp::default());
        frame.title = "teams-notes-label";
        Self { frame, notes: &page.team.notes }
    }

    fn render(&self) -> Result<Card> {
        Card::render(&DETAILS, self)
    }
}

async fn update(manager: TeamManager, Form(mut form): Form<TeamForm>) -> Result<Response> {
    let mut reply = CardReply::invalid();
    let mut stored = None;
    if let (Some(name), Some(notes)) = (form.name.value(), form.notes.value()) {
        let (account, id) = (manager.account_id(), manager.team.id);
        let mut change = manager.change().await?;
        let changed = teams::change(&mut change, account, id, &form.stamp, name, notes).await?;
        let outcome = match changed {
            TeamChanged::Saved => CardOutcome::Saved(Message::new("teams-saved")),
            TeamChanged::Stale(stamp) => {
                form.stamp = stamp;
                CardOutcome::Stale
            }
            TeamChanged::NameTaken => {
                form.name.refuse(Message::new("teams-name-taken"));
                CardOutcome::Invalid
            }
            TeamChanged::Gone => return Err(Error::NotFound),
        };
        stored = teams::find(&mut change, account, id).await?;
        if let (CardOutcome::Saved(_), Some(team)) = (&outcome, &stored) {
            form = TeamForm::of(team);
        }
        reply = outcome.commit(&manager, change).await?;
    }
    let mut page = TeamPage::of(manager, TableQuery::default());
    page.team = stored.unwrap_or(page.team);
    let mut card = DetailsCard::new(&page, form);
    card.frame.say(&reply);
    answer(&page, &DETAILS, reply, card.render()?).await
}
