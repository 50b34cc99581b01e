//! Schedules are created and deleted with their teams.

use callbook::oncall::schedules::SCHEDULES;
use callbook::sql;

use crate::accounts::teams::{count, make, path, who};
use crate::support::TestApp;

/// Lists the sequential numbers of the schedules.
async fn numbers(app: &TestApp) -> Vec<i64> {
    let mut tx = app.app.db.read().await.unwrap();
    sql!(&mut tx, scalars i64, "SELECT tiny_id FROM schedules ORDER BY tiny_id").unwrap()
}

#[tokio::test]
async fn a_team_has_one_schedule_from_its_first_moment_to_its_last() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let people = [who(&app, "alice").await];
    let night = make(&app, "Night Watch", &people).await;
    make(&app, "Day Watch", &people).await;
    assert_eq!((numbers(&app).await, count(&app, SCHEDULES).await), (vec![1, 2], 2));
    let removal = format!("{}/removal", path(night));
    let form = alice.get(&removal).await.page().form(&removal);
    alice.submit(&form).await.expect(303);
    assert_eq!((numbers(&app).await, count(&app, SCHEDULES).await), (vec![2], 1));
    make(&app, "Night Watch", &people).await;
    assert_eq!(numbers(&app).await, [2, 3], "a number is not used again");
}
