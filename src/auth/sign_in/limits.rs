//! How often a password may be tried at sign-in, and whom it is told when it was too often.

use std::time::Duration;

use super::known::KnownPlace;
use super::mail::TooManyTries;
use crate::auth::password::PasswordTries;
use crate::core::change::Change;
use crate::core::limits::{Limit, Verdict};
use crate::core::origin::Origin;
use crate::messaging::{self, Channel};
use crate::platform::db::Result;
use crate::platform::ids::UserId;

const QUARTER: Duration = Duration::from_secs(15 * 60);
const HOUR: Duration = Duration::from_secs(60 * 60);

/// Tries for one address from browsers and networks that its owner never used, all together: the more,
/// the longer the wait.
const STRANGE: [Limit; 3] = [
    Limit { name: "sign-in", tries: 10, window: QUARTER },
    Limit { name: "sign-in hour", tries: 20, window: HOUR },
    Limit { name: "sign-in hours", tries: 30, window: Duration::from_secs(4 * 60 * 60) },
];
/// Tries from a browser or a network that they did: counted apart, so that no stranger elsewhere can
/// lock the owner out.
const KNOWN: [Limit; 3] = [
    Limit { name: "sign-in known", tries: 10, window: QUARTER },
    Limit { name: "sign-in known hour", tries: 20, window: HOUR },
    Limit { name: "sign-in known hours", tries: 30, window: Duration::from_secs(4 * 60 * 60) },
];
/// Failures from one network, whoever they are for, in browsers that nobody used before.
const NETWORK: Limit = Limit { name: "sign-in network", tries: 100, window: QUARTER };

/// What the tries of a claim are counted by.
pub struct Counted<'a> {
    /// The address that is claimed, and the place, if it is known for it.
    who: Vec<&'a [u8]>,
    limits: &'static [Limit],
    network: Option<&'a [u8]>,
}

impl<'a> Counted<'a> {
    /// Those of a known place, or those of all strangers together.
    pub fn by(email_key: &'a [u8], known: Option<&'a KnownPlace>, origin: &'a Origin) -> Self {
        let network = Some(origin.network.as_bytes());
        match known {
            Some(KnownPlace::Device(token)) => {
                Self { who: vec![email_key, token], limits: &KNOWN, network: None }
            }
            // Others share it, who may try everyone.
            Some(KnownPlace::Network(digest)) => {
                Self { who: vec![email_key, digest], limits: &KNOWN, network }
            }
            None => Self { who: vec![email_key], limits: &STRANGE, network },
        }
    }

    /// Counts a try. When strangers just had too many, the owner is told, if there is one.
    pub async fn count(&self, change: &mut Change, user: Option<UserId>) -> Result<PasswordTries> {
        let mut longest = None;
        for limit in self.limits {
            let verdict = limit.count(change, &self.who).await?;
            let Verdict::Past { retry_after, is_news } = verdict else { continue };
            longest = longest.max(Some(retry_after));
            if is_news && self.network.is_some() {
                // For an address that nobody has it is the same work.
                let mail = TooManyTries { user, origin: change.origin().clone() };
                messaging::later(change, Channel::Email, &mail).await?;
            }
        }
        if let Some(network) = self.network
            && let Verdict::Past { retry_after, .. } = NETWORK.count(change, &[network]).await?
        {
            longest = longest.max(Some(retry_after));
        }
        Ok(longest.map_or(PasswordTries::Left, PasswordTries::after))
    }

    /// Forgets them: the right password was among them.
    pub async fn forget(&self, change: &mut Change) -> Result<()> {
        for limit in self.limits {
            limit.forget(change, &self.who).await?;
        }
        match self.network {
            Some(network) => NETWORK.give_back(change, &[network]).await,
            None => Ok(()),
        }
    }
}

/// Forgets the tries of strangers at an address: its owner has proved to read its mail.
pub async fn forget_tries(change: &mut Change, email_key: &[u8]) -> Result<()> {
    for limit in STRANGE {
        limit.forget(change, &[email_key]).await?;
    }
    Ok(())
}
