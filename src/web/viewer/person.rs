//! The person who is signed in: one statement finds session, user and account together.

use std::time::Duration;

use super::session::SignedInBy;
use crate::core::session::{ABSOLUTE, IDLE};
use crate::core::theme::Theme;
use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::i18n::{Lang, Message, TimeFormat, TimeZone};
use crate::platform::ids::{AccountId, AccountUserId, SessionId, UserId};
use crate::sql;

/// A proof of who one is, signing in being one, is good for so long.
const SUDO: Duration = Duration::from_secs(15 * 60);

/// Who asks, as found under their session's id.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Person {
    pub session_id: SessionId,
    pub seen_at: Timestamp,
    /// When they last proved who they are in this session.
    pub authenticated_at: Option<Timestamp>,
    pub epoch: i64,
    pub has_second_factor: bool,
    pub has_passkey: bool,
    /// Since when nothing that matters can be changed before the password is reset.
    pub locked_at: Option<Timestamp>,
    /// When their second factor will be taken off, which someone asked for.
    pub factor_reset_due: Option<Timestamp>,
    pub flash: Option<String>,
    #[sqlx(rename = "id")]
    pub user_id: UserId,
    pub name: String,
    /// The primary address.
    pub email: Option<String>,
    pub time_zone: TimeZone,
    pub language: Lang,
    pub theme: Theme,
    pub time_format: TimeFormat,
    pub emoji_mode: bool,
    pub advanced_mode: bool,
    pub debug_mode: bool,
    pub rows_per_page: i64,
    /// When they were through the set-up wizard, or waved it away.
    pub onboarded_at: Option<Timestamp>,
    /// What keeps them out of the account that is current.
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

/// An account's access, as it stands before the person who asks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AccountAccess {
    #[default]
    Allowed,
    /// The account asks for a second factor that this session does not have. My Settings stay
    /// open: there it can be set up.
    SecondFactorRequired,
}

/// The account that is current in the session, and the person's place in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    pub account_id: AccountId,
    pub account_user_id: AccountUserId,
    pub account_name: String,
    pub is_owner: bool,
    /// The owner always is.
    pub is_admin: bool,
}

impl Person {
    /// The person whose session has this hash, if it is alive at `now`: not idle or old for too
    /// long, here or for the current account, and not of an epoch before every credential of
    /// theirs died.
    pub async fn of_session(tx: &mut Tx, hash: &[u8], now: Timestamp) -> Result<Option<Self>> {
        let found = sql!(tx, fetch_optional Self,
            "SELECT s.id AS session_id, s.seen_at, s.authenticated_at, u.epoch, \
                    EXISTS (SELECT 1 FROM authenticators f WHERE f.user_id = u.id) \
                        AS has_second_factor, \
                    EXISTS (SELECT 1 FROM passkeys k WHERE k.user_id = u.id) AS has_passkey, u.locked_at, \
                    r.due_at AS factor_reset_due, \
                    s.flash, u.id, u.name, e.address AS email, pref.time_zone, pref.language, \
                    pref.theme, pref.time_format, pref.emoji_mode, pref.advanced_mode, pref.debug_mode, \
                    pref.rows_per_page, u.onboarded_at, s.created_at AS session_created_at, \
                    s.signed_in_by, m.account_id, m.id AS account_user_id, \
                    a.name AS account_name, m.is_owner, m.is_admin, a.second_factor_from, \
                    a.session_idle, a.session_absolute \
             FROM sessions s \
             JOIN users u ON u.id = s.user_id AND u.epoch = s.epoch \
             JOIN preferences pref ON pref.user_id = u.id \
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

    /// Whether the session is no older, and no longer unused, than the current account wants.
    fn is_within(&self, now: Timestamp) -> bool {
        let within = |most: Option<i64>, since| {
            let most = most.and_then(|seconds| u64::try_from(seconds).ok());
            most.is_none_or(|seconds| now.since(since) < Duration::from_secs(seconds))
        };
        within(self.session_idle, self.seen_at)
            && within(self.session_absolute, self.session_created_at)
    }

    /// With what the current account's access is to them. A passkey that verified its user is both
    /// factors; whoever has an authenticator was asked for it.
    fn with_access(mut self, now: Timestamp) -> Self {
        let is_due = self.second_factor_from.is_some_and(|from| from <= now);
        if is_due && !self.has_both_factors() {
            self.access = AccountAccess::SecondFactorRequired;
        }
        self
    }

    /// Whether this session passes a access that asks for a second factor.
    pub fn has_both_factors(&self) -> bool {
        self.has_second_factor || self.signed_in_by == Some(SignedInBy::Passkey)
    }

    /// From when on the current account asks for a second factor, if it does and they have none.
    pub fn factor_wanted_from(&self) -> Option<Timestamp> {
        self.second_factor_from.filter(|_| !self.has_second_factor && !self.has_passkey)
    }

    /// Whether they proved who they are a short while ago, in this session.
    pub fn is_reauthenticated(&self, now: Timestamp) -> bool {
        self.authenticated_at.is_some_and(|at| now.since(at) < SUDO)
    }

    /// The current account, if there is one and its access is open.
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

    /// The account that is current and its name, whatever its access.
    pub fn account(&self) -> Option<(AccountId, &str)> {
        Some((self.account_id?, self.account_name.as_deref()?))
    }

    /// Up to two letters that stand for the person.
    pub fn initials(&self) -> String {
        initials(&self.name)
    }

    /// The notice that waits to be shown.
    pub fn flash(&self) -> Option<Message> {
        serde_json::from_str(self.flash.as_deref()?).ok()
    }
}

/// The first letters of the first and the last word of a name.
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().next());
    let first = words.next();
    first.into_iter().chain(words.next_back()).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_the_first_letters_of_first_and_last_word() {
        for (name, letters) in [
            ("Alice Archer", "AA"),
            ("bob", "B"),
            ("Ana de la Cruz", "AC"),
            ("", ""),
            ("élan", "É"),
        ] {
            assert_eq!(initials(name), letters);
        }
    }
}
