//! Whether the database answers and keeps what it is given: it is looked at every second.

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

/// How often it is looked at.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// Whoever takes longer to answer a look is taken to be away.
const LOOK_DEADLINE: Duration = Duration::from_secs(2);
/// However many doubt it, there is such a pause between two looks.
const DOUBT_PAUSE: Duration = Duration::from_millis(100);
/// How often a look writes as well, so that a full disk is found out before a person saves.
const WRITE_EVERY: Duration = Duration::from_secs(15);

/// Why the database did not serve, where the statement is not to blame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It has too much to do: the same statement may go through in a moment.
    Busy,
    /// It cannot be reached, or cannot keep anything.
    Away,
}

impl Trouble {
    /// What an error says about the database, if anything.
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

    /// SQLSTATE, PostgreSQL's appendix A.
    fn of_sqlstate(code: &str) -> Option<Self> {
        match code {
            // Too many connections, no lock, a deadlock, a conflict.
            "53300" | "55P03" | "40P01" | "40001" => Some(Self::Busy),
            // Only reading, input or output failed, shut down.
            "25006" | "58030" | "57P01" | "57P02" | "57P03" | "57P05" => Some(Self::Away),
            // No connection; a full disk or no memory.
            _ if code.starts_with("08") || code.starts_with("53") => Some(Self::Away),
            _ => None,
        }
    }

    /// SQLite's result codes (<https://sqlite.org/rescode.html>), the low byte of the extended.
    fn of_sqlite(code: &str) -> Option<Self> {
        match code.parse::<i32>().unwrap_or_default() & 0xff {
            // Another process has locked the file.
            5 | 6 => Some(Self::Busy),
            // Only reading, input or output failed, damaged, full, cannot be opened, no database.
            8 | 10 | 11 | 13 | 14 | 26 => Some(Self::Away),
            _ => None,
        }
    }
}

/// What the last look found.
#[derive(Clone, Debug)]
pub struct Health {
    /// Why the database does not serve, where it does not.
    found: watch::Sender<Option<Arc<str>>>,
    doubts: Arc<Notify>,
}

impl Health {
    pub(super) fn new() -> Self {
        Self { found: watch::Sender::new(None), doubts: Arc::new(Notify::new()) }
    }

    /// An error at once, where it is known that there is nobody to ask.
    pub(super) fn check(&self) -> Result<()> {
        self.found.borrow().as_deref().map_or(Ok(()), |why| Err(away(why)))
    }

    /// Awaits an answer of the database, though not of one that is found to be away meanwhile.
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

    /// Something failed that a database that is well does: it is looked at now.
    pub(super) fn doubt(&self, error: &Error) {
        if Trouble::of(error) == Some(Trouble::Away) {
            self.doubts.notify_one();
        }
    }

    /// Keeps what a look found, and logs once what is new.
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

/// An eye on the database: what a look needs, kept from one look to the next.
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
                // A connection of its own, so that a busy pool is not taken for a database that is
                // away. It is not put back where a look fails, or is given up.
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

/// The files of a SQLite database. Where another file has their name, or none, what is saved would
/// be lost with the process.
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
    /// Those of an open database.
    pub(super) async fn of(options: &SqliteConnectOptions) -> Result<Self> {
        let mut open = SqliteConnection::connect_with(options).await?;
        // The log is there once it was read.
        let _: i64 =
            sqlx::query_scalar("SELECT COUNT(*) FROM sqlite_master").fetch_one(&mut open).await?;
        let database = options.get_filename().to_path_buf();
        let mut log = database.clone().into_os_string();
        log.push("-wal");
        // A database in memory has none.
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
    /// Looks at the database until it is closed. While it does not serve, [`Db::begin`]
    /// and [`Db::read`] fail at once.
    ///
    /// # Errors
    /// When its files cannot be looked at.
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
                // Whoever writes holds SQLite's one connection, perhaps for long.
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
