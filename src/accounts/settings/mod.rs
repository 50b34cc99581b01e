//! Account settings: an account's name and limit, its interfaces, and what it requires of its members.

mod api;
mod choices;
mod page;
mod store;

pub use api::routes as api_routes;
pub use choices::{Absolute, Grace, Idle, UserLimit};
pub use page::routes;
use serde::Serialize;

use super::account::{self, AccountName};
use crate::audit::{self, Event};
use crate::core::change::Change;
use crate::core::stamp::Stamp;
use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::ids::AccountId;

/// Returns when an account was created and last changed.
pub async fn times(tx: &mut Tx, account: AccountId) -> Result<Option<(Timestamp, Timestamp)>> {
    store::times(tx, account).await
}

/// All settings of an account, grouped by the form that changes them.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct AccountSettings {
    #[sqlx(flatten)]
    pub basics: Basics,
    #[sqlx(flatten)]
    pub interfaces: Interfaces,
    #[sqlx(flatten)]
    pub second_factor: SecondFactor,
    #[sqlx(flatten)]
    pub lengths: Lengths,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, sqlx::FromRow)]
pub struct Basics {
    pub name: String,
    /// The maximum number of users.
    pub user_limit: Option<i64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, sqlx::FromRow)]
pub struct Interfaces {
    pub v1_api: bool,
    /// The moment from which responses of v1 announce its deprecation.
    pub v1_deprecated_at: Option<Timestamp>,
    /// Whether changes through the APIs require `If-Match`.
    pub if_match_required: bool,
    /// Whether messages carry only an id and how to respond, without details.
    pub hipaa_notifications: bool,
}

/// Interfaces as a form wants them; the store turns `v1_deprecated` into a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WantedInterfaces {
    pub v1_api: bool,
    pub v1_deprecated: bool,
    pub if_match_required: bool,
    pub hipaa_notifications: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, sqlx::FromRow)]
pub struct SecondFactor {
    /// The moment from which a second factor is required.
    pub second_factor_from: Option<Timestamp>,
}

/// Lengths of sessions in seconds; `None` means the default of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, sqlx::FromRow)]
pub struct Lengths {
    pub session_idle: Option<i64>,
    pub session_absolute: Option<i64>,
}

/// The change that one of the forms asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    Basics { name: AccountName, user_limit: UserLimit },
    Interfaces(WantedInterfaces),
    SecondFactor(Grace),
    Lengths { idle: Idle, absolute: Absolute },
}

/// The outcome of changing account settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SettingsChanged {
    Saved,
    /// The stored settings changed since the form was shown; this is their stamp.
    Stale(Stamp),
    /// The account has more users than the new limit.
    BelowTotal {
        total: i64,
    },
}

/// The number of an account's members, and of those without a second factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Factored {
    pub total: i64,
    pub without: i64,
}

/// Finds the settings of an account; `None` when it is gone.
pub async fn find(tx: &mut Tx, account: AccountId) -> Result<Option<AccountSettings>> {
    store::find(tx, account).await
}

/// Tells whether messages of an account carry no content, only an id and how to answer.
pub async fn hides_content(tx: &mut Tx, account: AccountId) -> Result<bool> {
    let found = find(tx, account).await?;
    Ok(found.is_some_and(|settings| settings.interfaces.hipaa_notifications))
}

/// Counts the members with and without a second factor.
pub async fn factored(tx: &mut Tx, account: AccountId) -> Result<Factored> {
    let total = account::total(tx, account, account::MEMBERS).await?;
    Ok(Factored { total, without: store::without_factor(tx, account).await? })
}

/// Stores a form's change, unless the stored settings changed since the form was shown.
pub async fn change(
    change: &mut Change,
    account: AccountId,
    shown: &Stamp,
    wish: &Wish,
) -> Result<SettingsChanged> {
    let now = change.now();
    change.lock_account(account).await?;
    let Some(mut settings) = find(change, account).await? else {
        return Ok(SettingsChanged::Stale(Stamp::default()));
    };
    let stored = settings.stamp(wish);
    if stored != *shown {
        return Ok(SettingsChanged::Stale(stored));
    }
    let before = settings.clone();
    if let Wish::Basics { user_limit: UserLimit(Some(limit)), .. } = wish {
        let total = account::total(change, account, account::MEMBERS).await?;
        if total > *limit {
            return Ok(SettingsChanged::BelowTotal { total });
        }
    }
    settings.grant(wish, now);
    store_changed(change, account, &before, settings).await?;
    Ok(SettingsChanged::Saved)
}

/// Sets an account's name or kind of messages, whatever they were. `None` leaves a setting as it
/// is.
pub async fn set(
    change: &mut Change,
    account: AccountId,
    name: Option<&AccountName>,
    hipaa_notifications: Option<bool>,
) -> Result<()> {
    change.lock_account(account).await?;
    let Some(before) = find(change, account).await? else { return Ok(()) };
    let mut settings = before.clone();
    if let Some(name) = name {
        name.as_ref().clone_into(&mut settings.basics.name);
    }
    let interfaces = &mut settings.interfaces;
    interfaces.hipaa_notifications = hipaa_notifications.unwrap_or(interfaces.hipaa_notifications);
    store_changed(change, account, &before, settings).await
}

async fn store_changed(
    change: &mut Change,
    account: AccountId,
    before: &AccountSettings,
    settings: AccountSettings,
) -> Result<()> {
    let now = change.now();
    if settings == *before {
        return Ok(());
    }
    store::update(change, account, &settings, now).await?;
    let event = Event::AccountChanged { name: settings.basics.name };
    let actor = change.actor_id()?;
    audit::record_in(change, Some(account), actor, &event).await.map(drop)
}

impl AccountSettings {
    /// Returns the stamp of the settings that a form shows.
    fn stamp(&self, wish: &Wish) -> Stamp {
        match wish {
            Wish::Basics { .. } => Stamp::of(&self.basics),
            Wish::Interfaces(_) => Stamp::of(&self.interfaces),
            Wish::SecondFactor(_) => Stamp::of(&self.second_factor),
            Wish::Lengths { .. } => Stamp::of(&self.lengths),
        }
    }

    fn grant(&mut self, wish: &Wish, now: Timestamp) {
        match wish {
            Wish::Basics { name, user_limit } => {
                self.basics = Basics { name: name.as_ref().to_owned(), user_limit: user_limit.0 };
            }
            Wish::Interfaces(wanted) => {
                let said = self.interfaces.v1_deprecated_at.or(Some(now));
                self.interfaces = Interfaces {
                    v1_api: wanted.v1_api,
                    v1_deprecated_at: said.filter(|_| wanted.v1_deprecated),
                    if_match_required: wanted.if_match_required,
                    hipaa_notifications: wanted.hipaa_notifications,
                };
            }
            Wish::SecondFactor(Grace::Kept) => {}
            Wish::SecondFactor(grace) => {
                self.second_factor.second_factor_from = grace.length().map(|length| now + length);
            }
            Wish::Lengths { idle, absolute } => {
                self.lengths =
                    Lengths { session_idle: idle.seconds(), session_absolute: absolute.seconds() };
            }
        }
    }
}
