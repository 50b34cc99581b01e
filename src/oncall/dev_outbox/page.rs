//! The pages of the dev outbox, which show messages that were not sent.

use askama::Template;
use axum::extract::Path;
use axum::http::header::CONTENT_SECURITY_POLICY;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;

use super::gate::AtThisMachine;
use crate::messaging::dev::{Content, KeptMessage};
use crate::web::errors::{Error, Result};
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::viewer::Ctx;

/// Allows inline styles, which mails need, and nothing else: no script.
const MAIL_POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

/// The routes, which answer 404 unless the dev outbox is on.
pub fn routes() -> Routes {
    Routes::new().get(paths::DEV_OUTBOX, show).get(paths::DEV_OUTBOX_MAIL, show_mail)
}

#[derive(Template)]
#[template(path = "oncall/dev_outbox.html")]
struct DevOutboxPage<'a> {
    ctx: &'a Ctx,
    messages: Vec<KeptMessage>,
}

impl DevOutboxPage<'_> {
    fn mail_path(&self, message: &KeptMessage) -> String {
        paths::of(paths::DEV_OUTBOX_MAIL, &message.number)
    }
}

fn messages(ctx: &Ctx) -> Result<Vec<KeptMessage>> {
    Ok(ctx.app.transports.dev().ok_or(Error::NotFound)?.messages())
}

async fn show(AtThisMachine(ctx): AtThisMachine) -> Result<Response> {
    let messages = messages(&ctx)?;
    Ok(ctx.html(StatusCode::OK, DevOutboxPage { ctx: &ctx, messages }.render()?))
}

async fn show_mail(
    AtThisMachine(ctx): AtThisMachine,
    Path(number): Path<String>,
) -> Result<Response> {
    let number: u64 = number.parse().map_err(|_| Error::NotFound)?;
    let found = messages(&ctx)?.into_iter().find(|message| message.number == number);
    let Some(KeptMessage { content: Content::Mail { html, .. }, .. }) = found else {
        return Err(Error::NotFound);
    };
    let mut response = ctx.html(StatusCode::OK, html);
    let policy = HeaderValue::from_static(MAIL_POLICY);
    response.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    Ok(response)
}
