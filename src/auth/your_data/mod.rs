//! Your data: taking a copy of it along, leaving an account, and deleting one's user.

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

/// The kinds of jobs of this noun.
pub const JOBS: &[JobKind] = &[JobKind::of::<Farewell>()];

/// The lists of what every noun exports and deletes of a person. Without them there is no copy, and no
/// user is deleted: what lacks something would pass for whole.
pub struct PersonalData {
    /// The parts of the document, in their order.
    pub exports: &'static [ExportPart],
    /// The deletions, in the order in which rows refer to each other.
    pub forgets: &'static [Forget],
}

/// The lists, which only `app` can fill: which nouns there are is no matter of this one.
pub static PERSONAL_DATA: Filled<PersonalData> = Filled::empty();

/// The outcome of leaving an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    Left,
    Gone,
    /// Its owner stays, until someone else is it or the account is deleted.
    IsOwner,
}

/// The outcome of deleting a user.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UserDeleted {
    Deleted,
    /// The person owns an account, which must have another owner or be deleted first.
    OwnsAccount,
}

/// Everything that is kept of a person, but for what is secret. They are told that a copy was
/// taken: it is what a thief would want.
pub async fn export(change: &mut Change, user: UserId) -> Result<Export> {
    let now = change.now();
    change.lock_user(user).await?;
    audit::notify(change, user, &Event::DataExported).await?;
    Export::of(change, user, now).await
}

/// Takes a person out of an account.
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

/// The accounts that a person owns among these, by name.
pub fn owned(places: &[OwnMembership]) -> Vec<&str> {
    let owned = places.iter().filter(|place| place.is_owner);
    owned.map(|place| place.account_name.as_str()).collect()
}

/// Deletes a person's user: everything of theirs goes, and every session ends. A row without a name
/// stays, so that what they did still has an actor. A last mail goes to every address they had
/// verified. Undo the change when it is refused.
pub async fn delete(change: &mut Change, user: UserId) -> Result<UserDeleted> {
    // Accounts before the person, as whoever takes someone into an account locks them.
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
        // The ledger keeps nothing of the address, not even masked: the person is gone from it.
        let to = Recipient { masked: String::new(), ..email.recipient(user, None) };
        (to, Farewell { address: email.address, at: now, reader: reader.clone() })
    };
    Ok(usable.map(letter).collect())
}
