//! What a member may do beyond themselves, and how that changes.

use strum::{EnumMessage, VariantArray};

use super::{AccountMember, locked, store};
use crate::audit::{self, Event};
use crate::core::change::Change;
use crate::platform::db::Result;
use crate::platform::ids::{AccountId, AccountUserId};
use crate::users::search;

/// One of the things that a member may be beyond a member.
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
    /// Kept and shown: other systems read it, and the next one.
    #[strum(message = "users-role-broadcaster")]
    Broadcaster,
    #[strum(message = "users-role-communicator")]
    Communicator,
}

impl Role {
    /// The id of what it is called.
    pub fn label(self) -> &'static str {
        self.get_message().unwrap_or_default()
    }
}

/// What a member may do beyond themselves. The owner always has admin and billing.
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
    /// These roles and no others.
    pub fn of(roles: &[Role]) -> Self {
        let has = |role| roles.contains(&role);
        Self {
            admin: has(Role::Admin),
            billing: has(Role::Billing),
            broadcaster: has(Role::Broadcaster),
            communicator: has(Role::Communicator),
        }
    }

    /// Whether this one is among them.
    pub fn has(self, role: Role) -> bool {
        match role {
            Role::Admin => self.admin,
            Role::Billing => self.billing,
            Role::Broadcaster => self.broadcaster,
            Role::Communicator => self.communicator,
        }
    }

    /// Those that are had, in their order.
    pub fn list(self) -> Vec<Role> {
        Role::VARIANTS.iter().copied().filter(|role| self.has(*role)).collect()
    }
}

/// What came of giving a member other roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RolesSet {
    Set,
    Gone,
    /// The owner has admin and billing, always.
    OwnerKeeps,
}

/// Gives a member these roles and no others, and tells them. Who is no longer an admin no longer asks
/// anyone in.
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
    let event = Event::RolesChanged { roles };
    audit::notify_in(change, Some(account), member.user_id, &event).await?;
    Ok(RolesSet::Set)
}

/// Stores the roles of a member as they are to be from now on.
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
