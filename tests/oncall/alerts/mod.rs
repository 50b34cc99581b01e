//! Alerts: people are paged, and answer.

mod api;
mod flood;
mod leaving;
mod pages;
mod repeats;

use std::time::Duration;

use callbook::oncall::alerts::{
    self, AlertMade, AlertStatus, Answer, Answered, AnsweredBy, Answering, Destination, NewAlert,
    Urgency,
};
use callbook::platform::ids::{AccountId, AlertId, PhoneId, TeamId};
use callbook::sql;
use callbook::users::phones;

use crate::accounts::teams::{Who, acme, make, who};
use crate::support::{Browser, TestApp};

const ALICE: &str = "alice@acme.example";
const BOB: &str = "bob@acme.example";
const CAROL: &str = "carol@acme.example";
pub const TITLE: &str = "DB Volume Usage 85%";
const FIVE_MINUTES: Duration = Duration::from_secs(5 * 60);

pub fn new(maker: &Who, destinations: Vec<Destination>) -> NewAlert {
    NewAlert::by(maker.user, TITLE.parse().unwrap(), destinations)
}

/// Makes an alert as a member of Acme, and lets the first messages be sent.
pub async fn raise(app: &TestApp, maker: &Who, alert: NewAlert) -> AlertId {
    raise_in(app, acme(app).await, maker, alert).await
}

/// Makes an alert in an account, and lets the first messages be sent.
pub async fn raise_in(app: &TestApp, account: AccountId, maker: &Who, alert: NewAlert) -> AlertId {
    let mut change = app.change_of(maker.user, Some(account)).await;
    let made = alerts::make(&mut change, account, &alert).await.unwrap();
    change.commit().await.unwrap();
    app.deliver().await;
    match made {
        AlertMade::Made(id) | AlertMade::Counted(id) => id,
        AlertMade::NoDestination(_) | AlertMade::TooWide | AlertMade::TooMany { .. } => {
            panic!("it can be made")
        }
    }
}

pub async fn status(app: &TestApp, id: AlertId) -> AlertStatus {
    let account = acme(app).await;
    let mut tx = app.app.db.read().await.unwrap();
    alerts::find(&mut tx, account, id).await.unwrap().unwrap().status
}

pub async fn answer(app: &TestApp, id: AlertId, by: &Who, answer: Answer) -> Answered {
    let account = acme(app).await;
    let mut change = app.change_of(by.user, Some(account)).await;
    let who = Answering { user: by.user, by: AnsweredBy::Api };
    let transports = &app.app.transports;
    let answered = match answer {
        Answer::Acknowledged => {
            alerts::acknowledge(&mut change, transports, account, id, who).await.unwrap()
        }
        Answer::Rejected => {
            alerts::reject(&mut change, transports, account, id, who).await.unwrap()
        }
        Answer::Resolved => {
            alerts::resolve(&mut change, transports, account, id, who, false).await.unwrap()
        }
    };
    change.commit().await.unwrap();
    app.deliver().await;
    answered
}

pub async fn lines(browser: &Browser, id: AlertId) -> Vec<String> {
    browser
        .get(&format!("/alerts/{id}"))
        .await
        .expect(200)
        .page()
        .texts("ol.rows .row-what > p:first-child")
}

/// Lists the subjects of the mails to an address about alerts, the newest first.
pub async fn mails(app: &TestApp, to: &str) -> Vec<String> {
    let about = |subject: &String| subject.contains("lar") || subject.contains("lert");
    app.subjects_to(to).await.into_iter().filter(about).collect()
}

/// Turns a channel on beside a verified phone of a person.
pub async fn reach(app: &TestApp, who: &Who, channel: &'static str, number: &str) {
    let id = PhoneId::mint(app.app.clock.now());
    let mut change = app.change_of(who.user, None).await;
    let number = number.parse().unwrap();
    phones::add_unverified(&mut change, who.user, id, &number).await.unwrap();
    change.commit().await.unwrap();
    let mut tx = app.app.db.begin().await.unwrap();
    sql!(
        &mut tx,
        execute,
        "UPDATE phones SET verified_at = 0, is_primary = NOT EXISTS (SELECT 1 FROM phones q \
            WHERE q.user_id = phones.user_id AND q.is_primary) WHERE id = $1",
        id
    )
    .unwrap();
    sql!(
        &mut tx,
        execute,
        "INSERT INTO notification_channels (user_id, channel, created_at) VALUES ($1, $2, 0) \
         ON CONFLICT DO NOTHING",
        who.user,
        channel
    )
    .unwrap();
    tx.commit().await.unwrap();
}

pub async fn night(app: &TestApp, people: &[&str]) -> TeamId {
    let mut members = Vec::new();
    for name in people {
        members.push(who(app, name).await);
    }
    make(app, "Night Watch", &members).await
}

#[tokio::test]
async fn a_person_is_paged_on_their_channels_and_takes_it_on_the_page() {
    let app = TestApp::new().await;
    let (alice, bob) = (app.sign_in("alice").await, app.sign_in("bob").await);
    let person = who(&app, "bob").await;
    let page = alice.get("/alerts/new").await.expect(200).page();
    let form = page
        .form("/alerts/new")
        .fill("new-alert-title", TITLE)
        .fill("new-alert-description", "See the runbook.")
        .tick_one("members", &person.member.to_string());
    let reply = alice.submit(&form).await.expect(303);
    let path = reply.location().to_owned();
    app.deliver().await;
    let subject = format!("Alarm #1: {TITLE}");
    assert_eq!(mails(&app, BOB).await, std::slice::from_ref(&subject), "in Dutch, as he reads");
    assert!(app.texts_to(BOB).await[0].contains("See the runbook."));
    let page = bob.get(&path).await.expect(200).page();
    assert!(page.text(".page-head .pills").contains("Wacht op jou"));
    let listed = bob.get("/alerts").await.expect(200).page().text("tbody");
    assert!(listed.contains(TITLE) && listed.contains("Wacht op jou"), "{listed}");
    let form = page.form(&format!("{path}/answers")).with_button("answer", "acknowledged");
    let reply = bob.submit(&form).await.expect(303);
    let page = bob.follow(reply).await.expect(200).page();
    assert_eq!(page.text("#page-notice [role=status]"), "Je hebt alarm #1 opgepakt.");
    assert!(page.text(".facts").contains("Bob Bakker"));
    app.pass(FIVE_MINUTES);
    assert_eq!(app.deliver().await, 1, "the step that waited finds it taken");
    assert_eq!(mails(&app, BOB).await, [subject]);
}

#[tokio::test]
async fn a_team_is_paged_layer_by_layer_and_then_its_alert_is_dropped() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let (carol, bob) = (who(&app, "carol").await, who(&app, "bob").await);
    let team = night(&app, &["bob"]).await;
    let id = raise(&app, &carol, new(&carol, vec![Destination::Team(team)])).await;
    assert_eq!(mails(&app, BOB).await.len(), 1);
    assert!(mails(&app, ALICE).await.is_empty());
    app.pass(FIVE_MINUTES - Duration::from_secs(1));
    assert_eq!(app.deliver().await, 0, "the layer has its whole time");
    app.pass(Duration::from_secs(1));
    app.deliver().await;
    // Bob is the team's only member and its admin: layer 2.
    assert_eq!(mails(&app, BOB).await.len(), 2);
    app.pass(FIVE_MINUTES);
    app.deliver().await;
    assert_eq!(mails(&app, ALICE).await.len(), 1, "the account's admins are the last resort");
    assert_eq!(status(&app, id).await, AlertStatus::Open);
    app.pass(FIVE_MINUTES);
    app.deliver().await;
    assert_eq!(status(&app, id).await, AlertStatus::Dropped);
    assert!(mails(&app, CAROL).await[0].contains("#1"), "who made it is told");
    let lines = lines(&alice, id).await;
    for line in ["Night Watch: layer 1 is paged", "No one answered in time", "the admins are paged"]
    {
        assert!(lines.iter().any(|one| one.contains(line)), "{line} in {lines:#?}");
    }
    let taken = answer(&app, id, &bob, Answer::Acknowledged).await;
    assert_eq!(taken, Answered::Done(Answer::Acknowledged), "even then");
}

#[tokio::test]
async fn the_next_layer_begins_once_everyone_rejected() {
    let app = TestApp::new().await.leave_work();
    let (alice, bob, carol) =
        (who(&app, "alice").await, who(&app, "bob").await, who(&app, "carol").await);
    let team = night(&app, &["alice", "bob"]).await;
    let id = raise(&app, &carol, new(&carol, vec![Destination::Team(team)])).await;
    assert_eq!(answer(&app, id, &carol, Answer::Rejected).await, Answered::NotPaged);
    assert_eq!(answer(&app, id, &bob, Answer::Rejected).await, Answered::Done(Answer::Rejected));
    assert_eq!(mails(&app, ALICE).await.len(), 1);
    assert_eq!(answer(&app, id, &bob, Answer::Rejected).await, Answered::NotPaged, "once");
    app.pass(Duration::from_secs(60));
    answer(&app, id, &alice, Answer::Rejected).await;
    assert_eq!(mails(&app, ALICE).await.len(), 2, "the admins are layer 2");
    // The step of the first layer, which waited, does nothing any more.
    app.pass(FIVE_MINUTES - Duration::from_secs(60));
    app.deliver().await;
    assert!(mails(&app, CAROL).await.is_empty(), "layer 2 has its whole time");
    app.pass(Duration::from_secs(60));
    app.deliver().await;
    assert_eq!(mails(&app, CAROL).await.len(), 1);
}

#[tokio::test]
async fn the_others_learn_who_took_it() {
    let app = TestApp::new().await.leave_work();
    let (alice, bob, carol) =
        (who(&app, "alice").await, who(&app, "bob").await, who(&app, "carol").await);
    let team = night(&app, &["alice", "bob"]).await;
    let id = raise(&app, &carol, new(&carol, vec![Destination::Team(team)])).await;
    answer(&app, id, &bob, Answer::Acknowledged).await;
    assert_eq!(mails(&app, ALICE).await[0], format!("Alert #1 was acknowledged: {TITLE}"));
    let again = answer(&app, id, &alice, Answer::Acknowledged).await;
    assert!(matches!(again, Answered::Already { by: Some(by), .. } if by == bob.user));
    assert_eq!(answer(&app, id, &carol, Answer::Resolved).await, Answered::MayNotResolve);
    assert_eq!(answer(&app, id, &bob, Answer::Resolved).await, Answered::Done(Answer::Resolved));
    assert_eq!(mails(&app, ALICE).await[0], format!("Alert #1 is resolved: {TITLE}"));
    assert_eq!(mails(&app, BOB).await.len(), 1, "he knows");
    let over = answer(&app, id, &alice, Answer::Acknowledged).await;
    assert_eq!(over, Answered::Over(AlertStatus::Resolved));
}

#[tokio::test]
async fn a_message_that_someone_answered_first_is_not_sent() {
    let app = TestApp::new().await.leave_work();
    let (alice, bob) = (who(&app, "alice").await, who(&app, "bob").await);
    let account = acme(&app).await;
    let mut change = app.change_of(alice.user, Some(account)).await;
    let alert = new(&alice, vec![Destination::Member(bob.member)]);
    let AlertMade::Made(id) = alerts::make(&mut change, account, &alert).await.unwrap() else {
        panic!("it is new")
    };
    let who = Answering { user: bob.user, by: AnsweredBy::Api };
    let transports = &app.app.transports;
    alerts::acknowledge(&mut change, transports, account, id, who).await.unwrap();
    change.commit().await.unwrap();
    app.deliver().await;
    assert!(mails(&app, BOB).await.is_empty());
}

#[tokio::test]
async fn a_silent_alert_is_listed_and_pages_nobody() {
    let app = TestApp::new().await;
    let (alice, bob) = (who(&app, "alice").await, who(&app, "bob").await);
    let silent =
        NewAlert { urgency: Urgency::Silent, ..new(&alice, vec![Destination::Member(bob.member)]) };
    let id = raise(&app, &alice, silent).await;
    assert_eq!(status(&app, id).await, AlertStatus::Suppressed);
    assert!(mails(&app, BOB).await.is_empty());
    answer(&app, id, &bob, Answer::Acknowledged).await;
    assert_eq!(status(&app, id).await, AlertStatus::Acknowledged);
}

#[tokio::test]
async fn who_has_no_channel_on_is_paged_by_mail_and_who_has_none_at_all_is_named() {
    let app = TestApp::new().await.leave_work();
    let (alice, bob) = (who(&app, "alice").await, who(&app, "bob").await);
    let mut tx = app.app.db.begin().await.unwrap();
    sql!(&mut tx, execute, "DELETE FROM notification_channels WHERE user_id = $1", bob.user)
        .unwrap();
    tx.commit().await.unwrap();
    raise(&app, &alice, new(&alice, vec![Destination::Member(bob.member)])).await;
    assert_eq!(mails(&app, BOB).await.len(), 1);
    let mut tx = app.app.db.begin().await.unwrap();
    sql!(&mut tx, execute, "UPDATE emails SET blocked_at = 1 WHERE user_id = $1", bob.user)
        .unwrap();
    tx.commit().await.unwrap();
    let id = raise(&app, &alice, new(&alice, vec![Destination::Member(bob.member)])).await;
    let lines = lines(&app.sign_in("alice").await, id).await;
    assert!(lines.iter().any(|one| one.contains("Bob Bakker could not be reached")), "{lines:?}");
}
