//! First-run set-up: a one-time URL on the console creates the first account and its owner.

mod page;

pub use page::routes;

use crate::accounts::account::{self, AccountName};
use crate::core::change::Change;
use crate::platform::db::{Db, instance};
use crate::platform::ids::{AccountId, UserId};
use crate::platform::secrets::keys::{Purpose, SecretKeys};
use crate::platform::secrets::{decode, encode};
use crate::users::profile::{self, NewUser};
use crate::web::errors::Result;
use crate::web::paths;

/// The token of the URL: derived, so that every instance knows the same one and none keeps it.
fn token(keys: &SecretKeys) -> String {
    encode(&keys.sign(Purpose::FirstRun, &[]))
}

/// Whether this is the token, in whatever time it takes to say so.
pub fn is_token(keys: &SecretKeys, text: &str) -> bool {
    decode(text).is_some_and(|tag| keys.verifies(Purpose::FirstRun, &[], &tag))
}

/// The path to print, while nobody has used it.
pub async fn path(db: &Db, keys: &SecretKeys) -> crate::platform::db::Result<Option<String>> {
    let done = instance::is_first_run_over(&mut db.read().await?).await?;
    Ok((!done).then(|| paths::first_run(&token(keys))))
}

/// Creates the first account and its owner, and closes set-up for ever. `None` when it was closed
/// already, by whoever came first.
pub async fn create_first(
    mut change: Change,
    account: &AccountName,
    owner: &NewUser<'_>,
) -> Result<Option<(UserId, AccountId)>> {
    let now = change.now();
    if !instance::close_first_run(&mut change, now).await? {
        return Ok(None);
    }
    let user = profile::create(&mut change, owner).await?;
    let user = user.ok_or_else(|| anyhow::anyhow!("the first user's address is taken"))?;
    let account = account::create(&mut change, account, user).await?;
    change.commit().await?;
    Ok(Some((user, account)))
}
