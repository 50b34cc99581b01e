//! Passkeys, each both factors at once: signing in with one, and proving again who one is.

mod card;
mod ceremony;
mod page;
mod store;

pub use card::SECTION;
pub use ceremony::routes;
pub use store::{Passkey, delete, insert, list};

use super::sign_in::{self, Device, Entrant};
use crate::audit::{self, Before, Event, Part};
use crate::core::actor::Gone;
use crate::core::change;
use crate::core::change::Change;
use crate::core::origin::Origin;
use crate::platform::clock::Timestamp;
use crate::platform::db::{self, Tx};
use crate::platform::ids::{PasskeyId, SessionId, UserId};
use crate::platform::secrets::passkey::{
    Binding, Challenge, NewPasskey, PasskeyAnswer, PasskeyClaim, PasskeyCredential, PasskeyRefusal,
    Registrant, RelyingParty,
};
use crate::web::App;
use crate::web::errors::{Error, Result};
use crate::web::gate::SignedIn;

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
pub enum PasskeySignIn {
    /// It is them.
    Entered {
        user: UserId,
        entrant: Entrant,
    },
    /// There is no such passkey, or no longer; what its device calls it.
    Unknown {
        credential_id: Vec<u8>,
    },
    Refused(PasskeyRefusal),
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
pub async fn sign_in(
    app: &App,
    answer: &PasskeyAnswer,
    origin: Origin,
    device: &Device,
) -> Result<PasskeySignIn> {
    let found = match check(app, Use::SignIn, answer).await? {
        PasskeyCheck::Right(found) => found,
        PasskeyCheck::Unknown(credential_id) => {
            return Ok(PasskeySignIn::Unknown { credential_id });
        }
        PasskeyCheck::Refused(why) => return Ok(PasskeySignIn::Refused(why)),
    };
    let user = found.user;
    let mut change = app.change(origin).await?;
    change::lock_user(&mut change, user).await?;
    match found.note_use(&mut change).await? {
        Used::Noted => {}
        Used::Before => return Ok(PasskeySignIn::Refused(PasskeyRefusal::Over)),
        Used::Gone => {
            return Ok(PasskeySignIn::Unknown { credential_id: found.claim.credential_id });
        }
    }
    let is_known = device.known_for(&app.keys, user).is_some();
    let entrant = sign_in::enter(&mut change, user, is_known).await?;
    change.commit().await?;
    Ok(PasskeySignIn::Entered { user, entrant })
}

/// Takes an answer as the proof of someone who is signed in.
///
/// # Errors
/// When the session ended meanwhile.
pub async fn reauthenticate(
    me: &SignedIn,
    answer: &PasskeyAnswer,
) -> Result<std::result::Result<(), PasskeyRefusal>> {
    let found = match check(&me.app, Use::Sudo(me.person.session_id), answer).await? {
        PasskeyCheck::Right(found) if found.user == me.person.user_id => found,
        PasskeyCheck::Refused(why) => return Ok(Err(why)),
        // Another person's passkey proves nothing here, and neither does one that is gone.
        PasskeyCheck::Right(_) | PasskeyCheck::Unknown(_) => return Ok(Err(PasskeyRefusal::Wrong)),
    };
    let mut change = me.change().await?;
    match found.note_use(&mut change).await? {
        Used::Noted => {}
        Used::Before => return Ok(Err(PasskeyRefusal::Over)),
        Used::Gone => return Ok(Err(PasskeyRefusal::Wrong)),
    }
    change.commit().await?;
    Ok(Ok(()))
}

enum PasskeyCheck {
    /// It is signed by this one, whose use is still to be noted.
    Right(Box<FoundPasskey>),
    Unknown(Vec<u8>),
    Refused(PasskeyRefusal),
}

/// The passkey that an answer is signed by.
struct FoundPasskey {
    user: UserId,
    id: PasskeyId,
    claim: PasskeyClaim,
    /// What is to be stored of it from now on.
    fresh: PasskeyCredential,
}

enum Used {
    Noted,
    /// The challenge was answered before.
    Before,
    /// The passkey was removed meanwhile.
    Gone,
}

/// Checks a signature, before anyone is locked: it takes its time.
async fn check(app: &App, what_for: Use, answer: &PasskeyAnswer) -> Result<PasskeyCheck> {
    let (site, now) = (site(app)?, app.clock.now());
    let claim = match what_for.bind(|binding| site.read(&app.keys, binding, answer, now.millis())) {
        Ok(claim) => claim,
        Err(why) => return Ok(PasskeyCheck::Refused(why)),
    };
    let user = UserId::from_bytes(claim.user);
    let stored = store::find(&mut app.db.read().await?, user, &claim.credential_id).await?;
    let Some(stored) = stored else { return Ok(PasskeyCheck::Unknown(claim.credential_id)) };
    match site.check(&claim, &stored.credential()?) {
        Ok(fresh) => {
            let found = FoundPasskey { user, id: stored.id, claim, fresh };
            Ok(PasskeyCheck::Right(Box::new(found)))
        }
        Err(why) => Ok(PasskeyCheck::Refused(why)),
    }
}

impl FoundPasskey {
    /// Notes the use of the passkey and of its challenge, in a change that has its owner locked.
    /// Undo the change where it is not noted.
    async fn note_use(&self, change: &mut Change) -> db::Result<Used> {
        let now = change.now();
        if !store::consume(change, &self.claim.ceremony, now).await? {
            return Ok(Used::Before);
        }
        match store::used(change, self.user, self.id, &self.fresh, now).await? {
            true => Ok(Used::Noted),
            false => Ok(Used::Gone),
        }
    }
}

/// Uses the challenge of a new passkey up, in the transaction that stores it. `false` when it was
/// used before.
pub async fn consume(change: &mut Change, ceremony: &[u8; 16]) -> db::Result<bool> {
    let now = change.now();
    store::consume(change, ceremony, now).await
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
    answer: &PasskeyAnswer,
    now: Timestamp,
) -> Result<std::result::Result<NewPasskey, PasskeyRefusal>> {
    let site = site(app)?;
    let what_for = Use::Making(session);
    Ok(what_for.bind(|binding| site.finish_making(&app.keys, binding, answer, now.millis())))
}

/// Puts a person's passkeys back as they were.
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
pub async fn tidy(tx: &mut Tx, before: Timestamp) -> db::Result<u64> {
    store::tidy(tx, before).await
}

/// The id of a passkey that a path names.
pub fn parse(id: &str) -> Result<PasskeyId> {
    id.parse().map_err(|_| Error::NotFound)
}

/// Passkeys of one person.
const MOST: usize = 20;

/// What password managers and devices call themselves, by their AAGUID (WebAuthn Level 3 §6.5.1).
const MODELS: &str = include_str!("models.tsv");

/// What came of adding one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasskeyAdded {
    /// Every other session is dead; this one is to be renewed with the epoch.
    Done { epoch: i64 },
    /// Its challenge was answered before.
    Over,
    /// There is one with this id already.
    Taken,
    /// There are as many as anyone needs.
    Full,
}

/// What made a passkey, if it says so and is known.
fn model(made: &NewPasskey) -> Option<&'static str> {
    let aaguid = made.aaguid?.to_string();
    MODELS.lines().find_map(|line| line.strip_prefix(&aaguid)?.strip_prefix('\t'))
}

/// Adds a passkey and tells its owner.
pub async fn add(
    change: &mut Change,
    user: UserId,
    name: &str,
    made: &NewPasskey,
) -> db::Result<PasskeyAdded> {
    let now = change.now();
    change::lock_user(change, user).await?;
    if !consume(change, &made.ceremony).await? {
        return Ok(PasskeyAdded::Over);
    }
    let before = list(change, user).await?;
    if before.len() >= MOST {
        return Ok(PasskeyAdded::Full);
    }
    let id = PasskeyId::mint(now);
    if !insert(change, id, user, (name, &made.credential), now).await? {
        return Ok(PasskeyAdded::Taken);
    }
    notify(change, user, &Event::PasskeyAdded { name: name.to_owned() }, before).await?;
    Ok(PasskeyAdded::Done { epoch: change::revoke_all_sessions(change, user).await? })
}

/// Removes a passkey and tells its owner; gives the new epoch, by which every session so far is
/// dead.
///
/// # Errors
/// [`Gone`] when it is not theirs.
pub async fn remove(
    change: &mut Change,
    user: UserId,
    id: PasskeyId,
) -> db::Result<std::result::Result<i64, Gone>> {
    change::lock_user(change, user).await?;
    let before = list(change, user).await?;
    let gone = before.iter().find(|passkey| passkey.id == id);
    let Some(name) = gone.map(|passkey| passkey.name.clone()) else { return Ok(Err(Gone)) };
    delete(change, user, id).await?;
    notify(change, user, &Event::PasskeyRemoved { name }, before).await?;
    Ok(Ok(change::revoke_all_sessions(change, user).await?))
}

async fn notify(
    change: &mut Change,
    user: UserId,
    event: &Event,
    before: Vec<Passkey>,
) -> db::Result<()> {
    let _now = change.now();
    let undo = Before::of(Part::Passkeys, &before)?;
    audit::notify_with_undo(change, user, event, &undo).await
}
