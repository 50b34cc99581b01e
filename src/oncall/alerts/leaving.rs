//! Leaving: the alerts that someone who leaves an account was paged about, or had acknowledged.

use std::time::Duration;

use super::making::page_anew;
use super::timeline::{Entry, EntryOf, record};
use super::{AlertStatus, Urgency, paging, senders, store};
use crate::core::change::Change;
use crate::platform::db::Result;
use crate::platform::ids::{AccountId, UserId};

/// Passes on what is in the hands of a person who leaves an account: the next layer is paged, and
/// what they had acknowledged is open again.
pub async fn left(change: &mut Change, account: AccountId, user: UserId) -> Result<()> {
    senders::tokens_end(change, account, user).await?;
    for id in store::held_by(change, account, user).await? {
        let Some(alert) = store::lock(change, id).await? else { continue };
        let now = change.now();
        let about = EntryOf { user: Some(user), ..EntryOf::default() };
        record(change, id, &Entry::PersonLeft, about).await?;
        let all = paging::destinations(change, id).await?;
        if alert.status == AlertStatus::Acknowledged {
            store::reopen(change, id, now).await?;
            if alert.urgency == Urgency::Silent {
                store::set_status(change, id, AlertStatus::Suppressed, now).await?;
                continue;
            }
            page_anew(change, all).await?;
            continue;
        }
        paging::end_pages_to(change, id, user, now).await?;
        let pages = paging::pages(change, id).await?;
        for here in all.iter().filter(|here| here.ended_at.is_none()) {
            let waits = pages.iter().any(|page| {
                page.destination_id == here.id && page.step == here.step && page.ended_at.is_none()
            });
            if !waits {
                paging::queue(change, here, Duration::ZERO).await?;
            }
        }
    }
    Ok(())
}
