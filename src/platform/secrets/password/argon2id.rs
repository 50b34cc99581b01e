//! Password hashes: argon2id, written as a PHC string and encrypted under the pepper.
//!
//! The pepper encrypts the hash instead of being part of it (OWASP password storage cheat sheet,
//! "post-hashing"), so that a rotated key takes over every hash without anyone's password. Unlike
//! other sealed values it is bound to no row, because a hash is made before its user has an id.

use argon2::password_hash::phc::{Output, PasswordHash, Salt};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use subtle::ConstantTimeEq;

use super::{Check, Password};
use crate::platform::secrets::keys::{Purpose, SecretKeys};
use crate::platform::secrets::{decode, encode, random, sealed};

/// The cost of one hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HashCost {
    /// Memory in KiB.
    pub memory: u32,
    /// Passes over the memory.
    pub passes: u32,
}

/// 19 MiB and two passes (OWASP password storage cheat sheet).
impl Default for HashCost {
    fn default() -> Self {
        Self { memory: 19 * 1024, passes: 2 }
    }
}

const PARALLELISM: u32 = 1;
const HASH_BYTES: usize = 32;

/// The working memory of one hash.
pub type Memory = Vec<Block>;

impl HashCost {
    fn params(self) -> Result<Params, argon2::Error> {
        Params::new(self.memory, self.passes, PARALLELISM, Some(HASH_BYTES))
    }
}

/// Returns what is stored of a password: the PHC string of its hash, encrypted under the current
/// pepper.
pub fn hash(
    keys: &SecretKeys,
    cost: HashCost,
    password: &Password,
    memory: &mut Memory,
) -> anyhow::Result<String> {
    let (params, salt) = (cost.params()?, random::<16>());
    let computed = compute(&params, password, &salt, memory)?;
    let hash = PasswordHash {
        algorithm: Algorithm::Argon2id.ident(),
        version: Some(Version::V0x13.into()),
        params: (&params).try_into()?,
        salt: Some(Salt::new(&salt)?),
        hash: Some(Output::new(&computed)?),
    };
    Ok(encode(&sealed::seal(keys, Purpose::Pepper, &[], hash.to_string().as_bytes())))
}

/// Encrypts a stored hash under the current pepper; `None` when it cannot be decrypted.
pub fn reseal(keys: &SecretKeys, stored: &str) -> Option<String> {
    let resealed = sealed::reseal(keys, Purpose::Pepper, &[], &decode(stored)?)?;
    Some(encode(&resealed))
}

fn compute(
    params: &Params,
    password: &Password,
    salt: &[u8],
    memory: &mut Memory,
) -> argon2::Result<[u8; HASH_BYTES]> {
    let (kind, version) = (Algorithm::Argon2id, Version::V0x13);
    let argon2 = Argon2::new(kind, version, params.clone());
    memory.resize(params.block_count(), Block::default());
    let mut computed = [0; HASH_BYTES];
    let password = password.normalised();
    argon2.hash_password_into_with_memory(password.as_bytes(), salt, &mut computed, memory)?;
    Ok(computed)
}

/// Tells whether a password matches the hash. `None` when the stored hash cannot be computed, which
/// takes no time.
pub fn matching(
    keys: &SecretKeys,
    cost: HashCost,
    password: &Password,
    stored: &str,
    memory: &mut Memory,
) -> Option<Check> {
    let sealed = decode(stored)?;
    let opened = sealed::open(keys, Purpose::Pepper, &[], &sealed)?;
    let stored = PasswordHash::new(std::str::from_utf8(&opened).ok()?).ok()?;
    let params = Params::try_from(&stored).ok()?;
    let is_current = sealed::is_current(keys, Purpose::Pepper, &sealed);
    let stale = !is_current || params != cost.params().ok()?;
    tracing::debug!(target: "hashing", "one hash");
    let computed = compute(&params, password, stored.salt.as_ref()?, memory).ok()?;
    let right = bool::from(stored.hash.as_ref()?.as_bytes().ct_eq(&computed));
    Some(match (right, stale) {
        (true, false) => Check::Right,
        (true, true) => Check::RightButStale,
        (false, _) => Check::Wrong,
    })
}
