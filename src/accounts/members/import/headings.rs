//! Headings of the columns of a file of people, as people write them in any of the languages.

use super::records::{Record, Records, SEPARATORS};
use crate::core::text::fold;

/// A column that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    /// A name without further words, which is the family name beside a given name.
    Name,
    FullName,
    GivenName,
    FamilyName,
    Email,
    Phone,
    Roles,
    Teams,
}

/// The headings of each column in English, Spanish, French, German and Dutch, as [`plain`] has them.
const HEADINGS: [(Column, &str); 8] = [
    (Column::Name, "name nombre nom naam"),
    (
        Column::FullName,
        "fullname displayname personname \
         nombrecompleto nombreyapellidos nombreapellidos \
         nomcomplet prenometnom nometprenom prenomnom nomprenom \
         vollstandigername vollername vornamenachname vorundnachname vornameundnachname \
         nachnamevorname volledigenaam voornaamachternaam voorenachternaam weergavenaam",
    ),
    (Column::GivenName, "firstname givenname forename nombredepila prenom vorname voornaam"),
    (
        Column::FamilyName,
        "lastname familyname surname apellido apellidos nomdefamille \
         nachname familienname achternaam familienaam",
    ),
    (
        Column::Email,
        "email emailaddress mail mailaddress \
         correo correoelectronico direcciondecorreo direcciondecorreoelectronico \
         courriel adresseemail adressemail adresseelectronique adressecourriel \
         emailadresse mailadresse emailadres mailadres",
    ),
    (
        Column::Phone,
        "phone phonenumber telephone telephonenumber mobile mobilephone mobilenumber cell \
         cellphone tel telefono numerodetelefono movil telefonomovil celular \
         numerodetelephone telephoneportable telephonemobile portable \
         telefon telefonnummer handy handynummer mobil mobiltelefon mobilnummer \
         telefoon telefoonnummer mobiel mobielnummer gsm",
    ),
    (Column::Roles, "role roles rol rolle rollen"),
    (Column::Teams, "team teams equipo equipos equipe equipes"),
];

/// Writes a heading in small letters and digits alone.
fn plain(heading: &str) -> String {
    fold(heading).chars().filter(|c| c.is_alphanumeric()).collect()
}

impl Column {
    fn of(heading: &str) -> Option<Self> {
        let plain = plain(heading);
        let has = |all: &str| all.split(' ').any(|heading| heading == plain);
        HEADINGS.iter().find(|(_, all)| has(all)).map(|(column, _)| *column)
    }
}

/// The positions of the columns that are read.
pub struct Columns {
    headings: Vec<String>,
    /// The columns of which a name is joined: one, or the given and the family name.
    pub name: Vec<usize>,
    pub email: usize,
    pub phone: Option<usize>,
    pub roles: Option<usize>,
    pub teams: Option<usize>,
}

impl Columns {
    /// Finds the columns of a file.
    ///
    /// # Errors
    /// When it lacks required ones: their names.
    pub fn of(record: Record) -> Result<Self, Vec<&'static str>> {
        let known: Vec<_> = record.cells.iter().map(|cell| Column::of(cell)).collect();
        let at = |column| known.iter().position(|known| *known == Some(column));
        let (name, given) = (at(Column::Name), at(Column::GivenName));
        let names = match (at(Column::FullName), given, at(Column::FamilyName)) {
            (Some(full), _, _) => vec![full],
            (None, Some(given), family) => {
                [Some(given), family.or(name)].into_iter().flatten().collect()
            }
            (None, None, family) => [name, family].into_iter().flatten().collect(),
        };
        let email = at(Column::Email);
        match (names.is_empty(), email) {
            (false, Some(email)) => Ok(Self {
                name: names,
                email,
                phone: at(Column::Phone),
                roles: at(Column::Roles),
                teams: at(Column::Teams),
                headings: record.cells,
            }),
            (no_name, email) => {
                let lacking = [(no_name, "name"), (email.is_none(), "email")];
                Err(lacking.into_iter().filter(|(lacks, _)| *lacks).map(|(_, name)| name).collect())
            }
        }
    }

    /// Returns a heading as the file has it.
    pub fn heading(&self, at: usize) -> &str {
        self.headings.get(at).map_or("", String::as_str)
    }
}

/// Tells by which separator a file is split: the one by which the most of its headings are known,
/// and of several the one by which there are the most.
pub fn separator(text: &str) -> char {
    let headings = |separator: &&char| match Records::of(text, **separator).next() {
        Some(Ok(Record { cells, .. })) => {
            (cells.iter().filter(|cell| Column::of(cell).is_some()).count(), cells.len())
        }
        _ => (0, 0),
    };
    // The first of equals is the last one that is compared.
    SEPARATORS.iter().rev().max_by_key(headings).copied().unwrap_or(SEPARATORS[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(headings: &str) -> Result<Columns, Vec<&'static str>> {
        let record = Records::of(headings, separator(headings)).next().unwrap().unwrap();
        Columns::of(record)
    }

    fn positions(headings: &str) -> (Vec<usize>, usize, Option<usize>) {
        let found = columns(headings).unwrap();
        (found.name, found.email, found.phone)
    }

    #[test]
    fn headings_are_read_as_people_write_them() {
        for (headings, expected) in [
            ("name,email,phone", (vec![0], 1, Some(2))),
            ("E-mail;Full name;Phone number", (vec![1], 0, Some(2))),
            ("First Name\tLast Name\tE-Mail Address", (vec![0, 1], 2, None)),
            ("Nachname;Vorname;E-Mail-Adresse;Handy", (vec![1, 0], 2, Some(3))),
            ("Vorname Nachname;E-Mail;Telefon", (vec![0], 1, Some(2))),
            ("Name;Vorname;Mail", (vec![1, 0], 2, None)),
            ("Nombre;Apellidos;Correo electrónico;Teléfono", (vec![0, 1], 2, Some(3))),
            ("NOM;PRÉNOM;Courriel;N° client", (vec![1, 0], 2, None)),
            ("Prénom et nom|Adresse e-mail|Numéro de téléphone", (vec![0], 1, Some(2))),
            ("Volledige naam;E-mailadres;Mobiel", (vec![0], 1, Some(2))),
            ("\"Voornaam\";\"Achternaam\";\"e_mail\"", (vec![0, 1], 2, None)),
        ] {
            assert_eq!(positions(headings), expected, "{headings}");
        }
    }

    #[test]
    fn what_is_lacking_is_named() {
        assert_eq!(columns("id;phone").err(), Some(vec!["name", "email"]));
        assert_eq!(columns("name;phone").err(), Some(vec!["email"]));
    }

    #[test]
    fn every_heading_is_written_plainly_and_once() {
        let all: Vec<_> = HEADINGS.iter().flat_map(|(_, all)| all.split(' ')).collect();
        for (at, heading) in all.iter().enumerate() {
            assert_eq!(plain(heading), *heading);
            assert!(!all[..at].contains(heading), "{heading}");
        }
    }
}
