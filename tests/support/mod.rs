//! An app on a fresh database with a virtual clock, and browsers that check what they are shown.

mod browser;
pub mod database;
pub mod log;
mod page;
pub mod passkey;
pub mod postgres;
mod program;
mod rules;
pub mod work;

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
pub use browser::{Browser, Reply, file_form, url_encode};
use callbook::app::jobs::JOBS;
use callbook::app::router;
use callbook::cli::demo;
use callbook::core::actor::Actor;
use callbook::core::change::Change;
use callbook::core::origin::Origin;
use callbook::messaging::dev::{Content, KeptMessage};
use callbook::messaging::worker;
use callbook::platform::clock::{Clock, Timestamp};
use callbook::platform::config::{self, Config};
use callbook::platform::db::{Db, instance};
use callbook::platform::i18n::Messages;
use callbook::platform::ids::{AccountId, DeviceId, UserId};
use callbook::platform::secrets;
use callbook::platform::secrets::keys::SecretKeys;
use callbook::platform::secrets::password::HashCost;
use callbook::web::App;
pub use page::{Form, Page};
pub use program::Program;

/// The moment at which every clock starts: 22 November 2026, 10:00 UTC.
pub const START: Timestamp = Timestamp::from_millis(1_795_341_600_000);

/// The program on a database of its own. Alice owns Acme Ops, Carol is an admin, Bob a member.
pub struct TestApp {
    pub app: App,
    pub clock: Clock,
    key: String,
    config: Config,
    router: Router,
    database: database::Fresh,
    leaves_work: bool,
}

/// Options of a test's app.
#[derive(Default)]
pub struct Setup {
    /// Flags of the command line.
    pub flags: Vec<&'static str>,
    pub pseudo: bool,
    /// Whether the database has no users, as after installation.
    pub empty: bool,
    /// Settings by the names of their environment variables; with any, messages are sent by real
    /// transports.
    pub env: Vec<(&'static str, String)>,
}

impl TestApp {
    pub async fn new() -> Self {
        Self::with(Setup::default()).await
    }

    pub async fn with_flags(flags: &[&'static str]) -> Self {
        Self::with(Setup { flags: flags.to_vec(), ..Setup::default() }).await
    }

    pub async fn with(setup: Setup) -> Self {
        let dev = setup.env.is_empty().then_some("--dev-outbox");
        let flags = std::iter::once("callbook").chain(setup.flags.iter().copied()).chain(dev);
        let config = config_of(flags, &setup.env);
        let database = database::Fresh::create().await;
        let (clock, key) = (Clock::starting_at(START), SecretKeys::generate());
        let app = start(&config, &database.url, &key, &clock, setup.pseudo).await;
        if !setup.empty {
            let mut change = app.change(Origin::default()).await.unwrap();
            demo::begin(&mut change, &app.passwords).await.unwrap();
            change.commit().await.unwrap();
        }
        let router = router::router(&app).unwrap();
        Self { app, clock, key, config, router, database, leaves_work: false }
    }

    /// Makes a browser at another instance on the same database with the same key and clock.
    pub async fn second_instance(&self) -> Browser {
        let app = start(&self.config, &self.database.url, &self.key, &self.clock, false).await;
        Browser::new(router::router(&app).unwrap(), false)
    }

    /// Makes a browser at an instance whose secret key was rotated since.
    pub async fn rotated(&self) -> Browser {
        let app = self.with_keys(&format!("{},{}", SecretKeys::generate(), self.key)).await;
        Browser::new(router::router(&app).unwrap(), false)
    }

    /// Makes an instance with these secret keys.
    pub async fn with_keys(&self, keys: &str) -> App {
        start(&self.config, &self.database.url, keys, &self.clock, false).await
    }

    /// Begins a change without an actor.
    pub async fn change(&self) -> Change {
        self.app.change(Origin::default()).await.unwrap()
    }

    /// Begins a change of this person in this account.
    pub async fn change_of(&self, user: UserId, account: Option<AccountId>) -> Change {
        let mut change = self.change().await;
        change.act_as(Actor::on_page(user, account));
        change
    }

    pub fn router(&self) -> Router {
        self.router.clone()
    }

    /// Makes a browser in which nobody signed in.
    pub fn visitor(&self) -> Browser {
        let browser = Browser::new(self.router(), self.app.messages.is_pseudo());
        if !self.app.public_url.is_loopback() {
            browser.always("host", self.app.public_url.host());
        }
        browser
    }

    /// Makes a browser in which a person of the demo is signed in: "alice", "bob" or "carol".
    pub async fn sign_in(&self, who: &str) -> Browser {
        let person = demo::USERS.iter().find(|p| p.email.starts_with(who)).unwrap();
        let browser = self.visitor();
        browser.set_cookie("device", &self.device_of(person.email).await);
        let reply = browser.sign_in(person.email, person.password).await;
        assert_eq!(reply.status, 303, "{}", reply.text);
        browser
    }

    /// Returns the device cookie of a browser that is known for a person.
    pub async fn device_of(&self, email: &str) -> String {
        let (token, now) = (secrets::random::<16>(), self.clock.now());
        let mut tx = self.app.db.begin().await.unwrap();
        let made = callbook::sql!(
            &mut tx,
            execute,
            "INSERT INTO known_devices (id, user_id, token_digest, epoch, agent, address, created_at, \
                seen_at) \
             SELECT $1, u.id, $2, u.epoch, '', '127.0.0.1', $3, $3 \
             FROM users u JOIN emails e ON e.user_id = u.id WHERE e.address = $4",
            DeviceId::mint(now),
            &secrets::digest(&token)[..],
            now,
            email
        );
        assert_eq!(made.unwrap(), 1);
        tx.commit().await.unwrap();
        secrets::encode(&token)
    }

    pub fn pass(&self, time: Duration) {
        self.clock.advance(time);
    }

    /// Runs all jobs that are due.
    pub async fn deliver(&self) -> usize {
        worker::work_off(&self.app.worker, &JOBS).await.unwrap()
    }

    /// Runs all jobs that are due, and lists the dev outbox, the newest message first.
    pub async fn outbox(&self) -> Vec<KeptMessage> {
        self.deliver().await;
        self.app.transports.dev().unwrap().messages()
    }

    /// Returns the code of the latest text message.
    pub async fn code(&self) -> String {
        let is_code = |kept: &KeptMessage| match &kept.content {
            Content::Sms(text) => text.split_once(' ').map(|(code, _)| code.to_owned()),
            _ => None,
        };
        let is_code = |kept| is_code(kept).filter(|code| code.parse::<u32>().is_ok());
        self.outbox().await.iter().find_map(is_code).expect("no code was sent")
    }

    /// Returns the path of the latest mailed link of a purpose.
    pub async fn link(&self, purpose: &str) -> String {
        let path = format!("/links/{purpose}/");
        let is_link = |kept: &KeptMessage| match &kept.content {
            Content::Mail { text, .. } => {
                let at = text.find(&path)?;
                Some(text[at..].split_whitespace().next().unwrap().to_owned())
            }
            _ => None,
        };
        self.outbox().await.iter().find_map(is_link).expect("no link was sent")
    }

    /// Lists the subjects of the mails to an address, the newest first.
    pub async fn subjects_to(&self, address: &str) -> Vec<String> {
        let mails = self.outbox().await.into_iter().filter(|kept| kept.to == address);
        let subject = |kept: KeptMessage| match kept.content {
            Content::Mail { subject, .. } => Some(subject),
            _ => None,
        };
        mails.filter_map(subject).collect()
    }

    /// Lists the texts of the mails to an address, the newest first.
    pub async fn texts_to(&self, address: &str) -> Vec<String> {
        let mails = self.outbox().await.into_iter().filter(|kept| kept.to == address);
        let text = |kept: KeptMessage| match kept.content {
            Content::Mail { text, .. } => Some(text),
            _ => None,
        };
        mails.filter_map(text).collect()
    }

    /// Lists the texts of the messages and calls to a number, the newest first.
    pub async fn heard_at(&self, number: &str) -> Vec<String> {
        let heard = self.outbox().await.into_iter().filter(|kept| kept.to == number);
        let words = |kept: KeptMessage| match kept.content {
            Content::Sms(text) => Some(text),
            Content::Call(sentences) => Some(sentences.join(" ")),
            Content::Mail { .. } => None,
        };
        heard.filter_map(words).collect()
    }

    /// Lists the paths of a purpose's links in the mails to an address, the newest first.
    pub async fn links_to(&self, address: &str, purpose: &str) -> Vec<String> {
        let path = format!("/links/{purpose}/");
        let link = |text: &String| {
            let at = text.find(&path)?;
            text[at..].split_whitespace().next().map(str::to_owned)
        };
        self.texts_to(address).await.iter().filter_map(link).collect()
    }

    /// Allows the test to leave jobs behind.
    pub fn leave_work(mut self) -> Self {
        self.leaves_work = true;
        self
    }

    /// Makes another instance on the same database.
    pub async fn second_app(&self) -> App {
        start(&self.config, &self.database.url, &self.key, &self.clock, false).await
    }

    /// Returns the key that links and digests depend on.
    pub fn secret_key(&self) -> &str {
        &self.key
    }

    /// Returns the URL of the database.
    pub fn database_url(&self) -> &str {
        &self.database.url
    }
}

/// Fails a test that leaves due jobs behind: it has not checked what its people were sent.
impl Drop for TestApp {
    fn drop(&mut self) {
        if self.leaves_work || std::thread::panicking() {
            return;
        }
        let (url, now) = (self.database.url.clone(), self.clock.now());
        let left = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.unwrap().block_on(async {
                let db = Db::open(&url).await.unwrap();
                let mut tx = db.read().await.unwrap();
                callbook::sql!(&mut tx, scalar i64, "SELECT COUNT(*) FROM outbox WHERE dead_at IS NULL \
                     AND (due_at <= $1 OR attempts > 0) AND payload NOT LIKE '%signed_in_anew%' \
                     AND kind <> 'too-many-tries'", now)
                    .unwrap()
            })
        });
        // Mails about sign-ins are not the concern of each test.
        assert_eq!(left.join().unwrap(), 0, "jobs are left in the outbox");
    }
}

/// Reads settings from a file, because the environment is shared with other tests in the process.
pub fn config_of<'a>(
    flags: impl Iterator<Item = &'a str>,
    env: &[(&'static str, String)],
) -> Config {
    let file = tempfile::NamedTempFile::new().unwrap();
    let key = |name: &str| name.strip_prefix("CALLBOOK_").unwrap().to_lowercase();
    let settings = env.iter().map(|(name, value)| (key(name), value.clone().into()));
    std::fs::write(&file, settings.collect::<toml::Table>().to_string()).unwrap();
    let named = ["--config".into(), file.path().as_os_str().to_owned()];
    let flags = flags.map(Into::into).chain(named);
    let config = config::load::<callbook::cli::Cli>(flags, &[]).unwrap().config;
    assert_eq!(config.hash_cost, HashCost { memory: 19 * 1024, passes: 2 });
    Config { hash_cost: HashCost { memory: 8, passes: 1 }, ..config }
}

async fn start(config: &Config, url: &str, key: &str, clock: &Clock, pseudo: bool) -> App {
    let keys: SecretKeys = key.parse().unwrap();
    let db = Db::open(url).await.unwrap();
    instance::recognise(&db, &keys, clock.now()).await.unwrap();
    let messages = if pseudo { Messages::pseudo() } else { Messages::load() };
    App::new(config, db, clock.clone(), keys, messages.unwrap()).unwrap()
}

/// Returns the password of a person of the demo.
pub fn password_of(who: &str) -> &'static str {
    demo::USERS.iter().find(|p| p.email.starts_with(who)).unwrap().password
}

/// Changes one character of a link's token.
pub fn altered(link: &str) -> String {
    let (front, last) = link.split_at(link.len() - 2);
    let other = if last.starts_with('A') { 'B' } else { 'A' };
    format!("{front}{other}{}", &last[1..])
}

/// Tells whether a page behind this gate requires a session. Webhooks have gates of their own,
/// which check a signature, and the dev outbox has one that is open on this machine, where tests
/// run.
pub fn asks_for_a_session(gate: &str) -> bool {
    !matches!(gate, "Anyone" | "Visitor" | "AtThisMachine") && !gate.starts_with("From")
}

/// The host that test requests name.
pub const HOST: &str = "localhost:8080";

/// The address that test requests come from.
pub const PEER: SocketAddr =
    SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 9);
