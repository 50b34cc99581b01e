//! Second factors as they stood, to be put back should a change turn out not to be their owner's.

use serde::{Deserialize, Serialize};

use super::Authenticator;
use super::store::{self, StoredCode};
use crate::platform::db::{Result, Tx};
use crate::platform::ids::UserId;

/// What a person's second factors were, to be put back.
#[derive(Serialize, Deserialize)]
pub struct Stood {
    pub authenticators: Vec<Authenticator>,
    codes: Vec<StoredCode>,
}

/// What a person has, to be put back should a change turn out not to be theirs.
pub async fn before(tx: &mut Tx, user: UserId) -> Result<Stood> {
    let authenticators = store::authenticators(tx, user).await?;
    Ok(Stood { authenticators, codes: store::codes(tx, user).await? })
}

/// Puts back the second factors that a person had and has no more. What was added since stays, for
/// to take a factor off by a mailed link is to get in without it: gives whether there is such.
pub async fn restore(tx: &mut Tx, user: UserId, before: &Stood) -> Result<bool> {
    let current = store::authenticators(tx, user).await?;
    for app in &before.authenticators {
        if !current.iter().any(|now| now.id == app.id) {
            store::insert(tx, user, app).await?;
        }
    }
    store::forget_tries(tx, user).await?;
    // The codes of a factor that stays stay with it.
    if !before.authenticators.is_empty() {
        store::remove_codes(tx, user).await?;
        for code in &before.codes {
            store::insert_code(tx, code.id, user, &code.digest, code.created_at).await?;
        }
    }
    Ok(current.iter().any(|now| !before.authenticators.iter().any(|app| app.id == now.id)))
}
