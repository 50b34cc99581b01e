//! Your data: taking a copy of it along, leaving an account, and deleting one's user.

mod card;
mod export;
mod mail;
mod store;

pub use card::SECTION;
pub use export::Export;
pub use mail::Farewell;

use crate::accounts::account::{self, Place};
use crate::audit::{self, Event};
use crate::core::actor::Owner;
use crate::core::change;
use crate::messaging;
use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::ids::AccountId;
use crate::users::emails;

/// What came of leaving an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    Left,
    Gone,
    /// Its owner stays, until someone else is it or the account is deleted.
    IsOwner,
}

/// What came of deleting a user.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deleted {
    Deleted,
    /// They own an account, which must have another owner or be deleted first.
    OwnsAccount,
}

/// Everything that is kept of a person, but for what is secret. They are told that a copy was
/// taken: it is what a thief would want.
///
/// # Errors
/// When the database fails.
pub async fn export(tx: &mut Tx, me: &Owner, now: Timestamp) -> Result<Export> {
    change::lock_user(tx, me.user).await?;
    let told = emails::told(tx, me.user, me.account).await?;
    audit::tell(tx, me.affair(), &told, &Event::DataExported, now).await?;
    Export::of(tx, me.user, now).await
}

/// Takes a person out of an account.
///
/// # Errors
/// When the database fails.
pub async fn leave(tx: &mut Tx, me: &Owner, account: AccountId, now: Timestamp) -> Result<Left> {
    let Some(place) = account::place(tx, me.user, account).await? else {
        return Ok(Left::Gone);
    };
    take_out(tx, me, &place, now).await
}

async fn take_out(tx: &mut Tx, me: &Owner, place: &Place, now: Timestamp) -> Result<Left> {
    let account = place.account_id;
    let mut affair = me.affair();
    affair.account = Some(account);
    let removed = account::remove_member(tx, affair, (account, place.member_id), now).await?;
    Ok(match removed {
        account::Removed::Removed => Left::Left,
        account::Removed::Gone => Left::Gone,
        account::Removed::IsOwner => Left::IsOwner,
    })
}

/// The accounts that a person owns among these, by name.
pub fn owned(places: &[Place]) -> Vec<&str> {
    let owned = places.iter().filter(|place| place.is_owner);
    owned.map(|place| place.account_name.as_str()).collect()
}

/// Deletes a person's user: everything of theirs goes, and every session ends. A row without a name
/// stays, so that what they did still has an actor. A last mail goes to every address they had
/// verified. Undo the change when it is refused.
///
/// # Errors
/// When the database fails.
pub async fn delete(tx: &mut Tx, me: &Owner, now: Timestamp) -> Result<Deleted> {
    // Accounts before the person, as whoever takes someone into an account locks them.
    let mut places = account::places(tx, me.user).await?;
    places.sort_unstable_by_key(|place| place.account_id);
    for place in &places {
        change::lock_account(tx, place.account_id).await?;
    }
    if !change::lock_user(tx, me.user).await? {
        return Ok(Deleted::Deleted);
    }
    for place in account::places(tx, me.user).await? {
        if take_out(tx, me, &place, now).await? == Left::IsOwner {
            return Ok(Deleted::OwnsAccount);
        }
    }
    let letters = farewells(tx, me, now).await?;
    store::delete_all(tx, me.user).await?;
    store::bury(tx, me.user, now).await?;
    let alone = Owner { account: None, ..me.clone() };
    audit::record(tx, alone.affair(), &Event::UserDeleted, now).await?;
    for (to, letter) in &letters {
        messaging::send(tx, to, letter, now).await?;
    }
    Ok(Deleted::Deleted)
}

async fn farewells(
    tx: &mut Tx,
    me: &Owner,
    now: Timestamp,
) -> Result<Vec<(messaging::Recipient, Farewell)>> {
    let reader = store::reader(tx, me.user).await?;
    let emails = emails::list(tx, me.user).await?;
    let usable = emails.into_iter().filter(emails::Email::is_usable);
    let letter = |email: emails::Email| {
        let to = email.recipient(me.user, None);
        (to, Farewell { address: email.address, at: now, reader: reader.clone() })
    };
    Ok(usable.map(letter).collect())
}
