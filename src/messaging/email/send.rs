//! Mail by SMTP (RFC 5321): one connection a message, so that a refusal's stage is known.

use std::time::Duration;

use anyhow::{Context, bail, ensure};
use lettre::address::Address;
use lettre::message::Mailbox;
use lettre::transport::smtp;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail as MailFrom, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailBodyParameter, MailParameter};
use lettre::transport::smtp::response::Response;
use percent_encoding::percent_decode_str;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use url::Url;

use super::answer::{is_no_mailbox, said, words};
use super::message;
use crate::messaging::transports::{ContactRefusal, Mail, SendOutcome};
use crate::platform::clock::Timestamp;
use crate::platform::config::Config;
use crate::platform::ids::DeliveryId;

/// What each step of a conversation may take.
const STEP_DEADLINE: Duration = Duration::from_secs(10);

/// A mail server, and who sends.
pub struct Smtp {
    host: String,
    port: u16,
    tls: Tls,
    credentials: Option<Credentials>,
    from: Mailbox,
    hello: ClientId,
}

enum Tls {
    /// In the clear, which the URL asked for.
    Off,
    /// Begun in the clear and raised, or nothing is sent (RFC 3207).
    Raised(TlsParameters),
    /// From the first byte (RFC 8314).
    FromTheStart(TlsParameters),
}

/// A conversation that did not end well.
enum Broken {
    /// It broke, or the server did not like us: another try may go better.
    Talk(smtp::Error),
    /// The server does not take this sender or this message.
    Message(smtp::Error),
    /// It does not take this recipient.
    Recipient(smtp::Error),
    /// It takes no address with letters beyond ASCII (RFC 6531).
    Letters,
}

impl Smtp {
    /// The configured server, if there is one.
    ///
    /// # Errors
    /// When a setting makes no sense.
    pub fn new(config: &Config) -> anyhow::Result<Option<Self>> {
        let Some(url) = &config.smtp_url else { return Ok(None) };
        // The URL holds a password: an error says what is wrong, never what it was.
        let url = Url::parse(url).map_err(|_| anyhow::anyhow!("it is not a URL"));
        let url = url.context("the setting smtp_url")?;
        let public_url = config.public_url();
        let from = config.mail_from.clone();
        let from = from.unwrap_or_else(|| format!("callbook@{}", public_url.host()));
        let from: Mailbox = from.parse().context("the setting mail_from is not an address")?;
        let from = Mailbox::new(from.name.or(Some("Callbook".to_owned())), from.email);
        Self::at(&url, config, from).context("the setting smtp_url").map(Some)
    }

    fn at(url: &Url, config: &Config, from: Mailbox) -> anyhow::Result<Self> {
        let host = url.host_str().context("it names no host")?.trim_matches(['[', ']']).to_owned();
        let options: Vec<_> = url.query_pairs().collect();
        let off = match options.as_slice() {
            [] => false,
            [(name, value)] if name == "tls" && value == "off" => true,
            _ => bail!("it knows no option but tls=off"),
        };
        let tls = || {
            let mut tls = TlsParameters::builder(host.clone());
            if let Some(path) = &config.smtp_ca_file {
                let pem = std::fs::read(path)
                    .with_context(|| format!("cannot read smtp_ca_file {}", path.display()))?;
                // A file without any would be taken too, as no authority.
                let authority = CertificateDer::from_pem_slice(&pem)
                    .ok()
                    .and_then(|_| Certificate::from_pem(&pem).ok());
                let authority =
                    authority.with_context(|| format!("{} is no certificate", path.display()))?;
                tls = tls.add_root_certificate(authority);
            }
            anyhow::Ok(tls.build_rustls()?)
        };
        let (default_port, tls) = match url.scheme() {
            "smtps" => {
                ensure!(!off, "smtps cannot be without TLS; say smtp://");
                (465, Tls::FromTheStart(tls()?))
            }
            "smtp" if off => (25, Tls::Off),
            "smtp" => (587, Tls::Raised(tls()?)),
            _ => bail!("it begins with smtps:// or smtp://"),
        };
        let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
        let credentials = url
            .password()
            .map(|password| Credentials::new(decoded(url.username()), decoded(password)));
        ensure!(
            credentials.is_none() || !matches!(tls, Tls::Off),
            "a password is not sent in the clear"
        );
        let port = url.port().unwrap_or(default_port);
        Ok(Self { host, port, tls, credentials, from, hello: ClientId::default() })
    }

    /// Sends a mail once.
    pub async fn send(&self, id: DeliveryId, mail: &Mail, now: Timestamp) -> SendOutcome {
        let (to, written) = match message::written(id, mail, &self.from, now) {
            Ok(written) => written,
            Err(error) => return SendOutcome::Failed { answer: format!("{error:#}") },
        };
        match self.talk(to, &written).await {
            Ok(response) => {
                let answer = format!("{} {}", response.code(), words(&response));
                SendOutcome::Sent { answer: answer.trim().to_owned(), reference: None }
            }
            Err(Broken::Recipient(error)) if is_no_mailbox(&error) => {
                SendOutcome::Refused { answer: said(&error), refusal: ContactRefusal::Unreachable }
            }
            Err(Broken::Recipient(error) | Broken::Message(error)) if error.is_permanent() => {
                SendOutcome::Failed { answer: said(&error) }
            }
            Err(Broken::Talk(error) | Broken::Recipient(error) | Broken::Message(error)) => {
                SendOutcome::Later { answer: said(&error), after: None }
            }
            Err(Broken::Letters) => {
                SendOutcome::Failed { answer: "the server offers no SMTPUTF8".to_owned() }
            }
        }
    }

    async fn talk(&self, to: Address, message: &[u8]) -> Result<Response, Broken> {
        let mut connection = self.connect().await.map_err(Broken::Talk)?;
        let mut options = Vec::new();
        if !AsRef::<str>::as_ref(&to).is_ascii() {
            if !connection.server_info().supports_feature(Extension::SmtpUtfEight) {
                return Err(Broken::Letters);
            }
            options.push(MailParameter::SmtpUtfEight);
        }
        if connection.server_info().supports_feature(Extension::EightBitMime) {
            options.push(MailParameter::Body(MailBodyParameter::EightBitMime));
        }
        let said = connection.command(MailFrom::new(Some(self.from.email.clone()), options)).await;
        said.map_err(|error| step(error, Broken::Message))?;
        let said = connection.command(Rcpt::new(to, Vec::new())).await;
        said.map_err(|error| step(error, Broken::Recipient))?;
        let said = connection.command(Data).await;
        said.map_err(|error| step(error, Broken::Message))?;
        let said = connection.message(message).await;
        let response = said.map_err(|error| step(error, Broken::Message))?;
        // It has the message: how we part changes nothing.
        let _ = connection.quit().await;
        Ok(response)
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, smtp::Error> {
        let server = (self.host.as_str(), self.port);
        let from_the_start = match &self.tls {
            Tls::FromTheStart(tls) => Some(tls.clone()),
            Tls::Off | Tls::Raised(_) => None,
        };
        let deadline = Some(STEP_DEADLINE);
        let mut connection = AsyncSmtpConnection::connect_tokio1(
            server,
            deadline,
            &self.hello,
            from_the_start,
            None,
        )
        .await?;
        if let Tls::Raised(tls) = &self.tls {
            connection.starttls(tls.clone(), &self.hello).await?;
        }
        if let Some(credentials) = &self.credentials {
            connection.auth(DEFAULT_MECHANISMS, credentials).await?;
        }
        Ok(connection)
    }
}

/// What the server answered to a step is about the step; all else is about the conversation.
fn step(error: smtp::Error, about: fn(smtp::Error) -> Broken) -> Broken {
    match error.status() {
        Some(_) => about(error),
        None => Broken::Talk(error),
    }
}
