//! JSON Web Tokens signed with HMAC-SHA-256, the only algorithm that is supported.
//!
//! The crate's own cryptography includes every algorithm, with RSA and three curves. Here a token
//! that names one of those cannot be verified at all.

use hmac::{Hmac, KeyInit, Mac};
use jsonwebtoken::crypto::{CryptoProvider, JwtSigner, JwtVerifier, KeyUtils};
use jsonwebtoken::errors::{ErrorKind, Result};
use jsonwebtoken::signature::{self, Signer, Verifier};
use jsonwebtoken::{Algorithm, AlgorithmFamily, DecodingKey, EncodingKey, Header, Validation};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::Sha256;

static HS256_ALONE: CryptoProvider = CryptoProvider {
    signer_factory: |algorithm, key| {
        Ok(Box::new(Hs256::new(*algorithm, key.family(), key.as_bytes())?))
    },
    verifier_factory: |algorithm, key| {
        Ok(Box::new(Hs256::new(*algorithm, key.family(), key.try_get_as_bytes()?)?))
    },
    key_utils: KeyUtils::new_unimplemented(),
};

/// A key of HMAC-SHA-256.
struct Hs256(Hmac<Sha256>);

impl Hs256 {
    fn new(algorithm: Algorithm, family: AlgorithmFamily, key: &[u8]) -> Result<Self> {
        if algorithm != Algorithm::HS256 || family != AlgorithmFamily::Hmac {
            return Err(ErrorKind::InvalidAlgorithm.into());
        }
        let key = <Hmac<Sha256> as KeyInit>::new_from_slice(key);
        Ok(Self(key.map_err(|_| ErrorKind::InvalidKeyFormat)?))
    }

    fn over(&self, message: &[u8]) -> Hmac<Sha256> {
        let mut mac = self.0.clone();
        mac.update(message);
        mac
    }
}

impl Signer<Vec<u8>> for Hs256 {
    fn try_sign(&self, message: &[u8]) -> std::result::Result<Vec<u8>, signature::Error> {
        Ok(self.over(message).finalize().into_bytes().to_vec())
    }
}

impl Verifier<Vec<u8>> for Hs256 {
    /// Compares in constant time.
    fn verify(&self, message: &[u8], tag: &Vec<u8>) -> std::result::Result<(), signature::Error> {
        self.over(message).verify_slice(tag).map_err(signature::Error::from_source)
    }
}

impl JwtSigner for Hs256 {
    fn algorithm(&self) -> Algorithm {
        Algorithm::HS256
    }
}

impl JwtVerifier for Hs256 {
    fn algorithm(&self) -> Algorithm {
        Algorithm::HS256
    }
}

/// Issues a token with these claims.
///
/// # Errors
/// When the header names another algorithm, or the claims cannot be serialized.
pub fn issue(header: &Header, claims: &impl Serialize, key: &[u8]) -> Result<String> {
    // The first call of the process installs it; later calls find it installed.
    let _ = HS256_ALONE.install_default();
    jsonwebtoken::encode(header, claims, &EncodingKey::from_secret(key)?)
}

/// Returns the claims of a token, when it is signed with the key and satisfies the rules.
pub fn read<T: DeserializeOwned>(text: &str, key: &[u8], rules: &Validation) -> Option<T> {
    let _ = HS256_ALONE.install_default();
    let key = DecodingKey::from_secret(key).ok()?;
    jsonwebtoken::decode::<T>(text, &key, rules).ok().map(|token| token.claims)
}
