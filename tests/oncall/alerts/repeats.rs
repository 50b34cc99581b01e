//! Alerts that are sent again.

use callbook::oncall::alerts::{
    self, AlertSource, AlertStatus, Answer, Destination, NewAlert, Urgency, timeline,
};
use callbook::platform::ids::AlertEntryId;
use callbook::sql;

use super::{ALICE, BOB, FIVE_MINUTES, answer, lines, mails, new, raise, status};
use crate::accounts::teams::{make, who};
use crate::support::TestApp;

#[tokio::test]
async fn repeats_count_and_pages_only_what_is_new() {
    let app = TestApp::new().await.leave_work();
    let (alice, bob, carol) =
        (who(&app, "alice").await, who(&app, "bob").await, who(&app, "carol").await);
    let first = NewAlert {
        dedup_keys: vec!["db1".parse().unwrap()],
        urgency: Urgency::Low,
        ..new(&carol, vec![Destination::Member(bob.member)])
    };
    let id = raise(&app, &carol, first.clone()).await;
    assert_eq!(
        raise(&app, &alice, NewAlert { source: AlertSource::Person(alice.user), ..first.clone() })
            .await,
        id
    );
    assert_eq!(mails(&app, BOB).await.len(), 1);
    let raised = NewAlert { urgency: Urgency::Critical, ..first.clone() };
    assert_eq!(raise(&app, &carol, raised).await, id);
    assert_eq!(mails(&app, BOB).await.len(), 2, "a higher urgency pages anew");
    let more = vec![Destination::Member(bob.member), Destination::Member(alice.member)];
    assert_eq!(raise(&app, &carol, NewAlert { destinations: more, ..first.clone() }).await, id);
    assert_eq!((mails(&app, BOB).await.len(), mails(&app, ALICE).await.len()), (2, 1));
    let other = NewAlert { dedup_keys: vec!["db2".parse().unwrap()], ..first.clone() };
    assert_ne!(raise(&app, &carol, other).await, id);
    answer(&app, id, &bob, Answer::Acknowledged).await;
    answer(&app, id, &bob, Answer::Resolved).await;
    assert_ne!(raise(&app, &carol, first).await, id, "what is resolved is over");
}

#[tokio::test]
async fn a_repeat_that_names_too_many_still_raises_the_urgency_and_says_whom_it_left_out() {
    let app = TestApp::new().await.leave_work();
    let (bob, carol) = (who(&app, "bob").await, who(&app, "carol").await);
    let first = NewAlert {
        dedup_keys: vec!["db1".parse().unwrap()],
        urgency: Urgency::Low,
        ..new(&carol, vec![Destination::Member(bob.member)])
    };
    let id = raise(&app, &carol, first.clone()).await;
    let mut teams = Vec::new();
    for at in 0..alerts::MOST_DESTINATIONS {
        teams.push(Destination::Team(make(&app, &format!("Team {at}"), &[bob]).await));
    }
    let many = NewAlert { destinations: teams, ..first };
    raise(&app, &carol, many.clone()).await;
    raise(&app, &carol, many.clone()).await;
    assert_eq!(mails(&app, BOB).await.len(), 1, "nothing is new but what it has no room for");
    raise(&app, &carol, NewAlert { urgency: Urgency::Critical, ..many }).await;
    assert_eq!(mails(&app, BOB).await.len(), 2, "the higher urgency pages anew");
    let said = lines(&app.sign_in("alice").await, id).await;
    let left_out = said.iter().filter(|it| it.starts_with("Sent again for 100 more teams"));
    assert_eq!(left_out.count(), 1, "it is said once: {said:?}");
}

#[tokio::test]
async fn a_repeat_every_minute_is_one_entry_and_a_long_timeline_shows_its_newest_part() {
    let app = TestApp::new().await.leave_work();
    let (alice, bob) = (who(&app, "alice").await, who(&app, "bob").await);
    let first = NewAlert {
        dedup_keys: vec!["db1".parse().unwrap()],
        ..new(&alice, vec![Destination::Member(bob.member)])
    };
    let id = raise(&app, &alice, first.clone()).await;
    for _ in 0..3 {
        raise(&app, &alice, first.clone()).await;
    }
    let browser = app.sign_in("alice").await;
    let again = |lines: &[String]| lines.iter().filter(|it| *it == "Sent again").count();
    assert_eq!(again(&lines(&browser, id).await), 1);
    let page = browser.get(&format!("/alerts/{id}")).await.page();
    assert!(page.text("dl.facts").contains("Sent 4 times"));
    assert!(!page.text("main").contains("Only the latest"));
    let mut tx = app.app.db.begin().await.unwrap();
    sql!(
        &mut tx,
        execute,
        "UPDATE alert_entries SET nth = nth + 1000 WHERE alert_id = $1 AND nth > 1",
        id
    )
    .unwrap();
    for nth in 2..=timeline::MOST_ENTRIES as i64 {
        let entry = AlertEntryId::mint(app.clock.now());
        sql!(
            &mut tx,
            execute,
            "INSERT INTO alert_entries (id, alert_id, nth, entry, created_at) \
             VALUES ($1, $2, $3, '{\"kind\":\"unanswered\"}', 0)",
            entry,
            id,
            nth
        )
        .unwrap();
    }
    tx.commit().await.unwrap();
    let said = lines(&browser, id).await;
    assert_eq!(again(&said), 1, "the newest are shown");
    let page = browser.get(&format!("/alerts/{id}")).await.page();
    assert!(page.text("main").contains("Only the latest 500 entries are shown."));
}

#[tokio::test]
async fn what_is_raised_once_nobody_was_left_pages_everyone_again() {
    let app = TestApp::new().await.leave_work();
    let (bob, carol) = (who(&app, "bob").await, who(&app, "carol").await);
    let first = NewAlert {
        dedup_keys: vec!["db1".parse().unwrap()],
        ..new(&carol, vec![Destination::Member(bob.member)])
    };
    let id = raise(&app, &carol, first.clone()).await;
    let wait = async || {
        app.pass(FIVE_MINUTES);
        app.deliver().await;
    };
    wait().await;
    assert_eq!((mails(&app, BOB).await.len(), mails(&app, ALICE).await.len()), (1, 1));
    wait().await;
    assert_eq!(status(&app, id).await, AlertStatus::Dropped);
    let before = mails(&app, ALICE).await.len();
    raise(&app, &carol, NewAlert { urgency: Urgency::Critical, ..first }).await;
    assert_eq!(status(&app, id).await, AlertStatus::Open);
    assert_eq!(mails(&app, BOB).await.len(), 2);
    wait().await;
    assert_eq!(mails(&app, ALICE).await.len(), before + 1, "the admins are the last resort again");
    assert_eq!(status(&app, id).await, AlertStatus::Open, "and have their time");
}
