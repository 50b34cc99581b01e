//! Email addresses: their syntax, and when two are the same.

use std::str::FromStr;

use unicode_normalization::UnicodeNormalization;
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, SchemaFormat};

use crate::core::text::typed;
use crate::platform::i18n::Message;
use crate::web::api::field::ApiString;

/// An address that mail can be sent to (RFC 5321, RFC 6531), as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmailAddress {
    typed: String,
    key: Vec<u8>,
}

impl EmailAddress {
    /// Returns the bytes by which addresses are compared: NFC, case-folded, with the domain in
    /// ASCII form.
    pub fn key(&self) -> &[u8] {
        &self.key
    }
}

fn fold(text: &str) -> String {
    text.nfc().collect::<String>().to_lowercase().nfc().collect()
}

/// Returns the address of what mail programs copy, such as `Ada Byron <ada@acme.example>` or
/// `mailto:ada@acme.example`.
fn without_name(text: &str) -> &str {
    let text = text.strip_prefix("mailto:").unwrap_or(text);
    let inside = text.strip_suffix('>').and_then(|text| text.rsplit_once('<'));
    inside.map_or(text, |(_, address)| address.trim())
}

impl FromStr for EmailAddress {
    type Err = Message;
    fn from_str(text: &str) -> std::result::Result<Self, Message> {
        let text = typed(text);
        let typed: String = without_name(text.trim()).nfc().collect();
        if typed.is_empty() {
            return Err(Message::new("common-email-empty"));
        }
        let malformed = || Message::new("common-email-malformed");
        let options = email_address::Options::default()
            .with_required_tld()
            .without_domain_literal()
            .without_display_text();
        email_address::EmailAddress::parse_with_options(&typed, options)
            .map_err(|_| malformed())?;
        let (local, domain) = typed.rsplit_once('@').ok_or_else(malformed)?;
        let domain = idna::domain_to_ascii_strict(domain).map_err(|_| malformed())?;
        // A number is no top-level domain (RFC 3696 §2).
        if domain.rsplit('.').next().is_none_or(|top| top.bytes().all(|b| b.is_ascii_digit())) {
            return Err(malformed());
        }
        let key = format!("{}@{domain}", fold(local)).into_bytes();
        Ok(Self { typed, key })
    }
}

impl EmailAddress {
    /// Returns the well-known domain that was probably meant, when the typed one differs by a slip.
    pub fn suggestion(&self) -> Option<String> {
        let (local, domain) = self.typed.rsplit_once('@')?;
        let domain = domain.to_lowercase();
        if KNOWN_DOMAINS.contains(&domain.as_str()) {
            return None;
        }
        let is_slip = |known: &&&str| strsim::osa_distance(known, &domain) == 1;
        let meant = KNOWN_DOMAINS.iter().find(is_slip)?;
        Some(format!("{local}@{meant}"))
    }
}

impl ApiString for EmailAddress {
    fn describe(text: ObjectBuilder) -> ObjectBuilder {
        text.format(Some(SchemaFormat::KnownFormat(KnownFormat::Email)))
            .examples(["ada@acme.example"])
    }
}

impl AsRef<str> for EmailAddress {
    fn as_ref(&self) -> &str {
        &self.typed
    }
}

/// Domains of most private mailboxes, and real domains that differ from those by a slip.
const KNOWN_DOMAINS: &[&str] = &[
    "gmail.com",
    "googlemail.com",
    "hotmail.com",
    "outlook.com",
    "live.com",
    "msn.com",
    "yahoo.com",
    "icloud.com",
    "me.com",
    "mac.com",
    "proton.me",
    "protonmail.com",
    "aol.com",
    "gmx.com",
    "gmx.net",
    "gmx.de",
    "gmx.at",
    "gmx.ch",
    "web.de",
    "t-online.de",
    "freenet.de",
    "posteo.de",
    "mailbox.org",
    "orange.fr",
    "free.fr",
    "laposte.net",
    "wanadoo.fr",
    "sfr.fr",
    "yahoo.fr",
    "hotmail.fr",
    "yahoo.es",
    "hotmail.es",
    "telefonica.net",
    "ziggo.nl",
    "kpnmail.nl",
    "xs4all.nl",
    "planet.nl",
    "hotmail.nl",
    "live.nl",
    "yahoo.de",
    "hotmail.de",
    "hotmail.co.uk",
    "yahoo.co.uk",
    "fastmail.com",
    "zoho.com",
    "mail.com",
    "email.com",
    "ymail.com",
];

/// Masks most of an address: its owner recognises it, nobody else can use it.
pub fn masked(address: &str) -> String {
    let (local, domain) = address.rsplit_once('@').unwrap_or((address, ""));
    let first = local.chars().next().map(String::from).unwrap_or_default();
    let (name, rest) = domain.split_once('.').unwrap_or((domain, ""));
    let first_of_domain = name.chars().next().map(String::from).unwrap_or_default();
    format!("{first}•••@{first_of_domain}•••.{rest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_mailbox_has_one_key_however_it_is_typed() {
        let key = |text: &str| text.parse::<EmailAddress>().unwrap().key;
        assert_eq!(key("Alice@Acme.Example"), key(" alice@acme.example "));
        assert_eq!(key("zoe\u{308}@x.example"), key("zoë@x.example"));
        assert_eq!(key("a@bücher.example"), key("a@xn--bcher-kva.example"));
        assert_ne!(key("a@x.example"), key("a@y.example"));
        for pasted in
            ["Ada Byron <a@x.example>", "mailto:a@x.example", "\u{202a}a@x.example\u{202c}"]
        {
            assert_eq!(key(pasted), key("a@x.example"), "{pasted}");
        }
    }

    #[test]
    fn what_no_mail_can_reach_is_malformed() {
        for text in [
            "alice",
            "alice@",
            "@x.example",
            "a b@x.example",
            "a@localhost",
            "a@[127.0.0.1]",
            "1@2.3",
            "a@x.example\r\nBcc: b@x.example",
            "a@x..example",
        ] {
            let error = text.parse::<EmailAddress>().unwrap_err();
            assert_eq!(error.id(), "common-email-malformed", "{text}");
        }
        assert_eq!(" ".parse::<EmailAddress>().unwrap_err().id(), "common-email-empty");
    }

    #[test]
    fn a_slip_in_a_well_known_domain_is_noticed_and_a_real_one_is_not() {
        let meant = |text: &str| text.parse::<EmailAddress>().unwrap().suggestion();
        assert_eq!(meant("a@hotmial.com").as_deref(), Some("a@hotmail.com"));
        assert_eq!(meant("a@GMAIL.CON").as_deref(), Some("a@gmail.com"));
        assert_eq!(meant("a@gmal.com").as_deref(), Some("a@gmail.com"));
        for fine in ["a@gmail.com", "a@mail.com", "a@acme.example", "a@gmx.at", "a@ymail.com"] {
            assert_eq!(meant(fine), None, "{fine}");
        }
    }

    #[test]
    fn a_masked_address_cannot_be_written_to() {
        assert_eq!(masked("alice@acme.example"), "a•••@a•••.example");
        assert_eq!(masked("é@x.co.uk"), "é•••@x•••.co.uk");
    }
}
