//! The membership of a caller, and whether the account is accessible to programs.

use super::refusal::Refusal;
use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::i18n::Lang;
use crate::platform::ids::{AccountId, AccountUserId, UserId};
use crate::sql;
use crate::web::errors::Error;

const NEEDS_FACTOR: &str = "This account requires a second factor, and this user has none";

/// The membership of the person on whose behalf a program calls.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct CallerMembership {
    pub account_id: AccountId,
    pub account_user_id: AccountUserId,
    pub user_id: UserId,
    /// Whether the person is an admin; the owner always is.
    pub is_admin: bool,
    pub is_owner: bool,
    pub is_billing: bool,
    pub is_broadcaster: bool,
    pub is_communicator: bool,
    pub epoch: i64,
    /// The moment before which sessions and v1 tokens are no longer valid in the account.
    pub sessions_from: Timestamp,
    pub language: Lang,
    /// Whether the account has v1 enabled.
    pub v1_api: bool,
    /// The moment from which responses of v1 announce its deprecation.
    pub v1_deprecated_at: Option<Timestamp>,
    /// Whether changes by programs require `If-Match`.
    pub if_match_required: bool,
    has_authenticator: bool,
    has_passkey: bool,
    second_factor_from: Option<Timestamp>,
    locked_at: Option<Timestamp>,
}

impl CallerMembership {
    /// Tells whether the account requires a second factor now.
    fn asks_for_factor(&self, now: Timestamp) -> bool {
        self.second_factor_from.is_some_and(|from| from <= now)
    }

    /// Lists all roles as booleans, to compare them.
    pub fn roles(&self) -> [bool; 5] {
        [self.is_owner, self.is_admin, self.is_billing, self.is_broadcaster, self.is_communicator]
    }

    /// Tells whether a password alone is not enough: the person has a second factor, or the account
    /// requires one.
    pub fn owes_factor(&self, now: Timestamp) -> bool {
        self.has_authenticator || self.asks_for_factor(now)
    }

    /// Returns the membership when the account is accessible.
    ///
    /// # Errors
    /// When the user is locked after an undo, or a required second factor is missing.
    pub fn within_access(self, now: Timestamp) -> super::Result<Self> {
        if self.locked_at.is_some() {
            return Err(Refusal::Failed(Error::Locked));
        }
        let has_factor = self.has_authenticator || self.has_passkey;
        match self.asks_for_factor(now) && !has_factor {
            true => Err(Refusal::Forbidden(NEEDS_FACTOR)),
            false => Ok(self),
        }
    }

    /// Finds a person's membership of an account.
    pub async fn of(tx: &mut Tx, user: UserId, account: AccountId) -> Result<Option<Self>> {
        sql!(tx, fetch_optional Self,
            "SELECT m.account_id, m.id AS account_user_id, m.user_id, m.is_admin, m.is_owner, \
                    m.is_billing, m.is_broadcaster, m.is_communicator, u.epoch, m.sessions_from, pref.language, \
                    a.v1_api, a.v1_deprecated_at, a.if_match_required, EXISTS (SELECT 1 FROM authenticators f WHERE f.user_id = u.id) \
                        AS has_authenticator, \
                    EXISTS (SELECT 1 FROM passkeys k WHERE k.user_id = u.id) AS has_passkey, \
                    a.second_factor_from, u.locked_at \
             FROM account_users m JOIN users u ON u.id = m.user_id \
             JOIN preferences pref ON pref.user_id = u.id \
             JOIN accounts a ON a.id = m.account_id \
             WHERE m.user_id = $1 AND m.account_id = $2 AND m.status = 'active'",
            user, account)
    }
}
