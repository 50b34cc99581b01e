//! Pages of the import: a file is uploaded, read and previewed, then imported.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::reading::{Fault, ImportedPerson, MOST_LINES, Reading};
use super::upload::{ImportFile, MAX_BYTES, MAX_KIB};
use crate::accounts::account::{Role, Roles};
use crate::accounts::invitations::{self, InvitationOutcome, Newcomer};
use crate::accounts::teams;
use crate::audit::{self, Event};
use crate::platform::i18n::{Message, numbers};
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
    /// The file's content as it was read, and its text.
    read: Option<(Reading, String)>,
}

impl ImportPage<'_> {
    /// Tells whether the page offers to choose a file: not while one waits to be imported.
    fn takes_file(&self) -> bool {
        self.read.as_ref().is_none_or(|(reading, _)| !reading.faults.is_empty())
    }

    fn count(&self, reading: &Reading) -> Message {
        let count = i64::try_from(reading.newcomers.len()).unwrap_or(i64::MAX);
        Message::new("import-count").with("count", count)
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

    fn roles(&self, person: &ImportedPerson) -> String {
        let role = |role: &Role| self.ctx.t(role.label()).into_owned();
        numbers::all_of(self.ctx.lang, &person.roles.iter().map(role).collect::<Vec<_>>())
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
    read: Option<(Reading, String)>,
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
    let teams = teams::list_of(&mut me.app.db.read().await?, me.account_id()).await?;
    let reading = Reading::taken(&me.ctx, &text, &teams);
    let status = match reading.faults.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    page(&me, status, None, Some((reading, text)))
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
    let teams = teams::list_of(&mut change, account).await?;
    let reading = Reading::taken(&me.ctx, &form.text, &teams);
    if !reading.faults.is_empty() {
        drop(change);
        return page(&me, StatusCode::UNPROCESSABLE_ENTITY, None, Some((reading, form.text)));
    }
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
                left = i64::try_from(reading.newcomers.len() - at).unwrap_or(i64::MAX);
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
