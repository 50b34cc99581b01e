//! `callbook demo`: a throw-away place, the same at each start, with three people to sign in as.

mod place;
mod store;

use crate::auth::password::NewPassword;
use crate::clock::Timestamp;
use crate::db::{Db, Tx, instance};
use crate::directory::accounts::{self, Joined, Roles};
use crate::directory::users::{self, NewUser};
use crate::i18n::{Lang, Message};
use crate::ids::{AccountId, UserId};
use crate::secrets;
use crate::secrets::keys::SecretKeys;
use crate::secrets::password::{Password, Passwords};

/// Someone in the demo, with the words they sign in with.
pub struct Person {
    pub email: &'static str,
    pub password: &'static str,
    name: &'static str,
    language: Lang,
    zone: &'static str,
}

/// Alice owns, Carol is an admin, Bob is a member.
pub const PEOPLE: [Person; 3] = [
    Person {
        email: "alice@acme.example",
        password: "plum-kettle-verdict-orbit",
        name: "Alice Archer",
        language: Lang::En,
        zone: "Europe/London",
    },
    Person {
        email: "carol@acme.example",
        password: "lantern-gravel-sonnet-maple",
        name: "Carol Castillo",
        language: Lang::Es,
        zone: "Europe/Madrid",
    },
    Person {
        email: "bob@acme.example",
        password: "walnut-ferry-cobalt-thimble",
        name: "Bob Bakker",
        language: Lang::Nl,
        zone: "Europe/Amsterdam",
    },
];

/// Fills an empty database with Alice's account, Carol and Bob, and with everyone else.
///
/// # Errors
/// When the database fails.
pub async fn fill(
    db: &Db,
    (keys, passwords): (&SecretKeys, &Passwords),
    now: Timestamp,
) -> anyhow::Result<()> {
    let mut tx = db.begin().await?;
    let (account, owner) = begin(&mut tx, passwords, now).await?;
    let nobodys = Password::new(secrets::encode(&secrets::random::<32>()));
    let nobodys = passwords.queue()?.hash(nobodys).await?;
    place::enliven(&mut tx, (keys, &nobodys), (account, owner), now).await?;
    tx.commit().await?;
    Ok(())
}

/// Makes Alice's account with Carol and Bob in it, and nobody else.
///
/// # Errors
/// When the database fails.
pub async fn begin(
    tx: &mut Tx,
    passwords: &Passwords,
    now: Timestamp,
) -> anyhow::Result<(AccountId, UserId)> {
    instance::close_set_up(tx, now).await?;
    let [alice, carol, bob] = &PEOPLE;
    let owner = add(tx, passwords, alice, now).await?;
    let account = accounts::create(tx, &"Acme Ops".parse().map_err(words)?, owner, now).await?;
    let admin = Roles { admin: true, ..Roles::default() };
    for (person, roles) in [(carol, admin), (bob, Roles::default())] {
        let user = add(tx, passwords, person, now).await?;
        let joined = accounts::add_member(tx, account, user, roles, now).await?;
        anyhow::ensure!(matches!(joined, Joined::As(_)), "{} is not in", person.email);
    }
    Ok((account, owner))
}

async fn add(
    tx: &mut Tx,
    passwords: &Passwords,
    person: &Person,
    now: Timestamp,
) -> anyhow::Result<UserId> {
    let password = Password::new(person.password.to_owned());
    let password = NewPassword::judge(&password, &[]).map_err(words)?;
    let new = NewUser {
        name: &person.name.parse().map_err(words)?,
        email: &person.email.parse().map_err(words)?,
        password: Some(&passwords.queue()?.hash(password.password().clone()).await?),
        language: person.language,
        time_zone: &person.zone.parse().map_err(words)?,
        is_welcomed: true,
    };
    let user = users::create(tx, &new, now).await?;
    user.ok_or_else(|| anyhow::anyhow!("{} is taken", person.email))
}

fn words(message: Message) -> anyhow::Error {
    anyhow::anyhow!("the demo's people are wrong: {}", message.id())
}
