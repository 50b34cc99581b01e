use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::messaging::parts::Row;
use crate::support::{Setup, TestApp};
use crate::users::phones;

const SECOND: Duration = Duration::from_secs(1);
const NUMBER: &str = "To=%2B31612345678&";

/// A carrier that gives prepared answers, word for word, and then accepts everything.
pub struct Carrier {
    pub address: SocketAddr,
    bodies: Arc<Mutex<Vec<String>>>,
}

impl Carrier {
    pub fn start(answers: &[String]) -> Self {
        Self::at("127.0.0.1:0".parse().unwrap(), answers)
    }

    pub fn at(address: SocketAddr, answers: &[String]) -> Self {
        let listener = TcpListener::bind(address).unwrap();
        let address = listener.local_addr().unwrap();
        let bodies = Arc::new(Mutex::new(Vec::new()));
        let (kept, mut answers) = (bodies.clone(), VecDeque::from(answers.to_vec()));
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let body = read(&stream);
                let sid = format!("SM{:032x}", kept.lock().unwrap().len());
                kept.lock().unwrap().push(body);
                let well = format!("{{\"sid\":\"{sid}\",\"status\":\"queued\"}}");
                let answer = answers.pop_front();
                let answer = answer.unwrap_or_else(|| answer_of("201 Created", &well));
                stream.write_all(answer.as_bytes()).unwrap();
            }
        });
        Self { address, bodies }
    }

    /// Returns the settings of an app that sends to it.
    pub fn env(&self) -> Vec<(&'static str, String)> {
        env_of(self.address)
    }

    /// Lists the bodies of its requests, the oldest first.
    pub fn bodies(&self) -> Vec<String> {
        self.bodies.lock().unwrap().clone()
    }
}

pub fn env_of(address: SocketAddr) -> Vec<(&'static str, String)> {
    vec![
        ("CALLBOOK_TWILIO_API_URL", format!("http://{address}")),
        ("CALLBOOK_TWILIO_ACCOUNT_SID", "AC7e577e577e577e577e577e577e577e57".to_owned()),
        ("CALLBOOK_TWILIO_AUTH_TOKEN", "token".to_owned()),
        ("CALLBOOK_TWILIO_FROM", "+15005550006".to_owned()),
    ]
}

fn read(stream: &TcpStream) -> String {
    let mut stream = BufReader::new(stream);
    let mut length = 0;
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).unwrap();
        match line.trim_end().to_lowercase().split_once(": ") {
            Some(("content-length", value)) => length = value.parse().unwrap(),
            None if line.trim().is_empty() => break,
            _ => {}
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body).unwrap();
    String::from_utf8(body).unwrap()
}

fn answer_of(head: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "HTTP/1.1 {head}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\
         Connection: close\r\n\r\n{body}"
    )
}

/// Starts an app with a code to a number at this carrier, after one attempt to send it.
async fn tried(address: SocketAddr) -> TestApp {
    let app = TestApp::with(Setup { env: env_of(address), ..Setup::default() }).await;
    let alice = app.sign_in("alice").await;
    phones::add(&alice, "NL", "0612345678", "sms").await.expect(303);
    app.deliver().await;
    app
}

async fn due(app: &TestApp) -> Duration {
    let mut tx = app.app.db.read().await.unwrap();
    let due = callbook::sql!(&mut tx, scalar callbook::platform::clock::Timestamp,
        "SELECT due_at FROM outbox WHERE queue = 'sms'");
    due.unwrap().since(app.clock.now())
}

/// Checks that the message is queued with this answer, and sent after its pause.
async fn goes_through_later(app: &TestApp, carrier: &Carrier, words: &str) {
    let row = Row::latest(app, "phone-code").await;
    assert_eq!((row.state.as_str(), row.reason.as_deref()), ("queued", None), "{row:?}");
    assert!(row.words().contains(words), "{row:?}");
    assert!(!row.words().contains("AC7e57"), "the account is nobody's business: {row:?}");
    let (pause, before) = (due(app).await, carrier.bodies().len());
    app.pass(pause - Duration::from_millis(1));
    assert_eq!(app.deliver().await, 0);
    assert_eq!(carrier.bodies().len(), before);
    app.pass(Duration::from_millis(1));
    assert_eq!(app.deliver().await, 1);
    let row = Row::latest(app, "phone-code").await;
    assert_eq!((row.state.as_str(), row.words()), ("sent", "201 queued"));
    let bodies = carrier.bodies();
    assert_eq!(bodies.len(), before + 1);
    assert!(bodies.iter().all(|body| body.starts_with(NUMBER) && *body == bodies[0]), "{bodies:?}");
}

#[tokio::test]
async fn a_carrier_that_asks_for_a_pause_is_left_alone_for_so_long() {
    let body = r#"{"code": 20429, "message": "Too Many Requests", "status": 429}"#;
    let carrier = Carrier::start(&[answer_of("429 Too Many Requests\r\nRetry-After: 7", body)]);
    let app = tried(carrier.address).await;
    let pause = due(&app).await;
    assert!((7 * SECOND..9 * SECOND).contains(&pause), "{pause:?}");
    goes_through_later(&app, &carrier, "429 20429 Too Many Requests").await;
}

#[tokio::test]
async fn a_carrier_that_fails_is_asked_again() {
    let body = r#"{"code": 20500, "message": "Internal Server Error", "status": 500}"#;
    let carrier = Carrier::start(&[answer_of("500 Internal Server Error", body)]);
    let app = tried(carrier.address).await;
    goes_through_later(&app, &carrier, "500 20500 Internal Server Error").await;
}

#[tokio::test]
async fn a_page_that_is_no_answer_of_the_carrier_is_no_success() {
    let page = answer_of("200 OK", "<!doctype html><title>Sign in to the hotel network</title>");
    let carrier =
        Carrier::start(&[page, answer_of("302 Found\r\nLocation: http://x.example/", "")]);
    let app = tried(carrier.address).await;
    let row = Row::latest(&app, "phone-code").await;
    assert_eq!((row.state.as_str(), row.words()), ("queued", "the answer cannot be read"));
    app.pass(3 * SECOND);
    assert_eq!(app.deliver().await, 1);
    goes_through_later(&app, &carrier, "302").await;
}

#[tokio::test]
async fn half_an_answer_is_none() {
    let whole =
        answer_of("503 Service Unavailable", &format!("{{\"sid\":\"{}\"}}", "S".repeat(200)));
    let carrier = Carrier::start(&[whole[..whole.len() - 100].to_owned(), String::new()]);
    let app = tried(carrier.address).await;
    let row = Row::latest(&app, "phone-code").await;
    assert_eq!(row.state, "queued");
    assert!(row.words().contains("before message"), "{row:?}");
    app.pass(3 * SECOND);
    assert_eq!(app.deliver().await, 1);
    goes_through_later(&app, &carrier, "connection closed").await;
}

#[tokio::test]
async fn a_carrier_that_has_the_message_is_not_asked_again_though_its_answer_broke_off() {
    let whole = answer_of("201 Created", &format!("{{\"sid\":\"{}\"}}", "S".repeat(200)));
    let carrier = Carrier::start(&[whole[..whole.len() - 100].to_owned()]);
    let app = tried(carrier.address).await;
    assert_eq!(Row::latest(&app, "phone-code").await.state, "sent");
    app.pass(3600 * SECOND);
    assert_eq!(app.deliver().await, 0);
    assert_eq!(carrier.bodies().len(), 1);
}

#[tokio::test]
async fn a_carrier_that_cannot_be_reached_gets_the_message_when_it_can() {
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let app = tried(address).await;
    let carrier = Carrier::at(address, &[]);
    goes_through_later(&app, &carrier, "refused").await;
}

#[tokio::test]
async fn an_answer_without_end_is_given_up() {
    let carrier = Carrier::start(&[answer_of("503 Service Unavailable", &" ".repeat(1024 * 1024))]);
    let app = tried(carrier.address).await;
    goes_through_later(&app, &carrier, "the answer is too long").await;
}
