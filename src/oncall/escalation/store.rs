//! The SQL of escalation.

use std::collections::HashMap;

use super::{EscalationLayers, LayerRepeats, LayerTerms, LayerTimeOut};
use crate::platform::clock::Timestamp;
use crate::platform::db::list::{Direction, List, SqlValue};
use crate::platform::db::{Error, Result, Tx};
use crate::platform::ids::{AccountId, TeamId, UserId};
use crate::sql;

/// A member of a team, who can be paged.
#[derive(sqlx::FromRow)]
pub struct Pageable {
    pub user_id: UserId,
    pub is_admin: bool,
}

/// Lists the members of a team, in the order in which they joined the account.
pub async fn members(tx: &mut Tx, team: TeamId) -> Result<Vec<Pageable>> {
    sql!(tx, fetch_all Pageable,
        "SELECT m.user_id, p.is_admin FROM team_members p \
         JOIN account_users m ON m.id = p.account_user_id WHERE p.team_id = $1 ORDER BY m.tiny_id",
        team)
}

#[derive(sqlx::FromRow)]
struct LayerRow {
    team_id: TeamId,
    time_out: i64,
    repeats: i64,
}

const MILLIS: i64 = 60_000;

impl LayerRow {
    fn terms(&self) -> Option<LayerTerms> {
        let time_out = LayerTimeOut::of_minutes(self.time_out / MILLIS)?;
        Some(LayerTerms { time_out, repeats: LayerRepeats::of_times(self.repeats)? })
    }
}

/// Returns the layers that are stored of each of these teams.
pub async fn layers_of(tx: &mut Tx, teams: &[TeamId]) -> Result<HashMap<TeamId, EscalationLayers>> {
    if teams.is_empty() {
        return Ok(HashMap::new());
    }
    let mut list = List::new(
        "SELECT l.team_id, l.time_out, l.repeats FROM escalation_layers l WHERE TRUE",
        [],
    );
    list.and_one_of("l.team_id", teams.iter().map(|id| SqlValue::Id((*id).into())));
    list.order(&["l.layer"], Direction::Asc);
    let wrong = || Error::Decode("a layer out of its limits".into());
    let mut all: HashMap<_, Vec<_>> = HashMap::new();
    for row in list.fetch_all::<LayerRow>(tx).await? {
        all.entry(row.team_id).or_default().push(row.terms().ok_or_else(wrong)?);
    }
    let layers = |(team, terms)| Ok((team, EscalationLayers::of(terms).ok_or_else(wrong)?));
    all.into_iter().map(layers).collect()
}

/// Replaces the layers of a team of an account.
pub async fn replace(
    tx: &mut Tx,
    account: AccountId,
    team: TeamId,
    layers: &EscalationLayers,
    now: Timestamp,
) -> Result<()> {
    sql!(
        tx,
        execute,
        "DELETE FROM escalation_layers \
         WHERE team_id IN (SELECT id FROM teams WHERE account_id = $1 AND id = $2)",
        account,
        team
    )?;
    for (layer, terms) in (1_i64..).zip(layers.as_slice()) {
        sql!(
            tx,
            execute,
            "INSERT INTO escalation_layers (team_id, layer, time_out, repeats) \
             SELECT id, CAST($3 AS BIGINT), CAST($4 AS BIGINT), CAST($5 AS BIGINT) FROM teams \
             WHERE account_id = $1 AND id = $2",
            account,
            team,
            layer,
            terms.time_out.minutes() * MILLIS,
            terms.repeats.times()
        )?;
    }
    sql!(
        tx,
        execute,
        "INSERT INTO escalation_policies (team_id, meta, updated_at) \
         SELECT id, '{}', CAST($3 AS BIGINT) FROM teams WHERE account_id = $1 AND id = $2 \
         ON CONFLICT (team_id) DO UPDATE SET updated_at = excluded.updated_at",
        account,
        team,
        now
    )
    .map(drop)
}

/// Stores the metadata of a policy, and the moment, if they are other than before.
pub async fn set_meta(
    tx: &mut Tx,
    account: AccountId,
    team: TeamId,
    meta: &str,
    now: Timestamp,
) -> Result<()> {
    sql!(
        tx,
        execute,
        "INSERT INTO escalation_policies (team_id, meta, updated_at) \
         SELECT id, CAST($3 AS TEXT), CAST($4 AS BIGINT) FROM teams \
         WHERE account_id = $1 AND id = $2 \
         ON CONFLICT (team_id) DO UPDATE SET meta = excluded.meta, updated_at = excluded.updated_at \
            WHERE escalation_policies.meta <> excluded.meta",
        account,
        team,
        meta,
        now
    )
    .map(drop)
}
