//! The reader's language: texts, dates, time zones and sort order, in five languages.

pub mod countries;
pub mod dates;
pub mod messages;
pub mod numbers;
pub mod rails_zones;
pub mod sort;
pub mod zone_words;
pub mod zones;

pub use countries::Country;
pub use dates::{DateFormat, Dates, Formats, TimeFormat};
use fluent_langneg::{NegotiationStrategy, accepted_languages, negotiate_languages};
use icu_locale_core::{Locale, locale};
pub use messages::{Message, Messages};
pub use rails_zones::NamedZone;
use unic_langid::LanguageIdentifier;
pub use zones::TimeZone;

/// Lists the languages of an `Accept-Language` header, the most wanted first (RFC 9110 §12.4.2).
fn wanted(accept_language: &str) -> Vec<LanguageIdentifier> {
    let weight = |range: &&str| {
        let weight = range.split(';').find_map(|part| part.trim().strip_prefix("q="));
        weight.map_or(Ok(1.0), str::parse::<f32>).unwrap_or(0.0)
    };
    let mut ranges: Vec<_> = accept_language.split(',').filter(|one| weight(one) > 0.0).collect();
    ranges.sort_by(|a, b| weight(b).total_cmp(&weight(a)));
    accepted_languages::parse(&ranges.join(","))
}

/// A language of the user interface.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    Default,
    strum::EnumString,
    strum::AsRefStr,
    strum::VariantArray,
    serde::Serialize,
    serde::Deserialize,
    sqlx::Type,
)]
#[strum(serialize_all = "lowercase")]
#[serde(rename_all = "lowercase")]
#[sqlx(type_name = "TEXT", rename_all = "lowercase")]
pub enum Lang {
    #[default]
    En,
    Es,
    Fr,
    De,
    Nl,
}

impl Lang {
    /// All languages, in the order in which they are offered.
    pub const ALL: &'static [Lang] = <Self as strum::VariantArray>::VARIANTS;

    /// Returns the BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Es => "es",
            Self::Fr => "fr",
            Self::De => "de",
            Self::Nl => "nl",
        }
    }

    /// Returns the language's name in itself.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Es => "Español",
            Self::Fr => "Français",
            Self::De => "Deutsch",
            Self::Nl => "Nederlands",
        }
    }

    /// Returns the ICU locale, for formats and sort order.
    fn locale(self) -> Locale {
        match self {
            Self::En => locale!("en"),
            Self::Es => locale!("es"),
            Self::Fr => locale!("fr"),
            Self::De => locale!("de"),
            Self::Nl => locale!("nl"),
        }
    }

    /// Lists the countries that an `Accept-Language` header names with its languages, in its order.
    pub fn regions(accept_language: &str) -> Vec<Country> {
        let wanted = wanted(accept_language);
        let regions = wanted.iter().filter_map(|language| language.region);
        regions.filter_map(|region| Country::of_code(region.as_str())).collect()
    }

    /// Returns the best language for an `Accept-Language` header (RFC 9110 §12.5.4).
    pub fn negotiate(accept_language: &str) -> Option<Lang> {
        let wanted = wanted(accept_language);
        let ours: Vec<LanguageIdentifier> =
            Self::ALL.iter().filter_map(|lang| lang.tag().parse().ok()).collect();
        let best = negotiate_languages(&wanted, &ours, None, NegotiationStrategy::Lookup);
        best.first()?.language.as_str().parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browser_gets_the_best_language_we_have() {
        for (header, lang) in [
            ("nl-BE,nl;q=0.9,en;q=0.5", Some(Lang::Nl)),
            ("pt,fr-CA;q=0.8,en;q=0.1", Some(Lang::Fr)),
            ("de-CH", Some(Lang::De)),
            ("ja", None),
            ("", None),
            ("*;;q=x,\u{1}", None),
            ("en;q=0.1,de;q=0.9", Some(Lang::De)),
            ("en;q=0,nl;q=0.001", Some(Lang::Nl)),
        ] {
            assert_eq!(Lang::negotiate(header), lang, "{header}");
        }
        let regions: Vec<_> = Lang::regions("fr-BE,nl-NL;q=0.8,en;q=0.1");
        assert_eq!(regions.iter().map(Country::code).collect::<Vec<_>>(), ["BE", "NL"]);
    }
}
