//! The only caller of randomness and cryptography: keys, digests, passwords and tokens.

pub mod jwt;
pub mod keys;
pub mod passkey;
pub mod password;
pub mod sealed;
pub mod token;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

/// Returns random bytes of the operating system.
///
/// # Panics
/// When the machine has no randomness: weak bytes are never returned.
#[expect(clippy::disallowed_methods, clippy::expect_used, reason = "the one place, and no way on")]
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system has no randomness");
    bytes
}

/// Returns the SHA-256 of the bytes: to look up random values, never for passwords.
pub fn digest(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// Encodes as URL-safe base64 without padding.
pub fn encode(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Decodes [`encode`]d text; `None` when it is something else.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok()
}
