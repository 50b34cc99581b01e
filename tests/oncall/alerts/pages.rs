//! Pages of alerts, and the page of the mailed link.

use std::time::Duration;

use callbook::messaging::dev::Content;
use callbook::oncall::alerts::{
    self, AlertChanges, AlertMade, AlertStatus, Answer, Destination, NewAlert, Urgency,
};
use callbook::sql;

use super::{BOB, CAROL, TITLE, answer, mails, new, raise, reach, status};
use crate::accounts::teams::{acme, who};
use crate::support::TestApp;

#[tokio::test]
async fn what_is_typed_is_checked_and_kept() {
    let app = TestApp::new().await;
    let bob = app.sign_in("bob").await;
    let page = bob.get("/alerts/new").await.expect(200).page();
    let form =
        page.form("/alerts/new").fill("new-alert-title", " ").fill("new-alert-description", "Why");
    let reply = bob.submit(&form).await.expect(422);
    let page = reply.page();
    let errors = page.texts(".field-error");
    assert_eq!(errors.len(), 2, "{errors:?}");
    assert!(page.text("textarea").contains("Why"));
    app.deliver().await;
}

#[tokio::test]
async fn the_link_of_the_mail_answers_and_opening_it_does_nothing() {
    let app = TestApp::new().await;
    let (alice, bob) = (who(&app, "alice").await, who(&app, "bob").await);
    let id = raise(&app, &alice, new(&alice, vec![Destination::Member(bob.member)])).await;
    let link = app.links_to(BOB, "alert").await.remove(0);
    let browser = app.visitor();
    let reply = browser.get(&link).await.expect(303);
    let page = browser.follow(reply).await.expect(200).page();
    assert!(page.text("main").contains(TITLE));
    assert_eq!(status(&app, id).await, AlertStatus::Open);
    let press = |answer| [("answer", answer)];
    browser.post("/links/alert", &press("resolved")).await.expect(409);
    browser.post("/links/alert", &press("acknowledged")).await.expect(200);
    assert_eq!(status(&app, id).await, AlertStatus::Acknowledged);
    browser.post("/links/alert", &press("acknowledged")).await.expect(200);
    browser.post("/links/alert", &press("rejected")).await.expect(409);
    let stranger = app.visitor();
    stranger.get(&crate::support::altered(&link)).await.expect(303);
    stranger.get("/links/alert").await.expect(404);
    stranger.post("/links/alert", &press("acknowledged")).await.expect(422);
    app.deliver().await;
}

#[tokio::test]
async fn a_link_works_for_three_days_and_for_an_address_that_is_still_theirs() {
    let app = TestApp::new().await.leave_work();
    let (alice, bob) = (who(&app, "alice").await, who(&app, "bob").await);
    raise(&app, &alice, new(&alice, vec![Destination::Member(bob.member)])).await;
    let link = app.links_to(BOB, "alert").await.remove(0);
    let opens = async || {
        let browser = app.visitor();
        browser.get(&link).await.expect(303);
        browser.get("/links/alert").await.status
    };
    app.pass(Duration::from_secs(72 * 60 * 60));
    assert_eq!(opens().await, 200);
    app.pass(Duration::from_secs(1));
    assert_eq!(opens().await, 404);
}

#[tokio::test]
async fn an_account_without_content_in_messages_sends_none() {
    const CANARY: &str = "canaryseven";
    let app = TestApp::new().await.leave_work();
    let (alice, bob) = (who(&app, "alice").await, who(&app, "bob").await);
    let account = acme(&app).await;
    let mut tx = app.app.db.begin().await.unwrap();
    sql!(&mut tx, execute, "UPDATE accounts SET hipaa_notifications = TRUE WHERE id = $1", account)
        .unwrap();
    tx.commit().await.unwrap();
    reach(&app, &bob, "sms", "+31612345678").await;
    reach(&app, &bob, "voice", "+31687654321").await;
    let mut secret = NewAlert {
        title: CANARY.parse().unwrap(),
        description: CANARY.parse().unwrap(),
        tags: vec![CANARY.parse().unwrap()],
        ..new(&alice, vec![Destination::Member(bob.member)])
    };
    secret.meta.insert("incident".to_owned(), true.into());
    secret.meta.insert("incident_message".to_owned(), CANARY.into());
    let id = raise(&app, &alice, secret.clone()).await;
    let link = app.links_to(BOB, "alert").await.remove(0);
    let browser = app.visitor();
    browser.get(&link).await.expect(303);
    let open = browser.get("/links/alert").await.expect(200).text;
    assert!(!open.contains(CANARY), "a page that opens without a session");
    let page = browser.post("/links/alert", &[("answer", "acknowledged")]).await.expect(200);
    assert!(!page.text.contains(CANARY), "its answer");
    app.pass(Duration::from_secs(24 * 60 * 60));
    app.deliver().await;
    answer(&app, id, &bob, Answer::Resolved).await;
    // One that nobody answers, and a flood.
    for _ in 0..12 {
        raise(&app, &alice, secret.clone()).await;
    }
    for _ in 0..3 {
        app.pass(Duration::from_secs(5 * 60));
        app.deliver().await;
    }
    let (mut texts, mut calls) = (0, 0);
    for kept in app.outbox().await {
        let said = match kept.content {
            Content::Mail { subject, text, html } => format!("{subject} {text} {html}"),
            Content::Sms(text) => {
                texts += 1;
                text
            }
            Content::Call(said) => {
                calls += 1;
                said.join(" ")
            }
        };
        assert!(!said.contains(CANARY), "{said}");
    }
    assert!(texts > 5 && calls > 5, "{texts} text messages, {calls} calls");
    let owner = app.sign_in("alice").await;
    for path in ["/deliveries", "/audit", "/jobs"] {
        assert!(!owner.get(path).await.expect(200).text.contains(CANARY), "{path}");
    }
    let mut tx = app.app.db.read().await.unwrap();
    let rows = sql!(&mut tx, scalar i64,
        "SELECT (SELECT COUNT(*) FROM outbox WHERE payload LIKE $1) \
            + (SELECT COUNT(*) FROM deliveries WHERE answer LIKE $1) \
            + (SELECT COUNT(*) FROM alert_entries WHERE entry LIKE $1)", format!("%{CANARY}%"));
    assert_eq!(rows.unwrap(), 0, "in the queue, the ledger and timelines");
}

#[tokio::test]
async fn comments_are_kept_and_only_what_is_resolved_can_be_deleted() {
    let app = TestApp::new().await;
    let (alice, bob) = (app.sign_in("alice").await, app.sign_in("bob").await);
    let person = who(&app, "bob").await;
    let id = raise(&app, &person, new(&person, vec![Destination::Member(person.member)])).await;
    let path = format!("/alerts/{id}");
    let page = bob.get(&path).await.page();
    let form = page.form(&format!("{path}/comments")).fill("comments-body", "Looking.\nSoon back.");
    let reply = bob.submit(&form).await.expect(303);
    let page = bob.follow(reply).await.page();
    assert!(page.text("#comments").contains("Looking."));
    bob.submit(&page.form(&format!("{path}/comments")).fill("comments-body", " "))
        .await
        .expect(422);
    bob.get(&format!("{path}/removal")).await.expect(404);
    let form = alice.get(&format!("{path}/removal")).await.page().form(&format!("{path}/removal"));
    alice.submit(&form).await.expect(409);
    answer(&app, id, &person, Answer::Acknowledged).await;
    answer(&app, id, &person, Answer::Resolved).await;
    alice.submit(&form).await.expect(303);
    alice.get(&path).await.expect(404);
}

#[tokio::test]
async fn one_person_makes_a_thousand_alerts_an_hour_and_what_was_typed_stays() {
    let app = TestApp::new().await.leave_work();
    let bob = app.sign_in("bob").await;
    let person = who(&app, "bob").await;
    let account = acme(&app).await;
    let mut change = app.change_of(person.user, Some(account)).await;
    for _ in 0..1_000 {
        let alert = NewAlert { urgency: Urgency::Silent, ..new(&person, Vec::new()) };
        let made = alerts::make(&mut change, account, &alert).await.unwrap();
        assert!(matches!(made, AlertMade::Made(_)));
    }
    change.commit().await.unwrap();
    let form = bob.get("/alerts/new").await.page().form("/alerts/new");
    let form = form.fill("new-alert-title", TITLE).tick_one("members", &person.member.to_string());
    let page = bob.submit(&form).await.expect(429).page();
    assert!(page.one("#new-alert-title").attr("value").is_some_and(|value| value == TITLE));
    app.pass(Duration::from_secs(60 * 60));
    bob.submit(&form).await.expect(303);
}

#[tokio::test]
async fn who_left_the_account_is_sent_nothing_and_answers_nothing() {
    let app = TestApp::new().await.leave_work();
    let alice = app.sign_in("alice").await;
    let (maker, bob) = (who(&app, "alice").await, who(&app, "bob").await);
    let id = raise(&app, &maker, new(&maker, vec![Destination::Member(bob.member)])).await;
    let link = app.links_to(BOB, "alert").await.remove(0);
    let account = acme(&app).await;
    let mut change = app.change_of(maker.user, Some(account)).await;
    let second = new(&maker, vec![Destination::Member(bob.member)]);
    alerts::make(&mut change, account, &second).await.unwrap();
    change.commit().await.unwrap();
    let removal = format!("/users/{}/removal", bob.member);
    let form = alice.get(&removal).await.expect(200).page().form(&removal);
    alice.submit(&form).await.expect(303);
    app.deliver().await;
    assert_eq!(mails(&app, BOB).await.iter().filter(|one| one.contains("DB Volume")).count(), 1);
    let browser = app.visitor();
    browser.get(&link).await.expect(303);
    browser.get("/links/alert").await.expect(404);
    browser.post("/links/alert", &[("answer", "acknowledged")]).await.expect(422);
    assert_eq!(status(&app, id).await, AlertStatus::Open);
}

#[tokio::test]
async fn several_alerts_are_answered_after_a_question() {
    let app = TestApp::new().await.leave_work();
    let (alice, bob) = (who(&app, "alice").await, who(&app, "bob").await);
    let mut made = Vec::new();
    for _ in 0..3 {
        made.push(raise(&app, &alice, new(&alice, vec![Destination::Member(bob.member)])).await);
    }
    let browser = app.sign_in("bob").await;
    let list = browser.get("/alerts").await.expect(200).page();
    let form = list.form("/alerts/answers").with_button("answer", "acknowledged");
    let reply = browser.submit(&form).await.expect(303);
    let page = browser.follow(reply).await.page();
    assert_eq!(page.text("#page-notice"), "Kies eerst 1 tot 100 alarmen.");
    let form =
        form.tick_one("alerts", &made[0].to_string()).tick_one("alerts", &made[1].to_string());
    let question = browser.submit(&form).await.expect(200).page();
    assert_eq!(question.text("h1"), "Deze 2 alarmen oppakken?");
    assert_eq!(status(&app, made[0]).await, AlertStatus::Open, "nothing happened yet");
    // Someone is faster with one of them.
    answer(&app, made[1], &alice, Answer::Acknowledged).await;
    let form = question.form("/alerts/answers").with_button("answer", "acknowledged");
    let reply = browser.submit(&form).await.expect(303);
    let page = browser.follow(reply).await.page();
    let said = page.text("#page-notice");
    assert_eq!(said, "Je hebt één alarm opgepakt. Eén alarm kon niet worden gewijzigd.");
    assert_eq!(status(&app, made[0]).await, AlertStatus::Acknowledged);
    assert_eq!(status(&app, made[2]).await, AlertStatus::Open);
    // Resolving follows the rights of each alert.
    let both = list.form("/alerts/answers").with_button("answer", "resolved");
    let both =
        both.tick_one("alerts", &made[0].to_string()).tick_one("alerts", &made[2].to_string());
    let question = browser.submit(&both).await.expect(200).page();
    let form = question.form("/alerts/answers").with_button("answer", "resolved");
    browser.submit(&form).await.expect(303);
    assert_eq!(status(&app, made[0]).await, AlertStatus::Resolved);
    assert_eq!(status(&app, made[2]).await, AlertStatus::Open, "he did not acknowledge it");
    let foreign = list.form("/alerts/answers").with_button("answer", "resolved");
    let foreign = foreign.tick_one("alerts", &made[2].to_string());
    let foreign = foreign.forge("alerts", "alt_01arz3ndektsv4rrffq69g5fav");
    browser.submit(&foreign).await.expect(404);
}

#[tokio::test]
async fn an_alert_is_handed_off_on_its_page_and_shows_its_incident() {
    let app = TestApp::new().await.leave_work();
    let (alice, bob, carol) =
        (who(&app, "alice").await, who(&app, "bob").await, who(&app, "carol").await);
    let mut alert = new(&alice, vec![Destination::Member(bob.member)]);
    alert.meta.insert("incident".to_owned(), true.into());
    alert.meta.insert("incident_severity".to_owned(), "SEV-1".into());
    alert.meta.insert("incident_message".to_owned(), "Join <b>the bridge</b>".into());
    alert.dedup_keys = vec!["db1".parse().unwrap()];
    let again = alert.clone();
    let id = raise(&app, &alice, alert).await;
    let (path, handoff) = (format!("/alerts/{id}"), format!("/alerts/{id}/handoff"));
    let browser = app.sign_in("bob").await;
    let page = browser.get(&path).await.expect(200).page();
    assert_eq!(page.text(".incident"), "Incident gemeld SEV-1 Join <b>the bridge</b>");
    assert!(page.all(&format!("a[href='{handoff}']")).is_empty(), "he has not acknowledged it");
    let form = browser.get(&handoff).await.expect(200).page().form(&handoff);
    browser.submit(&form).await.expect(422);
    let form = form.tick_one("members", &carol.member.to_string());
    browser.submit(&form).await.expect(409);
    answer(&app, id, &bob, Answer::Acknowledged).await;
    let page = browser.get(&path).await.expect(200).page();
    assert_eq!(page.all(&format!("a[href='{handoff}']")).len(), 1);
    let before = mails(&app, CAROL).await.len();
    let reply = browser.submit(&form).await.expect(303);
    let page = browser.follow(reply).await.page();
    assert_eq!(page.text("#page-notice"), "Je hebt alarm #1 overgedragen aan Carol Castillo.");
    app.deliver().await;
    assert_eq!(mails(&app, CAROL).await.len(), before + 1);
    assert_eq!(status(&app, id).await, AlertStatus::Open);
    // Whom the hand-off replaced is paged no more: not by a higher urgency, nor by a repeat.
    let bobs = mails(&app, BOB).await.len();
    let mut change = app.change_of(alice.user, Some(acme(&app).await)).await;
    let wanted = AlertChanges { urgency: Some(Urgency::Critical), ..AlertChanges::default() };
    alerts::change(&mut change, acme(&app).await, id, alice.user, true, &wanted).await.unwrap();
    change.commit().await.unwrap();
    app.deliver().await;
    assert_eq!(mails(&app, CAROL).await.len(), before + 2);
    assert_eq!(raise(&app, &alice, again).await, id);
    assert_eq!(mails(&app, BOB).await.len(), bobs);
    let facts = browser.get(&path).await.page().text("dl.facts");
    assert!(facts.contains("Carol Castillo") && !facts.contains("Bob Bakker"), "{facts}");
    let list = browser.get("/alerts?team=tem_01arz3ndektsv4rrffq69g5fav").await.expect(200).page();
    assert!(list.all("tbody").is_empty());
}
