//! Hand-off: an alert goes to others, who are paged about it.

use super::alert::{AlertStatus, Destination};
use super::answer::{end, locked, may_resolve};
use super::making::{MOST_DESTINATIONS, add_destination, name_of};
use super::timeline::{Entry, EntryOf, record};
use super::{paging, store};
use crate::core::change::Change;
use crate::platform::db::Result;
use crate::platform::ids::{AccountId, AlertId, UserId};

/// The outcome of handing an alert off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Handoff {
    /// The alert is with the teams and people of these names now.
    Done(Vec<String>),
    /// The alert is in a state in which it cannot be handed off.
    Over(AlertStatus),
    /// The account has no such destination.
    NoDestination(Destination),
    /// The alert would have more destinations than are allowed.
    TooWide,
    /// Only who acknowledged the alert, or an admin, hands it off.
    MayNot,
    /// The account has no such alert.
    Gone,
}

/// Hands an alert off: it is open again, and these destinations are paged instead of the present
/// ones. Who may resolve it may; `is_admin` says whether the person is an admin of the account.
pub async fn hand_off(
    change: &mut Change,
    account: AccountId,
    id: AlertId,
    by: UserId,
    is_admin: bool,
    to: &[Destination],
) -> Result<Handoff> {
    let Some(alert) = locked(change, account, id).await? else { return Ok(Handoff::Gone) };
    if !may_resolve(change, &alert, by, is_admin).await? {
        return Ok(Handoff::MayNot);
    }
    // A test pages nobody but who made it.
    if alert.is_test || matches!(alert.status, AlertStatus::Resolved | AlertStatus::Suppressed) {
        return Ok(Handoff::Over(alert.status));
    }
    if to.len() > MOST_DESTINATIONS {
        return Ok(Handoff::TooWide);
    }
    let mut names = Vec::with_capacity(to.len());
    for destination in to {
        match name_of(change, account, *destination).await? {
            Some(name) => names.push(name),
            None => return Ok(Handoff::NoDestination(*destination)),
        }
    }
    let now = change.now();
    end(change, id).await?;
    store::reopen(change, id, now).await?;
    let about = EntryOf { actor: Some(by), ..EntryOf::default() };
    record(change, id, &Entry::HandedOff { to: names.clone() }, about).await?;
    paging::replace_destinations(change, id, now).await?;
    for destination in to {
        add_destination(change, id, *destination, true).await?;
    }
    Ok(Handoff::Done(names))
}
