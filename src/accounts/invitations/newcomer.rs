//! A newcomer: a person whom an admin adds, who is created as a user or invited as one.

use super::budget::past_budget;
use super::{ACTIVATION, join_teams, send, store};
use crate::accounts::account::{self, Joined, Roles};
use crate::audit::{self, Event};
use crate::core::change::Change;
use crate::platform::clock::Timestamp;
use crate::platform::db::{self, Result, Tx};
use crate::platform::i18n::{Country, Lang, TimeZone};
use crate::platform::ids::{AccountId, AccountUserId, InvitationId, PhoneId, TeamId, UserId};
use crate::users::emails::{self, EmailAddress};
use crate::users::phones::policy::is_country_open;
use crate::users::phones::{self, PhoneNumber};
use crate::users::profile::{self, NewUser, PersonName};

/// A person whom an admin adds to the account, as the admin typed them.
pub struct Newcomer<'a> {
    pub name: &'a PersonName,
    pub email: &'a EmailAddress,
    pub phone: Option<&'a PhoneNumber>,
    pub roles: Roles,
    pub teams: &'a [TeamId],
}

/// The outcome of adding a person to an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvitationOutcome {
    /// Nobody had verified the address: a new user was created and is a member at once.
    Created(AccountUserId),
    /// A user has verified the address: they were invited.
    Invited(InvitationId),
    AlreadyHere,
    /// The person's last invitation is still open.
    InvitedAlready,
    /// Phone numbers of the country are not accepted.
    CountryClosed(Country),
    /// The account has reached its limit of users.
    Full {
        limit: i64,
    },
    /// A limit of invitations is reached.
    TooMany {
        until: Timestamp,
    },
}

/// What an account knows of a person beforehand, whom an admin is about to add. Whether they are a
/// user already is not part of it: an admin could try out addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prospect {
    /// They will be added, or invited if they are a user already.
    New,
    AlreadyHere,
    InvitedAlready,
}

/// Finds what an account knows of the person with an address.
pub async fn prospect(
    tx: &mut Tx,
    account: AccountId,
    email: &EmailAddress,
    now: Timestamp,
) -> Result<Prospect> {
    if store::is_here(tx, account, email.key()).await? {
        return Ok(Prospect::AlreadyHere);
    }
    Ok(match store::is_asked(tx, account, email.key(), now).await? {
        true => Prospect::InvitedAlready,
        false => Prospect::New,
    })
}

/// Adds a person to an account. A user who has verified the address is invited, and the admin
/// learns nothing about them; otherwise a user is created, who sets a password by a mailed link.
/// The attempt counts against the limits, so commit whatever the outcome.
pub async fn ask(
    change: &mut Change,
    account: AccountId,
    newcomer: &Newcomer<'_>,
    lang_of_admin: Lang,
) -> Result<InvitationOutcome> {
    let now = change.now();
    // Checked before the person is looked up, so that known and unknown people get the same answer.
    if let Some(number) = newcomer.phone.filter(|n| !is_country_open(change.operator(), n)) {
        return Ok(InvitationOutcome::CountryClosed(number.country()));
    }
    // Of two admins who add the same person at once, the second finds the first one's result.
    change.lock_account(account).await?;
    if store::is_here(change, account, newcomer.email.key()).await? {
        return Ok(InvitationOutcome::AlreadyHere);
    }
    let known = emails::verified_by(change, newcomer.email.key()).await?;
    let waiting = match known {
        Some(user) => store::asked(change, account, user, now).await?,
        None => None,
    };
    if waiting.as_ref().is_some_and(|(_, key)| key == newcomer.email.key()) {
        return Ok(InvitationOutcome::InvitedAlready);
    }
    if let Some(limit) = account::full(change, account).await? {
        return Ok(InvitationOutcome::Full { limit });
    }
    if let Some(until) = past_budget(change, account, newcomer.email.key()).await? {
        return Ok(InvitationOutcome::TooMany { until });
    }
    // The person has an open invitation at another address: the admin does not learn that the two
    // belong to one person.
    if let Some((id, _)) = waiting {
        return Ok(InvitationOutcome::Invited(id));
    }
    match known {
        Some(user) => invite(change, account, user, newcomer).await,
        None => create(change, account, newcomer, lang_of_admin).await,
    }
}

async fn invite(
    change: &mut Change,
    account: AccountId,
    user: UserId,
    newcomer: &Newcomer<'_>,
) -> Result<InvitationOutcome> {
    let now = change.now();
    let emails = emails::list(change, user).await?;
    let email = emails.iter().find(|email| email.address_key == newcomer.email.key());
    let Some(email) = email else { return Err(db::Error::RowNotFound) };
    store::forget_late(change, account, user, now).await?;
    let by = change.actor().user;
    let id = store::insert(change, account, user, email.id, newcomer, by, now).await?;
    let event = Event::MemberInvited { name: newcomer.name.as_ref().to_owned() };
    let actor = change.actor_id()?;
    audit::record_in(change, Some(account), actor, &event).await?;
    send(change, id, user, email).await?;
    Ok(InvitationOutcome::Invited(id))
}

async fn create(
    change: &mut Change,
    account: AccountId,
    newcomer: &Newcomer<'_>,
    language: Lang,
) -> Result<InvitationOutcome> {
    let now = change.now();
    let new = NewUser {
        name: newcomer.name,
        email: newcomer.email,
        password: None,
        language,
        time_zone: &TimeZone::utc(),
        is_onboarded: false,
    };
    let user = profile::create(change, &new).await?.ok_or(db::Error::RowNotFound)?;
    if let Some(number) = newcomer.phone {
        phones::add_unverified(change, user, PhoneId::mint(now), number).await?;
    }
    let member = match account::add_member(change, account, user, newcomer.roles).await? {
        Joined::As(member) => member,
        Joined::Full { limit } => return Ok(InvitationOutcome::Full { limit }),
        Joined::Already => return Ok(InvitationOutcome::AlreadyHere),
    };
    audit::record_in(change, Some(account), user, &Event::MemberCreated).await?;
    join_teams(change, account, member, newcomer.teams).await?;
    let emails = emails::list(change, user).await?;
    let email = emails.first().ok_or(db::Error::RowNotFound)?;
    (ACTIVATION.required()?.send)(change, account, user, email).await?;
    Ok(InvitationOutcome::Created(member))
}
