//! Challenges and what browsers answer to them: signing in, proving again who one is, and a new passkey.

use super::store;
use crate::auth::sign_in;
use crate::auth::sign_in::{Device, Entrant};
use crate::core::change::{self, Change};
use crate::core::origin::Origin;
use crate::platform::clock::Timestamp;
use crate::platform::ids::{SessionId, UserId};
use crate::platform::secrets::passkey::{
    Binding, Challenge, NewPasskey, PasskeyAnswer, PasskeyRefusal, Registrant, RelyingParty,
};
use crate::web::App;
use crate::web::errors::{Error, Result};

/// What a challenge is for.
#[derive(Clone, Copy)]
pub enum Use {
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

pub fn ask(app: &App, what_for: Use, now: Timestamp) -> Result<Challenge> {
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
    let (user, mut change) = match check(app, Use::SignIn, answer, origin).await? {
        PasskeyCheck::Right(user, change) => (user, change),
        PasskeyCheck::Unknown(credential_id) => {
            return Ok(PasskeySignIn::Unknown { credential_id });
        }
        PasskeyCheck::Refused(why) => return Ok(PasskeySignIn::Refused(why)),
    };
    let is_known = device.known_for(&app.keys, user).is_some();
    let entrant = sign_in::enter(&mut change, user, is_known).await?;
    change.commit().await?;
    Ok(PasskeySignIn::Entered { user, entrant })
}

/// Takes an answer as the proof of someone who is signed in.
pub async fn reauthenticate(
    app: &App,
    user: UserId,
    session: SessionId,
    answer: &PasskeyAnswer,
) -> Result<std::result::Result<(), PasskeyRefusal>> {
    match check(app, Use::Sudo(session), answer, Origin::default()).await? {
        PasskeyCheck::Right(owner, change) if owner == user => {
            change.commit().await?;
            Ok(Ok(()))
        }
        PasskeyCheck::Refused(why) => Ok(Err(why)),
        // Another person's passkey proves nothing here, and neither does one that is gone.
        PasskeyCheck::Right(..) | PasskeyCheck::Unknown(_) => Ok(Err(PasskeyRefusal::Wrong)),
    }
}

enum PasskeyCheck {
    /// It is this person's; commit the use of the challenge together with what follows from it.
    Right(UserId, Box<Change>),
    Unknown(Vec<u8>),
    Refused(PasskeyRefusal),
}

async fn check(
    app: &App,
    what_for: Use,
    answer: &PasskeyAnswer,
    origin: Origin,
) -> Result<PasskeyCheck> {
    let (site, now) = (site(app)?, app.clock.now());
    let claim = match what_for.bind(|binding| site.read(&app.keys, binding, answer, now.millis())) {
        Ok(claim) => claim,
        Err(why) => return Ok(PasskeyCheck::Refused(why)),
    };
    let user = UserId::from_bytes(claim.user);
    let stored = store::find(&mut app.db.read().await?, user, &claim.credential_id).await?;
    let Some(stored) = stored else { return Ok(PasskeyCheck::Unknown(claim.credential_id)) };
    // A signature is checked before the owner is locked: it takes its time.
    let fresh = match site.check(&claim, &stored.credential()?) {
        Ok(fresh) => fresh,
        Err(why) => return Ok(PasskeyCheck::Refused(why)),
    };
    let mut change = app.change(origin).await?;
    change::lock_user(&mut change, user).await?;
    if !store::consume(&mut change, &claim.ceremony, now).await? {
        return Ok(PasskeyCheck::Refused(PasskeyRefusal::Over));
    }
    if !store::used(&mut change, user, stored.id, &fresh, now).await? {
        return Ok(PasskeyCheck::Unknown(claim.credential_id));
    }
    Ok(PasskeyCheck::Right(user, Box::new(change)))
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
