//! The other members of Acme Ops: in teams, in their languages and time zones, in every state.

use std::time::Duration;

use State::{NoPhone, Ready, Unfinished, Unverified};

use super::{store, words};
use crate::accounts::account::{self, Joined, Roles};
use crate::accounts::invitations::{self, Newcomer};
use crate::accounts::teams::{self, TeamMade};
use crate::core::actor::Actor;
use crate::core::change::Change;
use crate::messaging::Channel;
use crate::platform::i18n::Lang;
use crate::platform::ids::{AccountId, AccountUserId, PhoneId, UserId};
use crate::users::emails::EmailBlockReason;
use crate::users::profile::{self, NewUser};
use crate::users::{channels, emails, phones};

/// How far a person is with onboarding.
#[derive(Clone, Copy, PartialEq)]
enum State {
    /// Has a verified phone, and was active recently.
    Ready,
    /// Has an unverified phone.
    Unverified,
    /// Has no phone.
    NoPhone,
    /// Has a password, but skipped onboarding.
    Unfinished,
}

/// A member of the account.
struct Someone {
    name: &'static str,
    /// The local part of their address.
    local: &'static str,
    language: Lang,
    time_zone: &'static str,
    /// Empty when they have none.
    phone: &'static str,
    state: State,
    /// The index of their team in [`TEAMS`].
    team: usize,
}

const fn someone(
    name: &'static str,
    local: &'static str,
    language: Lang,
    time_zone: &'static str,
    phone: &'static str,
    state: State,
    team: usize,
) -> Someone {
    Someone { name, local, language, time_zone, phone, state, team }
}

const TEAMS: [(&str, &str); 3] = [
    (
        "Platform",
        "Servers, network, deployments. Call the second person when a whole region is down.",
    ),
    (
        "Payments",
        "Everything that touches money. Refunds can wait for the morning, double charges cannot.",
    ),
    ("Customer Care", "Answers customers when something breaks."),
];

const OTHERS: [Someone; 20] = [
    someone("Amélie Laurent", "amelie", Lang::Fr, "Europe/Paris", "+33612345678", Ready, 0),
    someone("Anke Schröder", "anke", Lang::De, "Europe/Berlin", "+4915123456789", Ready, 0),
    someone("Diego Núñez", "diego", Lang::Es, "America/Mexico_City", "+522221234567", Ready, 0),
    someone("Farah Haddad", "farah", Lang::Fr, "Africa/Casablanca", "+212650123456", Unverified, 0),
    someone("George O’Neill", "george", Lang::En, "Europe/Dublin", "+353850123456", Ready, 0),
    someone("Hanneke de Vries", "hanneke", Lang::Nl, "Europe/Amsterdam", "+31612345678", Ready, 0),
    someone("Ingrid Åberg", "ingrid", Lang::En, "Europe/Stockholm", "+46701234567", Ready, 0),
    someone("Jürgen Weiß", "juergen", Lang::De, "Europe/Vienna", "+43664123456", Ready, 1),
    someone("Kaito Tanaka", "kaito", Lang::En, "Asia/Tokyo", "+819012345678", Ready, 1),
    someone("Lucía Fernández", "lucia", Lang::Es, "Europe/Madrid", "+34612345678", Ready, 1),
    someone(
        "Maarten Jansen",
        "maarten",
        Lang::Nl,
        "Europe/Brussels",
        "+32470123456",
        Unverified,
        1,
    ),
    someone("Niamh Byrne", "niamh", Lang::En, "America/New_York", "+12015550123", Ready, 1),
    someone("Ñusta Quispe", "nusta", Lang::Es, "America/Lima", "+51912345678", NoPhone, 1),
    someone("Oluwaseun Adeyemi", "seun", Lang::En, "Africa/Lagos", "+2348021234567", Ready, 2),
    someone("Priya Raman", "priya", Lang::En, "Asia/Kolkata", "+918123456789", Ready, 2),
    someone("Quentin Moreau", "quentin", Lang::Fr, "America/Montreal", "+15062345678", NoPhone, 2),
    someone("Rosa Pereira", "rosa", Lang::Es, "America/Sao_Paulo", "+5511961234567", Ready, 2),
    someone("Stefan Huber", "stefan", Lang::De, "Europe/Zurich", "+41781234567", Unfinished, 2),
    someone("Tjitske van der Meer", "tjitske", Lang::Nl, "Europe/Amsterdam", "", Unfinished, 2),
    someone("李小龍", "xiaolong", Lang::En, "Asia/Hong_Kong", "+85251234567", Ready, 2),
];

/// Rosa's phone, and Tjitske's address.
const STOPPED: &str = "+5511961234567";
const GONE: &str = "tjitske@acme.example";

const HOUR: Duration = Duration::from_secs(60 * 60);

/// Fills the demo's account with members, teams, and invitations. They share a password that nobody
/// knows, given as a PHC string.
///
/// # Errors
/// When the data is invalid.
pub async fn enliven(
    change: &mut Change,
    password: &str,
    account: AccountId,
    owner: UserId,
) -> anyhow::Result<()> {
    change.act_as(Actor::on_page(owner, Some(account)));
    let mut members: [Vec<AccountUserId>; TEAMS.len()] = Default::default();
    for (at, someone) in OTHERS.iter().enumerate() {
        let member = add(change, password, account, at, someone).await?;
        members[someone.team].push(member);
    }
    for ((name, notes), members) in TEAMS.iter().zip(&members) {
        let (name, notes) = (name.parse().map_err(words)?, notes.parse().map_err(words)?);
        let (lead, others) = members.split_first().ok_or_else(|| anyhow::anyhow!("no team"))?;
        let made = teams::make(change, account, &name, &notes, &[*lead]).await?;
        let TeamMade::Made(team) = made else { anyhow::bail!("a team of the demo is not made") };
        for member in others {
            teams::add_member(change, account, team, *member).await?;
        }
    }
    // One answered STOP, and the mailbox of another is gone.
    phones::stop(change, STOPPED).await?;
    let gone = GONE.parse().map_err(words)?;
    emails::block_address(change, &gone, EmailBlockReason::Bounced).await?;
    invite(change, password, account).await
}

async fn add(
    change: &mut Change,
    password: &str,
    account: AccountId,
    at: usize,
    someone: &Someone,
) -> anyhow::Result<AccountUserId> {
    let Someone { name, local, language, time_zone, phone, state, .. } = someone;
    let now = change.now();
    let new = NewUser {
        name: &name.parse().map_err(words)?,
        email: &format!("{local}@acme.example").parse().map_err(words)?,
        password: Some(password),
        language: *language,
        time_zone: &time_zone.parse().map_err(words)?,
        is_onboarded: *state != Unfinished,
    };
    let user = profile::create(change, &new).await?;
    let user = user.ok_or_else(|| anyhow::anyhow!("{local} is taken"))?;
    if !phone.is_empty() && *state != NoPhone {
        let number = phone.parse().map_err(words)?;
        phones::add_unverified(change, user, PhoneId::mint(now), &number).await?;
    }
    if *state == Ready {
        store::verify_phones(change, user, now - HOUR).await?;
        let mut on = channels::find(change, user).await?;
        on.set(Channel::Sms, true);
        channels::set(change, user, &on).await?;
        let hours = u32::try_from(at).unwrap_or_default() * 7 + 1;
        store::was_here(change, user, now - HOUR * hours).await?;
    }
    let roles = Roles {
        billing: at == 7,
        broadcaster: at % 6 == 1,
        communicator: at % 5 == 3,
        ..Roles::default()
    };
    match account::add_member(change, account, user, roles).await? {
        Joined::As(member) => Ok(member),
        other => anyhow::bail!("{local} is not in: {other:?}"),
    }
}

/// Invites a person of another company, and adds a new one.
async fn invite(change: &mut Change, password: &str, account: AccountId) -> anyhow::Result<()> {
    let new = NewUser {
        name: &"Victoria Stone".parse().map_err(words)?,
        email: &"victoria@harbor.example".parse().map_err(words)?,
        password: Some(password),
        language: Lang::En,
        time_zone: &"Europe/London".parse().map_err(words)?,
        is_onboarded: true,
    };
    let known = profile::create(change, &new).await?;
    let known = known.ok_or_else(|| anyhow::anyhow!("she is taken"))?;
    let harbor = account::create(change, &"Harbor Co".parse().map_err(words)?, known).await?;
    ask(change, account, "Vicky Stone", "victoria@harbor.example").await?;
    ask(change, account, "Walter König", "walter@acme.example").await?;
    // The owner is invited to the other account.
    change.act_as(Actor::on_page(known, Some(harbor)));
    ask(change, harbor, "Alice Archer", "alice@acme.example").await
}

async fn ask(
    change: &mut Change,
    account: AccountId,
    name: &str,
    email: &str,
) -> anyhow::Result<()> {
    let newcomer = Newcomer {
        name: &name.parse().map_err(words)?,
        email: &email.parse().map_err(words)?,
        phone: None,
        roles: Roles::default(),
        teams: &[],
    };
    invitations::ask(change, account, &newcomer, Lang::En).await?;
    Ok(())
}
