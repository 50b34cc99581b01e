//! SMS and voice by Twilio's REST API, or one that speaks like it, and the proof of its webhooks.

use std::collections::BTreeMap;
use std::time::Duration;

use anyhow::{Context, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use reqwest::header::RETRY_AFTER;
use reqwest::{Client, StatusCode};
use serde::Deserialize;
use sha1::Sha1;
use subtle::ConstantTimeEq;

use crate::messaging::transports::{Call, ContactRefusal, SendOutcome, Sms};
use crate::platform::config::Config;
use crate::platform::i18n::Lang;
use crate::platform::ids::DeliveryId;

/// A request is given up after this.
const DEADLINE: Duration = Duration::from_secs(20);
/// Longer answers are not theirs.
const MAX_ANSWER: usize = 64 * 1024;
/// Their code for a number that said STOP.
const UNSUBSCRIBED: i64 = 21610;

/// The path of their reports of one message, less its id.
const STATUS_PATH: &str = "/hooks/sms/status/";

/// An account there.
pub struct Twilio {
    client: Client,
    base: String,
    sid: String,
    token: String,
    from: String,
    public_url: String,
}

/// What they answer when they have taken a message, and when not.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Answer {
    sid: Option<String>,
    status: serde_json::Value,
    code: Option<i64>,
    message: Option<String>,
}

impl Twilio {
    /// The configured account, if there is one.
    ///
    /// # Errors
    /// When the settings are not complete, or make no sense.
    pub fn new(config: &Config) -> anyhow::Result<Option<Self>> {
        let given = (&config.twilio_account_sid, &config.twilio_auth_token, &config.twilio_from);
        let (sid, token, from) = match given {
            (Some(sid), Some(token), Some(from)) => (sid.clone(), token.clone(), from.clone()),
            (None, None, None) => return Ok(None),
            _ => bail!(
                "SMS and voice need all of twilio_account_sid, twilio_auth_token and twilio_from"
            ),
        };
        let url = config.twilio_api_url.trim_end_matches('/');
        url::Url::parse(url).context("the setting twilio_api_url")?;
        // The TLS of `reqwest` has no provider of its own; another start of ours may have set it.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder()
            .timeout(DEADLINE)
            .redirect(reqwest::redirect::Policy::none())
            .user_agent(concat!("Callbook/", env!("CARGO_PKG_VERSION")))
            .build()?;
        let base = format!("{url}/2010-04-01/Accounts/{sid}");
        let public_url = config.public_url().as_str().to_owned();
        Ok(Some(Self { client, base, sid, token, from, public_url }))
    }

    /// Sends a text message once.
    pub async fn text(&self, id: DeliveryId, sms: &Sms) -> SendOutcome {
        let report_to = self.report_to(id);
        let form = [
            ("To", sms.to.as_str()),
            ("From", &self.from),
            ("Body", &sms.text),
            ("StatusCallback", &report_to),
        ];
        self.post("Messages.json", &form).await
    }

    /// Calls once; what is said is in the request, so that nothing of it is fetched from us.
    pub async fn call(&self, id: DeliveryId, call: &Call) -> SendOutcome {
        let (twiml, report_to) = (twiml(call), self.report_to(id));
        let form = [
            ("To", call.to.as_str()),
            ("From", &self.from),
            ("Twiml", &twiml),
            ("StatusCallback", &report_to),
        ];
        self.post("Calls.json", &form).await
    }

    fn report_to(&self, id: DeliveryId) -> String {
        format!("{}{STATUS_PATH}{id}", self.public_url)
    }

    async fn post(&self, what: &str, form: &[(&str, &str)]) -> SendOutcome {
        let request = self
            .client
            .post(format!("{}/{what}", self.base))
            .basic_auth(&self.sid, Some(&self.token))
            .form(form);
        match request.send().await {
            Ok(response) => answer(response).await,
            // Without its URL, which names the account.
            Err(error) => SendOutcome::Later { answer: reason(error), after: None },
        }
    }

    /// Whether they signed this webhook: HMAC-SHA-1 of its URL followed by every parameter, in
    /// order (Twilio, "Validating Signatures").
    pub fn signed(&self, path: &str, params: &BTreeMap<String, String>, signature: &str) -> bool {
        #[expect(clippy::expect_used, reason = "HMAC takes a key of any length")]
        let mut mac = Hmac::<Sha1>::new_from_slice(self.token.as_bytes()).expect("any length");
        mac.update(self.public_url.as_bytes());
        mac.update(path.as_bytes());
        for (name, value) in params {
            mac.update(name.as_bytes());
            mac.update(value.as_bytes());
        }
        let expected = mac.finalize().into_bytes();
        let given = STANDARD.decode(signature).unwrap_or_default();
        bool::from(expected.as_slice().ct_eq(&given))
    }
}

async fn answer(mut response: reqwest::Response) -> SendOutcome {
    let status = response.status();
    let after = response.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok());
    let after = after.and_then(|seconds| seconds.trim().parse().ok()).map(Duration::from_secs);
    let mut body = Vec::new();
    loop {
        match response.chunk().await {
            Ok(Some(chunk)) if body.len() + chunk.len() <= MAX_ANSWER => body.extend(&chunk),
            // They have it by then: whatever else was to follow, sending it again would double it.
            Ok(Some(_)) | Err(_) if status == StatusCode::CREATED => break,
            Ok(Some(_)) => {
                return SendOutcome::Later { answer: "the answer is too long".into(), after };
            }
            Ok(None) => break,
            Err(error) => return SendOutcome::Later { answer: reason(error), after },
        }
    }
    let answer: Answer = serde_json::from_slice(&body).unwrap_or_default();
    // Anything may answer 200, the sign-in page of a network too; what they make is created.
    if status == StatusCode::CREATED || (status.is_success() && answer.sid.is_some()) {
        let said = answer.status.as_str().unwrap_or_default();
        let said = format!("{} {said}", status.as_u16());
        return SendOutcome::Sent { answer: said, reference: answer.sid };
    }
    if status.is_success() {
        return SendOutcome::Later { answer: "the answer cannot be read".to_owned(), after };
    }
    let code = answer.code.map(|code| format!(" {code}")).unwrap_or_default();
    let said = answer.message.map(|message| format!(" {message}")).unwrap_or_default();
    let said = format!("{}{code}{said}", status.as_u16());
    match (status, answer.code) {
        (_, Some(UNSUBSCRIBED)) => {
            SendOutcome::Refused { answer: said, refusal: ContactRefusal::Stopped }
        }
        // What we may do there is for the admin to mend, and then it goes through.
        (StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN | StatusCode::NOT_FOUND, _)
        | (StatusCode::TOO_MANY_REQUESTS | StatusCode::REQUEST_TIMEOUT, _) => {
            SendOutcome::Later { answer: said, after }
        }
        (status, _) if status.is_client_error() => SendOutcome::Failed { answer: said },
        _ => SendOutcome::Later { answer: said, after },
    }
}

/// What broke, down to its cause, without the URL.
fn reason(error: reqwest::Error) -> String {
    let error = error.without_url();
    let mut words = error.to_string();
    let mut source = std::error::Error::source(&error);
    while let Some(cause) = source {
        words = format!("{words}: {cause}");
        source = cause.source();
    }
    words
}

/// What is said, in Twilio's markup: each sentence, and a pause after it.
pub fn twiml(call: &Call) -> String {
    let mut twiml = String::from("<Response>");
    for sentence in &call.sentences {
        let words = escape(sentence);
        twiml.push_str(&format!(
            "<Say language=\"{}\">{words}</Say><Pause length=\"1\"/>",
            voice_locale(call.lang)
        ));
    }
    twiml.push_str("</Response>");
    twiml
}

/// The same for a text message that answers one.
pub fn message_twiml(text: &str) -> String {
    format!("<Response><Message>{}</Message></Response>", escape(text))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The voice that speaks a language.
fn voice_locale(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "en-US",
        Lang::Es => "es-ES",
        Lang::Fr => "fr-FR",
        Lang::De => "de-DE",
        Lang::Nl => "nl-NL",
    }
}
