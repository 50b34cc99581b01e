//! The page on which a person pages themselves.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::view::{TestView, begin, fragment, view};
use super::{latest, onboarding};
use crate::oncall::alerts::{self, AnsweredBy, Answering};
use crate::platform::i18n::Message;
use crate::web::errors::{Error, Result};
use crate::web::gate::{Member, SignedIn};
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::viewer::Ctx;

pub fn routes() -> Routes {
    Routes::new()
        .get(paths::TEST_ALERT, show)
        .post(paths::TEST_ALERT, send)
        .post(paths::TEST_ALERT_ANSWER, answer)
        .and(onboarding::routes())
}

#[derive(Template)]
#[template(path = "oncall/test_alert/page.html")]
struct TestAlertPage<'a> {
    ctx: &'a Ctx,
    flash: Option<Message>,
    refusal: Option<Message>,
    view: Option<TestView>,
}

async fn page(me: &Member, status: StatusCode, refusal: Option<Message>) -> Result<Response> {
    let mut found = view(me, &mut me.app.db.read().await?, false).await?;
    if let Some(answer) = fragment(me, &mut found)? {
        return Ok(answer);
    }
    let flash = me.take_flash().await?;
    let page = TestAlertPage { ctx: &me.ctx, flash, refusal, view: found };
    Ok(me.html(status, page.render()?))
}

async fn show(me: Member) -> Result<Response> {
    page(&me, StatusCode::OK, None).await
}

async fn send(me: Member) -> Result<Response> {
    match begin(&me).await? {
        None => Ok(Redirect::to(paths::TEST_ALERT).into_response()),
        Some((status, refusal)) => page(&me, status, Some(refusal)).await,
    }
}

/// Acknowledges the viewer's test alert on the page.
async fn answer(me: SignedIn) -> Result<Response> {
    let membership = me.membership().ok_or(Error::NotFound)?;
    let (account, user) = (membership.account_id, me.person.user_id);
    let mut change = me.change_in(&[account]).await?;
    let test = latest(&mut change, account, user).await?.ok_or(Error::NotFound)?;
    let who = Answering { user, by: AnsweredBy::Page };
    let transports = &me.app.transports;
    alerts::acknowledge(&mut change, transports, account, test.alert.id, who).await?;
    change.commit().await?;
    let back = match me.person.onboarded_at {
        Some(_) => paths::TEST_ALERT,
        None => paths::ONBOARDING_TEST,
    };
    Ok(Redirect::to(back).into_response())
}
