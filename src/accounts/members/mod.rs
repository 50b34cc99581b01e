//! Members: the people of an account as they are listed, found and shown.

pub mod api;
mod export;
mod import;
pub mod new;
mod page;
pub mod person;
pub mod policy;
mod reach;
mod store;

pub use api::routes as api_routes;
pub use page::routes;
pub use reach::ReachPill;
pub use store::{Portrait, list, portrait};

use super::account::Roles;
use crate::audit::{self, Event};
use crate::core::change::Change;
use crate::platform::clock::Timestamp;
use crate::platform::db::Result;
use crate::platform::db::list::Direction;
use crate::platform::i18n::Lang;
use crate::platform::ids::{AccountUserId, AvatarId, PhoneId, UserId};
use crate::users::phones::{self, PhoneNumber, PhoneStored};
use crate::users::search::{Sort, Sought};

/// A filter of the table of members.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, strum::EnumString, strum::AsRefStr)]
#[strum(serialize_all = "lowercase")]
pub enum Show {
    #[default]
    All,
    /// Members who have not finished onboarding.
    Unfinished,
}

/// A query of an account's members: filter, search and order.
pub struct MemberQuery {
    pub sought: Sought,
    pub show: Show,
    pub sort: Sort,
    pub direction: Direction,
    /// The reader's language, which orders names.
    pub lang: Lang,
}

/// A row of the table.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct MemberRow {
    pub id: AccountUserId,
    pub user_id: UserId,
    pub tiny_id: i64,
    pub name: String,
    pub avatar: Option<AvatarId>,
    /// The primary address.
    pub email: Option<String>,
    pub is_owner: bool,
    #[sqlx(flatten)]
    pub roles: Roles,
    pub last_sign_in_at: Option<Timestamp>,
    pub onboarded_at: Option<Timestamp>,
    pub has_no_password: bool,
}

/// Adds a phone number to a member on behalf of an admin, and notifies the member.
pub async fn add_phone(
    change: &mut Change,
    user: UserId,
    id: PhoneId,
    number: &PhoneNumber,
) -> Result<PhoneStored> {
    let stored = phones::add_unverified(change, user, id, number).await?;
    if stored == PhoneStored::Stored {
        let event = Event::PhoneAdded { contact: number.masked() };
        audit::notify(change, user, &event).await?;
    }
    Ok(stored)
}
