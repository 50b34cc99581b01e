//! Email addresses: what one is, and whose it is.

mod store;

use std::str::FromStr;

use unicode_normalization::UnicodeNormalization;

use crate::clock::Timestamp;
use crate::db::{Result, Tx};
use crate::i18n::Message;
use crate::ids::{EmailId, UserId};

/// An address that mail could be sent to (RFC 5321, RFC 6531), as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmailAddress {
    typed: String,
    key: Vec<u8>,
}

impl EmailAddress {
    /// The bytes by which addresses are compared: NFC, case folded, the domain in its ASCII form.
    pub fn key(&self) -> &[u8] {
        &self.key
    }
}

fn fold(text: &str) -> String {
    text.nfc().collect::<String>().to_lowercase().nfc().collect()
}

impl FromStr for EmailAddress {
    type Err = Message;
    fn from_str(text: &str) -> std::result::Result<Self, Message> {
        let typed: String = text.trim().nfc().collect();
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
        let key = format!("{}@{domain}", fold(local)).into_bytes();
        Ok(Self { typed, key })
    }
}

impl AsRef<str> for EmailAddress {
    fn as_ref(&self) -> &str {
        &self.typed
    }
}

/// Gives a new person their first address, verified and primary. `false` when someone else has
/// verified it.
///
/// # Errors
/// When the database fails.
pub async fn add_first(
    tx: &mut Tx,
    user: UserId,
    address: &EmailAddress,
    now: Timestamp,
) -> Result<bool> {
    store::insert_first(tx, EmailId::mint(now), user, address, now).await
}

/// Whose verified address it is.
///
/// # Errors
/// When the database fails.
pub async fn owner_of(tx: &mut Tx, key: &[u8]) -> Result<Option<UserId>> {
    store::owner_of(tx, key).await
}

/// A person's addresses as text, the primary one first.
///
/// # Errors
/// When the database fails.
pub async fn addresses(tx: &mut Tx, user: UserId) -> Result<Vec<String>> {
    store::addresses(tx, user).await
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
            "A <a@x.example>",
            "a@x.example\r\nBcc: b@x.example",
            "a@x..example",
        ] {
            let error = text.parse::<EmailAddress>().unwrap_err();
            assert_eq!(error.id(), "common-email-malformed", "{text}");
        }
        assert_eq!(" ".parse::<EmailAddress>().unwrap_err().id(), "common-email-empty");
    }
}
