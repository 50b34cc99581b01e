use std::time::Duration;

use callbook::accounts::account;
use callbook::oncall::alerts::{AlertStatus, Answer, Destination};
use callbook::sql;

use super::{ALICE, BOB, answer, lines, mails, new, raise, status};
use crate::accounts::teams::{acme, make, who};
use crate::support::TestApp;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

#[tokio::test]
async fn who_acknowledged_an_alert_is_asked_about_it_after_a_quiet_day() {
    let app = TestApp::new().await.leave_work();
    let (alice, bob) = (who(&app, "alice").await, who(&app, "bob").await);
    let id = raise(&app, &alice, new(&alice, vec![Destination::Member(bob.member)])).await;
    answer(&app, id, &bob, Answer::Acknowledged).await;
    app.pass(DAY / 2);
    let browser = app.sign_in("alice").await;
    let page = browser.get(&format!("/alerts/{id}")).await.page();
    let form = page.form(&format!("/alerts/{id}/comments")).fill("comments-body", "How is it?");
    browser.submit(&form).await.expect(303);
    app.pass(DAY / 2);
    app.deliver().await;
    let asked = async || {
        let subjects = mails(&app, BOB).await;
        subjects.iter().filter(|it| it.starts_with("Nog bezig met")).count()
    };
    assert_eq!(asked().await, 0, "a comment is a sign of life");
    app.pass(DAY / 2);
    app.deliver().await;
    assert_eq!(asked().await, 1);
    app.pass(DAY);
    app.deliver().await;
    assert_eq!(asked().await, 2);
    answer(&app, id, &bob, Answer::Resolved).await;
    app.pass(DAY);
    app.deliver().await;
    assert_eq!(asked().await, 2);
}

#[tokio::test]
async fn what_is_in_the_hands_of_who_leaves_is_passed_on() {
    let app = TestApp::new().await.leave_work();
    let (alice, bob) = (who(&app, "alice").await, who(&app, "bob").await);
    let team = make(&app, "DevOps", &[bob, alice]).await;
    let taken = raise(&app, &alice, new(&alice, vec![Destination::Team(team)])).await;
    answer(&app, taken, &bob, Answer::Acknowledged).await;
    let open = raise(&app, &alice, new(&alice, vec![Destination::Member(bob.member)])).await;
    let before = mails(&app, ALICE).await.len();
    // Who removes him sees what becomes of it.
    let browser = app.sign_in("alice").await;
    let removal = format!("/users/{}/removal", bob.member);
    let page = browser.get(&removal).await.expect(200).page();
    assert!(
        page.text("form.card").contains("2 alerts are in their hands"),
        "{}",
        page.text("form.card")
    );
    browser.submit(&page.form(&removal)).await.expect(303);
    app.deliver().await;
    assert_eq!(status(&app, taken).await, AlertStatus::Open, "it is open again");
    assert_eq!(status(&app, open).await, AlertStatus::Open, "the admins are paged");
    let told = mails(&app, ALICE).await.len();
    assert!(told >= before + 2, "{before} {told}");
    let left = |lines: Vec<String>| {
        lines.iter().any(|it| it == "Bob Bakker is no longer in the account: others are paged")
    };
    assert!(left(lines(&browser, taken).await) && left(lines(&browser, open).await));
}

#[tokio::test]
async fn leaving_ends_nothing_that_others_are_paged_about_too() {
    let app = TestApp::new().await.leave_work();
    let (alice, bob, carol) =
        (who(&app, "alice").await, who(&app, "bob").await, who(&app, "carol").await);
    let team = make(&app, "DevOps", &[bob, carol]).await;
    let id = raise(&app, &alice, new(&alice, vec![Destination::Team(team)])).await;
    let account = acme(&app).await;
    let mut change = app.change_of(bob.user, Some(account)).await;
    assert_eq!(account::held_by(&mut change, account, bob.user).await.unwrap(), 1);
    account::remove_member(&mut change, account, bob.member).await.unwrap();
    change.commit().await.unwrap();
    app.deliver().await;
    let mut tx = app.app.db.read().await.unwrap();
    let layer =
        sql!(&mut tx, scalar i64, "SELECT layer FROM alert_destinations WHERE alert_id = $1", id);
    assert_eq!(layer.unwrap(), 1, "Carol has her five minutes");
}

#[tokio::test]
async fn the_admins_are_told_before_a_token_that_makes_alerts_ends() {
    let app = TestApp::new().await.leave_work();
    let bob = who(&app, "bob").await;
    let program = app.program("bob").await;
    let body = serde_json::json!({"title": "Disk is full", "urgency": "silent",
        "destination_account_user_ids": [bob.member.to_string()]});
    program.post("/api/v4/alerts", &body).await.expect(201);
    app.pass(Duration::from_secs(1));
    app.token("bob").await;
    let browser = app.sign_in("bob").await;
    let tokens = browser.get("/settings/api-tokens").await.page();
    let ways = tokens.all("#api-tokens a[href$='/removal']");
    let ways: Vec<_> = ways.iter().map(|way| way.attr("href").unwrap().to_owned()).collect();
    assert_eq!(ways.len(), 2);
    let ended = async || {
        let subjects = app.subjects_to(ALICE).await;
        subjects.iter().filter(|it| it.starts_with("Alerts may stop")).count()
    };
    let question = async |way: &str| browser.get(way).await.expect(200).page();
    assert!(question(&ways[0]).await.text("main").contains("alarmen aangemaakt"));
    assert!(!question(&ways[1]).await.text("main").contains("alarmen aangemaakt"));
    browser.submit(&question(&ways[1]).await.form(&ways[1])).await.expect(303);
    assert_eq!(ended().await, 0, "nothing was made with it");
    browser.submit(&question(&ways[0]).await.form(&ways[0])).await.expect(303);
    assert_eq!(ended().await, 1);
    // A token that only repeats what another one made is a sender too.
    let alices = app.program("alice").await;
    let keyed = serde_json::json!({"title": "Disk is full", "urgency": "low",
        "destination_account_user_ids": [bob.member.to_string()], "dedup_keys": ["disk"]});
    alices.post("/api/v4/alerts", &keyed).await.expect(201);
    let repeating = app.program("bob").await;
    repeating.post("/api/v4/alerts", &keyed).await.expect(200);
    let way = browser.get("/settings/api-tokens").await.page();
    let way = way.all("#api-tokens a[href$='/removal']")[0].attr("href").unwrap().to_owned();
    browser.submit(&question(&way).await.form(&way)).await.expect(303);
    assert_eq!(ended().await, 2);
    // It is the same for who leaves.
    let program = app.program("bob").await;
    program.post("/api/v4/alerts", &body).await.expect(201);
    let account = acme(&app).await;
    let mut change = app.change_of(bob.user, Some(account)).await;
    account::remove_member(&mut change, account, bob.member).await.unwrap();
    change.commit().await.unwrap();
    assert_eq!(ended().await, 3);
}
