//! Escalation: the layers of a team, their card, and their policy in API v4.

mod api;
mod card;
mod paging;

use callbook::oncall::escalation::{
    self, EscalationLayers, EscalationSet, LayerRepeats, LayerTerms, LayerTimeOut,
};
use callbook::platform::ids::TeamId;
use callbook::sql;

use crate::accounts::teams::{acme, make, path, who};
use crate::support::TestApp;

/// Makes layers, each of its minutes and its repeats.
pub fn layers(of: &[(i64, i64)]) -> EscalationLayers {
    let terms = of.iter().map(|(minutes, repeats)| LayerTerms {
        time_out: LayerTimeOut::of_minutes(*minutes).unwrap(),
        repeats: LayerRepeats::of_times(*repeats).unwrap(),
    });
    EscalationLayers::of(terms.collect()).unwrap()
}

/// Sets the layers of a team of Acme by its rule, as Alice.
pub async fn set(app: &TestApp, team: TeamId, of: &[(i64, i64)]) -> EscalationSet {
    let account = acme(app).await;
    let alice = who(app, "alice").await.user;
    let mut change = app.change_of(alice, Some(account)).await;
    let set = escalation::set(&mut change, account, team, None, &layers(of)).await.unwrap();
    change.commit().await.unwrap();
    set
}

/// Lists the layers of a team, each with its minutes and its repeats.
pub async fn stored(app: &TestApp, team: TeamId) -> Vec<(i64, i64)> {
    let mut tx = app.app.db.read().await.unwrap();
    let stored = escalation::stored(&mut tx, team).await.unwrap();
    let of = |terms: &LayerTerms| (terms.time_out.minutes(), terms.repeats.times());
    stored.as_slice().iter().map(of).collect()
}

/// Lists the events about escalation.
async fn events(app: &TestApp) -> Vec<String> {
    let mut tx = app.app.db.read().await.unwrap();
    sql!(
        &mut tx,
        scalars String,
        "SELECT event FROM audit WHERE event LIKE '%escalation%' ORDER BY created_at, id"
    )
    .unwrap()
}

#[test]
fn layers_have_limits() {
    assert_eq!(LayerTimeOut::of_minutes(0), None);
    assert_eq!(LayerTimeOut::of_minutes(61), None);
    for text in ["0", "61", "", "5.5", "-5", "five", "9223372036854775808"] {
        assert!(text.parse::<LayerTimeOut>().is_err(), "{text}");
    }
    assert_eq!(" 60 ".parse(), Ok(LayerTimeOut::of_minutes(60).unwrap()));
    assert_eq!(LayerRepeats::of_times(4), None);
    assert_eq!(LayerRepeats::of_times(-1), None);
    assert_eq!(EscalationLayers::of(Vec::new()), None);
    assert_eq!(EscalationLayers::of(vec![LayerTerms::default(); 11]), None);
    assert!(EscalationLayers::of(vec![LayerTerms::default(); 10]).is_some());
}

#[tokio::test]
async fn a_change_of_the_layers_is_recorded_and_the_same_again_is_not() {
    let app = TestApp::new().await;
    let team = make(&app, "Night Watch", &[who(&app, "bob").await]).await;
    assert_eq!(stored(&app, team).await, [(5, 0), (5, 0)], "every team begins like this");
    assert_eq!(set(&app, team, &[(5, 0), (5, 0)]).await, EscalationSet::Saved);
    assert!(events(&app).await.is_empty());
    assert_eq!(set(&app, team, &[(1, 3), (60, 0), (7, 1)]).await, EscalationSet::Saved);
    assert_eq!(stored(&app, team).await, [(1, 3), (60, 0), (7, 1)]);
    assert_eq!(set(&app, team, &[(1, 3), (60, 0), (7, 1)]).await, EscalationSet::Saved);
    assert_eq!(events(&app).await, [r#"{"escalation_changed":{"name":"Night Watch"}}"#]);
    let log = app.sign_in("alice").await.get("/audit").await.expect(200).page().text("tbody");
    assert!(log.contains("Escalation changed") && log.contains("Night Watch"), "{log}");
}

#[tokio::test]
async fn layers_of_a_team_are_set_in_its_own_account_only() {
    let app = TestApp::new().await;
    let (foreign, _) = crate::accounts::teams::elsewhere(&app).await;
    assert_eq!(set(&app, foreign, &[(1, 0)]).await, EscalationSet::Gone);
    assert_eq!(stored(&app, foreign).await, [(5, 0), (5, 0)]);
}

#[tokio::test]
async fn layers_are_deleted_with_their_team() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let people = [who(&app, "alice").await];
    let (night, day) =
        (make(&app, "Night Watch", &people).await, make(&app, "Day Watch", &people).await);
    set(&app, night, &[(1, 0), (2, 0), (3, 0)]).await;
    set(&app, day, &[(4, 0)]).await;
    let removal = format!("{}/removal", path(night));
    let form = alice.get(&removal).await.page().form(&removal);
    alice.submit(&form).await.expect(303);
    let mut tx = app.app.db.read().await.unwrap();
    let count = "layers of the other team alone";
    let layers = sql!(&mut tx, scalar i64, "SELECT COUNT(*) FROM escalation_layers").unwrap();
    let policies = sql!(&mut tx, scalar i64, "SELECT COUNT(*) FROM escalation_policies").unwrap();
    assert_eq!((layers, policies), (1, 1), "{count}");
}
