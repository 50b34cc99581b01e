//! The answer to an invitation, given by its mailed link.

use super::{Invitation, InvitationAnswer, join_teams, store};
use crate::accounts::account::{self, Joined};
use crate::audit::{self, Event};
use crate::core::actor::Actor;
use crate::core::change::Change;
use crate::core::links::{LinkPurpose, LinkToken};
use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::ids::{InvitationId, UserId};
use crate::platform::secrets::keys::SecretKeys;

/// The outcome of approving an invitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Approved {
    Joined,
    /// The invitation expired, was answered or withdrawn, or its link was altered.
    NotGood,
    /// The invitation is for another person.
    NotYours,
    /// The account has reached its limit of users. The invitation stays open.
    Full,
}

/// Returns the token of an invitation's link.
pub fn token(keys: &SecretKeys, found: &Invitation) -> String {
    LinkToken::derive(keys, LinkPurpose::Invitation, found.id.as_bytes(), &[&found.address_key])
}

/// Finds the open invitation that a link answers.
pub async fn look_up(
    tx: &mut Tx,
    keys: &SecretKeys,
    token: &LinkToken,
    now: Timestamp,
) -> Result<Option<Invitation>> {
    let id = InvitationId::from_bytes(token.id);
    let found = store::find(tx, id).await?;
    Ok(found.filter(|found| {
        found.is_open(now) && token.is_of(keys, LinkPurpose::Invitation, &[&found.address_key])
    }))
}

/// Approves an invitation, in a session of the invited person, who joins the account.
pub async fn approve(change: &mut Change, token: &LinkToken, me: UserId) -> Result<Approved> {
    let keys = &change.keys();
    let now = change.now();
    let Some(found) = locked(change, keys, token, now).await? else { return Ok(Approved::NotGood) };
    if found.user_id != me {
        return Ok(Approved::NotYours);
    }
    let account = found.account_id;
    let joined = account::add_member(change, account, me, found.roles).await?;
    if let Joined::Full { .. } = joined {
        return Ok(Approved::Full);
    }
    store::answer(change, account, found.id, InvitationAnswer::Approved, now).await?;
    if let Joined::As(member) = joined {
        audit::record_in(change, Some(account), me, &Event::MemberJoined).await?;
        join_teams(change, account, member, &found.teams()?).await?;
    }
    Ok(Approved::Joined)
}

/// Denies an invitation, for which the link alone is enough. Returns the account's name; `None`
/// when the link is not, or no longer, valid.
pub async fn deny(change: &mut Change, token: &LinkToken) -> Result<Option<Invitation>> {
    let keys = &change.keys();
    let now = change.now();
    let Some(found) = locked(change, keys, token, now).await? else { return Ok(None) };
    store::answer(change, found.account_id, found.id, InvitationAnswer::Denied, now).await?;
    // Whoever reads the mail of an address is taken for its user. The denial is in the user's own
    // history only: the account's admins know an address, not whose it is.
    change.act_as(Actor::on_page(found.user_id, None));
    audit::record(change, found.user_id, &Event::InvitationDenied).await?;
    Ok(Some(found))
}

/// Finds an open invitation and locks its account, so that of concurrent answers only one finds it.
async fn locked(
    change: &mut Change,
    keys: &SecretKeys,
    token: &LinkToken,
    now: Timestamp,
) -> Result<Option<Invitation>> {
    let Some(found) = look_up(change, keys, token, now).await? else { return Ok(None) };
    change.lock_account(found.account_id).await?;
    look_up(change, keys, token, now).await
}
