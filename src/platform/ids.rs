//! Ids: UUIDv7, written as ULID text, or as a type prefix with the same text in lower case.

use std::fmt;
use std::str::FromStr;

use uuid::Uuid;

use super::clock::Timestamp;
use super::secrets;

/// The 32 characters of Crockford's base 32, in which ULIDs are written: none resembles another.
pub const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The error of a text that is not an id of the wanted type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id of this kind")]
pub struct NotAnId;

/// Encodes a ULID: 26 characters in upper case.
fn ulid(id: Uuid) -> String {
    let bits = id.as_u128();
    (0..26).rev().map(|at| char::from(ALPHABET[((bits >> (at * 5)) & 31) as usize])).collect()
}

fn parse_ulid(text: &str) -> Result<Uuid, NotAnId> {
    let text = text.as_bytes();
    // 26 characters carry 130 bits: the first may use only three of its five.
    if text.len() != 26 || text[0] > b'7' {
        return Err(NotAnId);
    }
    text.iter()
        .try_fold(0_u128, |bits, letter| {
            let letter = letter.to_ascii_uppercase();
            let value = ALPHABET.iter().position(|known| *known == letter).ok_or(NotAnId)?;
            Ok(bits << 5 | value as u128)
        })
        .map(Uuid::from_u128)
}

/// Makes a new UUIDv7 (RFC 9562 §5.7) at a moment.
fn mint(now: Timestamp) -> Uuid {
    let millis = u64::try_from(now.millis()).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &secrets::random()).into_uuid()
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $prefix:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, sqlx::Type)]
        #[derive(serde::Serialize, serde::Deserialize)]
        #[sqlx(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// Makes a new id at a moment.
            pub fn mint(now: Timestamp) -> Self {
                Self(mint(now))
            }

            /// Returns the ULID text of 26 characters, without prefix.
            pub fn ulid(self) -> String {
                ulid(self.0)
            }

            /// Makes an id of its 16 bytes.
            pub fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(Uuid::from_bytes(bytes))
            }

            /// Returns the 16 bytes, to which keys and links are bound.
            pub fn as_bytes(&self) -> &[u8; 16] {
                self.0.as_bytes()
            }
        }

        /// The value that lists bind.
        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        /// The id with its type prefix.
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($prefix, "_{}"), ulid(self.0).to_ascii_lowercase())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        /// Parses an id with or without its prefix.
        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                parse_ulid(text.strip_prefix(concat!($prefix, "_")).unwrap_or(text)).map(Self)
            }
        }
    };
}

id!(/** A person. */ UserId, "usr");
id!(/** A company or group. */ AccountId, "acc");
id!(/** A person in an account. */ AccountUserId, "acu");
id!(/** One email address of a person. */ EmailId, "eml");
id!(/** A picture of a person, new with each upload. */ AvatarId, "avt");
id!(/** One phone number of a person. */ PhoneId, "phn");
id!(/** A code or link that proves a contact. */ VerificationId, "phv");
id!(/** A notification rule of an account. */ NotificationRuleId, "ntr");
id!(/** A message to a person, as the ledger knows it. */ DeliveryId, "ntf");
id!(/** Work that waits in the outbox. */ JobId, "job");
id!(/** An app that shows six digits. */ AuthenticatorId, "totp");
id!(/** A passkey. */ PasskeyId, "psk");
id!(/** A recovery code. */ RecoveryCodeId, "rec");
id!(/** An entry of the audit log. */ AuditId, "log");
id!(/** A signed-in browser. */ SessionId, "ses");
id!(/** A browser that is known for a person. */ DeviceId, "dev");
id!(/** Some people of an account, who are on call together. */ TeamId, "tem");
id!(/** When a team is on call. */ ScheduleId, "skd");
id!(/** The layers in which a team is paged: a team's own id under a prefix. */ EscalationPolicyId, "esc");
id!(/** An account's question whether a person wants to be in it. */ InvitationId, "inv");
id!(/** What a program speaks for a person with, in one account. */ ApiTokenId, "api");
id!(/** A second factor that an admin wants taken off. */ FactorResetId, "frs");
id!(/** What someone must act on. */ AlertId, "alt");
id!(/** A team or member that is paged about an alert. */ DestinationId, "dst");
id!(/** A person who is paged about an alert. */ AlertPageId, "pge");
id!(/** An entry of an alert's timeline. */ AlertEntryId, "ent");
id!(/** A comment on an alert. */ CommentId, "com");
id!(/** A secret with which a monitor makes alerts. */ AlertKeyId, "aky");

/// An escalation policy is one a team, and has its id.
impl From<TeamId> for EscalationPolicyId {
    fn from(team: TeamId) -> Self {
        Self(team.0)
    }
}

impl From<EscalationPolicyId> for TeamId {
    fn from(policy: EscalationPolicyId) -> Self {
        Self(policy.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_spellings_name_the_same_object() {
        let id = UserId::mint(Timestamp::from_millis(1_700_000_000_000));
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!(id.ulid().parse(), Ok(id));
        assert_eq!(id.ulid().len(), 26);
        assert_eq!(id.to_string(), format!("usr_{}", id.ulid().to_lowercase()));
    }

    #[test]
    fn an_id_of_another_kind_is_not_an_id() {
        let id = UserId::mint(Timestamp::from_millis(0)).to_string();
        assert_eq!(id.parse::<AccountId>(), Err(NotAnId));
        for text in ["", "usr_", "usr_8zzzzzzzzzzzzzzzzzzzzzzzzz", "usr_é", &"u".repeat(26)] {
            assert_eq!(text.parse::<UserId>(), Err(NotAnId), "{text}");
        }
    }

    #[test]
    fn later_ids_sort_later() {
        let early = UserId::mint(Timestamp::from_millis(1_000));
        let late = UserId::mint(Timestamp::from_millis(2_000));
        assert!(early.ulid() < late.ulid());
    }
}
