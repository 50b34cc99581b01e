//! Monitors: programs with an alert key, which make alerts for chosen teams and do nothing else.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use tracing::Span;
use tracing::field::display;

use super::caller::{Caller, NOT_GOOD, count, credential, is_bearer, warn_of_use};
use super::gate::ApiCaller;
use super::refusal::Refusal;
use super::token::TOUCH_EVERY;
use crate::core::actor::{Actor, Via};
use crate::core::change::Change;
use crate::platform::clock::Timestamp;
use crate::platform::db::{self, Db, Tx};
use crate::platform::i18n::Lang;
use crate::platform::ids::{AccountId, AlertKeyId, TeamId};
use crate::platform::secrets::token::ApiToken;
use crate::sql;
use crate::web::App;
use crate::web::gate::Gate;
use crate::web::viewer::Ctx;

/// A valid alert key.
#[derive(Clone, Copy, sqlx::FromRow)]
pub struct FoundKey {
    pub id: AlertKeyId,
    pub account_id: AccountId,
    last_used_at: Option<Timestamp>,
}

async fn find(tx: &mut Tx, digest: &[u8]) -> db::Result<Option<FoundKey>> {
    sql!(tx, fetch_optional FoundKey,
        "SELECT id, account_id, last_used_at FROM alert_keys WHERE digest = $1", digest)
}

/// Lists the teams for which a key makes alerts.
pub async fn teams_of(tx: &mut Tx, key: AlertKeyId) -> db::Result<Vec<TeamId>> {
    sql!(tx, scalars TeamId,
        "SELECT team_id FROM alert_key_teams WHERE alert_key_id = $1 ORDER BY team_id", key)
}

/// Records that a key was used, at most once a minute.
async fn record_use(db: &Db, key: &FoundKey, now: Timestamp) -> db::Result<()> {
    if key.last_used_at.is_some_and(|at| now.since(at) < TOUCH_EVERY) {
        return Ok(());
    }
    let (mut tx, id) = (db.begin().await?, key.id);
    sql!(&mut tx, execute, "UPDATE alert_keys SET last_used_at = $2 WHERE id = $1", id, now)?;
    tx.commit().await
}

/// A program with an alert key.
pub struct Monitor {
    pub ctx: Ctx,
    pub key: FoundKey,
    digest: [u8; 32],
}

impl Monitor {
    /// Finds the monitor of a secret; `None` when it is no alert key.
    async fn by_key(parts: &Parts, app: &App, secret: &ApiToken) -> super::Result<Option<Self>> {
        let digest = secret.digest();
        let found = find(&mut app.db.read().await?, &digest[..]).await?;
        let Some(key) = found else { return Ok(None) };
        count(parts, app, key.id.as_bytes())?;
        let now = app.clock.now();
        // An alert is made even when the time of use cannot be stored.
        warn_of_use(record_use(&app.db, &key, now).await);
        Span::current().record("account", display(key.account_id));
        let ctx = Ctx { now, lang: Lang::En, ..Ctx::of_stranger(parts, app) };
        Ok(Some(Self { ctx, key, digest }))
    }

    /// Begins a change of the account, which is locked, after the key was read again.
    ///
    /// # Errors
    /// When the key was removed meanwhile.
    pub async fn change(&self) -> super::Result<Change> {
        let mut change = self.ctx.app.change(self.ctx.origin()).await?;
        let account = self.key.account_id;
        change.lock([account], []).await?;
        let found = find(&mut change, &self.digest[..]).await?;
        found.ok_or(Refusal::Unauthorized(NOT_GOOD))?;
        change.act_as(Actor {
            user: None,
            account: Some(account),
            member: None,
            is_admin: false,
            is_owner: false,
            via: Via::Api,
            session: None,
        });
        Ok(change)
    }
}

/// Open to programs with an API token and to monitors with an alert key.
pub enum ApiSender {
    Person(Box<Caller>),
    Monitor(Box<Monitor>),
}

impl Gate for ApiSender {
    const NAME: &'static str = "ApiSender";
}

impl FromRequestParts<App> for ApiSender {
    type Rejection = Refusal;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> super::Result<Self> {
        let text = credential(parts).filter(|_| is_bearer(parts));
        if let Some(Ok(secret)) = text.map(str::parse)
            && let Some(monitor) = Monitor::by_key(parts, app, &secret).await?
        {
            return Ok(Self::Monitor(Box::new(monitor)));
        }
        let ApiCaller(caller) = ApiCaller::from_request_parts(parts, app).await?;
        Ok(Self::Person(Box::new(caller)))
    }
}
