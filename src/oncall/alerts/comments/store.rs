//! The SQL of comments.

use crate::core::personal_data::{id_text, moment};
use crate::platform::clock::Timestamp;
use crate::platform::db::filter::Wanted;
use crate::platform::db::list::{Comparison, List, SqlValue, Window};
use crate::platform::db::{Result, Tx};
use crate::platform::ids::{AlertId, CommentId, UserId};
use crate::sql;

/// A comment with the name of its author, while they have one.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Comment {
    pub id: CommentId,
    pub author: Option<String>,
    pub body: String,
    pub created_at: Timestamp,
}

pub async fn insert(
    tx: &mut Tx,
    id: CommentId,
    alert: AlertId,
    author: UserId,
    body: &str,
    now: Timestamp,
) -> Result<()> {
    sql!(
        tx,
        execute,
        "INSERT INTO alert_comments (id, alert_id, author_id, body, created_at) \
         VALUES ($1, $2, $3, $4, $5)",
        id,
        alert,
        author,
        body,
        now
    )
    .map(drop)
}

pub async fn find(tx: &mut Tx, alert: AlertId, id: CommentId) -> Result<Option<Comment>> {
    sql!(tx, fetch_optional Comment,
        "SELECT c.id, u.name AS author, c.body, c.created_at \
         FROM alert_comments c LEFT JOIN users u ON u.id = c.author_id \
         WHERE c.alert_id = $1 AND c.id = $2",
        alert, id)
}

/// The most comments on an alert that its page shows.
pub const MOST_COMMENTS: usize = 200;

/// Lists the newest comments on an alert, the oldest of them first.
pub async fn list(tx: &mut Tx, alert: AlertId) -> Result<Vec<Comment>> {
    let mut comments = sql!(tx, fetch_all Comment,
        "SELECT c.id, u.name AS author, c.body, c.created_at \
         FROM alert_comments c LEFT JOIN users u ON u.id = c.author_id \
         WHERE c.alert_id = $1 ORDER BY c.id DESC LIMIT $2",
        alert, MOST_COMMENTS as i64)?;
    comments.reverse();
    Ok(comments)
}

/// Lists a part of the comments on an alert that match a filter and have all words of a search, and
/// counts them.
pub async fn page(
    tx: &mut Tx,
    alert: AlertId,
    wanted: &Wanted,
    words: &[&str],
    window: Window,
) -> Result<(Vec<Comment>, i64)> {
    let mut list = List::new(
        "SELECT c.id, u.name AS author, c.body, c.created_at \
         FROM alert_comments c LEFT JOIN users u ON u.id = c.author_id WHERE c.alert_id = ?",
        [SqlValue::Id(alert.into())],
    );
    for word in words {
        list.compare("c.body", Comparison::Contains, vec![(*word).to_owned().into()]);
    }
    wanted.narrow(&mut list);
    let total = list.clone().count(tx).await?;
    wanted.order(&mut list, &["c.id"]);
    list.window(window);
    Ok((list.fetch_all(tx).await?, total))
}

/// A comment of a person in their data export.
#[derive(serde::Serialize, sqlx::FromRow)]
pub struct ExportedComment {
    #[serde(serialize_with = "id_text")]
    alert_id: AlertId,
    body: String,
    #[serde(serialize_with = "moment")]
    created_at: Timestamp,
}

pub async fn exported(tx: &mut Tx, user: UserId) -> Result<Vec<ExportedComment>> {
    sql!(tx, fetch_all ExportedComment,
        "SELECT alert_id, body, created_at FROM alert_comments WHERE author_id = $1 ORDER BY id",
        user)
}
