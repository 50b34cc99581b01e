//! A database full of users, some of them signed in.

use std::sync::Arc;
use std::time::Duration;

use callbook::accounts::account::{self, Roles};
use callbook::auth::second_factor::{self, Taker};
use callbook::core::actor::Actor;
use callbook::core::change::Change;
use callbook::core::origin::Origin;
use callbook::platform::clock::Timestamp;
use callbook::platform::i18n::{Lang, TimeZone};
use callbook::platform::ids::{AccountId, SessionId, UserId};
use callbook::platform::secrets;
use callbook::platform::secrets::password::Password;
use callbook::users::profile::{self, NewUser};
use callbook::web::App;
use callbook::web::gate::SignedIn;
use callbook::web::htmx::RenderMode;
use callbook::web::viewer::person::Person;
use callbook::web::viewer::{Ctx, session};
use totp_rs::Totp;
use tower_sessions::session::Id;

use super::measure::{PASSWORD, sign_in};

/// A user with a session.
pub struct Guest {
    pub user: UserId,
    pub account: AccountId,
    pub name: String,
    pub email: String,
    pub hash: String,
    pub cookie: String,
    id: Id,
}

/// A user with a second factor, who is not signed in.
pub struct Careful {
    pub email: String,
    app: Totp,
}

impl Careful {
    /// Returns the app's code.
    pub fn digits(&self, now: Timestamp) -> String {
        self.app.generate(seconds(now)).to_string()
    }
}

fn seconds(now: Timestamp) -> u64 {
    u64::try_from(now.millis() / 1000).unwrap()
}

/// The users of the bench who act in it.
pub struct People {
    pub guests: Vec<Guest>,
    pub careful: Vec<Careful>,
}

/// Returns a pseudo-random number, the same in each run.
pub fn scatter(task: usize, step: usize) -> usize {
    let mixed = (task * 1_000_003 + step).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed >> 20
}

/// Creates users in accounts of a hundred; some of them, spread over all accounts, signed in, and
/// some with a second factor.
pub async fn fill(app: &App, people: usize, guests: usize, careful: usize) -> People {
    let hash =
        app.passwords.queue().unwrap().hash(Password::new(PASSWORD.to_owned())).await.unwrap();
    // Some time ago, so that the app's present code is unused.
    let (keys, now) = (app.keys.clone(), app.clock.now() - Duration::from_secs(10 * 60));
    let (operator, actor) = (app.operator.clone(), Actor::console());
    let begun = Change::begin(&app.db, keys, operator, now, actor, Origin::default()).await;
    let mut change = begun.unwrap();
    let mut found = People { guests: Vec::new(), careful: Vec::new() };
    let mut account = None;
    for n in 0..people {
        let (name, email) = (format!("Person {n}"), format!("person{n}@bench.example"));
        let user = person(&mut change, &name, &email, &hash).await;
        let in_account = match account.filter(|_| n % 100 != 0) {
            Some(id) => {
                account::add_member(&mut change, id, user, Roles::default()).await.unwrap();
                id
            }
            None => {
                let name = format!("Account {}", n / 100).parse().unwrap();
                account::create(&mut change, &name, user).await.unwrap()
            }
        };
        account = Some(in_account);
        if n % (people / guests) == 0 {
            let id = Id::default();
            let cookie = sign_in(&mut change, id, (user, in_account), now).await;
            found.guests.push(Guest {
                user,
                account: in_account,
                name,
                email,
                hash: hash.clone(),
                cookie,
                id,
            });
        } else if n % (people / careful) == 1 {
            let app = enrol(&mut change, app, user, &email).await;
            found.careful.push(Careful { email, app });
        }
    }
    change.commit().await.unwrap();
    found
}

async fn person(change: &mut Change, name: &str, email: &str, hash: &str) -> UserId {
    let new = NewUser {
        name: &name.parse().unwrap(),
        email: &email.parse().unwrap(),
        password: Some(hash),
        language: Lang::En,
        time_zone: &TimeZone::utc(),
        is_onboarded: true,
    };
    profile::create(change, &new).await.unwrap().unwrap()
}

async fn enrol(change: &mut Change, app: &App, user: UserId, email: &str) -> Totp {
    let now = change.now();
    let taker = Taker { user, session: SessionId::mint(now), epoch: 1, account: email };
    let offer = second_factor::offer(change, &app.keys, taker).await.unwrap();
    let shows = Totp::from_url(offer.url()).unwrap();
    let code = shows.generate(seconds(now)).to_string().parse().unwrap();
    let enrolled = second_factor::enrol(change, user, &offer, "App", &code);
    enrolled.await.unwrap().unwrap();
    shows
}

impl Guest {
    /// Makes the handler's view of the user, without a request.
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
            session: Some(hash),
            path: "/settings".to_owned(),
            query: String::new(),
            countries: Vec::new(),
            render_mode: RenderMode::Page,
            theme: person.theme,
            address: secrets::encode(&[]),
            agent: String::new(),
            request_id: String::new(),
        };
        SignedIn::visiting(&ctx).unwrap()
    }
}
