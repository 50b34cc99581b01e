//! The page of the API reference, signed in or not.

use askama::Template;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use utoipa::openapi::OpenApi;

use super::prose::Prose;
use super::reading::{self, Group};
use crate::accounts::invitations;
use crate::platform::i18n::Message;
use crate::web::api::quota;
use crate::web::constant::Constant;
use crate::web::errors::{Error, Result};
use crate::web::gate::Visitor;
use crate::web::htmx::RenderMode;
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::viewer::Ctx;

pub fn routes() -> Routes {
    Routes::new().get(paths::API_REFERENCE, show).get(paths::V1_REFERENCE, show_v1)
}

/// A section of text about every call.
struct Topic {
    slug: &'static str,
    title: &'static str,
    text: &'static str,
}

/// How the examples are run.
const EXAMPLES: Topic =
    Topic { slug: "examples", title: "reference-examples-title", text: "reference-examples" };

const TOPICS: [Topic; 7] = [
    Topic { slug: "tokens", title: "reference-tokens-title", text: "reference-tokens" },
    EXAMPLES,
    Topic { slug: "errors", title: "reference-errors-title", text: "reference-errors" },
    Topic { slug: "lists", title: "reference-lists-title", text: "reference-lists" },
    Topic { slug: "limits", title: "reference-limits-title", text: "reference-limits" },
    Topic { slug: "changes", title: "reference-changes-title", text: "reference-changes" },
    Topic { slug: "repeats", title: "reference-repeats-title", text: "reference-repeats" },
];

const V1_TOPICS: [Topic; 5] = [
    Topic { slug: "tokens", title: "reference-tokens-title", text: "reference-older-tokens" },
    EXAMPLES,
    Topic { slug: "errors", title: "reference-errors-title", text: "reference-older-errors" },
    Topic { slug: "lists", title: "reference-lists-title", text: "reference-older-lists" },
    Topic { slug: "changes", title: "reference-changes-title", text: "reference-changes" },
];

impl Topic {
    fn says(&self, ctx: &Ctx) -> Prose {
        let text = Message::new(self.text)
            .with("calls", i64::from(quota::REQUESTS.get()))
            .with("people", invitations::AN_HOUR);
        Prose::of(&ctx.text(&text))
    }
}

/// The reference of one API. Everything but the masthead is the same for all readers of a language.
struct Reference {
    path: &'static str,
    title: &'static str,
    lead: &'static str,
    /// The URL of the OpenAPI document.
    description: &'static str,
    is_v1: bool,
    topics: &'static [Topic],
    /// The value of the `Authorization` header in examples, with `{token}` in it.
    credential: &'static str,
    describe: fn(&str) -> OpenApi,
}

const V4: Reference = Reference {
    path: paths::API_REFERENCE,
    title: "reference-title",
    lead: "reference-lead",
    description: paths::API_OPENAPI,
    is_v1: false,
    topics: &TOPICS,
    credential: "Bearer {token}",
    describe: super::v4,
};

const V1: Reference = Reference {
    path: paths::V1_REFERENCE,
    title: "reference-older-title",
    lead: "reference-older-lead",
    description: paths::V1_OPENAPI,
    is_v1: true,
    topics: &V1_TOPICS,
    credential: "{token}",
    describe: super::v1,
};

#[derive(Template)]
#[template(path = "api/reference.html")]
struct ReferencePage<'a> {
    ctx: &'a Ctx,
    title: &'static str,
    main: &'a Constant,
}

#[derive(Template)]
#[template(path = "api/reference_main.html")]
struct ReferenceMain<'a> {
    ctx: &'a Ctx,
    reference: &'static Reference,
    groups: Vec<Group>,
}

impl Reference {
    fn main(&'static self, ctx: &Ctx) -> Result<Constant> {
        let api = (self.describe)(ctx.app.public_url.as_str());
        let groups = reading::read(&api, self.credential);
        let groups = groups.map_err(|error| Error::Internal(error.into()))?;
        let main = ReferenceMain { ctx, reference: self, groups }.render()?;
        Ok(Constant::new(HTML, main.into()))
    }

    fn page(&'static self, ctx: &Ctx) -> Result<String> {
        let main = ctx.app.constants.get(self.title, ctx.lang, || self.main(ctx))?;
        Ok(ReferencePage { ctx, title: self.title, main: &main }.render()?)
    }

    /// Serves visitors one cached page; signed-in people get it with a masthead of their own.
    fn answer(&'static self, ctx: &Ctx, asked: &HeaderMap) -> Result<Response> {
        if ctx.person.is_some() || ctx.render_mode != RenderMode::Page {
            return Ok(ctx.html(StatusCode::OK, self.page(ctx)?));
        }
        let page = ctx
            .app
            .constants
            .get(self.path, ctx.lang, || Ok(Constant::new(HTML, self.page(ctx)?.into())))?;
        Ok(page.answer(asked, "no-cache", "accept-encoding, accept-language, cookie"))
    }
}

const HTML: &str = "text/html; charset=utf-8";

async fn show(Visitor(ctx): Visitor, asked: HeaderMap) -> Result<Response> {
    V4.answer(&ctx, &asked)
}

async fn show_v1(Visitor(ctx): Visitor, asked: HeaderMap) -> Result<Response> {
    V1.answer(&ctx, &asked)
}
