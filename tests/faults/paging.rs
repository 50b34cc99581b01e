//! Faults while people are paged: processes that are killed, and providers that are dead.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use callbook::oncall::alerts::{self, AlertMade, Destination};
use callbook::platform::db::Db;
use callbook::sql;

use super::site::{Site, free_address};
use crate::accounts::teams::{acme, who};
use crate::cli::commands::{Running, callbook};
use crate::messaging::carrier::env_of;
use crate::messaging::faults::{until, work};
use crate::messaging::parts::MailServer;
use crate::oncall::alerts::{new, reach};
use crate::support::database::Fresh;
use crate::support::{Setup, TestApp};

const ROUNDS: usize = 9;
/// Few enough that each is a message of its own: see `paging/flood`.
const ALERTS: usize = 4;
const URGENCIES: [&str; ALERTS] = ["low", "medium", "high", "critical"];

/// Ends the leases of a process that is gone, as two minutes would.
async fn end_leases(db: &Db) {
    let mut tx = db.begin().await.unwrap();
    sql!(
        &mut tx,
        execute,
        "UPDATE outbox SET due_at = 0 WHERE attempts > 0 AND kind IN ('alert', 'alert-step')"
    )
    .unwrap();
    tx.commit().await.unwrap();
}

async fn waiting(db: &Db) -> i64 {
    let mut tx = db.read().await.unwrap();
    let count = sql!(&mut tx, scalar i64,
        "SELECT COUNT(*) FROM outbox WHERE kind = 'alert' \
            OR (kind = 'alert-step' AND (attempts > 0 OR due_at <= created_at))");
    count.unwrap()
}

#[tokio::test]
async fn no_page_is_lost_by_kill_nine() {
    let (database, folder) = (Fresh::create().await, tempfile::tempdir().unwrap());
    let mail = MailServer::start(&[]);
    let key = callbook::platform::secrets::keys::SecretKeys::generate();
    let address = free_address();
    let command = || {
        let mut command = callbook(folder.path());
        command.env("CALLBOOK_SECRET_KEY", &key).env("CALLBOOK_DATABASE_URL", &database.url);
        command.env("CALLBOOK_SMTP_URL", mail.url());
        command.env("CALLBOOK_MAIL_FROM", "callbook@acme.example");
        command
    };
    let (site, mut server) = Site::set_up(&mut command(), &address);
    let db = Db::open(&database.url).await.unwrap();
    let mut made = Vec::new();
    for round in 0..ROUNDS {
        for urgency in URGENCIES {
            let title = format!("Alert {round} {urgency}");
            site.raise(&title, urgency);
            made.push(title);
        }
        tokio::time::sleep(Duration::from_millis(15 * round as u64)).await;
        // Dropping it is kill -9.
        drop(server);
        end_leases(&db).await;
        server = Running::start(command().env("CALLBOOK_LISTEN", &address));
        site.wait_until_ready();
    }
    for _ in 0..300 {
        if waiting(&db).await == 0 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let mut sent: HashMap<String, usize> = HashMap::new();
    for mail in mail.mails() {
        let subject = mail["headers"]["Subject"].as_str().unwrap().to_owned();
        if let Some((_, title)) = subject.split_once(": ") {
            *sent.entry(title.to_owned()).or_default() += 1;
        }
    }
    let lost: Vec<_> = made.iter().filter(|title| !sent.contains_key(*title)).collect();
    assert!(lost.is_empty(), "{lost:?} of {}", made.len());
    let twice: usize = sent.values().map(|count| count - 1).sum();
    assert!(twice <= ROUNDS, "{twice} duplicates in {ROUNDS} crashes");
    drop(server);
}

#[tokio::test]
async fn a_dead_provider_of_text_messages_delays_no_mail_and_no_next_layer() {
    // The kernel accepts connections for it, and nobody answers.
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let mail = MailServer::start(&[]);
    let env = [env_of(silent.local_addr().unwrap()), vec![("CALLBOOK_SMTP_URL", mail.url())]];
    let app = TestApp::with(Setup { env: env.concat(), ..Setup::default() }).await.leave_work();
    let (alice, bob) = (who(&app, "alice").await, who(&app, "bob").await);
    reach(&app, &bob, "sms", "+31612345678").await;
    let account = acme(&app).await;
    let mut change = app.change_of(alice.user, Some(account)).await;
    let alert = new(&alice, vec![Destination::Member(bob.member)]);
    let made = alerts::make(&mut change, account, &alert).await.unwrap();
    assert!(matches!(made, AlertMade::Made(_)), "{made:?}");
    change.commit().await.unwrap();
    let (_stop, workers) = work(app.app.worker.clone());
    let begun = Instant::now();
    let mailed = async |to: &str| mail.mails_to(to).len() == 1;
    until("the mail", async || mailed("bob@acme.example").await).await;
    let first = begun.elapsed();
    app.pass(Duration::from_secs(5 * 60));
    let begun = Instant::now();
    until("the admins' layer", async || mailed("alice@acme.example").await).await;
    let second = begun.elapsed();
    assert!(first.max(second) < Duration::from_secs(5), "{first:?} {second:?}");
    let mut tx = app.app.db.read().await.unwrap();
    let sent = sql!(&mut tx, scalar i64,
        "SELECT COUNT(*) FROM deliveries WHERE channel = 'sms' AND state <> 'queued'");
    assert_eq!(sent.unwrap(), 0, "the text message still hangs");
    println!("the mail left after {first:?}, and that of the next layer after {second:?}");
    workers.abort();
}
