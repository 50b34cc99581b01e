//! Handlers that panic: the answer says so, nothing is half stored, and the program serves on.

use callbook::accounts::teams::{ON_TEAM_LIFE, OnTeamLife};
use callbook::settings::page::render;
use callbook::web::card::MY_SETTINGS;
use serde_json::json;

use crate::support::TestApp;
use crate::support::log::Log;

/// Fills lists with defects before the program fills them, which only a process of its own can do:
/// each test has one.
fn break_lists() {
    MY_SETTINGS.fill(|me, shown| {
        assert!(shown.refused.is_none(), "a defect of a page");
        render(me, shown)
    });
    ON_TEAM_LIFE.fill(OnTeamLife {
        made: |_, _, _| panic!("a defect of a call"),
        removed: |_, _, _| panic!("a defect of a call"),
    });
}

#[tokio::test]
async fn a_handler_that_panics_answers_stores_nothing_and_stops_nothing_else() {
    break_lists();
    let app = TestApp::new().await;
    let (alice, program) = (app.sign_in("alice").await, app.program("alice").await);
    let log = Log::begin();
    let form = alice.get("/settings").await.page().form("/settings/general");
    let reply = alice.submit(&form.clone().fill("general-name", "")).await.expect(500);
    let page = reply.page();
    assert_eq!(page.text("h1"), "Something went wrong");
    assert!(page.text("main").contains("Nothing was saved"), "{}", page.text("main"));
    assert!(reply.headers.contains_key("x-request-id"));

    let teams = program.get("/api/v4/teams").await.expect(200).json();
    let reply = program.post("/api/v4/teams", &json!({ "name": "Night shift" })).await;
    assert_eq!(reply.expect(500).json()["errors"].as_array().unwrap().len(), 1);
    assert_eq!(program.get("/api/v4/teams").await.expect(200).json(), teams, "nothing is stored");

    let told = log.take();
    assert_eq!(told.matches("\"request_failed\"").count(), 2, "{told}");
    alice.submit(&form.fill("general-name", "Alice Archer-Smith")).await.expect(303);
    app.deliver().await;
}
