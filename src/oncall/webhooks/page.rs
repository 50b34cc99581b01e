//! Where webhooks arrive.

use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::gate::{FromCarrier, FromMailSystem, Refused};
use super::{Inbound, MailReport, WebhookReceipt, take};
use crate::core::change::Change;
use crate::core::origin::Origin;
use crate::messaging::twilio::send;
use crate::platform::i18n::Message;
use crate::platform::ids::DeliveryId;
use crate::users::emails::EmailAddress;
use crate::web::routes::Routes;
use crate::web::{App, paths};

/// Its routes.
pub fn routes() -> Routes {
    Routes::new()
        .post(paths::SMS_STATUS, status)
        .post(paths::SMS_INBOUND, inbound)
        .post(paths::MAIL_HOOK, mail)
}

/// Begins the change of a webhook, which is taken once only.
///
/// # Errors
/// When this webhook was taken before.
async fn begin(app: &App, unique: &str) -> Result<Change, Refused> {
    let mut change = app.change(Origin::default()).await?;
    match take(&mut change, unique).await? {
        WebhookReceipt::New => Ok(change),
        WebhookReceipt::Again => Err(Refused::AGAIN),
    }
}

async fn status(hook: FromCarrier) -> Result<StatusCode, Refused> {
    let delivery: DeliveryId = hook.about.parse().map_err(|_| Refused::UNREADABLE)?;
    let mut change = begin(&hook.app, &hook.unique).await?;
    super::report(&mut change, delivery, &hook.params).await?;
    change.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn inbound(hook: FromCarrier) -> Result<Response, Refused> {
    let mut change = begin(&hook.app, &hook.unique).await?;
    let asked = super::inbound(&mut change, &hook.params).await?;
    change.commit().await?;
    let twiml = match asked {
        Inbound::Quiet => "<Response/>".to_owned(),
        Inbound::Help(lang) => {
            let help =
                Message::new("sms-help").with("url", hook.app.public_url.as_str().to_owned());
            send::message_twiml(&hook.app.messages.text(lang, &help))
        }
    };
    Ok(([(CONTENT_TYPE, "text/xml; charset=utf-8")], twiml).into_response())
}

/// The body of `POST /hooks/mail`: whatever mail system it is, it can be made to say this.
#[derive(Deserialize)]
struct MailHook {
    address: String,
    kind: MailReport,
}

async fn mail(hook: FromMailSystem) -> Result<StatusCode, Refused> {
    let said: MailHook = serde_json::from_slice(&hook.body).map_err(|_| Refused::UNREADABLE)?;
    let address: EmailAddress = said.address.parse().map_err(|_| Refused::UNREADABLE)?;
    let mut change = begin(&hook.app, &hook.unique).await?;
    super::mail_report(&mut change, &address, said.kind).await?;
    change.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
