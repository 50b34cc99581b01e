//! The SQL of security notices.

use crate::clock::Timestamp;
use crate::db::{Result, Tx};
use crate::i18n::{Lang, TimeFormat, TimeZone};
use crate::ids::EmailId;
use crate::sql;

/// Who reads a notice, as they are by the time it is sent.
#[derive(sqlx::FromRow)]
pub struct Reader {
    pub address: String,
    pub verified_at: Option<Timestamp>,
    pub blocked_at: Option<Timestamp>,
    pub name: String,
    pub language: Lang,
    pub time_zone: TimeZone,
    pub time_format: TimeFormat,
}

pub async fn reader(tx: &mut Tx, email: EmailId) -> Result<Option<Reader>> {
    sql!(tx, fetch_optional Reader,
        "SELECT e.address, e.verified_at, e.blocked_at, u.name, u.language, u.time_zone, \
                u.time_format \
         FROM emails e JOIN users u ON u.id = e.user_id WHERE e.id = $1", email)
}
