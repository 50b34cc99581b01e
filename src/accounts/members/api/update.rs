//! An update of a person by a program, with the consent that each change needs.

use serde::Serialize;

use super::patch::{MemberPatch, TEAMS, TEAMS_OF_ACCOUNT};
use super::{ApiMember, Someone, store};
use crate::accounts::account::{self, RolesSet};
use crate::accounts::teams::{self, TeamsSet};
use crate::audit::{self, Event};
use crate::core::change::Change;
use crate::platform::db;
use crate::platform::ids::{AccountId, AccountUserId};
use crate::users::{channels, preferences, profile};
use crate::web::api::Result;
use crate::web::api::caller::Caller;
use crate::web::api::refusal::Refusal;

pub const SHARED: &str = "This user is in another account too: only they can change this";

/// Makes the representation of someone that an endpoint serves.
pub type ObjectOf<T> = fn(&Someone, AccountId) -> db::Result<T>;

/// Updates a person for a program, in a transaction of its own, and returns the new representation.
///
/// # Errors
/// When [`change`] fails, the person is only invited, `If-Match` does not match, or the caller is no
/// longer allowed.
pub async fn update_member<T: Serialize>(
    caller: &Caller,
    someone: &Someone,
    patch: &MemberPatch,
    object: ObjectOf<T>,
) -> Result<T> {
    let here = &someone.here()?.row;
    let (mut change, caller) = caller.change_of(here.user_id).await?;
    check(&mut change, &caller, someone, object).await?;
    let person = self::change(&mut change, &caller, here.id, patch).await?;
    let person = object(&Someone::Here(Box::new(person)), here.account_id)?;
    change.commit().await?;
    Ok(person)
}

/// Compares the caller's `If-Match` with the person as they are now.
///
/// # Errors
/// When the person is gone, or the entity tag differs.
pub async fn check<T: Serialize>(
    change: &mut Change,
    caller: &Caller,
    someone: &Someone,
    object: ObjectOf<T>,
) -> Result<()> {
    let account = caller.place.account_id;
    let current = async { Ok(object(&someone.again(change, account).await?, account)?) };
    caller.conditions.check(current).await
}

/// Changes a person and returns them as they are then; wholly or not at all: roll the change back
/// when it is refused.
///
/// # Errors
/// When a change is refused.
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

/// An update in progress, with the person as they were before it.
pub struct Changing<'a> {
    pub caller: &'a Caller,
    pub person: ApiMember,
    /// Whether the person is in another account too.
    pub is_shared: bool,
    pub patch: &'a MemberPatch,
}

impl Changing<'_> {
    fn is_self(&self) -> bool {
        self.caller.is(self.person.row.user_id)
    }

    /// Changes what a person has in every account of theirs.
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
            RolesSet::OwnerKeeps => {
                Err(Refusal::invalid("roles", "of the owner always include admin and billing"))
            }
        }
    }

    async fn teams(&self, change: &mut Change) -> Result<()> {
        let Some(wanted) = &self.patch.teams else { return Ok(()) };
        self.caller.require_admin()?;
        let row = &self.person.row;
        match teams::set_teams_of(change, row.account_id, row.id, wanted).await? {
            TeamsSet::Set => Ok(()),
            TeamsSet::Gone => Err(Refusal::unknown(TEAMS, TEAMS_OF_ACCOUNT)),
        }
    }

    async fn extras(&self, change: &mut Change) -> Result<()> {
        let before = self.person.extras()?;
        let extras = self.patch.extras(before.clone());
        if extras == before {
            return Ok(());
        }
        // Reminders belong to the person themselves; preferences without effect may be set on one's
        // own.
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
