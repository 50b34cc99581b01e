use std::sync::{Arc, Mutex};
use std::time::Duration;

use callbook::messaging::health::Provider;
use callbook::messaging::transports::ProviderFault;
use tracing::Level;
use tracing::field::{Field, Visit};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::util::SubscriberInitExt;

use crate::messaging::parts::MailServer;
use crate::messaging::twilio::parts::Carrier;
use crate::support::{Setup, TestApp};
use crate::users::{emails, phones};

/// The log about providers, of the whole process, which this test has to itself.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<(Level, String)>>>);

impl Log {
    fn begin() -> Self {
        let log = Self::default();
        tracing_subscriber::registry().with(log.clone()).init();
        log
    }

    /// Takes what was logged since the last call.
    fn take(&self) -> Vec<(Level, String)> {
        std::mem::take(&mut self.0.lock().unwrap())
    }
}

impl<S: tracing::Subscriber> Layer<S> for Log {
    fn on_event(&self, event: &tracing::Event<'_>, _: Context<'_, S>) {
        let level = *event.metadata().level();
        if !event.metadata().target().starts_with("callbook::messaging") || level > Level::INFO {
            return;
        }
        let mut words = Words(String::new());
        event.record(&mut words);
        self.0.lock().unwrap().push((level, words.0));
    }
}

struct Words(String);

impl Visit for Words {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.push_str(&format!("{}={value} ", field.name()));
    }

    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        self.0.push_str(&format!("{}={value:?} ", field.name()));
    }
}

const MINUTE: Duration = Duration::from_secs(60);

async fn app_at(env: Vec<(&'static str, String)>) -> TestApp {
    TestApp::with(Setup { env, ..Setup::default() }).await.leave_work()
}

#[tokio::test]
async fn a_mail_server_that_is_away_is_told_once_and_once_that_it_is_back() {
    let log = Log::begin();
    let address = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let app = app_at(vec![("CALLBOOK_SMTP_URL", format!("smtp://{address}?tls=off"))]).await;
    let alice = app.sign_in("alice").await;
    for n in 0..3 {
        emails::add(&alice, &format!("alice{n}@home.example")).await.expect(303);
    }
    for _ in 0..3 {
        app.deliver().await;
        app.pass(MINUTE);
    }
    let said = log.take();
    let [(Level::WARN, words)] = &said[..] else { panic!("{said:?}") };
    for part in ["the mail server takes nothing from us", "refused", "CALLBOOK_SMTP_URL"] {
        assert!(words.contains(part), "{part}: {words}");
    }
    assert!(!words.contains('@'), "{words}");
    let [failure] = &app.app.worker.health.failing()[..] else { panic!("one") };
    assert_eq!(
        (failure.provider, failure.fault),
        (Provider::MailServer, ProviderFault::Connection)
    );
    assert_eq!(failure.since, crate::support::START);

    let server = MailServer::start(&["--port", &address.port().to_string()]);
    app.pass(MINUTE);
    app.deliver().await;
    assert!(server.count() > 3);
    let said = log.take();
    let [(Level::INFO, words)] = &said[..] else { panic!("{said:?}") };
    assert!(words.contains("the mail server takes our messages again"), "{words}");
    assert_eq!(app.app.worker.health.failing(), []);
}

#[tokio::test]
async fn what_is_about_one_mailbox_is_no_failure_of_the_mail_server() {
    let log = Log::begin();
    let server = MailServer::start(&[]);
    let app = app_at(vec![("CALLBOOK_SMTP_URL", server.url())]).await;
    let alice = app.sign_in("alice").await;
    for who in ["refused", "full"] {
        emails::add(&alice, &format!("{who}@home.example")).await.expect(303);
    }
    app.deliver().await;
    assert_eq!(log.take(), []);
    assert_eq!(app.app.worker.health.failing(), []);
}

#[tokio::test]
async fn a_rule_that_refuses_some_mails_is_told_once_though_others_go_through() {
    let log = Log::begin();
    let server = MailServer::start(&[]);
    let app = app_at(vec![("CALLBOOK_SMTP_URL", server.url())]).await;
    let alice = app.sign_in("alice").await;
    for who in ["spam", "alice", "spam2", "alice2"] {
        emails::add(&alice, &format!("{who}@home.example")).await.expect(303);
        app.deliver().await;
        app.pass(MINUTE);
    }
    let said = log.take();
    let [(Level::WARN, words)] = &said[..] else { panic!("{said:?}") };
    assert!(words.contains("answer=554 5.7.1 Message refused by policy"), "{words}");
    assert_eq!(app.app.worker.health.failing()[0].fault, ProviderFault::Refused);
}

#[tokio::test]
async fn a_carrier_that_does_not_let_us_in_is_told_once_and_is_not_the_mail_server() {
    let log = Log::begin();
    let carrier = Carrier::start();
    let app = app_at(carrier.env("another-token")).await;
    let alice = app.sign_in("alice").await;
    phones::add(&alice, "NL", "06 1234 5678", "sms").await.expect(303);
    phones::add(&alice, "NL", "020 123 4567", "voice").await.expect(303);
    app.deliver().await;
    app.pass(MINUTE);
    app.deliver().await;
    let said = log.take();
    let [(Level::WARN, words)] = &said[..] else { panic!("{said:?}") };
    for part in ["Twilio takes nothing", "401 20003 Authenticate", "CALLBOOK_TWILIO_AUTH_TOKEN"] {
        assert!(words.contains(part), "{part}: {words}");
    }
    let failing = app.app.worker.health.failing();
    let which: Vec<_> = failing.iter().map(|one| (one.provider, one.fault)).collect();
    assert_eq!(which, [(Provider::Twilio, ProviderFault::Credentials)]);
}
