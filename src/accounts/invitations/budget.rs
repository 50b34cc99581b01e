//! How many people an account may ask, and how often an address is asked.

use std::time::Duration;

use crate::core::change::Change;
use crate::core::limits::{Limit, Verdict};
use crate::platform::clock::Timestamp;
use crate::platform::db::Result;
use crate::platform::ids::AccountId;

/// People whom one account asks, and asks again.
const BY_ACCOUNT: Limit =
    Limit { name: "invitation account", tries: 50, window: Duration::from_secs(60 * 60) };

/// Mails to one address, whichever account asks.
const TO_ADDRESS: Limit =
    Limit { name: "invitation address", tries: 10, window: Duration::from_secs(24 * 60 * 60) };

/// Until when the account may ask nobody more, or the address is asked no more, if that is so.
pub async fn past_budget(
    change: &mut Change,
    account: AccountId,
    address: &[u8],
) -> Result<Option<Timestamp>> {
    let now = change.now();
    for (limit, who) in [(BY_ACCOUNT, &account.as_bytes()[..]), (TO_ADDRESS, address)] {
        if let Verdict::Past { retry_after, .. } = limit.count(change, &[who]).await? {
            return Ok(Some(now + retry_after));
        }
    }
    Ok(None)
}
