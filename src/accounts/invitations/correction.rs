//! A correction of the address that someone was asked at, before anyone has proved it.

use super::budget::past_budget;
use super::{ACTIVATION, store};
use crate::accounts::account;
use crate::audit::{self, Event};
use crate::core::change::Change;
use crate::platform::clock::Timestamp;
use crate::platform::db::Result;
use crate::platform::ids::{AccountId, AccountUserId, UserId};
use crate::users::emails::{self, EmailAddress};

/// What came of correcting an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddressCorrected {
    Corrected,
    /// Someone in the account has it.
    There,
    /// They have set a password, or are gone.
    Gone,
    /// Too many were asked.
    TooMany {
        until: Timestamp,
    },
}

/// Whether someone whom an admin made has yet to set a password.
pub async fn is_waiting(change: &mut Change, user: UserId) -> Result<bool> {
    Ok((ACTIVATION.required()?.waiting)(change, user).await?.is_some())
}

/// Gives someone who has yet to set a password another first address, and mails the link there. What
/// was mailed to the one before is good no more: it hangs on the address.
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
