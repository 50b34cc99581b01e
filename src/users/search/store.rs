//! The SQL of search.

use std::collections::BTreeSet;

use super::{Prefix, name_order, words};
use crate::platform::db::list::{Direction, List, SqlValue, Window};
use crate::platform::db::{Result, Tx};
use crate::platform::i18n::Lang;
use crate::platform::ids::{AccountId, AccountUserId, AvatarId, UserId};
use crate::sql;

/// A member of an account, with what the index needs beside the name.
#[derive(sqlx::FromRow)]
pub struct Indexed {
    id: AccountUserId,
    account_id: AccountId,
    is_owner: bool,
    is_admin: bool,
    is_billing: bool,
    is_broadcaster: bool,
    is_communicator: bool,
}

impl Indexed {
    /// Returns the member's roles as words, by their names in the APIs.
    pub fn role_words(&self) -> BTreeSet<Vec<u8>> {
        let roles = [
            (self.is_owner, "owner"),
            (self.is_admin, "admin"),
            (self.is_billing, "billing"),
            (self.is_broadcaster, "broadcaster"),
            (self.is_communicator, "communicator"),
        ];
        roles.iter().filter(|(has, _)| *has).flat_map(|(_, name)| words(name)).collect()
    }
}

/// Returns a person's name, and whether they have yet to finish onboarding.
pub async fn name(tx: &mut Tx, user: UserId) -> Result<Option<(String, bool)>> {
    sql!(
        tx,
        fetch_optional(String, bool),
        "SELECT name, onboarded_at IS NULL FROM users WHERE id = $1",
        user
    )
}

pub async fn addresses(tx: &mut Tx, user: UserId) -> Result<Vec<String>> {
    sql!(tx, scalars String, "SELECT address FROM emails WHERE user_id = $1", user)
}

pub async fn numbers(tx: &mut Tx, user: UserId) -> Result<Vec<String>> {
    sql!(tx, scalars String, "SELECT e164 FROM phones WHERE user_id = $1", user)
}

pub async fn members(tx: &mut Tx, user: UserId) -> Result<Vec<Indexed>> {
    sql!(tx, fetch_all Indexed,
        "SELECT id, account_id, is_owner, is_admin, is_billing, is_broadcaster, is_communicator \
         FROM account_users WHERE user_id = $1", user)
}

pub async fn replace_words(tx: &mut Tx, member: &Indexed, words: &BTreeSet<Vec<u8>>) -> Result<()> {
    sql!(tx, execute, "DELETE FROM account_user_words WHERE account_user_id = $1", member.id)?;
    for word in words {
        sql!(
            tx,
            execute,
            "INSERT INTO account_user_words (account_id, word, account_user_id) \
             VALUES ($1, $2, $3)",
            member.account_id,
            word,
            member.id
        )?;
    }
    Ok(())
}

pub async fn set_keys(tx: &mut Tx, member: &Indexed, key: &[u8], es: &[u8]) -> Result<()> {
    sql!(
        tx,
        execute,
        "UPDATE account_users SET name_key = $2, name_key_es = $3 WHERE id = $1",
        member.id,
        key,
        es
    )
    .map(drop)
}

pub async fn waiting(tx: &mut Tx, most: i64) -> Result<Vec<UserId>> {
    sql!(tx, scalars UserId,
        "SELECT user_id FROM account_users WHERE name_key IS NULL ORDER BY id LIMIT $1", most)
}

/// The most entries of one word for which the query starts from the words; with more, it walks the
/// members in order.
const FEW: i64 = 1_000;
/// The same limit for several words: members who have all of them are rare in the order, so more
/// entries may be read instead.
const FEW_OF_SEVERAL: i64 = 5_000;

/// A member whom a search found.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct FoundMember {
    pub id: AccountUserId,
    pub name: String,
    pub avatar: Option<AvatarId>,
    /// The primary address.
    pub email: Option<String>,
}

/// Joins the memberships `m` whose ids a list `f` has with their users `u`, preferences, avatar
/// `av`, and primary address `e`.
pub const MEMBERS: &str = "f JOIN account_users m ON m.id = f.id JOIN users u ON u.id = m.user_id \
     JOIN preferences pref ON pref.user_id = u.id LEFT JOIN avatars av ON av.user_id = u.id \
     LEFT JOIN emails e ON e.user_id = u.id AND e.is_primary";

/// Begins a list of the ids of memberships `m` of an account whose members have all of these words.
/// Rare words are read from the index, and the members sorted then; for common words the members
/// are walked in order until there are enough.
pub async fn having(tx: &mut Tx, account: AccountId, sought: &[&Prefix]) -> Result<List> {
    let few = if sought.len() == 1 { FEW } else { FEW_OF_SEVERAL };
    let (mut rare, mut common) = (Vec::new(), Vec::new());
    for word in sought {
        match count(tx, account, word, few + 1).await? {
            found if found <= few => rare.push((found, *word)),
            _ => common.push(*word),
        }
    }
    rare.sort_by_key(|(found, _)| *found);
    let id = || SqlValue::Id(account.into());
    let Some(((found, rarest), rare)) = rare.split_first() else {
        let mut list = List::new("SELECT m.id FROM account_users m WHERE m.account_id = ?", [id()]);
        for word in common {
            list.and(
                "EXISTS (SELECT 1 FROM account_user_words w \
                 WHERE w.account_user_id = m.id AND w.word >= ? AND w.word < ?)",
                word.range(),
            );
        }
        return Ok(list);
    };
    let range = [id()].into_iter().chain(rarest.range());
    let mut list = match sought.len() {
        // PostgreSQL would overestimate how many words match, and walk the account: LIMIT tells it
        // the number.
        1 => List::new(
            "SELECT DISTINCT w.account_user_id AS id FROM (SELECT account_user_id \
                FROM account_user_words WHERE account_id = ? AND word >= ? AND word < ? LIMIT ?) w \
             WHERE TRUE",
            range.chain([SqlValue::Number(*found)]),
        ),
        // With a LIMIT here, PostgreSQL would compare every pair.
        _ => List::new(
            "SELECT DISTINCT w.account_user_id AS id FROM account_user_words w \
             WHERE w.account_id = ? AND w.word >= ? AND w.word < ?",
            range,
        ),
    };
    for (_, word) in rare {
        list.and(
            "w.account_user_id IN (SELECT v.account_user_id FROM account_user_words v \
             WHERE v.account_id = ? AND v.word >= ? AND v.word < ?)",
            [id()].into_iter().chain(word.range()),
        );
    }
    for word in common {
        list.and(
            "EXISTS (SELECT 1 FROM account_user_words v \
             WHERE v.account_user_id = w.account_user_id AND v.word >= ? AND v.word < ?)",
            word.range(),
        );
    }
    // The list stays before CROSS JOIN: SQLite assumes ten members in an account, and would walk
    // all of them.
    let mut list =
        list.inside("SELECT m.id FROM", "g CROSS JOIN account_users m WHERE m.id = g.id");
    list.and("m.account_id = ?", [id()]);
    Ok(list)
}

/// Lists the first members by name.
pub async fn find_members(
    tx: &mut Tx,
    account: AccountId,
    sought: &[&Prefix],
    lang: Lang,
    most: i64,
) -> Result<Vec<FoundMember>> {
    let order = name_order(lang);
    let mut list = having(tx, account, sought).await?;
    list.order(order, Direction::Asc);
    list.window(Window::first(most));
    let mut list =
        list.inside("SELECT m.id, u.name, av.id AS avatar, e.address AS email FROM", MEMBERS);
    list.order(order, Direction::Asc);
    list.fetch_all(tx).await
}

/// Counts the entries of a word, up to `most`.
async fn count(tx: &mut Tx, account: AccountId, word: &Prefix, most: i64) -> Result<i64> {
    sql!(tx, scalar i64,
        "SELECT COUNT(*) FROM (SELECT 1 AS one FROM account_user_words \
         WHERE account_id = $1 AND word >= $2 AND word < $3 LIMIT $4) AS found",
        account, &word.from, &word.to, most)
}
