//! The SQL of deliveries and jobs.

use std::collections::HashMap;

use serde::Deserialize;

use crate::messaging::Channel;
use crate::messaging::ledger::{DeliveryState, Reason};
use crate::messaging::queue::Queue;
use crate::platform::clock::{TimeSpan, Timestamp};
use crate::platform::db::list::{Direction, List, ListPage, PageWanted, SqlValue};
use crate::platform::db::{Result, Tx};
use crate::platform::i18n::Message;
use crate::platform::ids::{AccountId, AlertId, DeliveryId, JobId, UserId};
use crate::users::search::Prefix;

/// Whose messages are listed.
#[derive(Clone, Copy)]
pub enum Whose {
    Person(UserId),
    Account(AccountId),
}

/// A query of messages.
pub struct MessageQuery {
    pub whose: Whose,
    pub channel: Option<Channel>,
    pub state: Option<DeliveryState>,
    /// The person whom they went to.
    pub person: Option<UserId>,
    /// Prefixes of words in the name of that person, by which an admin finds current members.
    pub words: Vec<Prefix>,
    pub span: TimeSpan,
}

/// A message of the ledger.
#[derive(sqlx::FromRow)]
pub struct Delivery {
    pub id: DeliveryId,
    pub user_id: UserId,
    pub name: String,
    pub kind: String,
    pub channel: Channel,
    pub sent_to: String,
    pub state: DeliveryState,
    pub reason: Option<Reason>,
    pub answer: Option<String>,
    pub reference: Option<String>,
    pub created_at: Timestamp,
}

/// Lists one page of the messages that match a query, the newest first.
pub async fn list(
    tx: &mut Tx,
    wanted: &MessageQuery,
    page: PageWanted,
) -> Result<ListPage<Delivery>> {
    let mut list = List::new(
        "SELECT d.id, u.id AS user_id, u.name, d.kind, d.channel, d.sent_to, d.state, d.reason, \
                d.answer, d.reference, d.created_at \
         FROM deliveries d JOIN users u ON u.id = d.user_id WHERE TRUE",
        [],
    );
    match wanted.whose {
        Whose::Person(user) => list.and("d.user_id = ?", [SqlValue::Id(user.into())]),
        Whose::Account(account) => {
            let account = SqlValue::Id(account.into());
            list.and("d.account_id = ?", [account.clone()]);
            for word in &wanted.words {
                let [from, to] = word.range();
                list.and(
                    "d.user_id IN (SELECT m.user_id FROM account_user_words w \
                        JOIN account_users m ON m.id = w.account_user_id \
                        WHERE w.account_id = ? AND w.word >= ? AND w.word < ?)",
                    [account.clone(), from, to],
                );
            }
        }
    }
    if let Some(channel) = wanted.channel {
        list.and("d.channel = ?", [channel.as_ref().to_owned().into()]);
    }
    if let Some(state) = wanted.state {
        list.and("d.state = ?", [state.as_ref().to_owned().into()]);
    }
    if let Some(person) = wanted.person {
        list.and("d.user_id = ?", [SqlValue::Id(person.into())]);
    }
    list.during("d.created_at", wanted.span);
    list.order(&["d.id"], Direction::Desc);
    list.page(tx, page).await
}

/// The alert that a message is about.
#[derive(sqlx::FromRow)]
pub struct AlertOf {
    delivery_id: DeliveryId,
    pub alert_id: AlertId,
    tiny_id: i64,
    /// Empty in an account whose messages carry no content.
    pub title: String,
    /// What had last happened to the alert when the message was queued, as JSON.
    last: Option<String>,
}

/// The kind of an entry of a timeline.
#[derive(Deserialize)]
struct EntryKind {
    kind: String,
}

impl AlertOf {
    /// Says what the message is about: it pages someone, or tells them what became of the alert.
    pub fn words(&self) -> Message {
        let last = self.last.as_deref().and_then(|last| serde_json::from_str(last).ok());
        let kind = last.map_or_else(String::new, |last: EntryKind| last.kind);
        let words = match kind.as_str() {
            "acknowledged" => "deliveries-alert-acknowledged",
            "resolved" => "deliveries-alert-resolved",
            "dropped" => "deliveries-alert-dropped",
            _ => "deliveries-alert-opened",
        };
        Message::new(words).with("number", self.tiny_id.to_string())
    }
}

/// Finds the alerts of an account that messages are about.
pub async fn alerts(
    tx: &mut Tx,
    account: AccountId,
    of: &[Delivery],
) -> Result<HashMap<DeliveryId, AlertOf>> {
    let about: Vec<_> = of.iter().filter(|one| one.kind == "alert").map(|one| one.id).collect();
    if about.is_empty() {
        return Ok(HashMap::new());
    }
    let mut list = List::new(
        "SELECT e.delivery_id, a.id AS alert_id, a.tiny_id, \
            CASE WHEN c.hipaa_notifications THEN '' ELSE a.title END AS title, \
            (SELECT b.entry FROM alert_entries b WHERE b.alert_id = e.alert_id AND b.nth < e.nth \
                AND b.entry NOT LIKE '{\"kind\":\"sent\"%' ORDER BY b.nth DESC LIMIT 1) AS last \
         FROM alert_entries e JOIN alerts a ON a.id = e.alert_id \
         JOIN accounts c ON c.id = a.account_id WHERE a.account_id = ?",
        [SqlValue::Id(account.into())],
    );
    list.and_one_of("e.delivery_id", about.into_iter().map(|id| SqlValue::Id(id.into())));
    let found = list.fetch_all::<AlertOf>(tx).await?;
    Ok(found.into_iter().map(|alert| (alert.delivery_id, alert)).collect())
}

/// A job that waits or was given up, without its payload.
#[derive(sqlx::FromRow)]
pub struct Waiting {
    pub id: JobId,
    pub kind: String,
    #[sqlx(try_from = "String")]
    pub queue: Queue,
    pub attempts: i64,
    pub due_at: Timestamp,
    pub dead_at: Option<Timestamp>,
    pub created_at: Timestamp,
}

/// Lists one page of the jobs of an account that wait or were given up, the newest first.
pub async fn jobs(tx: &mut Tx, account: AccountId, page: PageWanted) -> Result<ListPage<Waiting>> {
    let mut list = List::new(
        "SELECT o.id, o.kind, o.queue, o.attempts, o.due_at, o.dead_at, o.created_at \
         FROM outbox o JOIN deliveries d ON d.id = o.delivery_id WHERE d.account_id = ?",
        [SqlValue::Id(account.into())],
    );
    list.order(&["o.id"], Direction::Desc);
    list.page(tx, page).await
}
