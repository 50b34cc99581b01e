//! The page that an undo link opens.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::extract::CookieJar;

use super::{TakenBack, Undoable, look_up, take_back};
use crate::core::links::{FACTOR_REMOVAL_DELAY, LinkPurpose};
use crate::platform::i18n::Message;
use crate::users::verification;
use crate::web::errors::Result;
use crate::web::gate::Visitor;
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::viewer::Ctx;

pub fn routes() -> Routes {
    Routes::new().get(paths::UNDO_LINK, show).post(paths::UNDO_LINK, undo)
}

/// The content of the page.
enum Said {
    /// The question whether to undo.
    Asks(Undoable),
    /// Changes are undone; a second factor that was added may stay for a day.
    Done {
        factor_stays: bool,
    },
    NotGood,
}

#[derive(Template)]
#[template(path = "auth/undo/link.html")]
struct UndoPage<'a> {
    ctx: &'a Ctx,
    said: Said,
}

impl UndoPage<'_> {
    fn heading(&self) -> String {
        let heading = match self.said {
            Said::Done { .. } => "auth-undo-done-title",
            Said::Asks(_) | Said::NotGood => "auth-undo-title",
        };
        self.ctx.t(heading).into_owned()
    }

    fn title(&self, found: &Undoable) -> String {
        self.ctx.text(&found.event.title())
    }

    /// The consequence for a second factor that was added.
    fn factor_stays(&self) -> String {
        let words = Message::new("auth-undo-factor-stays")
            .with_hours("hours", LinkPurpose::Undo.life())
            .with_hours("delay", FACTOR_REMOVAL_DELAY);
        self.ctx.text(&words)
    }
}

fn page(ctx: &Ctx, status: StatusCode, said: Said) -> Result<Response> {
    Ok(ctx.html(status, UndoPage { ctx, said }.render()?))
}

async fn show(Visitor(ctx): Visitor, cookies: CookieJar) -> Result<Response> {
    let found = match verification::link_cookie(&ctx, &cookies, LinkPurpose::Undo) {
        Some(token) => {
            look_up(&mut ctx.app.db.read().await?, &ctx.app.keys, &token, ctx.now).await?
        }
        None => None,
    };
    match found {
        Some(found) => page(&ctx, StatusCode::OK, Said::Asks(found)),
        None => page(&ctx, StatusCode::NOT_FOUND, Said::NotGood),
    }
}

async fn undo(Visitor(mut ctx): Visitor, cookies: CookieJar) -> Result<Response> {
    let Some(token) = verification::link_cookie(&ctx, &cookies, LinkPurpose::Undo) else {
        return page(&ctx, StatusCode::UNPROCESSABLE_ENTITY, Said::NotGood);
    };
    let mut change = ctx.app.change(ctx.origin()).await?;
    let done = take_back(&mut change, &token).await?;
    change.commit().await?;
    match done {
        TakenBack::NotGood => page(&ctx, StatusCode::UNPROCESSABLE_ENTITY, Said::NotGood),
        done => {
            // Nobody is signed in any more.
            ctx.person = None;
            let factor_stays = done == TakenBack::FactorStays;
            page(&ctx, StatusCode::OK, Said::Done { factor_stays })
        }
    }
}
