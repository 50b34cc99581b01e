//! The line that says how the last code to a phone went, and polls until that is final.

use std::time::Duration;

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use strum::EnumMessage;

use super::inputs::parse;
use super::mail::PhoneCode;
use super::{Method, Phone};
use crate::core::mood::Mood;
use crate::messaging::latest::{self, LatestDelivery};
use crate::messaging::ledger::{DeliveryState, Reason};
use crate::messaging::{Contact, Job};
use crate::platform::clock::Timestamp;
use crate::platform::db::Tx;
use crate::platform::i18n::Message;
use crate::users::verification::{self, Verification};
use crate::web::errors::{Error, Result};
use crate::web::gate::SignedIn;
use crate::web::htmx::RenderMode;
use crate::web::paths;
use crate::web::viewer::Ctx;

/// How long the page polls for the carrier's report.
const ASKING: Duration = Duration::from_secs(5 * 60);

/// The state of the last code in one line.
pub struct CodeLine {
    pub path: String,
    pub mood: Mood,
    /// Whether the line polls, because news may come soon.
    pub asks: bool,
    /// The sentence before the moment at which the code expires, if it names it.
    pub before: String,
    pub expires: Option<Timestamp>,
    pub after: String,
    pub reason: Option<&'static str>,
    pub answer: Option<String>,
}

/// Finds the last code that was sent to a phone, while the ledger has it.
pub(super) async fn last(
    tx: &mut Tx,
    me: &SignedIn,
    phone: &Phone,
) -> Result<Option<LatestDelivery>> {
    let all = latest::of_kind(tx, me.person.user_id, PhoneCode::KIND).await?;
    Ok(all.into_iter().find(|delivery| delivery.is_to(Contact::Phone(phone.id))))
}

/// Makes the line of a phone from its last code, and from the verification whose code can still be
/// typed.
pub(super) fn line(
    ctx: &Ctx,
    phone: &Phone,
    last: Option<&LatestDelivery>,
    open: Option<&Verification>,
) -> Option<CodeLine> {
    use DeliveryState::{Blocked, Delivered, Failed, Queued, Sent};
    let by_call = phone.confirmation_method == Method::Voice;
    let state = last.map_or(Sent, |last| last.state);
    // That a code expired is shown only while no code can be typed, and only of the last one.
    let reason = last.and_then(|last| last.reason).filter(|reason| *reason != Reason::Expired);
    let failed = match (state, reason) {
        (Failed, Some(Reason::Off)) => Some("phones-off"),
        (Failed, None) if last.is_some_and(|last| last.reason.is_some()) => None,
        (Failed, _) if by_call => Some("phones-verification-failed-voice"),
        (Failed, _) => Some("phones-verification-failed-sms"),
        (Blocked, _) => phone.blocked_why.and_then(|why| why.get_message()),
        (Queued | Sent | Delivered, _) => None,
    };
    let (sentence, expires) = match failed {
        Some(failed) => (failed, None),
        None => {
            let sentence = match (state, last.is_some_and(LatestDelivery::was_tried), by_call) {
                (Queued, true, _) => "phones-verification-delayed",
                (_, _, true) => "phones-verification-sent-voice",
                (Queued, false, false) => "phones-verification-sending-sms",
                (_, _, false) => "phones-verification-sent-sms",
            };
            (sentence, Some(open?.expires_at))
        }
    };
    let (before, after) = match expires {
        Some(_) => ctx.around_id(sentence, "time"),
        None => (ctx.text(&Message::new(sentence)), String::new()),
    };
    let may_change = |last: &LatestDelivery| {
        let reports = ctx.app.transports.reports(last.channel);
        last.state == Queued || (last.state == Sent && reports)
    };
    Some(CodeLine {
        path: paths::of(paths::PHONE_CODES, &phone.id),
        mood: if failed.is_some() { Mood::Ill } else { state.mood() },
        asks: last.is_some_and(|last| may_change(last) && ctx.now.since(last.created_at) < ASKING),
        before,
        expires,
        after,
        reason: reason.filter(|why| *why == Reason::GivenUp).and_then(|why| why.get_message()),
        answer: last.and_then(|last| last.answer.clone()).filter(|_| ctx.debug()),
    })
}

#[derive(Template)]
#[template(path = "users/phones/delivery.html")]
struct DeliveryFragment<'a> {
    ctx: &'a Ctx,
    line: CodeLine,
}

/// Answers with the line of the last code, for the script that polls it; a browser sees the whole
/// page.
pub async fn show(me: SignedIn, Path(id): Path<String>) -> Result<Response> {
    let id = parse(&id)?;
    let mut tx = me.app.db.read().await?;
    let phone = super::find(&mut tx, me.person.user_id, id).await?.ok_or(Error::NotFound)?;
    if me.render_mode == RenderMode::Page {
        let page = paths::of(paths::PHONE_VERIFICATION, &id);
        return Ok(Redirect::to(&page).into_response());
    }
    let open = verification::of_phone(&mut tx, me.person.user_id, id).await?;
    let open = open.filter(|last| last.takes_codes(me.now));
    let last = last(&mut tx, &me, &phone).await?;
    drop(tx);
    let line = line(&me.ctx, &phone, last.as_ref(), open.as_ref()).ok_or(Error::NotFound)?;
    Ok(me.html(StatusCode::OK, DeliveryFragment { ctx: &me.ctx, line }.render()?))
}
