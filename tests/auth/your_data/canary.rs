//! A user with a canary in every column: exported completely, and found nowhere after the deletion.

use std::collections::BTreeSet;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use callbook::platform::db::{Connection, Tx};
use callbook::platform::ids::{AccountUserId, EmailId};
use callbook::sql;
use sqlx::AssertSqlSafe;

use super::columns::{BASE64, EXPORTED, HIDDEN, IMPERSONAL, KEPT};
use super::planting::{Bird, ZONE, canary, plant};
use super::{EXPORT, REMOVAL};
use crate::accounts::account::{account_of, user_of};
use crate::support::TestApp;

/// Lists every column of the schema that could hold a text, as `table.column`: all except numbers,
/// booleans and ids. The migrator's own table is left out.
pub async fn schema(tx: &mut Tx) -> BTreeSet<String> {
    let columns: Vec<String> = match tx.connection() {
        Connection::Sqlite(connection) => sqlx::query_scalar(
            "SELECT t.name || '.' || c.name FROM sqlite_master t, pragma_table_info(t.name) c \
             WHERE t.type = 'table' AND t.name <> '_sqlx_migrations' \
                AND c.type NOT IN ('BIGINT', 'BOOLEAN', 'UUID')",
        )
        .fetch_all(connection)
        .await
        .unwrap(),
        Connection::Postgres(connection, _) => sqlx::query_scalar(
            "SELECT table_name || '.' || column_name FROM information_schema.columns \
             WHERE table_schema = current_schema() AND table_name <> '_sqlx_migrations' \
                AND data_type NOT IN ('bigint', 'boolean', 'uuid')",
        )
        .fetch_all(connection)
        .await
        .unwrap(),
    };
    columns.into_iter().collect()
}

/// Lists the values of a column in the rows that match.
async fn values(tx: &mut Tx, column: &str, rows: &str) -> Vec<String> {
    let (table, name) = column.split_once('.').unwrap();
    let rows = format!("FROM {table} WHERE {name} IS NOT NULL AND ({rows})");
    let values: Vec<Vec<u8>> = match tx.connection() {
        Connection::Sqlite(connection) => {
            let text = AssertSqlSafe(format!("SELECT CAST({name} AS BLOB) {rows}"));
            sqlx::query_scalar(text).fetch_all(connection).await.unwrap()
        }
        Connection::Postgres(connection, _) => {
            let text = format!("SELECT pg_typeof({name})::text {rows} LIMIT 1");
            let kind: Option<String> = sqlx::query_scalar(AssertSqlSafe(text))
                .fetch_optional(&mut *connection)
                .await
                .unwrap();
            let value = match kind.as_deref() {
                Some("bytea") => name.to_owned(),
                _ => format!("convert_to({name}::text, 'UTF8')"),
            };
            let text = AssertSqlSafe(format!("SELECT {value} {rows}"));
            sqlx::query_scalar(text).fetch_all(connection).await.unwrap()
        }
    };
    values.iter().map(|value| String::from_utf8_lossy(value).into_owned()).collect()
}

/// Lists columns that no list has, and listed columns that do not exist.
fn undecided(schema: &BTreeSet<String>) -> Vec<String> {
    let planted = EXPORTED.iter().chain(HIDDEN.iter().map(|(column, _)| column));
    let decided: Vec<_> = planted.chain(IMPERSONAL.iter().map(|(column, _)| column)).collect();
    let known: BTreeSet<_> = decided.iter().map(|column| (**column).to_owned()).collect();
    assert_eq!(known.len(), decided.len(), "a column is decided on twice");
    known.symmetric_difference(schema).cloned().collect()
}

/// Lists the columns in which a canary is found.
async fn found(tx: &mut Tx, schema: &BTreeSet<String>) -> Vec<String> {
    let mut found = Vec::new();
    for column in schema {
        let kept = KEPT.iter().find(|(kept, ..)| kept == column);
        let rows = kept.map_or("TRUE".to_owned(), |(_, rows, _)| format!("NOT ({rows})"));
        let values = values(tx, column, &rows).await;
        let canaries = values.into_iter().filter(|v| v.contains("canary-") || v.contains(ZONE));
        found.extend(canaries.map(|value| format!("{column}: {value}")));
    }
    found
}

#[tokio::test]
async fn a_user_with_a_canary_in_every_column_is_exported_whole_and_deleted_without_a_trace() {
    let app = TestApp::new().await;
    let bob = app.sign_in("bob").await;
    let (user, account) = (user_of(&app, "bob").await, account_of(&app, "Acme Ops").await);
    let mut tx = app.app.db.read().await.unwrap();
    let (member, email) = sql!(
        &mut tx,
        fetch_one(AccountUserId, EmailId),
        "SELECT m.id, e.id FROM account_users m JOIN emails e ON e.user_id = m.user_id \
         WHERE m.user_id = $1",
        user
    )
    .unwrap();
    let schema = schema(&mut tx).await;
    assert!(schema.len() > 60, "{schema:?}");
    assert_eq!(undecided(&schema), [""; 0], "decide on these columns in columns.rs");
    assert_eq!(found(&mut tx, &schema).await, [""; 0], "before there is any");
    drop(tx);

    plant(&app, &Bird { user, account, member, email }).await;
    let mut tx = app.app.db.read().await.unwrap();
    let hidden = HIDDEN.iter().map(|(column, _)| *column);
    for column in EXPORTED.iter().copied().chain(hidden) {
        let values = values(&mut tx, column, "TRUE").await;
        let is_planted = values.iter().any(|value| value.contains(&canary(column)));
        assert!(is_planted, "no canary in {column}: {values:?}");
    }
    drop(tx);

    let copy = bob.post(EXPORT, &[]).await.expect(200).text;
    for column in EXPORTED {
        let written = match BASE64.contains(column) {
            true => STANDARD.encode(canary(column)),
            false => canary(column),
        };
        assert!(copy.contains(&written), "{column} is not in the copy: {copy}");
    }
    for (column, reason) in HIDDEN {
        let encoded = copy.contains(&STANDARD.encode(canary(column)));
        assert!(
            !copy.contains(&canary(column)) && !encoded,
            "{column} is in the copy, but {reason}"
        );
    }
    app.deliver().await;

    bob.always("user-agent", &canary("audit.agent"));
    assert_eq!(bob.post(REMOVAL, &[]).await.expect(303).location(), "/login?deleted");
    let subjects = app.subjects_to(&canary("emails.address")).await;
    assert_eq!(subjects[0], "Je Callbook-profiel is verwijderd", "the last mail arrives");
    let mut tx = app.app.db.read().await.unwrap();
    assert_eq!(found(&mut tx, &schema).await, [""; 0], "left of someone who is gone");
    let masked = values(&mut tx, "deliveries.sent_to", "kind = 'farewell'").await;
    assert_eq!(masked, [""], "the ledger does not say where the last mail went");
    for (column, rows, _) in KEPT {
        let values = values(&mut tx, column, rows).await;
        assert!(values.iter().any(|v| v.contains("canary-")), "{column} need not be listed");
    }
}

#[test]
fn a_new_column_has_to_be_decided_on() {
    let hidden = HIDDEN.iter().chain(IMPERSONAL).map(|(column, _)| column);
    let mut schema: BTreeSet<_> = EXPORTED.iter().chain(hidden).map(|c| (*c).to_owned()).collect();
    assert_eq!(undecided(&schema), [""; 0]);
    schema.insert("users.nickname".to_owned());
    schema.remove("users.password");
    assert_eq!(undecided(&schema), ["users.nickname", "users.password"]);
}
