//! Mail by SMTP (RFC 5321): one connection per message, so that a refusal's stage is known.

use std::net::Ipv4Addr;
use std::path::Path;
use std::time::Duration;

use anyhow::Context;
use lettre::address::Address;
use lettre::message::Mailbox;
use lettre::transport::smtp;
use lettre::transport::smtp::authentication::DEFAULT_MECHANISMS;
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate};
use lettre::transport::smtp::commands::{Data, Mail as MailFrom, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailBodyParameter, MailParameter};
use lettre::transport::smtp::response::Response;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use url::{Host, Url};

use super::answer::{RefusalMeaning, SmtpStage, of_error, said, words};
use super::message;
use super::server::{Server, Tls};
use crate::messaging::ledger::Reason;
use crate::messaging::transports::{ContactRefusal, Mail, ProviderFault, SendOutcome};
use crate::platform::clock::Timestamp;
use crate::platform::config::{Config, is_loopback_host, read_url};
use crate::platform::ids::DeliveryId;

/// The deadlines of a mail server.
#[derive(Debug, Clone, Copy)]
pub struct SmtpDeadlines {
    /// For the connection, and for each answer but the one to the message.
    pub step: Duration,
    /// For the answer to the message: giving up earlier may send it twice (RFC 5321 §4.5.3.2.6).
    pub message: Duration,
}

impl SmtpDeadlines {
    const DEFAULT: Self =
        Self { step: Duration::from_secs(60), message: Duration::from_secs(10 * 60) };
    /// The steps of a conversation: connection, TLS, sign-in, sender, recipient, DATA, and QUIT.
    const STEPS: u32 = 7;
    /// The deadline of a whole conversation.
    pub const WHOLE: Duration = Duration::from_secs(
        Self::DEFAULT.step.as_secs() * Self::STEPS as u64 + Self::DEFAULT.message.as_secs(),
    );
}

impl Default for SmtpDeadlines {
    fn default() -> Self {
        Self::DEFAULT
    }
}

/// A mail server, and the sender.
pub struct Smtp {
    server: Server,
    from: Mailbox,
    hello: ClientId,
    deadlines: SmtpDeadlines,
}

/// A conversation that failed, and its stage.
struct Broken {
    stage: SmtpStage,
    why: Why,
}

enum Why {
    /// The server refused, or the connection failed.
    Error(smtp::Error),
    /// The server did not answer in time.
    Silence,
    /// The server accepts no address with letters beyond ASCII (RFC 6531).
    Letters,
}

impl Smtp {
    /// Makes the configured server, if there is one.
    ///
    /// # Errors
    /// When a setting is invalid.
    pub fn new(config: &Config, deadlines: SmtpDeadlines) -> anyhow::Result<Option<Self>> {
        let authority = config.smtp_ca_file.as_deref().map(authority).transpose();
        let authority = authority.context("the setting smtp_ca_file")?;
        let given = config.mail_from.as_deref().map(mailbox).transpose();
        let given = given.context(
            "the setting mail_from must be one address, like callbook@example.com or Callbook \
             <callbook@example.com>",
        )?;
        let Some(url) = &config.smtp_url else { return Ok(None) };
        let public_url = config.public_url();
        let from = given.map_or_else(|| mailbox(&format!("callbook@{}", public_url.host())), Ok);
        let from = from
            .context("the setting mail_from is required: the public host is not a mail domain")?;
        // The URL holds a password: the error says what is wrong, and never repeats the URL.
        let url = read_url(url).context("the setting smtp_url")?;
        let hello = hello(public_url.as_str());
        let server = Server::at(&url, authority).context("the setting smtp_url")?;
        Ok(Some(Self { server, from, hello, deadlines }))
    }

    /// Returns what others could read on the way to the server, and what to do.
    pub fn weakness(&self) -> Option<&'static str> {
        let is_open = matches!(self.server.tls, Tls::Off) && !is_loopback_host(&self.server.host);
        is_open.then_some(
            "mails are sent to the mail server unencrypted, because of tls=off in smtp_url: \
             others on the network can read their links; leave tls=off out",
        )
    }

    /// Sends a mail once.
    pub async fn send(&self, id: DeliveryId, mail: &Mail, now: Timestamp) -> SendOutcome {
        let (to, written) = match message::written(id, mail, &self.from, now) {
            Ok(written) => written,
            Err(error) => {
                return SendOutcome::Failed { answer: format!("{error:#}"), reason: None };
            }
        };
        match self.talk(to, &written).await {
            Ok(response) => {
                let answer = format!("{} {}", response.code(), words(&response));
                SendOutcome::Sent { answer: answer.trim().to_owned(), reference: None }
            }
            Err(Broken { stage, why }) => self.outcome(stage, &why),
        }
    }

    /// Returns the outcome of a conversation that failed.
    fn outcome(&self, stage: SmtpStage, why: &Why) -> SendOutcome {
        let (answer, meaning) = match why {
            Why::Error(error) => (said(error), of_error(stage, error)),
            Why::Silence => {
                let answer = "the server did not answer in time".to_owned();
                (answer, RefusalMeaning::Ours(ProviderFault::Connection))
            }
            // When our own address has such letters, the server accepts no mail from us at all.
            Why::Letters => {
                let answer = "the server offers no SMTPUTF8".to_owned();
                match is_ascii(&self.from.email) {
                    true => (answer, RefusalMeaning::Letters),
                    false => (answer, RefusalMeaning::Ours(ProviderFault::Sender)),
                }
            }
        };
        match meaning {
            RefusalMeaning::NoMailbox => {
                SendOutcome::Refused { answer, refusal: ContactRefusal::Unreachable }
            }
            RefusalMeaning::Letters => {
                SendOutcome::Failed { answer, reason: Some(Reason::Letters) }
            }
            RefusalMeaning::Mailbox => SendOutcome::Later { answer, after: None },
            RefusalMeaning::Ours(fault) => {
                SendOutcome::ProviderFailed { answer, after: None, fault }
            }
        }
    }

    async fn talk(&self, to: Address, message: &[u8]) -> Result<Response, Broken> {
        let step = self.deadlines.step;
        let mut connection = self.connect().await?;
        let mut options = Vec::new();
        if !is_ascii(&to) || !is_ascii(&self.from.email) {
            if !connection.server_info().supports_feature(Extension::SmtpUtfEight) {
                return Err(Broken { stage: SmtpStage::Recipient, why: Why::Letters });
            }
            options.push(MailParameter::SmtpUtfEight);
        }
        if connection.server_info().supports_feature(Extension::EightBitMime) {
            options.push(MailParameter::Body(MailBodyParameter::EightBitMime));
        }
        let from = MailFrom::new(Some(self.from.email.clone()), options);
        within(step, SmtpStage::Sender, connection.command(from)).await?;
        let to = Rcpt::new(to, Vec::new());
        within(step, SmtpStage::Recipient, connection.command(to)).await?;
        within(step, SmtpStage::Content, connection.command(Data)).await?;
        let sent = connection.message(message);
        let response = within(self.deadlines.message, SmtpStage::Content, sent).await?;
        // The server has the message: a failed QUIT changes nothing.
        let _ = tokio::time::timeout(step, connection.quit()).await;
        Ok(response)
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, Broken> {
        let step = self.deadlines.step;
        let Server { host, port, tls, credentials } = &self.server;
        let from_the_start = match tls {
            Tls::FromTheStart(tls) => Some(tls.clone()),
            Tls::Off | Tls::Raised(_) => None,
        };
        let connecting = AsyncSmtpConnection::connect_tokio1(
            (host.as_str(), *port),
            Some(step),
            &self.hello,
            from_the_start,
            None,
        );
        let mut connection = within(step, SmtpStage::Greeting, connecting).await?;
        if let Tls::Raised(tls) = tls {
            let raising = connection.starttls(tls.clone(), &self.hello);
            within(step, SmtpStage::Greeting, raising).await?;
        }
        if let Some(credentials) = credentials {
            let signing_in = connection.auth(DEFAULT_MECHANISMS, credentials);
            within(step, SmtpStage::SignIn, signing_in).await?;
        }
        Ok(connection)
    }
}

/// Runs a step of a conversation with a deadline.
async fn within<T>(
    deadline: Duration,
    stage: SmtpStage,
    step: impl Future<Output = Result<T, smtp::Error>>,
) -> Result<T, Broken> {
    match tokio::time::timeout(deadline, step).await {
        Ok(Ok(done)) => Ok(done),
        Ok(Err(error)) => Err(Broken { stage, why: Why::Error(error) }),
        Err(_) => Err(Broken { stage, why: Why::Silence }),
    }
}

/// Parses a sender with a display name.
fn mailbox(text: &str) -> anyhow::Result<Mailbox> {
    let mailbox: Mailbox = text.parse()?;
    let email = message::in_ascii(mailbox.email.user(), mailbox.email.domain())?;
    Ok(Mailbox::new(mailbox.name.or(Some("Callbook".to_owned())), email))
}

/// Reads the certificate of an authority.
fn authority(path: &Path) -> anyhow::Result<Certificate> {
    let shown = path.display();
    let pem = std::fs::read(path).with_context(|| format!("cannot read {shown}"))?;
    // lettre would accept a file without any certificate.
    let is_pem = CertificateDer::from_pem_slice(&pem).is_ok();
    let authority = Certificate::from_pem(&pem).ok().filter(|_| is_pem);
    authority.with_context(|| {
        format!("{shown} is not a PEM certificate, which begins with -----BEGIN CERTIFICATE-----")
    })
}

fn is_ascii(address: &Address) -> bool {
    AsRef::<str>::as_ref(address).is_ascii()
}

/// Returns the name for EHLO: the public host, or an address literal when that is no public name
/// (RFC 5321 §4.1.4). Strict servers refuse a bare host name.
fn hello(public_url: &str) -> ClientId {
    match Url::parse(public_url).ok().as_ref().and_then(Url::host) {
        Some(Host::Ipv4(address)) => ClientId::Ipv4(address),
        Some(Host::Ipv6(address)) => ClientId::Ipv6(address),
        Some(Host::Domain(name)) if name.trim_end_matches('.').contains('.') => {
            ClientId::Domain(name.trim_end_matches('.').to_owned())
        }
        _ => ClientId::Ipv4(Ipv4Addr::LOCALHOST),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_greeted_by_a_full_name_or_an_address_and_never_by_a_bare_host() {
        for (url, name) in [
            ("https://callbook.example", "callbook.example"),
            ("https://callbook.example.:8443", "callbook.example"),
            ("https://bücher.example", "xn--bcher-kva.example"),
            ("http://localhost:8080", "[127.0.0.1]"),
            ("http://callbook:8080", "[127.0.0.1]"),
            ("http://192.0.2.7", "[192.0.2.7]"),
            ("http://[2001:db8::1]:8080", "[IPv6:2001:db8::1]"),
        ] {
            assert_eq!(hello(url).to_string(), name, "{url}");
        }
    }
}
