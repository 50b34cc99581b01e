//! Sessions: tower-sessions with a store of ours, whose cookie holds what the database never does.

use std::time::Duration;

use axum::http::header::{Entry, HeaderValue, SET_COOKIE};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use tower_sessions::cookie::{SameSite, time};
use tower_sessions::session::Id;
use tower_sessions::{Expiry, Session, SessionManagerLayer};

use super::session_store::Store;
use super::{Ctx, device};
use crate::core::cleanup::Cleanup;
use crate::core::session::{ABSOLUTE, IDLE};
use crate::platform::clock::Timestamp;
use crate::platform::db::{Db, Tx};
use crate::platform::i18n::Message;
use crate::platform::ids::{AccountId, DeviceId, SessionId, UserId};
use crate::platform::secrets;
use crate::sql;
use crate::web::App;

/// The cleanup of sessions that can never be used again.
pub const CLEANUP: Cleanup = Cleanup { name: "sessions", run: |tx, now| Box::pin(tidy(tx, now)) };

/// The only write of a page view, at most this often.
const TOUCH_EVERY: Duration = Duration::from_secs(5 * 60);
/// A second factor must follow the password within.
const CLAIM: Duration = Duration::from_secs(10 * 60);
/// What a `User-Agent` is cut to.
pub const AGENT_CHARS: usize = 250;

/// The one key of a record: all that a session is. For the store alone.
pub const STATE: &str = "state";

/// How a person proved who they are.
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

/// A row of `sessions`, less its hash.
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
    /// Who gave a right password and still owes the second factor.
    pub claimant_id: Option<UserId>,
    /// The browser, as it is known for the person.
    pub device_id: Option<DeviceId>,
}

/// Who signs in, and into what.
#[derive(Debug, Clone)]
pub struct SignIn {
    pub user_id: UserId,
    pub account_id: Option<AccountId>,
    pub by: SignedInBy,
    /// The user's epoch that the credential belongs to.
    pub epoch: i64,
    /// The browser, in its own words.
    pub agent: String,
    pub address: String,
    /// The same browser, as it is known for the person.
    pub device: Option<DeviceId>,
    /// The notice that the first page shows.
    pub flash: Option<Message>,
}

impl SignIn {
    /// Whoever gave a password in this browser, with the account to begin with and the epoch.
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

/// Begins a session under a new id; what the browser had before is gone. (`flush` would keep an
/// id that was planted in the browser.)
pub async fn sign_in(
    session: &Session,
    who: SignIn,
    now: Timestamp,
) -> crate::web::errors::Result<()> {
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

/// Remembers who gave a right password and still owes the second factor. It is nobody's session:
/// no gate opens for it.
pub async fn claim(
    session: &Session,
    who: SignIn,
    now: Timestamp,
) -> crate::web::errors::Result<()> {
    let claimant = Some(who.user_id);
    begin(session, SessionState { claimant_id: claimant, ..SessionState::of(who, now)? }).await
}

async fn begin(session: &Session, state: SessionState) -> crate::web::errors::Result<()> {
    session.cycle_id().await?;
    Ok(session.insert(STATE, state).await?)
}

impl SessionState {
    /// A new session, not yet of anyone.
    fn of(who: SignIn, now: Timestamp) -> crate::web::errors::Result<Self> {
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

    /// Who still owes the second factor, while the claim is fresh.
    pub fn claimant(&self, now: Timestamp) -> Option<UserId> {
        self.claimant_id.filter(|_| now.since(self.created_at) < CLAIM)
    }
}

/// Ends the session, if there is one.
pub async fn end(session: &Session) -> crate::web::errors::Result<()> {
    if session.id().is_some() {
        session.flush().await?;
    }
    Ok(())
}

/// What the session is, before something in the same request changes its row.
pub async fn state(session: &Session) -> crate::web::errors::Result<Option<SessionState>> {
    Ok(session.get(STATE).await?)
}

/// A session that changes a credential, or proves its person anew: taken out of the table with
/// the change, it goes on under another id.
pub struct Renewal {
    session: Session,
    state: SessionState,
}

impl Renewal {
    /// What the session is, before something in the same request changes its row.
    ///
    /// # Errors
    /// When it ended meanwhile.
    pub async fn of(session: Session) -> crate::web::errors::Result<Self> {
        let state = state(&session).await?.ok_or(crate::web::errors::Error::SessionEnded)?;
        Ok(Self { session, state })
    }

    /// Takes the session out of the table within a change. Its browser stays known with the
    /// credentials that the person has now.
    ///
    /// # Errors
    /// When it is gone already: someone signed it out meanwhile, and it must not come back.
    pub async fn take(&self, tx: &mut Tx) -> crate::web::errors::Result<()> {
        let id = self.state.id;
        let taken = sql!(tx, execute, "DELETE FROM sessions WHERE id = $1", id)?;
        if let (Some(user), Some(known)) = (self.state.user_id, self.state.device_id) {
            device::renew(tx, user, known).await?;
        }
        (taken == 1).then_some(()).ok_or(crate::web::errors::Error::SessionEnded)
    }

    /// Gives the session that was taken a new id and the user's epoch: after a change of
    /// credentials it is the only one of theirs that lives on. It may begin with a notice.
    pub async fn renew(
        mut self,
        epoch: i64,
        now: Timestamp,
        flash: Option<&Message>,
    ) -> crate::web::errors::Result<()> {
        self.state.epoch = epoch;
        self.state.authenticated_at = Some(now);
        self.state.flash = flash.map(written).transpose()?;
        self.session.cycle_id().await?;
        Ok(self.session.insert(STATE, self.state).await?)
    }
}

/// Leaves a notice for the next page of a session, in the transaction of what it tells. It goes
/// straight to its column: a copy of the whole session, read earlier, would undo what another tab
/// wrote meanwhile.
pub async fn set_flash(
    tx: &mut Tx,
    id: SessionId,
    flash: &Message,
) -> crate::web::errors::Result<()> {
    let flash = written(flash)?;
    Ok(sql!(tx, execute, "UPDATE sessions SET flash = $2 WHERE id = $1", id, flash).map(drop)?)
}

/// Takes the notice away, once shown.
pub async fn clear_flash(db: &Db, id: SessionId) -> crate::platform::db::Result<()> {
    let mut tx = db.begin().await?;
    sql!(&mut tx, execute, "UPDATE sessions SET flash = NULL WHERE id = $1", id)?;
    tx.commit().await
}

fn written(flash: &Message) -> crate::web::errors::Result<String> {
    Ok(serde_json::to_string(flash).map_err(anyhow::Error::from)?)
}

/// Makes an account the current one of a session; straight in its column, as a notice is left.
/// `false` when the session began before an admin ended those that there were.
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

/// Notes that the session is in use, if that was not noted lately; this renews the cookie too.
pub async fn touch(
    session: &Session,
    seen_at: Timestamp,
    now: Timestamp,
) -> crate::web::errors::Result<()> {
    if now.since(seen_at) < TOUCH_EVERY {
        return Ok(());
    }
    change(session, |state| state.seen_at = now).await
}

async fn change(
    session: &Session,
    with: impl FnOnce(&mut SessionState),
) -> crate::web::errors::Result<()> {
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

/// What the database knows a session id by.
pub fn hash(id: Id) -> [u8; 32] {
    secrets::digest(&id.0.to_be_bytes())
}

/// The layer that reads and writes the cookie.
pub fn layer(app: &App) -> SessionManagerLayer<Store> {
    let secure = app.public_url.is_https();
    let idle = time::Duration::try_from(IDLE).unwrap_or(time::Duration::WEEK);
    SessionManagerLayer::new(Store::new(app.db.clone(), app.clock.clone()))
        // The prefix binds the cookie to this host and to https; plain http cannot have it.
        .with_name(if secure { HOST_COOKIE } else { "sid" })
        .with_secure(secure)
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_path("/")
        .with_expiry(Expiry::OnInactivity(idle))
}

const HOST_COOKIE: &str = "__Host-sid";

/// Completes the cookie that removes the session's: browsers ignore one of a `__Host-` name that
/// is not `Secure`, and the layer leaves that out.
pub async fn complete_removal(mut response: Response) -> Response {
    if let Entry::Occupied(mut cookies) = response.headers_mut().entry(SET_COOKIE) {
        for cookie in cookies.iter_mut() {
            let text = cookie.to_str().unwrap_or_default();
            if text.starts_with(HOST_COOKIE) && !text.contains("Secure") {
                let whole = format!("{text}; Secure; HttpOnly; SameSite=Lax");
                if let Ok(whole) = HeaderValue::from_str(&whole) {
                    *cookie = whole;
                }
            }
        }
    }
    response
}
