pub mod enumeration;
pub mod limits;
pub mod second_step;
use crate::support::{TestApp, password_of};

#[tokio::test]
async fn signing_in_leads_where_one_was_going() {
    let app = TestApp::new().await;
    let browser = app.visitor();
    let reply = browser.get("/settings/other").await;
    assert_eq!(reply.location(), "/login?next=%2Fsettings%2Fother");
    let page = browser.follow(reply).await.expect(200).page();
    let form = page.form("/login").fill("sign-in-email", " ALICE@acme.example ");
    let reply = browser.submit(&form.fill("sign-in-password", password_of("alice"))).await;
    assert_eq!(reply.location(), "/settings/other");
    let page = browser.follow(reply).await.expect(200).page();
    assert_eq!(page.text("h1"), "My Settings");
    assert_eq!(page.attribute(".cards", "data-focus"), "other");
}

#[tokio::test]
async fn someone_who_is_in_already_is_sent_on() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    assert_eq!(alice.get("/login?next=/settings/other").await.location(), "/settings/other");
    assert_eq!(alice.get("/").await.location(), "/settings");
}

/// A hundred and fifty ways to name another site, or none, that have misled browsers.
fn payloads() -> Vec<String> {
    let hosts = ["evil.example", "evil%2eexample", "evil。example", "[::1]", "user@evil.example"];
    let fronts = [
        "//",
        "///",
        "////",
        "/\\",
        "\\",
        "\\\\",
        "/\\/",
        "\\/",
        "https://",
        "https:/",
        "https:",
        "http://",
        "HTTPS://",
        "//%09/",
        "/%09/",
        "/%5c",
        "/%2f/",
        "%2f%2f",
        "/./\\",
        "/../\\",
        "/.//",
        "/..//",
        "javascript://",
        "data:text/html,",
        "ftp://",
        "\t//",
        "\n//",
        " //",
        "/\t/",
        "/\n/",
    ];
    let joined =
        |front: &str| hosts.iter().map(|host| format!("{front}{host}")).collect::<Vec<_>>();
    fronts.iter().flat_map(|front| joined(front)).collect()
}

#[tokio::test]
async fn open_redirect() {
    let app = TestApp::new().await;
    let browser = app.sign_in("bob").await;
    let payloads = payloads();
    assert_eq!(payloads.len(), 150);
    for next in payloads {
        let query = crate::support::url_encode([("next", next.as_str())].into_iter());
        let reply = browser.get(&format!("/login?{query}")).await.expect(303);
        let to = reply.location();
        // As a browser resolves it: relative to the page.
        let here = url::Url::parse("http://localhost:8080/login").unwrap();
        let led = here.join(to).unwrap();
        assert_eq!(led.origin(), here.origin(), "{next:?} leads to {to}");
        assert!(!to.contains('\\') && !to.starts_with("//"), "{next:?} leads to {to}");
    }
    let fields = [("email", "bob@acme.example"), ("password", password_of("bob"))];
    let next = ("next", "//evil.example");
    let reply = app.visitor().post("/login", &[fields[0], fields[1], next]).await.expect(303);
    assert_eq!(reply.location(), "/");
}

#[tokio::test]
async fn what_was_typed_stays_but_for_the_password() {
    let app = TestApp::new().await;
    let page = app.visitor().sign_in("nobody@acme.example", "some secret words").await.page();
    assert_eq!(page.form("/login").value("sign-in-email"), "nobody@acme.example");
    assert_eq!(page.form("/login").value("sign-in-password"), "");
    assert_eq!(page.text("title"), "Error: Sign in · Callbook");
}

#[tokio::test]
async fn empty_fields_are_told_beside_them_and_in_the_summary() {
    let app = TestApp::new().await;
    let page = app.visitor().sign_in("", "").await.expect(422).page();
    let errors = ["Enter your email address", "Enter your password"];
    assert_eq!(page.texts(".summary a"), errors);
    assert_eq!(page.texts(".field-error"), errors);
    assert_eq!(page.attribute("#sign-in-email", "aria-describedby"), "sign-in-email-error");
    let page = app.visitor().sign_in("not an address", "x").await.expect(422).page();
    assert_eq!(
        page.texts(".field-error"),
        ["Enter an email address in the format name@example.com"]
    );
    assert_eq!(page.form("/login").value("sign-in-email"), "not an address");
}

#[tokio::test]
async fn a_fresh_page_shows_no_errors() {
    let app = TestApp::new().await;
    let page = app.visitor().get("/login").await.page();
    assert!(page.all("[aria-invalid], .field-error, .notice").is_empty());
}

#[tokio::test]
async fn signing_in_is_remembered_with_its_time() {
    let app = TestApp::new().await;
    app.sign_in("alice").await;
    let mut tx = app.app.db.read().await.unwrap();
    let at = callbook::sql!(&mut tx, scalar Option<i64>,
        "SELECT last_sign_in_at FROM users WHERE name = 'Alice Archer'")
    .unwrap();
    assert_eq!(at, Some(app.clock.now().millis()));
}

#[tokio::test]
async fn the_sign_in_page_speaks_the_browsers_language_and_remembers_it() {
    let app = TestApp::new().await;
    let browser = app.visitor();
    browser.always("accept-language", "de-AT,de;q=0.9");
    assert_eq!(browser.get("/login").await.page().text("h1"), "Anmelden");
    let carol = app.visitor();
    carol.always("accept-language", "de");
    carol.sign_in("carol@acme.example", password_of("carol")).await.expect(303);
    let page = carol.follow(carol.get("/").await).await.page();
    assert_eq!(page.attribute("html", "lang"), "es");
    carol.post("/logout", &[]).await.expect(303);
    let page = carol.get("/login").await.page();
    assert_eq!(page.attribute("html", "lang"), "es", "her own, not the browser's");
}

#[tokio::test]
async fn a_hash_made_with_an_older_key_is_made_anew() {
    let app = TestApp::new().await;
    let stored = async || {
        let mut tx = app.app.db.read().await.unwrap();
        callbook::sql!(&mut tx, scalar String,
            "SELECT password FROM users WHERE name = 'Alice Archer'")
        .unwrap()
    };
    let before = stored().await;
    app.sign_in("alice").await;
    assert_eq!(stored().await, before, "nothing to make anew");
    let rotated = app.rotated().await;
    assert_eq!(rotated.sign_in("alice@acme.example", password_of("alice")).await.status, 303);
    let after = stored().await;
    assert_ne!(after, before);
    rotated.forget_cookies();
    assert_eq!(rotated.sign_in("alice@acme.example", password_of("alice")).await.status, 303);
}
