//! The person who is signed in: one statement finds session, user and account together.

use std::time::Duration;

use crate::clock::Timestamp;
use crate::db::{Result, Tx};
use crate::i18n::{Lang, Message, TimeFormat, TimeZone};
use crate::ids::{AccountId, AccountUserId, SessionId, UserId};
use crate::sql;
use crate::web::session::{ABSOLUTE, IDLE};

/// A proof of who one is, signing in being one, is good for so long.
const SUDO: Duration = Duration::from_secs(15 * 60);

/// Light or dark.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Default,
    serde::Serialize,
    sqlx::Type,
    strum::EnumString,
    strum::AsRefStr,
    strum::VariantArray,
    strum::EnumMessage,
)]
#[strum(serialize_all = "lowercase")]
#[sqlx(type_name = "TEXT", rename_all = "lowercase")]
pub enum Theme {
    /// As the device has it.
    #[default]
    #[strum(message = "other-theme-system")]
    System,
    #[strum(message = "other-theme-light")]
    Light,
    #[strum(message = "other-theme-dark")]
    Dark,
}

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
    account_id: Option<AccountId>,
    account_user_id: Option<AccountUserId>,
    account_name: Option<String>,
    is_admin: Option<bool>,
}

/// The account that is current in the session, and the person's place in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    pub account_id: AccountId,
    pub account_user_id: AccountUserId,
    pub account_name: String,
    /// The owner always is.
    pub is_admin: bool,
}

impl Person {
    /// The person whose session has this hash, if it is alive at `now`: not idle or old for too
    /// long, and not of an epoch before every credential of theirs died. The account is there
    /// only while its door is open to them.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of_session(tx: &mut Tx, hash: &[u8], now: Timestamp) -> Result<Option<Self>> {
        sql!(tx, fetch_optional Self,
            "SELECT s.id AS session_id, s.seen_at, s.authenticated_at, u.epoch, \
                    EXISTS (SELECT 1 FROM authenticators f WHERE f.user_id = u.id) \
                        AS has_second_factor, \
                    EXISTS (SELECT 1 FROM passkeys k WHERE k.user_id = u.id) AS has_passkey, u.locked_at, \
                    s.flash, u.id, u.name, e.address AS email, u.time_zone, u.language, \
                    u.theme, u.time_format, u.emoji_mode, u.advanced_mode, u.debug_mode, \
                    u.rows_per_page, m.account_id, m.id AS account_user_id, \
                    a.name AS account_name, m.is_admin \
             FROM sessions s \
             JOIN users u ON u.id = s.user_id AND u.epoch = s.epoch \
             LEFT JOIN emails e ON e.user_id = u.id AND e.is_primary \
             LEFT JOIN account_users m \
                ON m.account_id = s.account_id AND m.user_id = u.id AND m.status = 'active' \
             LEFT JOIN accounts a ON a.id = m.account_id \
             WHERE s.id_hash = $1 AND s.seen_at > $2 AND s.created_at > $3",
            hash, now - IDLE, now - ABSOLUTE)
    }

    /// Whether they proved who they are a short while ago, in this session.
    pub fn is_proved(&self, now: Timestamp) -> bool {
        self.authenticated_at.is_some_and(|at| now.since(at) < SUDO)
    }

    /// The current account, if there is one.
    pub fn membership(&self) -> Option<Membership> {
        Some(Membership {
            account_id: self.account_id?,
            account_user_id: self.account_user_id?,
            account_name: self.account_name.clone()?,
            is_admin: self.is_admin?,
        })
    }

    /// Up to two letters that stand for the person.
    pub fn initials(&self) -> String {
        initials(&self.name)
    }

    /// The notice that waits to be shown.
    pub fn notice(&self) -> Option<Message> {
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
