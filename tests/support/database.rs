//! A database for one test: a file of SQLite, or a schema of the PostgreSQL that the run names.

use sqlx::{Connection, PgConnection};

pub struct Fresh {
    pub url: String,
    _folder: Option<tempfile::TempDir>,
}

/// Tells whether the run names a PostgreSQL.
pub fn is_postgres() -> bool {
    std::env::var("TEST_POSTGRES_URL").is_ok()
}

impl Fresh {
    pub async fn create() -> Self {
        match std::env::var("TEST_POSTGRES_URL") {
            Ok(url) => Self::schema(&url).await,
            Err(_) => Self::file(),
        }
    }

    fn file() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("test.db").display());
        Self { url, _folder: Some(folder) }
    }

    async fn schema(url: &str) -> Self {
        let name = format!("test_{}", hex(&callbook::platform::secrets::random::<8>()));
        let mut connection = PgConnection::connect(url).await.unwrap();
        let create = sqlx::AssertSqlSafe(format!("CREATE SCHEMA {name}"));
        sqlx::query(create).execute(&mut connection).await.unwrap();
        let mark = if url.contains('?') { '&' } else { '?' };
        Self { url: format!("{url}{mark}options=-csearch_path%3D{name}"), _folder: None }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
