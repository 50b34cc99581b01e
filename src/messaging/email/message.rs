//! Mails as they are sent (RFC 5322), with the envelope.

use std::time::{Duration, SystemTime};

use anyhow::Context;
use lettre::address::{Address, Envelope};
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};

use crate::messaging::transports::Mail;
use crate::platform::clock::Timestamp;
use crate::platform::ids::DeliveryId;

/// Writes a mail from a mailbox.
///
/// # Errors
/// When the recipient's address is not one that mail can be sent to.
pub fn written(
    id: DeliveryId,
    mail: &Mail,
    from: &Mailbox,
    now: Timestamp,
) -> anyhow::Result<(Address, Vec<u8>)> {
    let (local, domain) = mail.to.rsplit_once('@').context("not an address")?;
    let to = in_ascii(local, domain)?;
    let date = SystemTime::UNIX_EPOCH
        + Duration::from_millis(u64::try_from(now.millis()).unwrap_or_default());
    let message = lettre::Message::builder()
        .from(from.clone())
        .to(Mailbox::new(None, to.clone()))
        .subject(mail.subject.as_str())
        .date(date)
        // A mail that is sent twice after a crash has the same id.
        .message_id(Some(format!("<{id}@{}>", from.email.domain())))
        .header(AutoSubmitted)
        .header(ContentLanguage(mail.lang.tag()))
        // The envelope is set explicitly: lettre would derive it from the header, and cannot parse
        // a quoted local part there.
        .envelope(Envelope::new(Some(from.email.clone()), vec![to.clone()])?)
        .multipart(
            MultiPart::alternative()
                .singlepart(part(ContentType::TEXT_PLAIN, &mail.text))
                .singlepart(part(ContentType::TEXT_HTML, &mail.html)),
        )?;
    Ok((to, message.formatted()))
}

/// Returns an address with its domain in ASCII form (RFC 5890), `xn--…` for letters beyond ASCII.
///
/// # Errors
/// When mail cannot be sent to it.
pub fn in_ascii(local: &str, domain: &str) -> anyhow::Result<Address> {
    let domain = idna::domain_to_ascii_strict(domain).ok().context("not a domain")?;
    Ok(Address::new(local, domain)?)
}

fn part(kind: ContentType, body: &str) -> SinglePart {
    SinglePart::builder().header(kind).body(body.to_owned())
}

/// The header that prevents automatic replies (RFC 3834).
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }
    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }
    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

/// The header of the mail's language (RFC 3282).
#[derive(Clone)]
struct ContentLanguage(&'static str);

impl Header for ContentLanguage {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Content-Language")
    }
    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self(""))
    }
    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), self.0.to_owned())
    }
}
