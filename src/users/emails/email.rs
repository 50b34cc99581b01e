//! An email address of a person.

use serde::{Deserialize, Serialize};

use super::{EmailBlockReason, masked};
use crate::messaging::{Channel, Contact, Recipient};
use crate::platform::clock::Timestamp;
use crate::platform::ids::{AccountId, EmailId, UserId};

/// An email address of a person.
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
    /// Tells whether mail may be sent to the address.
    pub fn is_usable(&self) -> bool {
        self.verified_at.is_some() && self.blocked_at.is_none()
    }

    /// Tells whether the address waits for its link to be followed.
    pub fn waits_for_link(&self) -> bool {
        self.verified_at.is_none() && self.blocked_at.is_none()
    }

    /// Tells whether an admin may remove the address: only its owner removes a verified or primary
    /// one.
    pub fn is_removable_by_admin(&self) -> bool {
        self.verified_at.is_none() && !self.is_primary
    }

    /// Returns the address as the recipient of a message.
    pub fn recipient(&self, user: UserId, account: Option<AccountId>) -> Recipient {
        let (contact, masked) = (Contact::Email(self.id), masked(&self.address));
        Recipient { user, account, channel: Channel::Email, contact, masked }
    }
}
