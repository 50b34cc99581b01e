//! One database behind two drivers: transactions, migrations, and nothing above knows which.

pub mod conflict;
pub mod filter;
pub mod instance;
pub mod list;
mod sql;
mod tx;

use std::pin::Pin;
use std::str::FromStr;
use std::time::Duration;

use anyhow::Context;
pub use sql::{Statement, statements};
use sqlx::migrate::Migrator;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{PgPool, SqlitePool};
use tokio::sync::watch;
use tx::Inner;
pub use tx::{Connection, Tx};

/// What a statement may end in.
pub type Error = sqlx::Error;
/// The result of a statement.
pub type Result<T> = std::result::Result<T, Error>;
/// The future of work on the database, as lists of functions have it.
pub type DbFuture<'a, T> = Pin<Box<dyn Future<Output = Result<T>> + Send + 'a>>;

static MIGRATIONS: Migrator = sqlx::migrate!();

/// Pages that each SQLite connection keeps, in KiB (which the minus sign says). A memory map
/// would be faster still, but a large database would fill the process at rest.
const CACHE: &str = "-8192";

/// Who waits longer for a connection is told that something is wrong.
const ACQUIRE_DEADLINE: Duration = Duration::from_secs(5);
/// A close waits so long for connections that are in use.
const CLOSE_DEADLINE: Duration = Duration::from_secs(1);

/// Older ones can corrupt a write-ahead log.
const OLDEST_SQLITE: (u32, u32, u32) = (3, 51, 3);

/// Connections to the one database.
#[derive(Clone, Debug)]
pub struct Db {
    pools: Pools,
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
    /// Connects, and brings the schema up to this version under a lock.
    ///
    /// # Errors
    /// When it cannot be reached, is too old, or a migration fails; the sentence says which.
    pub async fn open(url: &str) -> anyhow::Result<Self> {
        let _held = first_start_lock(url).await?;
        let db = Self::connect(url).await?;
        db.migrate().await?;
        Ok(db)
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
        if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            let options = PgConnectOptions::from_str(url).context("the database URL")?;
            let pool = PgPoolOptions::new()
                .max_connections(16)
                .acquire_timeout(ACQUIRE_DEADLINE)
                .connect_with(options)
                .await
                .context("cannot connect to PostgreSQL")?;
            return Ok(Self::over(Pools::Postgres(pool)));
        }
        anyhow::ensure!(
            url.starts_with("sqlite:"),
            "the database URL must begin with postgres: or sqlite:"
        );
        let options = SqliteConnectOptions::from_str(url)
            .context("the database URL")?
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(5))
            .pragma("cache_size", CACHE);
        let path = options.get_filename().to_path_buf();
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(ACQUIRE_DEADLINE)
            .test_before_acquire(false)
            .connect_with(options.clone())
            .await
            .with_context(|| format!("cannot open the database {}", path.display()))?;
        let (version,): (String,) =
            sqlx::query_as("SELECT sqlite_version()").fetch_one(&writer).await?;
        anyhow::ensure!(
            parse_version(&version) >= OLDEST_SQLITE,
            "SQLite {version} is too old: {OLDEST_SQLITE:?} or newer is needed"
        );
        let readers = SqlitePoolOptions::new()
            .max_connections(4)
            .min_connections(1)
            .acquire_timeout(ACQUIRE_DEADLINE)
            .test_before_acquire(false)
            .connect_lazy_with(options.read_only(true).create_if_missing(false));
        Ok(Self::over(Pools::Sqlite { writer, readers }))
    }

    fn over(pools: Pools) -> Self {
        Self { pools, work: watch::Sender::new(0) }
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
    /// When the database cannot be reached in time.
    pub async fn begin(&self) -> Result<Tx> {
        Ok(self.tx(match &self.pools {
            Pools::Sqlite { writer, .. } => {
                Inner::Sqlite(writer.begin_with("BEGIN IMMEDIATE").await?)
            }
            Pools::Postgres(pool) => Inner::Postgres(pool.begin().await?),
        }))
    }

    /// A connection that only looks: each statement sees the latest commit.
    ///
    /// # Errors
    /// When the database cannot be reached in time.
    pub async fn read(&self) -> Result<Tx> {
        Ok(self.tx(match &self.pools {
            Pools::Sqlite { readers, .. } => Inner::SqliteRead(readers.acquire().await?),
            Pools::Postgres(pool) => Inner::PostgresRead(pool.acquire().await?),
        }))
    }

    fn tx(&self, inner: Inner) -> Tx {
        Tx { inner, work: self.work.clone(), leaves_work: false }
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
                    writer.close().await;
                }
                Pools::Postgres(pool) => pool.close().await,
            }
        };
        if tokio::time::timeout(CLOSE_DEADLINE, closing).await.is_err() {
            tracing::warn!("a database connection was still in use at the stop");
        }
    }
}

/// Held while a database is opened and migrated. PostgreSQL takes an advisory lock of its own;
/// SQLite has none across processes, not even for turning the write-ahead log on, so a file beside
/// the database is locked.
async fn first_start_lock(url: &str) -> anyhow::Result<Option<std::fs::File>> {
    if !url.starts_with("sqlite:") {
        return Ok(None);
    }
    let options = SqliteConnectOptions::from_str(url).context("the database URL")?;
    let mut path = options.get_filename().as_os_str().to_owned();
    path.push(".lock");
    let locked = tokio::task::spawn_blocking(move || {
        let file = std::fs::File::create(&path)
            .with_context(|| format!("cannot create {}", path.display()))?;
        file.lock().context("cannot lock the database for its start")?;
        anyhow::Ok(file)
    });
    locked.await?.map(Some)
}

fn parse_version(text: &str) -> (u32, u32, u32) {
    let mut parts = text.split('.').map(|part| part.parse().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    (next(), next(), next())
}
