//! Webhooks by the Standard Webhooks specification: a signature over id, time and body.

use std::time::Duration;

use anyhow::Context;
use axum::http::HeaderMap;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::platform::clock::Timestamp;

/// The largest difference between a webhook's time and ours.
const TOLERANCE: Duration = Duration::from_secs(5 * 60);
/// The prefix of a secret's text form.
const PREFIX: &str = "whsec_";
/// The fewest bytes of a key that cannot be guessed.
const LEAST_BYTES: usize = 16;

/// The secret that one sender signs with.
pub struct StandardWebhook(Zeroizing<Vec<u8>>);

impl StandardWebhook {
    /// Parses a secret: `whsec_` and base64.
    ///
    /// # Errors
    /// When it is something else.
    pub fn new(secret: &str) -> anyhow::Result<Self> {
        let key = secret.trim().strip_prefix(PREFIX).and_then(|text| STANDARD.decode(text).ok());
        let key = key.filter(|key| key.len() >= LEAST_BYTES);
        Ok(Self(Zeroizing::new(key.context(
            "it must be whsec_ and at least 16 bytes in base64; generate one with `echo \
             whsec_$(openssl rand -base64 24)`",
        )?)))
    }

    /// Returns the webhook's id, when it was signed with the secret within the last five minutes.
    pub fn verify<'a>(
        &self,
        headers: &'a HeaderMap,
        body: &[u8],
        now: Timestamp,
    ) -> Option<&'a str> {
        let header = |name| headers.get(name)?.to_str().ok();
        let (id, time) = (header("webhook-id")?, header("webhook-timestamp")?);
        let seconds: i64 = time.parse().ok()?;
        let at = Timestamp::from_millis(seconds.checked_mul(1000)?);
        if now.since(at) > TOLERANCE || at.since(now) > TOLERANCE {
            return None;
        }
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).ok()?;
        for part in [id.as_bytes(), b".", time.as_bytes(), b".", body] {
            mac.update(part);
        }
        let expected = mac.finalize().into_bytes();
        let signatures = header("webhook-signature")?.split(' ');
        let mut ours = signatures.filter_map(|one| one.strip_prefix("v1,"));
        ours.any(|one| {
            let given = STANDARD.decode(one).unwrap_or_default();
            bool::from(expected.as_slice().ct_eq(&given))
        })
        .then_some(id)
    }
}
