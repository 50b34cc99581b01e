//! Policies of members: whose contacts people other than themselves may change.

use crate::accounts::account;
use crate::platform::db::{Result, Tx};
use crate::platform::ids::{AccountId, UserId};

/// Tells whether an account's admins and programs may change a person's contacts. Only the person
/// themselves changes the contacts of someone who is in another account too, because the contacts
/// serve every account.
pub async fn may_change_contacts(tx: &mut Tx, account: AccountId, user: UserId) -> Result<bool> {
    account::is_only_in(tx, account, user).await
}
