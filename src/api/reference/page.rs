//! The reference as people read it, signed in or not.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;

use super::reading::{self, Group};
use crate::web::errors::{Error, Result};
use crate::web::gate::Visitor;
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::viewer::Ctx;

/// Its routes.
pub fn routes() -> Routes {
    Routes::new().get(paths::API_REFERENCE, show).get(paths::V1_REFERENCE, show_v1)
}

/// A part of it in words: what holds for every call.
struct Topic {
    slug: &'static str,
    title: &'static str,
    text: &'static str,
}

const TOPICS: [Topic; 5] = [
    Topic { slug: "tokens", title: "reference-tokens-title", text: "reference-tokens" },
    Topic { slug: "errors", title: "reference-errors-title", text: "reference-errors" },
    Topic { slug: "lists", title: "reference-lists-title", text: "reference-lists" },
    Topic { slug: "limits", title: "reference-limits-title", text: "reference-limits" },
    Topic { slug: "repeats", title: "reference-repeats-title", text: "reference-repeats" },
];

const V1_TOPICS: [Topic; 3] = [
    Topic { slug: "tokens", title: "reference-tokens-title", text: "reference-older-tokens" },
    Topic { slug: "errors", title: "reference-errors-title", text: "reference-older-errors" },
    Topic { slug: "lists", title: "reference-lists-title", text: "reference-older-lists" },
];

#[derive(Template)]
#[template(path = "api/reference.html")]
struct ReferencePage<'a> {
    ctx: &'a Ctx,
    title: &'static str,
    lead: &'static str,
    /// Where programs read the same.
    description: &'static str,
    is_v1: bool,
    topics: &'static [Topic],
    groups: Vec<Group>,
}

async fn show(Visitor(ctx): Visitor) -> Result<Response> {
    let api = super::v4(ctx.app.public_url.as_str());
    answer(ReferencePage {
        ctx: &ctx,
        title: "reference-title",
        lead: "reference-lead",
        description: paths::API_OPENAPI,
        is_v1: false,
        topics: &TOPICS,
        groups: reading::read(&api, "Bearer $TOKEN")
            .map_err(|error| Error::Internal(error.into()))?,
    })
}

async fn show_v1(Visitor(ctx): Visitor) -> Result<Response> {
    let api = super::v1(ctx.app.public_url.as_str());
    answer(ReferencePage {
        ctx: &ctx,
        title: "reference-older-title",
        lead: "reference-older-lead",
        description: paths::V1_OPENAPI,
        is_v1: true,
        topics: &V1_TOPICS,
        groups: reading::read(&api, "$TOKEN").map_err(|error| Error::Internal(error.into()))?,
    })
}

fn answer(page: ReferencePage<'_>) -> Result<Response> {
    Ok(page.ctx.html(StatusCode::OK, page.render()?))
}
