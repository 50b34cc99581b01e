//! Answers to an alert: acknowledged, rejected, resolved; and who may.

use super::alert::{Alert, AlertStatus};
use super::paging::{self, AlertNews};
use super::store;
use super::timeline::{AnsweredBy, Entry, EntryOf, record};
use crate::core::change::Change;
use crate::messaging::transports::Transports;
use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::ids::{AccountId, AlertId, UserId};

/// The outcome of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answered {
    Done(Answer),
    /// Someone was first: the person who acknowledged it, and when.
    Already {
        by: Option<UserId>,
        at: Timestamp,
    },
    /// The alert is in another state, in which the answer means nothing.
    Over(AlertStatus),
    /// The person is not being paged, so there is nothing to reject.
    NotPaged,
    /// Only who acknowledged the alert, or an admin, resolves it.
    MayNotResolve,
    /// The account has no such alert.
    Gone,
}

/// An answer of someone who is paged.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, strum::AsRefStr, strum::EnumString, strum::IntoStaticStr,
)]
#[strum(serialize_all = "lowercase")]
pub enum Answer {
    Acknowledged,
    Rejected,
    Resolved,
}

/// The person who answers, and how.
#[derive(Debug, Clone, Copy)]
pub struct Answering {
    pub user: UserId,
    pub by: AnsweredBy,
}

/// Acknowledges an alert: whoever is paged is paged no more, and the others are told who took it.
pub async fn acknowledge(
    change: &mut Change,
    transports: &Transports,
    account: AccountId,
    id: AlertId,
    who: Answering,
) -> Result<Answered> {
    let Some(alert) = locked(change, account, id).await? else { return Ok(Answered::Gone) };
    let now = change.now();
    match alert.status {
        // A second press of the same person changes nothing.
        AlertStatus::Acknowledged if alert.acknowledged_by == Some(who.user) => {
            return Ok(Answered::Done(Answer::Acknowledged));
        }
        AlertStatus::Acknowledged => {
            let at = alert.acknowledged_at.unwrap_or(now);
            return Ok(Answered::Already { by: alert.acknowledged_by, at });
        }
        AlertStatus::Resolved => return Ok(Answered::Over(alert.status)),
        AlertStatus::Queued
        | AlertStatus::Open
        | AlertStatus::Dropped
        | AlertStatus::Suppressed => {}
    }
    paging::answer_pages(change, id, who.user, Answer::Acknowledged.as_ref(), now).await?;
    end(change, id).await?;
    store::acknowledge(change, id, who.user, now).await?;
    let about = EntryOf { actor: Some(who.user), ..EntryOf::default() };
    record(change, id, &Entry::Acknowledged { by: who.by }, about).await?;
    match alert.is_test {
        true => store::resolve(change, id, who.user, now).await?,
        false => paging::look_out(change, id).await?,
    }
    let news = AlertNews::Acknowledged { by: who.user };
    notify_others(change, transports, &alert, who.user, &news).await?;
    Ok(Answered::Done(Answer::Acknowledged))
}

/// Rejects an alert for a person who is being paged. When everyone on a layer has rejected it, the
/// next layer begins.
pub async fn reject(
    change: &mut Change,
    transports: &Transports,
    account: AccountId,
    id: AlertId,
    who: Answering,
) -> Result<Answered> {
    let Some(alert) = locked(change, account, id).await? else { return Ok(Answered::Gone) };
    let now = change.now();
    if !alert.status.pages() {
        return Ok(match (alert.status, alert.acknowledged_at) {
            (AlertStatus::Acknowledged, Some(at)) => {
                Answered::Already { by: alert.acknowledged_by, at }
            }
            (status, _) => Answered::Over(status),
        });
    }
    if paging::answer_pages(change, id, who.user, Answer::Rejected.as_ref(), now).await? == 0 {
        return Ok(Answered::NotPaged);
    }
    let about = EntryOf { actor: Some(who.user), ..EntryOf::default() };
    record(change, id, &Entry::Rejected { by: who.by }, about).await?;
    let pages = paging::pages(change, id).await?;
    for here in paging::destinations(change, id).await? {
        let at_step =
            || pages.iter().filter(|page| page.destination_id == here.id && page.step == here.step);
        let was_asked = at_step().any(|page| page.user_id == who.user);
        if here.ended_at.is_none() && was_asked && at_step().all(|page| page.ended_at.is_some()) {
            // Who rejected is not asked again: the next layer begins.
            paging::go_on(change, transports, alert.clone(), here.without_repeats()).await?;
        }
    }
    Ok(Answered::Done(Answer::Rejected))
}

/// Resolves an alert: it is over. Who acknowledged it may, the admins of its teams, and the
/// account's admins; `is_admin` says whether the person is one of the last.
pub async fn resolve(
    change: &mut Change,
    transports: &Transports,
    account: AccountId,
    id: AlertId,
    who: Answering,
    is_admin: bool,
) -> Result<Answered> {
    let Some(alert) = locked(change, account, id).await? else { return Ok(Answered::Gone) };
    if !may_resolve(change, &alert, who.user, is_admin).await? {
        return Ok(Answered::MayNotResolve);
    }
    if alert.status == AlertStatus::Resolved {
        return Ok(Answered::Over(alert.status));
    }
    let now = change.now();
    end(change, id).await?;
    store::resolve(change, id, who.user, now).await?;
    let about = EntryOf { actor: Some(who.user), ..EntryOf::default() };
    record(change, id, &Entry::Resolved { by: who.by }, about).await?;
    notify_others(change, transports, &alert, who.user, &AlertNews::Resolved { by: who.user })
        .await?;
    Ok(Answered::Done(Answer::Resolved))
}

/// Tells whether a person may resolve an alert, or hand it off.
pub async fn may_resolve(tx: &mut Tx, alert: &Alert, user: UserId, is_admin: bool) -> Result<bool> {
    let is_own_test = alert.is_test && alert.maker_id == Some(user);
    if is_admin || alert.acknowledged_by == Some(user) || is_own_test {
        return Ok(true);
    }
    for here in paging::destinations(tx, alert.id).await? {
        if let Some(team) = here.team_id
            && paging::admins(tx, alert.id, Some(team)).await?.contains(&user)
        {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Locks an alert of an account.
pub async fn locked(change: &mut Change, account: AccountId, id: AlertId) -> Result<Option<Alert>> {
    let found = store::lock(change, id).await?;
    Ok(found.filter(|alert| alert.account_id == account))
}

/// Ends the paging of an alert.
pub async fn end(change: &mut Change, id: AlertId) -> Result<()> {
    let now = change.now();
    paging::end_pages(change, id, now).await?;
    paging::end_destinations(change, id, now).await
}

/// Tells everyone else who was paged.
async fn notify_others(
    change: &mut Change,
    transports: &Transports,
    alert: &Alert,
    except: UserId,
    news: &AlertNews,
) -> Result<()> {
    let pages = paging::pages(change, alert.id).await?;
    // Who got no message about it gets none that it is over.
    let told = pages.into_iter().filter(|page| !page.is_held);
    let mut others: Vec<_> = told.map(|page| page.user_id).collect();
    others.sort_unstable();
    others.dedup();
    for user in others.into_iter().filter(|user| *user != except) {
        paging::notify(change, transports, alert, user, news).await?;
    }
    Ok(())
}
