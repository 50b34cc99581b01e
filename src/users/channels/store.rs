//! The SQL of notification channels.

use std::collections::HashMap;

use sqlx::{ColumnIndex, Decode, FromRow, Row, Type};

use super::Channels;
use crate::messaging::ledger::{DeliveryState, Reason};
use crate::messaging::{CHANNELS, Channel};
use crate::platform::clock::Timestamp;
use crate::platform::db::list::{List, SqlValue};
use crate::platform::db::{Result, Tx};
use crate::platform::i18n::Lang;
use crate::platform::ids::{EmailId, PhoneId, UserId};
use crate::sql;

/// Finds the channels that a person has on.
pub async fn find(tx: &mut Tx, user: UserId) -> Result<Channels> {
    let on = sql!(tx, scalars Channel,
        "SELECT channel FROM notification_channels WHERE user_id = $1", user)?;
    Ok(on.into_iter().collect())
}

#[derive(sqlx::FromRow)]
struct Owned {
    user_id: UserId,
    channel: Channel,
}

/// Finds the channels that several people have on.
pub async fn of_all(tx: &mut Tx, users: &[UserId]) -> Result<HashMap<UserId, Channels>> {
    let mut all: HashMap<_, Channels> = HashMap::new();
    if users.is_empty() {
        return Ok(all);
    }
    let mut list = List::new("SELECT user_id, channel FROM notification_channels WHERE TRUE", []);
    list.and_one_of("user_id", users.iter().map(|user| SqlValue::Id((*user).into())));
    for Owned { user_id, channel } in list.fetch_all(tx).await? {
        all.entry(user_id).or_default().set(channel, true);
    }
    Ok(all)
}

/// Reads the channels from a row with a boolean column for each, named by its key.
impl<'r, R: Row> FromRow<'r, R> for Channels
where
    for<'a> &'a str: ColumnIndex<R>,
    bool: Decode<'r, R::Database> + Type<R::Database>,
{
    fn from_row(row: &'r R) -> sqlx::Result<Self> {
        let mut channels = Self::default();
        for known in CHANNELS {
            channels.set(known.channel, row.try_get(Self::key(known.channel).as_str())?);
        }
        Ok(channels)
    }
}

pub async fn turn_on(tx: &mut Tx, user: UserId, channel: Channel, now: Timestamp) -> Result<()> {
    sql!(
        tx,
        execute,
        "INSERT INTO notification_channels (user_id, channel, created_at) VALUES ($1, $2, $3)",
        user,
        channel,
        now
    )
    .map(drop)
}

pub async fn turn_off(tx: &mut Tx, user: UserId, channel: Channel) -> Result<()> {
    sql!(
        tx,
        execute,
        "DELETE FROM notification_channels WHERE user_id = $1 AND channel = $2",
        user,
        channel
    )
    .map(drop)
}

/// A test message in the ledger.
#[derive(Clone, sqlx::FromRow)]
pub struct Test {
    pub channel: Channel,
    pub state: DeliveryState,
    pub reason: Option<Reason>,
    pub answer: Option<String>,
    pub created_at: Timestamp,
}

/// Lists the latest test messages of a person since a moment, the newest first.
pub async fn tests(tx: &mut Tx, user: UserId, since: Timestamp) -> Result<Vec<Test>> {
    sql!(tx, fetch_all Test,
        "SELECT channel, state, reason, answer, created_at FROM deliveries \
         WHERE user_id = $1 AND kind = 'channel-test' AND created_at > $2 \
         ORDER BY id DESC LIMIT 20",
        user, since)
}

/// The reader of a test message, while the contact is verified and not blocked.
#[derive(sqlx::FromRow)]
pub struct TestAddressee {
    pub to: String,
    pub name: String,
    pub language: Lang,
}

pub async fn email(tx: &mut Tx, id: EmailId) -> Result<Option<TestAddressee>> {
    sql!(tx, fetch_optional TestAddressee,
        "SELECT e.address AS \"to\", u.name, pref.language \
         FROM emails e JOIN users u ON u.id = e.user_id \
         JOIN preferences pref ON pref.user_id = u.id \
         WHERE e.id = $1 AND e.verified_at IS NOT NULL AND e.blocked_at IS NULL", id)
}

pub async fn phone(tx: &mut Tx, id: PhoneId) -> Result<Option<TestAddressee>> {
    sql!(tx, fetch_optional TestAddressee,
        "SELECT p.e164 AS \"to\", u.name, pref.language \
         FROM phones p JOIN users u ON u.id = p.user_id \
         JOIN preferences pref ON pref.user_id = u.id \
         WHERE p.id = $1 AND p.verified_at IS NOT NULL AND p.blocked_at IS NULL", id)
}

/// Turns off every channel of a person.
pub async fn forget(tx: &mut Tx, user: UserId) -> Result<()> {
    sql!(tx, execute, "DELETE FROM notification_channels WHERE user_id = $1", user).map(drop)
}
