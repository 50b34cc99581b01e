//! Offers of a secret and recovery codes to a session, which become valid by enrolment.

use zeroize::Zeroizing;

use super::totp::{matching_step, totp};
use super::{RECOVERY_CODES, RecoveryCode, store};
use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::ids::{SessionId, UserId};
use crate::platform::secrets::keys::{Purpose, SecretKeys};
use crate::users::verification::TypedCode;

/// A secret and recovery codes that a person may enrol. They are derived from the session and the
/// present factors, so a reload shows the same ones, and offers that are not taken are never
/// stored.
pub struct Offer {
    pub(super) secret: Zeroizing<[u8; 20]>,
    account: String,
    pub codes: Vec<RecoveryCode>,
}

impl Offer {
    /// Returns the `otpauth:` URL for the QR code.
    pub fn url(&self) -> String {
        totp(&*self.secret, &self.account).to_url().unwrap_or_default()
    }

    /// Returns the secret in groups of four, to be typed.
    pub fn key(&self) -> String {
        let key = totp(&*self.secret, "").secret().to_base32();
        let groups: Vec<_> = key.as_bytes().chunks(4).map(String::from_utf8_lossy).collect();
        groups.join(" ")
    }

    /// Returns the time step whose code these digits are, if any.
    pub(super) fn matches(&self, code: &TypedCode, now: Timestamp) -> Option<i64> {
        matching_step(&totp(&*self.secret, ""), &code.digits(), now)
    }
}

/// The person and the session that an offer is for.
#[derive(Clone, Copy)]
pub struct Taker<'a> {
    pub user: UserId,
    pub session: SessionId,
    pub epoch: i64,
    /// The address by which apps tell users apart.
    pub account: &'a str,
}

/// Returns the present offer to a session.
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
