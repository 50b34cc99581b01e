//! Teams created, updated and deleted by programs, for both APIs.

use crate::accounts::account;
use crate::accounts::teams::{
    self, MembersSet, Notes, TeamChanged, TeamMade, TeamName, WantedMembers,
};
use crate::core::change::Change;
use crate::platform::ids::{AccountId, AccountUserId, TeamId};
use crate::web::api::Result;
use crate::web::api::caller::Caller;
use crate::web::api::refusal::Refusal;

/// The object that ids of members name, for error texts.
pub const USERS_OF_ACCOUNT: &str = "users of this account";

/// The changes that a program asks for of a team. `None` leaves an attribute as it is.
#[derive(Clone, Default)]
pub struct TeamPatch {
    pub name: Option<TeamName>,
    pub notes: Option<Notes>,
    pub members: Option<Vec<AccountUserId>>,
    pub admins: Option<Vec<AccountUserId>>,
    pub meta: Option<String>,
}

/// Creates a team.
///
/// # Errors
/// When it is refused; roll the change back then.
pub async fn make(
    change: &mut Change,
    caller: &Caller,
    name: &TeamName,
    patch: &TeamPatch,
) -> Result<TeamId> {
    caller.require_admin()?;
    let none = Notes::default();
    let notes = patch.notes.as_ref().unwrap_or(&none);
    let id = match teams::make(change, caller.place.account_id, name, notes, &[]).await? {
        TeamMade::Made(id) => id,
        TeamMade::NameTaken => return Err(taken()),
        TeamMade::Gone => return Err(Refusal::NotFound),
    };
    let rest = TeamPatch { name: None, notes: None, ..patch.clone() };
    set(change, caller, id, &rest).await?;
    Ok(id)
}

fn taken() -> Refusal {
    Refusal::Conflict("Another team has this name".to_owned())
}

/// Updates a team, wholly or not at all.
///
/// # Errors
/// When it is refused; roll the change back then.
pub async fn change(
    change: &mut Change,
    caller: &Caller,
    id: TeamId,
    patch: &TeamPatch,
) -> Result<()> {
    teams::find(change, caller.place.account_id, id).await?.ok_or(Refusal::NotFound)?;
    if !teams::is_admin(change, id, caller.place.account_user_id).await? {
        caller.require_admin()?;
    }
    set(change, caller, id, patch).await
}

async fn set(change: &mut Change, caller: &Caller, id: TeamId, patch: &TeamPatch) -> Result<()> {
    let account = caller.place.account_id;
    if patch.name.is_some() || patch.notes.is_some() {
        let team = teams::find(change, account, id).await?.ok_or(Refusal::NotFound)?;
        let stored = |_| Refusal::NotFound;
        let name = patch.name.clone().map_or_else(|| team.name.parse().map_err(stored), Ok)?;
        let notes = patch.notes.clone().map_or_else(|| team.notes.parse().map_err(stored), Ok)?;
        match teams::set(change, account, id, &name, &notes).await? {
            TeamChanged::Saved | TeamChanged::Stale(_) => {}
            TeamChanged::NameTaken => return Err(taken()),
            TeamChanged::Gone => return Err(Refusal::NotFound),
        }
    }
    if patch.members.is_some() || patch.admins.is_some() {
        let wanted =
            WantedMembers { members: patch.members.as_deref(), admins: patch.admins.as_deref() };
        match teams::set_members(change, account, id, wanted).await? {
            MembersSet::Set => {}
            MembersSet::Gone => return Err(unknown_member(change, account, patch).await?),
        }
    }
    if let Some(meta) = &patch.meta {
        teams::set_meta(change, account, id, meta).await?;
    }
    Ok(())
}

/// Returns the refusal of a list that names someone who is not in the account.
async fn unknown_member(
    change: &mut Change,
    account: AccountId,
    patch: &TeamPatch,
) -> Result<Refusal> {
    for id in patch.members.iter().flatten() {
        if account::member(change, account, *id).await?.is_none() {
            return Ok(Refusal::unknown("member_account_user_ids", USERS_OF_ACCOUNT));
        }
    }
    Ok(Refusal::unknown("admin_account_user_ids", USERS_OF_ACCOUNT))
}

/// Deletes a team.
///
/// # Errors
/// When there is no such team.
pub async fn remove(change: &mut Change, caller: &Caller, id: TeamId) -> Result<()> {
    caller.require_admin()?;
    let removed = teams::remove(change, caller.place.account_id, id).await?;
    removed.map(drop).ok_or(Refusal::NotFound)
}
