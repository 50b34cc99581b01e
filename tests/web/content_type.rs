use std::collections::BTreeSet;

use axum::http::Method;
use callbook::app::router;

use crate::support::TestApp;

/// Sends a request to every route, by a person whom it is open to and by a stranger.
/// `support/rules.rs` checks that each body declares its type, and text its charset.
#[tokio::test]
async fn every_route_says_what_it_answers_with() {
    let app = TestApp::new().await.leave_work();
    let (alice, stranger) = (app.sign_in("alice").await, app.visitor());
    let program = app.program("alice").await;
    let mut kinds = BTreeSet::new();
    let pages = router::routes().list();
    let api = callbook::api::routes().list();
    for route in pages.iter().chain(&api) {
        let path: Vec<_> = route.path.split('/').collect();
        let path: Vec<_> =
            path.iter().map(|part| if part.starts_with('{') { "x" } else { part }).collect();
        let path = path.join("/");
        let method: Method = route.method.parse().unwrap();
        let is_api = api.iter().any(|one| one.path == route.path);
        let mut replies = vec![match method {
            Method::GET => stranger.get(&path).await,
            _ => stranger.post(&path, &[]).await,
        }];
        match (is_api, &method) {
            (true, _) => replies.push(program.send(method, &path, "application/json", "{}").await),
            (false, &Method::GET) => replies.push(alice.get(&path).await),
            // The effect of the request is not the concern of this test.
            (false, _) => {}
        }
        kinds.extend(
            replies
                .iter()
                .filter(|reply| !reply.text.is_empty())
                .map(|reply| reply.header("content-type").to_owned()),
        );
    }
    let kinds: Vec<_> = kinds.iter().map(String::as_str).collect();
    assert_eq!(
        kinds,
        ["application/json", "text/html; charset=utf-8", "text/plain; charset=utf-8"]
    );
}
