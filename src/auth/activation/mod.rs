//! Activation: a user whom an admin created sets a first password by a mailed link and is signed in.

mod mail;
mod page;
mod store;

use mail::ActivationLink;
pub use page::{FirstBrowser, begin, routes};
pub use store::AwaitingActivation;

use crate::accounts::invitations;
use crate::core::change::Change;
use crate::core::links::{LinkPurpose, LinkToken};
use crate::messaging::{self, JobKind};
use crate::platform::clock::Timestamp;
use crate::platform::db::{self, Tx};
use crate::platform::ids::{AccountId, UserId};
use crate::platform::secrets::keys::SecretKeys;
use crate::users::emails::{self, Email};
use crate::users::verification::{self, Again};

pub const JOBS: &[JobKind] = &[JobKind::of::<ActivationLink>()];

/// The state of an activation link.
#[derive(Debug)]
pub enum ActivationLinkState {
    /// The link is valid for this person's first password.
    Good(AwaitingActivation),
    /// The link has expired; the account's admins can send another one.
    Late {
        account: String,
    },
    /// Another user has verified the address meanwhile.
    Taken {
        account: String,
    },
    NotGood,
}

/// Sends an activation link to the first address of a user who has no password yet, on behalf of
/// the change's actor.
pub async fn send(
    change: &mut Change,
    account: AccountId,
    user: UserId,
    email: &Email,
) -> db::Result<()> {
    let by = change.actor().user;
    let verification =
        verification::issue_link(change, LinkPurpose::Activation, user, email.id).await?;
    let to = email.recipient(user, Some(account));
    let due_at = invitations::turn(change, &email.address_key).await?;
    let job = ActivationLink { verification, account, by };
    messaging::send_from(change, &to, &job, due_at).await.map(drop)
}

/// Finds the address of a user who has not set a password yet, and when a link may be sent there
/// again. `None` when the user is activated.
pub async fn waiting(change: &mut Change, user: UserId) -> db::Result<Option<(Email, Again)>> {
    let now = change.now();
    let Some(email) = emails::list(change, user).await?.into_iter().find(|email| email.is_primary)
    else {
        return Ok(None);
    };
    let found = store::newcomer(change, email.id).await?;
    if !found.is_some_and(|found| found.is_new) {
        return Ok(None);
    }
    let last = verification::of_email(change, LinkPurpose::Activation, user, email.id).await?;
    Ok(Some((email, last.map_or(Again::Now, |last| last.again(now)))))
}

/// Finds the state of a link. It is valid until it expires or is used, while its person is in an
/// account and has no way to sign in, and nobody else has verified the address.
pub async fn look_up(
    tx: &mut Tx,
    keys: &SecretKeys,
    token: &LinkToken,
    now: Timestamp,
) -> db::Result<ActivationLinkState> {
    let Some(sent) = verification::find(tx, token.verification()).await? else {
        return Ok(ActivationLinkState::NotGood);
    };
    let Some(email) = sent.email_id else { return Ok(ActivationLinkState::NotGood) };
    let Some(found) = store::newcomer(tx, email).await? else {
        return Ok(ActivationLinkState::NotGood);
    };
    let Some(account) = found.account.clone() else { return Ok(ActivationLinkState::NotGood) };
    let is_genuine = token.is_of(keys, LinkPurpose::Activation, &bound(&found));
    if !is_genuine || !found.is_new || sent.used_at.is_some() {
        return Ok(ActivationLinkState::NotGood);
    }
    Ok(match (sent.is_open(now), found.is_taken) {
        (false, _) => ActivationLinkState::Late { account },
        (true, true) => ActivationLinkState::Taken { account },
        (true, false) => ActivationLinkState::Good(found),
    })
}

/// Returns the context that a link's token is bound to: the address.
fn bound(found: &AwaitingActivation) -> [&[u8]; 1] {
    [&found.address_key]
}
