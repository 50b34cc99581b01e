mod alerts;
pub mod mail;
mod stop;
use axum::body::Body;
use axum::http::Request;

use crate::messaging::twilio::parts::{Carrier, Recorded, Signer, TOKEN, ledger};
use crate::support::{Browser, Reply, Setup, TestApp, url_encode};
use crate::users::phones::{add, first, type_code};

const NUMBER: &str = "+31612345678";
const INBOUND: &str = "/hooks/sms/inbound";
const OTHER_SID: &str = "SM00000000000000000000000000000000";

/// An app with its carrier, which signs its reports.
struct Place {
    app: TestApp,
    carrier: Carrier,
    signer: Signer,
    messages: u32,
}

async fn pills(browser: &Browser) -> Vec<String> {
    browser.get("/settings/phones").await.page().texts("#phones .pills")
}

/// Returns why nothing arrives at the only phone.
async fn hint(browser: &Browser) -> String {
    browser.get("/settings/phones").await.page().text("#phones .row .hint")
}

impl Place {
    async fn open() -> Self {
        let carrier = Carrier::start();
        Self { app: carrier.app().await, carrier, signer: Signer::start(), messages: 0 }
    }

    /// Gives a person a verified phone with this number.
    async fn with_phone(&self, who: &str) -> Browser {
        let browser = self.app.sign_in(who).await;
        add(&browser, "NL", NUMBER, "sms").await.expect(303);
        self.app.deliver().await;
        let code = self.carrier.last().await.code();
        type_code(&browser, &first(&browser).await, &code).await.expect(303);
        browser
    }

    /// Sends a person a test message.
    async fn test(&self, browser: &Browser, channel: &str) -> Recorded {
        browser.post(&format!("/settings/channels/{channel}/tests"), &[]).await.expect(303);
        self.app.deliver().await;
        self.carrier.last().await
    }

    async fn post(&self, path: &str, params: &[(&str, &str)], signature: &str) -> Reply {
        let request = Request::post(path)
            .header("content-type", "application/x-www-form-urlencoded; charset=UTF-8")
            .header("x-twilio-signature", signature)
            .body(Body::from(url_encode(params.iter().copied())));
        self.app.visitor().send(request.unwrap()).await
    }

    /// Sends a valid webhook.
    async fn hook(&mut self, path: &str, params: &[(&str, &str)]) -> Reply {
        let signature = self.signer.twilio(TOKEN, path, params);
        self.post(path, params, &signature).await
    }

    /// Reports about a text message, with an id of its own.
    async fn report_as(&mut self, sid: &str, of: &Recorded, (status, code): (&str, &str)) {
        let mut params = report(sid, status);
        if !code.is_empty() {
            params.push(("ErrorCode", code));
        }
        self.hook(of.reports_to(), &params).await.expect(204);
    }

    async fn report(&mut self, of: &Recorded, status: &str, code: &str) {
        self.report_as(of.sid(), of, (status, code)).await;
    }

    async fn state(&self, of: &Recorded) -> (String, String) {
        ledger(&self.app, of.delivery()).await
    }

    /// Sends a text message from the number to ours.
    async fn text(&mut self, body: &str, more: &[(&str, &str)]) -> Reply {
        self.messages += 1;
        let sid = format!("SM{:032}", self.messages);
        let params = [("From", NUMBER), ("To", "+15005550006"), ("Body", body)];
        let params = [&params[..], &[("MessageSid", &sid)], more].concat();
        let reply = self.hook(INBOUND, &params).await.expect(200);
        assert!(reply.header("content-type").starts_with("text/xml"));
        reply
    }
}

fn report<'a>(sid: &'a str, status: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("MessageSid", sid),
        ("MessageStatus", status),
        ("To", NUMBER),
        ("ApiVersion", "2010-04-01"),
    ]
}

fn said(state: &str, answer: &str) -> (String, String) {
    (state.to_owned(), answer.to_owned())
}

#[tokio::test]
async fn a_message_is_followed_from_sent_to_delivered() {
    let mut place = Place::open().await;
    let alice = place.with_phone("alice").await;
    let sms = place.test(&alice, "sms").await;
    place.report(&sms, "queued", "").await;
    assert_eq!(place.state(&sms).await, said("sent", "201 queued"), "that is no news");
    place.report(&sms, "sent", "").await;
    place.report(&sms, "delivered", "").await;
    assert_eq!(place.state(&sms).await, said("delivered", "delivered"));
    let page = alice.get("/settings").await.page();
    assert!(page.text("#channels-sms-test").ends_with("Delivered"));
    assert!(page.one("#channels-sms-test").attr("hx-get").is_none(), "there is no more news");
}

#[tokio::test]
async fn a_call_is_followed_too() {
    let mut place = Place::open().await;
    let alice = place.with_phone("alice").await;
    for (status, state) in [("completed", "delivered"), ("no-answer", "failed")] {
        let call = place.test(&alice, "voice").await;
        let params = [("CallSid", call.sid()), ("CallStatus", status), ("To", NUMBER)];
        place.hook(call.reports_to(), &params).await.expect(204);
        assert_eq!(place.state(&call).await, said(state, status));
    }
    assert_eq!(pills(&alice).await, ["primary verified"]);
}

#[tokio::test]
async fn late_and_out_of_order_reports_change_nothing() {
    let mut place = Place::open().await;
    let alice = place.with_phone("alice").await;
    let sms = place.test(&alice, "sms").await;
    place.report_as(OTHER_SID, &sms, ("delivered", "")).await;
    assert_eq!(place.state(&sms).await, said("sent", "201 queued"), "another message's");
    place.report(&sms, "delivered", "").await;
    place.report(&sms, "sent", "").await;
    for code in ["30003", "30005", "30006", "30008", "21610"] {
        place.report(&sms, "undelivered", code).await;
        assert_eq!(place.state(&sms).await, said("delivered", "delivered"), "{code}");
    }
    let sms = place.test(&alice, "sms").await;
    place.report(&sms, "failed", "30007").await;
    place.report(&sms, "delivered", "").await;
    assert_eq!(place.state(&sms).await, said("failed", "failed 30007"));
    assert_eq!(pills(&alice).await, ["primary verified"]);
}

#[tokio::test]
async fn a_number_that_fails_three_times_in_a_row_is_blocked_until_it_is_proved_again() {
    let mut place = Place::open().await;
    let alice = place.with_phone("alice").await;
    for _ in 0..3 {
        assert_eq!(pills(&alice).await, ["primary verified"]);
        let sms = place.test(&alice, "sms").await;
        place.report(&sms, "undelivered", "30003").await;
        assert_eq!(place.state(&sms).await, said("failed", "undelivered 30003"));
    }
    assert_eq!(pills(&alice).await, ["primary blocked"]);
    assert!(hint(&alice).await.starts_with("The carrier couldn’t deliver our messages"));
    alice.post("/settings/channels/sms/tests", &[]).await.expect(422);
    place.app.pass(std::time::Duration::from_secs(60));
    let phone = first(&alice).await;
    alice.post(&format!("{phone}/codes"), &[("method", "sms")]).await.expect(303);
    place.app.deliver().await;
    let code = place.carrier.last().await.code();
    type_code(&alice, &phone, &code).await.expect(303);
    assert_eq!(pills(&alice).await, ["primary verified"]);
    let sms = place.test(&alice, "sms").await;
    place.report(&sms, "undelivered", "30003").await;
    assert_eq!(pills(&alice).await, ["primary verified"], "they are counted anew");
}

#[tokio::test]
async fn a_delivered_message_in_between_starts_the_count_again() {
    let mut place = Place::open().await;
    let alice = place.with_phone("alice").await;
    let (fails, arrives) = (("undelivered", "30003"), ("delivered", ""));
    for (status, code) in [fails, fails, arrives, fails, fails] {
        let sms = place.test(&alice, "sms").await;
        place.report(&sms, status, code).await;
        assert_eq!(pills(&alice).await, ["primary verified"]);
    }
    place.app.pass(std::time::Duration::from_secs(60 * 60));
    let sms = place.test(&alice, "sms").await;
    place.report(&sms, "undelivered", "30003").await;
    assert_eq!(pills(&alice).await, ["primary blocked"]);
}

#[tokio::test]
async fn webhook_signatures_that_are_not_right_are_refused_and_nothing_changes() {
    let mut place = Place::open().await;
    let alice = place.with_phone("alice").await;
    let sms = place.test(&alice, "sms").await;
    let (path, params) = (sms.reports_to(), report(sms.sid(), "delivered"));
    let signature = place.signer.twilio(TOKEN, path, &params);
    let forged = place.signer.twilio("another token", path, &params);
    let elsewhere = place.signer.twilio(TOKEN, INBOUND, &params);
    let swapped = if signature.starts_with('A') { "B" } else { "A" };
    let altered = format!("{swapped}{}", &signature[1..]);
    for bad in [&forged, &elsewhere, &altered, &signature[..20], "", "not base64"] {
        place.post(path, &params, bad).await.expect(403);
    }
    let unsigned = Request::post(path).body(Body::from(url_encode(params.iter().copied())));
    place.app.visitor().send(unsigned.unwrap()).await.expect(403);
    let other = report(sms.sid(), "failed");
    place.post(path, &other, &signature).await.expect(403);
    let more = [&params[..], &[("ErrorCode", "21610")]].concat();
    place.post(path, &more, &signature).await.expect(403);
    let stop = [("From", NUMBER), ("Body", "STOP")];
    place.post(INBOUND, &stop, &forged).await.expect(403);
    assert_eq!(place.state(&sms).await, said("sent", "201 queued"));
    assert_eq!(pills(&alice).await, ["primary verified"]);
    place.post(path, &params, &signature).await.expect(204);
    assert_eq!(place.state(&sms).await, said("delivered", "delivered"));
}

#[tokio::test]
async fn a_webhook_is_taken_once() {
    let mut place = Place::open().await;
    let alice = place.with_phone("alice").await;
    let sms = place.test(&alice, "sms").await;
    let (path, params) = (sms.reports_to(), report(sms.sid(), "sent"));
    place.hook(path, &params).await.expect(204);
    place.hook(path, &params).await.expect(204);
    // A replayed webhook must not undo what was said since.
    let start = [("From", NUMBER), ("Body", "START"), ("MessageSid", OTHER_SID)];
    place.hook(INBOUND, &start).await.expect(200);
    place.text("STOP", &[]).await;
    place.hook(INBOUND, &start).await.expect(200);
    assert_eq!(pills(&alice).await, ["primary blocked"]);
    // A provider that missed the answer gets it now.
    let help = [("From", NUMBER), ("Body", "HELP"), ("MessageSid", OTHER_SID)];
    let answer = place.hook(INBOUND, &help).await.expect(200).text;
    assert!(answer.contains("<Message>"), "{answer}");
    assert_eq!(place.hook(INBOUND, &help).await.expect(200).text, answer);
}

#[tokio::test]
async fn a_signature_over_our_url_counts_with_the_port_and_without() {
    let carrier = Carrier::start();
    let mut signer = Signer::start();
    for (public_url, with, without) in [
        ("https://cb.example:8443", "https://cb.example:8443", "https://cb.example"),
        ("https://cb.example", "https://cb.example:443", "https://cb.example"),
    ] {
        let flags = vec!["--public-url", public_url];
        let app = TestApp::with(Setup { flags, env: carrier.env(TOKEN), ..Setup::default() }).await;
        let params = [("From", NUMBER), ("Body", "HELP")];
        for (origin, status) in [(with, 200), (without, 200), ("https://cb.example:444", 403)] {
            let signature = signer.twilio_at(TOKEN, &format!("{origin}{INBOUND}"), &params);
            let request = Request::post(INBOUND)
                .header("host", public_url.trim_start_matches("https://"))
                .header("x-twilio-signature", signature)
                .body(Body::from(url_encode(params.iter().copied())));
            app.visitor().send(request.unwrap()).await.expect(status);
        }
    }
}

#[tokio::test]
async fn every_word_that_twilio_takes_for_a_stop_is_one() {
    let mut place = Place::open().await;
    let alice = place.with_phone("alice").await;
    let words = ["REVOKE", "OPTOUT", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "opt out"];
    for word in words {
        place.text(word, &[]).await;
        assert_eq!(pills(&alice).await, ["primary blocked"], "{word}");
        place.text("UNSTOP", &[]).await;
        assert_eq!(pills(&alice).await, ["primary verified"], "{word}");
    }
}

#[tokio::test]
async fn a_webhook_without_sense_or_of_any_size_does_no_harm() {
    let mut place = Place::open().await;
    let alice = place.with_phone("alice").await;
    for path in ["/hooks/sms/status/ntf_1", "/hooks/sms/status/nonsense"] {
        place.hook(path, &report(OTHER_SID, "delivered")).await.expect(422);
    }
    let nobodys = "/hooks/sms/status/ntf_01m81b5h80ekktr8sv2m3c8yx5";
    place.hook(nobodys, &report(OTHER_SID, "delivered")).await.expect(204);
    place.hook(INBOUND, &[("Body", "STOP")]).await.expect(200);
    place.hook(INBOUND, &[("From", "nobody"), ("Body", "STOP")]).await.expect(200);
    let large = "x".repeat(64 * 1024);
    place.post(INBOUND, &[("Body", &large)], "signed").await.expect(413);
    assert_eq!(pills(&alice).await, ["primary verified"]);
    let off = TestApp::new().await;
    let request = Request::post(INBOUND).header("x-twilio-signature", "signed");
    off.visitor().send(request.body(Body::empty()).unwrap()).await.expect(404);
}

#[tokio::test]
async fn stop_is_for_everyone_who_has_the_number_or_adds_it_and_start_frees_all() {
    let mut place = Place::open().await;
    let alice = place.with_phone("alice").await;
    let bob = place.with_phone("bob").await;
    let reply = place.text("Stop", &[]).await;
    assert_eq!(reply.text, "<Response/>");
    assert_eq!(pills(&alice).await, ["primary blocked"]);
    assert_eq!(pills(&bob).await, ["primair geblokkeerd"]);
    assert!(hint(&alice).await.contains("Text START"));
    let sent = place.carrier.recorded().await.len();
    for browser in [&alice, &bob] {
        browser.post("/settings/channels/sms/tests", &[]).await.expect(422);
        browser.post(&format!("{}/codes", first(browser).await), &[]).await.expect(429);
    }
    let carol = place.app.sign_in("carol").await;
    let page = add(&carol, "NL", NUMBER, "sms").await.page();
    assert!(page.text("#phones [role=alert]").contains("STOP"));
    assert_eq!(pills(&carol).await, ["sin verificar bloqueado"]);
    place.app.deliver().await;
    assert_eq!(place.carrier.recorded().await.len(), sent, "nothing goes there");
    place.text("start", &[]).await;
    assert_eq!(pills(&alice).await, ["primary verified"]);
    assert_eq!(pills(&bob).await, ["primair geverifieerd"]);
    assert_eq!(pills(&carol).await, ["sin verificar"]);
    alice.post("/settings/channels/sms/tests", &[]).await.expect(303);
    place.app.deliver().await;
    assert_eq!(place.carrier.recorded().await.len(), sent + 1);
}

#[tokio::test]
async fn stop_stands_whatever_the_carrier_reports_and_whatever_code_is_typed() {
    let mut place = Place::open().await;
    let alice = place.with_phone("alice").await;
    let mut late = Vec::new();
    for _ in 0..3 {
        late.push(place.test(&alice, "sms").await);
    }
    let bob = place.app.sign_in("bob").await;
    add(&bob, "NL", NUMBER, "sms").await.expect(303);
    place.app.deliver().await;
    let code = place.carrier.last().await.code();
    place.text("STOP", &[]).await;
    for sms in &late {
        place.report(sms, "undelivered", "30003").await;
    }
    assert!(hint(&alice).await.contains("Text START"), "{}", hint(&alice).await);
    let page = type_code(&bob, &first(&bob).await, &code).await.expect(422).page();
    assert!(page.text("[role=alert]").contains("START"));
    assert_eq!(pills(&bob).await, ["niet geverifieerd geblokkeerd"]);
    place.text("START", &[]).await;
    assert_eq!(pills(&alice).await, ["primary verified"]);
    type_code(&bob, &first(&bob).await, &code).await.expect(303);
}

#[tokio::test]
async fn a_report_that_the_number_unsubscribed_is_a_stop() {
    let mut place = Place::open().await;
    let alice = place.with_phone("alice").await;
    let bob = place.with_phone("bob").await;
    let sms = place.test(&alice, "sms").await;
    place.report(&sms, "failed", "21610").await;
    assert_eq!(pills(&bob).await, ["primair geblokkeerd"]);
    assert!(hint(&alice).await.contains("Text START"));
}

#[tokio::test]
async fn help_is_answered_in_the_owners_language_unless_the_provider_has() {
    let mut place = Place::open().await;
    let reply = place.text("HELP", &[]).await;
    let english = "<Response><Message>Callbook contacts you when something breaks.";
    assert!(reply.text.starts_with(english), "a stranger's: {}", reply.text);
    place.with_phone("bob").await;
    let reply = place.text("help!", &[]).await;
    let dutch = "<Response><Message>Callbook stuurt je bericht als er iets misgaat. \
        Instellingen: http://localhost:8080 ";
    assert!(reply.text.starts_with(dutch), "{}", reply.text);
    assert!(reply.text.ends_with("</Message></Response>"));
    let reply = place.text("HELP", &[("OptOutType", "HELP")]).await;
    assert_eq!(reply.text, "<Response/>", "Twilio has answered");
    assert_eq!(place.text("what is this?", &[]).await.text, "<Response/>");
}

#[tokio::test]
async fn a_stop_that_the_provider_minds_itself_counts_whatever_was_written() {
    let mut place = Place::open().await;
    let alice = place.with_phone("alice").await;
    place.text("no more of this", &[("OptOutType", "STOP")]).await;
    assert_eq!(pills(&alice).await, ["primary blocked"]);
    place.text("welcome back", &[("OptOutType", "START")]).await;
    assert_eq!(pills(&alice).await, ["primary verified"]);
}
