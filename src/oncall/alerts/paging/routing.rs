//! Routing: the destinations of an alert, paged layer by layer until someone answers.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::message::AlertNews;
use super::store::{self, DestinationRow};
use super::{notify, page};
use crate::core::change::Change;
use crate::messaging::transports::Transports;
use crate::messaging::{self, Job, JobFuture, JobStep, WorkerContext};
use crate::oncall::alerts::timeline::{Entry, EntryOf, record};
use crate::oncall::alerts::{self, Alert, AlertStatus, Urgency};
use crate::oncall::escalation::{self, EscalationLayers, Layer};
use crate::platform::db::Result;
use crate::platform::ids::{DestinationId, UserId};

/// The time that a person who is paged directly has to answer.
const DIRECT: Duration = Duration::from_secs(5 * 60);

/// The layer of a destination at which the admins are paged last: beyond every layer of a team, so
/// that it is known as such when layers were added or removed meanwhile.
const LAST_RESORT: i64 = EscalationLayers::MOST as i64 + 1;

/// The job that pages the next layer of a destination, or the first one. It does nothing when the
/// destination has gone on since it was queued.
#[derive(Serialize, Deserialize)]
pub struct AlertStep {
    pub destination: DestinationId,
    pub step: i64,
}

impl Job for AlertStep {
    const KIND: &'static str = "alert-step";

    fn run<'a>(self, worker: &'a WorkerContext, change: &'a mut Change) -> JobFuture<'a, JobStep> {
        Box::pin(async move {
            let Some(alert) = store::alert_of(change, self.destination).await? else {
                return Ok(JobStep::Done);
            };
            let Some(alert) = alerts::lock(change, alert).await? else { return Ok(JobStep::Done) };
            let all = store::destinations(change, alert.id).await?;
            let here = all.into_iter().find(|one| one.id == self.destination);
            let Some(here) = here.filter(|one| one.step == self.step && one.ended_at.is_none())
            else {
                return Ok(JobStep::Done);
            };
            go_on(change, &worker.transports, alert, here).await?;
            Ok(JobStep::Done)
        })
    }
}

/// Queues the next step of a destination.
pub async fn queue(change: &mut Change, at: &DestinationRow, after: Duration) -> Result<()> {
    let due = change.now() + after;
    let step = AlertStep { destination: at.id, step: at.step };
    messaging::at(change, &step, due).await
}

/// The layer that is paged next.
struct Next {
    layer: i64,
    repeated: i64,
    users: Vec<UserId>,
    time_out: Duration,
    entry: Option<Entry>,
}

/// Pages the next layer on which someone is on call, else ends the destination. An alert of which
/// all destinations have ended unanswered is dropped.
pub async fn go_on(
    change: &mut Change,
    transports: &Transports,
    mut alert: Alert,
    mut here: DestinationRow,
) -> Result<()> {
    let now = change.now();
    if !alert.status.pages() {
        return Ok(());
    }
    if store::end_pages_of(change, here.id, now).await? > 0 {
        record(change, alert.id, &Entry::Unanswered, EntryOf::default()).await?;
    }
    if alert.status == AlertStatus::Queued {
        alerts::set_status(change, alert.id, AlertStatus::Open, now).await?;
        alert.status = AlertStatus::Open;
    }
    here.step += 1;
    match next(change, &alert, &here).await? {
        Some(next) => {
            (here.layer, here.repeated) = (next.layer, next.repeated);
            here.due_at = Some(now + next.time_out);
            store::set_step(change, &here).await?;
            if let Some(entry) = &next.entry {
                record(change, alert.id, entry, EntryOf::default()).await?;
            }
            for user in next.users {
                page(change, transports, &alert, &here, user).await?;
            }
            queue(change, &here, next.time_out).await
        }
        None => {
            (here.due_at, here.ended_at) = (None, Some(now));
            store::set_step(change, &here).await?;
            drop_if_over(change, transports, &alert).await
        }
    }
}

/// Finds the next layer with people, and notes the layers on which nobody is on call.
async fn next(change: &mut Change, alert: &Alert, here: &DestinationRow) -> Result<Option<Next>> {
    let layers = layers(change, here).await?;
    let count = layers.len() as i64;
    let present = usize::try_from(here.layer - 1).ok().and_then(|at| layers.get(at));
    let (mut layer, mut repeated) = match present {
        Some(present) if here.repeated < present.repeats => (here.layer, here.repeated + 1),
        _ => (here.layer + 1, 0),
    };
    while layer <= count {
        let Layer { on_call, time_out, .. } = &layers[layer as usize - 1];
        let team = here.team.clone().unwrap_or_default();
        if !on_call.is_empty() {
            let entry = here.team_id.map(|_| Entry::LayerBegan { team, layer });
            let (users, time_out) = (on_call.clone(), *time_out);
            return Ok(Some(Next { layer, repeated, users, time_out, entry }));
        }
        record(change, alert.id, &Entry::NobodyOnCall { team, layer }, EntryOf::default()).await?;
        (layer, repeated) = (layer + 1, 0);
    }
    if here.layer >= LAST_RESORT || alert.is_test || alert.urgency < Urgency::High {
        return Ok(None);
    }
    let users = last_resort(change, alert, here).await?;
    if users.is_empty() {
        return Ok(None);
    }
    let entry = Some(Entry::AdminsBegan);
    Ok(Some(Next { layer: LAST_RESORT, repeated: 0, users, time_out: DIRECT, entry }))
}

async fn layers(change: &mut Change, here: &DestinationRow) -> Result<Vec<Layer>> {
    match (here.team_id, here.user_id) {
        (Some(team), _) => escalation::layers(change, team).await,
        (None, Some(user)) => Ok(vec![Layer { on_call: vec![user], time_out: DIRECT, repeats: 0 }]),
        (None, None) => Ok(Vec::new()),
    }
}

/// Lists the admins who are paged when nobody else answered: the team's, else the account's, without
/// those who did not answer already.
async fn last_resort(
    change: &mut Change,
    alert: &Alert,
    here: &DestinationRow,
) -> Result<Vec<UserId>> {
    let pages = store::pages(change, alert.id).await?;
    let is_paged = |user: &UserId| {
        pages.iter().any(|page| {
            let is_here = page.destination_id == here.id && page.step >= here.round_from;
            is_here && page.user_id == *user
        })
    };
    for team in [here.team_id, None].iter().skip(usize::from(here.team_id.is_none())) {
        let mut admins = store::admins(change, alert.id, *team).await?;
        admins.retain(|user| !is_paged(user));
        if !admins.is_empty() {
            return Ok(admins);
        }
    }
    Ok(Vec::new())
}

/// Drops an alert of which every destination has ended, and tells who can act.
async fn drop_if_over(change: &mut Change, transports: &Transports, alert: &Alert) -> Result<()> {
    let all = store::destinations(change, alert.id).await?;
    if all.iter().any(|one| one.ended_at.is_none()) {
        return Ok(());
    }
    let now = change.now();
    alerts::set_status(change, alert.id, AlertStatus::Dropped, now).await?;
    record(change, alert.id, &Entry::Dropped, EntryOf::default()).await?;
    if alert.is_test {
        return Ok(());
    }
    let mut told = store::admins(change, alert.id, None).await?;
    for team in all.iter().filter_map(|one| one.team_id) {
        told.extend(store::admins(change, alert.id, Some(team)).await?);
    }
    told.extend(alert.maker_id);
    told.sort_unstable();
    told.dedup();
    for user in told {
        let what = AlertNews::Dropped;
        notify(change, transports, alert, user, &what).await?;
    }
    Ok(())
}
