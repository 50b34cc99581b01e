//! Known devices: a browser that its owner has signed in with has tries of its own.

use crate::secrets::keys::{Purpose, SecretKeys};
use crate::secrets::{decode, encode, random};

/// 16 random bytes and a tag that binds them to the address.
pub fn issue(keys: &SecretKeys, email_key: &[u8]) -> String {
    let nonce = random::<16>();
    let tag = keys.sign(Purpose::KnownDevice, &[&nonce, email_key]);
    encode(&[&nonce[..], &tag[..]].concat())
}

/// Whether the cookie was issued to a browser that signed in with this address.
pub fn is_known(keys: &SecretKeys, cookie: &str, email_key: &[u8]) -> bool {
    let bytes = decode(cookie).unwrap_or_default();
    bytes
        .split_at_checked(16)
        .is_some_and(|(nonce, tag)| keys.verifies(Purpose::KnownDevice, &[nonce, email_key], tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_is_known_for_one_address_only() {
        let keys: SecretKeys = SecretKeys::generate().parse().unwrap();
        let cookie = issue(&keys, b"alice@acme.example");
        assert!(is_known(&keys, &cookie, b"alice@acme.example"));
        assert!(!is_known(&keys, &cookie, b"bob@acme.example"));
        let forged = encode(&[0; 48]);
        for bad in ["", "x", &cookie[1..], forged.as_str()] {
            assert!(!is_known(&keys, bad, b"alice@acme.example"), "{bad}");
        }
    }
}
