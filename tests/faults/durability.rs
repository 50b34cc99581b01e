//! Kill -9 loses nothing that was acknowledged.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use super::site::{Site, free_address};
use crate::cli::commands::{Running, callbook};
use crate::support::database::Fresh;

const ROUNDS: u64 = 8;

/// Saves one name after another until the server is gone; `saved` is the last one that was
/// acknowledged.
fn save_until_gone(site: &Site, saved: &AtomicUsize) {
    loop {
        let last = saved.load(Ordering::SeqCst);
        match site.save_after(last) {
            Ok(answer) if answer.starts_with("HTTP/1.1 200") => {
                saved.store(last + 1, Ordering::SeqCst)
            }
            Ok(answer) if !answer.is_empty() => panic!("{answer}"),
            _ => return,
        }
    }
}

/// Runs on SQLite and on PostgreSQL, like every test here.
#[tokio::test]
async fn what_was_acknowledged_survives_kill_nine() {
    let database = Fresh::create().await;
    let folder = tempfile::tempdir().unwrap();
    let key = callbook::platform::secrets::keys::SecretKeys::generate();
    let address = free_address();
    let command = || {
        let mut command = callbook(folder.path());
        command.env("CALLBOOK_SECRET_KEY", &key).env("CALLBOOK_DATABASE_URL", &database.url);
        command
    };
    let (site, mut server) = Site::set_up(&mut command(), &address);
    let saved = AtomicUsize::new(0);

    for round in 0..ROUNDS {
        std::thread::scope(|scope| {
            scope.spawn(|| save_until_gone(&site, &saved));
            std::thread::sleep(Duration::from_millis(60 + 17 * round));
            // Dropping it is kill -9.
            drop(server);
        });
        server = Running::start(command().env("CALLBOOK_LISTEN", &address));
        site.wait_until_ready();
        let last = saved.load(Ordering::SeqCst);
        let found = site.number();
        // The save in progress may have been stored without an answer.
        assert!([last, last + 1].contains(&found), "{found} after {last} were acknowledged");
        saved.store(found, Ordering::SeqCst);
    }
    assert!(saved.load(Ordering::SeqCst) > ROUNDS as usize, "too few saves to prove anything");
}
