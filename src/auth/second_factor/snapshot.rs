//! Second factors before a change, to restore them when the change is undone.

use serde::{Deserialize, Serialize};

use super::Authenticator;
use super::store::{self, StoredCode};
use crate::platform::db::{Result, Tx};
use crate::platform::ids::UserId;

/// The second factors of a person before a change.
#[derive(Serialize, Deserialize)]
pub struct Stood {
    pub authenticators: Vec<Authenticator>,
    codes: Vec<StoredCode>,
}

/// Reads a person's second factors before a change.
pub async fn before(tx: &mut Tx, user: UserId) -> Result<Stood> {
    let authenticators = store::authenticators(tx, user).await?;
    Ok(Stood { authenticators, codes: store::codes(tx, user).await? })
}

/// Restores second factors that a person had and has no longer. Those that were added since stay,
/// because removing a factor by a mailed link would mean signing in without it. Returns whether
/// there are any.
pub async fn restore(tx: &mut Tx, user: UserId, before: &Stood) -> Result<bool> {
    let current = store::authenticators(tx, user).await?;
    for app in &before.authenticators {
        if !current.iter().any(|now| now.id == app.id) {
            store::insert(tx, user, app).await?;
        }
    }
    store::forget_tries(tx, user).await?;
    // Recovery codes stay with a factor that stays.
    if !before.authenticators.is_empty() {
        store::remove_codes(tx, user).await?;
        for code in &before.codes {
            store::insert_code(tx, code.id, user, &code.digest, code.created_at).await?;
        }
    }
    Ok(current.iter().any(|now| !before.authenticators.iter().any(|app| app.id == now.id)))
}
