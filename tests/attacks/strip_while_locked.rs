//! The lock after an undo: nothing of the person can be changed or removed meanwhile.

use crate::support::{TestApp, asks_for_a_session};
use crate::users::emails::add_proved;

const ROUTES: &str = include_str!("../../docs/routes.txt");

/// Lists every form that requires a session and is not open to locked people on purpose.
fn forms() -> Vec<String> {
    let routes = ROUTES.lines().map(|line| line.split(' ').collect::<Vec<_>>());
    let forms = routes.filter(|route| {
        route[0] == "POST"
            && asks_for_a_session(route[2])
            && !route[1].starts_with("/api")
            && !["EvenLocked", "ApiCaller", "ApiAdmin", "V1Caller", "V1Admin"].contains(&route[2])
    });
    forms.map(|route| route[1].to_owned()).collect()
}

#[tokio::test]
async fn strip_while_locked() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    add_proved(&app, &alice, "alice@home.example").await;
    let link = app.links_to("alice@acme.example", "undo").await.remove(0);
    let browser = app.visitor();
    browser.get(&link).await.expect(303);
    browser.post("/links/undo", &[]).await.expect(200);
    let intruder = app.sign_in("alice").await;
    let before = intruder.get("/settings").await.expect(200).page().texts(".row");
    let forms = forms();
    assert!(forms.len() > 60, "{} forms", forms.len());
    for path in forms {
        let reply = intruder.post(&path, &[]).await;
        assert_eq!(reply.status, 423, "{path}");
    }
    assert_eq!(intruder.get("/settings").await.expect(200).page().texts(".row"), before);
    app.deliver().await;
}
