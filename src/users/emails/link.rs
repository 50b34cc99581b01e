//! Proving an address by the link that was mailed to it.

use super::{Email, find, store};
use crate::core::change::Change;
use crate::core::links::{LinkPurpose, LinkToken};
use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::ids::{EmailId, UserId};
use crate::platform::secrets::keys::SecretKeys;
use crate::users::verification;

/// The outcome of following a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkVerdict {
    Verified,
    /// By this very link, before.
    Already,
    /// Over, altered, or of an address that is gone.
    NotValid,
    /// Another user asked for it.
    NotYours,
    /// Another user has verified the address meanwhile.
    Taken,
}

/// Proves an address by its link, in a session of the person who asked for it. Commit what comes
/// of it, whatever it is.
pub async fn verify_by_link(
    change: &mut Change,
    user: UserId,
    token: &LinkToken,
) -> Result<LinkVerdict> {
    let keys = &change.keys();
    let now = change.now();
    change.touch_user(user).await?;
    let email = match look_up(change, keys, user, token, now).await? {
        Ok(email) => email,
        Err(refused) => return Ok(refused),
    };
    let owner = store::verified_by(change, &email.address_key).await?;
    if owner.is_some_and(|owner| owner != user) {
        return Ok(LinkVerdict::Taken);
    }
    if !verification::consume(change, token.verification()).await? {
        return Ok(LinkVerdict::NotValid);
    }
    Ok(match store::verify(change, user, email.id, now).await? {
        true => LinkVerdict::Verified,
        false => LinkVerdict::Taken,
    })
}

/// Takes an address as proved by another link that was mailed to it. `false` when another user has
/// verified it; undo the change then.
pub async fn accept(change: &mut Change, user: UserId, email: EmailId) -> Result<bool> {
    let now = change.now();
    store::verify(change, user, email, now).await
}

/// The address that a link would prove, or why it proves none.
pub async fn look_up(
    tx: &mut Tx,
    keys: &SecretKeys,
    user: UserId,
    token: &LinkToken,
    now: Timestamp,
) -> Result<std::result::Result<Email, LinkVerdict>> {
    let verification = verification::find(tx, token.verification()).await?;
    let Some(verification) = verification else { return Ok(Err(LinkVerdict::NotValid)) };
    let Some(id) = verification.email_id else { return Ok(Err(LinkVerdict::NotValid)) };
    let Some(email) = find(tx, verification.user_id, id).await? else {
        return Ok(Err(LinkVerdict::NotValid));
    };
    if !token.is_of(keys, LinkPurpose::Email, &[&email.address_key]) {
        return Ok(Err(LinkVerdict::NotValid));
    }
    Ok(match (verification.is_open(now), verification.user_id == user) {
        (true, true) => Ok(email),
        (true, false) => Err(LinkVerdict::NotYours),
        (false, true) if verification.used_at.is_some() && email.is_usable() => {
            Err(LinkVerdict::Already)
        }
        (false, _) => Err(LinkVerdict::NotValid),
    })
}
