//! Other Settings: display preferences in every account, and reminders in the current account.

mod card;
mod choices;
mod inputs;
mod store;

pub use card::{SECTION, card};
pub use choices::{AppPersistent, AppSound, FirstDay, Layers, LeadTime, RowsPerPage, languages};
use serde::Serialize;

use crate::core::change::Change;
use crate::core::personal_data::{self, ExportPart, Forget};
use crate::core::stamp::{Stamp, Stamped};
use crate::core::theme::Theme;
use crate::platform::db::{Result, Tx};
use crate::platform::i18n::{Formats, Lang, TimeZone};
use crate::platform::ids::{AccountUserId, NotificationRuleId, UserId};

/// Exports the preferences of every account. Those of one account are exported by `account`.
pub const EXPORT: ExportPart = ExportPart {
    name: "preferences",
    read: |tx, user| personal_data::document(store::exported(tx, user)),
};

/// Deletes the preferences of a person with their user: time zone and language tell where they
/// live.
pub const FORGET: Forget = |change, user| Box::pin(store::forget(change, user));

/// All settings of the card.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OtherSettings {
    pub time_zone: TimeZone,
    pub language: Lang,
    pub theme: Theme,
    pub formats: Formats,
    pub first_day: FirstDay,
    pub rows_per_page: RowsPerPage,
    pub emoji_mode: bool,
    pub advanced_mode: bool,
    pub debug_mode: bool,
    pub app_persistent: AppPersistent,
    pub app_sound: AppSound,
    /// The settings of the current account.
    pub account: Option<AccountPreferences>,
}

impl OtherSettings {
    /// Tells whether other cards are written otherwise than before.
    fn alters_page(&self, before: &Self) -> bool {
        self.language != before.language
            || self.theme != before.theme
            || self.time_zone != before.time_zone
            || self.formats != before.formats
            || self.debug_mode != before.debug_mode
    }
}

/// A member's own settings in an account.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AccountPreferences {
    pub member: AccountUserId,
    /// The notification rule that replaces the default channels when an alert opens.
    pub notification_rule: Option<NotificationRuleId>,
    pub going_on_call: Reminders,
    pub going_off_call: Reminders,
}

/// Reminders that a shift begins or ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reminders {
    pub enabled: bool,
    pub lead_times: Vec<LeadTime>,
    /// The layers that are included; empty means all.
    pub layers: Layers,
}

/// A notification rule that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    pub id: NotificationRuleId,
    pub name: String,
}

/// Finds the settings of a person in their current account, and the account's rules, in one
/// statement.
pub async fn find(
    tx: &mut Tx,
    user: UserId,
    member: Option<AccountUserId>,
) -> Result<(OtherSettings, Vec<Rule>)> {
    store::find(tx, user, member).await
}

/// Stores the card, unless the settings changed since it was shown, or another account became
/// current.
pub async fn change(
    change: &mut Change,
    user: UserId,
    member: Option<AccountUserId>,
    shown: &Stamp,
    settings: &OtherSettings,
) -> Result<Stamped> {
    let now = change.now();
    change.lock_user(user).await?;
    let (stored, _) = find(change, user, member).await?;
    let stored = Stamp::of(&stored);
    if stored != *shown {
        return Ok(Stamped::Stale(stored));
    }
    change.touch_user(user).await?;
    store::update(change, user, settings).await?;
    if let Some(account) = &settings.account {
        store::update_member(change, user, account, now).await?;
    }
    Ok(Stamped::Saved)
}

/// Stores a person's time zone and language.
pub async fn set_region(
    change: &mut Change,
    user: UserId,
    time_zone: &TimeZone,
    language: Lang,
) -> Result<()> {
    change.touch_user(user).await?;
    store::update_region(change, user, time_zone, language).await
}

/// Stores a person's language.
pub async fn set_language(change: &mut Change, user: UserId, language: Lang) -> Result<()> {
    change.touch_user(user).await?;
    store::update_language(change, user, language).await
}

/// Stores the first preferences of a new user.
pub async fn create(
    change: &mut Change,
    user: UserId,
    time_zone: &TimeZone,
    language: Lang,
) -> Result<()> {
    store::insert(change, user, time_zone, language).await
}
