//! Challenges and their answers: at sign-in, at reauthentication, and for a new passkey.

use super::store;
use crate::auth::sign_in;
use crate::auth::sign_in::Entrant;
use crate::core::change::Change;
use crate::core::origin::Origin;
use crate::platform::clock::Timestamp;
use crate::platform::db;
use crate::platform::ids::{PasskeyId, SessionId, UserId};
use crate::platform::secrets::passkey::{
    Binding, Challenge, NewPasskey, PasskeyAnswer, PasskeyClaim, PasskeyCredential, PasskeyRefusal,
    Registrant, RelyingParty,
};
use crate::web::App;
use crate::web::errors::{Error, Result};
use crate::web::gate::SignedIn;
use crate::web::viewer::device::Device;

/// The purpose of a challenge.
#[derive(Clone, Copy)]
pub enum Use {
    SignIn,
    /// Reauthentication in this session.
    Sudo(SessionId),
    /// Creation of a passkey in this session.
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

/// The outcome of an answer at sign-in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PasskeySignIn {
    /// The passkey is valid, and its owner is signed in.
    Entered {
        user: UserId,
        entrant: Entrant,
    },
    /// The passkey does not exist, or no longer; this is its credential id.
    Unknown {
        credential_id: Vec<u8>,
    },
    Refused(PasskeyRefusal),
}

/// Returns the relying party; the pages do not exist where there is none.
fn site(app: &App) -> Result<&RelyingParty> {
    app.relying_party.as_ref().ok_or(Error::NotFound)
}

pub fn ask(app: &App, what_for: Use, now: Timestamp) -> Result<Challenge> {
    let site = site(app)?;
    Ok(what_for.bind(|binding| site.begin(&app.keys, binding, now.millis()))?)
}

/// Checks an answer to a challenge at sign-in.
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
    change.lock_user(user).await?;
    match found.record_use(&mut change).await? {
        Used::Recorded => {}
        Used::Before => return Ok(PasskeySignIn::Refused(PasskeyRefusal::Over)),
        Used::Gone => {
            return Ok(PasskeySignIn::Unknown { credential_id: found.claim.credential_id });
        }
    }
    let entrant = sign_in::enter(&mut change, user, device).await?;
    change.commit().await?;
    Ok(PasskeySignIn::Entered { user, entrant })
}

/// Checks an answer as a signed-in person's reauthentication.
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
        // Another person's passkey does not reauthenticate, and neither does a deleted one.
        PasskeyCheck::Right(_) | PasskeyCheck::Unknown(_) => return Ok(Err(PasskeyRefusal::Wrong)),
    };
    let mut change = me.change().await?;
    match found.record_use(&mut change).await? {
        Used::Recorded => {}
        Used::Before => return Ok(Err(PasskeyRefusal::Over)),
        Used::Gone => return Ok(Err(PasskeyRefusal::Wrong)),
    }
    change.commit().await?;
    Ok(Ok(()))
}

enum PasskeyCheck {
    /// The answer is signed by this passkey, whose use is still to be recorded.
    Right(Box<FoundPasskey>),
    Unknown(Vec<u8>),
    Refused(PasskeyRefusal),
}

/// The passkey that signed an answer.
struct FoundPasskey {
    user: UserId,
    id: PasskeyId,
    claim: PasskeyClaim,
    /// The passkey with its new counter, as it is to be stored.
    fresh: PasskeyCredential,
}

enum Used {
    Recorded,
    /// The challenge was answered before.
    Before,
    /// The passkey was removed meanwhile.
    Gone,
}

/// Checks the signature, before anything is locked, because it takes time.
async fn check(app: &App, what_for: Use, answer: &PasskeyAnswer) -> Result<PasskeyCheck> {
    let (site, now) = (site(app)?, app.clock.now());
    let claim = match what_for.bind(|binding| site.read(&app.keys, binding, answer, now.millis())) {
        Ok(claim) => claim,
        Err(why) => {
            log_refusal(None, why.into());
            return Ok(PasskeyCheck::Refused(why));
        }
    };
    let user = UserId::from_bytes(claim.user);
    let stored = store::find(&mut app.db.read().await?, user, &claim.credential_id).await?;
    let Some(stored) = stored else {
        log_refusal(Some(user), "unknown");
        return Ok(PasskeyCheck::Unknown(claim.credential_id));
    };
    match site.check(&claim, &stored.credential()?) {
        Ok(fresh) => {
            let found = FoundPasskey { user, id: stored.id, claim, fresh };
            Ok(PasskeyCheck::Right(Box::new(found)))
        }
        Err(why) => {
            log_refusal(Some(user), why.into());
            Ok(PasskeyCheck::Refused(why))
        }
    }
}

/// Logs that a passkey was refused, and whose it claims to be.
fn log_refusal(user: Option<UserId>, why: &'static str) {
    let user = user.map(tracing::field::display);
    tracing::warn!(
        target: "security",
        event = "passkey_refused",
        user,
        why,
        "a passkey was refused"
    );
}

impl FoundPasskey {
    /// Records the use of the passkey and of its challenge, in a change that has its owner locked.
    /// Roll the change back unless the result is [`Used::Recorded`].
    async fn record_use(&self, change: &mut Change) -> db::Result<Used> {
        let now = change.now();
        if !store::consume(change, &self.claim.ceremony, now).await? {
            log_refusal(Some(self.user), "used_before");
            return Ok(Used::Before);
        }
        match store::used(change, self.user, self.id, &self.fresh, now).await? {
            true => Ok(Used::Recorded),
            false => {
                log_refusal(Some(self.user), "unknown");
                Ok(Used::Gone)
            }
        }
    }
}

/// Makes the challenge for creating a passkey in a session.
///
/// # Errors
/// When passkeys are not available here.
pub async fn ask_to_make(
    app: &App,
    user: UserId,
    session: SessionId,
    name: &str,
    display_name: &str,
    now: Timestamp,
) -> Result<Challenge> {
    let site = site(app)?;
    let passkeys = store::list(&mut app.db.read().await?, user).await?;
    let known = passkeys.iter().map(|passkey| passkey.credential_id.clone()).collect();
    let who = Registrant { handle: *user.as_bytes(), name, display_name, known };
    let what_for = Use::Making(session);
    Ok(what_for.bind(|binding| site.begin_making(&app.keys, binding, who, now.millis()))?)
}

/// Checks a passkey that a browser created in a session.
///
/// # Errors
/// When passkeys are not available here.
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
