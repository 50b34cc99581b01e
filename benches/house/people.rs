//! A database full of people, and guests among them who are signed in.

use std::sync::Arc;

use callbook::db::Tx;
use callbook::directory::accounts::{self, Roles};
use callbook::directory::users::{self, NewUser};
use callbook::i18n::{Lang, TimeZone};
use callbook::ids::{AccountId, SessionId, UserId};
use callbook::secrets;
use callbook::secrets::password::Password;
use callbook::sql;
use callbook::web::App;
use callbook::web::ctx::Ctx;
use callbook::web::gate::SignedIn;
use callbook::web::hx::Asker;
use callbook::web::person::Person;
use callbook::web::session;
use tower_sessions::session::Id;

pub const PASSWORD: &str = "velvet tractor mosaic dune";

/// Someone with a session.
pub struct Guest {
    pub user: UserId,
    pub name: String,
    pub email: String,
    pub hash: String,
    pub cookie: String,
    id: Id,
}

/// A number that jumps about, the same in each run.
pub fn scatter(task: usize, step: usize) -> usize {
    let mixed = (task * 1_000_003 + step).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed >> 20
}

/// So many people in accounts of a hundred; so many of them signed in, spread over all.
pub async fn fill(app: &App, people: usize, guests: usize) -> Vec<Guest> {
    let hash =
        app.passwords.queue().unwrap().hash(Password::new(PASSWORD.to_owned())).await.unwrap();
    let mut tx = app.db.begin().await.unwrap();
    let mut found = Vec::new();
    let mut account = None;
    for n in 0..people {
        let (name, email) = (format!("Person {n}"), format!("person{n}@bench.example"));
        let user = person(&mut tx, app, &name, &email, &hash).await;
        let now = app.clock.now();
        let in_account = match account.filter(|_| n % 100 != 0) {
            Some(id) => {
                accounts::add_member(&mut tx, id, user, Roles::default(), now).await.unwrap();
                id
            }
            None => {
                let name = format!("Account {}", n / 100).parse().unwrap();
                accounts::create(&mut tx, &name, user, now).await.unwrap()
            }
        };
        account = Some(in_account);
        if n % (people / guests) == 0 {
            let id = Id::default();
            sign_in(&mut tx, app, id, user, in_account).await;
            let cookie = format!("sid={id}");
            found.push(Guest { user, name, email, hash: hash.clone(), cookie, id });
        }
    }
    tx.commit().await.unwrap();
    found
}

async fn person(tx: &mut Tx, app: &App, name: &str, email: &str, hash: &str) -> UserId {
    let new = NewUser {
        name: &name.parse().unwrap(),
        email: &email.parse().unwrap(),
        password: hash,
        language: Lang::En,
        time_zone: &TimeZone::utc(),
    };
    users::create(tx, &new, app.clock.now()).await.unwrap().unwrap()
}

async fn sign_in(tx: &mut Tx, app: &App, id: Id, user: UserId, account: AccountId) {
    let now = app.clock.now();
    sql!(
        tx,
        execute,
        "INSERT INTO sessions (id_hash, id, user_id, account_id, signed_in_by, epoch, \
            authenticated_at, agent, address, created_at, seen_at) \
         VALUES ($1, $2, $3, $4, 'password', 1, $5, '', '', $5, $5)",
        &session::hash(id)[..],
        SessionId::mint(now),
        user,
        account,
        now
    )
    .unwrap();
}

impl Guest {
    /// Who they are to a handler, without a request.
    pub async fn signed_in(&self, app: &App) -> SignedIn {
        let mut tx = app.db.read().await.unwrap();
        let now = app.clock.now();
        let hash = session::hash(self.id);
        let person = Person::of_session(&mut tx, &hash[..], now).await.unwrap().unwrap();
        let person = Arc::new(person);
        let ctx = Ctx {
            app: app.clone(),
            now,
            lang: Lang::En,
            person: Some(person.clone()),
            path: "/settings".to_owned(),
            countries: Vec::new(),
            asker: Asker::Browser,
            theme: person.theme,
            address: secrets::encode(&[]),
            agent: String::new(),
            request_id: String::new(),
        };
        SignedIn { ctx, person }
    }
}
