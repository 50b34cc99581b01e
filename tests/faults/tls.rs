//! TLS to a PostgreSQL on another machine: valid certificates, and the errors of invalid ones.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::Command;

use super::server::on;
use super::site::{Site, free_address};
use crate::cli::commands::Running;
use crate::messaging::parts::certificates;
use crate::support::database::is_postgres;
use crate::support::postgres::{self, Postgres};

/// An address that the kernel takes for this machine, and the program for another one.
const FAR: &str = "0.0.0.0";

struct FarServer {
    _server: Postgres,
    address: SocketAddr,
    authority: String,
}

impl FarServer {
    fn start(certificate: Option<&str>) -> Self {
        let folder = postgres::folder();
        certificates(folder.path(), &[FAR]);
        let authority = folder.path().join("ca.pem").to_str().unwrap().to_owned();
        let address = free_address().parse().unwrap();
        let _server = Postgres::start_at(folder, address, certificate);
        Self { _server, address, authority }
    }

    fn url(&self, options: &str) -> String {
        format!("postgres://postgres@{FAR}:{}/postgres?{options}", self.address.port())
    }

    /// Returns the URL with its authority.
    fn known(&self) -> String {
        self.url(&format!("sslrootcert={}", self.authority))
    }
}

/// Returns the error of a program that ends at once.
#[track_caller]
fn said(command: &mut Command) -> String {
    let output = command.output().unwrap();
    assert!(!output.status.success());
    String::from_utf8(output.stderr).unwrap()
}

#[track_caller]
fn refused(url: &str, words: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    // `serve` does not wait, because a TLS error does not pass.
    for command in ["migrate", "serve"] {
        let said = said(on(url, &folder).arg(command).env("CALLBOOK_LISTEN", free_address()));
        for words in ["cannot connect to PostgreSQL at 0.0.0.0", words[0]].iter().chain(&words[1..])
        {
            assert!(said.contains(words), "{command}: {said}");
        }
    }
}

#[test]
fn a_far_server_is_taken_by_its_certificate_alone() {
    if !is_postgres() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let server = FarServer::start(Some("right"));
    refused(&server.url(""), &["UnknownIssuer", "sslrootcert=FILE"]);
    refused(&server.url("sslrootcert=system"), &["UnknownIssuer", "sslrootcert=FILE"]);
    let migrated = on(&server.known(), &folder).arg("migrate").output().unwrap();
    assert!(migrated.status.success(), "{}", String::from_utf8_lossy(&migrated.stderr));

    let stranger = FarServer::start(Some("right"));
    let other = format!("sslmode=require&sslrootcert={}", stranger.authority);
    refused(&server.url(&other), &["invalid peer certificate"]);
}

#[test]
fn a_certificate_of_another_host_or_one_that_has_expired_is_said_with_what_to_do() {
    if !is_postgres() {
        return;
    }
    let other = FarServer::start(Some("other"));
    refused(
        &other.known(),
        &["for another host than the one in the database URL", "subjectAltName"],
    );
    let expired = FarServer::start(Some("expired"));
    refused(&expired.known(), &["its certificate has expired", "renew it"]);
}

#[test]
fn a_far_server_without_tls_is_refused_and_not_waited_for() {
    if !is_postgres() {
        return;
    }
    let server = FarServer::start(None);
    refused(&server.url(""), &["the server has no TLS", "sslmode=disable"]);
    refused(&server.url("sslmode=require"), &["the server has no TLS"]);
    let folder = tempfile::tempdir().unwrap();
    let url = server.url("sslmode=disable");
    let migrated = on(&url, &folder).arg("migrate").output().unwrap();
    assert!(migrated.status.success(), "{}", String::from_utf8_lossy(&migrated.stderr));
}

#[test]
fn where_the_url_asks_for_no_check_the_log_says_so_once() {
    if !is_postgres() {
        return;
    }
    let (server, folder) = (FarServer::start(Some("expired")), tempfile::tempdir().unwrap());
    let address = free_address();
    let mut command = on(&server.url("sslmode=require"), &folder);
    let mut running = Running::start(command.env("CALLBOOK_LISTEN", &address));
    let log = BufReader::new(running.take_stderr());
    Site::at(&address).wait_until_ready();
    running.stop();
    let lines: Vec<_> = log.lines().map(Result::unwrap).collect();
    let open: Vec<_> = lines.iter().filter(|line| line.contains("insecure_link")).collect();
    assert_eq!(open.len(), 1, "{lines:?}");
    assert!(open[0].contains("sslmode=verify-full"), "{open:?}");
}
