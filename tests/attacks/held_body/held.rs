//! Requests whose head is sent while the client holds back the body.

use std::convert::Infallible;

use axum::body::Body;
use axum::http::{Request, header};
use futures_util::stream;
use tokio::sync::oneshot;

use crate::support::{Browser, Form, Reply, file_form, url_encode};

pub const FORM: &str = "application/x-www-form-urlencoded";

/// A request, written down before it is sent the first time.
pub struct Sent {
    path: String,
    kind: &'static str,
    body: Vec<u8>,
}

impl Sent {
    /// Makes the request of a form that a page showed.
    pub fn form(form: &Form) -> Self {
        Self { path: form.action.clone(), kind: FORM, body: form.encode().into() }
    }

    /// Makes the request of a form's fields, without fetching its page.
    pub fn fields(path: &str, fields: &[(&str, &str)]) -> Self {
        Self { path: path.to_owned(), kind: FORM, body: url_encode(fields.iter().copied()).into() }
    }

    /// Makes the request of a button.
    pub fn press(path: &str) -> Self {
        Self::fields(path, &[])
    }

    /// Makes the request of a form with a file.
    pub fn file(path: &str, input: &str, file: &[u8]) -> Self {
        let kind = "multipart/form-data; boundary=b";
        Self { path: path.to_owned(), kind, body: file_form(input, file) }
    }

    pub fn json(path: &str, body: &serde_json::Value) -> Self {
        Self { path: path.to_owned(), kind: "application/json", body: body.to_string().into() }
    }

    /// Sends the request. When its body is asked for, the gate has passed; the body is sent after
    /// `meanwhile`. Returns the answer, and whether the body was asked for.
    pub async fn send(
        &self,
        browser: &Browser,
        method: &str,
        meanwhile: impl AsyncFnOnce(),
    ) -> (Reply, bool) {
        let (ask, asked) = oneshot::channel();
        let (give, given) = oneshot::channel();
        let body = self.body.clone();
        let body = stream::once(async move {
            ask.send(()).unwrap();
            given.await.unwrap();
            Ok::<_, Infallible>(body)
        });
        let request = Request::builder()
            .method(method)
            .uri(&self.path)
            .header(header::CONTENT_TYPE, self.kind)
            .header("sec-fetch-site", "same-origin")
            .body(Body::from_stream(body));
        let sending = browser.send(request.unwrap());
        tokio::pin!(sending);
        let asked = tokio::select! {
            biased;
            reply = &mut sending => return (reply, false),
            asked = asked => asked.is_ok(),
        };
        if asked {
            meanwhile().await;
            give.send(()).unwrap();
        }
        (sending.await, asked)
    }
}
