//! A database of a size with the program before it, and an admin who is signed in.

use std::net::SocketAddr;
use std::time::Instant;

use callbook::app::router;
use callbook::platform::clock::{Clock, Timestamp};
use callbook::platform::config;
use callbook::platform::db::{Db, Tx, instance};
use callbook::platform::i18n::Messages;
use callbook::platform::ids::{AccountId, AccountUserId, ApiTokenId, UserId};
use callbook::platform::secrets::keys::SecretKeys;
use callbook::platform::secrets::password::Password;
use callbook::platform::secrets::token::ApiToken;
use callbook::sql;
use callbook::web::App;
use tower_sessions::session::Id;

use super::crowd::Size;
use super::fill::fill;
use super::measure::{Client, PASSWORD, listen, sign_in};

/// The same for each bench, so that a database that was kept can be measured again.
pub const KEY: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

pub struct Site {
    pub account: AccountId,
    /// How many people the account has.
    pub people: i64,
    /// What its owner signs in with.
    pub email: String,
    /// Those people who are nothing beyond members.
    pub members: Vec<AccountUserId>,
    pub cookie: String,
    /// Of the owner; so many that no one of them calls too often.
    pub tokens: Vec<String>,
    pub client: Client,
    app: App,
}

impl Site {
    /// Fills the database, if it is empty; stands in its largest account.
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
        let tokens = tokens(&mut tx, (owner, account), app.clock.now()).await;
        tx.commit().await.unwrap();
        let address: SocketAddr = listen(router::router(&app).unwrap()).await;
        let client = Client::connect(address).await;
        Self { account, people, email, members, cookie, tokens, client, app }
    }

    pub async fn close(self) {
        self.app.db.close().await;
    }
}

/// How many tokens a bench calls with in turns.
const TOKENS: usize = 400;

async fn tokens(tx: &mut Tx, (user, account): (UserId, AccountId), now: Timestamp) -> Vec<String> {
    // Those of the last time, in a database that was kept.
    sql!(tx, execute, "DELETE FROM api_tokens WHERE user_id = $1", user).unwrap();
    let member = sql!(tx, scalar AccountUserId,
        "SELECT id FROM account_users WHERE user_id = $1 AND account_id = $2", user, account)
    .unwrap();
    let mut tokens = Vec::with_capacity(TOKENS);
    for _ in 0..TOKENS {
        let token = ApiToken::generate();
        sql!(
            tx,
            execute,
            "INSERT INTO api_tokens (id, account_id, account_user_id, user_id, name, digest, tail, \
                created_at, updated_at) VALUES ($1, $2, $3, $4, 'Bench', $5, $6, $7, $7)",
            ApiTokenId::mint(now),
            account,
            member,
            user,
            &token.digest()[..],
            token.tail(),
            now
        )
        .unwrap();
        tokens.push(token.reveal().to_owned());
    }
    tokens
}

/// When the first of the people came.
const AGE: std::time::Duration = std::time::Duration::from_secs(30 * 24 * 60 * 60);

async fn open(url: &str) -> App {
    let config = config::load::<callbook::cli::Cli>([Into::into("callbook")], &[]).unwrap().config;
    let db = Db::open(url).await.unwrap();
    let keys: SecretKeys = KEY.parse().unwrap();
    instance::recognise(&db, &keys, Clock::system().now()).await.unwrap();
    App::new(&config, db, Clock::system(), keys, Messages::load().unwrap()).unwrap()
}

async fn is_empty(app: &App) -> bool {
    let mut tx = app.db.read().await.unwrap();
    let first = sql!(&mut tx, scalar_optional i64, "SELECT version FROM accounts LIMIT 1");
    first.unwrap().is_none()
}
