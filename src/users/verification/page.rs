//! The URL of mailed links: it moves the token into a cookie and redirects to a URL without it.

use axum::extract::Path;
use axum::http::HeaderValue;
use axum::http::header::REFERRER_POLICY;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::Cookie;

use crate::core::links::{LinkPurpose, LinkToken};
use crate::web::errors::{Error, Result};
use crate::web::gate::Visitor;
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::viewer::Ctx;

pub fn routes() -> Routes {
    Routes::new().get(paths::LINK, open)
}

/// Following a link changes nothing, because mail scanners follow links too.
async fn open(
    visitor: Visitor,
    cookies: CookieJar,
    Path((purpose, token)): Path<(String, String)>,
) -> Result<Response> {
    let purpose: LinkPurpose = purpose.parse().map_err(|_| Error::NotFound)?;
    // A text that is no token is not stored: a browser sends its cookies with every request.
    let cookies = match LinkToken::parse(&token) {
        Some(_) => cookies.add(visitor.cookie(cookie_name(&visitor, purpose), token, 1)),
        None => forget_link(&visitor, cookies, purpose),
    };
    let to = Redirect::to(clean_url(purpose));
    Ok((cookies, [(REFERRER_POLICY, HeaderValue::from_static("no-referrer"))], to).into_response())
}

/// Returns the page that the link leads to, without its token.
fn clean_url(purpose: LinkPurpose) -> &'static str {
    match purpose {
        LinkPurpose::Email => paths::EMAIL_LINK,
        LinkPurpose::Reset => paths::RESET_LINK,
        LinkPurpose::Undo => paths::UNDO_LINK,
        LinkPurpose::Activation => paths::ACTIVATION_LINK,
        LinkPurpose::Invitation => paths::INVITATION_LINK,
        LinkPurpose::Veto => paths::VETO_LINK,
        LinkPurpose::Alert => paths::ALERT_LINK,
    }
}

fn cookie_name(ctx: &Ctx, purpose: LinkPurpose) -> &'static str {
    match (purpose, ctx.app.public_url.is_https()) {
        (LinkPurpose::Email, true) => "__Host-link-email",
        (LinkPurpose::Email, false) => "link-email",
        (LinkPurpose::Reset, true) => "__Host-link-reset",
        (LinkPurpose::Reset, false) => "link-reset",
        (LinkPurpose::Undo, true) => "__Host-link-undo",
        (LinkPurpose::Undo, false) => "link-undo",
        (LinkPurpose::Activation, true) => "__Host-link-welcome",
        (LinkPurpose::Activation, false) => "link-welcome",
        (LinkPurpose::Invitation, true) => "__Host-link-invitation",
        (LinkPurpose::Invitation, false) => "link-invitation",
        (LinkPurpose::Veto, true) => "__Host-link-veto",
        (LinkPurpose::Veto, false) => "link-veto",
        (LinkPurpose::Alert, true) => "__Host-link-alert",
        (LinkPurpose::Alert, false) => "link-alert",
    }
}

/// Returns the token of the link that was followed.
pub fn link_cookie(ctx: &Ctx, cookies: &CookieJar, purpose: LinkPurpose) -> Option<LinkToken> {
    LinkToken::parse(cookies.get(cookie_name(ctx, purpose))?.value())
}

/// Removes the cookie of the link.
pub fn forget_link(ctx: &Ctx, cookies: CookieJar, purpose: LinkPurpose) -> CookieJar {
    let mut gone: Cookie<'static> = ctx.cookie(cookie_name(ctx, purpose), String::new(), 0);
    gone.make_removal();
    cookies.add(gone)
}
