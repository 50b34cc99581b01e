//! Answers to alerts by phone: text messages in reply, and keys during a call.

use callbook::oncall::alerts::{self, AlertStatus, Destination};
use callbook::platform::ids::AlertId;
use callbook::sql;

use super::Place;
use crate::accounts::teams::who;
use crate::accounts::{elsewhere, join_account};
use crate::oncall::alerts::{new, raise, raise_in, status};

/// Opens a place where Bob has a phone, and one channel alone is on.
async fn with_channel(channel: &'static str) -> Place {
    let place = Place::open().await;
    // Steps of layers that nobody answers stay due.
    let place = Place { app: place.app.leave_work(), ..place };
    place.with_phone("bob").await;
    let bob = who(&place.app, "bob").await;
    let mut tx = place.app.app.db.begin().await.unwrap();
    sql!(&mut tx, execute, "DELETE FROM notification_channels WHERE user_id = $1", bob.user)
        .unwrap();
    sql!(
        &mut tx,
        execute,
        "INSERT INTO notification_channels (user_id, channel, created_at) VALUES ($1, $2, 0)",
        bob.user,
        channel
    )
    .unwrap();
    tx.commit().await.unwrap();
    place
}

/// Tells whether an alert of whatever account waits for an answer.
async fn waits(place: &Place, id: AlertId) -> bool {
    let mut tx = place.app.app.db.read().await.unwrap();
    alerts::of_id(&mut tx, id).await.unwrap().unwrap().status == AlertStatus::Open
}

/// Pages Bob.
async fn page(place: &Place) -> AlertId {
    let (alice, bob) = (who(&place.app, "alice").await, who(&place.app, "bob").await);
    raise(&place.app, &alice, new(&alice, vec![Destination::Member(bob.member)])).await
}

#[tokio::test]
async fn a_letter_in_reply_acknowledges_or_rejects() {
    let mut place = with_channel("sms").await;
    let id = page(&place).await;
    let sms = place.carrier.last().await;
    let text = sms.field("Body");
    assert!(text.starts_with("Alarm #1 - DB Volume Usage 85%\n\nAntwoord met\nA om"), "{text}");
    assert_eq!(place.text("ok", &[]).await.expect(200).text, "<Response/>");
    assert_eq!(status(&place.app, id).await, AlertStatus::Open);
    let reply = place.text(" a ", &[]).await.expect(200).text;
    assert!(reply.contains("Je hebt alarm #1 opgepakt."), "{reply}");
    assert_eq!(status(&place.app, id).await, AlertStatus::Acknowledged);
    assert_eq!(place.text("A", &[]).await.expect(200).text, "<Response/>", "nothing waits");
    let id = page(&place).await;
    let reply = place.text("R 2", &[]).await.expect(200).text;
    assert!(reply.contains("Je hebt alarm #2 afgewezen."), "{reply}");
    assert_eq!(status(&place.app, id).await, AlertStatus::Open, "the admins are paged");
}

#[tokio::test]
async fn a_letter_alone_answers_nothing_while_two_alerts_wait() {
    let mut place = with_channel("sms").await;
    let (one, two) = (page(&place).await, page(&place).await);
    let reply = place.text("A", &[]).await.expect(200).text;
    assert!(reply.contains("#1 #2"), "{reply}");
    assert_eq!(status(&place.app, one).await, AlertStatus::Open);
    place.text("a #1", &[]).await.expect(200);
    assert_eq!(status(&place.app, one).await, AlertStatus::Acknowledged);
    assert_eq!(status(&place.app, two).await, AlertStatus::Open);
    place.text("A", &[]).await.expect(200);
    assert_eq!(status(&place.app, two).await, AlertStatus::Acknowledged, "one was left");
}

#[tokio::test]
async fn a_reply_that_the_carrier_did_not_sign_answers_nothing() {
    let place = with_channel("sms").await;
    let id = page(&place).await;
    let params = [("From", super::NUMBER), ("To", "+15005550006"), ("Body", "A")];
    place.post(super::INBOUND, &params, "forged").await.expect(403);
    assert_eq!(status(&place.app, id).await, AlertStatus::Open);
}

#[tokio::test]
async fn a_key_during_the_call_answers() {
    let mut place = with_channel("voice").await;
    let id = page(&place).await;
    let call = place.carrier.last().await;
    let twiml = call.field("Twiml").to_owned();
    assert!(twiml.contains("Dit is Callbook met alarm nummer 1."), "{twiml}");
    let keys = format!("/hooks/voice/keys/{}", call.reports_to().rsplit('/').next().unwrap());
    assert!(twiml.contains(&format!("{keys}\"")), "{twiml}");
    let reply = place.hook(&keys, &[("CallSid", "CA1"), ("Digits", "9")]).await.expect(200).text;
    assert!(reply.contains("<Gather") && reply.contains("Druk op 1"), "{reply}");
    assert_eq!(status(&place.app, id).await, AlertStatus::Open);
    let reply = place.hook(&keys, &[("CallSid", "CA1"), ("Digits", "1")]).await.expect(200).text;
    assert!(reply.contains("Je hebt alarm nummer 1 opgepakt."), "{reply}");
    assert_eq!(status(&place.app, id).await, AlertStatus::Acknowledged);
    let unknown = "/hooks/voice/keys/ntf_00000000000000000000000000";
    let reply = place.hook(unknown, &[("Digits", "1")]).await.expect(200).text;
    assert_eq!(reply, "<Response/>");
}

#[tokio::test]
async fn a_number_of_two_people_is_asked_once_who_answers() {
    let mut place = with_channel("sms").await;
    let (alice, bob) = (who(&place.app, "alice").await, who(&place.app, "bob").await);
    place.with_phone("alice").await;
    let to = vec![Destination::Member(bob.member), Destination::Member(alice.member)];
    let id = raise(&place.app, &alice, new(&alice, to)).await;
    let asked = place.text("A", &[]).await.expect(200).text;
    let bobs = if asked.contains("1 Bob Bakker, 2 Alice Archer") { 1 } else { 2 };
    assert!(bobs == 1 || asked.contains("1 Alice Archer, 2 Bob Bakker"), "{asked}");
    assert!(asked.contains("A 1 1"), "{asked}");
    assert_eq!(status(&place.app, id).await, AlertStatus::Open);
    place.text("A 1 3", &[]).await.expect(200);
    assert_eq!(status(&place.app, id).await, AlertStatus::Open);
    let reply = place.text(&format!("A 1 {bobs}"), &[]).await.expect(200).text;
    assert!(reply.contains("Je hebt alarm #1 opgepakt."), "{reply}");
    let taken = place.app.sign_in("alice").await.get(&format!("/alerts/{id}")).await.page();
    assert!(taken.text("dl.facts").contains("Bob Bakker"));
}

#[tokio::test]
async fn one_number_of_alerts_in_two_accounts_is_asked_for_which_and_stays_the_same() {
    let mut place = with_channel("sms").await;
    let bob = who(&place.app, "bob").await;
    let here = page(&place).await;
    let (elsewhere, _) = elsewhere(&place.app).await;
    let there = join_account(&place.app, elsewhere, bob.user).await;
    let theirs = new(&bob, vec![Destination::Member(there)]);
    let other = raise_in(&place.app, elsewhere, &bob, theirs).await;
    let asked = place.text("A 1", &[]).await.expect(200).text;
    let (acme, others) = if asked.contains("1 Acme Ops, 2 Other Ops.") { (1, 2) } else { (2, 1) };
    assert!(acme == 1 || asked.contains("Welk account? 1 Other Ops, 2 Acme Ops."), "{asked}");
    assert!(waits(&place, here).await && waits(&place, other).await);
    place.text("A 1 3", &[]).await.expect(200);
    assert!(waits(&place, here).await && waits(&place, other).await);
    place.text(&format!("A 1 {acme}"), &[]).await.expect(200);
    assert!(!waits(&place, here).await && waits(&place, other).await);
    // The other one keeps its number, so that a late reply answers no alert but its own.
    let late = place.text(&format!("A 1 {acme}"), &[]).await.expect(200).text;
    assert!(late.contains(&format!("{others} Other Ops")), "{late}");
    assert!(waits(&place, other).await);
    place.text(&format!("A 1 {others}"), &[]).await.expect(200);
    assert!(!waits(&place, other).await);
}

#[tokio::test]
async fn a_key_is_of_its_call_and_after_the_end_it_answers_nothing() {
    let mut place = with_channel("voice").await;
    let first = page(&place).await;
    let path = |call: &super::Recorded| {
        format!("/hooks/voice/keys/{}", call.reports_to().rsplit('/').next().unwrap())
    };
    let keys = path(&place.carrier.last().await);
    let second = page(&place).await;
    place.hook(&keys, &[("Digits", "1")]).await.expect(200);
    assert_eq!(status(&place.app, first).await, AlertStatus::Acknowledged);
    assert_eq!(status(&place.app, second).await, AlertStatus::Open, "it is another call's");
    let reply = place.hook(&keys, &[("Digits", "2")]).await.expect(200).text;
    assert!(reply.contains("Bob Bakker"), "{reply}");
    assert_eq!(status(&place.app, first).await, AlertStatus::Acknowledged);
    let params = [("Digits", "1")];
    let keys = path(&place.carrier.last().await);
    place.post(&keys, &params, "forged").await.expect(403);
    assert_eq!(status(&place.app, second).await, AlertStatus::Open);
}
