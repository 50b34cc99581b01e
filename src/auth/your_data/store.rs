//! The SQL of the last mail.

use serde::{Deserialize, Serialize};

use crate::platform::db::{Result, Tx};
use crate::platform::i18n::{Formats, Lang, TimeZone};
use crate::platform::ids::UserId;
use crate::sql;

/// The language and time zone in which a person reads their mail.
#[derive(Clone, Serialize, Deserialize, sqlx::FromRow)]
pub struct FarewellReader {
    pub name: String,
    pub language: Lang,
    pub time_zone: TimeZone,
    #[sqlx(flatten)]
    pub formats: Formats,
}

pub async fn reader(tx: &mut Tx, user: UserId) -> Result<FarewellReader> {
    sql!(tx, fetch_one FarewellReader,
        "SELECT name, language, time_zone, date_format, time_format \
         FROM users JOIN preferences ON user_id = id WHERE id = $1", user)
}
