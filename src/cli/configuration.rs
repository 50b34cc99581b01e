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

/// What people who sign in can be sure of where the public URL is http.
const PLAIN_HTTP: &str = "the public URL is http, as allow_plain_http has it: whoever is between reads \
                          passwords and takes over sessions; put TLS before it and say https://";

/// Checks every setting of a program that serves, and says of each link that whoever is between could
/// listen to, because the settings have it so, what to do about it.
///
/// # Errors
/// With a sentence that names the setting, what is wrong, and what to do.
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
