//! The SQL of answers by phone.

use crate::platform::db::{Result, Tx};
use crate::platform::i18n::Lang;
use crate::platform::ids::{AccountId, AlertId, DeliveryId, UserId};
use crate::sql;

/// A page that a text message from a number may answer.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct WaitingPage {
    pub alert_id: AlertId,
    pub account_id: AccountId,
    pub user_id: UserId,
    pub tiny_id: i64,
    pub account: String,
    pub name: String,
    pub language: Lang,
}

/// Lists the open pages of everyone who verified a number, over all accounts that they are in.
pub async fn waiting_at(tx: &mut Tx, e164: &str) -> Result<Vec<WaitingPage>> {
    sql!(tx, fetch_all WaitingPage,
        "SELECT DISTINCT g.alert_id, a.account_id, g.user_id, a.tiny_id, c.name AS account, u.name, \
                pref.language \
         FROM phones p JOIN alert_pages g ON g.user_id = p.user_id AND g.ended_at IS NULL \
         JOIN alerts a ON a.id = g.alert_id JOIN accounts c ON c.id = a.account_id \
         JOIN preferences pref ON pref.user_id = p.user_id JOIN users u ON u.id = p.user_id \
         JOIN account_users m ON m.account_id = a.account_id AND m.user_id = p.user_id \
         WHERE p.e164 = $1 AND p.verified_at IS NOT NULL \
         ORDER BY a.tiny_id, g.alert_id, g.user_id", e164)
}

/// A person in one of their accounts.
pub type Place = (AccountId, UserId);

/// Lists the places of a number: everyone who verified it, in each of their accounts.
pub async fn places_at(tx: &mut Tx, e164: &str) -> Result<Vec<Place>> {
    sql!(
        tx,
        fetch_all(AccountId, UserId),
        "SELECT DISTINCT m.account_id, m.user_id \
         FROM phones p JOIN account_users m ON m.user_id = p.user_id \
         WHERE p.e164 = $1 AND p.verified_at IS NOT NULL ORDER BY m.account_id, m.user_id",
        e164
    )
}

/// A call about an alert, by its row in the ledger.
#[derive(sqlx::FromRow)]
pub struct AlertCall {
    pub alert_id: AlertId,
    pub account_id: AccountId,
    pub tiny_id: i64,
    pub title: String,
    pub user_id: UserId,
    pub language: Lang,
}

pub async fn call(tx: &mut Tx, id: DeliveryId) -> Result<Option<AlertCall>> {
    sql!(tx, fetch_optional AlertCall,
        "SELECT a.id AS alert_id, a.account_id, a.tiny_id, a.title, d.user_id, pref.language \
         FROM deliveries d JOIN alert_entries e ON e.delivery_id = d.id \
         JOIN alerts a ON a.id = e.alert_id JOIN preferences pref ON pref.user_id = d.user_id \
         JOIN account_users m ON m.account_id = a.account_id AND m.user_id = d.user_id \
         WHERE d.id = $1 AND d.channel = 'voice'", id)
}
