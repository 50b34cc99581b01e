//! What programs wait for, beside what people wait for who do the same on a page, and an import of thousands.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use axum::http::Method;
use callbook::app::router;
use callbook::core::stamp::Stamp;
use callbook::platform::clock::Clock;
use callbook::platform::config::Config;
use callbook::platform::i18n::Messages;
use callbook::platform::ids::{AccountId, AccountUserId, UserId};
use callbook::sql;
use callbook::web::{App, paths};
use tower_sessions::session::Id;

use super::measure::{CALL_PACE, Client, PACE, listen, sign_in, token, turns};
use super::people::Guest;

/// People whom one token creates.
const IMPORTED: usize = 10_000;

/// Prints how long calls take beside pages, both for the owner of an account of a hundred people; and
/// how long an import takes, which someone else makes.
pub async fn measure(app: &App, config: &Config, key: &str, [owner, other]: [&Guest; 2]) {
    // The limits are not what is measured: the clock stands still but for what a request moves it on.
    let clock = Clock::starting_at(app.clock.now());
    let (db, keys) = (app.db.clone(), key.parse().unwrap());
    let app = App::new(config, db, clock, keys, Messages::load().unwrap()).unwrap();
    let address = listen(router::router(&app).unwrap()).await;
    let who = Who { user: owner.user, account: owner.account };
    // Each has others of its own to change.
    let mut others = who.others(&app).await;
    let half = others.split_off(others.len() / 2);
    let program = &mut Program::of(&app, address, &who, others).await;
    let browser = &mut Browser::of(&app, address, &who, half).await;
    turns::head("API", "page");
    turns::beside(
        "users: list",
        async |_| program.get("/api/v4/users").await,
        async |_| browser.get(paths::USERS).await,
    )
    .await;
    turns::beside(
        "users: search",
        async |_| program.get("/api/v4/users?q=person+7").await,
        async |_| browser.get("/users?q=person+7").await,
    )
    .await;
    turns::beside(
        "users: retrieve",
        async |n| program.retrieve(n).await,
        async |n| browser.retrieve(n).await,
    )
    .await;
    browser.sign_in().await;
    turns::beside(
        "users: create",
        async |n| program.create(n).await,
        async |n| browser.create(n).await,
    )
    .await;
    browser.sign_in().await;
    turns::beside(
        "users: update",
        async |n| program.update(n).await,
        async |n| browser.update(n).await,
    )
    .await;
    let who = Who { user: other.user, account: other.account };
    import(&mut Program::of(&app, address, &who, Vec::new()).await).await;
}

/// Creates people one after another with one token, and waits as long as it is told to.
async fn import(program: &mut Program) {
    let (begun, start, mut waits) = (program.app.clock.now(), Instant::now(), 0);
    for n in 0..IMPORTED {
        let body = newcomer(&format!("Import {n}"), &format!("import{n}@bench.example"));
        loop {
            let answer =
                program.client.call(&program.token, &Method::POST, "/api/v4/users", &body).await;
            let Some(wait) = answer.head.headers.get("retry-after") else {
                assert_eq!(answer.head.status, 201, "{}", answer.text);
                break;
            };
            let seconds = wait.to_str().unwrap().parse().unwrap();
            program.app.clock.advance(Duration::from_secs(seconds));
            waits += 1;
        }
    }
    let took = start.elapsed();
    println!(
        "\n{IMPORTED} people created with one token in {took:.1?}: {:.0} a second",
        IMPORTED as f64 / took.as_secs_f64()
    );
    let minutes = (program.app.clock.now().millis() - begun.millis()) / 60_000;
    println!(
        "within the limits of a token and of an hour they take {minutes} minutes, with {waits} waits"
    );
}

/// Someone in an account.
struct Who {
    user: UserId,
    account: AccountId,
}

impl Who {
    /// The others of the account, in a settled order.
    async fn others(&self, app: &App) -> Vec<AccountUserId> {
        let mut tx = app.db.read().await.unwrap();
        let others = sql!(&mut tx, scalars AccountUserId,
            "SELECT id FROM account_users WHERE account_id = $1 AND NOT is_owner ORDER BY id",
            self.account);
        others.unwrap()
    }
}

fn newcomer(name: &str, email: &str) -> String {
    format!(r#"{{"name": "{name}", "email": "{email}"}}"#)
}

struct Program {
    app: App,
    client: Client,
    token: String,
    others: Vec<AccountUserId>,
}

impl Program {
    async fn of(app: &App, address: SocketAddr, who: &Who, others: Vec<AccountUserId>) -> Self {
        let mut tx = app.db.begin().await.unwrap();
        let token = token(&mut tx, (who.user, who.account), app.clock.now()).await;
        tx.commit().await.unwrap();
        let client = Client::connect(address).await;
        Self { app: app.clone(), client, token, others }
    }

    async fn call(&mut self, method: Method, path: &str, body: &str) -> f64 {
        self.app.clock.advance(CALL_PACE);
        let answer = self.client.call(&self.token, &method, path, body).await;
        let status = answer.head.status;
        assert!(status.is_success(), "{path}: {status} {}", answer.text);
        answer.time
    }

    async fn get(&mut self, path: &str) -> f64 {
        self.call(Method::GET, path, "").await
    }

    fn place(&self, n: usize) -> String {
        format!("{}/{}", paths::API_ACCOUNT_USERS, self.others[n % self.others.len()])
    }

    async fn retrieve(&mut self, n: usize) -> f64 {
        self.get(&self.place(n)).await
    }

    async fn create(&mut self, n: usize) -> f64 {
        let body = newcomer(&format!("Program {n}"), &format!("program{n}@bench.example"));
        self.call(Method::POST, paths::API_USERS, &body).await
    }

    async fn update(&mut self, n: usize) -> f64 {
        let body = format!(r#"{{"roles": {{"broadcaster": {}}}}}"#, is_on(n, &self.others));
        self.call(Method::PUT, &self.place(n), &body).await
    }
}

/// Whether the role of someone is on after this time: everyone's in turn, and then off again.
fn is_on(n: usize, others: &[AccountUserId]) -> bool {
    (n / others.len()).is_multiple_of(2)
}

struct Browser<'a> {
    app: App,
    client: Client,
    who: &'a Who,
    cookie: String,
    others: Vec<AccountUserId>,
}

impl<'a> Browser<'a> {
    async fn of(app: &App, address: SocketAddr, who: &'a Who, others: Vec<AccountUserId>) -> Self {
        let client = Client::connect(address).await;
        let mut browser = Self { app: app.clone(), client, who, cookie: String::new(), others };
        browser.sign_in().await;
        browser
    }

    /// Signs in anew: what changes others wants that to be less than some minutes ago.
    async fn sign_in(&mut self) {
        let mut tx = self.app.db.begin().await.unwrap();
        let who = (self.who.user, self.who.account);
        self.cookie = sign_in(&mut tx, Id::default(), who, self.app.clock.now()).await;
        tx.commit().await.unwrap();
    }

    async fn get(&mut self, path: &str) -> f64 {
        self.app.clock.advance(PACE);
        let start = Instant::now();
        self.client.get(path, &self.cookie).await;
        start.elapsed().as_secs_f64() * 1000.0
    }

    /// Sends a form, and checks the status of its answer.
    async fn post(&mut self, path: &str, form: &[(&str, &str)], expected: u16) -> f64 {
        self.app.clock.advance(PACE);
        let path = format!("{path}?{}={}", paths::ACCOUNT_PARAM, self.who.account);
        let start = Instant::now();
        let (status, _) = self.client.post(&path, &self.cookie, form, "10.0.0.1").await;
        let time = start.elapsed().as_secs_f64() * 1000.0;
        assert_eq!(status, expected, "{path}");
        time
    }

    async fn retrieve(&mut self, n: usize) -> f64 {
        self.get(&paths::of(paths::USER, &self.others[n % self.others.len()])).await
    }

    async fn create(&mut self, n: usize) -> f64 {
        let (name, email) = (format!("Browser {n}"), format!("browser{n}@bench.example"));
        self.post(paths::USER_NEW, &[("name", &name), ("email", &email), ("phone", "")], 303).await
    }

    async fn update(&mut self, n: usize) -> f64 {
        let path = paths::of(paths::USER_ROLES, &self.others[n % self.others.len()]);
        let (before, after) = match is_on(n, &self.others) {
            true => (vec![], Some("communicator")),
            false => (vec!["communicator"], None),
        };
        let stamp = Stamp::of(&before).to_string();
        let form = [("stamp", stamp.as_str())].into_iter().chain(after.map(|role| ("roles", role)));
        // The card is replaced in place.
        self.post(&path, &form.collect::<Vec<_>>(), 200).await
    }
}
