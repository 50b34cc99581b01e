//! The floor of every page: who asks, what they may, what they sent, and how they are answered.

pub mod api;
pub mod assets;
pub mod calls;
pub mod card;
pub mod confirm;
pub mod constant;
pub mod csv;
pub mod errors;
pub mod fault;
pub mod form;
pub mod framing;
pub mod gate;
pub mod headers;
pub mod host;
pub mod htmx;
pub mod menu;
pub mod paths;
pub mod pickers;
pub mod programs;
pub mod requests;
pub mod routes;
pub mod table;
pub mod viewer;
pub mod well_known;
pub mod wording;

use std::ops::Deref;
use std::sync::Arc;

use anyhow::Context;
use ipnet::IpNet;

use self::calls::Calls;
use crate::core::operator::OperatorSettings;
use crate::messaging::WorkerContext;
use crate::messaging::transports::Transports;
use crate::platform::clock::Clock;
use crate::platform::config::Config;
use crate::platform::db::Db;
use crate::platform::i18n::Messages;
use crate::platform::secrets::keys::SecretKeys;
use crate::platform::secrets::passkey::RelyingParty;
use crate::platform::secrets::password::{BreachedPasswords, Passwords};
use crate::platform::supervisor::Supervisor;

/// What every handler may use; one for the program, shared.
#[derive(Clone)]
pub struct App(Arc<Parts>);

/// See [`App`]. It has the tools of the workers too: `app.db`, `app.keys` and the like are theirs.
pub struct Parts {
    pub worker: WorkerContext,
    pub passwords: Passwords,
    /// `None` where there can be no passkeys.
    pub relying_party: Option<RelyingParty>,
    pub assets: assets::Assets,
    pub zones: pickers::zone::KeptZones,
    pub trusted_proxies: Vec<IpNet>,
    pub security_contact: Option<String>,
    /// Keeps what runs beside requests running.
    pub supervisor: Supervisor,
    /// How often programs called of late.
    pub calls: Calls<api::quota::Key>,
    /// And how often people and strangers asked for pages.
    pub requests: requests::Requests,
    /// What is the same for everyone who asks.
    pub constants: constant::Constants,
    /// What signs the webhook of mail.
    pub mail_hook: Option<gate::hook::StandardWebhook>,
}

impl App {
    /// Puts the parts together.
    ///
    /// # Errors
    /// When the hasher or the built-in files are broken, or a setting makes no sense.
    pub fn new(
        config: &Config,
        db: Db,
        clock: Clock,
        keys: SecretKeys,
        messages: Messages,
    ) -> anyhow::Result<Self> {
        let keys = Arc::new(keys);
        let breached = config.breached_passwords.as_deref().map(BreachedPasswords::open);
        let breached = breached.transpose().context("the setting breached_passwords")?;
        let mail_hook = config.mail_hook_secret.as_deref().map(gate::hook::StandardWebhook::new);
        Ok(Self(Arc::new(Parts {
            passwords: Passwords::new(keys.clone(), breached)?,
            relying_party: RelyingParty::at(config.public_url().as_str()),
            supervisor: Supervisor::default(),
            calls: api::quota::calls(clock.clone()),
            requests: requests::Requests::new(&clock),
            constants: constant::Constants::default(),
            worker: WorkerContext {
                db,
                clock,
                keys,
                operator: Arc::new(OperatorSettings::of(config)?),
                messages: Arc::new(messages),
                public_url: config.public_url(),
                transports: Arc::new(Transports::new(config)?),
                health: Arc::default(),
            },
            assets: assets::Assets::load()?,
            zones: pickers::zone::KeptZones::default(),
            trusted_proxies: config.trusted_proxies.clone(),
            security_contact: config.security_contact.clone(),
            mail_hook: mail_hook.transpose().context("the setting mail_hook_secret")?,
        })))
    }
}

impl Deref for App {
    type Target = Parts;
    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl Deref for Parts {
    type Target = WorkerContext;
    fn deref(&self) -> &WorkerContext {
        &self.worker
    }
}
