//! Comments on an alert.

mod store;

pub use store::{Comment, MOST_COMMENTS, exported, find, list, page};

use crate::core::change::Change;
use crate::oncall::alerts::{self, CommentBody};
use crate::platform::db::Result;
use crate::platform::ids::{AccountId, AlertId, CommentId, UserId};

/// Adds a person's comment to an alert; `None` when the account has no such alert.
pub async fn comment(
    change: &mut Change,
    account: AccountId,
    alert: AlertId,
    author: UserId,
    body: &CommentBody,
) -> Result<Option<CommentId>> {
    if alerts::find(change, account, alert).await?.is_none() {
        return Ok(None);
    }
    let now = change.now();
    let id = CommentId::mint(now);
    store::insert(change, id, alert, author, body.as_ref(), now).await?;
    Ok(Some(id))
}
