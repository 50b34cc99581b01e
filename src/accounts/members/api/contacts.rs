//! Changes of a person's contacts; in two accounts, or once verified, only the person makes them.

use super::update::{Changing, SHARED};
use crate::accounts::invitations::{self, AddressCorrected};
use crate::accounts::members::{self, policy};
use crate::core::change::Change;
use crate::platform::ids::{EmailId, PhoneId};
use crate::users::emails::{self, Email, EmailAdded, EmailAddress};
use crate::users::phones::{self, PhoneStored};
use crate::web::api::Result;
use crate::web::api::refusal::Refusal;

/// The object that ids of emails name, for error texts.
pub const EMAIL_OF_USER: &str = "an address of this user";
pub const PHONE_OF_USER: &str = "a number of this user";

const OWNERS: &str = "can only be changed by its owner, because it is verified or primary";
const OWNER_CHOOSES: &str = "can only be chosen by its owner, from the verified ones";

impl Changing<'_> {
    async fn require_changeable_contacts(&self, change: &mut Change) -> Result<()> {
        let row = &self.person.row;
        match policy::may_change_contacts(change, row.account_id, row.user_id).await? {
            true => Ok(()),
            false => Err(Refusal::Forbidden(SHARED)),
        }
    }

    pub async fn emails(&self, change: &mut Change) -> Result<()> {
        let user = self.person.row.user_id;
        for patch in &self.patch.emails {
            let emails = &mut self.person.emails.iter();
            let stored = match (patch.id, &patch.address) {
                (Some(id), _) => Some(
                    emails
                        .find(|email| email.id == id)
                        .ok_or_else(|| Refusal::unknown(patch.field.of("id"), EMAIL_OF_USER))?,
                ),
                // Adding an address that the person has changes nothing.
                (None, Some(new)) => emails.find(|email| email.address_key == new.key()),
                (None, None) => None,
            };
            let is_primary = stored.is_some_and(|email| email.is_primary);
            let is_proved = stored.is_some_and(|email| !email.is_removable_by_admin());
            let other = patch
                .address
                .as_ref()
                .filter(|address| stored.is_none_or(|email| email.address_key != address.key()));
            let changes_primary = patch.primary.is_some_and(|primary| primary != is_primary);
            if !patch.remove && other.is_none() && !changes_primary {
                continue;
            }
            self.require_changeable_contacts(change).await?;
            if changes_primary {
                return Err(Refusal::forbidden_field(patch.field.of("primary"), OWNER_CHOOSES));
            }
            if let (Some(email), Some(address), false) = (stored, other, patch.remove)
                && self.corrects_first(change, email).await?
            {
                self.correct(change, address).await?;
                continue;
            }
            if is_proved {
                return Err(Refusal::forbidden_field(patch.field.path(), OWNERS));
            }
            if let Some(email) = stored {
                emails::remove(change, user, email.id).await?;
            }
            if let Some(address) = other.filter(|_| !patch.remove) {
                // A corrected address keeps the id that the caller knows.
                let id = stored.map_or_else(|| EmailId::mint(self.caller.now), |email| email.id);
                let added = emails::add(change, user, id, address).await?;
                self.added(added, &patch.field.path())?;
            }
        }
        Ok(())
    }

    /// Tells whether an address may be corrected: it is the first one of a created user who has no
    /// verified address and has not set a password, so that the admin may have mistyped it.
    async fn corrects_first(&self, change: &mut Change, email: &Email) -> Result<bool> {
        let is_unproved = self.person.emails.iter().all(|email| email.verified_at.is_none());
        let user = self.person.row.user_id;
        Ok(email.is_primary && is_unproved && invitations::is_waiting(change, user).await?)
    }

    async fn correct(&self, change: &mut Change, address: &EmailAddress) -> Result<()> {
        let row = &self.person.row;
        match invitations::correct(change, row.account_id, row.id, address).await? {
            AddressCorrected::Corrected => Ok(()),
            AddressCorrected::There => Err(Refusal::Conflict(super::newcomer::HERE.to_owned())),
            AddressCorrected::Gone => Err(Refusal::NotFound),
            AddressCorrected::TooMany { until } => Err(Refusal::TooMany {
                why: "Too many people were invited. Try again later.",
                wait: until.since(self.caller.now),
            }),
        }
    }

    fn added(&self, added: EmailAdded, field: &str) -> Result<()> {
        let refused = |why: &str| Err(Refusal::invalid(field, why));
        match added {
            EmailAdded::Added => Ok(()),
            EmailAdded::Duplicate => refused("already exists"),
            EmailAdded::Full => refused("exceeds the maximum number"),
            EmailAdded::TooMany { until } => Err(Refusal::TooMany {
                why: "Too many addresses were added. Try again later.",
                wait: until.since(self.caller.now),
            }),
        }
    }

    pub async fn phones(&self, change: &mut Change) -> Result<()> {
        let (user, now) = (self.person.row.user_id, change.now());
        for patch in &self.patch.phones {
            let refused = |why: String| Err(Refusal::invalid(patch.field.path(), why));
            let phones = &mut self.person.phones.iter();
            let stored = match (patch.id, &patch.number) {
                (Some(id), _) => Some(
                    phones
                        .find(|phone| phone.id == id)
                        .ok_or_else(|| Refusal::unknown(patch.field.of("id"), PHONE_OF_USER))?,
                ),
                (None, Some(new)) => phones.find(|phone| phone.e164 == new.e164()),
                (None, None) => None,
            };
            let is_primary = stored.is_some_and(|phone| phone.is_primary);
            let is_proved = stored.is_some_and(|phone| phone.verified_at.is_some());
            let other = patch
                .number
                .as_ref()
                .filter(|number| stored.is_none_or(|phone| phone.e164 != number.e164()));
            let changes_primary = patch.primary.is_some_and(|primary| primary != is_primary);
            let method = patch
                .method
                .filter(|method| stored.is_none_or(|phone| phone.confirmation_method != *method));
            if !patch.remove && other.is_none() && !changes_primary && method.is_none() {
                continue;
            }
            self.require_changeable_contacts(change).await?;
            if changes_primary {
                return Err(Refusal::forbidden_field(patch.field.of("primary"), OWNER_CHOOSES));
            }
            if is_proved && (patch.remove || other.is_some()) {
                return Err(Refusal::forbidden_field(patch.field.path(), OWNERS));
            }
            let replaced = stored.filter(|_| patch.remove || other.is_some());
            if let Some(phone) = replaced {
                phones::remove(change, user, phone.id).await?;
            }
            if patch.remove {
                continue;
            }
            let id = match other {
                None => stored.map(|phone| phone.id),
                Some(number) => {
                    let id = stored.map_or_else(|| PhoneId::mint(now), |phone| phone.id);
                    match members::add_phone(change, user, id, number).await? {
                        PhoneStored::Stored => Some(id),
                        PhoneStored::There => {
                            return refused(
                                "already exists, or the user has the maximum number".to_owned(),
                            );
                        }
                        PhoneStored::CountryClosed => {
                            let why = phones::country_closed(self.caller, number.country());
                            return refused(self.caller.text(&why));
                        }
                    }
                }
            };
            if let (Some(id), Some(method)) = (id, method)
                && !phones::set_method(change, user, id, method).await?
            {
                return refused("is a landline, which can only be called".to_owned());
            }
        }
        Ok(())
    }
}
