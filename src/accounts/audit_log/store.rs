//! The SQL that reads the audit log.

use super::{LogEntry, LogQuery};
use crate::platform::db::list::{Direction, List, ListPage, PageWanted, SqlValue, Window};
use crate::platform::db::{Result, Tx};
use crate::platform::ids::AccountId;

/// Lists one page of an account's entries, the newest first.
pub async fn list(
    tx: &mut Tx,
    account: AccountId,
    wanted: &LogQuery,
    page: PageWanted,
) -> Result<ListPage<LogEntry>> {
    chosen(account, wanted).page(tx, page).await
}

/// Lists an account's newest entries, up to a limit.
pub async fn newest(
    tx: &mut Tx,
    account: AccountId,
    wanted: &LogQuery,
    most: i64,
) -> Result<Vec<LogEntry>> {
    let mut list = chosen(account, wanted);
    list.window(Window::first(most));
    list.fetch_all(tx).await
}

fn chosen(account: AccountId, wanted: &LogQuery) -> List {
    let account = SqlValue::Id(account.into());
    let mut list = List::new(
        "SELECT a.id, a.created_at, a.actor_id, d.name AS actor, a.subject_id, \
                s.name AS subject, a.event, a.via, a.address, a.agent \
         FROM audit a JOIN users s ON s.id = a.subject_id LEFT JOIN users d ON d.id = a.actor_id \
         WHERE a.account_id = ?",
        [account.clone()],
    );
    if let Some(topic) = wanted.topic {
        list.and("a.topic = ?", [topic.as_ref().to_owned().into()]);
    }
    if let Some(via) = wanted.via {
        list.and("a.via = ?", [via.as_ref().to_owned().into()]);
    }
    if let Some(person) = wanted.person {
        let person = SqlValue::Id(person.into());
        list.and("(a.actor_id = ? OR a.subject_id = ?)", [person.clone(), person]);
    }
    list.during("a.created_at", wanted.span);
    for word in &wanted.words {
        let [from, to] = word.range();
        let range = [account.clone(), from, to];
        list.and(
            "(a.actor_id IN (SELECT m.user_id FROM account_user_words w \
                JOIN account_users m ON m.id = w.account_user_id \
                WHERE w.account_id = ? AND w.word >= ? AND w.word < ?) \
             OR a.subject_id IN (SELECT m.user_id FROM account_user_words w \
                JOIN account_users m ON m.id = w.account_user_id \
                WHERE w.account_id = ? AND w.word >= ? AND w.word < ?))",
            range.clone().into_iter().chain(range),
        );
    }
    list.order(&["a.id"], Direction::Desc);
    list
}
