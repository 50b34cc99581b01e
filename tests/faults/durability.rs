use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use callbook::core::stamp::Stamp;

use crate::cli::commands::{Running, callbook, exchange};
use crate::support::database::Fresh;

const ROUNDS: u64 = 8;

/// A form as a script sends it, on a connection of its own.
fn post(address: &str, path: &str, cookie: &str, form: &[(&str, &str)]) -> std::io::Result<String> {
    let body = serde_html_form::to_string(form).unwrap();
    let length = body.len();
    exchange(
        address,
        &format!(
            "POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nCookie: sid={cookie}\r\n\
             HX-Request: true\r\nHX-Request-Type: partial\r\nContent-Length: {length}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\n\r\n{body}"
        ),
    )
}

fn name_on_page(address: &str, cookie: &str) -> String {
    let request = format!(
        "GET /settings HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nCookie: sid={cookie}\r\n\r\n"
    );
    let page = exchange(address, &request).unwrap();
    let input = page.split("id=\"general-name\"").nth(1).unwrap();
    input.split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

pub fn wait_until_ready(address: &str) {
    let request = "GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    while !exchange(address, request).is_ok_and(|answer| answer.contains("200 OK")) {
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// Saves one name after another until the server is gone; `saved` is the last that was answered.
fn save_until_gone(address: &str, cookie: &str, saved: &AtomicUsize) {
    loop {
        let last = saved.load(Ordering::SeqCst);
        let stamp = Stamp::of(&format!("Name {last}")).to_string();
        let next = format!("Name {}", last + 1);
        let form = [("stamp", stamp.as_str()), ("name", next.as_str())];
        match post(address, "/settings/general", cookie, &form) {
            Ok(answer) if answer.starts_with("HTTP/1.1 200") => {
                saved.store(last + 1, Ordering::SeqCst)
            }
            Ok(answer) if !answer.is_empty() => panic!("{answer}"),
            _ => return,
        }
    }
}

/// On SQLite and on PostgreSQL, like every test here.
#[tokio::test]
async fn what_was_acknowledged_survives_kill_nine() {
    let database = Fresh::create().await;
    let folder = tempfile::tempdir().unwrap();
    let key = callbook::platform::secrets::keys::SecretKeys::generate();
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let address = free.to_string();
    let start = || {
        let mut command = callbook(folder.path());
        command.env("CALLBOOK_LISTEN", &address).env("CALLBOOK_SECRET_KEY", &key);
        Running::start(command.env("CALLBOOK_DATABASE_URL", &database.url))
    };

    let mut server = start();
    let url = server.lines(1).remove(0);
    let path = format!("/setup/{}", url.rsplit_once("/setup/").unwrap().1);
    let form = [
        ("account", "Acme"),
        ("name", "Name 0"),
        ("email", "a@acme.example"),
        ("time_zone", "UTC"),
        ("password", "velvet tractor mosaic dune"),
    ];
    let answer = post(&address, &path, "", &form).unwrap();
    let cookie = answer.split("sid=").nth(1).unwrap().split(';').next().unwrap().to_owned();
    let saved = AtomicUsize::new(0);

    for round in 0..ROUNDS {
        std::thread::scope(|scope| {
            scope.spawn(|| save_until_gone(&address, &cookie, &saved));
            std::thread::sleep(Duration::from_millis(60 + 17 * round));
            // Dropping it is kill -9.
            drop(server);
        });
        server = start();
        wait_until_ready(&address);
        let last = saved.load(Ordering::SeqCst);
        let found = name_on_page(&address, &cookie);
        // The one under way may have been stored without its answer coming through.
        let possible = [format!("Name {last}"), format!("Name {}", last + 1)];
        assert!(possible.contains(&found), "{found} after {last} were acknowledged");
        saved.store(found.rsplit_once(' ').unwrap().1.parse().unwrap(), Ordering::SeqCst);
    }
    assert!(saved.load(Ordering::SeqCst) > ROUNDS as usize, "too few saves to prove anything");
}
