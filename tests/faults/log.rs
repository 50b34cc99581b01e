//! A log that cannot be written: its reader is gone or stalls, or its disk is full.

use std::fs::OpenOptions;
use std::process::Stdio;
use std::time::Duration;

use callbook::platform::clock::Clock;
use callbook::platform::db::instance;

use crate::cli::commands::{Running, callbook, exchange};
use crate::support::TestApp;

/// Enough lines to fill the pipe of a reader that reads none.
const REQUESTS: usize = 500;

/// Starts the demo with a verbose log, hands over its standard error, and sends many requests.
fn every_request_is_answered(stderr: Stdio, take: impl FnOnce(&mut Running)) {
    let folder = tempfile::tempdir().unwrap();
    let mut command = callbook(folder.path());
    let mut demo =
        Running::start(command.arg("demo").env("CALLBOOK_LOG", "debug,sqlx=trace").stderr(stderr));
    let url = demo.lines(1).remove(0);
    let address = url.strip_prefix("http://").unwrap();
    take(&mut demo);
    for _ in 0..REQUESTS {
        let ask = "GET /login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        let answer = exchange(address, ask).unwrap();
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    }
}

#[test]
fn a_reader_that_goes_away_stops_nothing() {
    every_request_is_answered(Stdio::piped(), |demo| drop(demo.take_stderr()));
}

#[test]
fn a_reader_that_stalls_holds_up_nothing() {
    every_request_is_answered(Stdio::piped(), |_| {});
}

#[test]
fn a_full_disk_of_the_log_stops_nothing() {
    let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
    every_request_is_answered(full.into(), |_| {});
}

#[tokio::test]
async fn a_clock_is_compared_with_the_databases() {
    let app = TestApp::new().await;
    let (db, now) = (&app.app.db, Clock::system().now());
    let minute = Duration::from_secs(60);
    assert!(instance::clock_difference(db, now).await.unwrap() < minute);
    for apart in [now + 60 * minute, now - 60 * minute] {
        let difference = instance::clock_difference(db, apart).await.unwrap();
        assert!((59 * minute..61 * minute).contains(&difference), "{difference:?}");
    }
}
