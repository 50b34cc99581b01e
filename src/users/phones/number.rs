//! Phone numbers: parsed by libphonenumber's rules, stored in E.164, and masked when printed.

use std::str::FromStr;

use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumberFormat, PhoneNumberType, Region};

use crate::core::text::typed;
use crate::platform::i18n::{Country, Lang, Message};

/// A phone number.
#[derive(Clone, PartialEq, Eq)]
pub struct PhoneNumber {
    e164: String,
    country: Country,
    kind: NumberKind,
}

/// The kind of line, as far as the number tells.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    strum::AsRefStr,
    strum::EnumMessage,
    strum::VariantArray,
    sqlx::Type,
)]
#[strum(serialize_all = "lowercase")]
#[sqlx(type_name = "TEXT", rename_all = "lowercase")]
pub enum NumberKind {
    #[strum(message = "phones-kind-mobile")]
    Mobile,
    #[strum(message = "phones-kind-landline")]
    Landline,
    /// Numbers of some countries do not tell mobiles from landlines.
    #[strum(message = "phones-kind-either")]
    Either,
    #[strum(message = "phones-kind-voip")]
    Voip,
}

/// Parses a number in international format, because nothing else names its country.
impl FromStr for PhoneNumber {
    type Err = Message;
    fn from_str(text: &str) -> Result<Self, Message> {
        match text.trim().starts_with('+') {
            true => Self::parse(text, Country::home_of(Lang::default())),
            false => Err(Message::new("phones-number-international")),
        }
    }
}

impl PhoneNumber {
    /// Parses a number as it was typed in a country; one that begins with + or an international
    /// prefix may be of any other.
    ///
    /// # Errors
    /// When the number is invalid, with the reason and what to do.
    pub fn parse(text: &str, country: Country) -> Result<Self, Message> {
        if text.trim().is_empty() {
            return Err(Message::new("phones-number-empty"));
        }
        let malformed = || Message::new("phones-number-malformed");
        let region = Region::from_code(country.code()).map_err(|_| malformed())?;
        let text = typed(text);
        let parsed = PHONE_NUMBER_UTIL.parse(text.trim(), Some(region)).map_err(|_| malformed())?;
        if parsed.extension.is_some() {
            return Err(Message::new("phones-number-extension"));
        }
        if !parsed.is_valid() {
            return Err(malformed());
        }
        let region = parsed.get_region_code().ok_or_else(malformed)?;
        let country = Country::of_code(region.as_region_str().as_str()).ok_or_else(malformed)?;
        let kind = match parsed.get_type() {
            PhoneNumberType::Mobile => NumberKind::Mobile,
            PhoneNumberType::FixedLine => NumberKind::Landline,
            PhoneNumberType::FixedLineOrMobile => NumberKind::Either,
            PhoneNumberType::VoIP => NumberKind::Voip,
            PhoneNumberType::PremiumRate
            | PhoneNumberType::SharedCost
            | PhoneNumberType::PersonalNumber => {
                return Err(Message::new("phones-number-premium"));
            }
            _ => return Err(Message::new("phones-number-nobodys")),
        };
        let e164 = parsed.format_as(PhoneNumberFormat::E164).into_owned();
        Ok(Self { e164, country, kind })
    }

    /// Makes a number from its stored parts.
    pub fn stored(e164: String, country: Country, kind: NumberKind) -> Self {
        Self { e164, country, kind }
    }

    /// Returns the number in E.164, such as +31612345678.
    pub fn e164(&self) -> &str {
        &self.e164
    }

    pub fn country(&self) -> Country {
        self.country
    }

    pub fn kind(&self) -> NumberKind {
        self.kind
    }

    /// Returns the number in international format, such as +31 6 12345678.
    pub fn international(&self) -> String {
        match PHONE_NUMBER_UTIL.parse(&self.e164, None) {
            Ok(number) => number.format_as(PhoneNumberFormat::International).into_owned(),
            Err(_) => self.e164.clone(),
        }
    }

    /// Masks the number, as in +31 •••• 78: its owner recognises it, nobody else can call it.
    pub fn masked(&self) -> String {
        let calling_code = PHONE_NUMBER_UTIL.parse(&self.e164, None).map(|n| n.country_code);
        let last = &self.e164[self.e164.len().saturating_sub(2)..];
        format!("+{} •••• {last}", calling_code.unwrap_or_default())
    }

    /// Returns the number without its last four digits: its range, by which floods to neighbouring
    /// numbers are limited.
    pub fn range(&self) -> &str {
        &self.e164[..self.e164.len().saturating_sub(4)]
    }
}

impl std::fmt::Debug for PhoneNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.masked())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str, country: &str) -> Result<String, String> {
        let country = country.parse().unwrap();
        PhoneNumber::parse(text, country)
            .map(|number| number.e164)
            .map_err(|error| error.id().to_owned())
    }

    #[test]
    fn a_number_is_read_in_its_country_and_a_whole_one_wins() {
        assert_eq!(parse("06 1234 5678", "NL").as_deref(), Ok("+31612345678"));
        assert_eq!(parse("+44 7400 123456", "NL").as_deref(), Ok("+447400123456"));
        assert_eq!(parse("0044 7400 123456", "NL").as_deref(), Ok("+447400123456"));
    }

    #[test]
    fn what_cannot_be_called_is_refused_with_the_reason() {
        for (text, country, why) in [
            ("  ", "NL", "phones-number-empty"),
            ("call me", "NL", "phones-number-malformed"),
            ("06 1234", "NL", "phones-number-malformed"),
            ("06 1234 5678 9999", "NL", "phones-number-malformed"),
            ("+31 6 12345678 ext. 5", "NL", "phones-number-extension"),
            ("+999 123456", "NL", "phones-number-malformed"),
            ("0900 1234", "NL", "phones-number-premium"),
            ("0900 0123456", "NL", "phones-number-premium"),
            ("0800 1234", "NL", "phones-number-nobodys"),
            ("070 1234 5678", "GB", "phones-number-premium"),
            ("112", "NL", "phones-number-malformed"),
        ] {
            assert_eq!(parse(text, country), Err(why.to_owned()), "{text}");
        }
    }

    #[test]
    fn a_number_is_never_printed_whole() {
        let number = PhoneNumber::parse("0612345678", "NL".parse().unwrap()).unwrap();
        assert_eq!(format!("{number:?}"), "+31 •••• 78");
        assert_eq!(number.international(), "+31 6 12345678");
        assert_eq!(number.range(), "+3161234");
    }
}
