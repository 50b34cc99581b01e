//! A correction of the address of a created user who has not set a password yet.

use super::budget::past_budget;
use super::{ACTIVATION, store};
use crate::accounts::account;
use crate::audit::{self, Event};
use crate::core::change::Change;
use crate::platform::clock::Timestamp;
use crate::platform::db::Result;
use crate::platform::ids::{AccountId, AccountUserId, UserId};
use crate::users::emails::{self, EmailAddress};

/// The outcome of correcting an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddressCorrected {
    Corrected,
    /// Someone in the account has the address.
    There,
    /// The person has set a password, or is gone.
    Gone,
    /// A limit of invitations is reached.
    TooMany {
        until: Timestamp,
    },
}

/// Tells whether a user whom an admin created has not set a password yet.
pub async fn is_waiting(change: &mut Change, user: UserId) -> Result<bool> {
    Ok((ACTIVATION.required()?.waiting)(change, user).await?.is_some())
}

/// Replaces the first address of a user who has not set a password yet, and mails the activation
/// link there. Links that were mailed to the earlier address no longer work, because a link is
/// bound to its address.
pub async fn correct(
    change: &mut Change,
    account: AccountId,
    member: AccountUserId,
    address: &EmailAddress,
) -> Result<AddressCorrected> {
    change.lock_account(account).await?;
    let Some(member) = account::member(change, account, member).await? else {
        return Ok(AddressCorrected::Gone);
    };
    let user = member.user_id;
    change.lock_user(user).await?;
    if !is_waiting(change, user).await? {
        return Ok(AddressCorrected::Gone);
    }
    if store::is_here(change, account, address.key()).await? {
        return Ok(AddressCorrected::There);
    }
    if let Some(until) = past_budget(change, account, address.key()).await? {
        return Ok(AddressCorrected::TooMany { until });
    }
    let Some(email) = emails::correct_first(change, user, address).await? else {
        return Ok(AddressCorrected::Gone);
    };
    audit::record_in(change, Some(account), user, &Event::ActivationLinkSent).await?;
    (ACTIVATION.required()?.send)(change, account, user, &email).await?;
    Ok(AddressCorrected::Corrected)
}
