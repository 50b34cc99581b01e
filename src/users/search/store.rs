//! The SQL of the words that people are found by.

use std::collections::BTreeSet;

use super::{Prefix, name_order, words};
use crate::platform::db::list::{Direction, List, SqlValue, Window};
use crate::platform::db::{Result, Tx};
use crate::platform::i18n::Lang;
use crate::platform::ids::{AccountId, AccountUserId, UserId};
use crate::sql;

/// A person in an account, with what they are besides a name.
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
    /// Roles by the names that the API gives them.
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

/// What someone is called, and whether the set-up wizard has something to ask them.
pub async fn name(tx: &mut Tx, user: UserId) -> Result<Option<(String, bool)>> {
    sql!(
        tx,
        fetch_optional(String, bool),
        "SELECT name, onboarded_at IS NULL FROM users WHERE id = $1",
        user
    )
}

pub async fn contacts(tx: &mut Tx, user: UserId) -> Result<Vec<String>> {
    sql!(tx, scalars String,
        "SELECT address FROM emails WHERE user_id = $1 \
         UNION ALL SELECT e164 FROM phones WHERE user_id = $1", user)
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

/// A word that more people have is not gone through first: the people are, in their order.
const FEW: i64 = 1_000;
/// Of several words. People who have all of them stand far apart in the order, so more may be gone
/// through instead.
const FEW_OF_SEVERAL: i64 = 5_000;

/// Someone who was looked for.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct FoundMember {
    pub id: AccountUserId,
    pub name: String,
    /// The primary address.
    pub email: Option<String>,
}

/// The memberships `m` that a list `f` has the ids of, their people `u` with what they prefer, and
/// the primary address `e`.
pub const MEMBERS: &str = "f JOIN account_users m ON m.id = f.id JOIN users u ON u.id = m.user_id \
     JOIN preferences pref ON pref.user_id = u.id \
     LEFT JOIN emails e ON e.user_id = u.id AND e.is_primary";

/// The ids of the memberships `m` of an account whose people have all of these words, as the
/// beginning of a list. What few have is gone through from the words, and the people are put in
/// order then; what many have, from the order, until there are enough.
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
        // PostgreSQL guesses that many begin so, and would go through the account: it is told how many.
        1 => List::new(
            "SELECT DISTINCT w.account_user_id AS id FROM (SELECT account_user_id \
                FROM account_user_words WHERE account_id = ? AND word >= ? AND word < ? LIMIT ?) w \
             WHERE TRUE",
            range.chain([SqlValue::Number(*found)]),
        ),
        // Told so here, it would compare each with each.
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
    // What is found keeps its place before CROSS JOIN: SQLite thinks that an account has ten people,
    // and would go through all of them.
    let mut list =
        list.inside("SELECT m.id FROM", "g CROSS JOIN account_users m WHERE m.id = g.id");
    list.and("m.account_id = ?", [id()]);
    Ok(list)
}

/// The first people in the order of their names.
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
    let mut list = list.inside("SELECT m.id, u.name, e.address AS email FROM", MEMBERS);
    list.order(order, Direction::Asc);
    list.fetch_all(tx).await
}

/// How many times people have this word, but no more than `most`.
async fn count(tx: &mut Tx, account: AccountId, word: &Prefix, most: i64) -> Result<i64> {
    sql!(tx, scalar i64,
        "SELECT COUNT(*) FROM (SELECT 1 AS one FROM account_user_words \
         WHERE account_id = $1 AND word >= $2 AND word < $3 LIMIT $4) AS found",
        account, &word.from, &word.to, most)
}
