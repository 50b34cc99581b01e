//! The SQL of activation.

use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::i18n::Lang;
use crate::platform::ids::{AccountId, EmailId, UserId};
use crate::sql;

/// A person with an address, as an activation link to it needs them.
#[derive(Debug, sqlx::FromRow)]
pub struct AwaitingActivation {
    pub email_id: EmailId,
    pub user_id: UserId,
    pub address: String,
    pub address_key: Vec<u8>,
    pub blocked_at: Option<Timestamp>,
    pub name: String,
    pub language: Lang,
    /// Whether the person has no password or other way to sign in, and never had: a person whose
    /// password was cleared by an undo recovers by mail instead.
    pub is_new: bool,
    /// Whether another user has verified the address.
    pub is_taken: bool,
    /// The name of the person's first account.
    pub account: Option<String>,
}

pub async fn newcomer(tx: &mut Tx, email: EmailId) -> Result<Option<AwaitingActivation>> {
    sql!(tx, fetch_optional AwaitingActivation,
        "SELECT e.id AS email_id, e.user_id, e.address, e.address_key, e.blocked_at, u.name, \
                pref.language, \
                (u.password IS NULL AND u.locked_at IS NULL \
                    AND NOT EXISTS (SELECT 1 FROM authenticators f WHERE f.user_id = u.id) \
                    AND NOT EXISTS (SELECT 1 FROM passkeys k WHERE k.user_id = u.id)) AS is_new, \
                EXISTS (SELECT 1 FROM emails o WHERE o.address_key = e.address_key \
                    AND o.verified_at IS NOT NULL AND o.user_id <> e.user_id) AS is_taken, \
                (SELECT a.name FROM account_users m JOIN accounts a ON a.id = m.account_id \
                    WHERE m.user_id = u.id AND m.status = 'active' \
                    ORDER BY m.created_at, m.id LIMIT 1) AS account \
         FROM emails e JOIN users u ON u.id = e.user_id \
         JOIN preferences pref ON pref.user_id = u.id WHERE e.id = $1",
        email)
}

/// Returns the name of an account, and the name of the member who sends the mail, if they are still
/// in it.
pub async fn sender(
    tx: &mut Tx,
    account: AccountId,
    by: Option<UserId>,
) -> Result<Option<(String, Option<String>)>> {
    sql!(
        tx,
        fetch_optional(String, Option<String>),
        "SELECT a.name, u.name FROM accounts a LEFT JOIN users u ON u.id = $2 WHERE a.id = $1",
        account,
        by
    )
}
