//! Examples of failures that a demo cannot produce, which must have the program's own texts.

use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use callbook::api::reference;
use callbook::web::api::errors::word;
use callbook::web::api::refusal::Refusal;
use callbook::web::errors::Error;
use serde_json::Value;
use tower::ServiceExt;

use crate::support::TestApp;

/// Returns a failure with this status.
fn failure(status: &str) -> Option<Response> {
    let error = match status {
        "408" => Error::TooSlow,
        "500" => Error::Internal(anyhow::anyhow!("anything")),
        "503" => Error::Busy(Duration::from_secs(1)),
        // The layer of deadlines answers like this, below the layer that renders errors.
        "504" => return Some(StatusCode::GATEWAY_TIMEOUT.into_response()),
        _ => return None,
    };
    Some(Refusal::Failed(error).into_response())
}

/// Returns the answer of the API at a path to this failure.
async fn worded(app: &TestApp, path: &str, status: &str) -> Value {
    let status = status.to_owned();
    let fail = async move || failure(&status).unwrap();
    let word = from_fn_with_state(app.app.clone(), word);
    let router = Router::new().route(path, get(fail)).layer(word);
    let answer = router.oneshot(Request::get(path).body(Body::empty()).unwrap()).await.unwrap();
    serde_json::from_slice(&to_bytes(answer.into_body(), usize::MAX).await.unwrap()).unwrap()
}

#[tokio::test]
async fn failures_are_described_in_the_words_that_they_have() {
    let app = TestApp::with_flags(&["--public-url", "https://callbook.example"]).await;
    for (path, api) in [
        ("/api/v4/users", reference::v4("https://callbook.example")),
        ("/user", reference::v1("https://callbook.example")),
    ] {
        let json = serde_json::to_value(&api).unwrap();
        let answers = json["paths"][path]["post"]["responses"].as_object().unwrap();
        let mut seen = 0;
        for (status, answer) in answers.iter().filter(|(status, _)| failure(status).is_some()) {
            let example = &answer["content"]["application/json"]["example"];
            assert_eq!(*example, worded(&app, path, status).await, "{path} {status}");
            seen += 1;
        }
        assert_eq!(seen, 4);
    }
}
