//! Blocks of email addresses: nothing is sent to a blocked one.

use super::{EmailAddress, store};
use crate::core::change::Change;
use crate::platform::db::Result;
use crate::platform::ids::EmailId;

/// The reason why an address is blocked.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    strum::EnumMessage,
    strum::AsRefStr,
    sqlx::Type,
    serde::Serialize,
    serde::Deserialize,
)]
#[sqlx(type_name = "TEXT", rename_all = "lowercase")]
pub enum EmailBlockReason {
    /// The mail server reported that there is no such mailbox.
    #[strum(message = "emails-blocked-bounced")]
    Bounced,
    /// The reader marked our mail as spam.
    #[strum(message = "emails-blocked-complained")]
    Complained,
}

/// Blocks one person's address after a message to it was refused.
pub async fn block(change: &mut Change, id: EmailId, why: EmailBlockReason) -> Result<()> {
    let now = change.now();
    if let Some(user) = store::user_of(change, id).await? {
        change.touch_user(user).await?;
        store::block(change, id, why, now).await?;
    }
    Ok(())
}

/// Blocks an address for everyone who has added it, after its mail server reported a bounce or a
/// complaint.
pub async fn block_address(
    change: &mut Change,
    address: &EmailAddress,
    why: EmailBlockReason,
) -> Result<()> {
    let now = change.now();
    for (id, user) in store::with_key(change, address.key()).await? {
        change.touch_user(user).await?;
        store::block(change, id, why, now).await?;
    }
    Ok(())
}
