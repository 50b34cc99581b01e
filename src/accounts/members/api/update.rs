//! A change of a person, and whose consent a program lacks for some of it.

use super::patch::{MemberPatch, TEAMS};
use super::{ApiMember, store};
use crate::accounts::account::{self, RolesSet};
use crate::accounts::members;
use crate::accounts::teams::{self, TeamsSet};
use crate::audit::{self, Event};
use crate::core::change::Change;
use crate::platform::ids::{AccountUserId, EmailId, PhoneId};
use crate::users::emails::{self, EmailAdded};
use crate::users::phones::{self, PhoneStored};
use crate::users::{channels, preferences, profile};
use crate::web::api::Result;
use crate::web::api::caller::Caller;
use crate::web::api::refusal::{ApiFault, Refusal};

const SHARED: &str = "this user is in another account too: only they may change this";
const VERIFIED_ONLY: &str = "only its owner may change a verified contact, or which one is primary";

/// Changes a person of the account for a program, in a change of its own.
///
/// # Errors
/// As [`change`], or when what the gate asked for is over.
pub async fn update_member(
    caller: &Caller,
    here: &ApiMember,
    patch: &MemberPatch,
) -> Result<ApiMember> {
    let (mut change, caller) = caller.change_of(here.row.user_id).await?;
    let person = self::change(&mut change, &caller, here.row.id, patch).await?;
    change.commit().await?;
    Ok(person)
}

/// Changes a person, and gives them as they are then; wholly or not at all: undo the change when it
/// is refused.
///
/// # Errors
/// Why it is refused; [`Refusal::NotFound`] when something that was named is not theirs.
pub async fn change(
    change: &mut Change,
    caller: &Caller,
    id: AccountUserId,
    patch: &MemberPatch,
) -> Result<ApiMember> {
    let account = caller.place.account_id;
    let member = account::member(change, account, id).await?.ok_or(Refusal::NotFound)?;
    change.lock_user(member.user_id).await?;
    let person = super::find_member(change, account, id).await?.ok_or(Refusal::NotFound)?;
    let changing = Changing {
        caller,
        is_shared: account::is_shared(change, account, person.row.user_id).await?,
        person,
        patch,
    };
    if !changing.is_self() {
        caller.require_admin()?;
    }
    patch.check(change, caller).await?;
    changing.personal(change).await?;
    changing.emails(change).await?;
    changing.phones(change).await?;
    changing.roles(change).await?;
    changing.teams(change).await?;
    changing.extras(change).await?;
    super::find_member(change, account, id).await?.ok_or(Refusal::NotFound)
}

struct Changing<'a> {
    caller: &'a Caller,
    person: ApiMember,
    is_shared: bool,
    patch: &'a MemberPatch,
}

impl Changing<'_> {
    fn is_self(&self) -> bool {
        self.caller.is(self.person.row.user_id)
    }

    /// What goes with the person into every account of theirs.
    async fn personal(&self, change: &mut Change) -> Result<()> {
        let (row, user) = (&self.person.row, self.person.row.user_id);
        let name = self.patch.name.as_ref().filter(|name| name.as_ref() != row.name);
        let zone = self.patch.time_zone.as_ref().unwrap_or(&row.time_zone);
        let language = self.patch.language.unwrap_or(row.language);
        let channels = self.patch.channels.on(&row.channels);
        let region_stays = *zone == row.time_zone && language == row.language;
        if name.is_none() && region_stays && channels == row.channels {
            return Ok(());
        }
        if !self.is_self() && self.is_shared {
            return Err(Refusal::Forbidden(SHARED));
        }
        if let Some(name) = name {
            profile::set_name(change, user, name).await?;
        }
        if !region_stays {
            preferences::set_region(change, user, zone, language).await?;
        }
        if channels != row.channels {
            channels::set(change, user, &channels).await?;
        }
        if !self.is_self() {
            audit::record(change, user, &Event::MemberChanged).await?;
        }
        Ok(())
    }

    /// Contacts of someone whom another account has too are theirs alone.
    fn may_touch_contacts(&self) -> Result<()> {
        match self.is_shared {
            true => Err(Refusal::Forbidden(SHARED)),
            false => Ok(()),
        }
    }

    async fn emails(&self, change: &mut Change) -> Result<()> {
        let user = self.person.row.user_id;
        for patch in &self.patch.emails {
            let emails = &mut self.person.emails.iter();
            let stored = match (patch.id, &patch.address) {
                (Some(id), _) => {
                    Some(emails.find(|email| email.id == id).ok_or(Refusal::NotFound)?)
                }
                // To add what is there changes nothing.
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
            self.may_touch_contacts()?;
            if changes_primary || is_proved {
                return Err(Refusal::Forbidden(VERIFIED_ONLY));
            }
            if let Some(email) = stored {
                emails::remove(change, user, email.id).await??;
            }
            if let Some(address) = other.filter(|_| !patch.remove) {
                // It is the same one to the caller, with another address.
                let id = stored.map_or_else(|| EmailId::mint(self.caller.now), |email| email.id);
                let added = emails::add(change, user, id, address).await?;
                self.added(added, &patch.field)?;
            }
        }
        Ok(())
    }

    fn added(&self, added: EmailAdded, field: &str) -> Result<()> {
        let refused = |why: &str| Err(Refusal::Faults(vec![ApiFault::invalid(field, why)]));
        match added {
            EmailAdded::Added => Ok(()),
            EmailAdded::Duplicate => refused("is there already"),
            EmailAdded::Full => refused("would be one too many"),
            EmailAdded::TooMany { until } => Err(Refusal::TooMany {
                why: "too many addresses were added; try again later",
                wait: until.since(self.caller.now),
            }),
        }
    }

    async fn phones(&self, change: &mut Change) -> Result<()> {
        let (user, now) = (self.person.row.user_id, change.now());
        for patch in &self.patch.phones {
            let refused =
                |why: String| Err(Refusal::Faults(vec![ApiFault::invalid(&patch.field, why)]));
            let phones = &mut self.person.phones.iter();
            let stored = match (patch.id, &patch.number) {
                (Some(id), _) => {
                    Some(phones.find(|phone| phone.id == id).ok_or(Refusal::NotFound)?)
                }
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
            self.may_touch_contacts()?;
            if changes_primary || (is_proved && (patch.remove || other.is_some())) {
                return Err(Refusal::Forbidden(VERIFIED_ONLY));
            }
            let replaced = stored.filter(|_| patch.remove || other.is_some());
            if let Some(phone) = replaced {
                phones::remove(change, user, phone.id).await??;
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
                            return refused("is there already, or one too many".to_owned());
                        }
                        PhoneStored::CountryClosed => {
                            let why = phones::country_closed(self.caller, number.country());
                            return refused(self.caller.text(&why));
                        }
                    }
                }
            };
            if let (Some(id), Some(method)) = (id, method)
                && !phones::set_method(change, user, id, method).await??
            {
                return refused("is a landline, which takes calls alone".to_owned());
            }
        }
        Ok(())
    }

    async fn roles(&self, change: &mut Change) -> Result<()> {
        let row = &self.person.row;
        let roles = self.patch.roles.on(row.roles);
        if roles == row.roles {
            return Ok(());
        }
        self.caller.require_admin()?;
        match account::set_roles(change, row.account_id, row.id, roles).await? {
            RolesSet::Set => Ok(()),
            RolesSet::Gone => Err(Refusal::NotFound),
            RolesSet::OwnerKeeps => Err(Refusal::Faults(vec![ApiFault::invalid(
                "roles",
                "of the owner always have admin and billing",
            )])),
        }
    }

    async fn teams(&self, change: &mut Change) -> Result<()> {
        let Some(wanted) = &self.patch.teams else { return Ok(()) };
        self.caller.require_admin()?;
        let row = &self.person.row;
        match teams::set_teams_of(change, row.account_id, row.id, wanted).await? {
            TeamsSet::Set => Ok(()),
            TeamsSet::Gone => Err(Refusal::unknown(TEAMS, "teams")),
            TeamsSet::LastAdmin { team } => Err(Refusal::Faults(vec![ApiFault::invalid(
                TEAMS,
                format!("must keep {team}, whose only team admin this is"),
            )])),
        }
    }

    async fn extras(&self, change: &mut Change) -> Result<()> {
        let before = self.person.extras();
        let extras = self.patch.extras(before.clone());
        if extras == before {
            return Ok(());
        }
        // What has no effect anyone may keep for themselves.
        let is_theirs = self.is_self()
            && (&extras.meta, extras.notification_rule_id)
                == (&before.meta, before.notification_rule_id);
        if !is_theirs {
            self.caller.require_admin()?;
        }
        let row = &self.person.row;
        let now = self.caller.now;
        Ok(store::update_extras(change, row.account_id, row.id, &extras, now).await?)
    }
}
