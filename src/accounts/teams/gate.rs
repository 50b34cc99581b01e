//! The gate of the pages that manage the team in the path.

use std::ops::Deref;

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;

use super::Team;
use crate::core::change::Change;
use crate::platform::db::Tx;
use crate::web::App;
use crate::web::errors::{Error, Result};
use crate::web::gate::{Gate, Member, refused};

/// Open to the account's admins and to the team admins of the team in the path; everyone else gets
/// 404.
pub struct TeamManager {
    pub me: Member,
    pub team: Team,
}

impl Gate for TeamManager {
    const NAME: &'static str = "TeamManager";
}

impl FromRequestParts<App> for TeamManager {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let me = Member::from_request_parts(parts, app).await?;
        let params = RawPathParams::from_request_parts(parts, app).await;
        let params = params.map_err(|_| Error::NotFound)?;
        let named = params.iter().find(|(name, _)| *name == "team");
        let (_, id) = named.ok_or(Error::NotFound)?;
        let mut tx = app.db.read().await?;
        let team = find_of(&mut tx, &me, id).await?;
        match manages(&mut tx, &me, &team).await? {
            true => Ok(Self { me, team }),
            false => Err(refused("team_managers_only")),
        }
    }
}

impl TeamManager {
    /// Begins a change of the team, and checks again, under the locks, that the person may manage
    /// it.
    ///
    /// # Errors
    /// When they no longer may.
    pub async fn change(&self) -> Result<Change> {
        let mut change = self.me.change().await?;
        let team = super::find(&mut change, self.me.account_id(), self.team.id).await?;
        let (is_admin, member) = (change.actor().is_admin, self.me.account.account_user_id);
        let manages = is_admin || super::is_admin(&mut change, self.team.id, member).await?;
        if team.is_none() {
            return Err(Error::NotFound);
        }
        manages.then_some(change).ok_or_else(|| refused("role_lost"))
    }
}

impl Deref for TeamManager {
    type Target = Member;
    fn deref(&self) -> &Member {
        &self.me
    }
}

/// Finds a team of the current account by id.
///
/// # Errors
/// When there is no such team.
pub async fn find_of(tx: &mut Tx, me: &Member, id: &str) -> Result<Team> {
    let id = id.parse()?;
    super::find(tx, me.account_id(), id).await?.ok_or(Error::NotFound)
}

/// Tells whether a member may manage a team of the current account.
pub async fn manages(tx: &mut Tx, me: &Member, team: &Team) -> Result<bool> {
    let is_admin = me.account.is_admin;
    Ok(is_admin || super::is_admin(tx, team.id, me.account.account_user_id).await?)
}
