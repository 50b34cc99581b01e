//! A transaction on either database, or a connection that only looks.

use sqlx::pool::PoolConnection;
use sqlx::{PgConnection, Postgres, Sqlite, SqliteConnection, Transaction};
use tokio::sync::watch;

use super::Result;
use super::health::Health;
use crate::platform::ids::UserId;

/// A change under way, or a look: what every function over the database takes. Dropped without
/// [`Tx::commit`], a change is undone.
pub struct Tx {
    pub(super) inner: Inner,
    pub(super) health: Health,
    pub(super) work: watch::Sender<u64>,
    pub(super) leaves_work: bool,
}

/// What is under it: a transaction, or a connection that only looks.
pub(super) enum Inner {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
    SqliteRead(PoolConnection<Sqlite>),
    PostgresRead(PoolConnection<Postgres>),
}

/// The connection under a [`Tx`]; for `sql!` alone. A server is asked for no longer than it serves.
pub enum Connection<'a> {
    Sqlite(&'a mut SqliteConnection),
    Postgres(&'a mut PgConnection, &'a Health),
}

impl Tx {
    /// The connection under it; for `sql!` alone.
    pub fn connection(&mut self) -> Connection<'_> {
        match &mut self.inner {
            Inner::Sqlite(tx) => Connection::Sqlite(tx),
            Inner::Postgres(tx) => Connection::Postgres(tx, &self.health),
            Inner::SqliteRead(connection) => Connection::Sqlite(connection),
            Inner::PostgresRead(connection) => Connection::Postgres(connection, &self.health),
        }
    }

    /// Keeps a person from changing until this transaction ends, while others may read them so
    /// too. SQLite has one writer: there, nothing else changes anyway.
    pub async fn hold_user(&mut self, user: UserId) -> Result<()> {
        if let Inner::Postgres(tx) = &mut self.inner {
            let held = "SELECT 1 FROM users WHERE id = $1 FOR SHARE";
            self.health.serves(Box::pin(sqlx::query(held).bind(user).execute(&mut **tx))).await?;
        }
        Ok(())
    }

    /// Makes the change last. After it returns, no crash loses it.
    ///
    /// # Errors
    /// When the database refuses; then nothing has changed.
    pub async fn commit(self) -> Result<()> {
        let ended = match self.inner {
            Inner::Sqlite(tx) => tx.commit().await,
            Inner::Postgres(tx) => self.health.serves(Box::pin(tx.commit())).await,
            Inner::SqliteRead(_) | Inner::PostgresRead(_) => Ok(()),
        };
        ended.inspect_err(|error| self.health.doubt(error))?;
        if self.leaves_work {
            self.work.send_modify(|count| *count += 1);
        }
        Ok(())
    }

    /// Notes that this change leaves work behind, of which the workers of this process are told
    /// once it lasts.
    pub fn leaves_work(&mut self) {
        self.leaves_work = true;
    }
}
