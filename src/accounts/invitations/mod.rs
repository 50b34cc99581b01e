//! Invitations: an account asks a person in, whether or not they are a user already.

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
pub use newcomer::{InvitationOutcome, Newcomer, ask};
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

/// Links that hang on an earlier key.
pub const OPEN_LINKS: OpenLinks =
    |tx, made_before, now| Box::pin(store::open_before(tx, made_before, now));

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

async fn send(
    change: &mut Change,
    invitation: InvitationId,
    user: UserId,
    email: &Email,
) -> Result<()> {
    // Not the account's: its admins would read in the ledger what their guest is called.
    let to: Recipient = email.recipient(user, None);
    let due_at = turn(change, &email.address_key).await?;
    messaging::send_from(change, &to, &InvitationLink { invitation }, due_at).await.map(drop)
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
    store::sent_again(change, account, id, now).await?;
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
    store::pending(tx, account, None).await
}

/// One of them.
pub async fn find_pending(
    tx: &mut Tx,
    account: AccountId,
    id: InvitationId,
) -> Result<Option<PendingInvitation>> {
    Ok(store::pending(tx, account, Some(id)).await?.pop())
}
