//! The bench of size: what an account of 100,000 people in a database of a million waits for, beside
//! an account of 1,000 that has a database to itself, in turns, in one run.
//!
//! `cargo bench --bench scale` fills temporary databases of SQLite and measures. With
//! `BENCH_DATABASE_URL` the large one is there, on PostgreSQL (`postgres://…`) or in a file
//! (`sqlite:…`): it is filled when it is empty, and kept. `cargo bench --bench scale -- fill` only
//! fills it. `BENCH_USERS=50000` makes it smaller; a hundredth of that are its accounts, a tenth are
//! the people of its largest. Client and server share the machine, and one request is made at a
//! time: times are those of someone alone.
//!
//! Above a ratio of 1.2 stand searches for what more than a thousand people have, or five thousand of
//! several words: such are gone through in the order of their names until a page is full, where the
//! small account has so few that they are put in order. That takes longer, but no longer the more
//! people there are. The middle of a list and a filter's total are linear, and said to be.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench says what it measured, and stops when it cannot"
)]

mod crowd;
mod dice;
mod fill;
#[path = "../measure/mod.rs"]
mod measure;
mod names;
mod programs;
mod site;

use std::time::Instant;

use callbook::core::stamp::Stamp;
use callbook::web::paths;
use crowd::Size;
use dice::dice;
use measure::{PACE, PASSWORD, median, percentile, turns};
use site::{KEY, Site};
use sqlx::{Connection, PgConnection};

const SMALL: Size = Size { people: 1_000, accounts: 1, largest: 1_000 };

/// A page to request, and a text that it must contain.
struct Look {
    what: &'static str,
    path: fn(&Site, usize) -> String,
    shows: &'static str,
}

const LOOKS: [Look; 8] = [
    Look { what: "people by name", path: |_, _| paths::USERS.to_owned(), shows: "/users/acu_" },
    Look { what: "people by number", path: |_, _| table("sort=number"), shows: ">#10<" },
    Look { what: "search: a rare word", path: |_, _| table("q=quillf"), shows: names::RARE },
    Look { what: "search: what many begin with", path: |_, _| table("q=a"), shows: "page=2" },
    Look {
        what: "search: two common words",
        path: |_, _| table(&format!("q={}", names::COMMON.replace(' ', "+").replace('ü', "u"))),
        shows: names::COMMON,
    },
    Look { what: "search: nobody", path: |_, _| table("q=zzzz"), shows: "zzzz" },
    Look { what: "who has not finished", path: |_, _| table("show=unfinished"), shows: "page=2" },
    Look {
        what: "a person",
        path: |site, n| paths::of(paths::USER, &site.members[dice(n, "look") % site.members.len()]),
        shows: "/roles",
    },
];

const DEEP: Look = Look {
    what: "the page in the middle",
    path: |site, _| table(&format!("page={}", site.people / 20)),
    shows: "/users/acu_",
};

fn table(query: &str) -> String {
    format!("{}?{query}", paths::USERS)
}

#[tokio::main]
async fn main() {
    let people = std::env::var("BENCH_USERS").map_or(1_000_000, |people| people.parse().unwrap());
    let size = Size { people, accounts: people / 100, largest: people / 10 };
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| format!("sqlite:{}", folder.path().join(name).display());
    let url = std::env::var("BENCH_DATABASE_URL").unwrap_or_else(|_| file("large.db"));
    let mut large = Site::open(&url, size).await;
    if std::env::args().any(|argument| argument == "fill") {
        println!("CALLBOOK_SECRET_KEY={KEY} CALLBOOK_DATABASE_URL='{url}' callbook");
        println!("{}  {PASSWORD}", large.email);
        return large.close().await;
    }
    let small = if url.starts_with("postgres") { schema(&url).await } else { file("small.db") };
    let mut small = Site::open(&small, SMALL).await;

    turns::head(&format!("of {}", large.people), &format!("of {}", small.people));
    // First, for the clock moves on, and whoever changes roles must have signed in lately.
    let (one, other) =
        (async |n| large.change_roles(n).await, async |n| small.change_roles(n).await);
    turns::beside("other roles", one, other).await;
    for look in &LOOKS {
        let (one, other) =
            (async |n| large.look(look, n).await, async |n| small.look(look, n).await);
        turns::beside(look.what, one, other).await;
    }
    for call in &programs::CALLS {
        let (one, other) =
            (async |n| large.call(call, n).await, async |n| small.call(call, n).await);
        turns::beside(call.what, one, other).await;
    }
    // An account of 1,000 users has no such page.
    alone(DEEP.what, async |n| large.look(&DEEP, n).await).await;
    for call in &programs::DEEP {
        alone(call.what, async |n| large.call(call, n).await).await;
    }
    large.close().await;
    small.close().await;
}

/// Does one thing for a round, and prints the times.
async fn alone(what: &str, mut one: impl AsyncFnMut(usize) -> f64) {
    let (start, mut times) = (Instant::now(), Vec::new());
    while start.elapsed() < turns::ROUND {
        times.push(one(times.len()).await);
    }
    println!("{what:<32} {:>10.2} {:>8.2}", median(&times), percentile(&times, 99));
}

impl Site {
    /// Returns the time of a page in milliseconds.
    async fn look(&mut self, look: &Look, n: usize) -> f64 {
        let path = (look.path)(self, n);
        self.clock.advance(PACE);
        let start = Instant::now();
        let page = self.client.get(&path, &self.cookie).await;
        let time = start.elapsed();
        let page = str::from_utf8(&page).unwrap();
        assert!(page.contains(look.shows), "{path} does not show {}", look.shows);
        time.as_secs_f64() * 1000.0
    }

    /// Makes a member a communicator, and undoes it the next time.
    async fn change_roles(&mut self, n: usize) -> f64 {
        let member = self.members[dice(n / 2, "roles") % self.members.len()];
        let (has, wants) = match n % 2 {
            0 => (vec![], Some(("roles", "communicator"))),
            _ => (vec!["communicator"], None),
        };
        let stamp = Stamp::of(&has).to_string();
        let form: Vec<_> = [("stamp", stamp.as_str())].into_iter().chain(wants).collect();
        let path = paths::of(paths::USER_ROLES, &member);
        let path = format!("{path}?{}={}", paths::ACCOUNT_PARAM, self.account);
        self.clock.advance(PACE);
        let start = Instant::now();
        let answer = self.client.post(&path, &self.cookie, &form, "10.0.0.1").await;
        let time = start.elapsed();
        assert_eq!(answer.0, 303);
        time.as_secs_f64() * 1000.0
    }
}

/// Creates a schema for the small database, beside the large one's.
async fn schema(url: &str) -> String {
    let mut connection = PgConnection::connect(url).await.unwrap();
    for text in ["DROP SCHEMA IF EXISTS bench_small CASCADE", "CREATE SCHEMA bench_small"] {
        sqlx::query(text).execute(&mut connection).await.unwrap();
    }
    let mark = if url.contains('?') { '&' } else { '?' };
    format!("{url}{mark}options=-csearch_path%3Dbench_small")
}
