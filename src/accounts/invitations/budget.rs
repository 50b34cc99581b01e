//! Limits of invitations by inviter, account, address and domain, so that we mail no stranger at will.

use std::time::Duration;

use crate::core::change::Change;
use crate::core::limits::{self, Limit, LimitLeft, Pace, Verdict};
use crate::platform::clock::Timestamp;
use crate::platform::db::Result;
use crate::platform::ids::AccountId;

const HOUR: Duration = Duration::from_secs(60 * 60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Invitations and resends of one person, across their accounts. It is high enough for an import of
/// a company at the rate limit of an API token.
const BY_USER: Limit = Limit { name: "invitation user", tries: AN_HOUR, window: HOUR };
/// Invitations and resends of one account.
const BY_ACCOUNT: Limit = Limit { name: "invitation account", tries: AN_HOUR, window: HOUR };
/// Invitations to one address, across all accounts.
const TO_ADDRESS: Limit = Limit { name: "invitation address", tries: 10, window: DAY };
/// Invitations to the addresses of one domain, across all accounts; further ones wait.
const TO_DOMAIN: Pace = Pace { name: "invitation domain pace", each: 1000, window: HOUR };
/// Invitations of all accounts together; further ones wait.
const BY_INSTANCE: Pace = Pace { name: "invitation instance pace", each: 5000, window: HOUR };

/// The most invitations in an hour.
pub const AN_HOUR: i64 = 5000;

/// Returns until when the actor may invite nobody, or nobody may be invited at this address; `None`
/// when it is allowed.
pub async fn past_budget(
    change: &mut Change,
    account: AccountId,
    address: &[u8],
) -> Result<Option<Timestamp>> {
    let (now, user) = (change.now(), change.actor().user);
    // The inviter's limits come first: an inviter who has reached them uses up nobody else's.
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

/// Returns how many people the actor may still invite to an account.
pub async fn left(change: &mut Change, account: AccountId) -> Result<LimitLeft> {
    let of_account = BY_ACCOUNT.left(change, &[&account.as_bytes()[..]]).await?;
    let Some(user) = change.actor().user else { return Ok(of_account) };
    let of_user = BY_USER.left(change, &[&user.as_bytes()[..]]).await?;
    Ok(match of_user.tries < of_account.tries {
        true => of_user,
        false => of_account,
    })
}

/// Returns when an unsolicited mail to an address may be sent, within the paces of its domain and
/// of the whole instance.
pub async fn turn(change: &mut Change, address: &[u8]) -> Result<Timestamp> {
    // An address's key has its domain in ASCII form, however it was typed.
    let domain = address.rsplit(|byte| *byte == b'@').next().unwrap_or_default();
    let of_domain = TO_DOMAIN.turn(change, &[domain]).await?;
    let of_instance = BY_INSTANCE.turn(change, &[]).await?;
    Ok(of_domain.max(of_instance))
}
