//! The page that asks before something is removed: it names the thing and what follows.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;

use crate::i18n::Message;
use crate::web::card::Section;
use crate::web::ctx::Ctx;
use crate::web::error::Result;
use crate::web::gate::SignedIn;

/// What would be removed.
pub struct Removal {
    /// "Remove this phone number?"
    pub title: &'static str,
    /// The thing itself, as its owner knows it.
    pub thing: String,
    pub consequence: Message,
    /// Why it cannot be, and what to do first.
    pub refusal: Option<Message>,
    /// Where the form posts.
    pub action: String,
    /// "Remove phone number"
    pub remove: &'static str,
    /// "Keep it"
    pub keep: &'static str,
    /// The card that both lead back to.
    pub back: &'static Section,
}

#[derive(Template)]
#[template(path = "settings/removal.html")]
struct RemovalPage<'a> {
    ctx: &'a Ctx,
    removal: Removal,
}

/// The page.
///
/// # Errors
/// When the template fails.
pub fn ask(me: &SignedIn, status: StatusCode, removal: Removal) -> Result<Response> {
    Ok(me.html(status, RemovalPage { ctx: &me.ctx, removal }.render()?))
}
