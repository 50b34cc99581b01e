//! Connections: what a database must support, and how connections are pooled.

use std::io;
use std::time::Duration;

use anyhow::{Context, anyhow, ensure};
use rustls::CertificateError;
use sqlx::pool::PoolConnectionMetadata;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};
use sqlx::{Connection, PgConnection};

use super::health::{Eye, Files};
use super::url::Options;
use super::{DbFuture, Error, Pools, Result};

/// The longest wait for a connection of the pool.
const ACQUIRE_DEADLINE: Duration = Duration::from_secs(5);
/// The longest wait for PostgreSQL's answer to a first connection.
const CONNECT_DEADLINE: Duration = Duration::from_secs(10);
/// The longest wait for a connection's answer when it is returned; after it, the connection is
/// dropped.
const RELEASE_DEADLINE: Duration = Duration::from_secs(2);

/// The oldest SQLite that is accepted: earlier ones can corrupt a write-ahead log.
const OLDEST_SQLITE: (u32, u32, u32) = (3, 51, 3);

impl Options {
    pub(super) async fn connect(&self) -> anyhow::Result<Pools> {
        match self {
            Self::Sqlite(options) => sqlite(options).await,
            Self::Postgres(options) => postgres(options).await,
        }
    }

    /// Returns the probe that checks the database from now on.
    pub(super) async fn eye(&self) -> Result<Eye> {
        Ok(match self {
            Self::Sqlite(options) => {
                let reading = options.as_ref().clone().read_only(true).create_if_missing(false);
                Eye::Sqlite(Files::of(&reading).await?)
            }
            Self::Postgres(options) => Eye::postgres(options.as_ref().clone()),
        })
    }
}

/// Closes a returned connection whose transaction neither began nor ended, as on a full disk, or
/// that does not answer: it would fail its next user.
fn released<'c, C: Connection>(
    connection: &'c mut C,
    _: PoolConnectionMetadata,
) -> DbFuture<'c, bool> {
    Box::pin(async move {
        // The ping also rolls back a transaction that was abandoned.
        match tokio::time::timeout(RELEASE_DEADLINE, connection.ping()).await {
            Ok(answered) => answered.map(|()| !connection.is_in_transaction()),
            Err(_) => Err(Error::Io(io::ErrorKind::TimedOut.into())),
        }
    })
}

async fn sqlite(options: &SqliteConnectOptions) -> anyhow::Result<Pools> {
    let path = options.get_filename();
    // Connections stay open: one that is closed and opened again might be of another file.
    let pool = || {
        SqlitePoolOptions::new()
            .acquire_timeout(ACQUIRE_DEADLINE)
            .idle_timeout(None)
            .max_lifetime(None)
            .test_before_acquire(false)
            .after_release(released)
    };
    let writer = pool()
        .max_connections(1)
        .connect_with(options.clone())
        .await
        .with_context(|| format!("cannot open the database {}", path.display()))?;
    let (version,): (String,) =
        sqlx::query_as("SELECT sqlite_version()").fetch_one(&writer).await?;
    ensure!(
        parse_version(&version) >= OLDEST_SQLITE,
        "SQLite {version} is too old: {OLDEST_SQLITE:?} or newer is needed"
    );
    let readers = pool()
        .max_connections(4)
        .min_connections(1)
        .connect_lazy_with(options.clone().read_only(true).create_if_missing(false));
    Ok(Pools::Sqlite { writer, readers })
}

async fn postgres(options: &PgConnectOptions) -> anyhow::Result<Pools> {
    let at = match options.get_socket() {
        Some(socket) => socket.display().to_string(),
        None => format!("{}:{}", options.get_host(), options.get_port()),
    };
    let first = tokio::time::timeout(CONNECT_DEADLINE, examined(options));
    first
        .await
        .unwrap_or_else(|_| Err(Error::Io(io::ErrorKind::TimedOut.into()).into()))
        .with_context(|| format!("cannot connect to PostgreSQL at {at}"))?;
    let pool = PgPoolOptions::new()
        .max_connections(16)
        .acquire_timeout(ACQUIRE_DEADLINE)
        .after_release(released)
        .connect_lazy_with(options.clone());
    Ok(Pools::Postgres(pool))
}

/// Checks that this PostgreSQL is supported.
async fn examined(options: &PgConnectOptions) -> anyhow::Result<()> {
    let mut one = PgConnection::connect_with(options).await.map_err(of_connection)?;
    let encoding: String = sqlx::query_scalar("SHOW server_encoding").fetch_one(&mut one).await?;
    ensure!(
        encoding == "UTF8",
        "this database stores text as {encoding}, not UTF-8; create one with: createdb \
         --encoding=UTF8 --template=template0"
    );
    // When two connections share one session of the server, as behind a pooler, session state is
    // not safe.
    let mut other = PgConnection::connect_with(options).await?;
    let ask = "SELECT pg_backend_pid()";
    let mut ids = [0_i32; 2];
    for (id, connection) in ids.iter_mut().zip([&mut one, &mut other]) {
        *id = sqlx::query_scalar(ask).persistent(false).fetch_one(connection).await?;
    }
    ensure!(
        ids[0] != ids[1],
        "a pooler in front of it shares connections between statements; set its pool_mode = \
         session (PgBouncer), or connect to the server directly"
    );
    one.close().await?;
    other.close().await?;
    Ok(())
}

/// Returns the error of a connection. A TLS error does not pass by waiting, so it is told apart
/// from a database that cannot be reached.
fn of_connection(error: Error) -> anyhow::Error {
    let tls = match &error {
        Error::Io(io) => io.get_ref().and_then(|error| error.downcast_ref::<rustls::Error>()),
        Error::Tls(_) => None,
        _ => return error.into(),
    };
    let advice = match (&error, tls) {
        (Error::Tls(why), _) if why.to_string().contains("does not support TLS") => {
            "the server has no TLS, which is required of a server on another machine; in a \
             private network, add sslmode=disable to the database URL"
        }
        (_, Some(rustls::Error::InvalidCertificate(why))) => of_certificate(why),
        (Error::Tls(_), _) | (_, Some(_)) => "its TLS must be version 1.2 or 1.3",
        (_, None) => return error.into(),
    };
    anyhow!("{error}: {advice}")
}

/// Returns the advice about a certificate that is not accepted.
fn of_certificate(why: &CertificateError) -> &'static str {
    match why {
        CertificateError::UnknownIssuer => {
            "its certificate is not signed by a trusted authority; add sslrootcert=FILE, with the \
             authority's certificate, to the database URL (sslmode=require accepts any \
             certificate)"
        }
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
            "its certificate has expired; renew it, and check the clock of this machine"
        }
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            "its certificate is for another host than the one in the database URL; use a host of \
             its subjectAltName"
        }
        CertificateError::Other(why) if why.to_string().contains("CaUsedAsEndEntity") => {
            "its certificate is an authority's own (CA:TRUE); let that authority sign one for the \
             server"
        }
        _ => "its certificate cannot be trusted",
    }
}

fn parse_version(text: &str) -> (u32, u32, u32) {
    let mut parts = text.split('.').map(|part| part.parse().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    (next(), next(), next())
}
