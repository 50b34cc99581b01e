//! The SQL of pages that are held back, and of the messages that count them.

use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::ids::{AccountId, AlertId, AlertPageId, UserId};
use crate::sql;

/// Notes that a page got no message of its own.
pub async fn hold(tx: &mut Tx, page: AlertPageId) -> Result<()> {
    sql!(tx, execute, "UPDATE alert_pages SET is_held = TRUE WHERE id = $1", page).map(drop)
}

/// Releases the held pages of a person in an account, and lists the alerts that nobody has taken.
pub async fn release_held(tx: &mut Tx, account: AccountId, user: UserId) -> Result<Vec<AlertId>> {
    let waiting = sql!(tx, scalars AlertId,
        "SELECT DISTINCT a.id FROM alert_pages p JOIN alerts a ON a.id = p.alert_id \
         WHERE p.user_id = $1 AND p.is_held AND a.account_id = $2 \
            AND a.status IN ('queued', 'open', 'dropped') ORDER BY a.id",
        user, account)?;
    sql!(
        tx,
        execute,
        "UPDATE alert_pages SET is_held = FALSE WHERE user_id = $1 AND is_held \
            AND alert_id IN (SELECT id FROM alerts WHERE account_id = $2)",
        user,
        account
    )?;
    Ok(waiting)
}

/// Gathers a held page of a person for the message that is due at a moment; returns `false` when
/// one is due already. One that was due before `overdue` was given up. The row is locked, so that
/// the message counts no less than what is committed before it.
pub async fn gather(
    tx: &mut Tx,
    account: AccountId,
    user: UserId,
    due: Timestamp,
    overdue: Timestamp,
) -> Result<bool> {
    let gathered = sql!(tx, scalar i64,
        "INSERT INTO alert_digests (account_id, user_id, gathered, due_at) VALUES ($1, $2, 1, $3) \
         ON CONFLICT (account_id, user_id) DO UPDATE SET \
            gathered = CASE WHEN alert_digests.due_at < $4 THEN 1 \
                ELSE alert_digests.gathered + 1 END, \
            due_at = CASE WHEN alert_digests.due_at < $4 THEN $3 ELSE alert_digests.due_at END \
         RETURNING gathered",
        account, user, due, overdue)?;
    Ok(gathered == 1)
}

pub async fn end_digest(tx: &mut Tx, account: AccountId, user: UserId) -> Result<()> {
    sql!(
        tx,
        execute,
        "DELETE FROM alert_digests WHERE account_id = $1 AND user_id = $2",
        account,
        user
    )
    .map(drop)
}
