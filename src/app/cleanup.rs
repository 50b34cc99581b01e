//! The hourly cleanup of expired rows.

use std::time::Duration;

use super::lists;
use crate::accounts::invitations;
use crate::audit;
use crate::auth::{passkeys, sign_in, undo};
use crate::core::cleanup::Cleanup;
use crate::core::limits;
use crate::messaging::{ledger, queue};
use crate::oncall::alerts;
use crate::platform::{db, log};
use crate::users::{search, verification};
use crate::web::App;
use crate::web::api::idempotency;
use crate::web::viewer::{device, session};

/// How often expired rows are deleted.
const TIDY_EVERY: Duration = Duration::from_secs(60 * 60);

/// The cleanups of every noun: undos go before the events that they refer to.
const CLEANUPS: &[Cleanup] = &[
    session::CLEANUP,
    device::CLEANUP,
    sign_in::CLEANUP,
    limits::CLEANUP,
    verification::CLEANUP,
    undo::CLEANUP,
    invitations::CLEANUP,
    passkeys::CLEANUP,
    audit::CLEANUP,
    queue::CLEANUP,
    idempotency::CLEANUP,
    ledger::CLEANUP,
    alerts::CLEANUP,
];

/// Runs the cleanups now and every hour, on every instance, which is safe. Also logs how many lines
/// the log has lost.
pub async fn tidy_for_ever(app: App) {
    if let Err(error) = search::index_all(&app.db).await {
        tracing::error!(event = "index_failed", %error, "cannot index people");
    }
    let mut known = 0;
    loop {
        match lists::INVENTORY.renew(&app.db, &app.keys).await {
            Ok(0) => {}
            Ok(rows) => {
                tracing::info!(event = "key_renewed", rows, "made anew under the current key")
            }
            Err(error) => {
                tracing::error!(event = "key_not_renewed", %error, "cannot make anew under the current key");
            }
        }
        if let Err(error) = tidy(&app).await {
            tracing::error!(event = "cleanup_failed", %error, "cannot tidy");
        }
        let dropped = log::dropped();
        if dropped > known {
            tracing::warn!(
                event = "log_lines_lost",
                lines = dropped - known,
                "log lines could not be written"
            );
            known = dropped;
        }
        tokio::time::sleep(TIDY_EVERY).await;
    }
}

/// Runs every cleanup once.
pub async fn tidy(app: &App) -> db::Result<()> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let mut dropped = Vec::new();
    for cleanup in CLEANUPS {
        dropped.push((cleanup.name, (cleanup.run)(&mut tx, now).await?));
    }
    tx.commit().await?;
    tracing::debug!(?dropped, "tidied");
    Ok(())
}
