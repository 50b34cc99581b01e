//! JSON Web Tokens signed by HMAC-SHA-256, and by nothing else.
//!
//! The crate's own cryptography knows all algorithms there are, and brings RSA and three curves along for
//! them. Here no token can name any of those: there is nothing that would check it.

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
    /// Takes the same time whichever byte differs.
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

/// A token that says these claims, signed with a key.
///
/// # Errors
/// When the header names another algorithm, or the claims are no JSON.
pub fn issue(header: &Header, claims: &impl Serialize, key: &[u8]) -> Result<String> {
    // The first call of the process installs it; each later one finds it there.
    let _ = HS256_ALONE.install_default();
    jsonwebtoken::encode(header, claims, &EncodingKey::from_secret(key)?)
}

/// The claims of a token, if it is signed with the key and keeps to the rules.
pub fn read<T: DeserializeOwned>(text: &str, key: &[u8], rules: &Validation) -> Option<T> {
    let _ = HS256_ALONE.install_default();
    let key = DecodingKey::from_secret(key).ok()?;
    jsonwebtoken::decode::<T>(text, &key, rules).ok().map(|token| token.claims)
}
