use super::Place;
use crate::users::phones::first;

#[tokio::test]
async fn a_number_that_said_stop_after_its_removal_does_not_hear_of_it() {
    let mut place = Place::open().await;
    let alice = place.with_phone("alice").await;
    let code = place.carrier.last().await.sid().to_owned();
    let phone = first(&alice).await;
    let page = alice.get(&format!("{phone}/removal")).await.page();
    alice.submit(&page.form(&format!("{phone}/removal"))).await.expect(303);
    place.text("STOP", &[]).await;
    place.app.deliver().await;
    assert_eq!(place.carrier.last().await.sid(), code, "nothing more went out");
    let page = alice.get("/deliveries").await.page();
    let rows = page.texts("tbody tr");
    assert!(rows.iter().any(|row| row.contains("Security notice SMS")), "{rows:?}");
}
