//! Escalation: the layers of a team, in which its members are paged about an alert.

pub mod api;
mod card;
mod layer;
mod store;

use std::time::Duration;

pub use api::routes as api_routes;
pub use card::{SECTION, routes};
pub use layer::{EscalationLayers, LayerRepeats, LayerTerms, LayerTimeOut};
use store::Pageable;

use crate::accounts::teams;
use crate::audit::{self, Event};
use crate::core::change::Change;
use crate::core::stamp::Stamp;
use crate::platform::db::{Result, Tx};
use crate::platform::ids::{AccountId, TeamId, UserId};

/// A layer of a team as it is at a moment: the people who are on call on it.
pub struct Layer {
    pub on_call: Vec<UserId>,
    pub time_out: Duration,
    /// How often the layer is paged again before the next one begins.
    pub repeats: i64,
}

/// The members who are on a layer of a team whose schedule has never had a shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LayerMembers {
    All,
    Admins,
    Nobody,
}

impl LayerMembers {
    /// Returns who is on a layer, by its number from 1.
    pub fn of(layer: usize) -> Self {
        match layer {
            1 => Self::All,
            2 => Self::Admins,
            _ => Self::Nobody,
        }
    }

    fn has(self, member: &Pageable) -> bool {
        match self {
            Self::All => true,
            Self::Admins => member.is_admin,
            Self::Nobody => false,
        }
    }
}

/// The members of a team who can be on its layers.
pub struct PageableMembers(Vec<Pageable>);

impl PageableMembers {
    pub async fn of(tx: &mut Tx, team: TeamId) -> Result<Self> {
        store::members(tx, team).await.map(Self)
    }

    /// Lists the members on a layer, by its number from 1.
    pub fn on(&self, layer: usize) -> Vec<UserId> {
        let who = LayerMembers::of(layer);
        self.0.iter().filter(|member| who.has(member)).map(|member| member.user_id).collect()
    }
}

/// The outcome of setting the layers of a team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EscalationSet {
    Saved,
    /// The layers changed since the form was shown; this is their stamp.
    Stale(Stamp),
    /// The account has no such team.
    Gone,
}

/// Returns the layers of a team with the people who are on them now. A team whose schedule has
/// never had a shift is paged as a whole: its members first, then its admins.
pub async fn layers(tx: &mut Tx, team: TeamId) -> Result<Vec<Layer>> {
    let stored = stored(tx, team).await?;
    let members = PageableMembers::of(tx, team).await?;
    let layer = |(at, terms): (usize, &LayerTerms)| Layer {
        on_call: members.on(at + 1),
        time_out: terms.time_out.duration(),
        repeats: terms.repeats.times(),
    };
    Ok(stored.as_slice().iter().enumerate().map(layer).collect())
}

/// Returns the layers of a team as they are set, or those that every team begins with.
pub async fn stored(tx: &mut Tx, team: TeamId) -> Result<EscalationLayers> {
    let mut stored = store::layers_of(tx, &[team]).await?;
    Ok(stored.remove(&team).unwrap_or_default())
}

/// Sets the layers of a team, unless they changed since a form showed `shown`. Alerts that are being
/// paged continue: the next step of each reads the layers as they are then.
pub async fn set(
    change: &mut Change,
    account: AccountId,
    team: TeamId,
    shown: Option<&Stamp>,
    layers: &EscalationLayers,
) -> Result<EscalationSet> {
    let now = change.now();
    change.lock_account(account).await?;
    let Some(team) = teams::find(change, account, team).await? else {
        return Ok(EscalationSet::Gone);
    };
    let before = stored(change, team.id).await?;
    if shown.is_some_and(|shown| *shown != before.stamp()) {
        return Ok(EscalationSet::Stale(before.stamp()));
    }
    if before == *layers {
        return Ok(EscalationSet::Saved);
    }
    store::replace(change, account, team.id, layers, now).await?;
    let actor = change.actor_id()?;
    audit::record(change, actor, &Event::EscalationChanged { name: team.name }).await?;
    Ok(EscalationSet::Saved)
}

/// Stores the custom metadata of a team's escalation policy.
pub async fn set_meta(
    change: &mut Change,
    account: AccountId,
    team: TeamId,
    meta: &str,
) -> Result<()> {
    let now = change.now();
    store::set_meta(change, account, team, meta, now).await
}
