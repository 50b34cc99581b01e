//! People as programs see and change them: one object and one set of rules for both APIs.

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
pub use endpoints::{Docs, routes};
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

/// What the older API keeps of a person, without effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Preferences {
    pub report_performance: bool,
    pub report_oncall: bool,
    pub wizard_dragdrop: bool,
    pub wizard_quickcreate: bool,
}

/// What is set of a place in an account, beside its roles.
#[derive(Clone, Debug, PartialEq)]
pub struct Extras {
    /// A JSON object of theirs.
    pub meta: String,
    pub notification_rule_id: Option<NotificationRuleId>,
    pub going_on_call: Reminders,
    pub going_off_call: Reminders,
    pub preferences: Preferences,
}

/// A person of an account, with their contacts.
#[derive(Clone)]
pub struct ApiMember {
    pub row: store::ApiMemberRow,
    /// The primary ones first.
    pub emails: Vec<Email>,
    pub phones: Vec<Phone>,
}

impl ApiMember {
    /// The address that mail goes to first.
    pub fn primary_email(&self) -> Option<&Email> {
        self.emails.iter().find(|email| email.is_primary)
    }

    /// The number that is called first: the primary one, else the oldest.
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

/// A part of an account's people, and how many there are in all.
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

/// These people of an account, in the order of their ids; who is not in it is left out.
pub async fn of_users(tx: &mut Tx, account: AccountId, users: &[UserId]) -> Result<Vec<ApiMember>> {
    let rows = store::of_users(tx, account, users).await?;
    with_contacts(tx, rows).await
}

/// A person of an account.
async fn find(tx: &mut Tx, account: AccountId, user: UserId) -> Result<Option<ApiMember>> {
    let row = store::find(tx, account, user).await?;
    Ok(with_contacts(tx, row.into_iter().collect()).await?.pop())
}

/// The same by their place.
async fn find_member(
    tx: &mut Tx,
    account: AccountId,
    id: AccountUserId,
) -> Result<Option<ApiMember>> {
    let row = store::find_member(tx, account, id).await?;
    Ok(with_contacts(tx, row.into_iter().collect()).await?.pop())
}

/// Whom a program asks for by an id: a person of the account, or for its admins one who was asked in
/// and has not answered.
pub enum Someone {
    Here(Box<ApiMember>),
    Asked(PendingInvitation),
}

impl Someone {
    /// By a user's id, or an invitation's.
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

    /// By an account user's id, or an invitation's.
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

    /// The person who is here: of who was asked nothing can be changed before they answer.
    ///
    /// # Errors
    /// When they have not.
    pub fn here(&self) -> crate::web::api::Result<&ApiMember> {
        match self {
            Self::Here(person) => Ok(person),
            Self::Asked(_) => Err(Refusal::Conflict(
                "this user was invited, and nothing of them can be changed before they approve"
                    .to_owned(),
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
        // Whom admins ask is theirs to know.
        caller.require_admin().map_err(|_| Refusal::NotFound)?;
        let asked = invitations::find_pending(tx, caller.place.account_id, id.parse()?).await?;
        asked.map(Self::Asked).ok_or(Refusal::NotFound)
    }
}

/// The places of these users in an account; whoever is not in it is not in the answer.
pub async fn places(
    tx: &mut Tx,
    account: AccountId,
    users: &[UserId],
) -> Result<HashMap<UserId, AccountUserId>> {
    store::places(tx, account, users).await
}
