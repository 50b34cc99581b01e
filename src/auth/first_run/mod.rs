//! First-run set-up: a one-time URL on the console creates the first account and its owner.

mod page;

pub use page::{create_first, path, routes};

use crate::platform::secrets::keys::{Purpose, SecretKeys};
use crate::platform::secrets::{decode, encode};

/// The token of the URL: derived, so that every instance knows the same one and none keeps it.
fn token(keys: &SecretKeys) -> String {
    encode(&keys.sign(Purpose::FirstRun, &[]))
}

/// Whether this is the token, in whatever time it takes to say so.
pub fn is_token(keys: &SecretKeys, text: &str) -> bool {
    decode(text).is_some_and(|tag| keys.verifies(Purpose::FirstRun, &[], &tag))
}
