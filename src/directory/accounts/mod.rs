//! Accounts: a company or group, and who is in it.

mod store;

use std::str::FromStr;

use crate::clock::Timestamp;
use crate::db::{Result, Tx, owner};
use crate::directory::users::{TextFault, visible_text};
use crate::i18n::Message;
use crate::ids::{AccountId, AccountUserId, UserId};

/// An account's name: 1 to 100 characters, none of them invisible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountName(String);

/// The longest name, in code points.
const MAX_NAME: usize = 100;

impl FromStr for AccountName {
    type Err = Message;
    fn from_str(text: &str) -> std::result::Result<Self, Message> {
        visible_text(text, MAX_NAME).map(Self).map_err(|fault| match fault {
            TextFault::Empty => Message::new("common-account-name-empty"),
            TextFault::TooLong => Message::new("common-name-too-long").with("max", MAX_NAME as i64),
            TextFault::Invisible => Message::new("common-name-invisible"),
        })
    }
}

impl AsRef<str> for AccountName {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// What a member may do beyond themselves. The owner always has admin and billing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Roles {
    pub admin: bool,
    pub billing: bool,
    pub broadcaster: bool,
    pub communicator: bool,
}

/// Makes an account with its owner in it.
///
/// # Errors
/// When the database fails.
pub async fn create(
    tx: &mut Tx,
    name: &AccountName,
    owner: UserId,
    now: Timestamp,
) -> Result<AccountId> {
    let account = AccountId::mint(now);
    store::insert(tx, account, name, now).await?;
    let roles = Roles { admin: true, billing: true, ..Roles::default() };
    join(tx, account, owner, roles, true, now).await?;
    Ok(account)
}

/// Makes a person an active member of an account.
///
/// # Errors
/// When the database fails, or they are in it already.
pub async fn add_member(
    tx: &mut Tx,
    account: AccountId,
    user: UserId,
    roles: Roles,
    now: Timestamp,
) -> Result<AccountUserId> {
    owner::touch_account(tx, account).await?;
    join(tx, account, user, roles, false, now).await
}

async fn join(
    tx: &mut Tx,
    account: AccountId,
    user: UserId,
    roles: Roles,
    is_owner: bool,
    now: Timestamp,
) -> Result<AccountUserId> {
    let member = AccountUserId::mint(now);
    let tiny_id = store::next_tiny_id(tx, account, "account_user").await?;
    store::insert_member(tx, member, account, user, (tiny_id, roles, is_owner), now).await?;
    Ok(member)
}

/// The account a person's session starts in: the one they were last in, else their first.
///
/// # Errors
/// When the database fails.
pub async fn current_of(tx: &mut Tx, user: UserId) -> Result<Option<AccountId>> {
    store::current_of(tx, user).await
}
