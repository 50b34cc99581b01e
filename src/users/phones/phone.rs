//! Phones of a person.

use super::{Method, NumberKind, PhoneBlockReason, PhoneNumber, policy};
use crate::messaging::{Channel, Contact, Recipient};
use crate::platform::clock::Timestamp;
use crate::platform::i18n::{Country, Lang};
use crate::platform::ids::{AccountId, PhoneId, UserId};

/// A phone of a person.
#[derive(Clone, sqlx::FromRow)]
pub struct Phone {
    pub id: PhoneId,
    pub e164: String,
    /// ISO 3166-1 alpha-2, derived from the number when it was added.
    country: String,
    kind: NumberKind,
    pub confirmation_method: Method,
    pub is_primary: bool,
    pub verified_at: Option<Timestamp>,
    pub blocked_at: Option<Timestamp>,
    pub blocked_why: Option<PhoneBlockReason>,
}

impl Phone {
    /// Returns the phone number.
    pub fn number(&self) -> PhoneNumber {
        // A code that the list of countries no longer has becomes the home country of the default
        // language, which only shows another flag.
        let country = Country::of_code(&self.country);
        let country = country.unwrap_or_else(|| Country::home_of(Lang::default()));
        PhoneNumber::stored(self.e164.clone(), country, self.kind)
    }

    /// Tells whether messages may be sent to it.
    pub fn is_usable(&self) -> bool {
        self.verified_at.is_some() && self.blocked_at.is_none()
    }

    /// Tells whether a code could verify it: not while its owner's STOP is in force.
    pub fn can_be_verified(&self) -> bool {
        !self.is_usable() && self.blocked_why != Some(PhoneBlockReason::Stopped)
    }

    /// Tells whether it can receive messages of a channel.
    pub fn takes(&self, channel: Channel) -> bool {
        policy::reaches(self.number().kind(), channel)
    }

    /// Returns the phone as the recipient of a message on a channel.
    pub fn recipient(
        &self,
        user: UserId,
        account: Option<AccountId>,
        channel: Channel,
    ) -> Recipient {
        Recipient {
            user,
            account,
            channel,
            contact: Contact::Phone(self.id),
            masked: self.number().masked(),
        }
    }
}
