//! How many people are asked in, by whom and where: what keeps our mail from being a stranger's.

use std::time::Duration;

use crate::core::change::Change;
use crate::core::limits::{self, Limit, Verdict};
use crate::platform::clock::Timestamp;
use crate::platform::db::Result;
use crate::platform::ids::AccountId;

const HOUR: Duration = Duration::from_secs(60 * 60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// People whom one person asks, and asks again, in whichever of their accounts.
const BY_USER: Limit = Limit { name: "invitation user", tries: 100, window: HOUR };
/// People whom one account asks, and asks again.
const BY_ACCOUNT: Limit = Limit { name: "invitation account", tries: 50, window: HOUR };
/// Mails to one address, whichever account asks.
const TO_ADDRESS: Limit = Limit { name: "invitation address", tries: 10, window: DAY };
/// Mails to the addresses of one domain, whichever account asks.
const TO_DOMAIN: Limit = Limit { name: "invitation domain", tries: 500, window: DAY };
/// Mails of all accounts together.
const BY_INSTANCE: Limit = Limit { name: "invitation instance", tries: 3000, window: DAY };

/// Until when whoever asks may ask nobody more, or nobody is asked there, if that is so.
pub async fn past_budget(
    change: &mut Change,
    account: AccountId,
    address: &[u8],
) -> Result<Option<Timestamp>> {
    let (now, user) = (change.now(), change.actor().user);
    // An address's key has its domain as it goes over the wire, however it was typed.
    let domain = address.rsplit(|byte| *byte == b'@').next().unwrap_or_default();
    // Those of whoever asks come first: past them, nothing of anyone else's is used up.
    let mut budget = Vec::new();
    if let Some(user) = &user {
        budget.push((BY_USER, vec![&user.as_bytes()[..]]));
    }
    budget.push((BY_ACCOUNT, vec![&account.as_bytes()[..]]));
    budget.push((TO_ADDRESS, vec![address]));
    budget.push((TO_DOMAIN, vec![domain]));
    budget.push((BY_INSTANCE, Vec::new()));
    Ok(match limits::spend(change, &budget).await? {
        Verdict::Within => None,
        Verdict::Past { retry_after, .. } => Some(now + retry_after),
    })
}
