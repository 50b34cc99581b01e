//! The signed-in person: one statement finds session, user and account together.

use std::time::Duration;

use super::session::SignedInBy;
use crate::core::session::{ABSOLUTE, IDLE};
use crate::core::theme::Theme;
use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::i18n::{Formats, Lang, Message, TimeZone};
use crate::platform::ids::{AccountId, AccountUserId, AvatarId, SessionId, UserId};
use crate::sql;

/// How long a sign-in or reauthentication counts as recent.
pub const REAUTH_LIFE: Duration = Duration::from_secs(15 * 60);

/// The person of a session, as one statement finds them.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Person {
    pub session_id: SessionId,
    pub seen_at: Timestamp,
    /// When they last signed in or reauthenticated in this session.
    pub authenticated_at: Option<Timestamp>,
    pub epoch: i64,
    pub has_second_factor: bool,
    pub has_passkey: bool,
    /// Since when they are locked after an undo, until the password is reset.
    pub locked_at: Option<Timestamp>,
    /// When the reset of their second factor, which an admin asked for, takes effect.
    pub factor_reset_due: Option<Timestamp>,
    pub flash: Option<String>,
    #[sqlx(rename = "id")]
    pub user_id: UserId,
    pub name: String,
    pub avatar: Option<AvatarId>,
    /// The primary address.
    pub email: Option<String>,
    pub time_zone: TimeZone,
    /// Whether they chose time zone and language.
    pub region_chosen: bool,
    pub language: Lang,
    pub theme: Theme,
    #[sqlx(flatten)]
    pub formats: Formats,
    pub emoji_mode: bool,
    pub advanced_mode: bool,
    pub debug_mode: bool,
    pub rows_per_page: i64,
    /// When they finished onboarding, or skipped it.
    pub onboarded_at: Option<Timestamp>,
    /// Whether the current account is accessible to this session.
    #[sqlx(skip)]
    pub access: AccountAccess,
    session_created_at: Timestamp,
    signed_in_by: Option<SignedInBy>,
    account_id: Option<AccountId>,
    account_user_id: Option<AccountUserId>,
    account_name: Option<String>,
    is_owner: Option<bool>,
    is_admin: Option<bool>,
    second_factor_from: Option<Timestamp>,
    session_idle: Option<i64>,
    session_absolute: Option<i64>,
}

/// The access of a session to its current account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AccountAccess {
    #[default]
    Allowed,
    /// The account requires a second factor that this session does not have. My Settings stay open,
    /// because it is set up there.
    SecondFactorRequired,
}

/// The membership of the current account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    pub account_id: AccountId,
    pub account_user_id: AccountUserId,
    pub account_name: String,
    pub is_owner: bool,
    /// Whether the person is an admin; the owner always is.
    pub is_admin: bool,
}

impl Person {
    /// Finds the person of a session by its hash, when the session is alive at `now`: within the
    /// idle timeout and the lifetime, here and in the current account, and of the user's present
    /// epoch.
    pub async fn of_session(tx: &mut Tx, hash: &[u8], now: Timestamp) -> Result<Option<Self>> {
        let found = sql!(tx, fetch_optional Self,
            "SELECT s.id AS session_id, s.seen_at, s.authenticated_at, u.epoch, \
                    EXISTS (SELECT 1 FROM authenticators f WHERE f.user_id = u.id) \
                        AS has_second_factor, \
                    EXISTS (SELECT 1 FROM passkeys k WHERE k.user_id = u.id) AS has_passkey, u.locked_at, \
                    r.due_at AS factor_reset_due, \
                    s.flash, u.id, u.name, av.id AS avatar, e.address AS email, pref.time_zone, pref.region_chosen, \
                    pref.language, \
                    pref.theme, pref.date_format, pref.time_format, pref.emoji_mode, \
                    pref.advanced_mode, pref.debug_mode, \
                    pref.rows_per_page, u.onboarded_at, s.created_at AS session_created_at, \
                    s.signed_in_by, m.account_id, m.id AS account_user_id, \
                    a.name AS account_name, m.is_owner, m.is_admin, a.second_factor_from, \
                    a.session_idle, a.session_absolute \
             FROM sessions s \
             JOIN users u ON u.id = s.user_id AND u.epoch = s.epoch \
             JOIN preferences pref ON pref.user_id = u.id \
             LEFT JOIN avatars av ON av.user_id = u.id \
             LEFT JOIN emails e ON e.user_id = u.id AND e.is_primary \
             LEFT JOIN factor_resets r ON r.user_id = u.id AND r.ended_at IS NULL \
             LEFT JOIN account_users m \
                ON m.account_id = s.account_id AND m.user_id = u.id AND m.status = 'active' \
                    AND m.sessions_from <= s.created_at \
             LEFT JOIN accounts a ON a.id = m.account_id \
             WHERE s.id_hash = $1 AND s.seen_at > $2 AND s.created_at > $3",
            hash, now - IDLE, now - ABSOLUTE)?;
        Ok(found.filter(|person| person.is_within(now)).map(|person| person.with_access(now)))
    }

    /// Tells whether the session is within the idle timeout and the lifetime of the current
    /// account.
    fn is_within(&self, now: Timestamp) -> bool {
        let within = |most: Option<i64>, since| {
            let most = most.and_then(|seconds| u64::try_from(seconds).ok());
            most.is_none_or(|seconds| now.since(since) < Duration::from_secs(seconds))
        };
        within(self.session_idle, self.seen_at)
            && within(self.session_absolute, self.session_created_at)
    }

    /// Adds the access to the current account. A passkey that verified its user counts as both
    /// factors; a person with an authenticator app was asked for its code.
    fn with_access(mut self, now: Timestamp) -> Self {
        let is_due = self.second_factor_from.is_some_and(|from| from <= now);
        if is_due && !self.has_both_factors() {
            self.access = AccountAccess::SecondFactorRequired;
        }
        self
    }

    /// Tells whether this session satisfies an account that requires a second factor.
    pub fn has_both_factors(&self) -> bool {
        self.has_second_factor || self.signed_in_by == Some(SignedInBy::Passkey)
    }

    /// Returns the moment from which the current account requires a second factor, when the person
    /// has none.
    pub fn factor_wanted_from(&self) -> Option<Timestamp> {
        self.second_factor_from.filter(|_| !self.has_second_factor && !self.has_passkey)
    }

    /// Tells whether the person signed in or reauthenticated recently in this session.
    pub fn is_reauthenticated(&self, now: Timestamp) -> bool {
        self.authenticated_at.is_some_and(|at| now.since(at) < REAUTH_LIFE)
    }

    /// Returns the membership of the current account, when it is accessible.
    pub fn membership(&self) -> Option<Membership> {
        if self.access != AccountAccess::Allowed {
            return None;
        }
        Some(Membership {
            account_id: self.account_id?,
            account_user_id: self.account_user_id?,
            account_name: self.account_name.clone()?,
            is_owner: self.is_owner?,
            is_admin: self.is_admin?,
        })
    }

    /// Returns the current account and its name, accessible or not.
    pub fn account(&self) -> Option<(AccountId, &str)> {
        Some((self.account_id?, self.account_name.as_deref()?))
    }

    /// Returns the flash that waits to be shown.
    pub fn flash(&self) -> Option<Message> {
        serde_json::from_str(self.flash.as_deref()?).ok()
    }
}
