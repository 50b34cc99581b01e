//! `callbook demo`: a temporary database, the same at each start, with three people to sign in as.

mod place;
mod store;
mod week;

use anyhow::Context;

use super::serve::{bind, listen};
use crate::accounts::account::{self, Joined, Roles};
use crate::auth::password::{NewPassword, OwnWords, WordOwner};
use crate::core::actor::Actor;
use crate::core::change::Change;
use crate::core::origin::Origin;
use crate::platform::clock::Clock;
use crate::platform::config::Config;
use crate::platform::db::{Db, instance};
use crate::platform::i18n::{Lang, Message, Messages};
use crate::platform::ids::{AccountId, UserId};
use crate::platform::secrets;
use crate::platform::secrets::keys::SecretKeys;
use crate::platform::secrets::password::{Password, Passwords};
use crate::users::profile::{self, NewUser};
use crate::web::{App, paths};

/// A person of the demo, with their credentials.
pub struct DemoPerson {
    pub email: &'static str,
    pub password: &'static str,
    name: &'static str,
    language: Lang,
    zone: &'static str,
}

/// Alice is the owner, Carol an admin, Bob a member.
pub const USERS: [DemoPerson; 3] = [
    DemoPerson {
        email: "alice@acme.example",
        password: "plum-kettle-verdict-orbit",
        name: "Alice Archer",
        language: Lang::En,
        zone: "Europe/London",
    },
    DemoPerson {
        email: "carol@acme.example",
        password: "lantern-gravel-sonnet-maple",
        name: "Carol Castillo",
        language: Lang::Es,
        zone: "Europe/Madrid",
    },
    DemoPerson {
        email: "bob@acme.example",
        password: "walnut-ferry-cobalt-thimble",
        name: "Bob Bakker",
        language: Lang::Nl,
        zone: "Europe/Amsterdam",
    },
];

/// Serves a temporary database, or the empty one that is configured.
pub async fn run(mut config: Config) -> anyhow::Result<()> {
    // The demo's passwords are public.
    config.dev_outbox = true;
    let given = config.secret_key.is_some();
    let key = config.secret_key.get_or_insert_with(SecretKeys::generate).clone();
    let listener = bind(&mut config).await?;
    let folder = tempfile::tempdir().context("cannot make a temporary folder")?;
    if config.database_url.is_none() {
        config.database_url = Some(format!("sqlite:{}", folder.path().join("demo.db").display()));
    }
    let keys: SecretKeys = key.parse().context("the setting secret_key")?;
    let db =
        Db::open_empty(&config.database_url()).await.context("demo needs an empty database")?;
    instance::recognise(&db, &keys, Clock::system().now()).await?;
    let clock = Clock::system();
    let app = App::new(&config, db, clock, keys, Messages::load()?)?;
    fill(&app).await?;
    let mut welcome = format!("{}\n", app.public_url.as_str());
    for person in &USERS {
        welcome.push_str(&format!("{}  {}\n", person.email, person.password));
    }
    welcome.push_str(&format!("{}{}\n", app.public_url.as_str(), paths::DEV_OUTBOX));
    if !given && !config.database_url().starts_with("sqlite") {
        welcome.push_str(&format!("CALLBOOK_SECRET_KEY={key}\n"));
    }
    listen(listener, app, &welcome).await
}

/// Fills an empty database with Alice's account, Carol and Bob, and everyone else.
///
/// # Errors
/// When the data is invalid, or no core is free for hashing.
pub async fn fill(app: &App) -> anyhow::Result<()> {
    let mut change = app.begin(Actor::console(), Origin::default()).await?;
    let (account, owner) = begin(&mut change, &app.passwords).await?;
    let nobodys = Password::new(secrets::encode(&secrets::random::<32>()));
    let nobodys = app.passwords.queue()?.hash(nobodys).await?;
    place::enliven(&mut change, &nobodys, account, owner).await?;
    change.commit().await?;
    week::live(&app.worker, account).await
}

/// Creates Alice's account with Carol and Bob in it, and nobody else.
///
/// # Errors
/// When the data is invalid, or no core is free for hashing.
pub async fn begin(
    change: &mut Change,
    passwords: &Passwords,
) -> anyhow::Result<(AccountId, UserId)> {
    let now = change.now();
    instance::close_first_run(change, now).await?;
    let [alice, carol, bob] = &USERS;
    let owner = add(change, passwords, alice).await?;
    let account = account::create(change, &"Acme Ops".parse().map_err(words)?, owner).await?;
    let admin = Roles { admin: true, ..Roles::default() };
    for (person, roles) in [(carol, admin), (bob, Roles::default())] {
        let user = add(change, passwords, person).await?;
        let joined = account::add_member(change, account, user, roles).await?;
        anyhow::ensure!(matches!(joined, Joined::As(_)), "{} is not in", person.email);
    }
    Ok((account, owner))
}

async fn add(
    change: &mut Change,
    passwords: &Passwords,
    person: &DemoPerson,
) -> anyhow::Result<UserId> {
    let password = Password::new(person.password.to_owned());
    let own =
        OwnWords::default().with(WordOwner::Name, person.name).with(WordOwner::Email, person.email);
    let password = NewPassword::judge(passwords, &password, &own).await?.map_err(words)?;
    let new = NewUser {
        name: &person.name.parse().map_err(words)?,
        email: &person.email.parse().map_err(words)?,
        password: Some(&passwords.queue()?.hash(password.password().clone()).await?),
        language: person.language,
        time_zone: &person.zone.parse().map_err(words)?,
        is_onboarded: true,
    };
    let user = profile::create(change, &new).await?;
    user.ok_or_else(|| anyhow::anyhow!("{} is taken", person.email))
}

fn words(message: Message) -> anyhow::Error {
    anyhow::anyhow!("the demo's data is invalid: {}", message.id())
}
