//! Reading of a CSV file of people: as a whole, with every error by its line.

use crate::accounts::account::Role;
use crate::platform::i18n::Message;
use crate::platform::ids::TeamId;
use crate::users::emails::EmailAddress;
use crate::users::phones::policy::is_country_open;
use crate::users::phones::{self, PhoneNumber};
use crate::users::profile::PersonName;
use crate::web::csv::as_meant;
use crate::web::form::Optional;
use crate::web::viewer::Ctx;

/// The most lines of a file; a longer one is imported in parts.
pub const MOST_LINES: usize = 500;
/// The most roles or teams of one line; more are ignored.
const MOST_ITEMS: usize = 50;

/// A line that can be imported.
pub struct ImportedPerson {
    pub line: u64,
    pub name: PersonName,
    pub email: EmailAddress,
    pub phone: Option<PhoneNumber>,
    pub roles: Vec<Role>,
    pub teams: Vec<TeamId>,
}

/// An error in a line; the header is line 1.
pub struct Fault {
    pub line: u64,
    pub why: Message,
}

/// The result of reading a file: its people, or the errors that prevent the import.
#[derive(Default)]
pub struct Reading {
    pub newcomers: Vec<ImportedPerson>,
    pub faults: Vec<Fault>,
}

/// The indices of the known columns.
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
    /// Reads a whole file; `teams` are the account's.
    fn of(text: &str, teams: &[(TeamId, String)]) -> Self {
        let mut reading = Self::default();
        let text = text.trim_start_matches('\u{feff}');
        // Spreadsheets in many countries separate by semicolons.
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

    /// Reads a whole file, and refuses phone numbers of countries that are not accepted.
    pub fn taken(ctx: &Ctx, text: &str, teams: &[(TeamId, String)]) -> Self {
        Self::of(text, teams).refuse_closed_countries(ctx)
    }

    fn refuse_closed_countries(mut self, ctx: &Ctx) -> Self {
        let closed = |person: &ImportedPerson| {
            let number = person.phone.as_ref()?;
            (!is_country_open(&ctx.app.operator, number)).then(|| Fault {
                line: person.line,
                why: phones::country_closed(ctx, number.country()),
            })
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
            self.newcomers.push(ImportedPerson { line, name, email, phone, roles, teams: wanted });
        }
        self.faults.extend(faults.into_iter().map(|why| Fault { line, why }));
    }
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
