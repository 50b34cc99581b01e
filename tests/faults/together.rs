//! Two processes of the program on one database: what ends in one of them is dead in the other.

use std::process::Stdio;

use axum::Router;
use axum::body::Body;
use axum::http::header::HOST;
use axum::http::{HeaderValue, Request, Response};
use callbook::platform::clock::Clock;
use hyper::client::conn::http1::handshake;
use hyper_util::rt::TokioIo;

use crate::auth::second_factor::{digits_at, key_of};
use crate::cli::commands::{Running, callbook};
use crate::faults::site::Site;
use crate::support::{Browser, Program, TestApp, password_of};

const ALICE: &str = "alice@acme.example";
const CHALLENGE: &str = "/login/challenge";

pub struct Process {
    address: String,
    _running: Running,
    _folder: tempfile::TempDir,
}

/// Starts two processes on the database of the app.
pub fn two(app: &TestApp) -> [Process; 2] {
    let free = [(), ()].map(|()| std::net::TcpListener::bind("127.0.0.1:0").unwrap());
    let started = free.map(|free| {
        let address = free.local_addr().unwrap().to_string();
        drop(free);
        let folder = tempfile::tempdir().unwrap();
        let mut command = callbook(folder.path());
        command.env("CALLBOOK_LISTEN", &address).env("CALLBOOK_SECRET_KEY", app.secret_key());
        command.env("CALLBOOK_DATABASE_URL", app.database_url());
        let running = Running::start(command.stdout(Stdio::null()).stderr(Stdio::null()));
        Process { address, _running: running, _folder: folder }
    });
    started.iter().for_each(|process| Site::at(&process.address).wait_until_ready());
    started
}

/// Forwards a request to a process.
async fn forward(address: &str, mut request: Request<Body>) -> Response<Body> {
    let stream = tokio::net::TcpStream::connect(address).await.unwrap();
    let (mut sender, connection) = handshake(TokioIo::new(stream)).await.unwrap();
    tokio::spawn(connection);
    request.headers_mut().insert(HOST, HeaderValue::from_static("localhost"));
    sender.send_request(request).await.unwrap().map(Body::new)
}

impl Process {
    fn router(&self) -> Router {
        let address = self.address.clone();
        let away = async move |request: Request<Body>| forward(&address, request).await;
        Router::new().fallback(away)
    }

    pub fn visitor(&self) -> Browser {
        Browser::new(self.router(), false)
    }

    pub fn program(&self, authorization: Option<String>) -> Program {
        Program::new(self.router(), authorization)
    }

    /// Returns a browser that signed in at this process.
    async fn sign_in(&self, password: &str, recovery: Option<&str>) -> Browser {
        let browser = self.visitor();
        browser.sign_in(ALICE, password).await.expect(303);
        if let Some(code) = recovery {
            browser.post(CHALLENGE, &[("recovery", code)]).await.expect(303);
        }
        browser.get("/settings").await.expect(200);
        browser
    }
}

/// Enables two-factor authentication, and returns the key and the recovery codes.
async fn enable(browser: &Browser) -> (String, Vec<String>) {
    let path = "/settings/two-factor/enrolment";
    let page = browser.get(path).await.expect(200).page();
    let (key, codes) = (key_of(&page), page.texts(".code-list code"));
    let form = page.form(path).tick("enrolment-saved", true);
    let shown = digits_at(Clock::system().now(), &key);
    browser.submit(&form.fill("enrolment-code", &shown)).await.expect(303);
    (key, codes)
}

async fn assert_dead(browser: &Browser, why: &str) {
    assert_eq!(browser.get("/settings").await.status, 303, "{why}");
}

#[tokio::test]
async fn revoke_all() {
    let app = TestApp::new().await.leave_work();
    let [here, there] = two(&app);
    let old = password_of("alice");
    let alice = here.sign_in(old, None).await;

    let other = there.sign_in(old, None).await;
    alice.post("/settings/sessions", &[]).await.expect(303);
    assert_dead(&other, "all others were signed out").await;

    let other = there.sign_in(old, None).await;
    let new = "velvet tractor mosaic dune";
    let fields = [("current", old), ("new", new), ("confirm", new)];
    alice.post("/settings/password", &fields).await.expect(303);
    assert_dead(&other, "the password was changed").await;

    let other = there.sign_in(new, None).await;
    let (_, codes) = enable(&alice).await;
    assert_dead(&other, "a second factor was added").await;

    let other = there.sign_in(new, Some(&codes[0])).await;
    alice.post("/settings/two-factor/removal", &[]).await.expect(303);
    assert_dead(&other, "the second factor was removed").await;
    // The session of all these changes is signed in at both processes.
    alice.get("/settings").await.expect(200);
    let elsewhere = there.visitor();
    alice.share_cookies_with(&elsewhere);
    elsewhere.get("/settings").await.expect(200);
}

#[tokio::test]
async fn lockout_all_paths() {
    let app = TestApp::new().await.leave_work();
    let [here, there] = two(&app);
    let both = [&here, &there];
    let password = password_of("alice");

    // Codes at sign-in, at either process.
    let alice = here.sign_in(password, None).await;
    let (key, codes) = enable(&alice).await;
    let right = digits_at(Clock::system().now(), &key);
    let wrong = if right.starts_with('0') { "999999" } else { "000000" };
    for n in 0..5 {
        let claim = both[n % 2].visitor();
        claim.sign_in(ALICE, password).await.expect(303);
        claim.post(CHALLENGE, &[("code", wrong)]).await.expect(422);
    }
    for process in both {
        let claim = process.visitor();
        claim.sign_in(ALICE, password).await.expect(303);
        claim.post(CHALLENGE, &[("recovery", &codes[0])]).await.expect(429);
    }

    // Passwords of signed-in people.
    for n in 0..10 {
        let browser = both[n % 2].visitor();
        alice.share_cookies_with(&browser);
        browser.post("/sudo", &[("proof", "not the password")]).await.expect(422);
    }
    let elsewhere = there.visitor();
    alice.share_cookies_with(&elsewhere);
    for browser in [&alice, &elsewhere] {
        browser.post("/sudo", &[("proof", password)]).await.expect(429);
        let new = "velvet tractor mosaic dune";
        let fields = [("current", password), ("new", new), ("confirm", new)];
        browser.post("/settings/password", &fields).await.expect(429);
    }

    // Passwords at sign-in.
    let bob = ("bob@acme.example", password_of("bob"));
    for n in 0..10 {
        both[n % 2].visitor().sign_in(bob.0, "not the password").await.expect(422);
    }
    for process in both {
        process.visitor().sign_in(bob.0, bob.1).await.expect(429);
    }
}
