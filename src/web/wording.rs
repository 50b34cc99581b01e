//! The layer that writes every error in the reader's language: as a page, or a notice for a script.

use askama::Template;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, REFERER};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};

use super::errors::{ReauthNeeded, Unworded, unworded};
use super::fault::PageFault;
use super::form::Secret;
use super::gate::reauth::ReauthPage;
use super::htmx::{self, RenderMode};
use super::viewer::Ctx;
use super::{App, paths};
use crate::platform::i18n::{Message, numbers};

#[derive(Template)]
#[template(path = "web/error.html")]
struct ErrorPage<'a> {
    ctx: &'a Ctx,
    fault: PageFault,
    text: String,
    /// The page on which the link or the form is.
    back: Option<paths::Next>,
}

#[derive(Template)]
#[template(path = "web/error_notice.html")]
struct ErrorFragment<'a> {
    ctx: &'a Ctx,
    fault: PageFault,
    text: String,
}

/// Returns what happened and what to do.
fn text(ctx: &Ctx, unworded: Unworded) -> String {
    match unworded.limit {
        Some(limit) => {
            let limit = numbers::size(ctx.lang, limit);
            ctx.text(&Message::new("errors-too-large-limit").with("limit", limit))
        }
        None => ctx.t(unworded.fault.text()).into_owned(),
    }
}

/// Returns the page of ours from which a request came, unless it is the one that failed.
fn way_back(asked: &Parts, app: &App) -> Option<paths::Next> {
    let from = asked.headers.get(REFERER)?.to_str().ok()?;
    let next = paths::Next::parse(from.strip_prefix(app.public_url.as_str())?);
    let is_same = asked.method.is_safe()
        && asked.uri.path_and_query().is_some_and(|path| path.as_str() == next.as_str());
    (next != paths::Next::default() && !is_same).then_some(next)
}

/// Answers with the reauthentication page in place of the page that was requested.
async fn ask_to_reauthenticate(mut asked: Parts, app: &App, next: paths::Next) -> Response {
    let page = match Ctx::from_request_parts(&mut asked, app).await {
        Ok(ctx) => {
            let back = way_back(&asked, app).unwrap_or_else(paths::Next::settings);
            let page = ReauthPage::new(&ctx, next, back, Secret::default());
            page.answer(StatusCode::UNAUTHORIZED)
        }
        Err(error) => Err(error),
    };
    page.unwrap_or_else(IntoResponse::into_response)
}

/// Writes every error in the reader's language: as a page, or for a script as a notice above the
/// page.
pub async fn word(State(app): State<App>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let mut asked = parts.clone();
    let response = next.run(Request::from_parts(parts, body)).await;
    if let Some(ReauthNeeded(next)) = response.extensions().get().cloned() {
        return ask_to_reauthenticate(asked, &app, next).await;
    }
    let Some(unworded) = unworded(&response) else { return response };

    // The person may be unknown because the database cannot be reached: a page for an unknown
    // visitor is enough.
    let ctx = match Ctx::from_request_parts(&mut asked, &app).await {
        Ok(ctx) => ctx,
        Err(_) => Ctx::of_stranger(&asked, &app),
    };
    let (fault, text) = (unworded.fault, text(&ctx, unworded));
    let html = match ctx.render_mode {
        RenderMode::Page => {
            let back = way_back(&asked, &app);
            ErrorPage { ctx: &ctx, fault, text, back }.render()
        }
        RenderMode::Fragment => ErrorFragment { ctx: &ctx, fault, text }.render(),
    };
    let mut worded = match html {
        Ok(html) => Html(html).into_response(),
        Err(error) => {
            tracing::error!(event = "error_page_failed", %error, "the error page failed");
            return response;
        }
    };
    *worded.status_mut() = response.status();
    for (name, value) in response.headers() {
        if name != CONTENT_TYPE && name != CONTENT_LENGTH {
            worded.headers_mut().append(name, value.clone());
        }
    }
    if ctx.render_mode == RenderMode::Fragment {
        let headers = worded.headers_mut();
        headers.insert(htmx::RETARGET, HeaderValue::from_static("#page-notice"));
        headers.insert(htmx::RESWAP, HeaderValue::from_static("innerHTML"));
    }
    worded
}
