//! Answering an invitation by its mailed link.

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

/// What came of approving.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Approved {
    Joined,
    /// Over, answered, withdrawn or altered.
    NotGood,
    /// Another person was asked.
    NotYours,
    /// The account has as many people as it may. The invitation stays open.
    Full,
}

/// The token of an invitation's link.
pub fn token(keys: &SecretKeys, found: &Invitation) -> String {
    LinkToken::derive(keys, LinkPurpose::Invitation, found.id.as_bytes(), &[&found.address_key])
}

/// The invitation that a link answers, while it waits for an answer.
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

/// Joins the account, in a session of the person who was asked.
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

/// Says no, which needs the link alone. The account that was denied; `None` when the link is not
/// good, or not any more.
pub async fn deny(change: &mut Change, token: &LinkToken) -> Result<Option<Invitation>> {
    let keys = &change.keys();
    let now = change.now();
    let Some(found) = locked(change, keys, token, now).await? else { return Ok(None) };
    store::answer(change, found.account_id, found.id, InvitationAnswer::Denied, now).await?;
    // Whoever reads the mail of an address is its user, as far as anyone can tell. It stands in their
    // history alone: the account's admins know an address, and not whose it is.
    change.act_as(Actor::on_page(found.user_id, None));
    audit::record(change, found.user_id, &Event::InvitationDenied).await?;
    Ok(Some(found))
}

/// The invitation, with its account locked: of many answers at once, all but one find none.
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
