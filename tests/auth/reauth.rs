use std::time::Duration;

use crate::auth::second_factor::{digits, enable};
use crate::support::{Browser, TestApp, password_of};

const QUARTER: Duration = Duration::from_secs(15 * 60);
const PAGE: &str = "/settings/two-factor/enrolment";

#[tokio::test]
async fn a_quarter_of_an_hour_after_signing_in_a_proof_is_asked_for_at_the_same_url() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    app.pass(QUARTER - Duration::from_millis(1));
    alice.get(PAGE).await.expect(200);
    app.pass(Duration::from_millis(1));
    let page = alice.get(PAGE).await.expect(401).page();
    assert_eq!(page.text("h1"), "Confirm it’s you");
    let before = alice.cookie("sid").unwrap();
    let form = page.form("/sudo");
    let page = alice.submit(&form.fill("sudo-proof", "not the password")).await.expect(422).page();
    assert_eq!(page.text(".field-error"), "Incorrect password");
    let form = page.form("/sudo").fill("sudo-proof", password_of("alice"));
    let reply = alice.submit(&form).await.expect(303);
    assert_eq!(reply.location(), PAGE);
    alice.follow(reply).await.expect(200);
    assert_ne!(alice.cookie("sid").unwrap(), before, "under a new id");
    let stolen = app.visitor();
    stolen.set_cookie("sid", &before);
    stolen.get("/settings").await.expect(303);
}

#[tokio::test]
async fn the_page_names_what_comes_next_and_leads_back() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    app.pass(QUARTER);
    alice.always("referer", &format!("{}/users", app.app.public_url.as_str()));
    for (path, next) in [
        (PAGE, "Next: Enable two-factor authentication"),
        ("/account-settings/owner", "Next: Transfer ownership"),
        ("/users/import", "Next: Import users"),
    ] {
        let page = alice.get(path).await.expect(401).page();
        assert!(page.text("main").contains(next), "{path}: {}", page.text("main"));
        assert_eq!(page.attribute("main .hint > a", "href"), "/users", "{path}");
        let wrong = page.form("/sudo").fill("sudo-proof", "not the password");
        let page = alice.submit(&wrong).await.expect(422).page();
        assert_eq!(page.attribute("main .hint > a", "href"), "/users", "{path}, once more");
    }
    // Whoever sent a form goes back to its page.
    let page = alice.get("/sudo?next=%2Fsettings%2Femails").await.expect(200).page();
    assert!(page.text("main").contains("Next: Emails"));
    assert_eq!(page.attribute("main .hint > a", "href"), "/settings/emails");
}

#[tokio::test]
async fn a_form_without_a_proof_is_not_sent_again_but_led_back_to() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let (key, _) = enable(&app, &alice).await;
    app.pass(QUARTER);
    let browser = app.visitor();
    alice.share_cookies_with(&browser);
    browser
        .always("referer", &format!("{}/settings/two-factor/removal", app.app.public_url.as_str()));
    let reply = browser.post("/settings/two-factor/removal", &[]).await.expect(303);
    assert_eq!(reply.location(), "/sudo?next=%2Fsettings%2Ftwo-factor%2Fremoval");
    let page = browser.follow(reply).await.expect(200).page();
    let form = page.form("/sudo").fill("sudo-proof", &digits(&app, &key));
    let reply = browser.submit(&form).await.expect(303);
    let page = browser.follow(reply).await.expect(200).page();
    assert_eq!(page.text("h1"), "Disable two-factor authentication?");
    browser.submit(&page.form("/settings/two-factor/removal")).await.expect(303);
    app.deliver().await;
}

#[tokio::test]
async fn a_page_that_another_site_names_is_not_led_to() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    app.pass(QUARTER);
    alice.always("referer", "https://evil.example/settings");
    let reply = alice.post("/settings/two-factor/removal", &[]).await.expect(303);
    assert_eq!(reply.location(), "/sudo?next=%2Fsettings");
    let fields = [("proof", password_of("alice")), ("next", "https://evil.example/")];
    assert_eq!(alice.post("/sudo", &fields).await.expect(303).location(), "/");
}

#[tokio::test]
async fn the_primary_address_changes_only_after_a_proof() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let page = alice.get("/settings").await.page();
    let form = page.form("/settings/emails").fill("emails-address", "alice@home.example");
    alice.submit(&form).await.expect(303);
    let link = app.link("email").await;
    let reply = alice.get(&link).await;
    let page = alice.follow(reply).await.page();
    alice.submit(&page.form("/links/email")).await.expect(303);
    app.pass(QUARTER);
    let page = alice.get("/settings").await.page();
    let primary = page.all("#emails form").into_iter().find_map(|form| {
        form.attr("action")
            .and_then(|action| action.strip_suffix("#emails"))
            .filter(|action| action.ends_with("/primary"))
            .map(str::to_owned)
    });
    let primary = primary.unwrap();
    assert!(alice.post(&primary, &[]).await.expect(303).location().starts_with("/sudo"));
    assert!(alice.get("/settings").await.text.contains("primary"));
    alice.post("/sudo", &[("proof", password_of("alice"))]).await.expect(303);
    assert_eq!(alice.post(&primary, &[]).await.expect(303).location(), "/settings/emails");
    app.deliver().await;
}

#[tokio::test]
async fn an_address_is_added_only_after_a_proof_and_what_was_typed_is_kept() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let form = alice.get("/settings").await.page().form("/settings/emails");
    let typed = "älice+1@home.example";
    let form = form.fill("emails-address", typed);
    app.pass(QUARTER);
    let reply = alice.submit_by_script(&form).await.expect(200);
    let next = "/sudo?next=%2Fsettings%2Femails%3Fkept%3D";
    assert!(reply.header("hx-redirect").starts_with(next), "{}", reply.header("hx-redirect"));
    let reply = alice.submit(&form).await.expect(303);
    assert!(reply.location().starts_with(next), "{}", reply.location());
    assert!(!reply.location().contains("example"), "encrypted: URLs stand in logs");
    let page = alice.follow(reply).await.expect(200).page();
    let reply = alice.submit(&page.form("/sudo").fill("sudo-proof", password_of("alice"))).await;
    let back = reply.location().to_owned();
    assert!(back.starts_with("/settings/emails?kept="), "{back}");
    let page = alice.follow(reply).await.expect(200).page();
    assert_eq!(page.texts("#emails .row-name"), ["alice@acme.example"], "nothing was added yet");
    let form = page.form("/settings/emails");
    assert_eq!(form.value("emails-address"), typed);
    assert_eq!(page.all("#emails .field-error").len(), 0);
    alice.submit(&form).await.expect(303);
    let page = alice.get("/settings").await.page();
    assert_eq!(page.texts("#emails .row-name"), ["alice@acme.example", typed]);
    let blank = async |who: &Browser, url: &str| {
        let form = who.get(url).await.expect(200).page().form("/settings/emails");
        form.value("emails-address").to_owned()
    };
    let query = back.split_once('?').unwrap().1;
    assert_eq!(blank(&alice, &format!("/settings?{query}")).await, "", "on its own page only");
    assert_eq!(blank(&app.sign_in("bob").await, &back).await, "", "whoever typed it only");
    app.deliver().await;
}

#[tokio::test]
async fn what_no_form_can_have_been_is_not_kept() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    for query in ["kept", "kept=%ff", "kept=a&kept=b", "&&=", "kept=AAAA", "address=x"] {
        let page = alice.get(&format!("/settings/emails?{query}")).await.expect(200).page();
        assert_eq!(page.form("/settings/emails").value("emails-address"), "");
    }
    app.pass(QUARTER);
    let book = "x".repeat(2_000);
    let reply = alice.post("/settings/emails", &[("address", &book)]).await.expect(303);
    assert_eq!(reply.location(), "/sudo?next=%2Fsettings%2Femails");
}

#[tokio::test]
async fn wrong_proofs_are_counted_with_the_other_tries_at_the_password() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    for _ in 0..10 {
        alice.post("/sudo", &[("proof", "not the password")]).await.expect(422);
    }
    let page = alice.post("/sudo", &[("proof", password_of("alice"))]).await.expect(429).page();
    assert!(
        page.text(".notice.bad").contains("Too many attempts")
            || !page.text(".notice.bad").is_empty()
    );
}
