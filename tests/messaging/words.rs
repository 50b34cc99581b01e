use std::time::Duration;

use callbook::messaging::dev::Content;
use regex::Regex;

use crate::accounts::invitations::{NOBODY, acme, ask_with, globex};
use crate::auth::api_tokens;
use crate::support::TestApp;
use crate::users::phones::{add, first, type_code};

/// Renders everything that is sent to a person who reads `lang`, sorted.
async fn everything(lang: &str) -> String {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let page = alice.get("/settings").await.page();
    alice.submit(&page.form("/settings/other").forge("language", lang)).await.expect(303);
    add(&alice, "NL", "0612345678", "sms").await.expect(303);
    type_code(&alice, &first(&alice).await, &app.code().await).await.expect(303);
    add(&alice, "NL", "0612345679", "voice").await.expect(303);
    let page = alice.get("/settings").await.page();
    let form = page.form("/settings/emails").fill("emails-address", "alice@home.example");
    let firefox = app.visitor();
    alice.share_cookies_with(&firefox);
    firefox.always(
        "user-agent",
        "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    );
    firefox.submit(&form).await.expect(303);
    alice.post("/forgot-password/new", &[("email", "alice@acme.example")]).await.expect(303);
    let own = (&[][..], lang.parse().unwrap());
    ask_with(&app, acme(&app).await, NOBODY, own).await;
    ask_with(&app, globex(&app).await, "alice@acme.example", own).await;
    for channel in ["email", "sms", "voice"] {
        let path = format!("/settings/channels/{channel}/tests");
        alice.post(&path, &[]).await.expect(303);
    }
    api_tokens::make(&alice, "Pager bot", "30").await;
    app.deliver().await;
    app.pass(Duration::from_secs(16 * 24 * 60 * 60));
    let token = Regex::new(r"(/links/\w+/|\blog_)[^\s.]+").unwrap();
    let digits = Regex::new(r"\d{6}|\d(, \d){5}").unwrap();
    let mut said: Vec<_> = app
        .outbox()
        .await
        .into_iter()
        .map(|kept| match kept.content {
            Content::Mail { subject, text, .. } => format!("Mail: {subject}\n\n{text}"),
            Content::Sms(text) => format!("SMS: {text}"),
            Content::Call(sentences) => format!("Call: {}", sentences.join("\n")),
        })
        .map(|text| token.replace_all(&text, "$1…").into_owned())
        .map(|text| digits.replace_all(&text, "######").into_owned())
        .collect();
    said.sort();
    said.dedup();
    said.join("\n\n------------------------------------------------------------\n\n")
}

#[tokio::test]
async fn what_is_sent_reads_well_in_every_language() {
    for lang in ["en", "es", "fr", "de", "nl"] {
        insta::assert_snapshot!(lang, everything(lang).await);
    }
}
