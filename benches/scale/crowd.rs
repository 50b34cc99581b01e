//! Accounts, teams and users of a size, the same in each run.

use std::collections::BTreeSet;
use std::time::Duration;

use callbook::accounts::account::{Role, Roles};
use callbook::platform::clock::Timestamp;
use callbook::platform::i18n::{Lang, sort};
use callbook::platform::ids::{
    AccountId, AccountUserId, EmailId, PhoneId, ScheduleId, TeamId, UserId,
};
use callbook::users::emails::EmailAddress;
use callbook::users::search::{unfinished, words};

use super::dice::dice;
use super::names;

/// The numbers of users and accounts, and of users in the largest account. The others share the
/// rest.
#[derive(Clone, Copy)]
pub struct Size {
    pub people: usize,
    pub accounts: usize,
    pub largest: usize,
}

/// The users of a batch.
const BATCH: usize = 20_000;
/// The most teams of an account; a team has about twenty members.
const MOST_TEAMS: usize = 50;
const ZONES: [&str; 5] =
    ["Europe/Amsterdam", "Europe/London", "America/Mexico_City", "Asia/Kolkata", "UTC"];

/// A batch of rows.
#[derive(Default)]
pub struct Batch {
    pub accounts: Vec<Account>,
    pub teams: Vec<Team>,
    pub people: Vec<Person>,
    pub words: Vec<(AccountId, Vec<u8>, AccountUserId)>,
}

pub struct Account {
    pub id: AccountId,
    pub name: String,
    pub people: usize,
    pub teams: usize,
    pub at: Timestamp,
}

pub struct Team {
    pub id: TeamId,
    pub schedule: ScheduleId,
    pub account: AccountId,
    pub tiny_id: i64,
    pub name: String,
    pub at: Timestamp,
}

pub struct Person {
    pub user: UserId,
    pub member: AccountUserId,
    pub account: AccountId,
    pub tiny_id: i64,
    pub name: String,
    pub email: (EmailId, EmailAddress),
    pub phone: Option<(PhoneId, String)>,
    pub is_owner: bool,
    pub roles: Roles,
    /// The team, and whether the user is its admin.
    pub team: (TeamId, bool),
    pub language: Lang,
    pub zone: &'static str,
    /// Of users who have not finished onboarding, half have not begun it.
    pub is_onboarded: bool,
    pub has_password: bool,
    pub at: Timestamp,
}

impl Size {
    /// The largest account is in the middle of the others.
    fn people_of(self, account: usize) -> usize {
        if account == self.accounts / 2 {
            return self.largest;
        }
        let (rest, others) = (self.people - self.largest, self.accounts - 1);
        rest / others + usize::from(account < rest % others)
    }
}

/// Makes users and passes them on in batches. Each was created a little later than the one before,
/// so that ids have the order of a real product.
pub fn raise(size: Size, start: Timestamp, mut give: impl FnMut(Batch)) {
    let mut batch = Batch::default();
    let mut number = 0;
    let later = |number: usize| start + Duration::from_millis(20 * number as u64);
    for account in 0..size.accounts {
        let (account, teams) = found(account, size.people_of(account), later(number));
        let (id, people) = (account.id, account.people);
        let team_ids: Vec<TeamId> = teams.iter().map(|team| team.id).collect();
        batch.accounts.push(account);
        batch.teams.extend(teams);
        for place in 0..people {
            let person = person(number, (place, people), (id, &team_ids), later(number));
            let found_by = person.words().into_iter();
            batch.words.extend(found_by.map(|word| (person.account, word, person.member)));
            batch.people.push(person);
            number += 1;
            if batch.people.len() == BATCH {
                give(std::mem::take(&mut batch).in_order());
            }
        }
    }
    give(batch.in_order());
}

impl Batch {
    /// Sorts words in the order of their index, which is then written from front to back.
    fn in_order(mut self) -> Self {
        self.words.sort_unstable();
        self
    }
}

fn found(number: usize, people: usize, at: Timestamp) -> (Account, Vec<Team>) {
    let id = AccountId::mint(at);
    let teams = people.div_ceil(20).min(MOST_TEAMS);
    let team = |n: usize| Team {
        id: TeamId::mint(at),
        schedule: ScheduleId::mint(at),
        account: id,
        tiny_id: n as i64 + 1,
        name: format!("{} {}", ["Platform", "Réseau", "Betrieb", "Soporte"][n % 4], n + 1),
        at,
    };
    let account = Account { id, name: format!("Company {number}"), people, teams, at };
    (account, (0..teams).map(team).collect())
}

/// Makes a user by their number in the account, whose first user is the owner.
fn person(
    number: usize,
    (place, people): (usize, usize),
    (account, teams): (AccountId, &[TeamId]),
    at: Timestamp,
) -> Person {
    let of_hundred = |of: &str| dice(number, of) % 100;
    let is_owner = place == 0;
    let name = match place % (people / 4).max(3) {
        1 => format!("{} {}", names::name(number), names::RARE),
        2 => names::COMMON.to_owned(),
        _ => names::name(number),
    };
    let setup = if is_owner { 100 } else { of_hundred("set-up") };
    let has_phone = dice(number, "phone") % 3 < 2;
    Person {
        user: UserId::mint(at),
        member: AccountUserId::mint(at),
        account,
        tiny_id: place as i64 + 1,
        email: (EmailId::mint(at), address(&name, number)),
        phone: has_phone.then(|| (PhoneId::mint(at), format!("+316{:08}", 10_000_000 + number))),
        is_owner,
        roles: Roles {
            admin: is_owner || of_hundred("admin") < 2,
            billing: is_owner || of_hundred("billing") < 1,
            broadcaster: of_hundred("broadcaster") < 5,
            communicator: of_hundred("communicator") < 5,
        },
        team: (teams[place % teams.len()], place < teams.len()),
        language: Lang::ALL[dice(number, "language") % Lang::ALL.len()],
        zone: ZONES[dice(number, "zone") % ZONES.len()],
        is_onboarded: setup >= 5,
        has_password: setup >= 2,
        name,
        at,
    }
}

/// Makes an address of ASCII letters; of a name without any, a number.
fn address(name: &str, number: usize) -> EmailAddress {
    let ascii = words(name).into_iter().filter(|word| word.is_ascii());
    let mut parts: Vec<String> = ascii.map(|word| String::from_utf8(word).unwrap()).collect();
    parts.push(number.to_string());
    format!("{}@team.example", parts.join(".")).parse().unwrap()
}

impl Person {
    /// Returns the values of `name_key` and `name_key_es`.
    pub fn keys(&self) -> (Vec<u8>, Vec<u8>) {
        (sort::key(&self.name), sort::key_in(Lang::Es, &self.name))
    }

    /// Returns the search words: name, contacts and roles.
    fn words(&self) -> BTreeSet<Vec<u8>> {
        let mut found = &words(&self.name) | &words(self.email.1.as_ref());
        if let Some((_, number)) = &self.phone {
            found.append(&mut words(number));
        }
        let roles = self.roles.list();
        let owner = self.is_owner.then_some("owner");
        for role in roles.iter().map(Role::as_ref).chain(owner) {
            found.append(&mut words(role));
        }
        found.extend((!self.is_onboarded).then(|| unfinished().from));
        found
    }
}
