//! Attacks on alerts: links and keys of others, titles that are code, and two instances at once.

use std::time::Duration;

use callbook::app::jobs::JOBS;
use callbook::messaging::dev::Content;
use callbook::messaging::{sms, worker};
use callbook::oncall::alerts::{AlertStatus, Answer, Destination, NewAlert};
use callbook::sql;

use crate::accounts::teams::{Who, who};
use crate::oncall::alerts::{answer, mails, new, raise, reach, status};
use crate::support::TestApp;

const BOB: &str = "bob@acme.example";

fn to(maker: &Who, who: &Who) -> NewAlert {
    new(maker, vec![Destination::Member(who.member)])
}

#[tokio::test]
async fn a_link_answers_its_own_alert_for_its_own_person_alone() {
    let app = TestApp::new().await.leave_work();
    let (alice, bob) = (who(&app, "alice").await, who(&app, "bob").await);
    let first = raise(&app, &alice, to(&alice, &bob)).await;
    let second = raise(&app, &alice, to(&alice, &bob)).await;
    let links = app.links_to(BOB, "alert").await;
    assert_eq!(links.len(), 2);
    // The id of one page under the tag of another is no link.
    let (newest, oldest) = (&links[0], &links[1]);
    let token = |link: &str| link.rsplit('/').next().unwrap().to_owned();
    let (one, two) = (token(newest), token(oldest));
    let mixed = format!("{}{}", &one[..one.len() / 2], &two[two.len() / 2..]);
    let visitor = app.visitor();
    visitor.get(&format!("/links/alert/{mixed}")).await;
    visitor.get("/links/alert").await.expect(404);
    visitor.post("/links/alert", &[("answer", "acknowledged")]).await.expect(422);
    assert_eq!(status(&app, first).await, AlertStatus::Open);
    assert_eq!(status(&app, second).await, AlertStatus::Open);
    // A link resolves nothing, and after the end answers nothing.
    let visitor = app.visitor();
    visitor.get(newest).await.expect(303);
    visitor.post("/links/alert", &[("answer", "resolved")]).await.expect(409);
    assert_eq!(status(&app, second).await, AlertStatus::Open);
    answer(&app, second, &bob, Answer::Acknowledged).await;
    answer(&app, second, &bob, Answer::Resolved).await;
    visitor.post("/links/alert", &[("answer", "acknowledged")]).await.expect(409);
    assert_eq!(status(&app, second).await, AlertStatus::Resolved);
}

#[tokio::test]
async fn a_title_is_text_on_every_channel_and_one_segment() {
    let app = TestApp::new().await.leave_work();
    let (alice, bob) = (who(&app, "alice").await, who(&app, "bob").await);
    reach(&app, &bob, "sms", "+31612345678").await;
    reach(&app, &bob, "voice", "+31687654321").await;
    let titles = [
        "</Say><Hangup/><Say>",
        "<script>alert(1)</script> & <b>bold</b>",
        "{€}[€]{€}[€]{€}[€]{€}[€]{€}[€]{€}[€]{€}[€]{€}[€]{€}[€]{€}[€]{€}[€]{€}[€]{€}[€]{€}[€]{€}[€]{€}[€]",
        "Disk\u{202e}lluf si\u{0} \u{200b}\r\nBcc: all@acme.example",
        "😀 Ünïcödé 漢字 ‘quotes’ — dashes…",
    ];
    for title in titles {
        let alert = NewAlert { title: title.parse().unwrap(), ..to(&alice, &bob) };
        raise(&app, &alice, alert).await;
        let kept: Vec<_> = app.outbox().await.into_iter().take(3).collect();
        for message in kept {
            match message.content {
                Content::Sms(text) => {
                    assert!(sms::fits(&text), "{text}");
                    assert!(text.contains("A om"), "how to answer stays: {text}");
                }
                Content::Call(said) => assert!(!said.is_empty()),
                Content::Mail { subject, text, html } => {
                    assert!(!subject.contains(['\r', '\n', '\0']), "{subject:?}");
                    assert!(!html.contains("<script") && !html.contains("<b>bold"), "{html}");
                    assert!(!html.contains("<Hangup"), "{html}");
                    assert!(!text.contains("\nBcc:"), "{text}");
                }
            }
        }
    }
    let browser = app.sign_in("bob").await;
    let page = browser.get("/alerts").await.expect(200);
    assert!(!page.text.contains("<script>alert(1)") && !page.text.contains("<b>bold"));
}

#[tokio::test]
async fn two_instances_page_once_and_a_layer_begins_once() {
    let app = TestApp::new().await.leave_work();
    let (alice, bob) = (who(&app, "alice").await, who(&app, "bob").await);
    let team = crate::oncall::alerts::night(&app, &["bob"]).await;
    for round in 0..10 {
        let account = crate::accounts::teams::acme(&app).await;
        let mut change = app.change_of(alice.user, Some(account)).await;
        let alert = new(&alice, vec![Destination::Team(team), Destination::Member(bob.member)]);
        callbook::oncall::alerts::make(&mut change, account, &alert).await.unwrap();
        change.commit().await.unwrap();
        let (one, two) = (app.app.worker.clone(), app.app.worker.clone());
        let (first, second) =
            tokio::join!(worker::work_off(&one, &JOBS), worker::work_off(&two, &JOBS));
        assert!(first.unwrap() + second.unwrap() >= 3, "round {round}");
        app.pass(Duration::from_secs(10 * 60));
        let (first, second) =
            tokio::join!(worker::work_off(&one, &JOBS), worker::work_off(&two, &JOBS));
        first.unwrap();
        second.unwrap();
    }
    let mut tx = app.app.db.read().await.unwrap();
    let twice = sql!(&mut tx, scalar i64,
        "SELECT COUNT(*) FROM (SELECT destination_id, user_id, step FROM alert_pages \
            GROUP BY destination_id, user_id, step HAVING COUNT(*) > 1) AS twice")
    .unwrap();
    assert_eq!(twice, 0);
    assert!(mails(&app, BOB).await.len() >= 10);
}
