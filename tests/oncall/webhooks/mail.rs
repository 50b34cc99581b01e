use axum::body::Body;
use axum::http::Request;
use serde_json::json;

use crate::messaging::twilio::parts::Signer;
use crate::support::{Browser, Reply, START, Setup, TestApp};

const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const PATH: &str = "/hooks/mail";
const MINUTES: i64 = 60;

/// An app with the mail system that reports to it.
pub struct Place {
    pub app: TestApp,
    signer: Signer,
}

fn start() -> i64 {
    START.millis() / 1000
}

fn body(address: &str, kind: &str) -> String {
    json!({"address": address, "kind": kind}).to_string()
}

async fn pills(browser: &Browser) -> Vec<String> {
    browser.get("/settings/emails").await.page().texts("#emails .pills")
}

async fn add(browser: &Browser, address: &str) {
    let page = browser.get("/settings").await.page();
    let form = page.form("/settings/emails").fill("emails-address", address);
    browser.submit(&form).await.expect(303);
}

impl Place {
    pub async fn open() -> Self {
        let env = vec![("CALLBOOK_MAIL_HOOK_SECRET", SECRET.to_owned())];
        let app = TestApp::with(Setup { env, ..Setup::default() }).await;
        Self { app, signer: Signer::start() }
    }

    /// Returns the moment that is signed.
    pub fn at(&self) -> i64 {
        self.app.clock.now().millis() / 1000
    }

    async fn post(&self, (id, at): (&str, i64), signature: &str, body: &str) -> Reply {
        let request = Request::post(PATH)
            .header("content-type", "application/json")
            .header("webhook-id", id)
            .header("webhook-timestamp", at.to_string())
            .header("webhook-signature", signature)
            .body(Body::from(body.to_owned()));
        self.app.visitor().send(request.unwrap()).await
    }

    /// Sends a valid webhook.
    pub async fn hook(&mut self, id: &str, at: i64, body: &str) -> Reply {
        let signature = self.signer.standard(SECRET, (id, at), body);
        self.post((id, at), &signature, body).await
    }
}

#[tokio::test]
async fn a_bounce_and_a_complaint_block_the_address_for_everyone_who_added_it() {
    let mut place = Place::open().await;
    let (alice, bob) = (place.app.sign_in("alice").await, place.app.sign_in("bob").await);
    add(&alice, "team@home.example").await;
    add(&bob, "Team@home.example").await;
    place.app.pass(std::time::Duration::from_secs(1));
    add(&bob, "other@home.example").await;
    place.app.deliver().await;
    place.hook("msg_1", start(), &body("TEAM@home.example", "bounce")).await.expect(204);
    assert_eq!(pills(&alice).await, ["primary verified", "unverified blocked"]);
    let bobs = ["primair geverifieerd", "niet geverifieerd geblokkeerd", "niet geverifieerd"];
    assert_eq!(pills(&bob).await, bobs);
    place.hook("msg_2", start(), &body("alice@acme.example", "complaint")).await.expect(204);
    assert_eq!(pills(&alice).await, ["primary blocked", "unverified blocked"]);
    let hints = alice.get("/settings/emails").await.page().texts("#emails .row .hint");
    assert!(hints[0].starts_with("One of our emails to this address was marked as spam"));
    assert!(hints[1].starts_with("Email to this address bounced"));
}

#[tokio::test]
async fn webhook_signatures_of_mail_that_are_not_right_are_refused_and_nothing_changes() {
    let mut place = Place::open().await;
    let alice = place.app.sign_in("alice").await;
    let (said, id, at) = (body("alice@acme.example", "bounce"), "msg_1", start());
    let right = place.signer.standard(SECRET, (id, at), &said);
    let another = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    let forged = place.signer.standard(another, (id, at), &said);
    let unversioned = right.trim_start_matches("v1,");
    for bad in [&forged, unversioned, &right.replace("v1,", "v2,"), "v1,", ""] {
        place.post((id, at), bad, &said).await.expect(403);
    }
    place.post((id, at), &right, &body("bob@acme.example", "bounce")).await.expect(403);
    place.post(("msg_2", at), &right, &said).await.expect(403);
    place.post((id, at + 1), &right, &said).await.expect(403);
    let unsigned = Request::post(PATH).body(Body::from(said.clone()));
    place.app.visitor().send(unsigned.unwrap()).await.expect(403);
    assert_eq!(pills(&alice).await, ["primary verified"]);
    // While a secret is replaced, senders sign with both.
    place.post((id, at), &format!("{forged} {right}"), &said).await.expect(204);
    assert_eq!(pills(&alice).await, ["primary blocked"]);
}

#[tokio::test]
async fn webhook_signatures_of_long_ago_or_of_the_future_are_refused() {
    let mut place = Place::open().await;
    let alice = place.app.sign_in("alice").await;
    let said = body("alice@acme.example", "bounce");
    for at in [start() - 5 * MINUTES - 1, start() + 5 * MINUTES + 1, 0] {
        place.hook("msg_1", at, &said).await.expect(403);
    }
    assert_eq!(pills(&alice).await, ["primary verified"]);
    for (id, at) in [("msg_2", start() - 5 * MINUTES), ("msg_3", start() + 5 * MINUTES)] {
        place.hook(id, at, &said).await.expect(204);
    }
    let signature = place.signer.standard(SECRET, ("msg_4", start()), &said);
    place.app.pass(std::time::Duration::from_secs(5 * 60 + 1));
    place.post(("msg_4", start()), &signature, &said).await.expect(403);
}

#[tokio::test]
async fn a_webhook_of_mail_is_taken_once() {
    let mut place = Place::open().await;
    place.hook("msg_1", start(), &body("alice@acme.example", "bounce")).await.expect(204);
    place.hook("msg_1", start(), &body("alice@acme.example", "bounce")).await.expect(204);
    place.hook("msg_1", start() + 1, &body("bob@acme.example", "bounce")).await.expect(204);
    let bob = place.app.sign_in("bob").await;
    assert_eq!(pills(&bob).await, ["primair geverifieerd"]);
}

#[tokio::test]
async fn a_webhook_of_mail_that_makes_no_sense_is_told_and_may_come_again_mended() {
    let mut place = Place::open().await;
    for bad in [
        &body("alice@acme.example", "opened"),
        &body("no address", "bounce"),
        &body("", "bounce"),
        r#"{"address": "alice@acme.example"}"#,
        r#"{"address": "alice@acme.example", "kind": "bounce""#,
        "[]",
        "",
    ] {
        place.hook("msg_1", start(), bad).await.expect(422);
    }
    place.hook("msg_1", start(), &body("alice@acme.example", "bounce")).await.expect(204);
    place.hook("msg_2", start(), &body("nobody@acme.example", "bounce")).await.expect(204);
}

#[tokio::test]
async fn a_webhook_of_mail_has_a_size_and_is_off_without_a_secret() {
    let mut place = Place::open().await;
    let large = body(&"x".repeat(64 * 1024), "bounce");
    place.hook("msg_1", start(), &large).await.expect(413);
    let off = TestApp::new().await;
    let place = Place { app: off, signer: place.signer };
    let said = body("alice@acme.example", "bounce");
    place.post(("msg_1", start()), "v1,AAAA", &said).await.expect(404);
}
