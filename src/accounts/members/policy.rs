//! Policies of members: whose contacts others than themselves may change.

use crate::accounts::account;
use crate::platform::db::{Result, Tx};
use crate::platform::ids::{AccountId, UserId};

/// Whether an account may change the contacts of a person, by its admins or by programs. The contacts
/// of someone whom another account has too are theirs alone, because they serve every account.
pub async fn may_change_contacts(tx: &mut Tx, account: AccountId, user: UserId) -> Result<bool> {
    account::is_only_in(tx, account, user).await
}
