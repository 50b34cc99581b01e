//! Account settings: what an account is called, what it may use, and what it asks of its people.

mod api;
mod choices;
mod page;
mod store;

pub use api::{Docs, routes as api_routes};
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

/// When an account was made, and when it was last changed.
pub async fn times(tx: &mut Tx, account: AccountId) -> Result<Option<(Timestamp, Timestamp)>> {
    store::times(tx, account).await
}

/// All that is set for an account, by the forms that change it.
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
    /// So many people at most.
    pub user_limit: Option<i64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, sqlx::FromRow)]
pub struct Interfaces {
    pub v1_api: bool,
    /// Since when programs are told that the older API will go.
    pub v1_deprecated_at: Option<Timestamp>,
    /// Programs change nothing without saying what they have read.
    pub if_match_required: bool,
    /// Messages carry an id and how to answer, and nothing of what happened.
    pub hipaa_notifications: bool,
}

/// The same as they are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WantedInterfaces {
    pub v1_api: bool,
    pub v1_deprecated: bool,
    pub if_match_required: bool,
    pub hipaa_notifications: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, sqlx::FromRow)]
pub struct SecondFactor {
    /// From then on nobody enters without one.
    pub second_factor_from: Option<Timestamp>,
}

/// Of sessions, in seconds; as the program has them where they are not set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, sqlx::FromRow)]
pub struct Lengths {
    pub session_idle: Option<i64>,
    pub session_absolute: Option<i64>,
}

/// What one of the forms wants.
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
    /// The form was about something else than what is stored by now, whose stamp this is.
    Stale(Stamp),
    /// There are more people already.
    BelowTotal {
        total: i64,
    },
}

/// How many people are in an account, and how many of them have no second factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Factored {
    pub total: i64,
    pub without: i64,
}

/// What is set for an account. `None` when it is gone.
pub async fn find(tx: &mut Tx, account: AccountId) -> Result<Option<AccountSettings>> {
    store::find(tx, account).await
}

/// Counts who has a second factor.
pub async fn factored(tx: &mut Tx, account: AccountId) -> Result<Factored> {
    let total = account::total(tx, account, account::MEMBERS).await?;
    Ok(Factored { total, without: store::without_factor(tx, account).await? })
}

/// Does what a form wants, unless what it showed is not what is stored.
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

/// Gives an account another name or other messages, whatever they were. `None` leaves a thing as it
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
    /// The stamp of the part that a form shows.
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
