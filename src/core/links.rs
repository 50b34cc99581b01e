//! Mailed links: their purposes, and the tokens that are bound to them.

use std::time::Duration;

use crate::platform::ids::VerificationId;
use crate::platform::secrets::keys::{Purpose, SecretKeys};
use crate::platform::secrets::{decode, encode};

/// The purpose of a link.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    strum::AsRefStr,
    strum::EnumString,
    strum::VariantArray,
    sqlx::Type,
)]
#[strum(serialize_all = "lowercase")]
#[sqlx(type_name = "TEXT", rename_all = "lowercase")]
pub enum LinkPurpose {
    /// Verifies an email address.
    Email,
    /// Sets a new password.
    Reset,
    /// Undoes a change.
    Undo,
    /// Sets the first password of a user whom an admin created.
    #[strum(serialize = "welcome")]
    Activation,
    /// Answers an invitation.
    Invitation,
    /// Stops the reset of a second factor.
    Veto,
    /// Answers an alert.
    Alert,
}

/// A second factor that is to be removed stays for so long, in which its owner may stop that.
pub const FACTOR_REMOVAL_DELAY: Duration = Duration::from_secs(24 * 60 * 60);

impl LinkPurpose {
    /// The longest validity of any link.
    pub const LONGEST_LIFE: Duration = Self::Undo.life();

    fn key(self) -> Purpose {
        match self {
            Self::Email => Purpose::EmailLink,
            Self::Reset => Purpose::ResetLink,
            Self::Undo => Purpose::UndoLink,
            Self::Activation => Purpose::ActivationLink,
            Self::Invitation => Purpose::InvitationLink,
            Self::Veto => Purpose::VetoLink,
            Self::Alert => Purpose::AlertLink,
        }
    }

    /// Returns how long a link of this purpose is valid.
    pub const fn life(self) -> Duration {
        match self {
            Self::Email => Duration::from_secs(24 * 60 * 60),
            Self::Reset => Duration::from_secs(60 * 60),
            Self::Activation | Self::Invitation | Self::Veto | Self::Alert => {
                Duration::from_secs(72 * 60 * 60)
            }
            // Three days, and the day until a second factor is reset.
            Self::Undo => Duration::from_secs(72 * 60 * 60 + FACTOR_REMOVAL_DELAY.as_secs()),
        }
    }

    /// Its life in whole hours, as texts say it.
    pub const fn hours(self) -> u64 {
        self.life().as_secs() / (60 * 60)
    }

    /// Its life in minutes, as texts say it.
    pub const fn minutes(self) -> u64 {
        self.life().as_secs() / 60
    }
}

/// A link's token: the id of its object, such as a verification, and a tag that binds it to a
/// purpose, an address, and everything else that must be unchanged when it is used.
pub struct LinkToken {
    pub id: [u8; 16],
    tag: [u8; 32],
}

impl LinkToken {
    /// Returns the token's text for a link.
    pub fn derive(
        keys: &SecretKeys,
        purpose: LinkPurpose,
        id: &[u8; 16],
        bound: &[&[u8]],
    ) -> String {
        let mut parts: Vec<&[u8]> = vec![id];
        parts.extend(bound);
        encode(&[&id[..], &keys.sign(purpose.key(), &parts)].concat())
    }

    /// Parses the token of a link.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = decode(text)?;
        let (id, tag) = bytes.split_at_checked(16)?;
        Some(Self { id: id.try_into().ok()?, tag: tag.try_into().ok()? })
    }

    /// Returns the id as a verification's, for links of verifications.
    pub fn verification(&self) -> VerificationId {
        VerificationId::from_bytes(self.id)
    }

    /// Tells whether the token was derived for this purpose and these values.
    pub fn is_of(&self, keys: &SecretKeys, purpose: LinkPurpose, bound: &[&[u8]]) -> bool {
        let mut parts: Vec<&[u8]> = vec![&self.id];
        parts.extend(bound);
        keys.verifies(purpose.key(), &parts, &self.tag)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::clock::Timestamp;

    #[test]
    fn a_token_is_bound_to_its_purpose_and_to_what_it_was_made_for() {
        let keys: SecretKeys = SecretKeys::generate().parse().unwrap();
        let id = VerificationId::mint(Timestamp::from_millis(1));
        let text = LinkToken::derive(&keys, LinkPurpose::Email, id.as_bytes(), &[b"a@x.example"]);
        let token = LinkToken::parse(&text).unwrap();
        assert_eq!(token.verification(), id);
        assert!(token.is_of(&keys, LinkPurpose::Email, &[b"a@x.example"]));
        assert!(!token.is_of(&keys, LinkPurpose::Reset, &[b"a@x.example"]));
        assert!(!token.is_of(&keys, LinkPurpose::Email, &[b"b@x.example"]));
        for bad in ["", "x", &text[1..], &format!("{text}AAAA"), &"A".repeat(64)] {
            let read = LinkToken::parse(bad);
            assert!(read.is_none_or(|t| !t.is_of(&keys, LinkPurpose::Email, &[b"a@x.example"])));
        }
    }
}
