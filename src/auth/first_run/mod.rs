//! First run: a one-time URL on the console creates the first account and its owner.

mod page;

pub use page::{create_first, path, routes};

use crate::platform::secrets::keys::{Purpose, SecretKeys};
use crate::platform::secrets::{decode, encode};

/// Returns the token of the URL. It is derived from the key, so that every instance knows it and
/// none stores it.
fn token(keys: &SecretKeys) -> String {
    encode(&keys.sign(Purpose::FirstRun, &[]))
}

/// Tells whether a text is the token, in constant time.
pub fn is_token(keys: &SecretKeys, text: &str) -> bool {
    decode(text).is_some_and(|tag| keys.verifies(Purpose::FirstRun, &[], &tag))
}
