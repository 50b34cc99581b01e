use std::time::Duration;

use callbook::platform::ids::EmailId;

use crate::support::{Browser, Page, Reply, TestApp, altered};

const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(60 * 60);

pub async fn add(browser: &Browser, address: &str) -> Reply {
    let page = browser.get("/settings").await.page();
    browser.submit(&page.form("/settings/emails").fill("emails-address", address)).await
}

/// Returns the path of an action of an address's row.
pub async fn path_of(browser: &Browser, address: &str, action: &str) -> String {
    let page = browser.get("/settings/emails").await.page();
    let row = page.all("#emails .row").into_iter().find(|row| row.html().contains(address));
    let html = row.expect("no such row").html();
    let end = html.find(&format!("/{action}\"")).unwrap_or_else(|| panic!("no {action}: {html}"));
    let start = html[..end].rfind("/settings").unwrap();
    format!("{}/{action}", &html[start..end])
}

/// Returns the path that removes an address, which its row leaves out when that is refused.
async fn removal_of(app: &TestApp, address: &str) -> String {
    let mut tx = app.app.db.read().await.unwrap();
    let id = callbook::sql!(&mut tx, scalar EmailId,
        "SELECT id FROM emails WHERE address = $1", address)
    .unwrap();
    format!("/settings/emails/{id}/removal")
}

pub async fn pills(browser: &Browser) -> Vec<String> {
    browser.get("/settings/emails").await.page().texts("#emails .pills")
}

/// Adds an address and verifies it by its link.
pub async fn add_proved(app: &TestApp, browser: &Browser, address: &str) {
    add(browser, address).await.expect(303);
    let link = app.link("email").await;
    assert_eq!(browser.get(&link).await.expect(303).location(), "/links/email");
    let page = browser.get("/links/email").await.expect(200).page();
    let reply = browser.submit(&page.form("/links/email")).await;
    let page = browser.follow(reply).await.expect(200).page();
    assert_eq!(page.text("#page-notice [role=status]"), "Email address verified.");
}

#[tokio::test]
async fn an_added_address_is_unverified_until_its_link_is_used() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let reply = add(&alice, " Alice@Home.example ").await;
    let page = alice.follow(reply).await.expect(200).page();
    let said = "We’re sending a link to the new address. Open it to verify the address.";
    assert_eq!(page.text("#page-notice [role=status]"), said);
    assert_eq!(pills(&alice).await, ["primary verified", "unverified"]);
    let link = app.link("email").await;
    let reply = alice.get(&link).await.expect(303);
    assert_eq!(reply.location(), "/links/email", "the token leaves the address bar");
    assert_eq!(reply.header("referrer-policy"), "no-referrer");
    assert_eq!(pills(&alice).await[1], "unverified", "following a link changes nothing");
    let reply = alice.get("/links/email").await.expect(200);
    // Its URL has no token; and its form must send an Origin.
    assert_eq!(reply.header("referrer-policy"), "same-origin");
    let page = reply.page();
    assert_eq!(page.text(".thing"), "Alice@Home.example");
    alice.submit(&page.form("/links/email")).await.expect(303);
    assert_eq!(pills(&alice).await, ["primary verified", "verified"]);
    let signed_in = app.visitor();
    let password = crate::support::password_of("alice");
    assert_eq!(signed_in.sign_in("alice@home.example", password).await.status, 303);
}

#[tokio::test]
async fn an_unverified_address_signs_nobody_in() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    add(&alice, "alice@home.example").await.expect(303);
    let password = crate::support::password_of("alice");
    app.visitor().sign_in("alice@home.example", password).await.expect(422);
    app.deliver().await;
}

#[tokio::test]
async fn a_used_a_late_and_an_altered_link_say_so_and_change_nothing() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    add_proved(&app, &alice, "one@home.example").await;
    let used = app.link("email").await;
    app.pass(MINUTE);
    add(&alice, "two@home.example").await.expect(303);
    let link = app.link("email").await;
    let altered = altered(&link);
    for bad in [altered.as_str(), "/links/email/nonsense"] {
        alice.get(bad).await.expect(303);
        let page = alice.get("/links/email").await.expect(404).page();
        assert!(page.text("[role=alert]").starts_with("This link is no longer valid."));
        alice.post("/links/email", &[]).await.expect(422);
    }
    alice.get(&used).await.expect(303);
    let page = alice.follow(alice.get("/links/email").await).await.page();
    assert_eq!(page.text("#page-notice [role=status]"), "This address is already verified.");
    alice.get(&used).await.expect(303);
    alice.post("/links/email", &[]).await.expect(303);
    app.pass(24 * HOUR);
    alice.get(&link).await.expect(303);
    alice.post("/links/email", &[]).await.expect(422);
    assert_eq!(pills(&alice).await[2], "unverified");
    assert_eq!(alice.get("/links/nothing/x").await.status, 404);
}

#[tokio::test]
async fn a_link_works_only_for_the_person_who_asked() {
    let app = TestApp::new().await;
    let (alice, bob) = (app.sign_in("alice").await, app.sign_in("bob").await);
    add(&alice, "alice@home.example").await.expect(303);
    let link = app.link("email").await;
    bob.get(&link).await.expect(303);
    let page = bob.get("/links/email").await.expect(404).page();
    assert!(page.text("[role=alert]").starts_with("Deze link is"), "in bob's language");
    bob.post("/links/email", &[]).await.expect(422);
    let stranger = app.visitor();
    stranger.get(&link).await.expect(303);
    let to_sign_in = stranger.get("/links/email").await.expect(303);
    assert_eq!(to_sign_in.location(), "/login?next=%2Flinks%2Femail");
    assert_eq!(pills(&alice).await[1], "unverified");
}

#[tokio::test]
async fn an_address_of_someone_else_is_not_refused_and_never_theirs() {
    let app = TestApp::new().await;
    let bob = app.sign_in("bob").await;
    let taken = add(&bob, "ALICE@acme.example").await.expect(303);
    assert_eq!(pills(&bob).await.len(), 2);
    let subjects = app.subjects_to("alice@acme.example").await;
    assert_eq!(subjects, ["Someone tried to add your email address"], "in alice's language");
    let free = add(&bob, "nobody@acme.example").await.expect(303);
    assert_eq!(taken.location(), free.location());
    // When two people have links to one address, the first one who uses theirs gets it.
    app.deliver().await;
    let carol = app.sign_in("carol").await;
    add(&carol, "nobody@acme.example").await.expect(303);
    let carols = app.link("email").await;
    app.pass(HOUR);
    let resend = path_of(&bob, "nobody@acme.example", "links").await;
    bob.post(&resend, &[]).await.expect(303);
    let bobs = app.link("email").await;
    assert_ne!(bobs, carols);
    carol.get(&carols).await.expect(303);
    carol.post("/links/email", &[]).await.expect(303);
    bob.get(&bobs).await.expect(303);
    bob.post("/links/email", &[]).await.expect(422);
    assert_eq!(pills(&bob).await.iter().filter(|pills| !pills.contains("niet")).count(), 1);
}

#[tokio::test]
async fn what_will_not_do_is_told_and_kept() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let page = alice.get("/settings").await.page();
    let form = page.form("/settings/emails");
    for (typed, error) in [
        ("", "Enter your email address"),
        ("alice", "Enter an email address in the format name@example.com"),
        ("Alice@ACME.example", "You’ve already added this address"),
    ] {
        let reply = alice.submit(&form.clone().fill("emails-address", typed)).await.expect(422);
        let page = reply.page();
        assert_eq!(page.texts("#emails .field-error"), [error]);
        assert_eq!(page.form("/settings/emails").value("emails-address"), typed);
    }
    let reply = add(&alice, "alice@hotmial.com").await.expect(303);
    let page = alice.follow(reply).await.page();
    assert!(page.text("#page-notice p").contains("Did you mean alice@hotmail.com?"));
    for n in 0..18 {
        add(&alice, &format!("a{n}@home.example")).await.expect(303);
    }
    let reply = add(&alice, "more@home.example").await.expect(422);
    assert_eq!(
        reply.page().texts("#emails .field-error"),
        ["You’ve reached the limit of 20 email addresses. Remove one first"]
    );
    app.deliver().await;
}

#[tokio::test]
async fn a_verified_address_becomes_primary_and_the_old_one_is_told() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    add(&alice, "new@home.example").await.expect(303);
    app.deliver().await;
    let page = alice.get("/settings").await.page();
    assert!(!page.all("#emails .row")[1].html().contains("/primary"), "not before it is proved");
    let forged = path_of(&alice, "new@home.example", "links").await.replace("links", "primary");
    alice.post(&forged, &[]).await.expect(422);
    let link = app.link("email").await;
    alice.get(&link).await.expect(303);
    alice.post("/links/email", &[]).await.expect(303);
    let path = path_of(&alice, "new@home.example", "primary").await;
    let page = alice.get("/settings").await.page();
    let card = alice.submit_by_script(&page.form(&path)).await.expect(200).page();
    assert_eq!(card.text(".card [role=status].notice"), "Your primary address was changed.");
    let names = alice.get("/settings").await.page().texts("#emails .row-name");
    assert_eq!(names, ["new@home.example", "alice@acme.example"]);
    for address in ["alice@acme.example", "new@home.example"] {
        assert_eq!(
            app.subjects_to(address).await[0],
            "Your primary Callbook email address was changed"
        );
    }
}

#[tokio::test]
async fn an_address_is_removed_after_a_question_and_never_the_last_or_the_primary() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let hint = |page: &Page| page.text("#emails .row .hint");
    let card = alice.get("/settings/emails").await.page();
    assert!(hint(&card).starts_with("This is your only verified address"), "{}", hint(&card));
    assert!(card.all("#emails .row-actions a").is_empty(), "no way that leads to a refusal");
    let only = removal_of(&app, "alice@acme.example").await;
    let page = alice.get(&only).await.expect(200).page();
    assert!(page.text("[role=alert]").starts_with("This is your only verified address"));
    alice.post(&only, &[]).await.expect(422);
    add_proved(&app, &alice, "new@home.example").await;
    let page = alice.post(&only, &[]).await.expect(422).page();
    assert!(page.text("[role=alert]").starts_with("This is your primary address"));
    let card = alice.get("/settings/emails").await.page();
    assert!(hint(&card).starts_with("This is your primary address"), "{}", hint(&card));
    let path = path_of(&alice, "new@home.example", "removal").await;
    let page = alice.get(&path).await.expect(200).page();
    assert_eq!(page.text("h1"), "Remove this email address?");
    assert_eq!(page.text(".thing"), "new@home.example");
    assert_eq!(page.text("button.danger"), "Remove email address");
    let reply = alice.submit(&page.form(&path)).await;
    let page = alice.follow(reply).await.page();
    assert_eq!(page.texts("#emails .row-name"), ["alice@acme.example"]);
    assert_eq!(
        app.subjects_to("alice@acme.example").await[0],
        "An email address was removed from your Callbook profile"
    );
    alice.post(&path, &[]).await.expect(404);
}

#[tokio::test]
async fn rows_of_others_are_not_found() {
    let app = TestApp::new().await;
    let (alice, bob) = (app.sign_in("alice").await, app.sign_in("bob").await);
    let removal = removal_of(&app, "alice@acme.example").await;
    let base = removal.trim_end_matches("removal");
    assert_eq!(bob.get(&removal).await.status, 404);
    for action in ["removal", "links", "primary"] {
        assert_eq!(bob.post(&format!("{base}{action}"), &[]).await.status, 404);
        let unknown = format!("/settings/emails/eml_{}/{action}", "0".repeat(26));
        assert_eq!(bob.post(&unknown, &[]).await.status, 404);
    }
    assert_eq!(pills(&alice).await, ["primary verified"]);
}

#[tokio::test]
async fn a_link_is_sent_again_after_growing_pauses_and_not_too_often() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    add(&alice, "new@home.example").await.expect(303);
    let first = app.link("email").await;
    let path = path_of(&alice, "new@home.example", "links").await;
    for (pause, status) in [(0, 429), (29, 429), (1, 303), (59, 429), (1, 303), (119, 429)] {
        app.pass(Duration::from_secs(pause));
        assert_eq!(alice.post(&path, &[]).await.status, status, "after {pause} s more");
    }
    let page = alice.post(&path, &[]).await.expect(429).page();
    assert_eq!(page.text("#emails [role=alert]"), "Wait another second, then try again.");
    assert_eq!(app.link("email").await, first, "the same link while it is good");
    let mut sent = 3;
    loop {
        app.pass(Duration::from_secs(120));
        match alice.post(&path, &[]).await.status {
            303 => sent += 1,
            status => break assert_eq!(status, 429),
        }
    }
    assert_eq!(sent, 10, "links to one address in a day");
    app.deliver().await;
}
