//! Drops what is over and old, every hour.

use std::time::Duration;

use crate::accounts::invitations;
use crate::audit;
use crate::auth::{passkeys, undo};
use crate::core::limits;
use crate::messaging::{ledger, queue};
use crate::platform::db;
use crate::users::{search, verification};
use crate::web::App;
use crate::web::api::idempotency;
use crate::web::viewer::session;
/// Security events are kept for thirteen months.
const OLDEST_EVENTS: Duration = Duration::from_secs(396 * 24 * 60 * 60);

/// How often what can never be used again is dropped.
const TIDY_EVERY: Duration = Duration::from_secs(60 * 60);
/// A count of tries is dropped once no window reaches back to it, and so is a proof.
const OLDEST_TRIES: Duration = Duration::from_secs(24 * 60 * 60);
/// Messages and dead jobs can be looked at for so long.
const OLDEST_MESSAGES: Duration = Duration::from_secs(90 * 24 * 60 * 60);
/// An invitation without an answer can be sent again for so long after its time.
const OLDEST_INVITATIONS: Duration = Duration::from_secs(30 * 24 * 60 * 60);
/// A webhook is known again for so long.
const OLDEST_RECEIPTS: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// Drops what is over and old, now and every hour; on every instance, which does no harm.
pub async fn tidy_for_ever(app: App) {
    if let Err(error) = index_users(&app).await {
        tracing::error!(%error, "cannot index people");
    }
    loop {
        if let Err(error) = tidy(&app).await {
            tracing::error!(%error, "cannot tidy");
        }
        tokio::time::sleep(TIDY_EVERY).await;
    }
}

/// The most people who are indexed in one transaction.
const INDEX_BATCH: i64 = 500;

/// Makes people findable who were here before there was a search, a few at a time.
async fn index_users(app: &App) -> db::Result<()> {
    loop {
        let mut tx = app.db.begin().await?;
        let indexed = search::index_waiting(&mut tx, INDEX_BATCH).await?;
        tx.commit().await?;
        if indexed == 0 {
            return Ok(());
        }
    }
}

/// Drops them once.
pub async fn tidy(app: &App) -> db::Result<()> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let sessions = session::tidy(&mut tx, now).await?;
    let tries = limits::tidy(&mut tx, now - OLDEST_TRIES).await?;
    let proofs = verification::tidy(&mut tx, now - OLDEST_TRIES).await?;
    let undos = undo::tidy(&mut tx, now).await?;
    let invitations = invitations::tidy(&mut tx, now - OLDEST_INVITATIONS).await?;
    let ceremonies = passkeys::tidy(&mut tx, now - OLDEST_TRIES).await?;
    let events = audit::tidy(&mut tx, now - OLDEST_EVENTS).await?;
    let jobs = queue::tidy(&mut tx, now - OLDEST_MESSAGES).await?;
    let repeats = idempotency::tidy(&mut tx, now - idempotency::LIFE).await?;
    let messages = ledger::tidy(&mut tx, now - OLDEST_MESSAGES, now - OLDEST_RECEIPTS).await?;
    tx.commit().await?;
    app.calls.tidy();
    tracing::debug!(
        invitations,
        repeats,
        sessions,
        tries,
        proofs,
        ceremonies,
        undos,
        events,
        jobs,
        messages,
        "tidied"
    );
    Ok(())
}
