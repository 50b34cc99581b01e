//! Leaks of codes, links, passwords and full phone numbers.

use callbook::messaging::dev::Content;
use callbook::platform::db::Db;

use crate::support::{TestApp, password_of};
use crate::users::phones::{add, first, type_code};

const NEW: &str = "velvet tractor mosaic dune";

/// Dumps every value of every table as text; blobs in hexadecimal.
async fn dump(db: &Db, skip: &[(&str, &str)]) -> String {
    let mut tx = db.read().await.unwrap();
    let mut text = String::new();
    for table in [
        "deliveries",
        "outbox",
        "verifications",
        "limits",
        "receipts",
        "sessions",
        "stopped_numbers",
        "users",
        "emails",
        "phones",
        "accounts",
        "instance",
    ] {
        for row in rows(&mut tx, table).await {
            for (column, value) in row {
                if !skip.contains(&(table, column.as_str())) {
                    text.push_str(&format!("{table}.{column}={value}\n"));
                }
            }
        }
    }
    text
}

async fn rows(tx: &mut callbook::platform::db::Tx, table: &str) -> Vec<Vec<(String, String)>> {
    use callbook::platform::db::Connection;
    use sqlx::{Column, Row, ValueRef};
    let query = sqlx::AssertSqlSafe(format!("SELECT * FROM {table}"));
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    match tx.connection() {
        Connection::Sqlite(connection) => {
            let rows = sqlx::query(query).fetch_all(connection).await.unwrap();
            let value = |row: &sqlx::sqlite::SqliteRow, at: usize| {
                let raw = row.try_get_raw(at).unwrap();
                if raw.is_null() {
                    return String::new();
                }
                row.try_get_unchecked::<String, _>(at).unwrap_or_else(|_| {
                    hex(&row.try_get_unchecked::<Vec<u8>, _>(at).unwrap_or_default())
                })
            };
            let read = |row: &sqlx::sqlite::SqliteRow| {
                let columns = row.columns().iter().enumerate();
                columns.map(|(at, c)| (c.name().to_owned(), value(row, at))).collect()
            };
            rows.iter().map(read).collect()
        }
        Connection::Postgres(connection, _) => {
            let rows = sqlx::query(query).fetch_all(connection).await.unwrap();
            let value = |row: &sqlx::postgres::PgRow, at: usize| {
                let raw = row.try_get_raw(at).unwrap();
                if raw.is_null() {
                    return String::new();
                }
                let bytes = raw.as_bytes().unwrap();
                match str::from_utf8(bytes) {
                    Ok(text) if !text.contains('\0') => text.to_owned(),
                    _ => hex(bytes),
                }
            };
            let read = |row: &sqlx::postgres::PgRow| {
                let columns = row.columns().iter().enumerate();
                columns.map(|(at, c)| (c.name().to_owned(), value(row, at))).collect()
            };
            rows.iter().map(read).collect()
        }
    }
}

#[tokio::test]
async fn secret_canary() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    add(&alice, "NL", "0612345678", "sms").await.expect(303);
    let page = alice.get("/settings").await.page();
    let form = page.form("/settings/emails").fill("emails-address", "canary@home.example");
    alice.submit(&form).await.expect(303);
    alice.post("/forgot-password/new", &[("email", "alice@acme.example")]).await.expect(303);
    // Numbers and addresses are in plain text in their own column, and nowhere else.
    let homes = [("phones", "e164"), ("emails", "address"), ("emails", "address_key")];
    let queued = dump(&app.app.db, &homes).await;
    let (code, email, reset) = (app.code().await, app.link("email").await, app.link("reset").await);
    let sent = dump(&app.app.db, &homes).await;
    type_code(&alice, &first(&alice).await, &code).await.expect(303);
    alice.get(&email).await.expect(303);
    alice.post("/links/email", &[]).await.expect(303);
    alice.get(&reset).await.expect(303);
    alice.post("/links/reset", &[("new", NEW), ("confirm", NEW)]).await.expect(303);
    app.deliver().await;
    let used = dump(&app.app.db, &homes).await;
    let tokens = [&email, &reset].map(|link| link.rsplit('/').next().unwrap().to_owned());
    let cookie = alice.cookie("sid").unwrap();
    for (when, dump) in [("queued", queued), ("sent", sent), ("used", used)] {
        assert!(dump.len() > 2000, "{when}: there is something to look at");
        let secrets = [
            code.as_str(),
            &tokens[0],
            &tokens[1],
            &cookie,
            NEW,
            password_of("alice"),
            "+31612345678",
            "612345678",
            "canary@",
            "alice@",
        ];
        for secret in secrets {
            let found = dump.lines().find(|line| line.contains(secret));
            assert_eq!(found, None, "{secret} when {when}");
        }
        assert!(dump.contains("+31 •••• 78") && dump.contains("c•••@h•••.example"));
    }
}

#[tokio::test]
async fn a_mail_that_tells_of_a_change_names_its_contact_masked() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    add(&alice, "NL", "0612345678", "sms").await.expect(303);
    for kept in app.outbox().await {
        if let Content::Mail { text, html, .. } = kept.content {
            assert!(text.contains("+31 •••• 78") && html.contains("+31 •••• 78"));
            assert!(!text.contains("12345678") && !html.contains("12345678"));
        }
    }
}
