//! The kit of pages and APIs: gates, sessions, forms, cards, tables, errors and paths.

pub mod api;
pub mod assets;
pub mod avatar;
pub mod calls;
pub mod card;
pub mod confirm;
pub mod constant;
pub mod csv;
pub mod days;
pub mod errors;
pub mod fault;
pub mod form;
pub mod form_page;
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
pub mod uploads;
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

/// The parts that every handler may use: one value, shared by the whole program.
#[derive(Clone)]
pub struct App(Arc<Parts>);

/// The parts of [`App`]. It dereferences to the workers' context, which has `db`, `keys` and more.
pub struct Parts {
    pub worker: WorkerContext,
    pub passwords: Passwords,
    /// The relying party of passkeys; `None` when the public URL allows none.
    pub relying_party: Option<RelyingParty>,
    pub assets: assets::Assets,
    pub zones: pickers::zone::KeptZones,
    pub trusted_proxies: Vec<IpNet>,
    pub security_contact: Option<String>,
    /// Restarts background tasks that stop.
    pub supervisor: Supervisor,
    /// The rate limit of the APIs.
    pub calls: Calls<api::quota::Key>,
    /// The rate limit of pages.
    pub requests: requests::Requests,
    /// The files that people upload.
    pub uploads: uploads::Uploads,
    /// Answers that are the same for everyone.
    pub constants: constant::Constants,
    /// The secret that the provider of mail signs its webhooks with.
    pub mail_hook: Option<gate::hook::StandardWebhook>,
}

impl App {
    /// Puts the parts together.
    ///
    /// # Errors
    /// When the hasher or a built-in file is broken, or a setting is invalid.
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
            passwords: Passwords::new(keys.clone(), config.hash_cost, breached)?,
            relying_party: RelyingParty::at(config.public_url().as_str()),
            supervisor: Supervisor::default(),
            calls: api::quota::calls(clock.clone()),
            requests: requests::Requests::new(&clock),
            uploads: uploads::Uploads::new()?,
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
