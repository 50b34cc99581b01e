//! Pages of the import: a file is uploaded, read and previewed, then imported.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::reading::{Fault, ImportedPerson, MOST_LINES, Reading};
use super::upload::{ImportFile, MAX_BYTES, MAX_KIB};
use crate::accounts::account::Roles;
use crate::accounts::invitations::{self, InvitationOutcome, Newcomer, Prospect};
use crate::accounts::teams;
use crate::audit::{self, Event};
use crate::platform::db::Tx;
use crate::platform::i18n::{Message, numbers};
use crate::platform::ids::TeamId;
use crate::web::errors::Result;
use crate::web::form::Form;
use crate::web::gate::{Member, SudoAdmin};
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::viewer::Ctx;

/// The most errors that are listed.
const MOST_FAULTS: usize = 100;

pub fn routes() -> Routes {
    Routes::new()
        .get(paths::USER_IMPORT, show)
        .post(paths::USER_IMPORT, read)
        .post(paths::USER_IMPORT_RUN, run)
}

#[derive(Template)]
#[template(path = "accounts/members/import.html")]
struct ImportPage<'a> {
    ctx: &'a Ctx,
    /// The reason why the file was not read.
    alert: Option<Message>,
    /// The file as it was read.
    read: Option<ImportPreview>,
}

/// A file that was read, and what its import would do.
struct ImportPreview {
    reading: Reading,
    text: String,
    teams: Vec<(TeamId, String)>,
    /// What the account knows of each person of the file, in their order.
    prospects: Vec<Prospect>,
}

impl ImportPreview {
    /// Reads a file for an account, without doing anything.
    async fn of(me: &Member, tx: &mut Tx, text: String) -> Result<Self> {
        let teams = teams::list_of(tx, me.account_id()).await?;
        let reading = Reading::taken(&me.ctx, &text, &teams);
        let mut prospects = Vec::new();
        if reading.faults.is_empty() {
            for person in &reading.newcomers {
                let account = me.account_id();
                prospects.push(invitations::prospect(tx, account, &person.email, me.now).await?);
            }
        }
        Ok(Self { reading, text, teams, prospects })
    }

    fn is_valid(&self) -> bool {
        self.reading.faults.is_empty()
    }

    fn newcomers(&self) -> impl Iterator<Item = (&ImportedPerson, &Prospect)> {
        self.reading.newcomers.iter().zip(&self.prospects)
    }

    /// Counts the people who are not in the account, nor invited.
    fn added(&self) -> i64 {
        count(self.prospects.iter().filter(|prospect| **prospect == Prospect::New).count())
    }

    /// Counts the people who are in the account, or invited.
    fn here(&self) -> i64 {
        count(self.prospects.len()) - self.added()
    }

    /// Says how many people will be added, and how many are there already.
    fn words(&self) -> Vec<Message> {
        let (new, here) = (self.added(), self.here());
        let count = |id, count| Message::new(id).with("count", count);
        match (new, here) {
            (0, _) => vec![Message::new("import-nothing-new")],
            (_, 0) => vec![count("import-count", new)],
            _ => vec![count("import-count", new), count("import-here", here)],
        }
    }

    /// Lists the names of the teams of a person.
    fn teams_of(&self, person: &ImportedPerson) -> Vec<&str> {
        let name = |id: &TeamId| self.teams.iter().find(|(team, _)| team == id);
        person.teams.iter().filter_map(name).map(|(_, name)| name.as_str()).collect()
    }
}

fn count(people: usize) -> i64 {
    i64::try_from(people).unwrap_or(i64::MAX)
}

impl ImportPage<'_> {
    /// Tells whether the page offers to choose a file: not while one waits to be imported.
    fn takes_file(&self) -> bool {
        self.read.as_ref().is_none_or(|preview| !preview.is_valid())
    }

    /// Returns what a file must be.
    fn hint(&self) -> Message {
        limited(self.ctx, Message::new("import-file-hint"))
    }

    fn listed<'b>(&self, reading: &'b Reading) -> &'b [Fault] {
        &reading.faults[..reading.faults.len().min(MOST_FAULTS)]
    }

    fn has_more(&self, reading: &Reading) -> bool {
        reading.faults.len() > MOST_FAULTS
    }
}

/// Adds the limits of a file to a text.
fn limited(ctx: &Ctx, message: Message) -> Message {
    message.with("most", numbers::size(ctx.lang, MAX_BYTES)).with("lines", MOST_LINES as i64)
}

fn page(
    me: &Member,
    status: StatusCode,
    alert: Option<Message>,
    read: Option<ImportPreview>,
) -> Result<Response> {
    Ok(me.html(status, ImportPage { ctx: &me.ctx, alert, read }.render()?))
}

async fn show(SudoAdmin(me): SudoAdmin) -> Result<Response> {
    page(&me, StatusCode::OK, None, None)
}

/// Reads the file and shows what it would do, without doing it.
async fn read(SudoAdmin(me): SudoAdmin, file: ImportFile) -> Result<Response> {
    let refuse = |status, why| page(&me, status, Some(why), None);
    let text = match file {
        ImportFile::Text(text) if text.trim().is_empty() => {
            return refuse(StatusCode::UNPROCESSABLE_ENTITY, Message::new("import-empty"));
        }
        ImportFile::Text(text) => text,
        ImportFile::NotText => {
            return refuse(StatusCode::UNPROCESSABLE_ENTITY, Message::new("import-not-utf8"));
        }
        ImportFile::TooLarge(size) => {
            let size = numbers::size(me.lang, size);
            let why = Message::new("import-too-large").with("size", size);
            return refuse(StatusCode::PAYLOAD_TOO_LARGE, limited(&me.ctx, why));
        }
    };
    let preview = ImportPreview::of(&me, &mut me.app.db.read().await?, text).await?;
    let status = match preview.is_valid() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    page(&me, status, None, Some(preview))
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct RunForm {
    text: String,
}

/// Adds everyone in the file, up to the account's hourly limit. People who are members or invited
/// already are skipped, so the same file can be uploaded again for the rest.
async fn run(SudoAdmin(me): SudoAdmin, Form(form): Form<RunForm, MAX_KIB>) -> Result<Response> {
    let account = me.account_id();
    let mut change = me.change().await?;
    let preview = ImportPreview::of(&me, &mut change, form.text).await?;
    if !preview.is_valid() {
        drop(change);
        return page(&me, StatusCode::UNPROCESSABLE_ENTITY, None, Some(preview));
    }
    let reading = preview.reading;
    let (mut created, mut invited, mut here, mut left) = (0, 0, 0, 0);
    for (at, person) in reading.newcomers.iter().enumerate() {
        let newcomer = Newcomer {
            name: &person.name,
            email: &person.email,
            phone: person.phone.as_ref(),
            roles: Roles::of(&person.roles),
            teams: &person.teams,
        };
        match invitations::ask(&mut change, account, &newcomer, me.lang).await? {
            InvitationOutcome::Created(_) => created += 1,
            InvitationOutcome::Invited(_) => invited += 1,
            InvitationOutcome::AlreadyHere | InvitationOutcome::InvitedAlready => here += 1,
            InvitationOutcome::CountryClosed(_)
            | InvitationOutcome::Full { .. }
            | InvitationOutcome::TooMany { .. } => {
                left = count(reading.newcomers.len() - at);
                break;
            }
        }
    }
    let event = Event::MembersImported { count: created + invited };
    audit::record(&mut change, me.person.user_id, &event).await?;
    let flash = if left > 0 { "import-done-partly" } else { "import-done" };
    let flash =
        Message::new(flash).with("created", created).with("invited", invited).with("here", here);
    let flash = if left > 0 { flash.with("left", left) } else { flash };
    me.commit_with_flash(change, &flash).await?;
    Ok(Redirect::to(paths::USERS).into_response())
}
