//! Mailed links: what each is for, and the token that binds it to that.

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
    /// Proves an address.
    Email,
    /// Sets a new password.
    Reset,
    /// Takes a change back.
    Undo,
    /// Sets the first password of someone whom an admin created.
    #[strum(serialize = "welcome")]
    Activation,
    /// Answers an account that asks a person in.
    Invitation,
    /// Keeps a second factor that an admin would take off.
    Veto,
}

impl LinkPurpose {
    /// After so long every link is over.
    pub const LONGEST_LIFE: Duration = Self::Undo.life();

    fn key(self) -> Purpose {
        match self {
            Self::Email => Purpose::EmailLink,
            Self::Reset => Purpose::ResetLink,
            Self::Undo => Purpose::UndoLink,
            Self::Activation => Purpose::ActivationLink,
            Self::Invitation => Purpose::InvitationLink,
            Self::Veto => Purpose::VetoLink,
        }
    }

    /// A link of this kind is good for so long.
    pub const fn life(self) -> Duration {
        match self {
            Self::Email => Duration::from_secs(24 * 60 * 60),
            Self::Reset => Duration::from_secs(60 * 60),
            Self::Activation | Self::Invitation | Self::Veto => Duration::from_secs(72 * 60 * 60),
            // Three days, and the day that it takes until a second factor is taken off.
            Self::Undo => Duration::from_secs((72 + 24) * 60 * 60),
        }
    }
}

/// A token of a link: the id of what it is about, such as a verification, and the tag that binds it
/// to a purpose, an address, and whatever else must be the same when it is used.
pub struct LinkToken {
    pub id: [u8; 16],
    tag: [u8; 32],
}

impl LinkToken {
    /// The token's text for a link.
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

    /// Reads a token off a link.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = decode(text)?;
        let (id, tag) = bytes.split_at_checked(16)?;
        Some(Self { id: id.try_into().ok()?, tag: tag.try_into().ok()? })
    }

    /// The verification that it is about, where it is about one.
    pub fn verification(&self) -> VerificationId {
        VerificationId::from_bytes(self.id)
    }

    /// Whether it was derived for this purpose and these things.
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
