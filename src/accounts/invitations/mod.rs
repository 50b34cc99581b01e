//! Invitations: an account invites a person, whether or not they are a user already.

mod answer;
mod budget;
mod correction;
mod invitation;
mod mail;
mod newcomer;
mod page;
mod store;

use std::time::Duration;

pub use answer::{Approved, approve, deny, look_up};
use budget::past_budget;
pub use budget::{AN_HOUR, left, turn};
pub use correction::{AddressCorrected, correct, is_waiting};
pub use invitation::Invitation;
use mail::InvitationLink;
pub use newcomer::{InvitationOutcome, Newcomer, Prospect, ask, prospect};
pub use page::routes;
pub use store::PendingInvitation;

use super::{account, teams};
use crate::audit::{self, Event};
use crate::core::change::Change;
use crate::core::cleanup::Cleanup;
use crate::core::filled::Filled;
use crate::core::personal_data::{self, ExportPart, Forget};
use crate::core::rotation::OpenLinks;
use crate::messaging::{self, JobKind, Recipient};
use crate::platform::clock::Timestamp;
use crate::platform::db::{self, DbFuture, Result, Tx};
use crate::platform::ids::{AccountId, AccountUserId, InvitationId, TeamId, UserId};
use crate::users::emails::{self, Email};
use crate::users::verification::{self, Again};

/// How long after its expiry an unanswered invitation can be sent again.
const OLDEST: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// Deletes unanswered invitations that are too old to be sent again.
pub const CLEANUP: Cleanup =
    Cleanup { name: "invitations", run: |tx, now| Box::pin(store::tidy(tx, now - OLDEST)) };

pub const JOBS: &[JobKind] = &[JobKind::of::<InvitationLink>()];

/// Exports the invitations of a person.
pub const EXPORT: ExportPart = ExportPart {
    name: "invitations",
    read: |tx, user| personal_data::document(store::exported(tx, user)),
};

/// Deletes the invitations of a person with their user.
pub const FORGET: Forget = |change, user| Box::pin(store::forget(change, user));

/// Counts the open links that an earlier key signed.
pub const OPEN_LINKS: OpenLinks =
    |tx, made_before, now| Box::pin(store::open_before(tx, made_before, now));

/// The outcome of sending an invitation or activation link again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvitationResent {
    Sent,
    /// The person has answered, or set a password.
    NotNeeded,
    /// The account has no such invitation or member.
    Gone,
    Wait {
        until: Timestamp,
    },
    /// A limit of invitations is reached.
    TooMany {
        until: Timestamp,
    },
}

async fn send(
    change: &mut Change,
    invitation: InvitationId,
    user: UserId,
    email: &Email,
) -> Result<()> {
    // The delivery is not recorded for the account: its admins would read the invited person's own
    // name in the ledger.
    let to: Recipient = email.recipient(user, None);
    let due_at = turn(change, &email.address_key).await?;
    messaging::send_from(change, &to, &InvitationLink { invitation }, due_at).await.map(drop)
}

/// Adds a new member to those of the teams that still exist.
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

/// How a created user gets a first password: `auth` does it, and `app` fills it in.
pub struct Activation {
    /// Sends an activation link to the first address of a user who has no password yet.
    pub send: SendLink,
    /// Finds the address of a user who has not set a password yet, and when a link may be sent
    /// there again.
    pub waiting: FindWaiting,
}

type SendLink = for<'a> fn(&'a mut Change, AccountId, UserId, &'a Email) -> DbFuture<'a, ()>;
type Waiting = Option<(Email, Again)>;
type FindWaiting = for<'a> fn(&'a mut Change, UserId) -> DbFuture<'a, Waiting>;

/// See [`Activation`].
pub static ACTIVATION: Filled<Activation> = Filled::empty();

/// Sends an invitation again and restarts its validity.
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
    store::sent_again(change, account, id, now).await?;
    let email = emails::find(change, found.user_id, found.email_id).await?;
    let email = email.ok_or(db::Error::RowNotFound)?;
    send(change, id, found.user_id, &email).await?;
    Ok(InvitationResent::Sent)
}

/// Sends the activation link to a member who has no password yet.
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

/// Withdraws an invitation. Returns `false` when it was answered, or is not the account's.
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

/// How an invitation ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "TEXT", rename_all = "lowercase")]
pub enum InvitationAnswer {
    Approved,
    Denied,
    Withdrawn,
}

/// Lists an account's unanswered invitations, expired ones included, the newest first.
pub async fn pending(tx: &mut Tx, account: AccountId) -> Result<Vec<PendingInvitation>> {
    store::pending(tx, account, None).await
}

/// Finds one unanswered invitation of an account.
pub async fn find_pending(
    tx: &mut Tx,
    account: AccountId,
    id: InvitationId,
) -> Result<Option<PendingInvitation>> {
    Ok(store::pending(tx, account, Some(id)).await?.pop())
}
