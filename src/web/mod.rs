//! The floor of every page: who asks, what they may, what they sent, and how they are answered.

pub mod assets;
pub mod card;
pub mod ctx;
pub mod error;
pub mod form;
pub mod gate;
pub mod headers;
pub mod hx;
pub mod limit;
pub mod person;
pub mod proxy;
pub mod routes;
pub mod session;
pub mod url;
pub mod well_known;
pub mod wording;
pub mod zone_picker;

use std::ops::Deref;
use std::sync::Arc;

use ipnet::IpNet;

use crate::clock::Clock;
use crate::config::{Config, PublicUrl};
use crate::db::Db;
use crate::i18n::Messages;
use crate::secrets::keys::SecretKeys;
use crate::secrets::password::Passwords;

/// What every handler may use; one for the program, shared.
#[derive(Clone)]
pub struct App(Arc<Parts>);

/// See [`App`].
pub struct Parts {
    pub db: Db,
    pub clock: Clock,
    pub keys: Arc<SecretKeys>,
    pub passwords: Passwords,
    pub messages: Messages,
    pub assets: assets::Assets,
    pub zone_options: zone_picker::Kept,
    pub public_url: PublicUrl,
    pub trusted_proxies: Vec<IpNet>,
    pub security_contact: Option<String>,
}

impl App {
    /// Puts the parts together.
    ///
    /// # Errors
    /// When the hasher or the built-in files are broken.
    pub fn new(
        config: &Config,
        db: Db,
        clock: Clock,
        keys: SecretKeys,
        messages: Messages,
    ) -> anyhow::Result<Self> {
        let keys = Arc::new(keys);
        Ok(Self(Arc::new(Parts {
            db,
            clock,
            passwords: Passwords::new(keys.clone())?,
            keys,
            messages,
            assets: assets::Assets::load()?,
            zone_options: zone_picker::Kept::default(),
            public_url: config.public_url(),
            trusted_proxies: config.trusted_proxies.clone(),
            security_contact: config.security_contact.clone(),
        })))
    }
}

impl Deref for App {
    type Target = Parts;
    fn deref(&self) -> &Parts {
        &self.0
    }
}
