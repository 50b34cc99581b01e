//! The configuration as a whole: what is wrong with it, before a start opens or makes anything.

use anyhow::Context;

use super::data_dir;
use crate::core::operator::OperatorSettings;
use crate::messaging::transports::Transports;
use crate::platform::config::Config;
use crate::platform::db::Db;
use crate::platform::log;
use crate::platform::secrets::password::BreachedPasswords;
use crate::web::gate::hook::StandardWebhook;

/// Checks every setting of a program that serves.
///
/// # Errors
/// With a sentence that names the setting, what is wrong, and what to do.
pub fn check(config: &Config) -> anyhow::Result<()> {
    config.check()?;
    log::filter(&config.log).context("the setting log")?;
    Db::check(&config.database_url())?;
    data_dir::configured_key(config)?;
    OperatorSettings::of(config)?;
    Transports::new(config)?;
    let hook = config.mail_hook_secret.as_deref().map(StandardWebhook::new);
    hook.transpose().context("the setting mail_hook_secret")?;
    let breached = config.breached_passwords.as_deref().map(BreachedPasswords::open);
    breached.transpose().context("the setting breached_passwords").map(drop)
}
