//! One hash: argon2id with a pepper, written as a PHC string.

use argon2::password_hash::phc::{Output, PasswordHash, Salt};
use argon2::{Algorithm, Argon2, Block, KeyId, Params, ParamsBuilder, Version};
use subtle::ConstantTimeEq;

use super::{Check, Password};
use crate::platform::secrets::keys::{Purpose, SecretKeys};
use crate::platform::secrets::random;

/// Memory of one hash in KiB, passes, lanes (OWASP password storage cheat sheet: 19 MiB, 2, 1).
const COST: (u32, u32, u32) = (19 * 1024, 2, 1);

const HASH_BYTES: usize = 32;

/// What one hash is worked out in.
pub type Memory = Vec<Block>;

fn params(key_id: &[u8]) -> Result<Params, argon2::Error> {
    ParamsBuilder::new()
        .m_cost(COST.0)
        .t_cost(COST.1)
        .p_cost(COST.2)
        .keyid(KeyId::new(key_id)?)
        .output_len(HASH_BYTES)
        .build()
}

/// The PHC string of a password, hashed with the current pepper.
pub fn hash(keys: &SecretKeys, password: &Password, memory: &mut Memory) -> anyhow::Result<String> {
    let (key_id, pepper) = keys.current(Purpose::Pepper);
    let (params, salt) = (params(&key_id)?, random::<16>());
    let computed = compute(&*pepper, &params, password, &salt, memory)?;
    let hash = PasswordHash {
        algorithm: Algorithm::Argon2id.ident(),
        version: Some(Version::V0x13.into()),
        params: (&params).try_into()?,
        salt: Some(Salt::new(&salt)?),
        hash: Some(Output::new(&computed)?),
    };
    Ok(hash.to_string())
}

fn compute(
    pepper: &[u8],
    params: &Params,
    password: &Password,
    salt: &[u8],
    memory: &mut Memory,
) -> argon2::Result<[u8; HASH_BYTES]> {
    let (kind, version) = (Algorithm::Argon2id, Version::V0x13);
    let argon2 = Argon2::new_with_secret(pepper, kind, version, params.clone())?;
    memory.resize(params.block_count(), Block::default());
    let mut computed = [0; HASH_BYTES];
    let password = password.normalised();
    argon2.hash_password_into_with_memory(password.as_bytes(), salt, &mut computed, memory)?;
    Ok(computed)
}

/// Whether it is the password that was hashed. `None` when the stored hash cannot be computed anew, which takes no time.
pub fn matching(
    keys: &SecretKeys,
    password: &Password,
    stored: &str,
    memory: &mut Memory,
) -> Option<Check> {
    let stored = PasswordHash::new(stored).ok()?;
    let params = Params::try_from(&stored).ok()?;
    let pepper = keys.by_id(params.keyid(), Purpose::Pepper)?;
    let stale = params != self::params(&keys.current(Purpose::Pepper).0).ok()?;
    tracing::debug!(target: "hashing", "one hash");
    let computed = compute(&*pepper, &params, password, stored.salt.as_ref()?, memory).ok()?;
    let right = bool::from(stored.hash.as_ref()?.as_bytes().ct_eq(&computed));
    Some(match (right, stale) {
        (true, false) => Check::Right,
        (true, true) => Check::RightButStale,
        (false, _) => Check::Wrong,
    })
}
