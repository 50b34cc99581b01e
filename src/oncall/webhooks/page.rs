//! The endpoints of webhooks.

use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};

use super::gate::{FromCarrier, FromMailSystem, Refused};
use super::{WebhookReceipt, take};
use crate::core::change::Change;
use crate::core::origin::Origin;
use crate::messaging::twilio::markup;
use crate::messaging::{email, sms, voice};
use crate::oncall::alerts::{self, KeyPressed, PhoneReply};
use crate::platform::i18n::Message;
use crate::platform::ids::DeliveryId;
use crate::users::emails::EmailAddress;
use crate::web::routes::Routes;
use crate::web::{App, paths};

pub fn routes() -> Routes {
    Routes::new()
        .post(paths::SMS_STATUS, status)
        .post(paths::SMS_INBOUND, inbound)
        .post(paths::VOICE_KEYS, keys)
        .post(paths::MAIL_HOOK, mail)
}

/// Begins the change of a webhook, which is processed once; `None` when it was before. The answer
/// is the same then: a provider that missed it sends the webhook again until it gets one.
async fn begin(app: &App, unique: &str) -> Result<Option<Change>, Refused> {
    let mut change = app.change(Origin::default()).await?;
    Ok(match take(&mut change, unique).await? {
        WebhookReceipt::New => Some(change),
        WebhookReceipt::Again => None,
    })
}

async fn status(hook: FromCarrier) -> Result<StatusCode, Refused> {
    let delivery: DeliveryId = hook.about.parse().map_err(|_| Refused::UNREADABLE)?;
    let report = voice::report::read(&hook.params).or_else(|| sms::report::read(&hook.params));
    if let Some(mut change) = begin(&hook.app, &hook.unique).await? {
        if let Some(report) = report {
            super::report(&mut change, delivery, &report).await?;
        }
        change.commit().await?;
    }
    Ok(StatusCode::NO_CONTENT)
}

async fn inbound(hook: FromCarrier) -> Result<Response, Refused> {
    let sms = sms::report::read_inbound(&hook.params);
    let mut said = None;
    if let Some(mut change) = begin(&hook.app, &hook.unique).await? {
        said = super::inbound(&mut change, &hook.app.transports, &sms).await?;
        change.commit().await?;
    }
    let help = super::asks_for_help(&mut hook.app.db.read().await?, &sms).await?;
    let help = help.map(|lang| {
        let message = Message::new("sms-help").with("url", hook.app.public_url.as_str().to_owned());
        PhoneReply { lang, messages: vec![message] }
    });
    let text = said.or(help).map(|said| sentences(&hook.app, &said).join(" "));
    Ok(twiml(sms::report::reply(text.as_deref())))
}

/// Takes a key that someone pressed during a call about an alert.
async fn keys(hook: FromCarrier) -> Result<Response, Refused> {
    let delivery: DeliveryId = hook.about.parse().map_err(|_| Refused::UNREADABLE)?;
    let key = hook.params.get("Digits").map(String::as_str).unwrap_or_default();
    let (app, url) =
        (&hook.app, hook.app.transports.twilio().map(|carrier| carrier.url(&hook.path)));
    let mut change = app.change(Origin::default()).await?;
    let pressed = alerts::keypress(&mut change, &app.transports, delivery, key).await?;
    change.commit().await?;
    let text = |said: &PhoneReply| sentences(app, said);
    Ok(twiml(match pressed {
        KeyPressed::Answered(said) => voice::send::answer(said.lang, &text(&said), None),
        KeyPressed::Again(said) => voice::send::answer(said.lang, &text(&said), url.as_deref()),
        KeyPressed::Nothing => markup::response(""),
    }))
}

/// Returns what is said, in the language of the person.
fn sentences(app: &App, said: &PhoneReply) -> Vec<String> {
    said.messages.iter().map(|message| app.messages.text(said.lang, message)).collect()
}

fn twiml(text: String) -> Response {
    ([(CONTENT_TYPE, markup::CONTENT_TYPE)], text).into_response()
}

async fn mail(hook: FromMailSystem) -> Result<StatusCode, Refused> {
    let report = email::report::read(&hook.body).ok_or(Refused::UNREADABLE)?;
    let address: EmailAddress = report.address.parse().map_err(|_| Refused::UNREADABLE)?;
    if let Some(mut change) = begin(&hook.app, &hook.unique).await? {
        super::mail_report(&mut change, &address, &report).await?;
        change.commit().await?;
    }
    Ok(StatusCode::NO_CONTENT)
}
