//! Look-alike spellings of another person's address, and foreign host names.

use callbook::messaging::dev::Content;

use crate::support::TestApp;
use crate::users::phones::add;

#[tokio::test]
async fn email_unicode() {
    let app = TestApp::new().await;
    // Each looks, folds or compares like alice@acme.example somewhere; few are the same.
    for (typed, is_hers) in [
        ("ａlice@acme.example", false),
        ("alıce@acme.example", false),
        ("aliсe@acme.example", false),
        ("alice@ａcme.example", true),
        ("alice@acme。example", false),
        // What cannot be seen is dropped.
        ("alice@acme.example\u{200b}", true),
        ("al\u{ad}ice@acme.example", true),
        ("ALICE@ACME.EXAMPLE", true),
        ("alice@acmе.example", false),
        ("alice+x@acme.example", false),
        ("alice@acme.example.", false),
        ("\"alice\"@acme.example", false),
    ] {
        let before = app.outbox().await.len();
        app.visitor().post("/forgot-password/new", &[("email", typed)]).await;
        assert_eq!(app.outbox().await.len() - before, usize::from(is_hers), "{typed:?}");
    }
    for kept in app.outbox().await {
        assert_eq!(kept.to, "alice@acme.example", "only ever where its owner has proved it");
    }
    let bob = app.sign_in("bob").await;
    for typed in ["ＡLICE@acme.example", "alice@ＡCME.example"] {
        let page = bob.get("/settings").await.page();
        bob.submit(&page.form("/settings/emails").fill("emails-address", typed)).await;
    }
    app.deliver().await;
    let alice = app.sign_in("alice").await;
    assert_eq!(alice.get("/settings").await.page().texts("#emails .pills"), ["primary verified"]);
}

#[tokio::test]
async fn phone_norm() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    add(&alice, "NL", "06 12345678", "sms").await.expect(303);
    for (country, spelling) in [
        ("NL", "+31612345678"),
        ("NL", "0031 6 12345678"),
        ("GB", "+31 (0)6 12 34 56 78"),
        ("NL", "０６１２３４５６７８"),
        ("NL", "06-12.34/56 78"),
        ("NL", "tel:+31-6-12345678"),
        ("NL", "\u{200e}06 12345678"),
        ("NL", "٠٦١٢٣٤٥٦٧٨"),
    ] {
        let page = add(&alice, country, spelling, "sms").await.expect(422).page();
        let error = "You’ve already added this number";
        assert_eq!(page.texts("#phones .field-error"), [error], "{spelling}");
    }
    app.deliver().await;
}

#[tokio::test]
async fn host_poison() {
    let app = TestApp::with_flags(&["--public-url", "https://callbook.example"]).await;
    let browser = app.visitor();
    for (name, value) in [
        ("x-forwarded-host", "evil.example"),
        ("x-forwarded-proto", "http"),
        ("forwarded", "host=evil.example;proto=http"),
        ("x-original-host", "evil.example"),
        ("origin", "https://callbook.example"),
    ] {
        browser.always(name, value);
    }
    let fields = [("email", "alice@acme.example")];
    browser.post("/forgot-password/new", &fields).await.expect(303);
    browser.always("host", "evil.example");
    browser.post("/forgot-password/new", &fields).await.expect(421);
    let outbox = app.outbox().await;
    assert_eq!(outbox.len(), 1);
    let Content::Mail { text, html, .. } = &outbox[0].content else { panic!("no mail") };
    for words in [text, html] {
        assert!(words.contains("https://callbook.example/links/reset/"));
        assert!(!words.contains("evil.example"));
    }
}
