//! The program as a process, with one person who saves their name.

use std::process::Command;
use std::time::Duration;

use callbook::core::stamp::Stamp;

use crate::cli::commands::{Running, exchange};

/// How often an expected state is checked, and for how long.
const LOOK: Duration = Duration::from_millis(50);
const LOOKS: usize = 400;

pub struct Site {
    pub address: String,
    cookie: String,
}

/// Returns an address that nothing listens on.
pub fn free_address() -> String {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string()
}

impl Site {
    /// Makes a site for a browser that is not signed in.
    pub fn at(address: &str) -> Self {
        Self { address: address.to_owned(), cookie: String::new() }
    }

    /// Starts the program on an empty database, and creates the first account, whose owner is
    /// called Name 0.
    pub fn set_up(command: &mut Command, address: &str) -> (Self, Running) {
        let mut running = Running::start(command.env("CALLBOOK_LISTEN", address));
        let url = running.lines(1).remove(0);
        let path = format!("/setup/{}", url.rsplit_once("/setup/").unwrap().1);
        let form = [
            ("account", "Acme"),
            ("name", "Name 0"),
            ("email", "a@acme.example"),
            ("time_zone", "UTC"),
            ("password", "velvet tractor mosaic dune"),
        ];
        let mut site = Self::at(address);
        let answer = site.post(&path, &form).unwrap();
        site.cookie = answer.split("sid=").nth(1).unwrap().split(';').next().unwrap().to_owned();
        (site, running)
    }

    /// Sends a form as a script does, on a connection of its own.
    fn post(&self, path: &str, form: &[(&str, &str)]) -> std::io::Result<String> {
        let body = serde_html_form::to_string(form).unwrap();
        let (length, cookie) = (body.len(), &self.cookie);
        exchange(
            &self.address,
            &format!(
                "POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nCookie: sid={cookie}\r\n\
                 HX-Request: true\r\nHX-Request-Type: partial\r\nContent-Length: {length}\r\n\
                 Content-Type: application/x-www-form-urlencoded\r\n\r\n{body}"
            ),
        )
    }

    fn get(&self, path: &str) -> std::io::Result<String> {
        let cookie = &self.cookie;
        exchange(
            &self.address,
            &format!(
                "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nCookie: sid={cookie}\r\n\r\n"
            ),
        )
    }

    /// Saves the name after this stored number.
    pub fn save_after(&self, number: usize) -> std::io::Result<String> {
        let stamp = Stamp::of(&format!("Name {number}")).to_string();
        let next = format!("Name {}", number + 1);
        self.post("/settings/general", &[("stamp", stamp.as_str()), ("name", next.as_str())])
    }

    /// Makes an alert that pages the owner.
    pub fn raise(&self, title: &str, urgency: &str) {
        let page = self.get("/alerts/new").unwrap();
        let after = |mark: &str| page.split(mark).nth(1).unwrap().split('"').next().unwrap();
        let action = after("action=\"/alerts/new");
        let member = after("name=\"members\" value=\"");
        let form = [("title", title), ("urgency", urgency), ("members", member)];
        let answer = self.post(&format!("/alerts/new{action}"), &form).unwrap();
        assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    }

    /// Returns the number that is stored.
    pub fn number(&self) -> usize {
        let page = self.get("/settings").unwrap();
        let input = page.split("id=\"general-name\"").nth(1).unwrap_or_else(|| panic!("{page}"));
        let name = input.split("value=\"").nth(1).unwrap().split('"').next().unwrap();
        name.rsplit_once(' ').unwrap().1.parse().unwrap()
    }

    /// Returns the answer of the readiness check.
    pub fn readiness(&self) -> String {
        self.get("/readyz").unwrap_or_default()
    }

    /// Waits until the program is ready.
    pub fn wait_until_ready(&self) {
        self.wait_until("200 OK");
    }

    /// Waits until the readiness check contains these words.
    pub fn wait_until(&self, words: &str) {
        let mut last = String::new();
        for _ in 0..LOOKS {
            last = self.readiness();
            if last.contains(words) {
                return;
            }
            std::thread::sleep(LOOK);
        }
        panic!("not {words}, but {last}");
    }
}

/// Checks that a save was stored.
#[track_caller]
pub fn stored(answer: &str) {
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
}

/// Checks that a save was refused, with the database as the reason.
#[track_caller]
pub fn refused(answer: &str) {
    assert!(answer.starts_with("HTTP/1.1 503"), "{answer}");
    assert!(answer.contains("connect to its database"), "{answer}");
    assert!(answer.to_ascii_lowercase().contains("retry-after: 10"), "{answer}");
}
