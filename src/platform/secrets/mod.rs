//! The only caller of randomness and cryptography: keys by purpose, digests, passwords, tokens.

pub mod jwt;
pub mod keys;
pub mod passkey;
pub mod password;
pub mod sealed;
pub mod token;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

/// Fresh random bytes from the operating system.
///
/// # Panics
/// Never returns weak bytes: a machine without randomness stops the program.
#[expect(clippy::disallowed_methods, clippy::expect_used, reason = "the one place, and no way on")]
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system has no randomness");
    bytes
}

/// SHA-256 of the bytes: for looking up what is itself random, never for passwords.
pub fn digest(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// URL-safe text without padding.
pub fn encode(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The bytes behind [`encode`]d text, if it is such text.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok()
}
