//! The page that a mailed verification link opens.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;

use super::link::{self, LinkVerdict};
use crate::core::change::Change;
use crate::core::links::LinkPurpose;
use crate::platform::i18n::Message;
use crate::users::verification;
use crate::web::errors::Result;
use crate::web::gate::SignedIn;
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::viewer::Ctx;

/// The routes of the page.
pub fn link_routes() -> Routes {
    Routes::new().get(paths::EMAIL_LINK, show_link).post(paths::EMAIL_LINK, verify)
}

/// The page of a link, with the address that it verifies or the reason why it verifies none.
#[derive(Template)]
#[template(path = "users/emails/link.html")]
struct LinkPage<'a> {
    ctx: &'a Ctx,
    address: Option<String>,
    refusal: Option<&'static str>,
}

fn refusal(proved: LinkVerdict) -> Option<&'static str> {
    match proved {
        LinkVerdict::Verified | LinkVerdict::Already => None,
        LinkVerdict::NotValid => Some("emails-link-not-valid"),
        LinkVerdict::NotYours => Some("emails-link-not-yours"),
        LinkVerdict::Taken => Some("emails-link-taken"),
    }
}

fn link_page(me: &SignedIn, status: StatusCode, page: LinkPage<'_>) -> Result<Response> {
    Ok(me.html(status, page.render()?))
}

async fn show_link(me: SignedIn, cookies: CookieJar) -> Result<Response> {
    let token = verification::link_cookie(&me, &cookies, LinkPurpose::Email);
    let found = match token {
        Some(token) => {
            let mut tx = me.app.db.read().await?;
            link::look_up(&mut tx, &me.app.keys, me.person.user_id, &token, me.now).await?
        }
        None => Err(LinkVerdict::NotValid),
    };
    let (status, page) = match found {
        Err(LinkVerdict::Already) => {
            return back_to_card(&me, me.change().await?, cookies, LinkVerdict::Already).await;
        }
        Ok(email) => {
            let address = Some(email.address);
            (StatusCode::OK, LinkPage { ctx: &me.ctx, address, refusal: None })
        }
        Err(proved) => {
            let refusal = refusal(proved);
            (StatusCode::NOT_FOUND, LinkPage { ctx: &me.ctx, address: None, refusal })
        }
    };
    link_page(&me, status, page)
}

async fn verify(me: SignedIn, cookies: CookieJar) -> Result<Response> {
    let token = verification::link_cookie(&me, &cookies, LinkPurpose::Email);
    let mut change = me.change().await?;
    let proved = match token {
        Some(token) => link::verify_by_link(&mut change, me.person.user_id, &token).await?,
        None => LinkVerdict::NotValid,
    };
    if let Some(refusal) = refusal(proved) {
        change.commit().await?;
        let page = LinkPage { ctx: &me.ctx, address: None, refusal: Some(refusal) };
        return link_page(&me, StatusCode::UNPROCESSABLE_ENTITY, page);
    }
    back_to_card(&me, change, cookies, proved).await
}

/// Redirects to the card, which says that the address is verified now, or was already.
async fn back_to_card(
    me: &SignedIn,
    change: Change,
    cookies: CookieJar,
    proved: LinkVerdict,
) -> Result<Response> {
    let flash = match proved {
        LinkVerdict::Already => Message::new("emails-verified-already"),
        _ => Message::new("emails-verified"),
    };
    me.commit_with_flash(change, &flash).await?;
    let cookies = verification::forget_link(me, cookies, LinkPurpose::Email);
    Ok((cookies, Redirect::to(paths::EMAILS)).into_response())
}
