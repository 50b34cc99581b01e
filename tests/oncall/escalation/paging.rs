use std::time::Duration;

use callbook::oncall::alerts::{AlertStatus, Answer, Destination, Urgency};
use callbook::oncall::escalation;
use callbook::platform::ids::TeamId;
use callbook::sql;

use super::set;
use crate::accounts::teams::{add, make, who};
use crate::oncall::alerts::{answer, lines, mails, new, night, raise, status};
use crate::support::TestApp;

const ALICE: &str = "alice@acme.example";
const BOB: &str = "bob@acme.example";
const SECOND: Duration = Duration::from_secs(1);

fn minutes(count: u64) -> Duration {
    Duration::from_secs(count * 60)
}

/// Lets time pass until a moment before, when nothing is due, and then to that moment.
async fn wait(app: &TestApp, time: Duration) {
    app.pass(time - SECOND);
    assert_eq!(app.deliver().await, 0, "the layer has its whole time");
    app.pass(SECOND);
    app.deliver().await;
}

fn is_of(team: TeamId) -> Vec<Destination> {
    vec![Destination::Team(team)]
}

#[tokio::test]
async fn a_team_without_shifts_is_paged_as_a_whole_and_then_its_admins() {
    let app = TestApp::new().await;
    let (alice, bob) = (who(&app, "alice").await, who(&app, "bob").await);
    let team = make(&app, "Night Watch", &[alice]).await;
    let browser = app.sign_in("alice").await;
    add(&browser, team, "bob", "Bob Bakker").await;
    let mut tx = app.app.db.read().await.unwrap();
    let layers = escalation::layers(&mut tx, team).await.unwrap();
    assert_eq!(layers.len(), 2);
    assert_eq!(layers[0].on_call, [alice.user, bob.user]);
    assert_eq!(layers[1].on_call, [alice.user]);
    assert_eq!(layers[0].time_out.as_secs(), 300);
    drop(tx);
    set(&app, team, &[(1, 2), (5, 0), (60, 3)]).await;
    let mut tx = app.app.db.read().await.unwrap();
    let layers = escalation::layers(&mut tx, team).await.unwrap();
    let terms: Vec<_> = layers.iter().map(|of| (of.time_out.as_secs(), of.repeats)).collect();
    assert_eq!(terms, [(60, 2), (300, 0), (3600, 3)]);
    assert!(layers[2].on_call.is_empty(), "nobody is on further layers");
}

#[tokio::test]
async fn a_layer_lasts_its_minutes_while_the_clocks_of_who_is_paged_change() {
    // Amsterdam, where Bob is, goes forward an hour and back an hour.
    for change in ["2027-03-28T01:00:00Z", "2027-10-31T01:00:00Z"] {
        let app = TestApp::new().await;
        let (alice, bob) = (who(&app, "alice").await, who(&app, "bob").await);
        let mut tx = app.app.db.begin().await.unwrap();
        sql!(
            &mut tx,
            execute,
            "UPDATE preferences SET time_zone = 'Europe/Amsterdam' WHERE user_id = $1",
            bob.user
        )
        .unwrap();
        tx.commit().await.unwrap();
        let change: jiff::Timestamp = change.parse().unwrap();
        let ahead = change.duration_since(app.clock.now().to_jiff()).unsigned_abs();
        app.pass(ahead - minutes(2));
        app.deliver().await;
        let before = mails(&app, ALICE).await.len();
        let id = raise(&app, &alice, new(&alice, vec![Destination::Member(bob.member)])).await;
        wait(&app, minutes(5)).await;
        assert_eq!(mails(&app, ALICE).await.len(), before + 1, "the admins are paged");
        assert_eq!(status(&app, id).await, AlertStatus::Open);
        wait(&app, minutes(5)).await;
        assert_eq!(status(&app, id).await, AlertStatus::Dropped);
    }
}

#[tokio::test]
async fn the_stored_time_outs_and_repeats_decide_the_paging() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let carol = who(&app, "carol").await;
    let team = night(&app, &["bob"]).await;
    set(&app, team, &[(2, 1), (10, 0), (5, 3)]).await;
    let id = raise(&app, &carol, new(&carol, is_of(team))).await;
    assert_eq!(mails(&app, BOB).await.len(), 1);
    wait(&app, minutes(2)).await;
    assert_eq!(mails(&app, BOB).await.len(), 2, "layer 1 is paged again");
    wait(&app, minutes(2)).await;
    assert_eq!(mails(&app, BOB).await.len(), 3, "layer 2");
    assert!(mails(&app, ALICE).await.is_empty());
    wait(&app, minutes(10)).await;
    assert_eq!(mails(&app, ALICE).await.len(), 1, "nobody is on layer 3, which takes no time");
    assert_eq!(mails(&app, BOB).await.len(), 3);
    let lines = lines(&alice, id).await;
    let at = |layer: &str| lines.iter().filter(|line| line.ends_with(layer)).count();
    assert_eq!((at("layer 1 is paged"), at("layer 2 is paged")), (2, 1), "{lines:?}");
    assert_eq!(at("no one is on call on layer 3"), 1, "{lines:?}");
    wait(&app, minutes(5)).await;
    assert_eq!(status(&app, id).await, AlertStatus::Dropped);
}

#[tokio::test]
async fn who_rejected_is_not_asked_again_by_a_repeat() {
    let app = TestApp::new().await;
    let (bob, carol) = (who(&app, "bob").await, who(&app, "carol").await);
    let team = night(&app, &["bob"]).await;
    set(&app, team, &[(2, 3), (10, 0), (5, 0)]).await;
    let id = raise(&app, &carol, new(&carol, is_of(team))).await;
    answer(&app, id, &bob, Answer::Rejected).await;
    let mut tx = app.app.db.read().await.unwrap();
    let layer = sql!(&mut tx, scalar i64,
        "SELECT layer FROM alert_destinations WHERE alert_id = $1", id)
    .unwrap();
    assert_eq!(layer, 2);
}

#[tokio::test]
async fn an_alert_that_is_being_paged_goes_on_with_new_layers() {
    let app = TestApp::new().await;
    let carol = who(&app, "carol").await;
    let team = night(&app, &["bob"]).await;
    let id = raise(&app, &carol, new(&carol, is_of(team))).await;
    // The layer that has begun keeps its time; how often it repeats is read when it is over.
    set(&app, team, &[(1, 1), (3, 0)]).await;
    wait(&app, minutes(5)).await;
    assert_eq!(mails(&app, BOB).await.len(), 2, "a repeat of layer 1");
    wait(&app, minutes(1)).await;
    assert_eq!(mails(&app, BOB).await.len(), 3, "layer 2");
    // Layer 2 is removed while it is being paged.
    set(&app, team, &[(1, 0)]).await;
    wait(&app, minutes(3)).await;
    assert_eq!(mails(&app, ALICE).await.len(), 1, "the admins are paged all the same");
    assert_eq!(status(&app, id).await, AlertStatus::Open);
    // Layers that are added once the admins are being paged begin no new round.
    set(&app, team, &[(1, 0), (1, 0), (1, 0), (1, 0)]).await;
    wait(&app, minutes(5)).await;
    assert_eq!(status(&app, id).await, AlertStatus::Dropped);
    assert_eq!(mails(&app, BOB).await.iter().filter(|mail| mail.contains("Alarm")).count(), 3);
}

#[tokio::test]
async fn an_alert_of_low_urgency_ends_with_its_last_layer() {
    let app = TestApp::new().await;
    let carol = who(&app, "carol").await;
    let team = night(&app, &["bob"]).await;
    set(&app, team, &[(3, 0)]).await;
    let mut alert = new(&carol, is_of(team));
    alert.urgency = Urgency::Low;
    let id = raise(&app, &carol, alert).await;
    wait(&app, minutes(3)).await;
    assert_eq!(status(&app, id).await, AlertStatus::Dropped);
}
