use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

use crate::support::TestApp;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/parts")
}

/// Returns the Python with the parts' packages.
pub fn python() -> PathBuf {
    let python = folder().join(".venv/bin/python");
    assert!(python.exists(), "run tests/parts/install, as tests/run does");
    python
}

/// A part that runs with the test. It ends when its standard input closes, so that even a killed
/// test leaves none behind.
pub struct Part {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Part {
    /// Starts a script of `tests/parts` that prints a line of JSON when it is ready.
    pub fn start(program: impl AsRef<Path>, script: &str, args: &[&str]) -> (Self, Value) {
        let mut part = Self::spawn(program, script, args);
        let ready = part.read();
        (part, ready)
    }

    /// Starts a script that waits for questions.
    pub fn spawn(program: impl AsRef<Path>, script: &str, args: &[&str]) -> Self {
        let mut command = Command::new(program.as_ref());
        command.arg(folder().join(script)).args(args);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let (input, output) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        Self { child, input, output: BufReader::new(output) }
    }

    /// Sends a line of JSON, and reads one.
    pub fn ask(&mut self, question: &Value) -> Value {
        writeln!(self.input, "{question}").unwrap();
        self.read()
    }

    fn read(&mut self) -> Value {
        let mut line = String::new();
        self.output.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap_or_else(|_| panic!("a part said: {line:?}"))
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Writes the certificate of an authority, and certificates that it signed for these names.
pub fn certificates(into: &Path, names: &[&str]) {
    let mut certify = Command::new(python());
    certify.arg(folder().join("certify.py")).arg(into).args(names);
    assert!(certify.status().unwrap().success());
}

/// The mail server, and what it has accepted.
pub struct MailServer {
    pub port: u16,
    /// The file of its authority's certificate.
    pub ca: String,
    folder: tempfile::TempDir,
    _part: Part,
}

impl MailServer {
    pub fn start(args: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().to_str().unwrap().to_owned();
        let args = [&["--folder", &path], args].concat();
        let (part, ready) = Part::start(python(), "smtp.py", &args);
        let port = ready["port"].as_u64().unwrap().try_into().unwrap();
        let ca = ready["ca"].as_str().unwrap_or_default().to_owned();
        Self { port, ca, folder, _part: part }
    }

    /// Returns its URL, without TLS.
    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}?tls=off", self.port)
    }

    pub fn count(&self) -> usize {
        let entries = std::fs::read_dir(self.folder.path()).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.filter(|name| name.ends_with(".eml")).count()
    }

    /// Lists the accepted mails, the oldest first, as a mail program reads them.
    pub fn mails(&self) -> Vec<Value> {
        let folder = self.folder.path().to_str().unwrap();
        let mails = Part::spawn(python(), "read.py", &[]).ask(&json!({ "folder": folder }));
        mails.as_array().unwrap().clone()
    }

    /// Lists the mails to this envelope recipient.
    pub fn mails_to(&self, address: &str) -> Vec<Value> {
        let to = |mail: &Value| mail["headers"]["X-RcptTo"] == address;
        self.mails().into_iter().filter(to).collect()
    }
}

/// The ledger's row of the latest message of a kind.
#[derive(Debug, sqlx::FromRow)]
pub struct Row {
    pub state: String,
    pub reason: Option<String>,
    pub answer: Option<String>,
}

impl Row {
    pub async fn latest(app: &TestApp, kind: &str) -> Self {
        let mut tx = app.app.db.read().await.unwrap();
        callbook::sql!(&mut tx, fetch_one Row,
            "SELECT state, reason, answer FROM deliveries WHERE kind = $1 ORDER BY id DESC LIMIT 1",
            kind)
        .unwrap()
    }

    /// Returns the provider's answer.
    pub fn words(&self) -> &str {
        self.answer.as_deref().unwrap_or_default()
    }
}
