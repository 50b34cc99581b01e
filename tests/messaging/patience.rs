use std::sync::Arc;
use std::time::{Duration, Instant};

use callbook::app::jobs::JOBS;
use callbook::messaging::email::send::SmtpDeadlines;
use callbook::messaging::transports::Transports;
use callbook::messaging::{WorkerContext, queue, worker};

use crate::cli::commands::{Running, callbook};
use crate::messaging::parts::{MailServer, Row};
use crate::support::{Setup, TestApp, config_of};
use crate::users::emails;

const SECOND: Duration = Duration::from_secs(1);

/// Starts an app that sends mail to this server, and a worker with these deadlines.
async fn worker_at(server: &MailServer, deadlines: SmtpDeadlines) -> (TestApp, WorkerContext) {
    let env = vec![("CALLBOOK_SMTP_URL", server.url())];
    let config = config_of(["callbook"].into_iter(), &env);
    let app = TestApp::with(Setup { env, ..Setup::default() }).await;
    let mut worker = app.app.worker.clone();
    worker.transports = Arc::new(Transports::within(&config, deadlines).unwrap());
    (app, worker)
}

async fn add(app: &TestApp, address: &str) {
    let alice = app.sign_in("alice").await;
    emails::add(&alice, address).await.expect(303);
}

#[tokio::test]
async fn a_server_that_thinks_long_about_a_message_gets_it_once() {
    let server = MailServer::start(&[]);
    let deadlines = SmtpDeadlines { step: 2 * SECOND, message: 60 * SECOND };
    let (app, worker) = worker_at(&server, deadlines).await;
    add(&app, "late@home.example").await;
    worker::work_off(&worker, &JOBS).await.unwrap();
    assert_eq!(Row::latest(&app, "email-link").await.state, "sent");
    assert_eq!(server.mails_to("late@home.example").len(), 1);
}

#[tokio::test]
async fn a_server_waited_for_ten_minutes_as_the_standard_has_it() {
    let deadlines = SmtpDeadlines::default();
    assert_eq!(deadlines.message, 600 * SECOND);
    assert!(SmtpDeadlines::WHOLE > deadlines.message + 5 * deadlines.step);
}

#[tokio::test]
async fn a_server_that_never_parts_has_the_message_and_gets_it_once() {
    let server = MailServer::start(&[]);
    let deadlines = SmtpDeadlines { step: SECOND, message: 60 * SECOND };
    let (app, worker) = worker_at(&server, deadlines).await;
    add(&app, "rude@home.example").await;
    worker::work_off(&worker, &JOBS).await.unwrap();
    assert_eq!(Row::latest(&app, "email-link").await.state, "sent");
    assert_eq!(server.mails_to("rude@home.example").len(), 1);
}

#[tokio::test]
async fn a_message_that_is_still_being_sent_is_no_other_workers() {
    let server = MailServer::start(&[]);
    let (app, worker) = worker_at(&server, SmtpDeadlines::default()).await;
    add(&app, "late@home.example").await;
    let mut change = app.change().await;
    callbook::sql!(&mut change, execute, "DELETE FROM outbox WHERE kind <> 'email-link'").unwrap();
    change.commit().await.unwrap();
    let first = tokio::spawn({
        let worker = worker.clone();
        async move { worker::work_off(&worker, &JOBS).await }
    });
    while server.count() < 1 {
        tokio::time::sleep(SECOND / 50).await;
    }
    // The server takes twice most of a lease; in between the lease is renewed.
    for _ in 0..2 {
        app.pass(queue::LEASE - SECOND);
        tokio::time::sleep(SECOND + SECOND / 2).await;
    }
    assert!(!first.is_finished(), "it took too long to see anything");
    assert_eq!(worker::work_off(&worker, &JOBS).await.unwrap(), 0);
    first.await.unwrap().unwrap();
    assert_eq!(Row::latest(&app, "email-link").await.state, "sent");
    assert_eq!(server.mails_to("late@home.example").len(), 1);
}

#[tokio::test]
async fn a_stop_does_not_wait_for_a_mail_server_that_is_silent() {
    // The kernel accepts connections for it, and nobody answers.
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let app = TestApp::new().await.leave_work();
    add(&app, "alice@home.example").await;
    let mut change = app.change().await;
    callbook::sql!(&mut change, execute, "UPDATE outbox SET due_at = 0").unwrap();
    change.commit().await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut command = callbook(folder.path());
    command.env("CALLBOOK_DATABASE_URL", app.database_url());
    command.env("CALLBOOK_SECRET_KEY", app.secret_key());
    let url = format!("smtp://{}?tls=off", silent.local_addr().unwrap());
    command.env("CALLBOOK_SMTP_URL", url).stderr(std::process::Stdio::null());
    let running = Running::start(&mut command);
    silent.set_nonblocking(true).unwrap();
    let silent = tokio::net::TcpListener::from_std(silent).unwrap();
    let _held = tokio::time::timeout(30 * SECOND, silent.accept()).await.unwrap().unwrap();
    let asked = Instant::now();
    assert!(tokio::task::spawn_blocking(|| running.stop()).await.unwrap().success());
    assert!(asked.elapsed() < 10 * SECOND, "{:?}", asked.elapsed());
}
