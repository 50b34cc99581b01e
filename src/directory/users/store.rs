//! The SQL of people.

use super::NewUser;
use crate::clock::Timestamp;
use crate::db::{Result, Tx};
use crate::ids::UserId;
use crate::sql;

/// A new user has push and email on, other channels off; emoji on, advanced and debug off.
pub async fn insert(tx: &mut Tx, id: UserId, new: &NewUser<'_>, now: Timestamp) -> Result<()> {
    sql!(
        tx,
        execute,
        "INSERT INTO users (id, version, epoch, name, name_key, password, time_zone, language, \
            theme, time_format, first_day, rows_per_page, emoji_mode, advanced_mode, debug_mode, \
            app_persistent, app_sound, notify_push, notify_email, notify_sms, notify_voice, \
            notify_whatsapp, notify_slack, welcomed_at, created_at, updated_at) \
         VALUES ($1, 1, 1, $2, $3, $4, $5, $6, 'system', 'automatic', 'automatic', 10, TRUE, \
            FALSE, FALSE, 'never', 'default', TRUE, TRUE, FALSE, FALSE, FALSE, FALSE, $8, $7, $7)",
        id,
        new.name.as_ref(),
        new.name.sort_key(),
        new.password,
        new.time_zone,
        new.language,
        now,
        new.is_welcomed.then_some(now)
    )
    .map(drop)
}
