//! The data folder: the SQLite database and the secret key live there.

use std::io::{Read, Write};
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};

use anyhow::{Context, bail};

use crate::platform::config::Config;
use crate::platform::secrets::keys::SecretKeys;

/// Makes the folder, unless nothing would be kept in it.
pub fn make(config: &Config) -> anyhow::Result<()> {
    if config.database_url.is_some() && config.secret_key.is_some() {
        return Ok(());
    }
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(&config.data_dir)
        .with_context(|| format!("cannot make the folder {}", config.data_dir.display()))
}

/// Reads the configured key, or the one in the data folder, which is made at the first start.
pub fn secret_key(config: &Config) -> anyhow::Result<SecretKeys> {
    if let Some(text) = &config.secret_key {
        return text.parse().context("the setting secret_key");
    }
    if config.database_url().starts_with("postgres") {
        bail!("with PostgreSQL, CALLBOOK_SECRET_KEY is required: all instances share one");
    }
    let path = config.data_dir.join("secret.key");
    if !path.exists() {
        // Whole or not at all: a half-written key would never parse again. 0600 from the start.
        let mut file = tempfile::NamedTempFile::new_in(&config.data_dir)?;
        file.write_all(SecretKeys::generate().as_bytes())?;
        file.as_file().sync_all()?;
        match file.persist_noclobber(&path) {
            Ok(_) => {}
            Err(lost) if lost.error.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(failed) => {
                return Err(failed.error)
                    .with_context(|| format!("cannot make {}", path.display()));
            }
        }
    }
    let mut text = String::new();
    let read = std::fs::File::open(&path).and_then(|mut file| {
        file.read_to_string(&mut text)?;
        file.metadata()
    });
    let kept = read.with_context(|| format!("cannot read {}", path.display()))?;
    if kept.permissions().mode() & 0o077 != 0 {
        tracing::warn!(
            event = "key_file_open",
            "others on this machine can read the secret key: chmod 600 {}",
            path.display()
        );
    }
    text.parse().with_context(|| path.display().to_string())
}
