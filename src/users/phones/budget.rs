//! Limits of codes, which protect the bill and strangers' phones from floods.

use std::time::Duration;

use super::PhoneNumber;
use crate::core::change::Change;
use crate::core::limits::{self, Limit, Verdict};
use crate::platform::db::Result;
use crate::platform::ids::UserId;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Codes to one number, whoever requests them.
const TO_NUMBER: Limit = Limit { name: "code number", tries: 10, window: DAY };
/// Codes that one person requests.
const BY_USER: Limit = Limit { name: "code user", tries: 20, window: DAY };
/// Codes to one range of ten thousand numbers.
const TO_RANGE: Limit = Limit { name: "code range", tries: 30, window: DAY };
/// Codes that are requested from one network.
const BY_NETWORK: Limit = Limit { name: "code network", tries: 100, window: DAY };
/// Codes that the members of one account request.
const BY_ACCOUNT: Limit = Limit { name: "code account", tries: 200, window: DAY };

/// Codes that one person types for one number, across its verifications.
const TRIES: Limit = Limit { name: "code tries", tries: 20, window: DAY };

/// Counts one code against every budget, from the person's to the whole instance's.
pub async fn spend(change: &mut Change, user: UserId, number: &PhoneNumber) -> Result<Verdict> {
    let tries = change.operator().codes_a_day;
    let all = Limit { name: "code instance", tries, window: DAY };
    let (network, account) = (change.origin().network.clone(), change.account());
    // The requester's budgets come first: a requester who has reached them uses up nobody else's.
    let mut budget =
        vec![(BY_USER, vec![&user.as_bytes()[..]]), (BY_NETWORK, vec![network.as_bytes()])];
    if let Some(account) = &account {
        budget.push((BY_ACCOUNT, vec![&account.as_bytes()[..]]));
    }
    budget.push((TO_NUMBER, vec![number.e164().as_bytes()]));
    budget.push((TO_RANGE, vec![number.range().as_bytes()]));
    budget.push((all, Vec::new()));
    limits::spend(change, &budget).await
}

/// Counts one attempt at a code for a number.
pub async fn try_code(change: &mut Change, user: UserId, number: &PhoneNumber) -> Result<Verdict> {
    TRIES.count(change, &[user.as_bytes(), number.e164().as_bytes()]).await
}
