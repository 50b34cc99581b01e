//! `callbook key`: what depends on each secret key.

use std::fmt::Write;

use super::{data_dir, print};
use crate::app::lists;
use crate::core::links::LinkPurpose;
use crate::platform::clock::Clock;
use crate::platform::config::Config;
use crate::platform::db::Db;
use crate::platform::secrets::keys::key_name;

/// Prints what depends on each key, and whether the old one can be removed.
pub async fn status(config: &Config) -> anyhow::Result<()> {
    let db = Db::open_existing(&config.database_url()).await?;
    let keys = data_dir::secret_key(config)?;
    let now = Clock::system().now();
    let status = lists::INVENTORY.status(&mut db.read().await?, &keys, now).await?;
    db.close().await;
    let (ids, mut text) = (keys.ids(), String::new());
    for (id, rows) in &status.rows {
        let what = match ids.iter().position(|known| known == id) {
            Some(0) => "is current",
            Some(_) => "is old",
            None => "is not configured",
        };
        writeln!(text, "key {} {what}", key_name(id))?;
        for kind in lists::INVENTORY.keyed {
            writeln!(text, "{:>8} {}", rows.get(kind.name).unwrap_or(&0), kind.name)?;
        }
    }
    if let Some(since) = status.since {
        writeln!(text, "last start with an old key: {}", since.to_jiff())?;
        let over = (since + LinkPurpose::LONGEST_LIFE).to_jiff();
        let number = status.earlier_links;
        writeln!(text, "{number:>8} mailed links may depend on it; the last expires at {over}")?;
    }
    let is_used = |id| status.rows.get(id).is_some_and(|rows| rows.values().any(|rows| *rows > 0));
    let lost = status.lost(&keys);
    if !lost.is_empty() {
        writeln!(text, "lost unless the old key is configured again: {}", lost.join(", "))?;
    } else if ids.len() == 1 {
        writeln!(text, "there is no old key")?;
    } else if ids[1..].iter().any(is_used) || status.earlier_links > 0 {
        writeln!(
            text,
            "keep the old key: a running instance renews the rows, and the links have yet to expire"
        )?;
    } else {
        writeln!(text, "nothing depends on the old key: remove it")?;
    }
    print(&text)
}
