use callbook::platform::db::{Connection, statements};
use sqlx::Executor;

use crate::support::TestApp;

/// Runs on SQLite and on PostgreSQL, like every test here.
#[tokio::test]
async fn every_statement_prepares() {
    let app = TestApp::new().await;
    let mut tx = app.app.db.begin().await.unwrap();
    let mut prepared = 0;
    for statement in statements() {
        let result = match tx.connection() {
            Connection::Sqlite(connection) => {
                connection.prepare(sqlx::SqlStr::from_static(statement.text)).await.map(drop)
            }
            Connection::Postgres(connection, _) => {
                connection.prepare(sqlx::SqlStr::from_static(statement.text)).await.map(drop)
            }
        };
        let place = format!("{}:{}", statement.file, statement.line);
        result.unwrap_or_else(|error| panic!("{place}: {error}\n{}", statement.text));
        prepared += 1;
    }
    assert!(prepared > 20, "{prepared}");
}

#[test]
fn statements_keep_to_what_both_databases_know() {
    for statement in statements() {
        for word in ["ANY(", "ILIKE", "now()", "::", "jsonb", "?1", "datetime("] {
            let place = format!("{}:{}", statement.file, statement.line);
            assert!(!statement.text.contains(word), "{place} says {word}");
        }
    }
}
