//! The endpoints of webhooks.

use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};

use super::gate::{FromCarrier, FromMailSystem, Refused};
use super::{Inbound, WebhookReceipt, take};
use crate::core::change::Change;
use crate::core::origin::Origin;
use crate::messaging::twilio::markup;
use crate::messaging::{email, sms, voice};
use crate::platform::i18n::Message;
use crate::platform::ids::DeliveryId;
use crate::users::emails::EmailAddress;
use crate::web::routes::Routes;
use crate::web::{App, paths};

pub fn routes() -> Routes {
    Routes::new()
        .post(paths::SMS_STATUS, status)
        .post(paths::SMS_INBOUND, inbound)
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
    if let Some(mut change) = begin(&hook.app, &hook.unique).await? {
        super::inbound(&mut change, &sms).await?;
        change.commit().await?;
    }
    let asked = super::asked(&mut hook.app.db.read().await?, &sms).await?;
    let twiml = match asked {
        Inbound::Quiet => sms::report::reply(None),
        Inbound::Help(lang) => {
            let help =
                Message::new("sms-help").with("url", hook.app.public_url.as_str().to_owned());
            sms::report::reply(Some(&hook.app.messages.text(lang, &help)))
        }
    };
    Ok(([(CONTENT_TYPE, markup::CONTENT_TYPE)], twiml).into_response())
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
