//! Several messages of a queue are sent at once, but never two to one contact.

use std::time::{Duration, Instant};

use callbook::messaging::queue;

use crate::messaging::carrier::env_of;
use crate::messaging::faults::{enqueue, until, work};
use crate::messaging::parts::MailServer;
use crate::support::{Setup, TestApp};
use crate::users::{emails, phones};

const SECOND: Duration = Duration::from_secs(1);

/// Counts the jobs of a queue that were taken.
async fn taken(app: &TestApp, queue: &str) -> usize {
    let mut tx = app.app.db.read().await.unwrap();
    let taken = callbook::sql!(&mut tx, scalar i64,
        "SELECT COUNT(*) FROM outbox WHERE queue = $1 AND attempts > 0", queue);
    taken.unwrap().try_into().unwrap()
}

async fn state_of(app: &TestApp, address: &str) -> String {
    let mut tx = app.app.db.read().await.unwrap();
    callbook::sql!(&mut tx, scalar String,
        "SELECT d.state FROM deliveries d JOIN emails e ON e.id = d.contact_id \
         WHERE e.address = $1 ORDER BY d.id DESC LIMIT 1", address)
    .unwrap()
}

#[tokio::test]
async fn a_mail_to_a_slow_recipient_holds_up_no_other() {
    let server = MailServer::start(&[]);
    let env = vec![("CALLBOOK_SMTP_URL", server.url())];
    let app = TestApp::with(Setup { env, ..Setup::default() }).await.leave_work();
    let alice = app.sign_in("alice").await;
    emails::add(&alice, "slow@home.example").await.expect(303);
    let (_stop, workers) = work(app.app.worker.clone());
    until("the slow mail", async || taken(&app, "email").await >= 1).await;
    let asked = Instant::now();
    emails::add(&alice, "quick@home.example").await.expect(303);
    until("the quick mail", async || state_of(&app, "quick@home.example").await == "sent").await;
    assert!(asked.elapsed() < 2 * SECOND, "{:?}", asked.elapsed());
    assert_eq!(state_of(&app, "slow@home.example").await, "queued", "it still waits");
    assert_eq!(server.mails_to("quick@home.example").len(), 1);
    until("the slow mail", async || state_of(&app, "slow@home.example").await == "sent").await;
    assert_eq!(server.mails_to("slow@home.example").len(), 1);
    workers.abort();
}

#[tokio::test]
async fn a_few_are_under_way_at_once_and_one_to_each_contact() {
    // The kernel accepts connections for it, and nobody answers.
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("smtp://{}?tls=off", silent.local_addr().unwrap());
    let env = vec![("CALLBOOK_SMTP_URL", url)];
    let app = TestApp::with(Setup { env, ..Setup::default() }).await.leave_work();
    enqueue(&app, 5).await;
    let (_stop, workers) = work(app.app.worker.clone());
    until("a mail", async || taken(&app, "email").await >= 1).await;
    tokio::time::sleep(SECOND + SECOND / 2).await;
    assert_eq!(taken(&app, "email").await, 1, "all are to one address");

    let alice = app.sign_in("alice").await;
    for n in 0..queue::AT_ONCE + 2 {
        emails::add(&alice, &format!("a{n}@home.example")).await.expect(303);
    }
    until("as many as may be", async || taken(&app, "email").await >= queue::AT_ONCE).await;
    tokio::time::sleep(SECOND + SECOND / 2).await;
    assert_eq!(taken(&app, "email").await, queue::AT_ONCE);
    workers.abort();
}

#[tokio::test]
async fn a_text_message_that_hangs_holds_up_no_other() {
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let env = env_of(silent.local_addr().unwrap());
    let app = TestApp::with(Setup { env, ..Setup::default() }).await.leave_work();
    let (alice, bob) = (app.sign_in("alice").await, app.sign_in("bob").await);
    phones::add(&alice, "NL", "0612345678", "sms").await.expect(303);
    phones::add(&bob, "NL", "0612345679", "sms").await.expect(303);
    let (_stop, workers) = work(app.app.worker.clone());
    let begun = Instant::now();
    until("both", async || taken(&app, "sms").await == 2).await;
    assert!(begun.elapsed() < 5 * SECOND, "{:?}", begun.elapsed());
    workers.abort();
}
