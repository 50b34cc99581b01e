//! The codes that authenticator apps show (TOTP, RFC 6238).

use std::time::Duration;

use totp_rs::{Algorithm, Builder, Totp};

use crate::platform::clock::Timestamp;

/// The length of a time step.
const STEP: Duration = Duration::from_secs(30);

/// Returns the time step whose code these digits are: the present one or the one before.
pub fn matching_step(totp: &Totp, digits: &str, now: Timestamp) -> Option<i64> {
    [now, now - STEP].into_iter().find_map(|at| {
        let seconds = u64::try_from(at.millis() / 1000).ok()?;
        totp.check(digits, seconds).and_then(|step| i64::try_from(step).ok())
    })
}

/// Makes the generator of a secret's codes, with the account name that an app shows.
pub fn totp(secret: &[u8], account: &str) -> Totp {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_those_of_rfc_6238() {
        // The vectors of RFC 6238, appendix B, cut to six digits.
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
