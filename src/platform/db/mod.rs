//! One database behind two drivers: transactions, migrations, and nothing above knows which.

pub mod conflict;
mod connect;
pub mod filter;
mod health;
pub mod instance;
pub mod list;
mod sql;
mod tx;
mod url;

use std::pin::Pin;
use std::time::{Duration, Instant};

use anyhow::Context;
use health::Eye;
pub use health::{Health, Trouble};
pub use sql::{Statement, statements};
use sqlx::migrate::Migrator;
use sqlx::{PgPool, SqlitePool};
use tokio::sync::watch;
use tx::Inner;
pub use tx::{Connection, Tx};
use url::Options;

/// What a statement may end in.
pub type Error = sqlx::Error;
/// The result of a statement.
pub type Result<T> = std::result::Result<T, Error>;
/// The future of work on the database, as lists of functions have it.
pub type DbFuture<'a, T> = Pin<Box<dyn Future<Output = Result<T>> + Send + 'a>>;

static MIGRATIONS: Migrator = sqlx::migrate!();

/// A close waits so long for connections that are in use.
const CLOSE_DEADLINE: Duration = Duration::from_secs(1);
/// A database that is not up yet is asked again this much later, at a start that waits for it.
const START_PAUSE: Duration = Duration::from_secs(1);
/// And that it is not up is said again this much later.
const START_REMINDER: Duration = Duration::from_secs(30);

/// Connections to the one database.
#[derive(Clone, Debug)]
pub struct Db {
    options: Options,
    pools: Pools,
    health: Health,
    /// Counts the commits that left work behind.
    work: watch::Sender<u64>,
}

#[derive(Clone, Debug)]
enum Pools {
    /// One writing connection, and readers beside it.
    Sqlite { writer: SqlitePool, readers: SqlitePool },
    /// Any number of instances share it.
    Postgres(PgPool),
}

impl Db {
    /// Checks a database URL, and opens nothing. What others could read and change on the way to a
    /// server, because the URL has it so, is said with what to do.
    ///
    /// # Errors
    /// With what is wrong with it and what to do.
    pub fn check(url: &str) -> anyhow::Result<Option<&'static str>> {
        Ok(Options::of(url)?.weakness())
    }

    /// Connects, and brings the schema up to this version under a lock.
    ///
    /// # Errors
    /// When it cannot be reached, is none that will do, or a migration fails; the sentence says which.
    pub async fn open(url: &str) -> anyhow::Result<Self> {
        let _held = first_start_lock(url).await?;
        let db = Self::connect(url).await?;
        db.migrate().await?;
        Ok(db)
    }

    /// As [`Db::open`], but waits for a server that is not up yet, and says so.
    ///
    /// # Errors
    /// As there, but for a server that cannot be reached.
    pub async fn open_once_up(url: &str) -> anyhow::Result<Self> {
        let mut said: Option<Instant> = None;
        loop {
            let failed = match Self::open(url).await {
                Ok(db) => return Ok(db),
                Err(error) => error,
            };
            let trouble = failed.downcast_ref::<Error>().and_then(Trouble::of);
            if url.starts_with("sqlite:") || trouble.is_none() {
                return Err(failed);
            }
            if said.is_none_or(|at| at.elapsed() >= START_REMINDER) {
                tracing::warn!(
                    event = "waiting_for_database",
                    error = format!("{failed:#}"),
                    "waiting for the database"
                );
                said = Some(Instant::now());
            }
            tokio::time::sleep(START_PAUSE).await;
        }
    }

    /// As [`Db::open`], but only where there is nothing yet.
    ///
    /// # Errors
    /// As there, and when the database has tables; it is left as it is.
    pub async fn open_empty(url: &str) -> anyhow::Result<Self> {
        let _held = first_start_lock(url).await?;
        let db = Self::connect(url).await?;
        anyhow::ensure!(db.tables().await? == 0, "the database has tables");
        db.migrate().await?;
        Ok(db)
    }

    /// As [`Db::open`], but makes no file.
    ///
    /// # Errors
    /// As there, and when there is no such file.
    pub async fn open_existing(url: &str) -> anyhow::Result<Self> {
        if let Options::Sqlite(options) = Options::of(url)? {
            let path = options.get_filename();
            let said = "there is no database at";
            anyhow::ensure!(path.exists(), "{said} {}; `callbook serve` makes it", path.display());
        }
        Self::open(url).await
    }

    /// The number of tables. The two databases keep their catalogues in different places, and a
    /// statement of the register prepares on both: this one stands outside it.
    async fn tables(&self) -> Result<i64> {
        match &self.pools {
            Pools::Sqlite { writer, .. } => {
                sqlx::query_scalar("SELECT COUNT(*) FROM sqlite_master").fetch_one(writer).await
            }
            Pools::Postgres(pool) => {
                let text = "SELECT COUNT(*) FROM pg_tables WHERE schemaname = current_schema()";
                sqlx::query_scalar(text).fetch_one(pool).await
            }
        }
    }

    async fn connect(url: &str) -> anyhow::Result<Self> {
        let options = Options::of(url)?;
        let pools = options.connect().await?;
        Ok(Self { options, pools, health: Health::new(), work: watch::Sender::new(0) })
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

    /// Told of each commit of this process that left work behind.
    pub fn work(&self) -> watch::Receiver<u64> {
        self.work.subscribe()
    }

    async fn migrate(&self) -> anyhow::Result<()> {
        match &self.pools {
            Pools::Sqlite { writer, .. } => MIGRATIONS.run(writer).await,
            Pools::Postgres(pool) => MIGRATIONS.run(pool).await,
        }
        .context("cannot migrate the database")
    }

    /// Begins a change. On SQLite it waits for the one writer.
    ///
    /// # Errors
    /// When the database cannot be reached in time; at once where that is known.
    pub async fn begin(&self) -> Result<Tx> {
        self.health.check()?;
        self.health.serves(Box::pin(self.begin_unasked())).await
    }

    /// As [`Db::begin`], whatever the last look found.
    async fn begin_unasked(&self) -> Result<Tx> {
        let begun = match &self.pools {
            Pools::Sqlite { writer, .. } => {
                writer.begin_with("BEGIN IMMEDIATE").await.map(Inner::Sqlite)
            }
            Pools::Postgres(pool) => pool.begin().await.map(Inner::Postgres),
        };
        self.tx(begun)
    }

    /// A connection that only looks: each statement sees the latest commit.
    ///
    /// # Errors
    /// When the database cannot be reached in time; at once where that is known.
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

    /// Whether it answers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn ping(&self) -> Result<()> {
        let mut tx = self.read().await?;
        let _: Option<i64> =
            crate::sql!(&mut tx, scalar_optional i64, "SELECT version FROM users LIMIT 1")?;
        Ok(())
    }

    /// Closes every connection, writing back the log; does not wait long for one that is in use.
    pub async fn close(&self) {
        let closing = async {
            match &self.pools {
                Pools::Sqlite { writer, readers } => {
                    readers.close().await;
                    // Closing would do it too, but for who still looks at the files. What was saved
                    // is kept so even where the file of the log was removed.
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

/// Held while a database is opened and migrated. PostgreSQL takes an advisory lock of its own;
/// SQLite has none across processes, not even for turning the write-ahead log on, so a file beside
/// the database is locked.
async fn first_start_lock(url: &str) -> anyhow::Result<Option<std::fs::File>> {
    let Options::Sqlite(options) = Options::of(url)? else { return Ok(None) };
    let mut path = options.get_filename().as_os_str().to_owned();
    path.push(".lock");
    let locked = tokio::task::spawn_blocking(move || {
        let file = std::fs::File::create(&path).with_context(|| {
            let path = path.display();
            format!(
                "cannot create {path} beside the database; its folder must be there, and this user \
                     must be allowed to write to it"
            )
        })?;
        file.lock().context("cannot lock the database for its start")?;
        anyhow::Ok(file)
    });
    locked.await?.map(Some)
}
