//! Test alerts: a person pages themselves.

use std::time::Duration;

use callbook::oncall::alerts::AlertStatus;
use callbook::platform::ids::AlertId;
use callbook::sql;

use crate::accounts::teams::who;
use crate::oncall::alerts::status;
use crate::support::TestApp;

async fn latest(app: &TestApp) -> AlertId {
    let mut tx = app.app.db.read().await.unwrap();
    sql!(&mut tx, scalar AlertId, "SELECT id FROM alerts WHERE is_test ORDER BY id DESC LIMIT 1")
        .unwrap()
}

#[tokio::test]
async fn a_person_pages_themselves_and_sees_how_fast_they_answered() {
    let app = TestApp::new().await.leave_work();
    let bob = app.sign_in("bob").await;
    let settings = bob.get("/settings").await.page();
    let reply = bob.submit(&settings.form("/settings/test-alert")).await.expect(303);
    assert_eq!(reply.location(), "/settings/test-alert");
    app.deliver().await;
    let page = bob.follow(reply).await.expect(200).page();
    assert_eq!(page.texts("h1"), ["Testalarm"]);
    assert!(page.text(".trial .row").contains("E-mail"));
    assert!(page.one("#test-alert").attr("hx-get").is_some(), "it asks for itself");
    let waiting = bob.get("/settings").await.page();
    assert!(waiting.text(".attention").contains("Er wacht één alarm op je."));
    let link = app.links_to("bob@acme.example", "alert").await.remove(0);
    app.pass(Duration::from_secs(23));
    let phone = app.visitor();
    phone.get(&link).await.expect(303);
    let asked = phone.get("/links/alert").await.page();
    assert!(asked.text(".thing").contains("Server ligt plat!!!"));
    phone.post("/links/alert", &[("answer", "acknowledged")]).await.expect(200);
    assert_eq!(status(&app, latest(&app).await).await, AlertStatus::Resolved, "a test is over");
    let page = bob.get("/settings/test-alert").await.page();
    assert_eq!(page.text(".test"), "Je antwoordde na 23 seconden via e-mail. Het werkt.");
    assert!(page.one("#test-alert").attr("hx-get").is_none());
    assert!(bob.get("/settings").await.page().all(".attention").is_empty());
}

#[tokio::test]
async fn a_test_that_nobody_answers_ends_and_pages_no_admin() {
    let app = TestApp::new().await.leave_work();
    let bob = app.sign_in("bob").await;
    let page = bob.get("/settings/test-alert").await.expect(200).page();
    bob.submit(&page.form("/settings/test-alert")).await.expect(303);
    app.deliver().await;
    // It stays as urgent as it is, and not even an admin hands it off.
    let path = format!("/api/v4/alerts/{}", latest(&app).await);
    let urgent = serde_json::json!({"urgency": "critical"});
    let refused = app.program("bob").await.put(&path, &urgent).await.expect(422);
    assert_eq!(refused.faults(), ["urgency cannot change in a test alert"]);
    let (alice, carol) = (app.sign_in("alice").await, who(&app, "carol").await);
    let handoff = format!("/alerts/{}/handoff", latest(&app).await);
    let form = alice.get(&handoff).await.expect(200).page().form(&handoff);
    alice.submit(&form.tick_one("members", &carol.member.to_string())).await.expect(409);
    app.pass(Duration::from_secs(5 * 60));
    app.deliver().await;
    assert_eq!(status(&app, latest(&app).await).await, AlertStatus::Dropped);
    let page = bob.get("/settings/test-alert").await.page();
    assert!(page.text(".test").starts_with("Geen antwoord binnen vijf minuten."));
    let about = |subject: &String| subject.contains("Server");
    assert!(!app.subjects_to("alice@acme.example").await.iter().any(about));
}

#[tokio::test]
async fn tests_are_counted_and_are_of_their_person() {
    let app = TestApp::new().await.leave_work();
    let (alice, bob) = (app.sign_in("alice").await, app.sign_in("bob").await);
    let form = bob.get("/settings/test-alert").await.page().form("/settings/test-alert");
    for _ in 0..10 {
        bob.submit(&form).await.expect(303);
    }
    let page = bob.submit(&form).await.expect(429).page();
    assert_eq!(page.all("[role=alert]").len(), 1);
    let page = alice.get("/settings/test-alert").await.expect(200).page();
    assert!(page.all(".trial").is_empty(), "Bob's tests are not hers");
    let mine =
        format!("/settings/test-alert/answer?account={}", crate::accounts::teams::acme(&app).await);
    alice.post(&mine, &[]).await.expect(404);
    let part = bob.get("/settings/test-alert").await.page();
    assert_eq!(part.all("#test-alert").len(), 1);
    assert_eq!(who(&app, "bob").await.user, who(&app, "bob").await.user);
}
