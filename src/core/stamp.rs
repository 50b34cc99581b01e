//! Stamps, which show that a form is outdated.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::platform::secrets;

/// A digest of what a card showed when it was rendered. A form with another stamp is outdated: what
/// it is about changed meanwhile, or another account became current.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Stamp(String);

impl Stamp {
    /// Returns the stamp of what is shown. (A user's version would change with every *other* card
    /// too, and call a form outdated that is not.)
    pub fn of(shown: &impl Serialize) -> Self {
        let shown = serde_json::to_vec(shown).unwrap_or_default();
        Self(secrets::encode(&secrets::digest(&shown)[..9]))
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The outcome of a form with a stamp.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stamped {
    Saved,
    /// The form is outdated, and nothing was changed. The stamp is that of what is stored.
    Stale(Stamp),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_changes_with_what_it_stamps() {
        assert_eq!(Stamp::of(&("a", 1)), Stamp::of(&("a", 1)));
        assert_ne!(Stamp::of(&("a", 1)), Stamp::of(&("a", 2)));
    }
}
