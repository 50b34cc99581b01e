//! Secrets at rest: encrypted for one purpose and one row, under a key that can be rotated.

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use super::keys::{Purpose, SecretKeys};
use super::random;

const KEY_ID: usize = 6;
const NONCE: usize = 24;

/// Encrypts with XChaCha20-Poly1305. A secret that is sealed for one row cannot be opened for
/// another.
pub fn seal(keys: &SecretKeys, purpose: Purpose, row: &[u8], secret: &[u8]) -> Vec<u8> {
    let (id, key) = keys.current(purpose);
    let nonce = random::<NONCE>();
    let payload = Payload { msg: secret, aad: row };
    let sealed = XChaCha20Poly1305::new((&*key).into()).encrypt(&XNonce::from(nonce), payload);
    // It fails only for inputs longer than the cipher can count.
    [&id[..], &nonce, &sealed.unwrap_or_default()].concat()
}

/// Decrypts a secret; `None` when it was tampered with, belongs to another row, or its key is gone.
pub fn open(
    keys: &SecretKeys,
    purpose: Purpose,
    row: &[u8],
    sealed: &[u8],
) -> Option<Zeroizing<Vec<u8>>> {
    let (id, rest) = sealed.split_at_checked(KEY_ID)?;
    let (nonce, sealed) = rest.split_at_checked(NONCE)?;
    let nonce: [u8; NONCE] = nonce.try_into().ok()?;
    let key = keys.by_id(id, purpose)?;
    let cipher = XChaCha20Poly1305::new((&*key).into());
    let payload = Payload { msg: sealed, aad: row };
    cipher.decrypt(&XNonce::from(nonce), payload).ok().map(Zeroizing::new)
}

/// Seals a secret again under the current key; `None` when it cannot be opened.
pub fn reseal(keys: &SecretKeys, purpose: Purpose, row: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
    let secret = open(keys, purpose, row, sealed)?;
    Some(seal(keys, purpose, row, &secret))
}

/// Tells whether it is sealed under the current key.
pub fn is_current(keys: &SecretKeys, purpose: Purpose, sealed: &[u8]) -> bool {
    sealed.starts_with(&keys.current(purpose).0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PURPOSE: Purpose = Purpose::Authenticator;

    #[test]
    fn what_is_sealed_opens_for_its_row_and_purpose_alone() {
        let keys: SecretKeys = SecretKeys::generate().parse().unwrap();
        let mut sealed = seal(&keys, PURPOSE, b"row", b"hush");
        assert_eq!(**open(&keys, PURPOSE, b"row", &sealed).unwrap(), *b"hush");
        assert!(!sealed.windows(4).any(|part| part == b"hush"));
        assert!(open(&keys, PURPOSE, b"other", &sealed).is_none());
        assert!(open(&keys, Purpose::Enrolment, b"row", &sealed).is_none());
        assert!(open(&keys, PURPOSE, b"row", &sealed[..10]).is_none());
        *sealed.last_mut().unwrap() ^= 1;
        assert!(open(&keys, PURPOSE, b"row", &sealed).is_none());
    }

    #[test]
    fn a_rotated_key_still_opens_and_seals_anew() {
        let (old, new) = (SecretKeys::generate(), SecretKeys::generate());
        let before: SecretKeys = old.parse().unwrap();
        let after: SecretKeys = format!("{new},{old}").parse().unwrap();
        let sealed = seal(&before, PURPOSE, b"row", b"hush");
        assert!(open(&after, PURPOSE, b"row", &sealed).is_some());
        assert!(!is_current(&after, PURPOSE, &sealed));
        let anew = seal(&after, PURPOSE, b"row", b"hush");
        assert!(
            is_current(&after, PURPOSE, &anew) && open(&before, PURPOSE, b"row", &anew).is_none()
        );
    }
}
