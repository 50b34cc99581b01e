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

/// Puts a person's second factors back as they were.
pub async fn restore(tx: &mut Tx, user: UserId, before: &Stood) -> Result<()> {
    store::remove_all(tx, user).await?;
    store::remove_codes(tx, user).await?;
    store::forget_tries(tx, user).await?;
    for app in &before.authenticators {
        store::insert(tx, app.id, user, (&app.name, &app.secret), app.last_step, app.created_at)
            .await?;
    }
    for code in &before.codes {
        store::insert_code(tx, code.id, user, &code.digest, code.created_at).await?;
    }
    Ok(())
}
