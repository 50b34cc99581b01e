//! The check of a second factor: a code of an app, or a recovery code.

use super::totp::{matching_step, totp};
use super::{RecoveryCode, store, tries};
use crate::core::change::Change;
use crate::platform::clock::Timestamp;
use crate::platform::db::Result;
use crate::platform::ids::{AuthenticatorId, UserId};
use crate::platform::secrets::keys::Purpose;
use crate::platform::secrets::sealed;
use crate::users::verification::TypedCode;

/// An answer as it is typed: six digits, or a recovery code. It has no `Debug`, so that it is never
/// printed.
#[derive(Clone)]
pub enum FactorAnswer {
    Digits(TypedCode),
    Recovery(RecoveryCode),
}

/// The outcome of checking a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeCheck {
    /// The digits are correct.
    Right,
    /// The recovery code is correct and used up; this many are left.
    Recovered {
        left: i64,
    },
    Wrong,
    /// These digits are correct but were used already; the next ones will work.
    UsedBefore,
    /// Too many answers were wrong: none is checked until this moment.
    Wait {
        until: Timestamp,
    },
    /// Far too many answers were wrong: none is checked any more.
    Dead,
}

impl CodeCheck {
    /// Logs the outcome, without the answer.
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

/// Checks an answer of a person, from a known place or in a session. A wrong one counts as an
/// attempt, so commit the change whatever the outcome.
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

/// Logs that the secret of an app cannot be decrypted: it is damaged, or its key is gone.
fn log_unreadable(id: AuthenticatorId) {
    tracing::error!(
        event = "authenticator_unreadable",
        authenticator = %id,
        "its secret cannot be opened"
    );
}
