//! The operator's settings that rules rely on.

use anyhow::Context;

use crate::platform::config::Config;
use crate::platform::i18n::Country;

/// The operator's settings that rules need, beside the secret keys.
#[derive(Clone, Debug)]
pub struct OperatorSettings {
    /// The most codes to phones in a day, over all people.
    pub codes_a_day: i64,
    /// The countries whose phone numbers are accepted; empty for all.
    phone_countries: Vec<Country>,
}

impl OperatorSettings {
    /// Reads the settings from the configuration.
    ///
    /// # Errors
    /// When a country's code is unknown.
    pub fn of(config: &Config) -> anyhow::Result<Self> {
        let country = |code: &String| {
            Country::of_code(code).with_context(|| {
                format!(
                    "the setting phone_countries: {code} is not a country; use its ISO 3166-1 \
                     alpha-2 code, like NL (GB is the United Kingdom, GR Greece)"
                )
            })
        };
        Ok(Self {
            codes_a_day: config.codes_a_day,
            phone_countries: config
                .phone_countries
                .iter()
                .map(country)
                .collect::<Result<_, _>>()?,
        })
    }

    /// Tells whether phone numbers of a country are accepted.
    pub fn takes_numbers_of(&self, country: Country) -> bool {
        self.phone_countries.is_empty() || self.phone_countries.contains(&country)
    }
}
