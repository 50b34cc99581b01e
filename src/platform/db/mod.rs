//! One database behind two drivers: nothing outside this module knows which.

pub mod conflict;
mod connect;
pub mod filter;
mod health;
pub mod instance;
pub mod list;
mod open;
mod sql;
mod tx;
mod url;

use std::pin::Pin;
use std::time::Duration;

use health::Eye;
pub use health::{Health, Trouble};
pub use sql::{Statement, statements};
use sqlx::{PgPool, SqlitePool};
use tokio::sync::watch;
use tx::Inner;
pub use tx::{Connection, Tx};
use url::Options;

/// The error of a statement.
pub type Error = sqlx::Error;
/// The result of a statement.
pub type Result<T> = std::result::Result<T, Error>;
/// The future of work on the database, in lists of functions.
pub type DbFuture<'a, T> = Pin<Box<dyn Future<Output = Result<T>> + Send + 'a>>;

/// How long a close waits for connections in use.
const CLOSE_DEADLINE: Duration = Duration::from_secs(1);
/// Connections to the database.
#[derive(Clone, Debug)]
pub struct Db {
    options: Options,
    pools: Pools,
    health: Health,
    /// Counts the commits that queued work.
    work: watch::Sender<u64>,
}

#[derive(Clone, Debug)]
enum Pools {
    /// One writing connection, and reading ones.
    Sqlite { writer: SqlitePool, readers: SqlitePool },
    /// A pool; any number of instances share the database.
    Postgres(PgPool),
}

impl Db {
    /// Checks a database URL without connecting. Returns a sentence about what others on the
    /// network could read or change because of the URL, and what to do.
    ///
    /// # Errors
    /// When the URL is invalid, with what to do.
    pub fn check(url: &str) -> anyhow::Result<Option<&'static str>> {
        Ok(Options::of(url)?.weakness())
    }

    async fn eye(&self) -> Result<Eye> {
        self.options.eye().await
    }

    fn is_closed(&self) -> bool {
        match &self.pools {
            Pools::Sqlite { writer, .. } => writer.is_closed(),
            Pools::Postgres(pool) => pool.is_closed(),
        }
    }

    fn is_sqlite(&self) -> bool {
        matches!(self.pools, Pools::Sqlite { .. })
    }

    /// Returns a receiver that is notified of each commit of this process that queued work.
    pub fn work(&self) -> watch::Receiver<u64> {
        self.work.subscribe()
    }

    /// Begins a transaction that writes. On SQLite it waits for the one writer.
    ///
    /// # Errors
    /// When the database cannot be reached in time; at once while that is known.
    pub async fn begin(&self) -> Result<Tx> {
        self.health.check()?;
        self.health.serves(Box::pin(self.begin_unasked())).await
    }

    /// Begins a transaction like [`Db::begin`], whatever the last probe found.
    async fn begin_unasked(&self) -> Result<Tx> {
        let begun = match &self.pools {
            Pools::Sqlite { writer, .. } => {
                writer.begin_with("BEGIN IMMEDIATE").await.map(Inner::Sqlite)
            }
            Pools::Postgres(pool) => pool.begin().await.map(Inner::Postgres),
        };
        self.tx(begun)
    }

    /// Returns a connection that only reads: each statement sees the latest commit.
    ///
    /// # Errors
    /// When the database cannot be reached in time; at once while that is known.
    pub async fn read(&self) -> Result<Tx> {
        self.health.check()?;
        let acquired = async {
            match &self.pools {
                Pools::Sqlite { readers, .. } => readers.acquire().await.map(Inner::SqliteRead),
                Pools::Postgres(pool) => pool.acquire().await.map(Inner::PostgresRead),
            }
        };
        self.tx(self.health.serves(Box::pin(acquired)).await)
    }

    fn tx(&self, inner: Result<Inner>) -> Result<Tx> {
        let inner = inner.inspect_err(|error| self.health.doubt(error))?;
        let (health, work) = (self.health.clone(), self.work.clone());
        Ok(Tx { inner, health, work, leaves_work: false })
    }

    /// Checks that the database answers.
    pub async fn ping(&self) -> Result<()> {
        let mut tx = self.read().await?;
        let _: Option<i64> =
            crate::sql!(&mut tx, scalar_optional i64, "SELECT version FROM users LIMIT 1")?;
        Ok(())
    }

    /// Closes every connection and checkpoints the write-ahead log, with a short wait for
    /// connections in use.
    pub async fn close(&self) {
        let closing = async {
            match &self.pools {
                Pools::Sqlite { writer, readers } => {
                    readers.close().await;
                    // A close does it too, unless another process has the files open. What was
                    // saved is then kept even when the log's file was removed.
                    let back = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(writer).await;
                    if let Err(error) = back {
                        tracing::error!(
                            event = "log_not_written_back",
                            %error,
                            "the write-ahead log could not be written back"
                        );
                    }
                    writer.close().await;
                }
                Pools::Postgres(pool) => pool.close().await,
            }
        };
        if tokio::time::timeout(CLOSE_DEADLINE, closing).await.is_err() {
            tracing::warn!(
                event = "connection_cut_off",
                "a database connection was still in use at the stop"
            );
        }
    }
}
