//! An email address as a person has it.

use serde::{Deserialize, Serialize};

use super::{EmailBlockReason, masked};
use crate::messaging::{Channel, Contact, Recipient};
use crate::platform::clock::Timestamp;
use crate::platform::ids::{AccountId, EmailId, UserId};

/// An address of a person.
#[derive(Clone, Debug, Serialize, Deserialize, sqlx::FromRow)]
pub struct Email {
    pub id: EmailId,
    pub address: String,
    pub address_key: Vec<u8>,
    pub is_primary: bool,
    pub verified_at: Option<Timestamp>,
    pub blocked_at: Option<Timestamp>,
    pub blocked_why: Option<EmailBlockReason>,
}

impl Email {
    /// Whether mail may go to the address.
    pub fn is_usable(&self) -> bool {
        self.verified_at.is_some() && self.blocked_at.is_none()
    }

    /// Whether the address lacks nothing but a followed link.
    pub fn waits_for_link(&self) -> bool {
        self.verified_at.is_none() && self.blocked_at.is_none()
    }

    /// Whether an admin may remove the address: a verified or primary one is its owner's.
    pub fn is_removable_by_admin(&self) -> bool {
        self.verified_at.is_none() && !self.is_primary
    }

    /// The address as the recipient of a message.
    pub fn recipient(&self, user: UserId, account: Option<AccountId>) -> Recipient {
        let (contact, masked) = (Contact::Email(self.id), masked(&self.address));
        Recipient { user, account, channel: Channel::Email, contact, masked }
    }
}
