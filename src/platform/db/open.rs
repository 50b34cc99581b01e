//! The opening of a database: connecting, waiting where asked, and migrating under a lock.

use std::time::{Duration, Instant};

use anyhow::Context;
use sqlx::migrate::Migrator;
use tokio::sync::watch;

use super::health::{Health, Trouble};
use super::url::Options;
use super::{Db, Error, Pools, Result};

static MIGRATIONS: Migrator = sqlx::migrate!();

/// The pause between attempts to connect at start.
const START_PAUSE: Duration = Duration::from_secs(1);
/// The pause between log lines about a database that is not up.
const START_REMINDER: Duration = Duration::from_secs(30);

impl Db {
    /// Connects, and migrates the schema to this version under a lock.
    ///
    /// # Errors
    /// When the database cannot be reached, is not supported, or a migration fails.
    pub async fn open(url: &str) -> anyhow::Result<Self> {
        let _held = first_start_lock(url).await?;
        let db = Self::connect(url).await?;
        db.migrate().await?;
        Ok(db)
    }

    /// Opens a database like [`Db::open`], but waits for a server that is not up yet, and logs
    /// that.
    ///
    /// # Errors
    /// Those of [`Db::open`], except for a server that cannot be reached.
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

    /// Opens a database like [`Db::open`], but only an empty one.
    ///
    /// # Errors
    /// Those of [`Db::open`], and when the database has tables; it is left unchanged.
    pub async fn open_empty(url: &str) -> anyhow::Result<Self> {
        let _held = first_start_lock(url).await?;
        let db = Self::connect(url).await?;
        anyhow::ensure!(db.tables().await? == 0, "the database has tables");
        db.migrate().await?;
        Ok(db)
    }

    /// Opens a database like [`Db::open`], but creates no file.
    ///
    /// # Errors
    /// Those of [`Db::open`], and when there is no such file.
    pub async fn open_existing(url: &str) -> anyhow::Result<Self> {
        if let Options::Sqlite(options) = Options::of(url)? {
            let path = options.get_filename();
            let said = "there is no database at";
            anyhow::ensure!(
                path.exists(),
                "{said} {}; `callbook serve` creates it",
                path.display()
            );
        }
        Self::open(url).await
    }

    /// Counts the tables. The catalogues of the two databases differ, so this statement cannot be
    /// in the register, which prepares each on both.
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

    async fn migrate(&self) -> anyhow::Result<()> {
        match &self.pools {
            Pools::Sqlite { writer, .. } => MIGRATIONS.run(writer).await,
            Pools::Postgres(pool) => MIGRATIONS.run(pool).await,
        }
        .context("cannot migrate the database")
    }
}

/// Takes the lock under which a database is opened and migrated. PostgreSQL has an advisory lock
/// for migrations; SQLite has no lock across processes for that, nor for turning on the write-ahead
/// log, so a file beside the database is locked.
async fn first_start_lock(url: &str) -> anyhow::Result<Option<std::fs::File>> {
    let Options::Sqlite(options) = Options::of(url)? else { return Ok(None) };
    let mut path = options.get_filename().as_os_str().to_owned();
    path.push(".lock");
    let locked = tokio::task::spawn_blocking(move || {
        let file = std::fs::File::create(&path).with_context(|| {
            let path = path.display();
            format!(
                "cannot create {path} beside the database; its folder must exist, and this user \
                 must be allowed to write to it"
            )
        })?;
        file.lock().context("cannot lock the database to open it")?;
        anyhow::Ok(file)
    });
    locked.await?.map(Some)
}
