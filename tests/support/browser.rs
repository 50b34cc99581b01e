//! A browser: it keeps cookies, sends what browsers send, and checks every page that it is shown.

use std::cell::RefCell;
use std::collections::BTreeMap;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, HeaderValue, Request, header};
use http_body_util::BodyExt;
use tower::ServiceExt;

use super::page::{Form, Page};
use super::{HOST, PEER, rules};

pub struct Browser {
    router: Router,
    cookies: RefCell<BTreeMap<String, String>>,
    headers: RefCell<Vec<(&'static str, String)>>,
    pseudo: bool,
}

/// An answer as it was sent.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub headers: HeaderMap,
    pub text: String,
    /// The body as it was sent, which for a picture is no text.
    pub bytes: Bytes,
}

impl Reply {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub fn location(&self) -> &str {
        self.header("location")
    }

    pub fn page(&self) -> Page {
        Page::parse(&self.text)
    }

    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.text);
        self
    }
}

impl Browser {
    pub fn new(router: Router, pseudo: bool) -> Self {
        Self { router, cookies: RefCell::default(), headers: RefCell::default(), pseudo }
    }

    /// Shares the cookies with another window of the same browser.
    pub fn share_cookies_with(&self, other: &Browser) {
        *other.cookies.borrow_mut() = self.cookies.borrow().clone();
    }

    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.borrow().get(name).cloned()
    }

    pub fn set_cookie(&self, name: &str, value: &str) {
        self.cookies.borrow_mut().insert(name.to_owned(), value.to_owned());
    }

    pub fn forget_cookies(&self) {
        self.cookies.borrow_mut().clear();
    }

    /// Sends this header with every request from now on.
    pub fn always(&self, name: &'static str, value: &str) -> &Self {
        self.headers.borrow_mut().retain(|(known, _)| *known != name);
        self.headers.borrow_mut().push((name, value.to_owned()));
        self
    }

    pub async fn send(&self, mut request: Request<Body>) -> Reply {
        let cookies: Vec<_> =
            self.cookies.borrow().iter().map(|(name, value)| format!("{name}={value}")).collect();
        if !cookies.is_empty() {
            request.headers_mut().insert(header::COOKIE, cookies.join("; ").parse().unwrap());
        }
        for (name, value) in self.headers.borrow().iter() {
            request.headers_mut().entry(*name).or_insert(value.parse().unwrap());
        }
        let asked = format!("{} {}", request.method(), request.uri());
        let host = HeaderValue::from_static(HOST);
        request.headers_mut().entry(header::HOST).or_insert(host);
        request.extensions_mut().insert(ConnectInfo(PEER));
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            let (pair, rest) = cookie.to_str().unwrap().split_once(';').unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            // Browsers ignore a `__Host-` cookie without these, a removal too.
            if name.starts_with("__Host-") && !(rest.contains("Secure") && rest.contains("Path=/"))
            {
                continue;
            }
            match rest.contains("Max-Age=0") {
                true => self.cookies.borrow_mut().remove(name),
                false => self.cookies.borrow_mut().insert(name.into(), value.into()),
            };
        }
        let body = body.collect().await.unwrap().to_bytes();
        let text = String::from_utf8_lossy(&body).into_owned();
        let reply =
            Reply { status: parts.status.as_u16(), headers: parts.headers, text, bytes: body };
        rules::check(&asked, &reply, self.pseudo);
        reply
    }

    pub async fn get(&self, path: &str) -> Reply {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Reply {
        let body = url_encode(fields.iter().map(|(name, value)| (*name, *value)));
        self.send(form_request(path, body)).await
    }

    /// Submits a form as it was filled in, without a script.
    pub async fn submit(&self, form: &Form) -> Reply {
        self.send(form_request(&form.action, form.encode())).await
    }

    /// Submits a card's form as htmx does.
    pub async fn submit_by_script(&self, form: &Form) -> Reply {
        self.send(by_script(form_request(&form.action, form.encode()))).await
    }

    /// Requests a fragment as htmx does.
    pub async fn get_by_script(&self, path: &str) -> Reply {
        self.send(by_script(Request::get(path).body(Body::empty()).unwrap())).await
    }

    /// Submits a form with a file, without a script.
    pub async fn upload(&self, path: &str, input: &str, file: &[u8]) -> Reply {
        self.send(file_request(path, input, file)).await
    }

    /// Submits a form with a file as htmx does.
    pub async fn upload_by_script(&self, path: &str, input: &str, file: &[u8]) -> Reply {
        self.send(by_script(file_request(path, input, file))).await
    }

    /// Follows a redirect.
    pub async fn follow(&self, reply: Reply) -> Reply {
        assert_eq!(reply.status, 303, "{}", reply.text);
        self.get(reply.location()).await
    }

    pub async fn sign_in(&self, email: &str, password: &str) -> Reply {
        let page = self.get("/login").await.expect(200).page();
        let form = page.form("/login").fill("sign-in-email", email);
        self.submit(&form.fill("sign-in-password", password)).await
    }
}

fn form_request(path: &str, body: String) -> Request<Body> {
    Request::post(path)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin")
        .body(Body::from(body))
        .unwrap()
}

/// Returns the body of a form with a file, whose boundary is `b`. Name and type of the file say
/// nothing true of it.
pub fn file_form(input: &str, file: &[u8]) -> Vec<u8> {
    let head = format!(
        "--b\r\nContent-Disposition: form-data; name=\"{input}\"; filename=\"a.gif\"\r\n\
         Content-Type: text/html\r\n\r\n"
    );
    [head.as_bytes(), file, b"\r\n--b--\r\n"].concat()
}

fn file_request(path: &str, input: &str, file: &[u8]) -> Request<Body> {
    Request::post(path)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=b")
        .header("sec-fetch-site", "same-origin")
        .body(Body::from(file_form(input, file)))
        .unwrap()
}

/// Adds the headers of htmx to a request.
fn by_script(mut request: Request<Body>) -> Request<Body> {
    let headers = request.headers_mut();
    headers.insert("hx-request", "true".parse().unwrap());
    headers.insert("hx-request-type", "partial".parse().unwrap());
    request
}

pub fn url_encode<'a>(fields: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    serde_html_form::to_string(fields.collect::<Vec<_>>()).unwrap()
}
