//! Restoration of a person's addresses, when a change of them is undone.

use super::policy::{AddressAge, AddressAges};
use super::{Email, store};
use crate::core::change::Change;
use crate::platform::db::Result;
use crate::platform::ids::UserId;
use crate::users::search;

/// Makes every address that is not old unverified, when a change of something else is undone: one
/// that was verified within the window could set a password as soon as the person is unlocked.
pub async fn distrust_young(change: &mut Change, user: UserId) -> Result<()> {
    let now = change.now();
    let ages = AddressAges::of(change, user, now).await?;
    for email in store::list(change, user).await? {
        if email.verified_at.is_some() && ages.age(email.id) != AddressAge::Old {
            store::set_verified_at(change, user, email.id, None, now).await?;
        }
    }
    search::index_user(change, user).await
}

/// Restores a person's addresses. Only old ones are verified again: one from within the window, or
/// that another user has verified meanwhile, comes back unverified.
pub async fn restore(change: &mut Change, user: UserId, before: &[Email]) -> Result<()> {
    let now = change.now();
    let ages = AddressAges::of(change, user, now).await?;
    store::clear_primary(change, user, now).await?;
    let current = store::list(change, user).await?;
    for email in current.iter().filter(|now| !before.iter().any(|one| one.id == now.id)) {
        store::delete(change, user, email.id).await?;
    }
    for email in before {
        if !current.iter().any(|now| now.id == email.id) {
            store::put_back(change, user, email, now).await?;
        }
        let owner = store::verified_by(change, &email.address_key).await?;
        let is_free = owner.is_none_or(|owner| owner == user);
        let is_trusted = is_free && ages.age(email.id) == AddressAge::Old;
        let verified_at = email.verified_at.filter(|_| is_trusted);
        store::set_verified_at(change, user, email.id, verified_at, now).await?;
        if email.is_primary {
            store::set_primary(change, user, email.id, now).await?;
        }
    }
    search::index_user(change, user).await
}
