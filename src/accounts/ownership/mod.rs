//! Ownership: an account's owner transfers it to another member, or deletes it.

mod page;
mod store;

pub use page::routes;

use super::account::{self, AccountMember, Roles};
use crate::audit::{self, Event};
use crate::core::actor::Actor;
use crate::core::change::Change;
use crate::platform::db::{Result, Tx};
use crate::platform::i18n::Lang;
use crate::platform::ids::{AccountId, AccountUserId, UserId};
use crate::users::search::{self, FoundMember};

/// The most people that a search shows.
const MATCHES: i64 = 10;

/// The outcome of transferring ownership.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Transfer {
    /// Ownership was transferred to the member of this name.
    Done { name: String },
    /// The actor is not, or no longer, the owner.
    NotOwner,
    /// The account has no such other member.
    Gone,
}

/// The outcome of deleting an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountDeleted {
    Deleted,
    /// The typed name is not the account's.
    OtherName,
    NotOwner,
}

/// Finds a few members of an account by words, the owner excepted.
pub async fn candidates(
    tx: &mut Tx,
    account: AccountId,
    owner: AccountUserId,
    text: &str,
    lang: Lang,
) -> Result<Vec<FoundMember>> {
    let mut found = search::find_members(tx, account, text, lang, MATCHES + 1).await?;
    found.retain(|someone| someone.id != owner);
    found.truncate(usize::try_from(MATCHES).unwrap_or_default());
    Ok(found)
}

/// Finds an active member of an account who is not its owner.
pub async fn candidate(
    tx: &mut Tx,
    account: AccountId,
    id: AccountUserId,
) -> Result<Option<AccountMember>> {
    let Some(member) = account::member(tx, account, id).await? else { return Ok(None) };
    let place = account::place(tx, member.user_id, account).await?;
    Ok(place.filter(|place| !place.is_owner).map(|_| member))
}

/// Transfers ownership: the next owner gets admin and billing, the previous one stays an admin.
/// Both are notified.
pub async fn transfer(
    change: &mut Change,
    account: AccountId,
    to: AccountUserId,
) -> Result<Transfer> {
    let now = change.now();
    change.lock_account(account).await?;
    let Some(so_far) = store::owner(change, account).await? else { return Ok(Transfer::NotOwner) };
    if Some(so_far.user_id) != change.actor().user {
        return Ok(Transfer::NotOwner);
    }
    let Some(next) = candidate(change, account, to).await? else { return Ok(Transfer::Gone) };
    // Users are locked in one order, so that two changes cannot wait for each other.
    let mut both = [so_far.user_id, next.user_id];
    both.sort_unstable();
    for user in both {
        change.lock_user(user).await?;
    }
    let roles = Roles { admin: true, billing: true, ..next.roles };
    // The previous owner first: there are never two.
    store::set_owner(change, account, so_far.id, false, now).await?;
    store::set_owner(change, account, next.id, true, now).await?;
    account::grant(change, account, &next, roles).await?;
    search::index_user(change, so_far.user_id).await?;
    let name = account::name(change, account).await?.unwrap_or_default();
    let event = Event::OwnerChanged { account: name, owner: next.name.clone() };
    for subject in [next.user_id, so_far.user_id] {
        audit::notify(change, subject, &event).await?;
    }
    Ok(Transfer::Done { name: next.name })
}

/// Deletes an account when its name was typed correctly, and notifies its owner.
pub async fn delete(
    change: &mut Change,
    account: AccountId,
    typed: &str,
) -> Result<AccountDeleted> {
    change.lock_account(account).await?;
    let so_far: Option<UserId> = store::owner(change, account).await?.map(|owner| owner.user_id);
    if so_far.is_none() || so_far != change.actor().user {
        return Ok(AccountDeleted::NotOwner);
    }
    let owner = change.actor_id()?;
    let name = account::name(change, account).await?.unwrap_or_default();
    if name != typed {
        return Ok(AccountDeleted::OtherName);
    }
    account::delete(change, account).await?;
    // The account is gone: its event and mail belong to no account.
    let alone = Actor { account: None, ..change.actor().clone() };
    change.act_as(alone);
    audit::notify(change, owner, &Event::AccountDeleted { name }).await?;
    Ok(AccountDeleted::Deleted)
}
