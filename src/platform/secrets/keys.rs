//! The instance's secret key, and the keys that are derived from it for each purpose.

use std::fmt;
use std::str::FromStr;

use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::{decode, encode, random};

/// The purpose of a derived key; no two purposes share one.
#[derive(Clone, Copy, Debug, strum::AsRefStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Purpose {
    /// Encryption of password hashes.
    Pepper,
    /// The one-time URL of first run.
    FirstRun,
    /// Digests of networks from which people have signed in.
    KnownNetwork,
    /// Digests that name what limits count.
    Limits,
    /// Verification codes for phones.
    PhoneCode,
    /// Links that verify an email address.
    EmailLink,
    /// Links that set a new password.
    ResetLink,
    /// Links that undo a change.
    UndoLink,
    /// Links that set a first password.
    ActivationLink,
    /// Links that answer an invitation.
    InvitationLink,
    /// Links that stop the reset of a second factor.
    VetoLink,
    /// Links that answer an alert.
    AlertLink,
    /// Encryption and digests of numbers that answered STOP.
    StoppedNumber,
    /// Encryption of authenticator apps' secrets.
    Authenticator,
    /// Derivation of an offered secret and recovery codes.
    Enrolment,
    /// Encryption of a passkey ceremony's state.
    Passkey,
    /// Digests of idempotency keys.
    Idempotency,
    /// Tokens of v1.
    V1Api,
    /// Encryption of a form's inputs in the URL, during reauthentication.
    KeptInputs,
    /// The fingerprint by which a database recognises its key.
    Fingerprint,
}

/// The id of a key in data that depends on it: the first bytes of its digest.
pub type KeyId = [u8; 6];

/// Returns the name of a key for people: its id in hexadecimal.
pub fn key_name(id: &KeyId) -> String {
    id.iter().map(|byte| format!("{byte:02x}")).collect()
}

struct Key {
    id: KeyId,
    bytes: Zeroizing<[u8; 32]>,
}

impl Key {
    fn derive(&self, purpose: Purpose) -> Zeroizing<[u8; 32]> {
        let mut derived = Zeroizing::new([0; 32]);
        // HKDF-SHA-256 can always expand to 32 bytes.
        let _ = Hkdf::<Sha256>::new(None, &*self.bytes)
            .expand(purpose.as_ref().as_bytes(), &mut *derived);
        derived
    }
}

/// The secret keys: `new` or `new,old`, each 32 bytes as URL-safe base64. The first signs and
/// encrypts, the others only verify and decrypt, so that a key can be rotated.
pub struct SecretKeys(Vec<Key>);

/// The error of a text that is no secret key.
#[derive(Debug, thiserror::Error)]
#[error(
    "a secret key is 43 letters and digits as `openssl rand -base64 32 | tr '+/' '-_' | tr -d =` \
         makes them; to rotate, put the new one first: NEW,OLD"
)]
pub struct BadSecretKey;

impl SecretKeys {
    /// Generates a key, as text for the configuration.
    pub fn generate() -> String {
        encode(&random::<32>())
    }

    /// Lists the ids of all keys, the current one first.
    pub fn ids(&self) -> Vec<KeyId> {
        self.0.iter().map(|key| key.id).collect()
    }

    /// Returns the id of the current key, and its derived key for `purpose`.
    pub fn current(&self, purpose: Purpose) -> (KeyId, Zeroizing<[u8; 32]>) {
        let key = &self.0[0];
        (key.id, key.derive(purpose))
    }

    /// Returns the derived key for `purpose` of the key with this id, if it is configured.
    pub fn by_id(&self, id: &[u8], purpose: Purpose) -> Option<Zeroizing<[u8; 32]>> {
        self.0.iter().find(|key| key.id == id).map(|key| key.derive(purpose))
    }

    /// Signs the parts with HMAC-SHA-256 under the current key. Each part is preceded by its
    /// length, so that no two lists of parts have one signature.
    pub fn sign(&self, purpose: Purpose, parts: &[&[u8]]) -> [u8; 32] {
        mac(&self.0[0].derive(purpose), parts)
    }

    /// Signs the parts under every configured key, the current one first.
    pub fn signatures(&self, purpose: Purpose, parts: &[&[u8]]) -> Vec<[u8; 32]> {
        self.0.iter().map(|key| mac(&key.derive(purpose), parts)).collect()
    }

    /// Tells whether `tag` signs the parts under any configured key, in constant time.
    pub fn verifies(&self, purpose: Purpose, parts: &[&[u8]], tag: &[u8]) -> bool {
        self.signatures(purpose, parts).iter().any(|signed| bool::from(signed.ct_eq(tag)))
    }

    /// Lists the fingerprints of all keys, by which a database recognises its key.
    pub fn fingerprints(&self) -> Vec<String> {
        self.0
            .iter()
            .map(|key| encode(&mac(&key.derive(Purpose::Fingerprint), &[])[..12]))
            .collect()
    }
}

fn mac(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    #[expect(clippy::expect_used, reason = "HMAC takes a key of any length")]
    let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(key).expect("any length");
    for part in parts {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

impl FromStr for SecretKeys {
    type Err = BadSecretKey;
    fn from_str(text: &str) -> Result<Self, BadSecretKey> {
        let keys = text.trim().split(',').map(|one| {
            let bytes = decode(one.trim().trim_end_matches('=')).ok_or(BadSecretKey)?;
            let bytes: Zeroizing<[u8; 32]> =
                Zeroizing::new(bytes.try_into().map_err(|_| BadSecretKey)?);
            let mut id = [0; 6];
            id.copy_from_slice(&super::digest(&*bytes)[..6]);
            Ok(Key { id, bytes })
        });
        keys.collect::<Result<_, _>>().map(Self)
    }
}

impl fmt::Debug for SecretKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SecretKeys({})", self.0.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_key_still_verifies_and_the_new_one_signs() {
        let (old, new) = (SecretKeys::generate(), SecretKeys::generate());
        let before: SecretKeys = old.parse().unwrap();
        let rotated: SecretKeys = format!("{new},{old}").parse().unwrap();
        let tag = before.sign(Purpose::FirstRun, &[b"a", b"b"]);
        assert!(rotated.verifies(Purpose::FirstRun, &[b"a", b"b"], &tag));
        assert!(!rotated.verifies(Purpose::FirstRun, &[b"ab"], &tag));
        assert!(!rotated.verifies(Purpose::KnownNetwork, &[b"a", b"b"], &tag));
        let tag = rotated.sign(Purpose::FirstRun, &[b"a"]);
        assert!(!before.verifies(Purpose::FirstRun, &[b"a"], &tag));
    }

    #[test]
    fn a_key_is_never_printed_and_nonsense_is_refused() {
        let text = SecretKeys::generate();
        let keys: SecretKeys = text.parse().unwrap();
        assert!(!format!("{keys:?}").contains(&text));
        for bad in ["", "short", ",", "????"] {
            assert!(bad.parse::<SecretKeys>().is_err(), "{bad}");
        }
    }
}
