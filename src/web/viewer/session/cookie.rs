//! The cookie of a session: its name, its attributes, and how it is removed.

use axum::http::header::{Entry, HeaderValue, SET_COOKIE};
use axum::response::Response;
use tower_sessions::cookie::{SameSite, time};
use tower_sessions::{Expiry, SessionManagerLayer};

use crate::core::session::IDLE;
use crate::web::App;
use crate::web::viewer::session_store::Store;

/// The layer that reads and writes the cookie.
pub fn layer(app: &App) -> SessionManagerLayer<Store> {
    let secure = app.public_url.is_https();
    let idle = time::Duration::try_from(IDLE).unwrap_or(time::Duration::WEEK);
    SessionManagerLayer::new(Store::new(app.db.clone(), app.clock.clone()))
        // The prefix `__Host-` binds the cookie to this host and to https; plain http cannot have
        // it.
        .with_name(if secure { HOST_COOKIE } else { "sid" })
        .with_secure(secure)
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_path("/")
        .with_expiry(Expiry::OnInactivity(idle))
}

const HOST_COOKIE: &str = "__Host-sid";

/// Adds `Secure` to the cookie that removes the session's: browsers ignore a `__Host-` cookie
/// without it, and the layer leaves it out.
pub async fn complete_removal(mut response: Response) -> Response {
    if let Entry::Occupied(mut cookies) = response.headers_mut().entry(SET_COOKIE) {
        for cookie in cookies.iter_mut() {
            let text = cookie.to_str().unwrap_or_default();
            if text.starts_with(HOST_COOKIE) && !text.contains("Secure") {
                let whole = format!("{text}; Secure; HttpOnly; SameSite=Lax");
                if let Ok(whole) = HeaderValue::from_str(&whole) {
                    *cookie = whole;
                }
            }
        }
    }
    response
}
