//! Alert keys: secrets of an account with which monitors make alerts for chosen teams.

mod page;
mod store;

pub use page::routes;
pub use store::{AlertKey, find, list};

use crate::accounts::teams;
use crate::audit::{self, Event};
use crate::core::change::Change;
use crate::core::stamp::Stamp;
use crate::core::text::visible_name;
use crate::platform::db::Result;
use crate::platform::i18n::Message;
use crate::platform::ids::{AccountId, AlertKeyId, TeamId, UserId};
use crate::platform::secrets::token::ApiToken;

/// The most keys of an account.
const MOST: usize = 100;

/// The name of a key, by which admins know the monitor that has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlertKeyName(String);

impl std::str::FromStr for AlertKeyName {
    type Err = Message;
    fn from_str(text: &str) -> std::result::Result<Self, Message> {
        visible_name(text, "alert-keys-name-empty").map(Self)
    }
}

impl AsRef<str> for AlertKeyName {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl AlertKey {
    /// Returns the masked secret, by which admins recognise it.
    pub fn masked(&self) -> String {
        ApiToken::masked(&self.tail)
    }
}

/// Returns the stamp of an account's keys, which the form of a new one carries: a form that is sent
/// again, by reloading its answer, makes no second key.
pub fn stamp(keys: &[AlertKey]) -> Stamp {
    Stamp::of(&keys.iter().map(|key| key.id).collect::<Vec<_>>())
}

/// The outcome of making a key.
#[derive(Debug)]
pub enum AlertKeyMade {
    Made(ApiToken),
    /// The account's keys changed since the form was opened.
    Stale,
    /// The account has the most keys that are allowed.
    Full,
    /// The account has no such team.
    NoTeam,
}

/// Makes a key with which alerts are made for these teams. The audit log records it.
pub async fn make(
    change: &mut Change,
    account: AccountId,
    maker: UserId,
    opened: &Stamp,
    name: &AlertKeyName,
    for_teams: &[TeamId],
) -> Result<AlertKeyMade> {
    change.lock_account(account).await?;
    let keys = store::list(change, account).await?;
    if stamp(&keys) != *opened {
        return Ok(AlertKeyMade::Stale);
    }
    if keys.len() >= MOST {
        return Ok(AlertKeyMade::Full);
    }
    for team in for_teams {
        if teams::find(change, account, *team).await?.is_none() {
            return Ok(AlertKeyMade::NoTeam);
        }
    }
    let now = change.now();
    let (id, secret) = (AlertKeyId::mint(now), ApiToken::generate());
    store::insert(change, id, account, maker, name.as_ref(), &secret, now).await?;
    for team in for_teams {
        store::insert_team(change, id, *team).await?;
    }
    audit::record(change, maker, &Event::AlertKeyMade { name: name.as_ref().to_owned() }).await?;
    Ok(AlertKeyMade::Made(secret))
}

/// Removes a key; alerts that were made with it stay. Returns its name, or `None` when the account
/// has no such key.
pub async fn remove(
    change: &mut Change,
    account: AccountId,
    id: AlertKeyId,
) -> Result<Option<String>> {
    change.lock_account(account).await?;
    let Some(name) = store::delete(change, account, id).await? else { return Ok(None) };
    let actor = change.actor_id()?;
    audit::record(change, actor, &Event::AlertKeyRemoved { name: name.clone() }).await?;
    Ok(Some(name))
}
