//! Who is asked into an account by a program: made, or invited.

use std::collections::HashSet;

use super::Someone;
use super::apply::change;
use super::change::Change;
use crate::accounts::account::Roles;
use crate::accounts::invitations::{self, Asked, Pending};
use crate::platform::db::Tx;
use crate::platform::ids::InvitationId;
use crate::users::emails::EmailAddress;
use crate::users::profile::PersonName;
use crate::web::api::Result;
use crate::web::api::caller::Caller;
use crate::web::api::refusal::Refusal;

/// Whom a program would have in the account.
pub struct Newcomer {
    pub name: PersonName,
    /// The address that they are asked at.
    pub email: EmailAddress,
    /// The rest, which holds for who is made, and roles and teams for who is invited too.
    pub rest: Change,
}

/// Asks someone in, by the rules of the page that does.
///
/// # Errors
/// Why they are not asked.
pub async fn ask(tx: &mut Tx, caller: &Caller, newcomer: &Newcomer) -> Result<Someone> {
    let caller = &caller.lock_as_admin(tx).await?;
    let account = caller.place.account_id;
    let whence = caller.origin();
    let mut teams = newcomer.rest.teams.clone().unwrap_or_default();
    let mut seen = HashSet::new();
    teams.retain(|team| seen.insert(*team));
    // Whatever is wrong is told before anyone is asked: alike of who is known and who is not.
    newcomer.rest.check(tx, caller).await?;
    for team in &teams {
        crate::accounts::teams::find(tx, account, *team).await?.ok_or(Refusal::NotFound)?;
    }
    let asked = invitations::Newcomer {
        name: &newcomer.name,
        email: &newcomer.email,
        phone: None,
        roles: newcomer.rest.roles.on(Roles::default()),
        teams: &teams,
    };
    let language = newcomer.rest.language.unwrap_or(caller.place.language);
    let affair = caller.affair(&whence);
    let keys = &caller.app.keys;
    let asked = invitations::ask(tx, keys, affair, account, &asked, language, caller.now).await?;
    match asked {
        Asked::Created(id) => {
            let person = change(tx, caller, id, &newcomer.rest).await?;
            Ok(Someone::Here(Box::new(person)))
        }
        Asked::Invited(id) => {
            let asked =
                invitations::find_pending(tx, account, id).await?.ok_or(Refusal::NotFound)?;
            // Asked at another address of theirs before: that the two are one person's is not told.
            let id = match asked.address == newcomer.email.as_ref() {
                true => id,
                false => InvitationId::mint(caller.now),
            };
            let name = newcomer.name.as_ref().to_owned();
            let address = newcomer.email.as_ref().to_owned();
            Ok(Someone::Asked(Pending { id, name, address, ..asked }))
        }
        Asked::AlreadyHere => {
            Err(Refusal::Conflict("a user with this email is in the account already".to_owned()))
        }
        Asked::InvitedAlready => {
            Err(Refusal::Conflict("a user with this email was invited already".to_owned()))
        }
        Asked::Full { limit } => {
            Err(Refusal::Conflict(format!("the account has its {limit} users already")))
        }
        Asked::TooMany { until } => Err(Refusal::TooMany {
            why: "too many people were asked in; try again later",
            wait: until.since(caller.now),
        }),
    }
}
