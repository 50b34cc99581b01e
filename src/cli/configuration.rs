//! The configuration as a whole, checked before a start opens or creates anything.

use anyhow::Context;

use super::data_dir;
use crate::core::operator::OperatorSettings;
use crate::messaging::transports::Transports;
use crate::platform::config::Config;
use crate::platform::db::Db;
use crate::platform::log;
use crate::platform::secrets::password::BreachedPasswords;
use crate::web::gate::hook::StandardWebhook;

/// The warning about a public URL with http.
const PLAIN_HTTP: &str = "the public URL is http, as allow_plain_http permits: others on the \
    network can read passwords and take over sessions; put TLS in front of \
    it and use https://";

/// Checks every setting of a serving program. Returns a warning, with what to do, for each
/// connection that others on the network could read because of the settings.
///
/// # Errors
/// When a setting is invalid, with its name and what to do.
pub fn check(config: &Config) -> anyhow::Result<Vec<&'static str>> {
    config.check()?;
    log::filter(&config.log).context("the setting log")?;
    let database = Db::check(&config.database_url())?;
    data_dir::configured_key(config)?;
    OperatorSettings::of(config)?;
    let mail = Transports::new(config)?.weakness();
    let hook = config.mail_hook_secret.as_deref().map(StandardWebhook::new);
    hook.transpose().context("the setting mail_hook_secret")?;
    let breached = config.breached_passwords.as_deref().map(BreachedPasswords::open);
    breached.transpose().context("the setting breached_passwords")?;
    let public = config.is_plain_http().then_some(PLAIN_HTTP);
    Ok([public, database, mail].into_iter().flatten().collect())
}
