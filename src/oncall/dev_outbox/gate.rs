//! The gate of the dev outbox, open only on the machine itself.

use std::net::SocketAddr;
use std::ops::Deref;

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::header::{FORWARDED, HOST, VIA};
use axum::http::request::Parts;

use crate::platform::config::is_loopback_host;
use crate::web::App;
use crate::web::errors::{Error, Result};
use crate::web::gate::Gate;
use crate::web::viewer::Ctx;

/// Headers that proxies add. Behind a proxy, every request comes from this machine.
const FORWARDING: [&str; 5] =
    ["x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "x-forwarded-server"];

/// Open to requests from this machine, to a name of this machine, and through no proxy; everyone
/// else gets 404.
pub struct AtThisMachine(pub Ctx);

impl Gate for AtThisMachine {
    const NAME: &'static str = "AtThisMachine";
}

impl FromRequestParts<App> for AtThisMachine {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        match is_at_this_machine(parts) {
            true => Ctx::of(parts, app).await.map(Self),
            false => Err(Error::NotFound),
        }
    }
}

impl Deref for AtThisMachine {
    type Target = Ctx;
    fn deref(&self) -> &Ctx {
        &self.0
    }
}

fn is_at_this_machine(parts: &Parts) -> bool {
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
    let host = parts.headers.get(HOST).and_then(|host| host.to_str().ok()?.parse().ok());
    let host: Option<axum::http::uri::Authority> = host;
    let is_forwarded = parts.headers.contains_key(FORWARDED)
        || parts.headers.contains_key(VIA)
        || FORWARDING.iter().any(|name| parts.headers.contains_key(*name));
    peer.is_some_and(|peer| peer.0.ip().to_canonical().is_loopback())
        && host.is_some_and(|host| is_loopback_host(host.host()))
        && !is_forwarded
}
