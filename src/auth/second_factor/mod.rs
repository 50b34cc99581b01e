//! The second factor: authenticator apps (RFC 6238), recovery codes, and limits of attempts.

mod card;
mod code_check;
pub mod enrolment;
mod keyed;
mod offers;
mod recovery_code;
pub mod reset;
mod snapshot;
mod store;
mod totp;
mod tries;

pub use card::SECTION;
pub use code_check::{CodeCheck, FactorAnswer, check};
pub use keyed::KEYED;
pub use offers::{Offer, Taker, offer};
pub use recovery_code::RecoveryCode;
use serde::{Deserialize, Serialize};
pub use snapshot::{Stood, before, restore};

use crate::core::change::Change;
use crate::core::personal_data::{self, ExportPart, Forget};
use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::ids::{AuthenticatorId, RecoveryCodeId, UserId};
use crate::platform::secrets::keys::Purpose;
use crate::platform::secrets::sealed;
use crate::users::verification::TypedCode;

/// The number of recovery codes in a set.
pub const RECOVERY_CODES: usize = 10;
/// A person is warned when this many recovery codes or fewer are left.
pub const FEW_CODES: i64 = 3;

/// Exports authenticator apps, without their secrets.
pub const EXPORT: ExportPart = ExportPart {
    name: "authenticators",
    read: |tx, user| personal_data::document(store::exported(tx, user)),
};

/// Exports the number of recovery codes; the codes themselves are stored as digests.
pub const RECOVERY_CODES_EXPORT: ExportPart = ExportPart {
    name: "recovery_codes_left",
    read: |tx, user| personal_data::document(store::codes_left(tx, user)),
};

/// Deletes the second factors of a person with their user.
pub const FORGET: Forget = |change, user| Box::pin(remove_everything(change, user));

/// An authenticator app.
#[derive(Clone, Serialize, Deserialize, sqlx::FromRow)]
pub struct Authenticator {
    pub id: AuthenticatorId,
    pub name: String,
    /// The app's secret, encrypted for this row.
    secret: Vec<u8>,
    /// The time step (RFC 6238) of the last code that was used.
    last_step: i64,
    pub used_at: Option<Timestamp>,
    pub created_at: Timestamp,
}

/// The second factors of a person.
pub struct Factors {
    pub authenticators: Vec<Authenticator>,
    /// The number of unused recovery codes.
    pub codes_left: i64,
}

/// Finds the second factors of a person.
pub async fn find(tx: &mut Tx, user: UserId) -> Result<Factors> {
    let authenticators = store::authenticators(tx, user).await?;
    Ok(Factors { authenticators, codes_left: store::codes_left(tx, user).await? })
}

/// Counts the unused recovery codes of a person.
pub async fn codes_left(tx: &mut Tx, user: UserId) -> Result<i64> {
    store::codes_left(tx, user).await
}

/// Tells whether a person has an authenticator app.
pub async fn is_on(tx: &mut Tx, user: UserId) -> Result<bool> {
    Ok(!store::authenticators(tx, user).await?.is_empty())
}

/// Enrols an offered secret with the digits that its app shows; the first one comes with recovery
/// codes. Returns the new epoch, which ends every session of an earlier one; `None` when the digits
/// are wrong.
pub async fn enrol(
    change: &mut Change,
    user: UserId,
    offer: &Offer,
    name: &str,
    code: &TypedCode,
) -> Result<Option<i64>> {
    let keys = &change.keys();
    let now = change.now();
    let Some(step) = offer.matches(code, now) else { return Ok(None) };
    let is_first = store::authenticators(change, user).await?.is_empty();
    let id = AuthenticatorId::mint(now);
    let app = Authenticator {
        id,
        name: name.to_owned(),
        secret: sealed::seal(keys, Purpose::Authenticator, id.as_bytes(), &*offer.secret),
        last_step: step,
        used_at: None,
        created_at: now,
    };
    store::insert(change, user, &app).await?;
    if is_first {
        take_codes(change, user, offer).await?;
        store::forget_tries(change, user).await?;
    }
    change.revoke_all_sessions(user).await.map(Some)
}

/// Replaces the recovery codes by the offered ones.
pub async fn take_codes(change: &mut Change, user: UserId, offer: &Offer) -> Result<()> {
    let now = change.now();
    store::remove_codes(change, user).await?;
    for code in &offer.codes {
        store::insert_code(change, RecoveryCodeId::mint(now), user, &code.digest(), now).await?;
    }
    Ok(())
}

/// Removes one of several authenticator apps, and returns it with the new epoch. `None` when the
/// person has no such app, or it is their last one, which is turned off as a whole.
pub async fn remove(
    change: &mut Change,
    user: UserId,
    id: AuthenticatorId,
) -> Result<Option<(Authenticator, i64)>> {
    let all = store::authenticators(change, user).await?;
    let is_last = all.len() < 2;
    let Some(app) = all.into_iter().find(|app| app.id == id && !is_last) else { return Ok(None) };
    store::remove(change, user, id).await?;
    Ok(Some((app, change.revoke_all_sessions(user).await?)))
}

/// Gives an authenticator app another name. Returns `false` when the person has no such app.
pub async fn rename(
    change: &mut Change,
    user: UserId,
    id: AuthenticatorId,
    name: &str,
) -> Result<bool> {
    store::rename(change, user, id, name).await
}

async fn remove_everything(tx: &mut Tx, user: UserId) -> Result<()> {
    store::remove_all(tx, user).await?;
    store::remove_codes(tx, user).await?;
    store::forget_tries(tx, user).await
}

/// Removes the authenticator apps that were added since a moment, and the recovery codes with the
/// last app. It ends every session.
async fn remove_added_since(change: &mut Change, user: UserId, since: Timestamp) -> Result<()> {
    store::remove_added_since(change, user, since).await?;
    if !is_on(change, user).await? {
        remove_everything(change, user).await?;
    }
    change.revoke_all_sessions(user).await.map(drop)
}

/// Turns two-factor authentication off: deletes every authenticator app and recovery code. Returns
/// the new epoch, which ends every session of an earlier one.
pub async fn turn_off(change: &mut Change, user: UserId) -> Result<i64> {
    remove_everything(change, user).await?;
    change.revoke_all_sessions(user).await
}
