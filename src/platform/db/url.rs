//! The database URL: which database it names, and how a server is spoken to.

use std::str::FromStr;
use std::time::Duration;

use anyhow::{Context, anyhow, ensure};
use sqlx::postgres::{PgConnectOptions, PgSslMode};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};

use crate::platform::config::{is_loopback_host, read_url};

/// Pages that each SQLite connection keeps, in KiB (which the minus sign says). A memory map
/// would be faster still, but a large database would fill the process at rest.
const CACHE: &str = "-8192";

/// What may stand behind the question mark for a PostgreSQL. The driver passes over anything else.
const POSTGRES_OPTIONS: &[&str] = &[
    "sslmode",
    "ssl-mode",
    "sslrootcert",
    "ssl-root-cert",
    "ssl-ca",
    "sslcert",
    "ssl-cert",
    "sslkey",
    "ssl-key",
    "statement-cache-capacity",
    "host",
    "hostaddr",
    "port",
    "dbname",
    "user",
    "password",
    "application_name",
    "options",
];

/// How the database that is configured is reached.
#[derive(Clone, Debug)]
pub(super) enum Options {
    Sqlite(Box<SqliteConnectOptions>),
    Postgres(Box<PgConnectOptions>),
}

impl Options {
    /// Reads a database URL. What is wrong with it is said without a part of it.
    pub(super) fn of(url: &str) -> anyhow::Result<Self> {
        let options = match url.split_once(':') {
            Some(("postgres" | "postgresql", _)) => postgres(url),
            Some(("sqlite", path)) => sqlite(url, path),
            _ => Err(anyhow!("the database URL must begin with postgres: or sqlite:")),
        };
        options.context("the setting database_url")
    }
}

fn sqlite(url: &str, path: &str) -> anyhow::Result<Options> {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let path = path.trim_start_matches("//");
    ensure!(
        !path.is_empty() && path != ":memory:" && !query.contains("mode=memory"),
        "it must name a file, like sqlite:/var/lib/callbook/callbook.db; what is in memory is gone at \
         the next stop"
    );
    ensure!(
        !query.contains("mode=ro") && !query.contains("immutable"),
        "the database must be one that can be written to: leave out what stands behind the ?"
    );
    Ok(Options::Sqlite(Box::new(
        SqliteConnectOptions::from_str(url)?
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(5))
            .pragma("cache_size", CACHE),
    )))
}

fn postgres(text: &str) -> anyhow::Result<Options> {
    let url = read_url(text)?;
    for (name, value) in url.query_pairs() {
        let is_known = POSTGRES_OPTIONS.contains(&&*name) || name.starts_with("options[");
        // It may be the rest of a password.
        let is_word =
            name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
        let shown = if is_word { &*name } else { "behind the ?" };
        ensure!(is_known, "it has an option ({shown}) that is not known here: leave it out");
        ensure!(
            !matches!(&*name, "sslmode" | "ssl-mode") || value.parse::<PgSslMode>().is_ok(),
            "sslmode must be verify-full, verify-ca, require, prefer, allow or disable"
        );
    }
    // The driver repeats what it cannot read.
    let options = PgConnectOptions::from_str(text);
    let options = options.map_err(|_| anyhow!("a value behind the ? is none of its option"))?;
    let is_local = options.get_socket().is_some() || is_loopback_host(options.get_host().trim());
    let says = url.query_pairs().any(|(name, _)| name == "sslmode" || name == "ssl-mode");
    let says = says || std::env::var_os("PGSSLMODE").is_some();
    // The driver would go on in the clear, without a word, where the server has no TLS.
    let options = match is_local || says {
        true => options,
        false => options.ssl_mode(PgSslMode::Require),
    };
    Ok(Options::Postgres(Box::new(options)))
}
