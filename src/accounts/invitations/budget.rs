//! How many people are asked in, by whom and where: what keeps our mail from being a stranger's.

use std::time::Duration;

use crate::core::change::Change;
use crate::core::limits::{self, Limit, LimitLeft, Pace, Verdict};
use crate::platform::clock::Timestamp;
use crate::platform::db::Result;
use crate::platform::ids::AccountId;

const HOUR: Duration = Duration::from_secs(60 * 60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// People whom one person asks, and asks again, in whichever of their accounts. An import of a company
/// is within it, as fast as a token may call.
const BY_USER: Limit = Limit { name: "invitation user", tries: AN_HOUR, window: HOUR };
/// People whom one account asks, and asks again.
const BY_ACCOUNT: Limit = Limit { name: "invitation account", tries: AN_HOUR, window: HOUR };
/// Mails to one address, whichever account asks.
const TO_ADDRESS: Limit = Limit { name: "invitation address", tries: 10, window: DAY };
/// Mails to the addresses of one domain, whichever account asks: further ones wait.
const TO_DOMAIN: Pace = Pace { name: "invitation domain pace", each: 1000, window: HOUR };
/// Mails of all accounts together.
const BY_INSTANCE: Pace = Pace { name: "invitation instance pace", each: 5000, window: HOUR };

/// So many people may be asked in an hour.
pub const AN_HOUR: i64 = 5000;

/// Until when whoever asks may ask nobody more, or nobody is asked there, if that is so.
pub async fn past_budget(
    change: &mut Change,
    account: AccountId,
    address: &[u8],
) -> Result<Option<Timestamp>> {
    let (now, user) = (change.now(), change.actor().user);
    // Those of whoever asks come first: past them, nothing of anyone else's is used up.
    let mut budget = Vec::new();
    if let Some(user) = &user {
        budget.push((BY_USER, vec![&user.as_bytes()[..]]));
    }
    budget.push((BY_ACCOUNT, vec![&account.as_bytes()[..]]));
    budget.push((TO_ADDRESS, vec![address]));
    Ok(match limits::spend(change, &budget).await? {
        Verdict::Within => None,
        Verdict::Past { retry_after, .. } => Some(now + retry_after),
    })
}

/// How many people whoever acts may yet ask into an account.
pub async fn left(change: &mut Change, account: AccountId) -> Result<LimitLeft> {
    let of_account = BY_ACCOUNT.left(change, &[&account.as_bytes()[..]]).await?;
    let Some(user) = change.actor().user else { return Ok(of_account) };
    let of_user = BY_USER.left(change, &[&user.as_bytes()[..]]).await?;
    Ok(match of_user.tries < of_account.tries {
        true => of_user,
        false => of_account,
    })
}

/// When a mail that nobody at an address asked for has its turn: neither one domain nor the world gets
/// all at once.
pub async fn turn(change: &mut Change, address: &[u8]) -> Result<Timestamp> {
    // An address's key has its domain as it goes over the wire, however it was typed.
    let domain = address.rsplit(|byte| *byte == b'@').next().unwrap_or_default();
    let of_domain = TO_DOMAIN.turn(change, &[domain]).await?;
    let of_instance = BY_INSTANCE.turn(change, &[]).await?;
    Ok(of_domain.max(of_instance))
}
