//! Health of the database, probed every second: whether it answers and can write.

use std::io;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

use sqlx::postgres::{PgConnectOptions, PgDatabaseError};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Connection, PgConnection, SqliteConnection};
use tokio::sync::{Notify, watch};

use super::{Db, Error, Result, instance};

/// How often it is probed.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// The longest wait for the answer to a probe; after it, the database counts as away.
const LOOK_DEADLINE: Duration = Duration::from_secs(2);
/// The least pause between two probes, however many failures ask for one.
const DOUBT_PAUSE: Duration = Duration::from_millis(100);
/// How often a probe writes too, so that a full disk is noticed before a person saves.
const WRITE_EVERY: Duration = Duration::from_secs(15);

/// The reason why the database did not serve, when the statement is not to blame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It is overloaded: the same statement may succeed in a moment.
    Busy,
    /// It cannot be reached, or cannot write.
    Away,
}

impl Trouble {
    /// Returns what an error says about the database, if anything.
    pub fn of(error: &Error) -> Option<Self> {
        match error {
            Error::PoolTimedOut => Some(Self::Busy),
            Error::Io(_) | Error::Tls(_) | Error::PoolClosed | Error::WorkerCrashed => {
                Some(Self::Away)
            }
            Error::Database(error) => {
                let code = error.code().unwrap_or_default();
                match error.try_downcast_ref::<PgDatabaseError>() {
                    Some(_) => Self::of_sqlstate(&code),
                    None => Self::of_sqlite(&code),
                }
            }
            _ => None,
        }
    }

    /// Classifies an SQLSTATE (PostgreSQL, appendix A).
    fn of_sqlstate(code: &str) -> Option<Self> {
        match code {
            // too_many_connections, lock_not_available, deadlock_detected, serialization_failure.
            "53300" | "55P03" | "40P01" | "40001" => Some(Self::Busy),
            // read_only_sql_transaction, io_error, and the shutdown and crash codes of class 57.
            "25006" | "58030" | "57P01" | "57P02" | "57P03" | "57P05" => Some(Self::Away),
            // Class 08, connection exception; class 53, insufficient resources.
            _ if code.starts_with("08") || code.starts_with("53") => Some(Self::Away),
            _ => None,
        }
    }

    /// Classifies an SQLite result code (<https://sqlite.org/rescode.html>) by its low byte.
    fn of_sqlite(code: &str) -> Option<Self> {
        match code.parse::<i32>().unwrap_or_default() & 0xff {
            // SQLITE_BUSY and SQLITE_LOCKED: another process has locked the file.
            5 | 6 => Some(Self::Busy),
            // READONLY, IOERR, CORRUPT, FULL, CANTOPEN, NOTADB.
            8 | 10 | 11 | 13 | 14 | 26 => Some(Self::Away),
            _ => None,
        }
    }
}

/// The result of the last probe.
#[derive(Clone, Debug)]
pub struct Health {
    /// Why the database does not serve; `None` while it does.
    found: watch::Sender<Option<Arc<str>>>,
    doubts: Arc<Notify>,
}

impl Health {
    pub(super) fn new() -> Self {
        Self { found: watch::Sender::new(None), doubts: Arc::new(Notify::new()) }
    }

    /// Fails at once while the database is known to be away.
    pub(super) fn check(&self) -> Result<()> {
        self.found.borrow().as_deref().map_or(Ok(()), |why| Err(away(why)))
    }

    /// Awaits an answer of the database; fails when a probe meanwhile finds it away.
    pub async fn serves<T>(
        &self,
        work: Pin<Box<dyn Future<Output = Result<T>> + Send + '_>>,
    ) -> Result<T> {
        let mut found = self.found.subscribe();
        tokio::select! {
            biased;
            result = work => result,
            why = found.wait_for(Option::is_some) => {
                Err(away(why.ok().as_deref().and_then(Option::as_deref).unwrap_or_default()))
            }
        }
    }

    /// Asks for a probe now, after an error that a healthy database does not give.
    pub(super) fn doubt(&self, error: &Error) {
        if Trouble::of(error) == Some(Trouble::Away) {
            self.doubts.notify_one();
        }
    }

    /// Stores the result of a probe, and logs it when it changed.
    fn record_outcome(&self, why: Option<String>) {
        let new = why.is_some() != self.found.borrow().is_some();
        match &why {
            Some(why) if new => {
                tracing::error!(event = "database_away", %why, "the database does not serve");
            }
            None if new => tracing::info!(event = "database_back", "the database serves again"),
            _ => {}
        }
        self.found.send_replace(why.map(Into::into));
    }
}

fn away(why: &str) -> Error {
    Error::Io(io::Error::new(io::ErrorKind::NotConnected, why))
}

/// A probe: what it needs, kept from one run to the next.
pub(super) enum Eye {
    Sqlite(Files),
    Postgres { options: Box<PgConnectOptions>, connection: Option<PgConnection> },
}

impl Eye {
    pub(super) fn postgres(options: PgConnectOptions) -> Self {
        Self::Postgres { options: Box::new(options), connection: None }
    }

    async fn look(&mut self) -> Result<()> {
        match self {
            Self::Sqlite(files) => files.look(),
            Self::Postgres { options, connection } => {
                // It has a connection of its own, so that a busy pool is not taken for an absent
                // database. The connection is put back only when the probe succeeds.
                let mut open = match connection.take() {
                    Some(open) => open,
                    None => PgConnection::connect_with(options).await?,
                };
                open.ping().await?;
                *connection = Some(open);
                Ok(())
            }
        }
    }
}

/// The files of an SQLite database. When a file is replaced or removed, what is saved would be lost
/// with the process.
pub(super) struct Files {
    known: Vec<(PathBuf, FileId)>,
    /// While it is open, SQLite removes no file.
    _open: SqliteConnection,
}

#[derive(Clone, Copy, PartialEq, Eq)]
struct FileId {
    device: u64,
    inode: u64,
}

impl Files {
    /// Remembers the files of an open database.
    pub(super) async fn of(options: &SqliteConnectOptions) -> Result<Self> {
        let mut open = SqliteConnection::connect_with(options).await?;
        // Reading creates the log.
        let _: i64 =
            sqlx::query_scalar("SELECT COUNT(*) FROM sqlite_master").fetch_one(&mut open).await?;
        let database = options.get_filename().to_path_buf();
        let mut log = database.clone().into_os_string();
        log.push("-wal");
        // A database in memory has no files.
        let known = [database, log.into()].into_iter();
        let known = known.filter_map(|path| Some((path.clone(), id_of(&path).ok()?))).collect();
        Ok(Self { known, _open: open })
    }

    fn look(&self) -> Result<()> {
        for (path, known) in &self.known {
            if id_of(path).ok() != Some(*known) {
                let path = path.display();
                return Err(away(&format!(
                    "{path} is gone or is another file: put it back, or stop the program, which \
                     writes what it still holds, and start it again"
                )));
            }
        }
        Ok(())
    }
}

fn id_of(path: &std::path::Path) -> io::Result<FileId> {
    use std::os::unix::fs::MetadataExt;
    let found = std::fs::metadata(path)?;
    Ok(FileId { device: found.dev(), inode: found.ino() })
}

impl Db {
    /// Probes the database until it is closed. While it does not serve, [`Db::begin`] and
    /// [`Db::read`] fail at once.
    ///
    /// # Errors
    /// When its files cannot be inspected.
    pub async fn watch(&self) -> Result<()> {
        let mut eye = self.eye().await?;
        let mut written: Option<Instant> = None;
        while !self.is_closed() {
            let due = written.is_none_or(|at| at.elapsed() >= WRITE_EVERY);
            let looked = async {
                eye.look().await?;
                if due {
                    self.write().await?;
                }
                Ok(())
            };
            let found = match tokio::time::timeout(LOOK_DEADLINE, looked).await {
                // A writer holds SQLite's one writing connection, perhaps for long.
                Err(_) if self.is_sqlite() => None,
                Err(_) => Some("no answer in time".to_owned()),
                Ok(Ok(())) => None,
                Ok(Err(error)) if Trouble::of(&error) == Some(Trouble::Busy) => None,
                Ok(Err(error)) => Some(error.to_string()),
            };
            match &found {
                None if due => written = Some(Instant::now()),
                None => {}
                Some(_) => written = None,
            }
            self.health.record_outcome(found);
            let doubted = async {
                tokio::time::sleep(DOUBT_PAUSE).await;
                self.health.doubts.notified().await;
            };
            tokio::select! {
                () = tokio::time::sleep(LOOK_EVERY) => {}
                () = doubted => written = None,
            }
        }
        Ok(())
    }

    async fn write(&self) -> Result<()> {
        let mut tx = self.begin_unasked().await?;
        instance::count_a_look(&mut tx).await?;
        tx.commit().await
    }
}
