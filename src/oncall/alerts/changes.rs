//! Changes of an alert that is not over: its texts, its urgency.

use super::alert::{AlertChanges, AlertStatus, Urgency};
use super::answer::{locked, may_resolve};
use super::making::page_anew;
use super::timeline::{Entry, EntryOf, record};
use super::{paging, store};
use crate::core::change::Change;
use crate::platform::db::Result;
use crate::platform::ids::{AccountId, AlertId, UserId};

/// The outcome of changing an alert.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AlertChanged {
    Changed,
    /// The alert is resolved.
    Over,
    /// A silent alert pages nobody, so it stays silent; another one does not become silent.
    KeepsUrgency,
    /// The alert is a test, which stays as urgent as it is.
    IsTest,
    /// Only who made or acknowledged it and admins change it.
    MayNot,
    /// The account has no such alert.
    Gone,
}

/// Changes an alert for a person. A higher urgency pages its destinations anew, while it is open.
pub async fn change(
    change: &mut Change,
    account: AccountId,
    id: AlertId,
    by: UserId,
    is_admin: bool,
    wanted: &AlertChanges,
) -> Result<AlertChanged> {
    let Some(alert) = locked(change, account, id).await? else { return Ok(AlertChanged::Gone) };
    let is_own = alert.maker_id == Some(by);
    if !is_own && !may_resolve(change, &alert, by, is_admin).await? {
        return Ok(AlertChanged::MayNot);
    }
    if alert.status == AlertStatus::Resolved {
        return Ok(AlertChanged::Over);
    }
    let urgency = wanted.urgency.unwrap_or(alert.urgency);
    if alert.is_test && urgency != alert.urgency {
        return Ok(AlertChanged::IsTest);
    }
    if (urgency == Urgency::Silent) != (alert.urgency == Urgency::Silent) {
        return Ok(AlertChanged::KeepsUrgency);
    }
    let now = change.now();
    store::update(change, &alert, wanted, now).await?;
    if urgency == alert.urgency {
        return Ok(AlertChanged::Changed);
    }
    let entry = Entry::Raised { urgency: urgency.as_ref().to_owned() };
    record(change, id, &entry, EntryOf { actor: Some(by), ..EntryOf::default() }).await?;
    if urgency > alert.urgency && alert.status.pages() {
        let known = paging::destinations(change, id).await?;
        page_anew(change, known).await?;
    }
    Ok(AlertChanged::Changed)
}
