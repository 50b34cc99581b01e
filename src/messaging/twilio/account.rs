//! An account at Twilio, and the client of its REST API or of one that speaks like it.

use std::collections::BTreeMap;
use std::time::Duration;

use anyhow::{Context, bail};
use reqwest::Client;

use super::{answer, signature};
use crate::messaging::transports::SendOutcome;
use crate::platform::config::Config;
use crate::platform::ids::DeliveryId;

/// A request is given up after this.
const DEADLINE: Duration = Duration::from_secs(20);

/// The path of Twilio's reports of one message or call, less its id.
const STATUS_PATH: &str = "/hooks/sms/status/";

/// An account at Twilio, with the number that messages and calls come from.
pub struct TwilioAccount {
    client: Client,
    base: String,
    sid: String,
    token: String,
    from: String,
    public_url: String,
}

impl TwilioAccount {
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

    /// Creates a message or a call from the account's number, once. What becomes of it is reported
    /// under the ledger's id.
    pub async fn create(
        &self,
        resource: &str,
        id: DeliveryId,
        fields: &[(&str, &str)],
    ) -> SendOutcome {
        let report_to = format!("{}{STATUS_PATH}{id}", self.public_url);
        let form = [fields, &[("From", &self.from), ("StatusCallback", &report_to)]].concat();
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

    /// Whether Twilio signed a webhook with this path and these parameters.
    pub fn signed(&self, path: &str, params: &BTreeMap<String, String>, given: &str) -> bool {
        signature::matches(&self.token, &format!("{}{path}", self.public_url), params, given)
    }
}
