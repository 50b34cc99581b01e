//! `callbook migrate`: migrates the database to this version's schema.

use super::print;
use crate::platform::config::Config;
use crate::platform::db::Db;

/// Migrates the database, and exits.
pub async fn run(config: &Config) -> anyhow::Result<()> {
    Db::open_existing(&config.database_url()).await?.close().await;
    print("The database is migrated to this version's schema\n")
}
