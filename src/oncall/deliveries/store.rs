//! The SQL of deliveries and jobs.

use crate::messaging::Channel;
use crate::messaging::ledger::{DeliveryState, Reason};
use crate::messaging::queue::Queue;
use crate::platform::clock::{TimeSpan, Timestamp};
use crate::platform::db::list::{Direction, List, ListPage, PageWanted, SqlValue};
use crate::platform::db::{Result, Tx};
use crate::platform::ids::{AccountId, DeliveryId, JobId, UserId};

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
    let (whose, id) = match wanted.whose {
        Whose::Person(user) => ("d.user_id = ?", SqlValue::Id(user.into())),
        Whose::Account(account) => ("d.account_id = ?", SqlValue::Id(account.into())),
    };
    let mut list = List::new(
        "SELECT d.id, u.id AS user_id, u.name, d.kind, d.channel, d.sent_to, d.state, d.reason, \
                d.answer, d.reference, d.created_at \
         FROM deliveries d JOIN users u ON u.id = d.user_id WHERE TRUE",
        [],
    );
    list.and(whose, [id]);
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
