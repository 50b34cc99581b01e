use std::collections::HashSet;
use std::process::Stdio;
use std::sync::Arc;
use std::time::{Duration, Instant};

use callbook::app::jobs::JOBS;
use callbook::messaging::transports::Transports;
use callbook::messaging::{self, Channel, Contact, Recipient, WorkerContext, worker};
use callbook::platform::clock::Clock;
use callbook::platform::ids::{EmailId, UserId};
use callbook::platform::supervisor::Supervisor;
use callbook::users::channels::TestMessage;
use serde_json::Value;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::cli::commands::{Running, callbook};
use crate::messaging::carrier::Carrier;
use crate::messaging::parts::{MailServer, Row};
use crate::support::{Setup, TestApp, config_of};
use crate::users::{emails, phones};

const KILLS: usize = 6;

pub fn work(worker: WorkerContext) -> (watch::Sender<bool>, JoinHandle<()>) {
    let (stop, stopped) = watch::channel(false);
    (stop, tokio::spawn(worker::work(worker, &JOBS, Supervisor::default(), stopped)))
}

#[derive(sqlx::FromRow)]
struct Address {
    id: EmailId,
    user_id: UserId,
}

/// Queues mails to Alice in one transaction.
pub async fn enqueue(app: &TestApp, count: usize) {
    // Another process uses the machine's clock, and deletes what is old by it.
    let _now = Clock::system().now();
    let mut change = app.change().await;
    let alice = callbook::sql!(&mut change, fetch_one Address,
        "SELECT id, user_id FROM emails WHERE address = 'alice@acme.example'")
    .unwrap();
    let to = Recipient {
        user: alice.user_id,
        account: None,
        channel: Channel::Email,
        contact: Contact::Email(alice.id),
        masked: "a•••@a•••.example".to_owned(),
    };
    let job = TestMessage { channel: Channel::Email, email: Some(alice.id), phone: None };
    for _ in 0..count {
        messaging::send(&mut change, &to, &job).await.unwrap();
    }
    make_due(&mut change).await;
    change.commit().await.unwrap();
}

/// Makes every job due, whichever clock it was queued by, and whoever leased it: the lease of a
/// killed worker would last two more minutes.
async fn make_due(tx: &mut callbook::platform::db::Tx) {
    callbook::sql!(tx, execute, "UPDATE outbox SET due_at = 0").unwrap();
}

async fn jobs(app: &TestApp) -> i64 {
    let mut tx = app.app.db.read().await.unwrap();
    callbook::sql!(&mut tx, scalar i64, "SELECT COUNT(*) FROM outbox").unwrap()
}

pub async fn until(what: &str, mut is_so: impl AsyncFnMut() -> bool) {
    let start = Instant::now();
    while !is_so().await {
        assert!(start.elapsed() < Duration::from_secs(60), "waited for {what}");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

/// Lists the ids of the ledger as mails have them.
async fn ids(app: &TestApp) -> HashSet<String> {
    let mut tx = app.app.db.read().await.unwrap();
    let ids = callbook::sql!(&mut tx, scalars callbook::platform::ids::DeliveryId,
        "SELECT id FROM deliveries WHERE state = 'sent'");
    ids.unwrap().iter().map(ToString::to_string).collect()
}

fn id_in(mail: &Value) -> String {
    let id = mail["headers"]["Message-ID"].as_str().unwrap();
    id.trim_start_matches('<').split('@').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_mail_server_that_never_answers_delays_no_text_message_and_no_call() {
    // The kernel accepts connections for it, and nobody answers.
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let carrier = Carrier::start(&[]);
    let url = format!("smtp://{}?tls=off", silent.local_addr().unwrap());
    let env = [vec![("CALLBOOK_SMTP_URL", url)], carrier.env()].concat();
    let app = TestApp::with(Setup { env, ..Setup::default() }).await.leave_work();
    let alice = app.sign_in("alice").await;
    for n in 0..3 {
        emails::add(&alice, &format!("a{n}@home.example")).await.expect(303);
    }
    let (_stop, workers) = work(app.app.worker.clone());
    until("a mail that hangs", async || {
        let mut tx = app.app.db.read().await.unwrap();
        let taken = callbook::sql!(&mut tx, scalar i64,
            "SELECT COUNT(*) FROM outbox WHERE queue = 'email' AND attempts > 0");
        taken.unwrap() >= 1
    })
    .await;
    let asked = Instant::now();
    phones::add(&alice, "NL", "0612345678", "sms").await.expect(303);
    phones::add(&alice, "NL", "0201234567", "voice").await.expect(303);
    until("both messages", async || carrier.bodies().len() == 2).await;
    assert!(asked.elapsed() < Duration::from_secs(5), "{:?}", asked.elapsed());
    let row = Row::latest(&app, "email-link").await;
    assert_eq!((row.state.as_str(), row.answer), ("queued", None), "the mails still hang");
    workers.abort();
}

#[tokio::test]
async fn two_instances_share_the_work_and_send_nothing_twice() {
    let server = MailServer::start(&[]);
    let env = |from: &str| {
        let from = ("CALLBOOK_MAIL_FROM", from.to_owned());
        vec![("CALLBOOK_SMTP_URL", server.url()), from]
    };
    let app = TestApp::with(Setup { env: env("one@acme.example"), ..Setup::default() }).await;
    let two = config_of(["callbook"].into_iter(), &env("two@acme.example"));
    let mut second = app.second_app().await.worker.clone();
    second.transports = Arc::new(Transports::new(&two).unwrap());
    enqueue(&app, 60).await;
    let (stops, workers): (Vec<_>, Vec<_>) =
        [app.app.worker.clone(), second].into_iter().map(work).unzip();
    until("all mails", async || jobs(&app).await == 0).await;
    for stop in stops {
        stop.send_replace(true);
    }
    for workers in workers {
        workers.await.unwrap();
    }
    let mails = server.mails();
    assert_eq!(mails.len(), 60);
    let arrived: HashSet<_> = mails.iter().map(id_in).collect();
    assert_eq!(arrived.len(), 60);
    assert_eq!(arrived, ids(&app).await);
    for from in ["one@acme.example", "two@acme.example"] {
        assert!(mails.iter().any(|mail| mail["headers"]["X-MailFrom"] == from), "{from} slept");
    }
}

/// Runs on SQLite and on PostgreSQL, like every test here.
#[tokio::test]
async fn kill_nine_in_mid_send_loses_no_mail() {
    let server = MailServer::start(&[]);
    let app = TestApp::new().await;
    let folder = tempfile::tempdir().unwrap();
    let start = || {
        let mut command = callbook(folder.path());
        command.env("CALLBOOK_DATABASE_URL", app.database_url());
        command.env("CALLBOOK_SECRET_KEY", app.secret_key());
        command.env("CALLBOOK_SMTP_URL", server.url()).stderr(Stdio::null());
        Running::start(&mut command)
    };
    let mut in_mid_send = 0;
    for _ in 0..KILLS {
        enqueue(&app, 20).await;
        let before = server.count();
        let running = start();
        until("the first mail", async || server.count() > before).await;
        let [random] = callbook::platform::secrets::random();
        tokio::time::sleep(Duration::from_millis(u64::from(random) / 4)).await;
        // Dropping it is kill -9.
        drop(running);
        in_mid_send += usize::from(jobs(&app).await > 0);
    }
    assert!(in_mid_send > KILLS / 2, "{in_mid_send} kills prove nothing");
    enqueue(&app, 1).await;
    let running = start();
    until("all mails", async || jobs(&app).await == 0).await;
    drop(running);
    let mails = server.mails();
    let arrived: HashSet<_> = mails.iter().map(id_in).collect();
    assert_eq!(arrived.len(), KILLS * 20 + 1);
    assert_eq!(arrived, ids(&app).await);
    // Mails that were being sent at a kill are sent again, with the same id.
    assert!(mails.len() - arrived.len() <= KILLS, "{} mails", mails.len());
}
