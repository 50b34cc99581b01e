//! The SQL of the list of members and of one member.

use std::collections::HashMap;

use super::{MemberQuery, MemberRow, Show};
use crate::platform::clock::Timestamp;
use crate::platform::db::list::{List, ListPage, PageWanted, SqlValue};
use crate::platform::db::{Result, Tx};
use crate::platform::i18n::{Lang, TimeZone};
use crate::platform::ids::{AccountId, AccountUserId, AvatarId};
use crate::sql;
use crate::users::search::{self, MEMBERS, Prefix, Sort, Sought, name_order};

const ROWS: &str = "SELECT m.id, m.user_id, m.tiny_id, u.name, av.id AS avatar, e.address AS email, m.is_owner, \
        m.is_admin, m.is_billing, m.is_broadcaster, m.is_communicator, u.last_sign_in_at, \
        u.onboarded_at, u.password IS NULL AS has_no_password FROM";

/// Begins a list of the ids of the members that match a query, in its order.
async fn chosen(tx: &mut Tx, account: AccountId, wanted: &MemberQuery) -> Result<List> {
    let unfinished = search::unfinished();
    let mut words: Vec<&Prefix> = match &wanted.sought {
        Sought::Number(_) => Vec::new(),
        Sought::Words(words) => words.iter().collect(),
    };
    words.extend((wanted.show == Show::Unfinished).then_some(&unfinished));
    let mut list = search::having(tx, account, &words).await?;
    if let Sought::Number(number) = &wanted.sought {
        list.and("m.tiny_id = ?", [SqlValue::Number(*number)]);
    }
    list.order(columns(wanted), wanted.direction);
    Ok(list)
}

fn columns(wanted: &MemberQuery) -> &'static [&'static str] {
    match wanted.sort {
        Sort::Number => &["m.tiny_id"],
        Sort::Name => name_order(wanted.lang),
    }
}

/// Makes the statement of the rows of chosen members.
fn rows(list: List, wanted: &MemberQuery) -> List {
    let mut list = list.inside(ROWS, MEMBERS);
    list.order(columns(wanted), wanted.direction);
    list
}

/// Lists one page of the members that match a query. Names and addresses are looked up only for
/// the members of the page.
pub async fn list(
    tx: &mut Tx,
    account: AccountId,
    wanted: &MemberQuery,
    page: PageWanted,
) -> Result<ListPage<MemberRow>> {
    let list = chosen(tx, account, wanted).await?;
    list.page_inside(tx, page, |list| rows(list, wanted)).await
}

/// Lists all members that match a query.
pub async fn list_all(
    tx: &mut Tx,
    account: AccountId,
    wanted: &MemberQuery,
) -> Result<Vec<MemberRow>> {
    rows(chosen(tx, account, wanted).await?, wanted).fetch_all(tx).await
}

/// A person as other members of their account see them.
#[derive(Clone, sqlx::FromRow)]
pub struct Portrait {
    pub avatar: Option<AvatarId>,
    pub time_zone: TimeZone,
    pub language: Lang,
    pub last_sign_in_at: Option<Timestamp>,
    pub onboarded_at: Option<Timestamp>,
    pub has_no_password: bool,
    pub has_second_factor: bool,
    pub created_at: Timestamp,
}

/// Finds a person as other members of their account see them.
pub async fn portrait(
    tx: &mut Tx,
    account: AccountId,
    id: AccountUserId,
) -> Result<Option<Portrait>> {
    sql!(tx, fetch_optional Portrait,
        "SELECT av.id AS avatar, pref.time_zone, pref.language, u.last_sign_in_at, u.onboarded_at, \
                u.password IS NULL AS has_no_password, \
                EXISTS (SELECT 1 FROM authenticators f WHERE f.user_id = u.id) \
                    AS has_second_factor, m.created_at \
         FROM account_users m JOIN users u ON u.id = m.user_id \
         JOIN preferences pref ON pref.user_id = u.id \
         LEFT JOIN avatars av ON av.user_id = u.id WHERE m.account_id = $1 AND m.id = $2",
        account, id)
}

/// Lists the primary phone of every member of an account, and the names of their teams.
pub async fn phones_and_teams(
    tx: &mut Tx,
    account: AccountId,
) -> Result<HashMap<AccountUserId, (String, Vec<String>)>> {
    let mut found: HashMap<_, (String, Vec<String>)> = HashMap::new();
    let phones = sql!(
        tx,
        fetch_all(AccountUserId, String),
        "SELECT m.id, p.e164 FROM account_users m JOIN phones p ON p.user_id = m.user_id \
         WHERE m.account_id = $1 ORDER BY p.is_primary DESC, p.id",
        account
    )?;
    for (member, phone) in phones {
        let first = &mut found.entry(member).or_default().0;
        if first.is_empty() {
            *first = phone;
        }
    }
    let teams = sql!(
        tx,
        fetch_all(AccountUserId, String),
        "SELECT m.account_user_id, t.name FROM team_members m JOIN teams t ON t.id = m.team_id \
         WHERE t.account_id = $1 ORDER BY t.name_key, t.id",
        account
    )?;
    for (member, team) in teams {
        found.entry(member).or_default().1.push(team);
    }
    Ok(found)
}
