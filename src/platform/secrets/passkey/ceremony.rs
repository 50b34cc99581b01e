//! The state of a passkey ceremony, sealed and kept by the browser until its one use.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::{Challenge, LIFE_MILLIS, PasskeyRefusal};
use crate::platform::secrets::keys::{Purpose, SecretKeys};
use crate::platform::secrets::{decode, encode, random, sealed};

/// The purpose and the person of a challenge; it can be answered for nothing else.
#[derive(Clone, Copy)]
pub struct Binding<'a>(pub &'a [&'a [u8]]);

/// A ceremony in progress.
#[derive(Serialize, Deserialize)]
pub struct Ceremony<S> {
    pub id: [u8; 16],
    expires_at: i64,
    pub state: S,
}

/// Begins a ceremony: returns the options for the browser, and the sealed state that it must send
/// back.
pub fn challenge<S: Serialize>(
    keys: &SecretKeys,
    binding: Binding<'_>,
    asked: &impl Serialize,
    state: S,
    now: i64,
) -> anyhow::Result<Challenge> {
    let ceremony = Ceremony { id: random(), expires_at: now.saturating_add(LIFE_MILLIS), state };
    let ceremony = serde_json::to_vec(&ceremony)?;
    let state = encode(&sealed::seal(keys, Purpose::Passkey, &bound(binding), &ceremony));
    Ok(Challenge { options: serde_json::to_value(asked)?, state })
}

/// Opens the state that an answer sent back, unless it has expired or is bound to something else.
pub fn open<S: DeserializeOwned>(
    keys: &SecretKeys,
    binding: Binding<'_>,
    state: &str,
    now: i64,
) -> Result<Ceremony<S>, PasskeyRefusal> {
    let sealed = decode(state).ok_or(PasskeyRefusal::Over)?;
    let opened = sealed::open(keys, Purpose::Passkey, &bound(binding), &sealed)
        .ok_or(PasskeyRefusal::Over)?;
    let ceremony: Ceremony<S> =
        serde_json::from_slice(&opened).map_err(|_| PasskeyRefusal::Over)?;
    match ceremony.expires_at > now {
        true => Ok(ceremony),
        false => Err(PasskeyRefusal::Over),
    }
}

/// Encodes the parts, each preceded by its length, so that no two bindings are alike.
fn bound(binding: Binding<'_>) -> Vec<u8> {
    let parts =
        binding.0.iter().flat_map(|part| [&(part.len() as u64).to_be_bytes()[..], part].concat());
    parts.collect()
}
