//! Countries: their names in the reader's language (Unicode CLDR), and their flags.

use std::collections::HashMap;
use std::str::FromStr;
use std::sync::LazyLock;

use strum::VariantArray;

use super::{Lang, Message, sort};

/// A country or territory that has phone numbers, by its ISO 3166-1 alpha-2 code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Country([u8; 2]);

/// One line per country: its code, then its name in each language of [`Lang`].
const TABLE: &str = include_str!("countries.tsv");

static NAMES: LazyLock<HashMap<Country, Vec<&'static str>>> = LazyLock::new(|| {
    let lines = TABLE.lines().skip(1).filter_map(|line| line.split_once('\t'));
    lines
        .filter_map(|(code, names)| {
            let code = code.as_bytes().try_into().ok()?;
            Some((Country(code), names.split('\t').collect()))
        })
        .collect()
});

static SORTED: LazyLock<HashMap<Lang, Vec<Country>>> = LazyLock::new(|| {
    let sorted = |lang: Lang| {
        let mut all: Vec<_> = NAMES.keys().copied().collect();
        all.sort_by(|a, b| sort::compare(lang, a.name(lang), b.name(lang)));
        (lang, all)
    };
    Lang::VARIANTS.iter().copied().map(sorted).collect()
});

impl Country {
    /// Lists all countries, in the order of a language.
    pub fn all(lang: Lang) -> &'static [Country] {
        SORTED.get(&lang).map(Vec::as_slice).unwrap_or_default()
    }

    /// Finds a country by its code, in either case.
    pub fn of_code(code: &str) -> Option<Self> {
        let country = Self(code.to_ascii_uppercase().as_bytes().try_into().ok()?);
        NAMES.contains_key(&country).then_some(country)
    }

    /// Returns the code, in upper case.
    pub fn code(&self) -> &str {
        str::from_utf8(&self.0).unwrap_or_default()
    }

    pub fn name(&self, lang: Lang) -> &'static str {
        let column = Lang::VARIANTS.iter().position(|known| *known == lang);
        let names = NAMES.get(self);
        column.and_then(|column| names?.get(column).copied()).unwrap_or_default()
    }

    /// Returns the flag, as two regional indicator letters.
    pub fn flag(&self) -> String {
        let letter = |byte: &u8| char::from_u32(0x1F1E6 + u32::from(*byte) - u32::from(b'A'));
        self.0.iter().filter_map(letter).collect()
    }

    /// Returns the country in which most readers of a language live.
    pub fn home_of(lang: Lang) -> Self {
        Self(match lang {
            Lang::En => *b"US",
            Lang::Es => *b"ES",
            Lang::Fr => *b"FR",
            Lang::De => *b"DE",
            Lang::Nl => *b"NL",
        })
    }
}

impl FromStr for Country {
    type Err = Message;
    fn from_str(text: &str) -> Result<Self, Message> {
        Self::of_code(text).ok_or_else(|| Message::new("common-choice-unknown"))
    }
}

impl AsRef<str> for Country {
    fn as_ref(&self) -> &str {
        self.code()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_country_has_a_name_in_every_language() {
        for &lang in Lang::ALL {
            let all = Country::all(lang);
            assert_eq!(all.len(), 245);
            assert!(all.iter().all(|country| !country.name(lang).is_empty()));
        }
        assert_eq!(Country::of_code("de").map(|c| c.name(Lang::Es)), Some("Alemania"));
        assert_eq!(Country::of_code("xx"), None);
        assert_eq!(Country::of_code("NL").map(|c| c.flag()).as_deref(), Some("🇳🇱"));
    }

    #[test]
    fn they_are_sorted_as_a_reader_expects() {
        let at = |lang, code| Country::all(lang).iter().position(|c| c.code() == code).unwrap();
        assert!(at(Lang::De, "AT") < at(Lang::De, "PL"), "Österreich is not behind Polen");
        assert!(at(Lang::Fr, "EG") < at(Lang::Fr, "ES"), "Égypte before Espagne");
    }
}
