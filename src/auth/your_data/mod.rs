//! Your data: exporting it, leaving an account, and deleting one's user.

mod card;
mod export;
mod mail;
mod store;

pub use card::SECTION;
pub use export::Export;
use mail::Farewell;

use crate::accounts::account::{self, OwnMembership};
use crate::audit::{self, Event};
use crate::core::change::Change;
use crate::core::filled::Filled;
use crate::core::personal_data::{ExportPart, Forget};
use crate::messaging::{self, JobKind, Recipient};
use crate::platform::db::Result;
use crate::platform::ids::{AccountId, UserId};
use crate::users::emails;

pub const JOBS: &[JobKind] = &[JobKind::of::<Farewell>()];

/// Lists of what every noun exports and deletes of a person. Without them nothing is exported and
/// no user deleted, because a missing part would go unnoticed.
pub struct PersonalData {
    /// The parts of the export, in order.
    pub exports: &'static [ExportPart],
    /// The deletions, in the order in which rows refer to each other.
    pub forgets: &'static [Forget],
}

/// The lists, which `app` fills in.
pub static PERSONAL_DATA: Filled<PersonalData> = Filled::empty();

/// The outcome of leaving an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    Left,
    Gone,
    /// The owner cannot leave: ownership is transferred or the account deleted first.
    IsOwner,
}

/// The outcome of deleting a user.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UserDeleted {
    Deleted,
    /// The person owns an account: its ownership is transferred or the account deleted first.
    OwnsAccount,
}

/// Exports everything that is stored of a person, without secrets. The person is notified, because
/// an attacker would want an export.
pub async fn export(change: &mut Change, user: UserId) -> Result<Export> {
    let now = change.now();
    change.lock_user(user).await?;
    audit::notify(change, user, &Event::DataExported).await?;
    Export::of(change, user, now).await
}

/// Removes a person from an account at their own wish.
pub async fn leave(change: &mut Change, user: UserId, account: AccountId) -> Result<Left> {
    let Some(place) = account::place(change, user, account).await? else {
        return Ok(Left::Gone);
    };
    take_out(change, &place).await
}

async fn take_out(change: &mut Change, place: &OwnMembership) -> Result<Left> {
    let account = place.account_id;
    let removed = account::remove_member(change, account, place.member_id).await?;
    Ok(match removed {
        account::MemberRemoved::Removed => Left::Left,
        account::MemberRemoved::Gone => Left::Gone,
        account::MemberRemoved::IsOwner => Left::IsOwner,
    })
}

/// Lists the names of the accounts that a person owns among these.
pub fn owned(places: &[OwnMembership]) -> Vec<&str> {
    let owned = places.iter().filter(|place| place.is_owner);
    owned.map(|place| place.account_name.as_str()).collect()
}

/// Deletes a person's user with everything of theirs, and ends every session. A row without a name
/// stays, so that their actions still have an actor. A last mail goes to every verified address.
/// Roll the change back when it is refused.
pub async fn delete(change: &mut Change, user: UserId) -> Result<UserDeleted> {
    // Accounts are locked before the user, in the same order as when a person joins one.
    let places = account::places(change, user).await?;
    change.lock(places.iter().map(|place| place.account_id), []).await?;
    if !change.lock_user(user).await? {
        return Ok(UserDeleted::Deleted);
    }
    for place in account::places(change, user).await? {
        if take_out(change, &place).await? == Left::IsOwner {
            return Ok(UserDeleted::OwnsAccount);
        }
    }
    let letters = farewells(change, user).await?;
    for forget in PERSONAL_DATA.required()?.forgets {
        forget(change, user).await?;
    }
    audit::record_in(change, None, user, &Event::UserDeleted).await?;
    for (to, letter) in &letters {
        messaging::send(change, to, letter).await?;
    }
    Ok(UserDeleted::Deleted)
}

async fn farewells(change: &mut Change, user: UserId) -> Result<Vec<(Recipient, Farewell)>> {
    let now = change.now();
    let reader = store::reader(change, user).await?;
    let emails = emails::list(change, user).await?;
    let usable = emails.into_iter().filter(emails::Email::is_usable);
    let letter = |email: emails::Email| {
        // The ledger stores nothing of the address, not even masked, because the person is deleted.
        let to = Recipient { masked: String::new(), ..email.recipient(user, None) };
        (to, Farewell { address: email.address, at: now, reader: reader.clone() })
    };
    Ok(usable.map(letter).collect())
}
