//! The database URL: the database, and how a server is connected to.

use std::str::FromStr;
use std::time::Duration;

use ::url::Url;
use anyhow::{Context, anyhow, ensure};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use sqlx::postgres::{PgConnectOptions, PgSslMode};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};

use crate::platform::config::{is_loopback_host, read_url};

/// The page cache of each SQLite connection, in KiB (which the minus sign means). A memory map
/// would be faster, but a large database would fill the memory of an idle process.
const CACHE: &str = "-8192";

/// The options of a PostgreSQL URL that are accepted. The driver would ignore any other.
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

/// How to connect to the configured database.
#[derive(Clone, Debug)]
pub(super) enum Options {
    Sqlite(Box<SqliteConnectOptions>),
    Postgres(Box<PgConnectOptions>),
}

impl Options {
    /// Parses a database URL. Errors never repeat a part of it.
    pub(super) fn of(url: &str) -> anyhow::Result<Self> {
        let options = match url.split_once(':') {
            Some(("postgres" | "postgresql", _)) => postgres(url),
            Some(("sqlite", path)) => sqlite(url, path),
            _ => Err(anyhow!("the database URL must begin with postgres: or sqlite:")),
        };
        options.context("the setting database_url")
    }
}

impl Options {
    /// Returns what others on the network could do on the way to a server, and what to do about it.
    pub(super) fn weakness(&self) -> Option<&'static str> {
        let Self::Postgres(options) = self else { return None };
        match options.get_ssl_mode() {
            _ if is_local(options) => None,
            PgSslMode::VerifyFull => None,
            PgSslMode::VerifyCa => Some(
                "any certificate of a trusted authority is accepted for PostgreSQL, because of \
                 sslmode=verify-ca in database_url; use sslmode=verify-full",
            ),
            PgSslMode::Require => Some(
                "the certificate of PostgreSQL is not verified, because of sslmode=require in \
                 database_url: others on the network can read and change everything; use \
                 sslmode=verify-full, with sslrootcert=FILE for a private authority",
            ),
            PgSslMode::Prefer | PgSslMode::Allow | PgSslMode::Disable => Some(
                "connections to PostgreSQL may be unencrypted, because of sslmode in \
                 database_url: others on the network can read and change everything; use \
                 sslmode=verify-full",
            ),
        }
    }
}

/// Tells whether the server is on this machine.
fn is_local(options: &PgConnectOptions) -> bool {
    // Without a host in the URL the driver uses the folder of the socket.
    let host = options.get_host().trim();
    options.get_socket().is_some() || host.starts_with('/') || is_loopback_host(host)
}

fn sqlite(url: &str, path: &str) -> anyhow::Result<Options> {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let path = path.trim_start_matches("//");
    ensure!(
        !path.is_empty() && path != ":memory:" && !query.contains("mode=memory"),
        "it must name a file, like sqlite:/var/lib/callbook/callbook.db; a database in memory \
         would be lost at the next stop"
    );
    ensure!(
        !query.contains("mode=ro") && !query.contains("immutable"),
        "the database must be writable: leave out mode=ro and immutable"
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
        // A text that is no word may be the rest of a password.
        let is_word =
            name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
        let shown = if is_word { &*name } else { "behind the ?" };
        ensure!(is_known, "it has an unknown option ({shown}): leave it out");
        ensure!(
            !matches!(&*name, "sslmode" | "ssl-mode") || value.parse::<PgSslMode>().is_ok(),
            "sslmode must be verify-full, verify-ca, require, prefer, allow or disable"
        );
    }
    let authority = authority(&url).map_err(|why| why.context("sslrootcert"))?;
    // The driver's error repeats what it cannot parse.
    let options = PgConnectOptions::from_str(without_system(url.clone()).as_str());
    let mut options = options.map_err(|_| anyhow!("one of its options has an invalid value"))?;
    let mode = url.query_pairs().any(|(name, _)| name == "sslmode" || name == "ssl-mode");
    // The driver would ignore an invalid one.
    let of_environment = std::env::var("PGSSLMODE").ok().filter(|mode| !mode.is_empty());
    ensure!(
        of_environment.as_ref().is_none_or(|mode| mode.parse::<PgSslMode>().is_ok()),
        "PGSSLMODE must be verify-full, verify-ca, require, prefer, allow or disable"
    );
    let is_said = mode || of_environment.is_some();
    if !is_said && !is_local(&options) {
        // By default the driver falls back to plain text when the server has no TLS, and accepts
        // any certificate.
        options = options.ssl_mode(PgSslMode::VerifyFull);
    } else if authority && matches!(options.get_ssl_mode(), PgSslMode::Require) {
        // As in libpq: a named authority means that certificates are verified.
        options = options.ssl_mode(PgSslMode::VerifyCa);
    }
    Ok(Options::Postgres(Box::new(options)))
}

fn is_root(name: &str) -> bool {
    matches!(name, "sslrootcert" | "ssl-root-cert" | "ssl-ca")
}

/// Tells whether a URL names a private authority, and reads its certificate then.
fn authority(url: &Url) -> anyhow::Result<bool> {
    let Some((_, root)) = url.query_pairs().find(|(name, _)| is_root(name)) else {
        return Ok(false);
    };
    let pem = match &*root {
        "system" => return Ok(false),
        root if root.starts_with("-----BEGIN") => root.as_bytes().to_vec(),
        path => std::fs::read(path).with_context(|| format!("cannot read {path}"))?,
    };
    ensure!(
        CertificateDer::from_pem_slice(&pem).is_ok(),
        "it is not a PEM certificate, which begins with -----BEGIN CERTIFICATE-----"
    );
    Ok(true)
}

/// Removes libpq's word for the public authorities, which are always trusted.
fn without_system(mut url: Url) -> Url {
    let pairs = url.query_pairs().into_owned();
    let is_kept = |(name, value): &(String, String)| !is_root(name) || value != "system";
    let kept: Vec<_> = pairs.filter(is_kept).collect();
    if kept.len() < url.query_pairs().count() {
        url.query_pairs_mut().clear().extend_pairs(kept);
    }
    url
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_behind_a_socket_is_on_this_machine_however_the_driver_writes_it() {
        let at = |host: &str| PgConnectOptions::new_without_pgpass().host(host);
        for host in ["localhost", "127.0.0.1", "::1", "/run/postgresql"] {
            assert!(is_local(&at(host)), "{host}");
        }
        assert!(is_local(&at("db").socket("/run/postgresql")));
        assert!(!is_local(&at("db")) && !is_local(&at("10.0.0.7")));
    }
}
