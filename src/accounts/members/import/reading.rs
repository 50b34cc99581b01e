//! Reading of a CSV file of people: as a whole, with every error by its line.

use super::headings::{Columns, separator};
use super::records::{OpenQuote, Record, Records};
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

/// The most characters of a heading or a cell that an error shows.
const MOST_CHARS: usize = 40;

/// Returns the beginning of a heading or a cell, on one line.
fn beginning(text: &str) -> String {
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(MOST_CHARS) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}

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
    /// The heading of its column, if it is about one; cut, as what was found is.
    pub column: Option<String>,
    /// The text of the field.
    pub found: Option<String>,
    pub why: Message,
}

/// The result of reading a file: its people, or the errors that prevent the import.
#[derive(Default)]
pub struct Reading {
    pub newcomers: Vec<ImportedPerson>,
    pub faults: Vec<Fault>,
    /// The heading of the phones.
    phone_heading: Option<String>,
}

impl Reading {
    /// Reads a whole file; `teams` are the account's.
    fn of(text: &str, teams: &[(TeamId, String)]) -> Self {
        let mut reading = Self::default();
        let mut records = Records::of(text, separator(text));
        let columns = match records.next() {
            Some(Ok(record)) => {
                let (line, found) = (record.line, record.cells.join(" "));
                match Columns::of(record) {
                    Ok(columns) => columns,
                    Err(lacking) => {
                        for column in lacking {
                            let why = Message::new("import-no-column");
                            let why = why.with("column", column.to_owned());
                            reading.refuse(line, None, Some(&found), why);
                        }
                        return reading;
                    }
                }
            }
            Some(Err(open)) => return reading.unreadable(open, None),
            None => return reading.nobody(),
        };
        reading.phone_heading = columns.phone.map(|at| beginning(columns.heading(at)));
        let mut lines = 0;
        for record in records {
            let record = match record {
                Ok(record) => record,
                Err(open) => return reading.unreadable(open, Some(&columns)),
            };
            lines += 1;
            if lines > MOST_LINES {
                let why = Message::new("import-too-long").with("most", MOST_LINES as i64);
                reading.refuse(record.line, None, None, why);
                return reading;
            }
            reading.line(&record, &columns, teams);
        }
        match lines {
            0 => reading.nobody(),
            _ => reading,
        }
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
                column: self.phone_heading.clone(),
                found: Some(number.international()),
                why: phones::country_closed(ctx, number.country()),
            })
        };
        let faults: Vec<_> = self.newcomers.iter().filter_map(closed).collect();
        self.faults.extend(faults);
        self
    }

    fn refuse(&mut self, line: u64, column: Option<&str>, found: Option<&str>, why: Message) {
        let (column, found) = (column.map(beginning), found.map(beginning));
        self.faults.push(Fault { line, column, found, why });
    }

    fn unreadable(mut self, open: OpenQuote, columns: Option<&Columns>) -> Self {
        let heading = columns.map(|columns| columns.heading(open.column));
        let why = Message::new("import-unreadable");
        self.refuse(open.line, heading, Some(&open.text), why);
        self
    }

    fn nobody(mut self) -> Self {
        self.refuse(1, None, None, Message::new("import-nobody"));
        self
    }

    fn line(&mut self, record: &Record, columns: &Columns, teams: &[(TeamId, String)]) {
        let cell = |at: usize| as_meant(record.cells.get(at).map_or("", String::as_str));
        let list = |at: Option<usize>| {
            let cell = at.map(cell).unwrap_or_default();
            let items = cell.split(';').map(str::trim).filter(|item| !item.is_empty());
            items.take(MOST_ITEMS).map(str::to_owned).collect::<Vec<_>>()
        };
        let mut faults = Vec::new();
        let mut fault = |at: Option<usize>, found: &str, why: Message| {
            let column = at.map(|at| beginning(columns.heading(at)));
            faults.push(Fault { line: record.line, column, found: Some(beginning(found)), why });
        };
        let mut roles = Vec::new();
        for role in list(columns.roles) {
            match role.to_lowercase().parse() {
                Ok(role) if roles.contains(&role) => {}
                Ok(role) => roles.push(role),
                Err(_) => {
                    let why = Message::new("import-role-unknown").with("role", beginning(&role));
                    fault(columns.roles, &role, why);
                }
            }
        }
        let mut wanted = Vec::new();
        for team in list(columns.teams) {
            match teams.iter().find(|(_, name)| name.to_lowercase() == team.to_lowercase()) {
                Some((id, _)) if wanted.contains(id) => {}
                Some((id, _)) => wanted.push(*id),
                None => {
                    let why = Message::new("import-team-unknown").with("team", beginning(&team));
                    fault(columns.teams, &team, why);
                }
            }
        }
        let names: Vec<_> = columns.name.iter().map(|at| cell(*at)).collect();
        let written = names.join(" ").trim().to_owned();
        let name = written.parse::<PersonName>();
        if let Err(why) = &name {
            fault(columns.name.first().copied(), &written, why.clone());
        }
        let address = cell(columns.email);
        let email = address.parse::<EmailAddress>();
        if let Err(why) = &email {
            fault(Some(columns.email), &address, why.clone());
        }
        let number = columns.phone.map(cell).unwrap_or_default();
        let phone = number.parse::<Optional<PhoneNumber>>();
        if let Err(why) = &phone {
            fault(columns.phone, &number, why.clone());
        }
        if let Ok(email) = &email
            && self.newcomers.iter().any(|person| person.email.key() == email.key())
        {
            fault(Some(columns.email), &address, Message::new("import-twice"));
        }
        if let (Ok(name), Ok(email), Ok(Optional(phone)), true) =
            (name, email, phone, faults.is_empty())
        {
            let line = record.line;
            self.newcomers.push(ImportedPerson { line, name, email, phone, roles, teams: wanted });
        }
        self.faults.extend(faults);
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
    fn a_fault_names_its_column_and_what_stands_there() {
        let reading = Reading::of("E-Mail;Vorname;Nachname;Rolle\nann@x.example;;;Chef\n", &[]);
        let faults = reading.faults.iter();
        let places: Vec<_> =
            faults.map(|of| (of.line, of.column.as_deref(), of.found.as_deref())).collect();
        let expected = [(2, Some("Rolle"), Some("Chef")), (2, Some("Vorname"), Some(""))];
        assert_eq!(places, expected);
        let reading = Reading::of(&format!("name,email\nA,\"{}\"\n", "x\ny".repeat(99)), &[]);
        let found = reading.faults[0].found.as_deref().unwrap();
        assert!(found.starts_with("x yx yx") && found.ends_with('…'), "{found}");
        assert!(found.chars().count() <= MOST_CHARS + 1);
    }

    #[test]
    fn a_quotation_mark_that_is_not_closed_swallows_nobody() {
        let text = "name,email\nAnn,ann@x.example\n\"Bob,bob@x.example\nCy,cy@x.example\n";
        let reading = Reading::of(text, &[]);
        let fault = &reading.faults[0];
        assert_eq!((fault.line, fault.why.id()), (3, "import-unreadable"));
        assert_eq!(fault.found.as_deref(), Some("\"Bob,bob@x.example"));
    }

    #[test]
    fn lines_of_separators_alone_are_no_people_and_any_separator_is_read() {
        for separator in [",", ";", "\t", "|"] {
            let text = "name,email,phone\n,,\nAnn,ann@x.example,\n , ,\n".replace(',', separator);
            let reading = Reading::of(&text, &[]);
            assert!(reading.faults.is_empty(), "{text}");
            assert_eq!(reading.newcomers.len(), 1);
            assert_eq!(reading.newcomers[0].line, 3);
        }
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
    fn a_file_nobody_or_columns_says_so() {
        assert_eq!(faults("name,email\n"), [(1, "import-nobody".to_owned())]);
        assert_eq!(faults("name,phone\nA,1\n"), [(1, "import-no-column".to_owned())]);
        assert_eq!(faults("number,phone\nA,1\n").len(), 2);
        assert_eq!(faults(" \n\n"), [(1, "import-nobody".to_owned())]);
        let long = "name,email\n".to_owned()
            + &(0..=MOST_LINES).map(|n| format!("A,a{n}@x.example\n")).collect::<String>();
        assert_eq!(faults(&long), [(502, "import-too-long".to_owned())]);
    }
}
