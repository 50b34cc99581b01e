use std::time::Duration;

use callbook::messaging::dev::Content;
use callbook::oncall::alerts::{AlertStatus, Answer, Destination, NewAlert, Urgency};
use callbook::platform::ids::AlertId;

use super::{BOB, answer, mails, new, raise, status};
use crate::accounts::teams::{Who, who};
use crate::support::TestApp;

async fn flood(
    app: &TestApp,
    maker: &Who,
    to: &Who,
    count: usize,
    urgency: Urgency,
) -> Vec<AlertId> {
    let mut made = Vec::new();
    for _ in 0..count {
        let alert = NewAlert { urgency, ..new(maker, vec![Destination::Member(to.member)]) };
        made.push(raise(app, maker, alert).await);
    }
    made
}

#[tokio::test]
async fn a_flood_becomes_one_message_that_says_how_many() {
    let app = TestApp::new().await.leave_work();
    let (alice, bob) = (who(&app, "alice").await, who(&app, "bob").await);
    let made = flood(&app, &alice, &bob, 40, Urgency::Low).await;
    assert_eq!(mails(&app, BOB).await.len(), 10);
    answer(&app, made[39], &bob, Answer::Acknowledged).await;
    app.pass(Duration::from_secs(60));
    app.deliver().await;
    let subjects = app.subjects_to(BOB).await;
    assert_eq!(subjects[0], "Er wachten nog 29 alarmen op je", "one is answered");
    let text = app.texts_to(BOB).await.remove(0);
    assert!(text.contains("/alerts"), "{text}");
    // The next message that counts comes a minute later, and counts what ended unanswered too.
    flood(&app, &alice, &bob, 5, Urgency::Low).await;
    app.pass(Duration::from_secs(6 * 60));
    app.deliver().await;
    assert_eq!(app.subjects_to(BOB).await[0], "Er wachten nog 5 alarmen op je");
    assert_eq!(status(&app, made[39]).await, AlertStatus::Acknowledged);
}

#[tokio::test]
async fn many_low_alerts_hide_no_critical_one_and_who_is_not_told_of_one_is_not_told_of_its_end() {
    let app = TestApp::new().await.leave_work();
    let (alice, bob) = (who(&app, "alice").await, who(&app, "bob").await);
    let made = flood(&app, &alice, &bob, 12, Urgency::Low).await;
    flood(&app, &alice, &bob, 1, Urgency::Critical).await;
    assert_eq!(mails(&app, BOB).await.len(), 11);
    answer(&app, made[11], &alice, Answer::Acknowledged).await;
    assert_eq!(mails(&app, BOB).await.len(), 11);
    answer(&app, made[0], &alice, Answer::Acknowledged).await;
    assert_eq!(mails(&app, BOB).await.len(), 12);
    let calls = app.outbox().await.into_iter().filter(|it| matches!(it.content, Content::Call(_)));
    assert_eq!(calls.count(), 0, "Bob has no phone");
}
