//! The page that asks before something is removed: it names the thing and what follows.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;

use super::errors::Result;
use super::viewer::Ctx;
use crate::platform::i18n::Message;

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
    /// Where both lead back to, and what it is called: "Back to My Settings".
    pub back: String,
    pub back_label: &'static str,
}

#[derive(Template)]
#[template(path = "web/confirm.html")]
struct RemovalPage<'a> {
    ctx: &'a Ctx,
    removal: Removal,
}

/// The page.
pub fn ask(ctx: &Ctx, status: StatusCode, removal: Removal) -> Result<Response> {
    Ok(ctx.html(status, RemovalPage { ctx, removal }.render()?))
}
