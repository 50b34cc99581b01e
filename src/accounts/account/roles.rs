//! Roles of members beyond membership, and how they change.

use strum::{EnumMessage, VariantArray};

use super::{AccountMember, locked, store};
use crate::audit::{self, Event};
use crate::core::change::Change;
use crate::platform::db::Result;
use crate::platform::ids::{AccountId, AccountUserId};
use crate::users::search;

/// A role that a member may have beyond membership.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    strum::AsRefStr,
    strum::EnumString,
    strum::EnumMessage,
    strum::VariantArray,
)]
#[strum(serialize_all = "lowercase")]
pub enum Role {
    /// Manages users, roles, teams and how people sign in.
    #[strum(message = "users-role-admin")]
    Admin,
    #[strum(message = "users-role-billing")]
    Billing,
    /// Stored and shown, without effect here: other systems read it.
    #[strum(message = "users-role-broadcaster")]
    Broadcaster,
    #[strum(message = "users-role-communicator")]
    Communicator,
}

impl Role {
    /// Returns the id of the role's name in the locales.
    pub fn label(self) -> &'static str {
        self.get_message().unwrap_or_default()
    }
}

/// The roles of a member. The owner always has admin and billing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Roles {
    #[sqlx(rename = "is_admin")]
    pub admin: bool,
    #[sqlx(rename = "is_billing")]
    pub billing: bool,
    #[sqlx(rename = "is_broadcaster")]
    pub broadcaster: bool,
    #[sqlx(rename = "is_communicator")]
    pub communicator: bool,
}

impl Roles {
    /// Returns a set of exactly these roles.
    pub fn of(roles: &[Role]) -> Self {
        let has = |role| roles.contains(&role);
        Self {
            admin: has(Role::Admin),
            billing: has(Role::Billing),
            broadcaster: has(Role::Broadcaster),
            communicator: has(Role::Communicator),
        }
    }

    /// Tells whether the set contains a role.
    pub fn has(self, role: Role) -> bool {
        match role {
            Role::Admin => self.admin,
            Role::Billing => self.billing,
            Role::Broadcaster => self.broadcaster,
            Role::Communicator => self.communicator,
        }
    }

    /// Lists the roles of the set in the order of [`Role`].
    pub fn list(self) -> Vec<Role> {
        Role::VARIANTS.iter().copied().filter(|role| self.has(*role)).collect()
    }
}

/// The outcome of setting a member's roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RolesSet {
    Set,
    Gone,
    /// The owner cannot lose admin or billing.
    OwnerKeeps,
}

/// Gives a member exactly these roles and notifies them. A member who stops being an admin loses
/// their open invitations and resets.
pub async fn set_roles(
    change: &mut Change,
    account: AccountId,
    id: AccountUserId,
    roles: Roles,
) -> Result<RolesSet> {
    let now = change.now();
    change.lock_account(account).await?;
    let Some(member) = locked(change, account, id).await? else { return Ok(RolesSet::Gone) };
    if member.is_owner && !(roles.admin && roles.billing) {
        return Ok(RolesSet::OwnerKeeps);
    }
    if member.roles == roles {
        return Ok(RolesSet::Set);
    }
    grant(change, account, &member, roles).await?;
    if member.roles.admin && !roles.admin {
        store::end_what_they_asked(change, account, member.user_id, now).await?;
    }
    let roles = roles.list().iter().map(|role| role.as_ref().to_owned()).collect();
    let name = store::name(change, account).await?.unwrap_or_default();
    let event = Event::RolesChanged { account: name, roles };
    audit::notify_in(change, Some(account), member.user_id, &event).await?;
    Ok(RolesSet::Set)
}

/// Stores a member's roles.
pub async fn grant(
    change: &mut Change,
    account: AccountId,
    member: &AccountMember,
    roles: Roles,
) -> Result<()> {
    let now = change.now();
    store::set_roles(change, account, member.id, roles, now).await?;
    search::index_user(change, member.user_id).await
}
