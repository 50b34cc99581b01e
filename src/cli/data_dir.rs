//! The data folder, which has the SQLite database and the secret key.

use std::io::{ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};

use crate::platform::config::Config;
use crate::platform::secrets::keys::SecretKeys;

/// Creates the folder, unless nothing would be stored in it.
pub fn make(config: &Config) -> anyhow::Result<()> {
    if config.database_url.is_some() && config.secret_key.is_some() {
        return Ok(());
    }
    let shown = config.data_dir.display();
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(&config.data_dir).with_context(
        || {
            format!(
                "cannot create the folder {shown}; create it for this user, or set \
                 CALLBOOK_DATA_DIR to another one"
            )
        },
    )
}

/// Reads the configured key, if there is one.
///
/// # Errors
/// When it is no key, or is required and missing.
pub fn configured_key(config: &Config) -> anyhow::Result<Option<SecretKeys>> {
    let keys = config.secret_key.as_deref().map(str::parse::<SecretKeys>).transpose();
    let keys = keys.context("the setting secret_key")?;
    ensure!(
        keys.is_some() || !config.database_url().starts_with("postgres"),
        "with PostgreSQL, CALLBOOK_SECRET_KEY is required, the same for all instances; generate \
         one with `openssl rand -base64 32 | tr '+/' '-_' | tr -d =`"
    );
    Ok(keys)
}

/// Returns the path of the key in the data folder.
fn key_file(config: &Config) -> PathBuf {
    config.data_dir.join("secret.key")
}

/// Reads the configured key, or the one in the data folder, which is created at the first start.
pub fn secret_key(config: &Config) -> anyhow::Result<SecretKeys> {
    if let Some(keys) = configured_key(config)? {
        return Ok(keys);
    }
    let path = key_file(config);
    let shown = path.display();
    if !path.exists() {
        // Written whole or not at all, because a half-written key would never parse. The mode is
        // 0600 from the start.
        let made = tempfile::NamedTempFile::new_in(&config.data_dir).and_then(|mut file| {
            file.write_all(SecretKeys::generate().as_bytes())?;
            file.as_file().sync_all()?;
            Ok(file)
        });
        let kept = made.and_then(|file| file.persist_noclobber(&path).map_err(|lost| lost.error));
        match kept {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => {
                return Err(error).with_context(|| {
                    format!(
                        "cannot create {shown}; this user must be allowed to write to its folder"
                    )
                });
            }
            _ => {}
        }
    }
    let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {shown}"))?;
    text.parse().with_context(|| shown.to_string())
}

/// Warns of each file with a secret that other users of this machine can read.
pub fn warn_of_open_files(config: &Config) {
    let own = config.secret_key.is_none().then(|| key_file(config));
    for path in config.secret_files.iter().chain(own.as_ref()).filter(|path| is_open(path)) {
        let file = path.display();
        tracing::warn!(
            event = "secret_file_open",
            %file,
            "others on this machine can read a secret: chmod 600 {file}"
        );
    }
}

fn is_open(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|file| file.permissions().mode() & 0o077 != 0)
}
