//! Every table of an app's database: saved, restored, and dumped for comparison.

use std::collections::BTreeSet;
use std::str::FromStr;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, PgConnection, SqliteConnection};

/// The rows as text, without some columns.
pub type Dump = BTreeSet<String>;

/// Columns that every request may change: the session layer records that the session was used, and
/// a program's gate that its token was.
pub const SEEN: &[(&str, &str)] = &[("sessions", "seen_at"), ("api_tokens", "last_used_at")];

/// Columns that do not count as a change: a flash for the next page, and the versions that locks
/// increment.
pub const BESIDE: &[(&str, &str)] = &[
    ("sessions", "seen_at"),
    ("api_tokens", "last_used_at"),
    ("sessions", "flash"),
    ("users", "version"),
    ("accounts", "version"),
];

/// Which state is saved: the one before every case, or the one before every attempt of a case.
#[derive(Clone, Copy)]
pub enum Kept {
    World,
    Case,
}

impl Kept {
    fn prefix(self) -> &'static str {
        match self {
            Self::World => "world",
            Self::Case => "case",
        }
    }
}

enum Wire {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

struct Table {
    name: String,
    columns: Vec<String>,
}

/// A connection of the test's own without foreign key checks, so that rows can be restored in any
/// order.
pub struct Tables {
    wire: Wire,
    all: Vec<Table>,
}

impl Tables {
    pub async fn open(url: &str) -> Self {
        let wire = match url.starts_with("sqlite:") {
            true => {
                let options = SqliteConnectOptions::from_str(url).unwrap().foreign_keys(false);
                Wire::Sqlite(options.connect().await.unwrap())
            }
            false => Wire::Postgres(PgConnection::connect(url).await.unwrap()),
        };
        let mut tables = Self { wire, all: Vec::new() };
        if let Wire::Postgres(_) = tables.wire {
            tables.run("SET session_replication_role = replica").await;
        }
        let columns = match tables.wire {
            Wire::Sqlite(_) => {
                "SELECT t.name || '.' || c.name FROM sqlite_schema t, pragma_table_info(t.name) c \
                 WHERE t.type = 'table' AND t.name <> '_sqlx_migrations' ORDER BY t.name, c.cid"
            }
            Wire::Postgres(_) => {
                "SELECT table_name || '.' || column_name FROM information_schema.columns \
                 WHERE table_schema = current_schema() AND table_name <> '_sqlx_migrations' \
                 ORDER BY table_name, ordinal_position"
            }
        };
        for column in tables.texts(columns).await {
            let (table, column) = column.split_once('.').unwrap();
            match tables.all.last_mut().filter(|last| last.name == table) {
                Some(last) => last.columns.push(column.to_owned()),
                None => tables
                    .all
                    .push(Table { name: table.to_owned(), columns: vec![column.to_owned()] }),
            }
        }
        assert!(tables.all.len() > 20, "{}", tables.all.len());
        tables
    }

    /// Runs statements of a test.
    pub async fn run(&mut self, text: &str) {
        let run = sqlx::raw_sql(AssertSqlSafe(text.to_owned()));
        match &mut self.wire {
            Wire::Sqlite(wire) => run.execute(wire).await.map(drop),
            Wire::Postgres(wire) => run.execute(wire).await.map(drop),
        }
        .unwrap_or_else(|error| panic!("{error}: {text}"));
    }

    async fn texts(&mut self, text: &str) -> Vec<String> {
        let text = AssertSqlSafe(text.to_owned());
        match &mut self.wire {
            Wire::Sqlite(wire) => sqlx::query_scalar(text).fetch_all(wire).await,
            Wire::Postgres(wire) => sqlx::query_scalar(text).fetch_all(wire).await,
        }
        .unwrap()
    }

    /// Saves every row.
    pub async fn keep(&mut self, kept: Kept) {
        let kept = kept.prefix();
        let keep = |Table { name, .. }: &Table| {
            format!(
                "DROP TABLE IF EXISTS {kept}_{name}; \
                 CREATE TEMPORARY TABLE {kept}_{name} AS SELECT * FROM {name};"
            )
        };
        let text: String = self.all.iter().map(keep).collect();
        self.run(&text).await;
    }

    /// Restores every row.
    pub async fn put_back(&mut self, kept: Kept) {
        let kept = kept.prefix();
        let put_back = |Table { name, .. }: &Table| {
            format!("DELETE FROM {name}; INSERT INTO {name} SELECT * FROM {kept}_{name};")
        };
        let text: String = self.all.iter().map(put_back).collect();
        self.run(&format!("BEGIN; {text} COMMIT;")).await;
    }

    /// Dumps every row without these columns.
    pub async fn dump(&mut self, but_for: &[(&str, &str)]) -> Dump {
        let quote = |column: &String| match self.wire {
            Wire::Sqlite(_) => format!("' {column}=' || quote({column})"),
            Wire::Postgres(_) => format!("' {column}=' || quote_nullable({column}::text)"),
        };
        let rows = |Table { name, columns }: &Table| {
            let told = columns.iter().filter(|column| !but_for.contains(&(name, column)));
            let told: Vec<_> = told.map(quote).collect();
            format!("SELECT '{name}' || {} FROM {name}", told.join(" || "))
        };
        let all: Vec<_> = self.all.iter().map(rows).collect();
        self.texts(&all.join(" UNION ALL ")).await.into_iter().collect()
    }
}
