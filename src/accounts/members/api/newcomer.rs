//! A person whom a program adds to the account: created, or invited.

use std::collections::HashSet;

use super::Someone;
use super::patch::{MemberPatch, TEAMS, TEAMS_OF_ACCOUNT};
use crate::accounts::account::Roles;
use crate::accounts::invitations::{self, InvitationOutcome, PendingInvitation};
use crate::accounts::teams;
use crate::core::change::Change;
use crate::platform::ids::InvitationId;
use crate::users::emails::EmailAddress;
use crate::users::phones;
use crate::users::profile::PersonName;
use crate::web::api::Result;
use crate::web::api::caller::Caller;
use crate::web::api::refusal::Refusal;

pub(super) const HERE: &str = "A user with this email is already in the account";

/// A person whom a program adds to the account.
pub struct ApiNewcomer {
    pub name: PersonName,
    /// The address that the activation link or invitation is sent to.
    pub email: EmailAddress,
    /// The other attributes. A created user gets all of them, an invited person only roles and
    /// teams.
    pub rest: MemberPatch,
}

/// Adds a person, by the rules of the New User page.
///
/// # Errors
/// When the rules refuse it.
pub async fn ask(change: &mut Change, caller: &Caller, newcomer: &ApiNewcomer) -> Result<Someone> {
    caller.require_admin()?;
    let account = caller.place.account_id;
    let mut teams = newcomer.rest.teams.clone().unwrap_or_default();
    let mut seen = HashSet::new();
    teams.retain(|team| seen.insert(*team));
    // Validated before the person is looked up, so that known and unknown people get the same
    // answer.
    newcomer.rest.check(change, caller).await?;
    for team in &teams {
        let found = teams::find(change, account, *team).await?;
        found.ok_or_else(|| Refusal::unknown(TEAMS, TEAMS_OF_ACCOUNT))?;
    }
    let asked = invitations::Newcomer {
        name: &newcomer.name,
        email: &newcomer.email,
        phone: None,
        roles: newcomer.rest.roles.on(Roles::default()),
        teams: &teams,
    };
    let language = newcomer.rest.language.unwrap_or(caller.place.language);
    let asked = invitations::ask(change, account, &asked, language).await?;
    caller.slot().of_newcomers(invitations::left(change, account).await?);
    match asked {
        InvitationOutcome::Created(id) => {
            let person = super::update::change(change, caller, id, &newcomer.rest).await?;
            Ok(Someone::Here(Box::new(person)))
        }
        InvitationOutcome::Invited(id) => {
            let asked =
                invitations::find_pending(change, account, id).await?.ok_or(Refusal::NotFound)?;
            // The person was invited at another address before: the caller does not learn that the
            // two belong to one person.
            let id = match asked.address == newcomer.email.as_ref() {
                true => id,
                false => InvitationId::mint(caller.now),
            };
            let name = newcomer.name.as_ref().to_owned();
            let address = newcomer.email.as_ref().to_owned();
            Ok(Someone::Asked(PendingInvitation { id, name, address, ..asked }))
        }
        InvitationOutcome::AlreadyHere => Err(Refusal::Conflict(HERE.to_owned())),
        InvitationOutcome::InvitedAlready => {
            Err(Refusal::Conflict("A user with this email has already been invited".to_owned()))
        }
        InvitationOutcome::CountryClosed(country) => {
            let why = caller.text(&phones::country_closed(caller, country));
            Err(Refusal::invalid("phones_attributes", why))
        }
        InvitationOutcome::Full { limit } => {
            Err(Refusal::Conflict(format!("The account already has its maximum of {limit} users")))
        }
        InvitationOutcome::TooMany { until } => Err(Refusal::TooMany {
            why: "Too many people were invited. Try again later.",
            wait: until.since(caller.now),
        }),
    }
}
