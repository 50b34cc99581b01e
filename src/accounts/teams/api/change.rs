//! What a program makes and changes of teams, for both APIs.

use crate::accounts::teams::{Changed, Made, Notes, PeopleSet, TeamName, Wanted};
use crate::platform::db::Tx;
use crate::platform::ids::{AccountUserId, TeamId};
use crate::web::api::Result;
use crate::web::api::caller::Caller;
use crate::web::api::refusal::{Fault, Refusal};

/// What is to be otherwise. What is `None` stays as it is.
#[derive(Clone, Default)]
pub struct TeamChange {
    pub name: Option<TeamName>,
    pub notes: Option<Notes>,
    pub members: Option<Vec<AccountUserId>>,
    pub admins: Option<Vec<AccountUserId>>,
    pub meta: Option<String>,
}

/// Makes a team.
///
/// # Errors
/// Why it is not made; undo the change then.
pub async fn make(
    tx: &mut Tx,
    caller: &Caller,
    name: &TeamName,
    change: &TeamChange,
) -> Result<TeamId> {
    let caller = &caller.lock_as_admin(tx).await?;
    let whence = caller.origin();
    let affair = caller.affair(&whence);
    let of = (affair, caller.place.account_id);
    let none = Notes::default();
    let notes = change.notes.as_ref().unwrap_or(&none);
    let id = match crate::accounts::teams::make(tx, of, (name, notes), &[], caller.now).await? {
        Made::Made(id) => id,
        Made::NameTaken => return Err(taken()),
        Made::Gone => return Err(Refusal::NotFound),
    };
    let rest = TeamChange { name: None, notes: None, ..change.clone() };
    set(tx, caller, id, &rest).await?;
    Ok(id)
}

fn taken() -> Refusal {
    Refusal::Conflict("another team is called so".to_owned())
}

/// Changes a team, wholly or not at all.
///
/// # Errors
/// Why it is not changed; undo the change then.
pub async fn change(tx: &mut Tx, caller: &Caller, id: TeamId, change: &TeamChange) -> Result<()> {
    let caller = &caller.lock(tx).await?;
    let account = caller.place.account_id;
    crate::accounts::teams::find(tx, account, id).await?.ok_or(Refusal::NotFound)?;
    if !crate::accounts::teams::is_admin(tx, id, caller.place.account_user_id).await? {
        caller.require_admin()?;
    }
    set(tx, caller, id, change).await
}

async fn set(tx: &mut Tx, caller: &Caller, id: TeamId, change: &TeamChange) -> Result<()> {
    let (whence, now) = (caller.origin(), caller.now);
    let affair = caller.affair(&whence);
    let of = (caller.place.account_id, id);
    if change.name.is_some() || change.notes.is_some() {
        let team = crate::accounts::teams::find(tx, of.0, id).await?.ok_or(Refusal::NotFound)?;
        let stored = |_| Refusal::NotFound;
        let name = change.name.clone().map_or_else(|| team.name.parse().map_err(stored), Ok)?;
        let notes = change.notes.clone().map_or_else(|| team.notes.parse().map_err(stored), Ok)?;
        match crate::accounts::teams::set(tx, affair, of, (&name, &notes), now).await? {
            Changed::Saved | Changed::Stale(_) => {}
            Changed::NameTaken => return Err(taken()),
            Changed::Gone => return Err(Refusal::NotFound),
        }
    }
    if change.members.is_some() || change.admins.is_some() {
        let wanted =
            Wanted { members: change.members.as_deref(), admins: change.admins.as_deref() };
        match crate::accounts::teams::set_people(tx, affair, of, wanted, now).await? {
            PeopleSet::Set => {}
            PeopleSet::Gone => return Err(Refusal::NotFound),
            PeopleSet::NoAdmin => {
                let why = "must name someone: a team with people has a team admin";
                return Err(Refusal::Faults(vec![Fault::invalid("admin_account_user_ids", why)]));
            }
        }
    }
    if let Some(meta) = &change.meta {
        crate::accounts::teams::set_meta(tx, of, meta, now).await?;
    }
    Ok(())
}

/// Removes a team, for a program.
///
/// # Errors
/// When there is none.
pub async fn remove(tx: &mut Tx, caller: &Caller, id: TeamId) -> Result<()> {
    let caller = &caller.lock_as_admin(tx).await?;
    let whence = caller.origin();
    let affair = caller.affair(&whence);
    let of = (caller.place.account_id, id);
    crate::accounts::teams::remove(tx, affair, of, caller.now)
        .await?
        .map(drop)
        .ok_or(Refusal::NotFound)
}
