//! Limits of attempts at sign-in, and the notice to the owner when strangers reach one.

use std::time::Duration;

use super::known::KnownPlace;
use super::mail::TooManyTries;
use crate::auth::password::PasswordTries;
use crate::core::change::Change;
use crate::core::limits::{Limit, Verdict};
use crate::core::origin::Origin;
use crate::messaging;
use crate::platform::db::Result;
use crate::platform::ids::UserId;

const QUARTER: Duration = Duration::from_secs(15 * 60);
const HOUR: Duration = Duration::from_secs(60 * 60);

/// Attempts at one address from unknown browsers and networks together: the more, the longer the
/// wait.
const STRANGE: [Limit; 3] = [
    Limit { name: "sign-in", tries: 10, window: QUARTER },
    Limit { name: "sign-in hour", tries: 20, window: HOUR },
    Limit { name: "sign-in hours", tries: 30, window: Duration::from_secs(4 * 60 * 60) },
];
/// Attempts from a known browser or network: counted separately, so that strangers elsewhere cannot
/// lock the owner out.
const KNOWN: [Limit; 3] = [
    Limit { name: "sign-in known", tries: 10, window: QUARTER },
    Limit { name: "sign-in known hour", tries: 20, window: HOUR },
    Limit { name: "sign-in known hours", tries: 30, window: Duration::from_secs(4 * 60 * 60) },
];
/// Failures from one network, at any address, in unknown browsers.
const NETWORK: Limit = Limit { name: "sign-in network", tries: 100, window: QUARTER };

/// The keys by which the attempts of a claim are counted.
pub struct Counted<'a> {
    /// The address, and the place, if it is known for its owner.
    who: Vec<&'a [u8]>,
    limits: &'static [Limit],
    network: Option<&'a [u8]>,
}

impl<'a> Counted<'a> {
    /// Returns the keys of a known place, or those that all strangers share.
    pub fn by(email_key: &'a [u8], known: Option<&'a KnownPlace>, origin: &'a Origin) -> Self {
        let network = Some(origin.network.as_bytes());
        match known {
            Some(KnownPlace::Device(token)) => {
                Self { who: vec![email_key, token], limits: &KNOWN, network: None }
            }
            // A network may be shared with people who attack every address, so its own limit
            // applies too.
            Some(KnownPlace::Network(digest)) => {
                Self { who: vec![email_key, digest], limits: &KNOWN, network }
            }
            None => Self { who: vec![email_key], limits: &STRANGE, network },
        }
    }

    /// Counts an attempt. When strangers have just reached the limit, the owner of the address is
    /// notified.
    pub async fn count(&self, change: &mut Change, user: Option<UserId>) -> Result<PasswordTries> {
        let mut longest = None;
        for limit in self.limits {
            let verdict = limit.count(change, &self.who).await?;
            let Verdict::Past { retry_after, is_news } = verdict else { continue };
            longest = longest.max(Some(retry_after));
            if is_news && self.network.is_some() {
                // The same work is done for an address that nobody has.
                let mail = TooManyTries { user, origin: change.origin().clone() };
                messaging::later(change, &mail).await?;
            }
        }
        if let Some(network) = self.network
            && let Verdict::Past { retry_after, .. } = NETWORK.count(change, &[network]).await?
        {
            longest = longest.max(Some(retry_after));
        }
        Ok(longest.map_or(PasswordTries::Left, PasswordTries::after))
    }

    /// Resets the attempts, after the correct password.
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

/// Resets the attempts of strangers at an address whose owner has proved to read its mail.
pub async fn forget_tries(change: &mut Change, email_key: &[u8]) -> Result<()> {
    for limit in STRANGE {
        limit.forget(change, &[email_key]).await?;
    }
    Ok(())
}
