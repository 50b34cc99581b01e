use callbook::cli::demo;

use crate::support::{Setup, TestApp};

#[tokio::test]
async fn the_demo_has_people_of_every_kind_in_three_teams() {
    let app = TestApp::with(Setup { empty: true, ..Setup::default() }).await.leave_work();
    demo::fill(&app.app).await.unwrap();
    let alice = app.sign_in("alice").await;
    let page = alice.get("/users").await.expect(200).page();
    assert_eq!(page.text(".lead"), "24 people in this account.");
    assert_eq!(page.all("tbody tr").len(), 10);
    assert!(page.text("main").contains("Vicky Stone"), "someone was asked in");
    let asked = app.links_to("alice@acme.example", "invitation").await;
    assert_eq!(asked.len(), 1, "and the owner elsewhere");
    let rosa = alice.get("/users?q=rosa").await.page().text("tbody");
    assert!(rosa.contains("email only"), "a phone that said STOP is not used: {rosa}");
    let unfinished = alice.get("/users?show=unfinished").await.page();
    assert!(unfinished.all("tbody tr").len() >= 3);
    assert_eq!(alice.get("/teams").await.page().all("tbody tr").len(), 3);
    let alerts = alice.get("/alerts").await.expect(200).page();
    assert_eq!(alerts.all("tbody tr").len(), 7);
    let states = alerts.texts("tbody td.side .pill");
    for state in ["Open", "Acknowledged", "Resolved", "Not acknowledged", "Listed only"] {
        assert!(states.iter().any(|one| one == state), "{state}: {states:?}");
    }
    let week = alice.get("/deliveries").await.expect(200).page();
    assert_eq!(week.all("tbody tr").len(), 10, "the ledger has the messages of the week");
    assert!(alice.get("/audit").await.page().all("tbody tr").len() >= 10);
}
