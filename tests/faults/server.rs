//! Faults of the PostgreSQL server: it stops, restarts, freezes, is full, or is not supported.

use std::process::{Command, Stdio};

use sqlx::{Connection, PgConnection};

use super::site::{Site, free_address, refused, stored};
use crate::cli::commands::{Running, callbook};
use crate::support::database::is_postgres;
use crate::support::postgres::Postgres;

/// Few connections, so that a test can take them all.
const CONNECTIONS: &str = "-c max_connections=20 -c superuser_reserved_connections=0";

/// Makes a command of the program on a database, with a key of its own.
pub fn on(url: &str, folder: &tempfile::TempDir) -> Command {
    let mut command = callbook(folder.path());
    let key = callbook::platform::secrets::keys::SecretKeys::generate();
    command.env("CALLBOOK_SECRET_KEY", key).env("CALLBOOK_DATABASE_URL", url);
    command
}

#[test]
fn a_server_that_stops_freezes_and_comes_back_is_waited_for() {
    if !is_postgres() {
        return;
    }
    let (server, folder) = (Postgres::start(CONNECTIONS), tempfile::tempdir().unwrap());
    let (site, _running) = Site::set_up(&mut on(&server.url("postgres"), &folder), &free_address());
    stored(&site.save_after(0).unwrap());

    server.stop();
    refused(&site.save_after(1).unwrap());
    site.wait_until("the database does not serve");
    refused(&site.save_after(1).unwrap());
    server.go_on();
    site.wait_until_ready();
    stored(&site.save_after(1).unwrap());

    // Restarted before the next probe: each connection is dead.
    server.stop();
    server.go_on();
    site.wait_until_ready();
    stored(&site.save_after(2).unwrap());

    server.freeze();
    refused(&site.save_after(3).unwrap());
    site.wait_until("the database does not serve");
    server.thaw();
    site.wait_until_ready();
    // What was sent to a frozen server may have arrived.
    let number = site.number();
    assert!([3, 4].contains(&number), "{number}");
    stored(&site.save_after(number).unwrap());
    assert_eq!(site.number(), number + 1);
}

#[tokio::test]
async fn a_server_without_a_free_connection_is_no_reason_to_stop() {
    if !is_postgres() {
        return;
    }
    let (server, folder) = (Postgres::start(CONNECTIONS), tempfile::tempdir().unwrap());
    let (site, _running) = Site::set_up(&mut on(&server.url("postgres"), &folder), &free_address());
    site.wait_until_ready();
    let mut taken = Vec::new();
    while let Ok(connection) = PgConnection::connect(&server.url("postgres")).await {
        taken.push(connection);
    }
    assert!(!taken.is_empty());
    stored(&site.save_after(0).unwrap());
    assert!(site.readiness().contains("200 OK"));
    drop(taken);
    stored(&site.save_after(1).unwrap());
}

#[test]
fn a_start_waits_for_a_server_that_is_not_up_and_says_where() {
    if !is_postgres() {
        return;
    }
    let (server, folder) = (Postgres::start(""), tempfile::tempdir().unwrap());
    server.stop();
    let mut command = on(&server.url("postgres"), &folder);
    let address = free_address();
    let mut waiting = Running::start(command.env("CALLBOOK_LISTEN", &address));
    let log = std::io::BufReader::new(waiting.take_stderr());
    let line = std::io::BufRead::lines(log).next().unwrap().unwrap();
    let place = server.folder().display().to_string();
    for words in ["waiting for the database", "cannot connect to PostgreSQL at", &place] {
        assert!(line.contains(words), "{line}");
    }
    server.go_on();
    Site::at(&address).wait_until_ready();

    // A command other than `serve` does not wait.
    server.stop();
    let output = on(&server.url("postgres"), &folder).arg("migrate").output().unwrap();
    assert!(!output.status.success());
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("cannot connect to PostgreSQL at"), "{said}");
    server.go_on();
}

#[test]
fn a_database_that_cannot_hold_every_name_is_refused() {
    if !is_postgres() {
        return;
    }
    let (server, folder) = (Postgres::start(""), tempfile::tempdir().unwrap());
    server.create("latin", &["--encoding=LATIN1", "--template=template0", "--locale=C"]);
    let output = on(&server.url("latin"), &folder).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && said.contains("LATIN1"), "{said}");
}

/// PgBouncer in front of the server, in a pool mode.
struct Pooler {
    running: std::process::Child,
    port: u16,
}

impl Pooler {
    fn start(server: &Postgres, folder: &tempfile::TempDir, mode: &str) -> Self {
        let port = free_address().rsplit_once(':').unwrap().1.parse().unwrap();
        let file = folder.path().join("pgbouncer.ini");
        let users = folder.path().join("users");
        std::fs::write(&users, "\"postgres\" \"\"\n").unwrap();
        let settings = format!(
            "[databases]\n* = host={}\n[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {port}\n\
             auth_type = trust\nauth_file = {}\npool_mode = {mode}\nunix_socket_dir =\n\
             ignore_startup_parameters = extra_float_digits\n",
            server.folder().display(),
            users.display()
        );
        std::fs::write(&file, settings).unwrap();
        let world = std::os::unix::fs::PermissionsExt::from_mode(0o755);
        std::fs::set_permissions(folder.path(), world).unwrap();
        let pooler = crate::support::postgres::as_postgres("/usr/sbin/pgbouncer".as_ref())
            .current_dir("/")
            .arg(&file)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        for _ in 0..400 {
            if std::net::TcpStream::connect(("127.0.0.1", port)).is_ok() {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(25));
        }
        Self { running: pooler, port }
    }

    fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }
}

impl Drop for Pooler {
    fn drop(&mut self) {
        let _ = Command::new("kill").arg(self.running.id().to_string()).status();
        let _ = self.running.wait();
    }
}

#[test]
fn a_pooler_will_do_where_a_session_is_a_connection() {
    if !is_postgres() {
        return;
    }
    let (server, folder) = (Postgres::start(""), tempfile::tempdir().unwrap());
    let pooler = Pooler::start(&server, &folder, "session");
    let (site, running) = Site::set_up(&mut on(&pooler.url(), &folder), &free_address());
    stored(&site.save_after(0).unwrap());
    assert_eq!(site.number(), 1);
    drop((running, pooler));

    let pooler = Pooler::start(&server, &folder, "transaction");
    let output = on(&pooler.url(), &folder).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && said.contains("pool_mode = session"), "{said}");
}
