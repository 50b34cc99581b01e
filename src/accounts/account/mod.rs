//! Accounts: a company or group, and its members.

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
pub use store::{current_of, is_member, is_shared, member, name, places};

use crate::audit::{self, Event};
use crate::core::change::Change;
use crate::core::filled::Filled;
use crate::core::personal_data::{self, ExportPart};
use crate::core::text::visible_name;
use crate::platform::db::{self, DbFuture, Result, Tx};
use crate::platform::i18n::Message;
use crate::platform::ids::{AccountId, AccountUserId, UserId};
use crate::users::search;

/// Exports a person's memberships. There is no `FORGET`: a person who deletes their user first
/// leaves each account.
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

/// A member of an account.
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

/// The outcome of adding a person to an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joined {
    As(AccountUserId),
    /// The account has reached its limit of users.
    Full {
        limit: i64,
    },
    Already,
}

/// The outcome of removing a member from an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MemberRemoved {
    Removed,
    Gone,
    /// The owner cannot be removed: ownership is transferred or the account deleted first.
    IsOwner,
}

/// Creates an account with its owner in it.
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

/// Locks a user who is about to join an account, after the account itself, so that a user who is
/// deleted meanwhile leaves no empty membership behind.
async fn lock_living(change: &mut Change, user: UserId) -> Result<()> {
    match change.lock_user(user).await? {
        true => Ok(()),
        false => Err(db::Error::RowNotFound),
    }
}

/// Returns the account's limit of users when the account has reached it.
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

/// Tells whether a person is in this account and in no other.
pub async fn is_only_in(tx: &mut Tx, account: AccountId, user: UserId) -> Result<bool> {
    Ok(store::is_member(tx, account, user).await? && !is_shared(tx, account, user).await?)
}

/// Finds a member and locks their user too, after the account: every change of a name or contact
/// holds the user's row, and both write the words that people are found by.
async fn locked(
    change: &mut Change,
    account: AccountId,
    id: AccountUserId,
) -> Result<Option<AccountMember>> {
    let Some(member) = store::member(change, account, id).await? else { return Ok(None) };
    change.lock_user(member.user_id).await?;
    store::member(change, account, id).await
}

/// The hook for areas further left that have something in the hands of a member, filled in by `app`.
pub struct OnLeaving {
    /// Counts the alerts that a person of an account is being paged about or has acknowledged.
    pub held: for<'a> fn(&'a mut Tx, AccountId, UserId) -> DbFuture<'a, i64>,
    /// Passes them on, before the person leaves the account.
    pub left: for<'a> fn(&'a mut Change, AccountId, UserId) -> DbFuture<'a, ()>,
}

/// See [`OnLeaving`].
pub static ON_LEAVING: Filled<OnLeaving> = Filled::empty();

/// Counts the alerts that others will be paged about when a person leaves an account.
pub async fn held_by(tx: &mut Tx, account: AccountId, user: UserId) -> Result<i64> {
    (ON_LEAVING.required()?.held)(tx, account, user).await
}

/// Removes a member from an account, with everything of theirs that belongs to the account. At
/// their next request another account of theirs is current, if there is one.
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
    (ON_LEAVING.required()?.left)(change, account, member.user_id).await?;
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

/// Deletes an account with everything in it. Its members keep their users, and their sessions move
/// to other accounts of theirs.
pub async fn delete(tx: &mut Tx, account: AccountId) -> Result<()> {
    store::move_sessions(tx, account, None).await?;
    store::delete(tx, account).await
}
