//! The second factor: authenticator apps (RFC 6238), recovery codes, and how often one may be tried.

mod card;
pub mod enrolment;
mod keyed;
mod recovery_code;
pub mod reset;
mod snapshot;
mod store;
mod tries;

use std::time::Duration;

pub use card::SECTION;
pub use keyed::KEYED;
pub use recovery_code::RecoveryCode;
use serde::{Deserialize, Serialize};
pub use snapshot::{Stood, before, restore};
use totp_rs::{Algorithm, Builder, Totp};
use zeroize::Zeroizing;

use crate::core::change::Change;
use crate::core::personal_data::{self, ExportPart, Forget};
use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::ids::{AuthenticatorId, RecoveryCodeId, SessionId, UserId};
use crate::platform::secrets::keys::{Purpose, SecretKeys};
use crate::platform::secrets::sealed;
use crate::users::verification::TypedCode;

/// A code is shown for so long.
const STEP: Duration = Duration::from_secs(30);
/// Recovery codes made at a time.
pub const RECOVERY_CODES: usize = 10;
/// So few left are worth a word.
pub const FEW_CODES: i64 = 3;

/// The export of authenticator apps, without their secrets.
pub const EXPORT: ExportPart = ExportPart {
    name: "authenticators",
    read: |tx, user| personal_data::document(store::exported(tx, user)),
};

/// The export of recovery codes: their number. The codes are kept as digests.
pub const RECOVERY_CODES_EXPORT: ExportPart = ExportPart {
    name: "recovery_codes_left",
    read: |tx, user| personal_data::document(store::codes_left(tx, user)),
};

/// Second factors go with the person.
pub const FORGET: Forget = |change, user| Box::pin(remove_everything(change, user));

/// An app that shows six digits.
#[derive(Clone, Serialize, Deserialize, sqlx::FromRow)]
pub struct Authenticator {
    pub id: AuthenticatorId,
    pub name: String,
    /// Sealed.
    secret: Vec<u8>,
    /// The last half minute whose code was taken.
    last_step: i64,
    pub used_at: Option<Timestamp>,
    pub created_at: Timestamp,
}

/// What a person has to prove themselves with.
pub struct Factors {
    pub authenticators: Vec<Authenticator>,
    /// Recovery codes that are left.
    pub codes_left: i64,
}

/// What someone types: six digits, or a recovery code. It is never printed.
#[derive(Clone)]
pub enum FactorAnswer {
    Digits(TypedCode),
    Recovery(RecoveryCode),
}

/// The outcome of a check of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeCheck {
    /// It is right.
    Right,
    /// It is a recovery code, used up now; so many are left.
    Recovered {
        left: i64,
    },
    Wrong,
    /// These six digits were right, and are used up: the next ones will do.
    UsedBefore,
    /// Too many were wrong: none is looked at until then.
    Wait {
        until: Timestamp,
    },
    /// Far too many were wrong: none is looked at any more.
    Dead,
}

impl CodeCheck {
    /// Says in the log what came of a person's code, which is not said.
    fn log(self, user: UserId) {
        let why = match self {
            Self::Right | Self::Recovered { .. } => {
                let by = if self == Self::Right { "code" } else { "recovery_code" };
                tracing::info!(
                    target: "security",
                    event = "second_factor_accepted",
                    %user,
                    by,
                    "a second factor was taken"
                );
                return;
            }
            Self::Wrong => "wrong",
            Self::UsedBefore => "used_before",
            Self::Wait { .. } | Self::Dead => "too_many_tries",
        };
        tracing::warn!(
            target: "security",
            event = "second_factor_refused",
            %user,
            why,
            "a second factor was refused"
        );
    }
}

/// What a person has.
pub async fn find(tx: &mut Tx, user: UserId) -> Result<Factors> {
    let authenticators = store::authenticators(tx, user).await?;
    Ok(Factors { authenticators, codes_left: store::codes_left(tx, user).await? })
}

/// Recovery codes that a person has left.
pub async fn codes_left(tx: &mut Tx, user: UserId) -> Result<i64> {
    store::codes_left(tx, user).await
}

/// Whether a person has a second factor.
pub async fn is_on(tx: &mut Tx, user: UserId) -> Result<bool> {
    Ok(!store::authenticators(tx, user).await?.is_empty())
}

/// Checks an answer of a person, from a place or in a session that may be known. A wrong one counts, so
/// commit whatever comes of it.
pub async fn check(
    change: &mut Change,
    user: UserId,
    known: Option<&[u8]>,
    answer: &FactorAnswer,
) -> Result<CodeCheck> {
    let now = change.now();
    change.lock_user(user).await?;
    if let Some(refused) = tries::count(change, user, known).await? {
        refused.log(user);
        return Ok(refused);
    }
    let checked = match answer {
        FactorAnswer::Digits(code) => check_digits(change, user, &code.digits()).await?,
        FactorAnswer::Recovery(code) => {
            match store::use_code(change, user, &code.digest(), now).await? {
                true => CodeCheck::Recovered { left: store::codes_left(change, user).await? },
                false => CodeCheck::Wrong,
            }
        }
    };
    if let CodeCheck::Right | CodeCheck::Recovered { .. } = checked {
        tries::forget(change, user, known).await?;
    }
    checked.log(user);
    Ok(checked)
}

async fn check_digits(change: &mut Change, user: UserId, digits: &str) -> Result<CodeCheck> {
    let keys = &change.keys();
    let now = change.now();
    for app in store::authenticators(change, user).await? {
        let Some(secret) =
            sealed::open(keys, Purpose::Authenticator, app.id.as_bytes(), &app.secret)
        else {
            log_unreadable(app.id);
            continue;
        };
        let Some(step) = matching_step(&totp(&secret, ""), digits, now) else { continue };
        if !store::use_step(change, user, app.id, step, now).await? {
            return Ok(CodeCheck::UsedBefore);
        }
        return Ok(CodeCheck::Right);
    }
    Ok(CodeCheck::Wrong)
}

/// Says in the log that the secret of an app cannot be opened: damaged, or its key is gone.
fn log_unreadable(id: AuthenticatorId) {
    tracing::error!(
        event = "authenticator_unreadable",
        authenticator = %id,
        "its secret cannot be opened"
    );
}

/// The half minute whose code this is: the current one or the one before.
fn matching_step(totp: &Totp, digits: &str, now: Timestamp) -> Option<i64> {
    [now, now - STEP].into_iter().find_map(|at| {
        let seconds = u64::try_from(at.millis() / 1000).ok()?;
        totp.check(digits, seconds).and_then(|step| i64::try_from(step).ok())
    })
}

fn totp(secret: &[u8], account: &str) -> Totp {
    Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(6)
        .with_skew(0)
        .with_step_duration(STEP.as_secs())
        .with_secret(secret.to_vec())
        .with_issuer(Some("Callbook"))
        // Apps cut a label at its first colon.
        .with_account_name(account.replace(':', " "))
        .build_noncompliant()
}

/// A secret and recovery codes that a person may take over. They are derived from the session and
/// what the person has so far: shown again they are the same, and nothing is stored of those that
/// are not taken.
pub struct Offer {
    secret: Zeroizing<[u8; 20]>,
    account: String,
    pub codes: Vec<RecoveryCode>,
}

impl Offer {
    /// The URL that apps read off the QR code.
    pub fn url(&self) -> String {
        totp(&*self.secret, &self.account).to_url().unwrap_or_default()
    }

    /// The secret in groups of four, to be typed.
    pub fn key(&self) -> String {
        let key = totp(&*self.secret, "").secret().to_base32();
        let groups: Vec<_> = key.as_bytes().chunks(4).map(String::from_utf8_lossy).collect();
        groups.join(" ")
    }

    /// Whether the app shows these digits, and for which half minute.
    fn matches(&self, code: &TypedCode, now: Timestamp) -> Option<i64> {
        matching_step(&totp(&*self.secret, ""), &code.digits(), now)
    }
}

/// Whose offer it is.
#[derive(Clone, Copy)]
pub struct Taker<'a> {
    pub user: UserId,
    pub session: SessionId,
    pub epoch: i64,
    /// The address by which apps tell users apart.
    pub account: &'a str,
}

/// What this session may take over.
pub async fn offer(tx: &mut Tx, keys: &SecretKeys, to: Taker<'_>) -> Result<Offer> {
    let made_at = store::codes_made_at(tx, to.user).await?.map_or(0, Timestamp::millis);
    let (epoch, made_at) = (to.epoch.to_be_bytes(), made_at.to_be_bytes());
    let derive = |what: &[u8]| {
        let parts: [&[u8]; 5] = [what, to.user.as_bytes(), to.session.as_bytes(), &epoch, &made_at];
        keys.sign(Purpose::Enrolment, &parts)
    };
    let mut secret = Zeroizing::new([0; 20]);
    secret.copy_from_slice(&derive(b"secret")[..20]);
    let codes = (0..RECOVERY_CODES).map(|n| RecoveryCode::of(&derive(&[n as u8]))).collect();
    Ok(Offer { secret, account: to.account.to_owned(), codes })
}

/// Takes an offered secret over, once its app has shown the right digits. The first one brings the
/// recovery codes with it. Every session so far is dead by the new epoch; `None` when the digits
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

/// Puts the offered recovery codes in the place of all that were there.
pub async fn take_codes(change: &mut Change, user: UserId, offer: &Offer) -> Result<()> {
    let now = change.now();
    store::remove_codes(change, user).await?;
    for code in &offer.codes {
        store::insert_code(change, RecoveryCodeId::mint(now), user, &code.digest(), now).await?;
    }
    Ok(())
}

/// Removes one authenticator of several, and gives it with the new epoch. `None` when there is no
/// such one, or it is the last: that is turned off as a whole.
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

async fn remove_everything(tx: &mut Tx, user: UserId) -> Result<()> {
    store::remove_all(tx, user).await?;
    store::remove_codes(tx, user).await?;
    store::forget_tries(tx, user).await
}

/// Removes the authenticators that were added since a moment, and the recovery codes with the last
/// one. Every session so far is dead.
async fn remove_added_since(change: &mut Change, user: UserId, since: Timestamp) -> Result<()> {
    store::remove_added_since(change, user, since).await?;
    if !is_on(change, user).await? {
        remove_everything(change, user).await?;
    }
    change.revoke_all_sessions(user).await.map(drop)
}

/// Turns two-factor authentication off: every authenticator and recovery code goes. Gives the new
/// epoch, by which every session so far is dead.
pub async fn turn_off(change: &mut Change, user: UserId) -> Result<i64> {
    remove_everything(change, user).await?;
    change.revoke_all_sessions(user).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_those_of_rfc_6238() {
        // Appendix B, cut to six digits.
        let totp = totp(b"12345678901234567890", "");
        for (seconds, digits) in
            [(59, "287082"), (1_111_111_109, "081804"), (2_000_000_000, "279037")]
        {
            let at = Timestamp::from_millis(seconds * 1000);
            assert_eq!(matching_step(&totp, digits, at), Some(seconds / 30));
            assert_eq!(matching_step(&totp, digits, at + STEP), Some(seconds / 30));
            assert_eq!(matching_step(&totp, digits, at + STEP + STEP), None);
            assert_eq!(matching_step(&totp, digits, at - STEP), None);
        }
    }
}
