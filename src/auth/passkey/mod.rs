//! Passkeys, each both factors at once: signing in with one, and proving again who one is.

mod page;
mod store;

pub use page::routes;
pub use store::{Passkey, delete, insert, list};

use crate::auth::sign_in::{self, Device, Entrant};
use crate::clock::Timestamp;
use crate::db::{self, Tx, owner};
use crate::ids::{PasskeyId, SessionId, UserId};
use crate::secrets::passkey::{
    Answer, Binding, Challenge, Made, Refusal, Registrant, RelyingParty,
};
use crate::web::App;
use crate::web::ctx::Whence;
use crate::web::error::{Error, Result};

/// What a challenge is for.
#[derive(Clone, Copy)]
enum Use {
    SignIn,
    /// A proof in this session.
    Sudo(SessionId),
    /// A new passkey, in this session.
    Making(SessionId),
}

impl Use {
    fn bind<T>(self, with: impl FnOnce(Binding<'_>) -> T) -> T {
        match self {
            Self::SignIn => with(Binding(&[b"sign-in"])),
            Self::Sudo(session) => with(Binding(&[b"sudo", session.as_bytes()])),
            Self::Making(session) => with(Binding(&[b"making", session.as_bytes()])),
        }
    }
}

/// What came of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is them.
    Welcome {
        user: UserId,
        entrant: Entrant,
    },
    /// There is no such passkey, or no longer; what its device calls it.
    Unknown {
        credential_id: Vec<u8>,
    },
    Refused(Refusal),
}

/// This site as passkeys know it; where there can be none, there is nothing.
fn site(app: &App) -> Result<&RelyingParty> {
    app.relying_party.as_ref().ok_or(Error::NotFound)
}

fn ask(app: &App, what_for: Use, now: Timestamp) -> Result<Challenge> {
    let site = site(app)?;
    Ok(what_for.bind(|binding| site.begin(&app.keys, binding, now.millis()))?)
}

/// Takes an answer to a challenge for signing in.
///
/// # Errors
/// When the database fails.
pub async fn sign_in(
    app: &App,
    answer: &Answer,
    (whence, device): (&Whence, &Device),
    now: Timestamp,
) -> Result<Outcome> {
    let (user, mut tx) = match check(app, Use::SignIn, answer, now).await? {
        Checked::Right(user, tx) => (user, tx),
        Checked::Unknown(credential_id) => return Ok(Outcome::Unknown { credential_id }),
        Checked::Refused(why) => return Ok(Outcome::Refused(why)),
    };
    let is_known = device.known_for(&app.keys, user).is_some();
    let entrant = sign_in::enter(&mut tx, user, (whence, is_known), now).await?;
    tx.commit().await?;
    Ok(Outcome::Welcome { user, entrant })
}

/// Takes an answer as the proof of someone who is signed in.
///
/// # Errors
/// When the database fails.
pub async fn prove(
    app: &App,
    (user, session): (UserId, SessionId),
    answer: &Answer,
    now: Timestamp,
) -> Result<std::result::Result<(), Refusal>> {
    match check(app, Use::Sudo(session), answer, now).await? {
        Checked::Right(owner, tx) if owner == user => {
            tx.commit().await?;
            Ok(Ok(()))
        }
        Checked::Refused(why) => Ok(Err(why)),
        // Another person's passkey proves nothing here, and neither does one that is gone.
        Checked::Right(..) | Checked::Unknown(_) => Ok(Err(Refusal::Wrong)),
    }
}

enum Checked {
    /// It is this person's; commit the use of the challenge together with what follows from it.
    Right(UserId, Tx),
    Unknown(Vec<u8>),
    Refused(Refusal),
}

async fn check(app: &App, what_for: Use, answer: &Answer, now: Timestamp) -> Result<Checked> {
    let site = site(app)?;
    let claim = match what_for.bind(|binding| site.read(&app.keys, binding, answer, now.millis())) {
        Ok(claim) => claim,
        Err(why) => return Ok(Checked::Refused(why)),
    };
    let user = UserId::from_bytes(claim.user);
    let stored = store::find(&mut app.db.read().await?, user, &claim.credential_id).await?;
    let Some(stored) = stored else { return Ok(Checked::Unknown(claim.credential_id)) };
    // A signature is checked before the owner is locked: it takes its time.
    let fresh = match site.check(&claim, &stored.credential()?) {
        Ok(fresh) => fresh,
        Err(why) => return Ok(Checked::Refused(why)),
    };
    let mut tx = app.db.begin().await?;
    owner::touch_user(&mut tx, user).await?;
    if !store::use_up(&mut tx, &claim.ceremony, now).await? {
        return Ok(Checked::Refused(Refusal::Over));
    }
    if !store::used(&mut tx, user, stored.id, &fresh, now).await? {
        return Ok(Checked::Unknown(claim.credential_id));
    }
    Ok(Checked::Right(user, tx))
}

/// Uses the challenge of a new passkey up, in the transaction that stores it. `false` when it was
/// used before.
///
/// # Errors
/// When the database fails.
pub async fn use_up(tx: &mut Tx, ceremony: &[u8; 16], now: Timestamp) -> db::Result<bool> {
    store::use_up(tx, ceremony, now).await
}

/// Asks a browser to make a passkey for someone, in their session.
///
/// # Errors
/// When there can be none, or the database fails.
pub async fn ask_to_make(
    app: &App,
    (user, session): (UserId, SessionId),
    (name, display_name): (&str, &str),
    now: Timestamp,
) -> Result<Challenge> {
    let site = site(app)?;
    let passkeys = store::list(&mut app.db.read().await?, user).await?;
    let known = passkeys.iter().map(|passkey| passkey.credential_id.clone()).collect();
    let who = Registrant { handle: *user.as_bytes(), name, display_name, known };
    let what_for = Use::Making(session);
    Ok(what_for.bind(|binding| site.begin_making(&app.keys, binding, who, now.millis()))?)
}

/// The passkey that a browser made for someone in their session.
///
/// # Errors
/// When there can be none.
pub fn made(
    app: &App,
    session: SessionId,
    answer: &Answer,
    now: Timestamp,
) -> Result<std::result::Result<Made, Refusal>> {
    let site = site(app)?;
    let what_for = Use::Making(session);
    Ok(what_for.bind(|binding| site.finish_making(&app.keys, binding, answer, now.millis())))
}

/// Puts a person's passkeys back as they were.
///
/// # Errors
/// When the database fails.
pub async fn restore(tx: &mut Tx, user: UserId, before: &[Passkey]) -> db::Result<()> {
    for now in store::list(tx, user).await? {
        if !before.iter().any(|passkey| passkey.id == now.id) {
            store::delete(tx, user, now.id).await?;
        }
    }
    for passkey in before {
        let named = (passkey.name.as_str(), &passkey.credential()?);
        store::insert(tx, passkey.id, user, named, passkey.created_at).await?;
    }
    Ok(())
}

/// Forgets challenges that were used before then: they are long over.
///
/// # Errors
/// When the database fails.
pub async fn tidy(tx: &mut Tx, before: Timestamp) -> db::Result<u64> {
    store::tidy(tx, before).await
}

/// The id of a passkey that a path names.
pub fn parse(id: &str) -> Result<PasskeyId> {
    id.parse().map_err(|_| Error::NotFound)
}
