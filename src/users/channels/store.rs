//! The SQL of notification channels.

use serde::Serialize;

use super::Channels;
use crate::messaging::Channel;
use crate::messaging::ledger::{DeliveryState, Reason};
use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::i18n::Lang;
use crate::platform::ids::{EmailId, PhoneId, UserId};
use crate::sql;

pub async fn find(tx: &mut Tx, user: UserId) -> Result<Channels> {
    sql!(tx, fetch_one Channels,
        "SELECT notify_push, notify_email, notify_sms, notify_voice, notify_whatsapp, notify_slack \
         FROM users WHERE id = $1", user)
}

pub async fn update(tx: &mut Tx, user: UserId, to: &Channels, now: Timestamp) -> Result<()> {
    sql!(
        tx,
        execute,
        "UPDATE users SET notify_push = $2, notify_email = $3, notify_sms = $4, notify_voice = $5, \
            notify_whatsapp = $6, notify_slack = $7, updated_at = $8 \
         WHERE id = $1",
        user,
        to.notify_push,
        to.notify_email,
        to.notify_sms,
        to.notify_voice,
        to.notify_whatsapp,
        to.notify_slack,
        now
    )
    .map(drop)
}

/// A test message, as the ledger has it.
#[derive(Clone, sqlx::FromRow)]
pub struct Test {
    pub channel: Channel,
    pub state: DeliveryState,
    pub reason: Option<Reason>,
    pub answer: Option<String>,
    pub created_at: Timestamp,
}

/// The latest test messages of a person since then, the newest first.
pub async fn tests(tx: &mut Tx, user: UserId, since: Timestamp) -> Result<Vec<Test>> {
    sql!(tx, fetch_all Test,
        "SELECT channel, state, reason, answer, created_at FROM deliveries \
         WHERE user_id = $1 AND kind = 'channel-test' AND created_at > $2 \
         ORDER BY id DESC LIMIT 20",
        user, since)
}

/// Whom a test message goes to, while the contact is proved and not blocked.
#[derive(sqlx::FromRow)]
pub struct TestAddressee {
    pub to: String,
    pub name: String,
    pub language: Lang,
}

pub async fn email(tx: &mut Tx, id: EmailId) -> Result<Option<TestAddressee>> {
    sql!(tx, fetch_optional TestAddressee,
        "SELECT e.address AS \"to\", u.name, u.language \
         FROM emails e JOIN users u ON u.id = e.user_id \
         WHERE e.id = $1 AND e.verified_at IS NOT NULL AND e.blocked_at IS NULL", id)
}

pub async fn phone(tx: &mut Tx, id: PhoneId) -> Result<Option<TestAddressee>> {
    sql!(tx, fetch_optional TestAddressee,
        "SELECT p.e164 AS \"to\", u.name, u.language \
         FROM phones p JOIN users u ON u.id = p.user_id \
         WHERE p.id = $1 AND p.verified_at IS NOT NULL AND p.blocked_at IS NULL", id)
}

/// The channels that are on, as the person's copy has them.
#[derive(Serialize, sqlx::FromRow)]
pub struct ExportedChannels {
    notify_push: bool,
    notify_email: bool,
    notify_sms: bool,
    notify_voice: bool,
    notify_whatsapp: bool,
    notify_slack: bool,
}

pub async fn exported(tx: &mut Tx, user: UserId) -> Result<Option<ExportedChannels>> {
    sql!(tx, fetch_optional ExportedChannels,
        "SELECT notify_push, notify_email, notify_sms, notify_voice, notify_whatsapp, notify_slack \
         FROM users WHERE id = $1", user)
}

/// Turns every channel off.
pub async fn forget(tx: &mut Tx, user: UserId) -> Result<()> {
    sql!(
        tx,
        execute,
        "UPDATE users SET notify_push = FALSE, notify_email = FALSE, notify_sms = FALSE, \
            notify_voice = FALSE, notify_whatsapp = FALSE, notify_slack = FALSE WHERE id = $1",
        user
    )
    .map(drop)
}
