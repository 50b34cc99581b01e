//! The page that confirms a removal: it names the thing and the consequences.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;

use super::errors::Result;
use super::viewer::Ctx;
use crate::platform::i18n::Message;

/// A removal to confirm.
pub struct Removal {
    /// The text id of the title, such as "Remove this phone number?"
    pub title: &'static str,
    /// The name of the thing, as its owner knows it.
    pub thing: String,
    pub consequence: Message,
    /// The reason why it cannot be removed, and what to do first.
    pub refusal: Option<Message>,
    /// The URL that the form posts to.
    pub action: String,
    /// The text id of the button, such as "Remove phone number".
    pub remove: &'static str,
    /// The text id of the way back, such as "Keep it".
    pub keep: &'static str,
    /// The URL that both lead back to, and its text, such as "Back to My Settings".
    pub back: String,
    pub back_label: &'static str,
}

#[derive(Template)]
#[template(path = "web/confirm.html")]
struct RemovalPage<'a> {
    ctx: &'a Ctx,
    removal: Removal,
}

/// Answers with the page.
pub fn ask(ctx: &Ctx, status: StatusCode, removal: Removal) -> Result<Response> {
    Ok(ctx.html(status, RemovalPage { ctx, removal }.render()?))
}
