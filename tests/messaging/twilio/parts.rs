use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

use crate::support::{Setup, TestApp};

pub const TOKEN: &str = "token";
const ACCOUNT: &str = "AC7e577e577e577e577e577e577e577e57";

/// A script of `tests/parts` that runs as long as this and reads and writes lines of JSON.
pub struct Part {
    child: Child,
    stdin: ChildStdin,
    stdout: BufReader<ChildStdout>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/parts")
}

impl Part {
    pub fn python(script: &str) -> Self {
        Self::start(&folder().join(".venv/bin/python"), &[script])
    }

    pub fn node(script: &str, args: &[&str]) -> Self {
        assert!(
            folder().join("node_modules").exists(),
            "run tests/parts/install, as tests/run does"
        );
        Self::start(Path::new("node"), &[&[script], args].concat())
    }

    fn start(program: &Path, args: &[&str]) -> Self {
        let mut command = Command::new(program);
        command.args(args).current_dir(folder()).stdin(Stdio::piped()).stdout(Stdio::piped());
        let child = command.spawn();
        let mut child = child.expect("run tests/parts/install, as tests/run does");
        let stdin = child.stdin.take().unwrap();
        let stdout = BufReader::new(child.stdout.take().unwrap());
        Self { child, stdin, stdout }
    }

    pub fn read(&mut self) -> Value {
        let mut line = String::new();
        self.stdout.read_line(&mut line).unwrap();
        serde_json::from_str(&line).expect("a part says one line of JSON")
    }

    pub fn ask(&mut self, question: &Value) -> Value {
        writeln!(self.stdin, "{question}").unwrap();
        self.read()
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Twilio, as the program reaches it.
pub struct Carrier {
    pub url: String,
    client: reqwest::Client,
    _part: Part,
}

/// A request that it received.
#[derive(Debug, Clone)]
pub struct Recorded(Value);

impl Carrier {
    pub fn start() -> Self {
        Self::start_on("0")
    }

    pub fn start_on(port: &str) -> Self {
        let prism = std::env::var("TEST_PRISM_URL").ok();
        let prism = prism.as_deref().map(|url| ["--prism", url]);
        let prism = prism.as_ref().map_or(&[][..], |args| &args[..]);
        let mut part = Part::node("twilio.js", &[&["--port", port], prism].concat());
        let url = part.read()["url"].as_str().unwrap().to_owned();
        let _ = rustls::crypto::ring::default_provider().install_default();
        Self { url, client: reqwest::Client::new(), _part: part }
    }

    pub fn port(&self) -> String {
        self.url.rsplit(':').next().unwrap().to_owned()
    }

    /// Returns the settings that reach it.
    pub fn env(&self, token: &str) -> Vec<(&'static str, String)> {
        vec![
            ("CALLBOOK_TWILIO_API_URL", self.url.clone()),
            ("CALLBOOK_TWILIO_ACCOUNT_SID", ACCOUNT.into()),
            ("CALLBOOK_TWILIO_AUTH_TOKEN", token.into()),
            ("CALLBOOK_TWILIO_FROM", "+15005550006".into()),
        ]
    }

    /// Starts an app that sends through it.
    pub async fn app(&self) -> TestApp {
        TestApp::with(Setup { env: self.env(TOKEN), ..Setup::default() }).await
    }

    /// Lists all requests, the newest last; each satisfied Twilio's description of its API.
    pub async fn recorded(&self) -> Vec<Recorded> {
        let reply = self.client.get(format!("{}/recorded", self.url)).send().await.unwrap();
        let all: Vec<Value> = reply.json().await.unwrap();
        let all: Vec<_> = all.into_iter().map(Recorded).collect();
        for request in &all {
            assert!(!matches!(request.status(), 415 | 422), "{request:?}");
        }
        all
    }

    pub async fn last(&self) -> Recorded {
        self.recorded().await.pop().expect("nothing was sent")
    }
}

impl Recorded {
    pub fn status(&self) -> u64 {
        self.0["status"].as_u64().unwrap_or_default()
    }

    pub fn path(&self) -> &str {
        self.0["path"].as_str().unwrap()
    }

    /// Returns a field of the form, which must be there once.
    pub fn field(&self, name: &str) -> &str {
        self.0["form"][name].as_str().unwrap_or_else(|| panic!("no {name} in {self:?}"))
    }

    /// Returns Twilio's id of the message.
    pub fn sid(&self) -> &str {
        self.0["sid"].as_str().expect("it was not taken")
    }

    /// Returns the code at the beginning of a text message.
    pub fn code(&self) -> String {
        self.field("Body").split(' ').next().unwrap().to_owned()
    }

    /// Returns the path of its status callback.
    pub fn reports_to(&self) -> &str {
        self.field("StatusCallback").strip_prefix("http://localhost:8080").unwrap()
    }

    /// Returns the ledger's id.
    pub fn delivery(&self) -> &str {
        self.field("StatusCallback").rsplit('/').next().unwrap()
    }
}

/// The official packages that sign webhooks.
pub struct Signer(Part);

impl Signer {
    pub fn start() -> Self {
        Self(Part::python("sign.py"))
    }

    fn sign(&mut self, question: &Value) -> String {
        let answer = self.0.ask(question);
        answer["signature"].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned()
    }

    /// Signs a webhook to this path as Twilio does.
    pub fn twilio(&mut self, token: &str, path: &str, params: &[(&str, &str)]) -> String {
        self.twilio_at(token, &format!("http://localhost:8080{path}"), params)
    }

    /// Signs a webhook to a whole URL as Twilio does.
    pub fn twilio_at(&mut self, token: &str, url: &str, params: &[(&str, &str)]) -> String {
        let params: serde_json::Map<_, _> =
            params.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect();
        self.sign(&json!({"kind": "twilio", "token": token, "url": url, "params": params}))
    }

    /// Signs a webhook by the Standard Webhooks specification.
    pub fn standard(&mut self, secret: &str, (id, at): (&str, i64), body: &str) -> String {
        let asked = json!({"kind": "standard", "secret": secret, "id": id, "timestamp": at,
            "body": body});
        self.sign(&asked)
    }
}

/// Returns the ledger's state of a message, and the provider's answer.
pub async fn ledger(app: &TestApp, delivery: &str) -> (String, String) {
    let id: callbook::platform::ids::DeliveryId = delivery.parse().unwrap();
    let mut tx = app.app.db.read().await.unwrap();
    let row = callbook::sql!(
        &mut tx,
        fetch_optional(String, Option<String>),
        "SELECT state, answer FROM deliveries WHERE id = $1",
        id
    );
    let (state, answer) = row.unwrap().expect("it is not in the ledger");
    (state, answer.unwrap_or_default())
}

/// Lists state, provider's answer and masked number of all messages to phones.
pub async fn to_phones(app: &TestApp) -> Vec<(String, String, String)> {
    let mut tx = app.app.db.read().await.unwrap();
    let rows = callbook::sql!(
        &mut tx,
        fetch_all(String, Option<String>, String),
        "SELECT state, answer, sent_to FROM deliveries WHERE channel <> 'email' ORDER BY id"
    );
    let rows = rows.unwrap().into_iter();
    rows.map(|(state, answer, to)| (state, answer.unwrap_or_default(), to)).collect()
}

/// Returns the digits of a text.
pub fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}
