//! An HTTP client that keeps one connection open.

use std::time::Instant;

use axum::body::{Body, Bytes};
use axum::http::response::Parts;
use axum::http::{Method, Request};
use http_body_util::BodyExt;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

pub struct Client(SendRequest<Body>);

/// An answer, and how long it took in milliseconds.
pub struct Answer {
    pub head: Parts,
    pub text: String,
    pub time: f64,
}

impl Client {
    pub async fn connect(address: std::net::SocketAddr) -> Self {
        let stream = TcpStream::connect(address).await.unwrap();
        stream.set_nodelay(true).unwrap();
        let (sender, connection) = handshake(TokioIo::new(stream)).await.unwrap();
        tokio::spawn(connection);
        Self(sender)
    }

    pub async fn send(&mut self, request: Request<Body>) -> (Parts, Bytes) {
        self.0.ready().await.unwrap();
        let response = self.0.send_request(request).await.unwrap();
        let (parts, body) = response.into_parts();
        (parts, body.collect().await.unwrap().to_bytes())
    }

    pub async fn get(&mut self, path: &str, cookie: &str) -> Bytes {
        let request = Request::get(path).header("host", "localhost").header("cookie", cookie);
        let (parts, body) = self.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!(parts.status, 200);
        body
    }

    /// Calls an API with a token.
    pub async fn call(&mut self, token: &str, method: &Method, path: &str, body: &str) -> Answer {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", "localhost")
            .header("content-type", "application/json")
            .header("authorization", format!("Bearer {token}"))
            .body(Body::from(body.to_owned()))
            .unwrap();
        let start = Instant::now();
        let (parts, answer) = self.send(request).await;
        let time = start.elapsed().as_secs_f64() * 1000.0;
        let text = String::from_utf8(answer.into()).unwrap();
        Answer { head: parts, text, time }
    }

    /// Posts a form, and returns the status, and the session that the answer begins.
    pub async fn post(
        &mut self,
        path: &str,
        cookie: &str,
        form: &[(&str, &str)],
        from: &str,
    ) -> (u16, Option<String>) {
        let request = Request::post(path)
            .header("host", "localhost")
            .header("content-type", "application/x-www-form-urlencoded")
            .header("hx-request", "true")
            .header("hx-request-type", "partial")
            .header("x-forwarded-for", from)
            .header("cookie", cookie);
        let body = serde_html_form::to_string(form).unwrap();
        let (parts, _) = self.send(request.body(Body::from(body)).unwrap()).await;
        let mut cookies =
            parts.headers.get_all("set-cookie").iter().map(|one| one.to_str().unwrap());
        let session = cookies.rfind(|cookie| cookie.starts_with("sid="));
        let session = session.and_then(|cookie| cookie.split(';').next()).map(str::to_owned);
        (parts.status.as_u16(), session)
    }
}
