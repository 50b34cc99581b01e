//! The layers of a team.

use callbook::oncall::escalation;

use crate::accounts::teams::{make, who};
use crate::support::TestApp;

#[tokio::test]
async fn a_team_without_shifts_is_paged_as_a_whole_and_then_its_admins() {
    let app = TestApp::new().await;
    let (alice, bob) = (who(&app, "alice").await, who(&app, "bob").await);
    let team = make(&app, "Night Watch", &[alice]).await;
    let browser = app.sign_in("alice").await;
    crate::accounts::teams::add(&browser, team, "bob", "Bob Bakker").await;
    let mut tx = app.app.db.read().await.unwrap();
    let layers = escalation::layers(&mut tx, team).await.unwrap();
    assert_eq!(layers.len(), 2);
    assert_eq!(layers[0].on_call, [alice.user, bob.user]);
    assert_eq!(layers[1].on_call, [alice.user]);
    assert_eq!(layers[0].time_out.as_secs(), 300);
}
