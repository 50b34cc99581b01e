//! Invitations: an account asks a person in, whether or not they are a user already.

mod answer;
mod mail;
mod page;
mod store;

use std::time::Duration;

pub use answer::{Approved, approve, deny, look_up};
use mail::InvitationLink;
pub use page::routes;
use store::NewInvitation;
pub use store::{Invitation, PendingInvitation, find_pending};

use super::account::{self, Joined, Roles};
use super::teams;
use crate::audit::{self, Event};
use crate::core::change::Change;
use crate::core::cleanup::Cleanup;
use crate::core::filled::Filled;
use crate::core::limits::{Limit, Verdict};
use crate::core::links::LinkPurpose;
use crate::core::personal_data::{self, ExportPart, Forget};
use crate::messaging::{self, JobKind, Recipient};
use crate::platform::clock::Timestamp;
use crate::platform::db::{self, DbFuture, Result, Tx};
use crate::platform::i18n::{Country, Lang, TimeZone};
use crate::platform::ids::{AccountId, AccountUserId, InvitationId, PhoneId, TeamId, UserId};
use crate::users::emails::{self, Email, EmailAddress};
use crate::users::phones::policy::is_country_open;
use crate::users::phones::{self, PhoneNumber};
use crate::users::profile::{self, NewUser, PersonName};
use crate::users::verification::{self, Again};

/// People whom one account asks, and asks again.
const BY_ACCOUNT: Limit =
    Limit { name: "invitation account", tries: 50, window: Duration::from_secs(60 * 60) };

/// Mails to one address, whichever account asks.
const TO_ADDRESS: Limit =
    Limit { name: "invitation address", tries: 10, window: Duration::from_secs(24 * 60 * 60) };

/// An invitation without an answer can be sent again for so long after its time.
const OLDEST: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// The cleanup of invitations that nobody has answered.
pub const CLEANUP: Cleanup =
    Cleanup { name: "invitations", run: |tx, now| Box::pin(store::tidy(tx, now - OLDEST)) };

/// The kinds of jobs of this noun.
pub const JOBS: &[JobKind] = &[JobKind::of::<InvitationLink>()];

/// The export of the invitations that ask a person.
pub const EXPORT: ExportPart = ExportPart {
    name: "invitations",
    read: |tx, user| personal_data::document(store::exported(tx, user)),
};

/// Invitations go with whom they ask.
pub const FORGET: Forget = |change, user| Box::pin(store::forget(change, user));

/// A person whom an admin asks into the account, as the admin typed them.
pub struct Newcomer<'a> {
    pub name: &'a PersonName,
    pub email: &'a EmailAddress,
    pub phone: Option<&'a PhoneNumber>,
    pub roles: Roles,
    pub teams: &'a [TeamId],
}

/// The outcome of asking someone into an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvitationOutcome {
    /// Nobody had verified the address, so a new user was made, who is a member at once.
    Created(AccountUserId),
    /// Someone has. It is up to them.
    Invited(InvitationId),
    AlreadyHere,
    /// The last invitation still waits for its answer.
    InvitedAlready,
    /// Numbers of the country are not taken.
    CountryClosed(Country),
    /// The account has as many people as it may.
    Full {
        limit: i64,
    },
    /// Too many were asked.
    TooMany {
        until: Timestamp,
    },
}

/// The outcome of sending a link again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvitationResent {
    Sent,
    /// The person has answered, or set a password.
    NotNeeded,
    /// There is no such invitation or member.
    Gone,
    Wait {
        until: Timestamp,
    },
    /// Too many were asked.
    TooMany {
        until: Timestamp,
    },
}

/// Asks someone into an account: whoever has verified the address is invited, and nothing of them is
/// told; otherwise a user is made who sets their password by a mailed link. It counts: commit
/// whatever comes of it.
pub async fn ask(
    change: &mut Change,
    account: AccountId,
    newcomer: &Newcomer<'_>,
    lang_of_admin: Lang,
) -> Result<InvitationOutcome> {
    let now = change.now();
    // Before anyone is looked for: alike of who is known and who is not.
    if let Some(number) = newcomer.phone.filter(|n| !is_country_open(change.operator(), n)) {
        return Ok(InvitationOutcome::CountryClosed(number.country()));
    }
    // Of two admins who ask the same person at once, the second finds them here or asked.
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
    // Asked at another address of theirs: that the two are one person's is not told.
    if let Some((id, _)) = waiting {
        return Ok(InvitationOutcome::Invited(id));
    }
    match known {
        Some(user) => invite(change, account, user, newcomer).await,
        None => create(change, account, newcomer, lang_of_admin).await,
    }
}

/// Until when the account may ask nobody more, or the address is asked no more, if that is so.
async fn past_budget(
    change: &mut Change,
    account: AccountId,
    address: &[u8],
) -> Result<Option<Timestamp>> {
    let now = change.now();
    for (limit, who) in [(BY_ACCOUNT, &account.as_bytes()[..]), (TO_ADDRESS, address)] {
        if let Verdict::Past { retry_after, .. } = limit.count(change, &[who]).await? {
            return Ok(Some(now + retry_after));
        }
    }
    Ok(None)
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
    let id = InvitationId::mint(now);
    store::forget_late(change, account, user, now).await?;
    let life = now + LinkPurpose::Invitation.life();
    let by = change.actor().user;
    let new = NewInvitation { id, account, user, email: email.id, newcomer, by };
    store::insert(change, &new, now, life).await?;
    let event = Event::MemberInvited { name: newcomer.name.as_ref().to_owned() };
    let actor = change.actor_id()?;
    audit::record_in(change, Some(account), actor, &event).await?;
    send(change, id, user, email).await?;
    Ok(InvitationOutcome::Invited(id))
}

async fn send(
    change: &mut Change,
    invitation: InvitationId,
    user: UserId,
    email: &Email,
) -> Result<()> {
    // Not the account's: its admins would read in the ledger what their guest is called.
    let to: Recipient = email.recipient(user, None);
    messaging::send(change, &to, &InvitationLink { invitation }).await.map(drop)
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

/// Puts a new member into those of the teams that are there by now.
async fn join_teams(
    change: &mut Change,
    account: AccountId,
    member: AccountUserId,
    wanted: &[TeamId],
) -> Result<()> {
    let mut there = Vec::new();
    for team in wanted {
        there.extend(teams::find(change, account, *team).await?.map(|team| team.id));
    }
    teams::set_teams_of(change, account, member, &there).await.map(drop)
}

/// How someone whom an admin created comes to a first password: `auth` knows, and `app` says it.
pub struct Activation {
    /// Sends a link to the first address of someone who has no password yet, for an account.
    pub send: SendLink,
    /// The address of someone who has yet to set a password, and when a link may go there again.
    pub waiting: FindWaiting,
}

type SendLink = for<'a> fn(&'a mut Change, AccountId, UserId, &'a Email) -> DbFuture<'a, ()>;
type Waiting = Option<(Email, Again)>;
type FindWaiting = for<'a> fn(&'a mut Change, UserId) -> DbFuture<'a, Waiting>;

/// See [`Activation`].
pub static ACTIVATION: Filled<Activation> = Filled::empty();

/// Sends an invitation again, which waits for its answer anew.
pub async fn resend(
    change: &mut Change,
    account: AccountId,
    id: InvitationId,
) -> Result<InvitationResent> {
    let now = change.now();
    change.lock_account(account).await?;
    let Some(found) = store::find(change, id).await?.filter(|found| found.account_id == account)
    else {
        return Ok(InvitationResent::Gone);
    };
    if found.answered_at.is_some() {
        return Ok(InvitationResent::NotNeeded);
    }
    if let Again::At(until) = verification::again_after(found.sends, found.sent_at, now) {
        return Ok(InvitationResent::Wait { until });
    }
    if let Some(until) = past_budget(change, account, &found.address_key).await? {
        return Ok(InvitationResent::TooMany { until });
    }
    let life = now + LinkPurpose::Invitation.life();
    store::sent_again(change, account, id, now, life).await?;
    let email = emails::find(change, found.user_id, found.email_id).await?;
    let email = email.ok_or(db::Error::RowNotFound)?;
    send(change, id, found.user_id, &email).await?;
    Ok(InvitationResent::Sent)
}

/// Sends the link with which a member who has no password yet sets one.
pub async fn resend_activation(
    change: &mut Change,
    account: AccountId,
    member: AccountUserId,
) -> Result<InvitationResent> {
    change.lock_account(account).await?;
    let Some(member) = account::member(change, account, member).await? else {
        return Ok(InvitationResent::Gone);
    };
    change.lock_user(member.user_id).await?;
    let Some((email, again)) = (ACTIVATION.required()?.waiting)(change, member.user_id).await?
    else {
        return Ok(InvitationResent::NotNeeded);
    };
    if let Again::At(until) | Again::Locked { until } = again {
        return Ok(InvitationResent::Wait { until });
    }
    if let Some(until) = past_budget(change, account, &email.address_key).await? {
        return Ok(InvitationResent::TooMany { until });
    }
    let user = member.user_id;
    audit::record_in(change, Some(account), user, &Event::ActivationLinkSent).await?;
    (ACTIVATION.required()?.send)(change, account, user, &email).await?;
    Ok(InvitationResent::Sent)
}

/// Takes an invitation back. `false` when it was answered, or is not the account's.
pub async fn withdraw(change: &mut Change, account: AccountId, id: InvitationId) -> Result<bool> {
    let now = change.now();
    change.lock_account(account).await?;
    let Some(found) = store::find(change, id).await? else { return Ok(false) };
    if !store::answer(change, account, id, InvitationAnswer::Withdrawn, now).await? {
        return Ok(false);
    }
    let event = Event::InvitationWithdrawn { name: found.typed_name };
    let actor = change.actor_id()?;
    audit::record_in(change, Some(account), actor, &event).await?;
    Ok(true)
}

/// The answer to an invitation, by which it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "TEXT", rename_all = "lowercase")]
pub enum InvitationAnswer {
    Approved,
    Denied,
    Withdrawn,
}

/// An account's invitations that wait for an answer, or waited too long; the newest first.
pub async fn pending(tx: &mut Tx, account: AccountId) -> Result<Vec<PendingInvitation>> {
    store::pending(tx, account).await
}
