//! Reminders of undo links, for a person who asks for a new password and could not sign in with it.

use super::store;
use crate::accounts::account;
use crate::audit::{self, Part, WINDOW};
use crate::core::change::Change;
use crate::messaging::Recipient;
use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::ids::{AuditId, UserId};
use crate::users::emails::{AddressAge, AddressAges, Email};

/// Finds the change within the window that removed an address, unless it was undone.
pub async fn removal_of(tx: &mut Tx, key: &[u8], now: Timestamp) -> Result<Option<AuditId>> {
    store::removal_of(tx, key, now - WINDOW).await
}

/// Mails the undo link of the change that removed an address to its reader again.
pub async fn remind_of_removal(change: &mut Change, removal: AuditId) -> Result<()> {
    let now = change.now();
    let since = now - WINDOW;
    let Some(found) = store::removal(change, removal, since).await? else { return Ok(()) };
    let user = found.user_id;
    change.lock_user(user).await?;
    let ages = AddressAges::of(change, user, now).await?;
    let kept = audit::kept(change, user, now).await?;
    let Some(kept) = kept.iter().find(|kept| kept.id == removal && kept.used_at.is_none()) else {
        return Ok(());
    };
    let was: Vec<Email> = kept.was()?;
    let removed = was.iter().find(|email| email.address_key == found.removed_key);
    let Some(email) = removed.filter(|email| ages.age(email.id) == AddressAge::Old) else {
        return Ok(());
    };
    let to = email.recipient(user, account::current_of(change, user).await?);
    audit::remind(change, user, removal, &to).await
}

/// Mails the undo link of the latest change of second factors within the window again, because the
/// factor that it added may keep the person out.
pub async fn remind_of_factors(change: &mut Change, user: UserId, to: &Recipient) -> Result<()> {
    let now = change.now();
    let kept = audit::kept(change, user, now).await?;
    let latest = kept.iter().rfind(|kept| kept.part == Part::Factors && kept.used_at.is_none());
    match latest {
        Some(kept) => audit::remind(change, user, kept.id, to).await,
        None => Ok(()),
    }
}
