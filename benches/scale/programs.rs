//! Calls of programs to an account.

use axum::http::Method;

use super::dice::dice;
use super::measure::CALL_PACE;
use super::names;
use super::site::Site;

/// A call, and a text that its answer must contain.
pub struct Call {
    pub what: &'static str,
    method: Method,
    path: fn(&Site, usize) -> String,
    body: fn(usize) -> String,
    shows: &'static str,
}

const fn get(what: &'static str, path: fn(&Site, usize) -> String, shows: &'static str) -> Call {
    Call { what, method: Method::GET, path, body: |_| String::new(), shows }
}

fn member(site: &Site, n: usize) -> String {
    format!("/api/v4/account_users/{}", site.members[dice(n, "call") % site.members.len()])
}

/// Calls whose time does not depend on the account's size.
pub const CALLS: [Call; 7] = [
    get("API: account users", |_, _| "/api/v4/account_users".to_owned(), "\"has_more\":true"),
    get("API: users, a hundred", |_, _| "/api/v4/users?limit=100".to_owned(), "\"has_more\":true"),
    get("API: by name", |_, _| "/api/v4/users?sort=name".to_owned(), "\"has_more\":true"),
    get("API: search, a rare word", |_, _| "/api/v4/users?q=quillf".to_owned(), names::RARE),
    get(
        "API: by address",
        |site, _| format!("/api/v4/users?email={}", site.email.replace('+', "%2B")),
        "\"total_count\":1}",
    ),
    get("API: a person", member, "\"status\":\"active\""),
    Call {
        what: "API: a change",
        method: Method::PUT,
        path: member,
        body: |n| format!("{{\"meta\":{{\"seen\":{n}}}}}"),
        shows: "\"seen\":",
    },
];

/// Calls that may take longer in a large account.
pub const DEEP: [Call; 2] = [
    get(
        "API: the middle",
        |site, _| format!("/api/v4/account_users?offset={}", site.people / 2),
        "\"has_more\":true",
    ),
    get(
        "API: a filter with its total",
        |_, _| "/api/v4/users?ops=name:contains&name=an".to_owned(),
        "\"has_more\":true",
    ),
];

impl Site {
    /// Returns the time of a call in milliseconds.
    pub async fn call(&mut self, call: &Call, n: usize) -> f64 {
        let (path, body) = ((call.path)(self, n), (call.body)(n));
        self.clock.advance(CALL_PACE);
        let answer = self.client.call(&self.token, &call.method, &path, &body).await;
        let (status, text) = (answer.head.status, answer.text);
        assert!(status == 200 && text.contains(call.shows), "{path}: {status} {text}");
        answer.time
    }
}
