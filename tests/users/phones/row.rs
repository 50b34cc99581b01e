use std::time::Duration;

use crate::messaging::parts::MailServer;
use crate::messaging::twilio::parts::{Carrier, Recorded, Signer, TOKEN};
use crate::support::{Browser, Setup, TestApp, url_encode};
use crate::users::phones::{add, first, type_code};

/// Lists the hints of the only row.
async fn hints(browser: &Browser) -> Vec<String> {
    browser.get("/settings/phones").await.expect(200).page().texts("#phones .row .hint")
}

async fn speaks(browser: &Browser, lang: &str) {
    let page = browser.get("/settings").await.page();
    browser.submit(&page.form("/settings/other").forge("language", lang)).await.expect(303);
}

/// Reports about a message or a call.
async fn report(app: &TestApp, of: &Recorded, params: &[(&str, &str)]) {
    let signature = Signer::start().twilio(TOKEN, of.reports_to(), params);
    let request = axum::http::Request::post(of.reports_to())
        .header("content-type", "application/x-www-form-urlencoded")
        .header("x-twilio-signature", signature)
        .body(axum::body::Body::from(url_encode(params.iter().copied())));
    app.visitor().send(request.unwrap()).await.expect(204);
}

#[tokio::test]
async fn a_code_that_was_refused_is_said_in_its_row_with_the_reason_in_every_language() {
    let carrier = Carrier::start();
    let app = carrier.app().await;
    let alice = app.sign_in("alice").await;
    add(&alice, "NL", "06 1234 0211", "sms").await.expect(303);
    assert_eq!(hints(&alice).await, [""; 0], "it is on its way");
    app.deliver().await;
    for (lang, says, why) in [
        (
            "en",
            "The text message with the code couldn’t be delivered.",
            "then press Resend. To get a call instead, press Verify. · The provider rejected it",
        ),
        (
            "es",
            "No se ha podido entregar el SMS con el código.",
            "pulsa «Verificar». · El proveedor lo rechazó",
        ),
        (
            "fr",
            "Le SMS contenant le code n’a pas pu être remis.",
            "« Vérifier ». · Le fournisseur l’a refusé",
        ),
        (
            "de",
            "Die SMS mit dem Code konnte nicht zugestellt werden.",
            "„Bestätigen“. · Vom Anbieter abgelehnt",
        ),
        (
            "nl",
            "De sms met de code kon niet worden bezorgd.",
            "‘Verifiëren’. · Geweigerd door de provider",
        ),
    ] {
        speaks(&alice, lang).await;
        let hint = hints(&alice).await.remove(0);
        assert!(hint.starts_with(says) && hint.replace('\u{a0}', " ").ends_with(why), "{hint}");
    }
}

#[tokio::test]
async fn a_code_that_waits_or_came_too_late_is_said_in_its_row() {
    let carrier = Carrier::start();
    let app = carrier.app().await;
    let alice = app.sign_in("alice").await;
    add(&alice, "NL", "06 1234 0500", "sms").await.expect(303);
    app.deliver().await;
    let delayed = "We couldn’t send the code yet. We’ll keep trying until it expires.";
    assert_eq!(hints(&alice).await, [delayed]);
    app.pass(Duration::from_secs(10 * 60));
    app.deliver().await;
    let late = "The code expired before it could be sent. Press Resend to get a new one.";
    assert_eq!(hints(&alice).await, [late]);
}

#[tokio::test]
async fn a_call_that_nobody_took_is_said_in_its_row_until_another_code_goes() {
    let carrier = Carrier::start();
    let app = carrier.app().await;
    let alice = app.sign_in("alice").await;
    add(&alice, "NL", "020 123 4567", "voice").await.expect(303);
    app.deliver().await;
    assert_eq!(hints(&alice).await, [""; 0]);
    let call = carrier.last().await;
    report(&app, &call, &[("CallSid", call.sid()), ("CallStatus", "no-answer")]).await;
    let unanswered = "The call with the code didn’t get through. Check that the number is right, then press \
                      Resend. · No one answered";
    assert_eq!(hints(&alice).await, [unanswered]);
    app.pass(Duration::from_secs(60));
    let codes = format!("{}/codes", first(&alice).await);
    alice.post(&codes, &[("method", "voice")]).await.expect(303);
    app.deliver().await;
    assert_eq!(hints(&alice).await, [""; 0], "another one is on its way");
}

#[tokio::test]
async fn a_verified_number_says_that_a_message_did_not_arrive_until_another_one_does() {
    let carrier = Carrier::start();
    let app = carrier.app().await;
    let alice = app.sign_in("alice").await;
    add(&alice, "NL", "06 1234 5678", "sms").await.expect(303);
    app.deliver().await;
    let code = carrier.last().await;
    type_code(&alice, &first(&alice).await, &code.code()).await.expect(303);
    let undelivered =
        |sid: &str| [("MessageSid", sid.to_owned()), ("MessageStatus", "undelivered".to_owned())];
    let params = undelivered(code.sid());
    let params = params.each_ref().map(|(name, value)| (*name, value.as_str()));
    report(&app, &code, &params).await;
    assert_eq!(hints(&alice).await, [""; 0], "its owner has typed it");

    let test = async || {
        // Two messages of one millisecond have no order.
        app.pass(Duration::from_secs(1));
        alice.post("/settings/channels/sms/tests", &[]).await.expect(303);
        app.deliver().await;
        carrier.last().await
    };
    let sent = test().await;
    let params = undelivered(sent.sid());
    let params = params.each_ref().map(|(name, value)| (*name, value.as_str()));
    report(&app, &sent, &params).await;
    let hint = hints(&alice).await.remove(0);
    assert!(
        hint.starts_with("The last message to this number (") && hint.contains("10:00"),
        "{hint}"
    );
    let do_that = "under Notification channels. · The carrier couldn’t deliver it";
    assert!(hint.ends_with(do_that), "{hint}");

    app.pass(Duration::from_secs(60));
    let sent = test().await;
    report(&app, &sent, &[("MessageSid", sent.sid()), ("MessageStatus", "delivered")]).await;
    assert_eq!(hints(&alice).await, [""; 0]);
}

#[tokio::test]
async fn without_a_provider_the_row_says_that_no_code_will_come() {
    let server = MailServer::start(&[]);
    let env = vec![("CALLBOOK_SMTP_URL", server.url())];
    let app = TestApp::with(Setup { env, ..Setup::default() }).await;
    let alice = app.sign_in("alice").await;
    add(&alice, "NL", "06 1234 5678", "sms").await.expect(303);
    app.deliver().await;
    assert!(
        hints(&alice).await[0]
            .starts_with("Text messages and calls aren’t set up on this server yet")
    );
}
