//! A database of a size, with the program and a signed-in admin.

use std::net::SocketAddr;
use std::time::Instant;

use callbook::app::router;
use callbook::platform::clock::Clock;
use callbook::platform::config;
use callbook::platform::db::{Db, instance};
use callbook::platform::i18n::Messages;
use callbook::platform::ids::{AccountId, AccountUserId, UserId};
use callbook::platform::secrets::keys::SecretKeys;
use callbook::platform::secrets::password::Password;
use callbook::sql;
use callbook::web::App;
use tower_sessions::session::Id;

use super::crowd::Size;
use super::fill::fill;
use super::measure::{Client, PASSWORD, listen, sign_in, token};

/// The secret key, the same for each bench, so that a kept database can be measured again.
pub const KEY: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

pub struct Site {
    pub account: AccountId,
    /// The number of users in the account.
    pub people: i64,
    /// The email of its owner.
    pub email: String,
    /// Members without roles.
    pub members: Vec<AccountUserId>,
    pub cookie: String,
    /// A token of the owner.
    pub token: String,
    pub client: Client,
    /// Stands still but for what a bench moves it on.
    pub clock: Clock,
    app: App,
}

impl Site {
    /// Fills the database when it is empty, and signs in to its largest account.
    pub async fn open(url: &str, size: Size) -> Self {
        let app = open(url).await;
        let app = match is_empty(&app).await {
            false => app,
            true => {
                let filling = Instant::now();
                let hash = app.passwords.queue().unwrap().hash(Password::new(PASSWORD.to_owned()));
                let (hash, start) = (hash.await.unwrap(), app.clock.now() - AGE);
                app.db.close().await;
                fill(url, size, &hash, start).await;
                println!("{} people in {:.1?}", size.people, filling.elapsed());
                open(url).await
            }
        };
        let mut tx = app.db.begin().await.unwrap();
        instance::close_first_run(&mut tx, app.clock.now()).await.unwrap();
        let (account, owner, email, people) = sql!(
            &mut tx,
            fetch_one(AccountId, UserId, String, i64),
            "SELECT c.account_id, m.user_id, e.address, c.total FROM counters c \
             JOIN account_users m ON m.account_id = c.account_id AND m.is_owner \
             JOIN emails e ON e.user_id = m.user_id AND e.is_primary \
             WHERE c.kind = 'account_user' ORDER BY c.total DESC LIMIT 1"
        )
        .unwrap();
        let members = sql!(
            &mut tx,
            scalars AccountUserId,
            "SELECT id FROM account_users WHERE account_id = $1 AND NOT is_owner AND NOT is_admin \
                AND NOT is_billing AND NOT is_broadcaster AND NOT is_communicator",
            account
        );
        let members = members.unwrap();
        let cookie = sign_in(&mut tx, Id::default(), (owner, account), app.clock.now()).await;
        // Those of the last time, in a database that was kept.
        sql!(&mut tx, execute, "DELETE FROM api_tokens WHERE user_id = $1", owner).unwrap();
        let token = token(&mut tx, (owner, account), app.clock.now()).await;
        tx.commit().await.unwrap();
        let address: SocketAddr = listen(router::router(&app).unwrap()).await;
        let client = Client::connect(address).await;
        let clock = app.clock.clone();
        Self { account, people, email, members, cookie, token, client, clock, app }
    }

    pub async fn close(self) {
        self.app.db.close().await;
    }
}

/// How long ago the first user was created.
const AGE: std::time::Duration = std::time::Duration::from_secs(30 * 24 * 60 * 60);

async fn open(url: &str) -> App {
    let config = config::load::<callbook::cli::Cli>([Into::into("callbook")], &[]).unwrap().config;
    let db = Db::open(url).await.unwrap();
    let keys: SecretKeys = KEY.parse().unwrap();
    let clock = Clock::starting_at(Clock::system().now());
    instance::recognise(&db, &keys, clock.now()).await.unwrap();
    App::new(&config, db, clock, keys, Messages::load().unwrap()).unwrap()
}

async fn is_empty(app: &App) -> bool {
    let mut tx = app.db.read().await.unwrap();
    let first = sql!(&mut tx, scalar_optional i64, "SELECT version FROM accounts LIMIT 1");
    first.unwrap().is_none()
}
