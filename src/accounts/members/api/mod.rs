//! Members in the APIs: one object and one set of rules for v4 and v1.

mod account_user;
mod attributes;
mod body;
mod contacts;
mod endpoints;
mod newcomer;
mod object;
mod patch;
mod reminders;
mod removal;
mod store;
mod update;

use std::collections::HashMap;

pub use attributes::{ACCOUNT_USER_ATTRIBUTES, USER_ATTRIBUTES, V1_ATTRIBUTES};
pub use endpoints::routes;
pub use newcomer::{ApiNewcomer, ask};
pub use patch::{
    ChannelsPatch, ContactField, EmailPatch, MemberPatch, PhonePatch, RolesPatch, TEAMS_OF_ACCOUNT,
};
pub use removal::remove;
pub use update::update_member;

use crate::accounts::account::{self, MEMBERS};
use crate::accounts::invitations::{self, PendingInvitation};
use crate::platform::db::{Result, Tx};
use crate::platform::ids::{AccountId, AccountUserId, NotAnId, NotificationRuleId, UserId};
use crate::users::emails::{self, Email};
use crate::users::phones::{self, Phone};
use crate::users::preferences::Reminders;
use crate::web::api::caller::Caller;
use crate::web::api::query::Listing;
use crate::web::api::refusal::Refusal;

/// The preferences that v1 stores for a person, without effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Preferences {
    pub report_performance: bool,
    pub report_oncall: bool,
    pub wizard_dragdrop: bool,
    pub wizard_quickcreate: bool,
}

/// The attributes of a membership beside its roles.
#[derive(Clone, Debug, PartialEq)]
pub struct Extras {
    /// Custom metadata, as a JSON object.
    pub meta: String,
    pub notification_rule_id: Option<NotificationRuleId>,
    pub going_on_call: Reminders,
    pub going_off_call: Reminders,
    pub preferences: Preferences,
}

/// A member with their contacts.
#[derive(Clone)]
pub struct ApiMember {
    pub row: store::ApiMemberRow,
    /// Emails, the primary one first.
    pub emails: Vec<Email>,
    pub phones: Vec<Phone>,
}

impl ApiMember {
    /// Returns the primary address.
    pub fn primary_email(&self) -> Option<&Email> {
        self.emails.iter().find(|email| email.is_primary)
    }

    /// Returns the primary number, else the oldest.
    pub fn primary_phone(&self) -> Option<&Phone> {
        self.phones.first()
    }

    fn extras(&self) -> Result<Extras> {
        Ok(Extras {
            meta: self.row.meta.clone(),
            notification_rule_id: self.row.notification_rule_id,
            going_on_call: self.row.going_on_call()?,
            going_off_call: self.row.going_off_call()?,
            preferences: self.row.preferences,
        })
    }
}

/// Returns a page of an account's members with their total.
pub async fn list(
    tx: &mut Tx,
    account: AccountId,
    listing: &Listing,
    usual: &[&'static str],
) -> Result<(Vec<ApiMember>, i64)> {
    let (wanted, q) = (&listing.wanted, listing.q.as_deref());
    let rows = store::list(tx, account, wanted, q, usual, listing.window).await?;
    let total = match wanted.is_everything() && q.is_none() {
        true => account::total(tx, account, MEMBERS).await?,
        false => store::count(tx, account, wanted, q).await?,
    };
    Ok((with_contacts(tx, rows).await?, total))
}

async fn with_contacts(tx: &mut Tx, rows: Vec<store::ApiMemberRow>) -> Result<Vec<ApiMember>> {
    let users: Vec<_> = rows.iter().map(|row| row.user_id).collect();
    let mut emails = emails::of_all(tx, &users).await?;
    let mut phones = phones::of_all(tx, &users).await?;
    let person = |row: store::ApiMemberRow| ApiMember {
        emails: emails.remove(&row.user_id).unwrap_or_default(),
        phones: phones.remove(&row.user_id).unwrap_or_default(),
        row,
    };
    Ok(rows.into_iter().map(person).collect())
}

/// Finds the members of an account with these user ids, in the order of the ids; ids of other users
/// are left out.
pub async fn of_users(tx: &mut Tx, account: AccountId, users: &[UserId]) -> Result<Vec<ApiMember>> {
    let rows = store::of_users(tx, account, users).await?;
    with_contacts(tx, rows).await
}

/// Finds a member by their user id.
async fn find(tx: &mut Tx, account: AccountId, user: UserId) -> Result<Option<ApiMember>> {
    let row = store::find(tx, account, user).await?;
    Ok(with_contacts(tx, row.into_iter().collect()).await?.pop())
}

/// Finds a member by their account user id.
async fn find_member(
    tx: &mut Tx,
    account: AccountId,
    id: AccountUserId,
) -> Result<Option<ApiMember>> {
    let row = store::find_member(tx, account, id).await?;
    Ok(with_contacts(tx, row.into_iter().collect()).await?.pop())
}

/// The person that an id in a path names: a member, or, for admins, an invited person.
pub enum Someone {
    Here(Box<ApiMember>),
    Asked(PendingInvitation),
}

impl Someone {
    /// Finds a person by a user's id, or an invitation's.
    ///
    /// # Errors
    /// When there is nobody.
    pub async fn by_user(caller: &Caller, id: &str) -> crate::web::api::Result<Self> {
        let mut tx = caller.app.db.read().await?;
        let here = match id.parse() {
            Ok(id) => find(&mut tx, caller.place.account_id, id).await?,
            Err(NotAnId) => None,
        };
        Self::here_or_asked(here, &mut tx, caller, id).await
    }

    /// Finds a person by an account user's id, or an invitation's.
    ///
    /// # Errors
    /// When there is nobody.
    pub async fn by_member(caller: &Caller, id: &str) -> crate::web::api::Result<Self> {
        let mut tx = caller.app.db.read().await?;
        let here = match id.parse() {
            Ok(id) => find_member(&mut tx, caller.place.account_id, id).await?,
            Err(NotAnId) => None,
        };
        Self::here_or_asked(here, &mut tx, caller, id).await
    }

    /// Returns the member; an invited person cannot be changed before they accept.
    ///
    /// # Errors
    /// When the person is only invited.
    pub fn here(&self) -> crate::web::api::Result<&ApiMember> {
        match self {
            Self::Here(person) => Ok(person),
            Self::Asked(_) => Err(Refusal::Conflict(
                "This user was invited and cannot be changed before they accept".to_owned(),
            )),
        }
    }

    /// The person, or the invitation, as it is stored now.
    ///
    /// # Errors
    /// When they are gone, or have answered.
    async fn again(&self, tx: &mut Tx, account: AccountId) -> crate::web::api::Result<Self> {
        let now = match self {
            Self::Here(person) => {
                let person = find_member(tx, account, person.row.id).await?;
                person.map(|person| Self::Here(Box::new(person)))
            }
            Self::Asked(asked) => {
                invitations::find_pending(tx, account, asked.id).await?.map(Self::Asked)
            }
        };
        now.ok_or(Refusal::NotFound)
    }

    async fn here_or_asked(
        here: Option<ApiMember>,
        tx: &mut Tx,
        caller: &Caller,
        id: &str,
    ) -> crate::web::api::Result<Self> {
        if let Some(person) = here {
            return Ok(Self::Here(Box::new(person)));
        }
        // Only admins may know who is invited.
        caller.require_admin().map_err(|_| Refusal::NotFound)?;
        let asked = invitations::find_pending(tx, caller.place.account_id, id.parse()?).await?;
        asked.map(Self::Asked).ok_or(Refusal::NotFound)
    }
}

/// Finds the memberships of these users in an account; users without one are left out.
pub async fn places(
    tx: &mut Tx,
    account: AccountId,
    users: &[UserId],
) -> Result<HashMap<UserId, AccountUserId>> {
    store::places(tx, account, users).await
}
