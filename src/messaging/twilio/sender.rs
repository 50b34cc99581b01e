//! Senders of text messages and calls: a number, a messaging service, a short code or a name.

use std::str::FromStr;

use anyhow::{Context, ensure};

/// The sender of text messages.
#[derive(Debug, PartialEq, Eq)]
pub enum SmsSender {
    /// A number in E.164, which can call too.
    Number(String),
    /// A messaging service, which picks one of its numbers for each message.
    Service(String),
    /// A short code, or a name of up to eleven letters and digits where a country allows one.
    Name(String),
}

impl SmsSender {
    /// Returns the parameter of Twilio's API that names the sender, and its value.
    pub fn field(&self) -> (&'static str, &str) {
        match self {
            Self::Number(sender) | Self::Name(sender) => ("From", sender),
            Self::Service(id) => ("MessagingServiceSid", id),
        }
    }
}

/// Parses a number in E.164, ignoring spaces and punctuation.
///
/// # Errors
/// When it is no number in E.164.
pub fn number(text: &str) -> anyhow::Result<String> {
    let number: String =
        text.chars().filter(|c| !c.is_whitespace() && !"-.()".contains(*c)).collect();
    let digits = number.strip_prefix('+').context("it does not begin with +")?;
    let is_number = (7..=15).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && !digits.starts_with('0');
    ensure!(is_number, "it has too few or too many digits, or other characters");
    Ok(number)
}

/// Tells whether a text is a Twilio id: two letters for its kind, and 32 hexadecimal digits.
pub fn is_sid(text: &str, letters: &str) -> bool {
    let is_hex = |id: &str| id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
    text.strip_prefix(letters).is_some_and(is_hex)
}

impl FromStr for SmsSender {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> anyhow::Result<Self> {
        let text = text.trim();
        if let Ok(number) = number(text) {
            return Ok(Self::Number(number));
        }
        if is_sid(text, "MG") {
            return Ok(Self::Service(text.to_owned()));
        }
        let is_digits = text.bytes().all(|byte| byte.is_ascii_digit());
        let is_name = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b' ')
            && text.bytes().any(|byte| byte.is_ascii_alphabetic())
            && (1..=11).contains(&text.len())
            && !text.starts_with("MG");
        ensure!(
            is_name || (is_digits && (3..=8).contains(&text.len())),
            "it must be a number with + and its country code, like +15005550006; or for SMS the \
             SID of a messaging service (MG and 32 hexadecimal digits), a short code, or a name \
             of up to 11 letters and digits"
        );
        Ok(Self::Name(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sender_is_a_number_a_service_a_short_code_or_a_name() {
        let sender = |text: &str| text.parse::<SmsSender>().ok();
        let number = Some(SmsSender::Number("+15005550006".to_owned()));
        assert_eq!(
            [sender("+15005550006"), sender("+1 (500) 555-0006")],
            [number, sender("+15005550006")]
        );
        let service = "MG0123456789abcdef0123456789abcdef";
        assert_eq!(sender(service), Some(SmsSender::Service(service.to_owned())));
        for name in ["Callbook", "Acme Ops 24", "12345"] {
            assert_eq!(sender(name), Some(SmsSender::Name(name.to_owned())), "{name}");
        }
        for bad in
            ["", "0612345678", "+0612345678", "MG123", "+1", "Callbook of Acme", "+1500555000x"]
        {
            assert_eq!(sender(bad), None, "{bad}");
        }
    }
}
