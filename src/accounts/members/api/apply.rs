//! A change of a person, and whose consent a program lacks for some of it.

use super::change::Change;
use super::{Person, store};
use crate::accounts::account::{self, RolesSet};
use crate::accounts::members;
use crate::accounts::teams::{self, TeamsSet};
use crate::audit::{self, Event};
use crate::core::actor::Affair;
use crate::core::actor::Owner;
use crate::core::change;
use crate::platform::db::Tx;
use crate::platform::ids::{AccountUserId, EmailId, PhoneId};
use crate::users::emails::{self, Added};
use crate::users::phones::{self, Method, NumberKind, PhoneNumber};
use crate::users::{channels, preferences, profile};
use crate::web::api::Result;
use crate::web::api::caller::Caller;
use crate::web::api::refusal::{Fault, Refusal};

const SHARED: &str = "this user is in another account too: only they may change this";
const PROVED: &str = "only its owner may change a verified contact, or which one is primary";

/// Changes a person, and gives them as they are then; wholly or not at all: undo the change when it is refused.
///
/// # Errors
/// Why it is refused; [`Refusal::NotFound`] when something that was named is not theirs.
pub async fn change(
    tx: &mut Tx,
    caller: &Caller,
    id: AccountUserId,
    change: &Change,
) -> Result<Person> {
    let account = caller.place.account_id;
    let caller = &caller.lock(tx).await?;
    let member = account::member(tx, account, id).await?.ok_or(Refusal::NotFound)?;
    change::lock_user(tx, member.user_id).await?;
    let person = super::find_member(tx, account, id).await?.ok_or(Refusal::NotFound)?;
    let changing = Changing {
        caller,
        is_shared: account::is_shared(tx, account, person.row.user_id).await?,
        person,
        change,
    };
    if !changing.is_self() {
        caller.require_admin()?;
    }
    change.check(tx, caller).await?;
    changing.personal(tx).await?;
    changing.emails(tx).await?;
    changing.phones(tx).await?;
    changing.roles(tx).await?;
    changing.teams(tx).await?;
    changing.extras(tx).await?;
    super::find_member(tx, account, id).await?.ok_or(Refusal::NotFound)
}

struct Changing<'a> {
    caller: &'a Caller,
    person: Person,
    is_shared: bool,
    change: &'a Change,
}

impl Changing<'_> {
    fn is_self(&self) -> bool {
        self.caller.is(self.person.row.user_id)
    }

    fn owner(&self) -> Owner {
        self.caller.owner_of(self.person.row.user_id)
    }

    /// What goes with the person into every account of theirs.
    async fn personal(&self, tx: &mut Tx) -> Result<()> {
        let (row, user, now) = (&self.person.row, self.person.row.user_id, self.caller.now);
        let name = self.change.name.as_ref().filter(|name| name.as_ref() != row.name);
        let zone = self.change.time_zone.as_ref().unwrap_or(&row.time_zone);
        let language = self.change.language.unwrap_or(row.language);
        let channels = self.change.channels(row.channels);
        let region_stays = *zone == row.time_zone && language == row.language;
        if name.is_none() && region_stays && channels == row.channels {
            return Ok(());
        }
        if !self.is_self() && self.is_shared {
            return Err(Refusal::Forbidden(SHARED));
        }
        if let Some(name) = name {
            profile::set_name(tx, user, name, now).await?;
        }
        if !region_stays {
            preferences::set_region(tx, user, (zone, language), now).await?;
        }
        if channels != row.channels {
            channels::set(tx, user, &channels, now).await?;
        }
        if !self.is_self() {
            let whence = self.caller.origin();
            let affair = Affair { subject: user, ..self.caller.affair(&whence) };
            audit::record(tx, affair, &Event::MemberChanged, now).await?;
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

    async fn emails(&self, tx: &mut Tx) -> Result<()> {
        let me = self.owner();
        for change in &self.change.emails {
            let emails = &mut self.person.emails.iter();
            let stored = match (change.id, &change.address) {
                (Some(id), _) => {
                    Some(emails.find(|email| email.id == id).ok_or(Refusal::NotFound)?)
                }
                // To add what is there changes nothing.
                (None, Some(new)) => emails.find(|email| email.address_key == new.key()),
                (None, None) => None,
            };
            let is_primary = stored.is_some_and(|email| email.is_primary);
            let is_proved = stored.is_some_and(|email| !email.is_removable_by_admin());
            let other = change
                .address
                .as_ref()
                .filter(|address| stored.is_none_or(|email| email.address_key != address.key()));
            let changes_primary = change.primary.is_some_and(|primary| primary != is_primary);
            if !change.remove && other.is_none() && !changes_primary {
                continue;
            }
            self.may_touch_contacts()?;
            if changes_primary || is_proved {
                return Err(Refusal::Forbidden(PROVED));
            }
            if let Some(email) = stored {
                emails::remove(tx, &me, email.id, self.caller.now).await??;
            }
            if let Some(address) = other.filter(|_| !change.remove) {
                let keys = &self.caller.app.keys;
                // It is the same one to the caller, with another address.
                let id = stored.map_or_else(|| EmailId::mint(self.caller.now), |email| email.id);
                let added = emails::add(tx, keys, &me, (id, address), self.caller.now).await?;
                self.added(added, &change.field)?;
            }
        }
        Ok(())
    }

    fn added(&self, added: Added, field: &str) -> Result<()> {
        let refused = |why: &str| Err(Refusal::Faults(vec![Fault::invalid(field, why)]));
        match added {
            Added::Added => Ok(()),
            Added::Duplicate => refused("is there already"),
            Added::Full => refused("would be one too many"),
            Added::TooMany { until } => Err(Refusal::TooMany {
                why: "too many addresses were added; try again later",
                wait: until.since(self.caller.now),
            }),
        }
    }

    async fn phones(&self, tx: &mut Tx) -> Result<()> {
        let (me, keys, now) = (self.owner(), &self.caller.app.keys, self.caller.now);
        for change in &self.change.phones {
            let refused =
                |why: String| Err(Refusal::Faults(vec![Fault::invalid(&change.field, why)]));
            let phones = &mut self.person.phones.iter();
            let stored = match (change.id, &change.number) {
                (Some(id), _) => {
                    Some(phones.find(|phone| phone.id == id).ok_or(Refusal::NotFound)?)
                }
                (None, Some(new)) => phones.find(|phone| phone.e164 == new.e164()),
                (None, None) => None,
            };
            let is_primary = stored.is_some_and(|phone| phone.is_primary);
            let is_proved = stored.is_some_and(|phone| phone.verified_at.is_some());
            let other = change
                .number
                .as_ref()
                .filter(|number| stored.is_none_or(|phone| phone.e164 != number.e164()));
            let changes_primary = change.primary.is_some_and(|primary| primary != is_primary);
            let method = change
                .method
                .filter(|method| stored.is_none_or(|phone| phone.confirmation_method != *method));
            if !change.remove && other.is_none() && !changes_primary && method.is_none() {
                continue;
            }
            self.may_touch_contacts()?;
            if changes_primary || (is_proved && (change.remove || other.is_some())) {
                return Err(Refusal::Forbidden(PROVED));
            }
            let replaced = stored.filter(|_| change.remove || other.is_some());
            if let Some(phone) = replaced {
                phones::remove(tx, &me, phone.id, now).await??;
            }
            if change.remove {
                continue;
            }
            let kind = other.map(PhoneNumber::kind);
            let kind = kind.or_else(|| stored.map(|phone| phone.number().kind()));
            if method == Some(Method::Sms) && kind == Some(NumberKind::Landline) {
                return refused("is a landline, which takes calls alone".to_owned());
            }
            let id = match other {
                None => stored.map(|phone| phone.id),
                Some(number) => {
                    let id = stored.map_or_else(|| PhoneId::mint(now), |phone| phone.id);
                    if !members::add_phone(tx, keys, &me, (id, number), now).await? {
                        return refused("is there already, or one too many".to_owned());
                    }
                    Some(id)
                }
            };
            if let (Some(id), Some(method)) = (id, method) {
                phones::set_method(tx, me.user, id, method).await?;
            }
        }
        Ok(())
    }

    async fn roles(&self, tx: &mut Tx) -> Result<()> {
        let row = &self.person.row;
        let roles = self.change.roles.on(row.roles);
        if roles == row.roles {
            return Ok(());
        }
        self.caller.require_admin()?;
        let (whence, now) = (self.caller.origin(), self.caller.now);
        let affair = self.caller.affair(&whence);
        let of = (row.account_id, row.id);
        match account::set_roles(tx, affair, of, roles, now).await? {
            RolesSet::Set => Ok(()),
            RolesSet::Gone => Err(Refusal::NotFound),
            RolesSet::OwnerKeeps => Err(Refusal::Faults(vec![Fault::invalid(
                "roles",
                "of the owner always have admin and billing",
            )])),
        }
    }

    async fn teams(&self, tx: &mut Tx) -> Result<()> {
        let Some(wanted) = &self.change.teams else { return Ok(()) };
        self.caller.require_admin()?;
        let (whence, row) = (self.caller.origin(), &self.person.row);
        let affair = self.caller.affair(&whence);
        let of = (row.account_id, row.id);
        match teams::set_teams_of(tx, affair, of, wanted, self.caller.now).await? {
            TeamsSet::Set => Ok(()),
            TeamsSet::Gone => Err(Refusal::NotFound),
            TeamsSet::LastAdmin { team } => Err(Refusal::Faults(vec![Fault::invalid(
                "member_team_ids",
                format!("must keep {team}, whose only team admin this is"),
            )])),
        }
    }

    async fn extras(&self, tx: &mut Tx) -> Result<()> {
        let before = self.person.extras();
        let extras = self.change.extras(before.clone());
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
        let of = (row.account_id, row.id);
        Ok(store::update_extras(tx, of, &extras, self.caller.now).await?)
    }
}
