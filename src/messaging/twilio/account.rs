//! An account at Twilio, and the client of its REST API or of a compatible one.

use std::collections::BTreeMap;
use std::time::Duration;

use anyhow::{Context, bail, ensure};
use reqwest::Client;
use url::Url;

use super::sender::{self, SmsSender};
use super::{answer, signature};
use crate::messaging::transports::SendOutcome;
use crate::platform::config::{Config, is_loopback_host, read_url};
use crate::platform::ids::DeliveryId;

/// The deadline of a request.
const DEADLINE: Duration = Duration::from_secs(20);

/// The path of Twilio's reports about one message or call, without its id.
const STATUS_PATH: &str = "/hooks/sms/status/";

/// An account at Twilio, with the senders of messages and calls.
pub struct TwilioAccount {
    client: Client,
    base: String,
    sid: String,
    token: String,
    sms_from: SmsSender,
    call_from: String,
    public_url: String,
    /// Our origin as Twilio may have signed it: without a port, and with one.
    origins: [String; 2],
}

impl TwilioAccount {
    /// Makes the configured account, if there is one.
    ///
    /// # Errors
    /// When the settings are incomplete or invalid.
    pub fn new(config: &Config) -> anyhow::Result<Option<Self>> {
        let given = (&config.twilio_account_sid, &config.twilio_auth_token, &config.twilio_from);
        let (sid, token, from) = match given {
            (Some(sid), Some(token), Some(from)) => (sid.clone(), token.clone(), from),
            (None, None, None) => return Ok(None),
            _ => bail!(
                "SMS and voice need all of twilio_account_sid, twilio_auth_token and twilio_from"
            ),
        };
        let url = config.twilio_api_url.trim_end_matches('/');
        let api = api(url).context("the setting twilio_api_url")?;
        check_sid(&sid, &api).context("the setting twilio_account_sid")?;
        ensure!(
            !token.contains(char::is_whitespace),
            "the setting twilio_auth_token contains a space; copy it again from Twilio's console"
        );
        let sms_from: SmsSender = from.parse().context("the setting twilio_from")?;
        let call_from = match (&config.twilio_call_from, &sms_from) {
            (Some(number), _) => sender::number(number).context(
                "the setting twilio_call_from must be a number with + and its country code, like \
                 +15005550006",
            )?,
            (None, SmsSender::Number(number)) => number.clone(),
            (None, _) => bail!(
                "the setting twilio_from is not a number, so it cannot call: set \
                 CALLBOOK_TWILIO_CALL_FROM to a number of this account"
            ),
        };
        // `reqwest` needs a default TLS provider, which an earlier start in this process may have
        // installed.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder()
            .timeout(DEADLINE)
            .redirect(reqwest::redirect::Policy::none())
            .user_agent(concat!("Callbook/", env!("CARGO_PKG_VERSION")))
            .build()?;
        let base = format!("{url}/2010-04-01/Accounts/{sid}");
        let public_url = config.public_url().as_str().to_owned();
        let origins = origins(&public_url)?;
        Ok(Some(Self { client, base, sid, token, sms_from, call_from, public_url, origins }))
    }

    /// Returns the parameter of a text message that names its sender.
    pub fn sms_sender(&self) -> (&'static str, &str) {
        self.sms_from.field()
    }

    /// Returns the number that calls come from.
    pub fn call_from(&self) -> &str {
        &self.call_from
    }

    /// Returns the URL of a path of ours, to which Twilio sends a webhook.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.public_url)
    }

    /// Creates a message or a call once. Twilio reports about it under `id`, the ledger's.
    pub async fn create(
        &self,
        resource: &str,
        id: DeliveryId,
        fields: &[(&str, &str)],
    ) -> SendOutcome {
        let report_to = self.url(&format!("{STATUS_PATH}{id}"));
        let form = [fields, &[("StatusCallback", &report_to)]].concat();
        let request = self
            .client
            .post(format!("{}/{resource}", self.base))
            .basic_auth(&self.sid, Some(&self.token))
            .form(&form);
        match request.send().await {
            Ok(response) => answer::read(response).await,
            Err(error) => answer::unreachable(error),
        }
    }

    /// Tells whether Twilio signed a webhook with this path and these parameters.
    pub fn signed(&self, path: &str, params: &BTreeMap<String, String>, given: &str) -> bool {
        let mut urls = self.origins.iter().map(|origin| format!("{origin}{path}"));
        urls.any(|url| signature::matches(&self.token, &url, params, given))
    }
}

/// Parses the API's URL, which must be https, or be on this machine, because each request carries
/// the account's token.
fn api(url: &str) -> anyhow::Result<Url> {
    let url = read_url(url)?;
    let host = url.host_str().context("it has no host")?;
    match url.scheme() {
        "https" => {}
        "http" if is_loopback_host(host) => {}
        "http" => bail!("http:// would send the account's token unencrypted; use https://"),
        _ => bail!("it must begin with https://"),
    }
    ensure!(
        url.username().is_empty() && url.query().is_none(),
        "it must be the URL of the API only; credentials go into twilio_account_sid and \
         twilio_auth_token"
    );
    Ok(url)
}

/// Checks the account's id, which becomes a part of URLs. Only ids of Twilio itself have one form.
fn check_sid(sid: &str, api: &Url) -> anyhow::Result<()> {
    let is_twilio = api.host_str().is_some_and(|host| host.ends_with("twilio.com"));
    let is_word = sid.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    ensure!(
        is_word && (sender::is_sid(sid, "AC") || !is_twilio),
        "it must be the account's SID, which is AC and 32 hexadecimal digits; SK… is an API key"
    );
    Ok(())
}

/// Returns an origin without its port, and with it. Twilio signs the one or the other, depending on
/// the protocol and the age of the account; its own validators accept both.
fn origins(public_url: &str) -> anyhow::Result<[String; 2]> {
    let url = Url::parse(public_url).context("the setting public_url")?;
    let host = url.host_str().context("the setting public_url has no host")?;
    let without = format!("{}://{host}", url.scheme());
    let port = url.port_or_known_default().unwrap_or_default();
    Ok([format!("{without}:{port}"), without])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_token_goes_over_http_on_this_machine_only() {
        for fine in ["https://api.twilio.com", "http://127.0.0.1:4010", "http://localhost"] {
            assert!(api(fine).is_ok(), "{fine}");
        }
        let error = api("http://twilio.internal:8080").unwrap_err().to_string();
        assert_eq!(error, "http:// would send the account's token unencrypted; use https://");
        assert!(api("ftp://127.0.0.1").is_err());
    }

    #[test]
    fn an_origin_is_signed_with_its_port_and_without() {
        let both = |port: &str| [format!("https://cb.example:{port}"), "https://cb.example".into()];
        assert_eq!(origins("https://cb.example:8443").unwrap(), both("8443"));
        assert_eq!(origins("https://cb.example").unwrap(), both("443"));
    }
}
