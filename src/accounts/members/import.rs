//! Many people at once, from a comma-separated file: read first, every fault by its line, then done.

use askama::Template;
use axum::extract::Multipart;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use tower_sessions::Session;

use crate::accounts::account::{Role, Roles};
use crate::accounts::invitations::{self, InvitationOutcome, Newcomer};
use crate::accounts::teams;
use crate::audit::{self, Event};
use crate::platform::i18n::Message;
use crate::platform::ids::TeamId;
use crate::users::emails::EmailAddress;
use crate::users::phones::{self, PhoneNumber};
use crate::users::profile::PersonName;
use crate::web::csv::as_meant;
use crate::web::errors::{Error, Result};
use crate::web::form::{Form, Optional};
use crate::web::gate::{Admin, Member};
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::viewer::{Ctx, session};

/// A longer file is imported in parts.
const MOST_LINES: usize = 500;
/// What a form with the text of a file may hold.
const MAX_KIB: usize = 256;
/// And a file, whose text a form writes in up to three times as many bytes.
const MAX_BYTES: usize = MAX_KIB * 1024 / 3 - 1024;
/// Roles or teams of one line; more are not looked at.
const MOST_ITEMS: usize = 50;
/// Faults that are listed; who has more mends these first.
const MOST_FAULTS: usize = 100;

/// Its routes.
pub fn routes() -> Routes {
    Routes::new()
        .get(paths::USER_IMPORT, show)
        .post(paths::USER_IMPORT, read)
        .post(paths::USER_IMPORT_RUN, run)
}

/// A line that can be imported.
struct Person {
    line: u64,
    name: PersonName,
    email: EmailAddress,
    phone: Option<PhoneNumber>,
    roles: Vec<Role>,
    teams: Vec<TeamId>,
}

/// What is wrong with a line; the head is line 1.
struct Fault {
    line: u64,
    why: Message,
}

/// What a file says, or why it cannot be imported.
#[derive(Default)]
struct Reading {
    newcomers: Vec<Person>,
    faults: Vec<Fault>,
}

/// Which column is which.
struct Columns {
    name: usize,
    email: usize,
    phone: Option<usize>,
    roles: Option<usize>,
    teams: Option<usize>,
}

impl Columns {
    fn of(heads: &csv::StringRecord) -> std::result::Result<Self, Message> {
        let at = |name: &str| heads.iter().position(|head| head.trim().eq_ignore_ascii_case(name));
        let must = |name: &'static str| {
            at(name).ok_or_else(|| Message::new("import-no-column").with("column", name.to_owned()))
        };
        let (name, email) = (must("name")?, must("email")?);
        Ok(Self { name, email, phone: at("phone"), roles: at("roles"), teams: at("teams") })
    }
}

impl Reading {
    /// Reads a whole file; `teams` are those of the account.
    fn of(text: &str, teams: &[(TeamId, String)]) -> Self {
        let mut reading = Self::default();
        let text = text.trim_start_matches('\u{feff}');
        // Spreadsheets of half the world separate by semicolons.
        let head = text.lines().next().unwrap_or_default();
        let delimiter = if head.contains(';') && !head.contains(',') { b';' } else { b',' };
        let mut file = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let columns = match file.headers().map(Columns::of) {
            Ok(Ok(columns)) => columns,
            Ok(Err(why)) => return reading.with(1, why),
            Err(_) => return reading.with(1, Message::new("import-unreadable")),
        };
        for record in file.records() {
            let record = match record {
                Ok(record) => record,
                Err(error) => {
                    let line = error.position().map_or(1, csv::Position::line);
                    return reading.with(line, Message::new("import-unreadable"));
                }
            };
            let line = record.position().map_or(1, csv::Position::line);
            if reading.newcomers.len() == MOST_LINES {
                let why = Message::new("import-too-long").with("most", MOST_LINES as i64);
                return reading.with(line, why);
            }
            reading.line(line, &record, &columns, teams);
        }
        if reading.newcomers.is_empty() && reading.faults.is_empty() {
            return reading.with(1, Message::new("import-nobody"));
        }
        reading
    }

    /// Refuses numbers of countries whose numbers are not taken.
    fn refuse_closed_countries(mut self, ctx: &Ctx) -> Self {
        let closed = |person: &Person| {
            let why = phones::closed(ctx, person.phone.as_ref()?)?;
            Some(Fault { line: person.line, why })
        };
        self.faults.extend(self.newcomers.iter().filter_map(closed));
        self
    }

    fn with(mut self, line: u64, why: Message) -> Self {
        self.faults.push(Fault { line, why });
        self
    }

    fn line(
        &mut self,
        line: u64,
        record: &csv::StringRecord,
        columns: &Columns,
        teams: &[(TeamId, String)],
    ) {
        let cell = |at: Option<usize>| as_meant(at.and_then(|at| record.get(at)).unwrap_or(""));
        let list = |at| {
            let cell = cell(at);
            let items = cell.split(';').map(str::trim).filter(|item| !item.is_empty());
            items.take(MOST_ITEMS).map(str::to_owned).collect::<Vec<_>>()
        };
        let mut faults = Vec::new();
        let mut roles = Vec::new();
        for role in list(columns.roles) {
            match role.to_lowercase().parse() {
                Ok(role) if roles.contains(&role) => {}
                Ok(role) => roles.push(role),
                Err(_) => {
                    faults.push(Message::new("import-role-unknown").with("role", role.clone()))
                }
            }
        }
        let mut wanted = Vec::new();
        for team in list(columns.teams) {
            match teams.iter().find(|(_, name)| name.to_lowercase() == team.to_lowercase()) {
                Some((id, _)) if wanted.contains(id) => {}
                Some((id, _)) => wanted.push(*id),
                None => faults.push(Message::new("import-team-unknown").with("team", team.clone())),
            }
        }
        let name = cell(Some(columns.name)).parse::<PersonName>();
        let email = cell(Some(columns.email)).parse::<EmailAddress>();
        let phone = cell(columns.phone).parse::<Optional<PhoneNumber>>();
        faults.extend(name.as_ref().err().cloned());
        faults.extend(email.as_ref().err().cloned());
        faults.extend(phone.as_ref().err().cloned());
        if let Ok(email) = &email
            && self.newcomers.iter().any(|person| person.email.key() == email.key())
        {
            faults.push(Message::new("import-twice"));
        }
        if let (Ok(name), Ok(email), Ok(Optional(phone)), true) =
            (name, email, phone, faults.is_empty())
        {
            self.newcomers.push(Person { line, name, email, phone, roles, teams: wanted });
        }
        self.faults.extend(faults.into_iter().map(|why| Fault { line, why }));
    }
}

#[derive(Template)]
#[template(path = "accounts/members/import.html")]
struct ImportPage<'a> {
    ctx: &'a Ctx,
    /// Why nothing was read.
    alert: Option<Message>,
    /// What was read, and the text of it.
    read: Option<(Reading, String)>,
}

impl ImportPage<'_> {
    /// Whether a file can be chosen: not while one waits to be imported.
    fn takes_file(&self) -> bool {
        self.read.as_ref().is_none_or(|(reading, _)| !reading.faults.is_empty())
    }

    fn count(&self, reading: &Reading) -> Message {
        let count = i64::try_from(reading.newcomers.len()).unwrap_or(i64::MAX);
        Message::new("import-count").with("count", count)
    }

    fn line(&self, fault: &Fault) -> Message {
        let line = i64::try_from(fault.line).unwrap_or(i64::MAX);
        Message::new("import-line").with("line", line)
    }

    fn listed<'b>(&self, reading: &'b Reading) -> &'b [Fault] {
        &reading.faults[..reading.faults.len().min(MOST_FAULTS)]
    }

    fn has_more(&self, reading: &Reading) -> bool {
        reading.faults.len() > MOST_FAULTS
    }

    fn roles(&self, person: &Person) -> String {
        let role = |role: &Role| self.ctx.t(role.label()).into_owned();
        person.roles.iter().map(role).collect::<Vec<_>>().join(", ")
    }
}

fn page(
    me: &Member,
    status: StatusCode,
    alert: Option<Message>,
    read: Option<(Reading, String)>,
) -> Result<Response> {
    Ok(me.html(status, ImportPage { ctx: &me.ctx, alert, read }.render()?))
}

async fn show(Admin(me): Admin) -> Result<Response> {
    page(&me, StatusCode::OK, None, None)
}

/// Reads the file and says what it would do; nothing is done yet.
async fn read(Admin(me): Admin, mut parts: Multipart) -> Result<Response> {
    let mut text = String::new();
    while let Some(part) = parts.next_field().await.map_err(|_| Error::TooLarge)? {
        if part.name() == Some("file") {
            let bytes = part.bytes().await.map_err(|_| Error::TooLarge)?;
            if bytes.len() > MAX_BYTES {
                return Err(Error::TooLarge);
            }
            match String::from_utf8(bytes.to_vec()) {
                Ok(file) => text = file,
                Err(_) => {
                    let alert = Some(Message::new("import-not-utf8"));
                    return page(&me, StatusCode::UNPROCESSABLE_ENTITY, alert, None);
                }
            }
        }
    }
    if text.trim().is_empty() {
        let alert = Some(Message::new("import-empty"));
        return page(&me, StatusCode::UNPROCESSABLE_ENTITY, alert, None);
    }
    let teams = teams::list_of(&mut me.app.db.read().await?, me.account_id()).await?;
    let reading = Reading::of(&text, &teams).refuse_closed_countries(&me.ctx);
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

/// Asks everyone of the file in, as far as the account may in an hour. Who is here already, or asked
/// already, is passed over: the same file can come again for those who are left.
async fn run(
    Admin(me): Admin,
    session: Session,
    Form(form): Form<RunForm, MAX_KIB>,
) -> Result<Response> {
    let account = me.account_id();
    let mut change = me.change().await?;
    let teams = teams::list_of(&mut change, account).await?;
    let reading = Reading::of(&form.text, &teams).refuse_closed_countries(&me.ctx);
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
            InvitationOutcome::Full { .. } | InvitationOutcome::TooMany { .. } => {
                left = i64::try_from(reading.newcomers.len() - at).unwrap_or(i64::MAX);
                break;
            }
        }
    }
    let event = Event::MembersImported { count: created + invited };
    audit::record(&mut change, me.person.user_id, &event).await?;
    change.commit().await?;
    let flash = if left > 0 { "import-done-partly" } else { "import-done" };
    let flash =
        Message::new(flash).with("created", created).with("invited", invited).with("here", here);
    let flash = if left > 0 { flash.with("left", left) } else { flash };
    session::set_flash(&me.app.db, &session, &flash).await?;
    Ok(Redirect::to(paths::USERS).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<(u64, String)> {
        let reading = Reading::of(text, &[]);
        reading.faults.iter().map(|fault| (fault.line, fault.why.id().to_owned())).collect()
    }

    #[test]
    fn every_fault_is_listed_by_its_line() {
        let text = "name,email,phone,roles,teams\n\
            Ann Lee,ann@x.example,+31612345678,admin;billing,\n\
            ,bad,0612,king,Nobody\n\
            Ann Two,ANN@x.example,,,\n";
        assert_eq!(Reading::of(text, &[]).newcomers.len(), 1);
        let of_line_3 = [
            "import-role-unknown",
            "import-team-unknown",
            "common-name-empty",
            "common-email-malformed",
            "phones-number-international",
        ];
        let expected = of_line_3.iter().map(|id| (3, (*id).to_owned()));
        let expected: Vec<_> = expected.chain([(4, "import-twice".to_owned())]).collect();
        assert_eq!(faults(text), expected);
    }

    #[test]
    fn a_file_is_read_however_a_spreadsheet_writes_it() {
        let text = "\u{feff}Name;Email;Phone\r\n\"Lee; Ann\";ann@x.example;'+31612345678\r\n";
        let reading = Reading::of(text, &[]);
        assert!(reading.faults.is_empty());
        assert_eq!(reading.newcomers[0].name.as_ref(), "Lee; Ann");
        assert_eq!(
            reading.newcomers[0].phone.as_ref().map(PhoneNumber::e164),
            Some("+31612345678")
        );
    }

    #[test]
    fn a_file_without_people_or_columns_says_so() {
        assert_eq!(faults("name,email\n"), [(1, "import-nobody".to_owned())]);
        assert_eq!(faults("name,phone\nA,1\n"), [(1, "import-no-column".to_owned())]);
        let long = "name,email\n".to_owned()
            + &(0..=MOST_LINES).map(|n| format!("A,a{n}@x.example\n")).collect::<String>();
        assert_eq!(faults(&long), [(502, "import-too-long".to_owned())]);
    }
}
