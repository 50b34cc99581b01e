//! Accounts: a company or group, and who is in it.

mod api;
mod counters;
mod export;
mod mine;
mod page;
mod roles;
mod sessions;
mod store;

use std::str::FromStr;

pub use counters::{MEMBERS, count_down, next_tiny_id, total};
pub use mine::{AccountMade, OwnMembership, Switched, make, place, switch};
pub use page::routes;
pub use roles::{Role, Roles, RolesSet, grant, set_roles};
pub use sessions::{end_all_sessions, end_sessions_of};
pub use store::{current_of, is_shared, member, name, places};

use crate::audit::{self, Event};
use crate::core::change::Change;
use crate::core::personal_data::{self, ExportPart};
use crate::core::text::visible_name;
use crate::platform::db::{self, Result, Tx};
use crate::platform::i18n::Message;
use crate::platform::ids::{AccountId, AccountUserId, UserId};
use crate::users::search;

/// The export of a person's places in accounts. Whoever deletes their user leaves each of them.
pub const EXPORT: ExportPart = ExportPart {
    name: "accounts",
    read: |tx, user| personal_data::document(store::exported(tx, user)),
};

/// An account's name: 1 to 100 characters, none of them invisible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountName(String);

impl FromStr for AccountName {
    type Err = Message;
    fn from_str(text: &str) -> std::result::Result<Self, Message> {
        visible_name(text, "common-account-name-empty").map(Self)
    }
}

impl AsRef<str> for AccountName {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// A person in an account.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct AccountMember {
    pub id: AccountUserId,
    pub user_id: UserId,
    pub tiny_id: i64,
    pub name: String,
    pub is_owner: bool,
    #[sqlx(flatten)]
    pub roles: Roles,
}

/// What came of taking a person into an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joined {
    As(AccountUserId),
    /// The account has as many people as it may.
    Full {
        limit: i64,
    },
    Already,
}

/// What came of taking a member out of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MemberRemoved {
    Removed,
    Gone,
    /// The owner stays, until someone else is it or the account is deleted.
    IsOwner,
}

/// Makes an account with its owner in it.
pub async fn create(change: &mut Change, name: &AccountName, owner: UserId) -> Result<AccountId> {
    let now = change.now();
    let account = AccountId::mint(now);
    store::insert(change, account, name, now).await?;
    let roles = Roles { admin: true, billing: true, ..Roles::default() };
    join(change, account, owner, roles, true).await?;
    Ok(account)
}

/// Makes a person an active member of an account, unless it is full or they are in it already.
pub async fn add_member(
    change: &mut Change,
    account: AccountId,
    user: UserId,
    roles: Roles,
) -> Result<Joined> {
    change.lock_account(account).await?;
    if let Some(limit) = full(change, account).await? {
        return Ok(Joined::Full { limit });
    }
    if store::is_member(change, account, user).await? {
        return Ok(Joined::Already);
    }
    lock_living(change, user).await?;
    join(change, account, user, roles, false).await.map(Joined::As)
}

/// Locks a person who is about to be in an account, after the account itself: whoever deletes their
/// user meanwhile leaves no empty place behind.
async fn lock_living(change: &mut Change, user: UserId) -> Result<()> {
    match change.lock_user(user).await? {
        true => Ok(()),
        false => Err(db::Error::RowNotFound),
    }
}

/// The limit of an account's users, when it is reached.
pub async fn full(tx: &mut Tx, account: AccountId) -> Result<Option<i64>> {
    let limit = store::user_limit(tx, account).await?;
    let total = total(tx, account, MEMBERS).await?;
    Ok(limit.filter(|limit| total >= *limit))
}

async fn join(
    change: &mut Change,
    account: AccountId,
    user: UserId,
    roles: Roles,
    is_owner: bool,
) -> Result<AccountUserId> {
    let now = change.now();
    change.lock_user(user).await?;
    let tiny_id = next_tiny_id(change, account, MEMBERS).await?;
    let id = store::insert_member(change, account, user, tiny_id, roles, is_owner, now).await?;
    search::index_user(change, user).await?;
    Ok(id)
}

/// Whether a person is in this account and in no other.
pub async fn is_only_in(tx: &mut Tx, account: AccountId, user: UserId) -> Result<bool> {
    Ok(store::is_member(tx, account, user).await? && !is_shared(tx, account, user).await?)
}

/// A member with their user locked too, after the account: whoever changes a name or a contact holds
/// the user's row, and both write the words that people are found by.
async fn locked(
    change: &mut Change,
    account: AccountId,
    id: AccountUserId,
) -> Result<Option<AccountMember>> {
    let Some(member) = store::member(change, account, id).await? else { return Ok(None) };
    change.lock_user(member.user_id).await?;
    store::member(change, account, id).await
}

/// Takes a member out of an account, with everything of theirs that is the account's. At their next
/// request they are no longer in it, but in another one of theirs, if there is one.
pub async fn remove_member(
    change: &mut Change,
    account: AccountId,
    id: AccountUserId,
) -> Result<MemberRemoved> {
    let now = change.now();
    change.lock_account(account).await?;
    let Some(member) = locked(change, account, id).await? else { return Ok(MemberRemoved::Gone) };
    if member.is_owner {
        return Ok(MemberRemoved::IsOwner);
    }
    store::end_what_they_asked(change, account, member.user_id, now).await?;
    store::move_sessions(change, account, Some(member.user_id)).await?;
    store::delete_member(change, account, id).await?;
    count_down(change, account, MEMBERS).await?;
    let event = match change.actor().user == Some(member.user_id) {
        true => Event::MemberLeft,
        false => Event::MemberRemoved,
    };
    audit::record_in(change, Some(account), member.user_id, &event).await?;
    Ok(MemberRemoved::Removed)
}

/// Deletes an account with everything in it. Its people stay, and go on in other accounts of theirs.
pub async fn delete(tx: &mut Tx, account: AccountId) -> Result<()> {
    store::move_sessions(tx, account, None).await?;
    store::delete(tx, account).await
}
