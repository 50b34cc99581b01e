//! Sessions: their state, how they begin, and how they end.

mod cookie;
mod flash;
mod renewal;

use std::time::Duration;

pub use cookie::{complete_removal, layer};
use flash::written;
pub use flash::{clear_flash, set_flash};
pub use renewal::Renewal;
use serde::{Deserialize, Serialize};
use tower_sessions::Session;
use tower_sessions::session::Id;

use super::Ctx;
use crate::core::cleanup::Cleanup;
use crate::core::session::{ABSOLUTE, IDLE};
use crate::platform::clock::Timestamp;
use crate::platform::db::Tx;
use crate::platform::i18n::Message;
use crate::platform::ids::{AccountId, DeviceId, SessionId, UserId};
use crate::platform::secrets;
use crate::sql;
use crate::web::errors::Result;

/// Deletes sessions that can never be used again.
pub const CLEANUP: Cleanup = Cleanup { name: "sessions", run: |tx, now| Box::pin(tidy(tx, now)) };

/// The least time between two records of a session's use, the only write of a page view.
const TOUCH_EVERY: Duration = Duration::from_secs(5 * 60);
/// The time within which a second factor must follow the password.
const CLAIM: Duration = Duration::from_secs(10 * 60);
/// The number of characters that a `User-Agent` is cut to.
pub const AGENT_CHARS: usize = 250;

/// The one key of a tower-sessions record, which holds the whole state.
pub const STATE: &str = "state";

/// The way in which a person authenticated.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    strum::EnumString,
    strum::AsRefStr,
    sqlx::Type,
)]
#[strum(serialize_all = "snake_case")]
#[sqlx(type_name = "TEXT", rename_all = "snake_case")]
pub enum SignedInBy {
    Password,
    Passkey,
}

/// A row of `sessions`, without the hash of its id.
#[derive(Clone, Debug, Serialize, Deserialize, sqlx::FromRow)]
pub struct SessionState {
    pub id: SessionId,
    pub user_id: Option<UserId>,
    pub account_id: Option<AccountId>,
    pub signed_in_by: Option<SignedInBy>,
    pub epoch: i64,
    pub authenticated_at: Option<Timestamp>,
    pub agent: String,
    pub address: String,
    pub created_at: Timestamp,
    pub seen_at: Timestamp,
    pub flash: Option<String>,
    /// The person who entered the correct password and still owes the second factor.
    pub claimant_id: Option<UserId>,
    /// The browser, when it is known for the person.
    pub device_id: Option<DeviceId>,
}

/// A sign-in: the person, how they authenticated, and the browser.
#[derive(Debug, Clone)]
pub struct SignIn {
    pub user_id: UserId,
    pub account_id: Option<AccountId>,
    pub by: SignedInBy,
    /// The user's epoch when the credential was checked.
    pub epoch: i64,
    /// The `User-Agent`.
    pub agent: String,
    pub address: String,
    /// The browser, when it is known for the person.
    pub device: Option<DeviceId>,
    /// The message that the first page shows.
    pub flash: Option<Message>,
}

impl SignIn {
    /// Makes the sign-in of a person who entered a password in this browser, with the current
    /// account and the user's epoch.
    pub fn by_password(ctx: &Ctx, user: UserId, account: Option<AccountId>, epoch: i64) -> Self {
        Self {
            user_id: user,
            account_id: account,
            by: SignedInBy::Password,
            epoch,
            agent: ctx.agent.clone(),
            address: ctx.address.clone(),
            device: None,
            flash: None,
        }
    }
}

/// Begins a session under a new id, and ends the browser's earlier one. (`flush` would keep an id
/// that an attacker planted in the browser.)
pub async fn sign_in(session: &Session, who: SignIn, now: Timestamp) -> Result<()> {
    let (user, by) = (who.user_id, who.by);
    begin(session, SessionState { user_id: Some(user), ..SessionState::of(who, now)? }).await?;
    tracing::info!(
        target: "security",
        event = "session_began",
        %user,
        by = by.as_ref(),
        "a session began"
    );
    Ok(())
}

/// Begins a session that remembers a person who entered the correct password and still owes the
/// second factor. No gate accepts it.
pub async fn claim(session: &Session, who: SignIn, now: Timestamp) -> Result<()> {
    let claimant = Some(who.user_id);
    begin(session, SessionState { claimant_id: claimant, ..SessionState::of(who, now)? }).await
}

async fn begin(session: &Session, state: SessionState) -> Result<()> {
    session.cycle_id().await?;
    Ok(session.insert(STATE, state).await?)
}

impl SessionState {
    /// Makes the state of a new session, without a person.
    fn of(who: SignIn, now: Timestamp) -> Result<Self> {
        let flash = who.flash.as_ref().map(written).transpose()?;
        Ok(Self {
            id: SessionId::mint(now),
            user_id: None,
            account_id: who.account_id,
            signed_in_by: Some(who.by),
            epoch: who.epoch,
            authenticated_at: Some(now),
            agent: who.agent.chars().take(AGENT_CHARS).collect(),
            address: who.address,
            created_at: now,
            seen_at: now,
            flash,
            claimant_id: None,
            device_id: who.device,
        })
    }

    /// Returns the person who still owes the second factor, for ten minutes after the password.
    pub fn claimant(&self, now: Timestamp) -> Option<UserId> {
        self.claimant_id.filter(|_| now.since(self.created_at) < CLAIM)
    }
}

/// Ends the session, if there is one.
pub async fn end(session: &Session) -> Result<()> {
    if session.id().is_some() {
        session.flush().await?;
    }
    Ok(())
}

/// Returns the state of a session, before something in the same request changes its row.
pub async fn state(session: &Session) -> Result<Option<SessionState>> {
    Ok(session.get(STATE).await?)
}

/// Makes an account the current one of a session, in its own column like a flash. Returns `false`
/// when the session began before an admin ended the sessions of the account.
pub async fn enter(
    tx: &mut Tx,
    id: SessionId,
    account: AccountId,
) -> crate::platform::db::Result<bool> {
    sql!(
        tx,
        execute,
        "UPDATE sessions SET account_id = $2 WHERE id = $1 AND created_at >= \
            (SELECT m.sessions_from FROM account_users m \
             WHERE m.account_id = $2 AND m.user_id = sessions.user_id)",
        id,
        account
    )
    .map(|entered| entered == 1)
}

/// Records that a session is in use, at most every five minutes; this renews the cookie too.
pub async fn touch(session: &Session, seen_at: Timestamp, now: Timestamp) -> Result<()> {
    if now.since(seen_at) < TOUCH_EVERY {
        return Ok(());
    }
    change(session, |state| state.seen_at = now).await
}

async fn change(session: &Session, with: impl FnOnce(&mut SessionState)) -> Result<()> {
    if let Some(mut state) = session.get::<SessionState>(STATE).await? {
        with(&mut state);
        session.insert(STATE, state).await?;
    }
    Ok(())
}

async fn tidy(tx: &mut Tx, now: Timestamp) -> crate::platform::db::Result<u64> {
    sql!(
        tx,
        execute,
        "DELETE FROM sessions WHERE seen_at <= $1 OR created_at <= $2 \
            OR (claimant_id IS NOT NULL AND created_at <= $3) OR EXISTS \
            (SELECT 1 FROM users u WHERE u.id = sessions.user_id AND u.epoch <> sessions.epoch) \
            OR EXISTS (SELECT 1 FROM accounts a WHERE a.id = sessions.account_id \
                AND (sessions.seen_at <= $4 - a.session_idle * 1000 \
                    OR sessions.created_at <= $4 - a.session_absolute * 1000))",
        now - IDLE,
        now - ABSOLUTE,
        now - CLAIM,
        now
    )
}

/// Returns the digest of a session id, by which the database knows the session.
pub fn hash(id: Id) -> [u8; 32] {
    secrets::digest(&id.0.to_be_bytes())
}
