//! Transactions on either database, and connections that only read.

use sqlx::pool::PoolConnection;
use sqlx::{PgConnection, Postgres, Sqlite, SqliteConnection, Transaction};
use tokio::sync::watch;

use super::Result;
use super::health::Health;
use crate::platform::ids::UserId;

/// A transaction, or a connection that only reads: the parameter of every function on the database.
/// Dropped without [`Tx::commit`], a transaction is rolled back.
pub struct Tx {
    pub(super) inner: Inner,
    pub(super) health: Health,
    pub(super) work: watch::Sender<u64>,
    pub(super) leaves_work: bool,
}

/// The transaction or the reading connection.
pub(super) enum Inner {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
    SqliteRead(PoolConnection<Sqlite>),
    PostgresRead(PoolConnection<Postgres>),
}

/// The connection of a [`Tx`], for `sql!` only. A statement fails when a probe finds PostgreSQL
/// away.
pub enum Connection<'a> {
    Sqlite(&'a mut SqliteConnection),
    Postgres(&'a mut PgConnection, &'a Health),
}

impl Tx {
    /// Returns the connection, for `sql!` only.
    pub fn connection(&mut self) -> Connection<'_> {
        match &mut self.inner {
            Inner::Sqlite(tx) => Connection::Sqlite(tx),
            Inner::Postgres(tx) => Connection::Postgres(tx, &self.health),
            Inner::SqliteRead(connection) => Connection::Sqlite(connection),
            Inner::PostgresRead(connection) => Connection::Postgres(connection, &self.health),
        }
    }

    /// Prevents changes of a user until this transaction ends, while others may do so too. SQLite
    /// has one writer, so nothing else changes there anyway.
    pub async fn hold_user(&mut self, user: UserId) -> Result<()> {
        if let Inner::Postgres(tx) = &mut self.inner {
            let held = "SELECT 1 FROM users WHERE id = $1 FOR SHARE";
            self.health.serves(Box::pin(sqlx::query(held).bind(user).execute(&mut **tx))).await?;
        }
        Ok(())
    }

    /// Commits. After it returns, no crash loses the change.
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

    /// Records that this change queues work, of which the workers of this process are notified
    /// after the commit.
    pub fn leaves_work(&mut self) {
        self.leaves_work = true;
    }
}
