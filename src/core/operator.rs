//! Settings of the operator that rules rely on, whoever calls them.

use anyhow::Context;

use crate::platform::config::Config;
use crate::platform::i18n::Country;

/// Settings of the operator, beside the secret keys, that rules need.
#[derive(Clone, Debug)]
pub struct OperatorSettings {
    /// Codes that may go to phones in a day, over all people.
    pub codes_a_day: i64,
    /// Empty: every country.
    phone_countries: Vec<Country>,
}

impl OperatorSettings {
    /// The settings as the configuration has them.
    ///
    /// # Errors
    /// When a code of a country is none.
    pub fn of(config: &Config) -> anyhow::Result<Self> {
        let country = |code: &String| {
            Country::of_code(code).with_context(|| {
                format!(
                    "the setting phone_countries: {code} is no country; use its two letters of ISO \
                     3166-1, like NL (GB is the United Kingdom, GR Greece)"
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

    /// Whether phone numbers of a country are taken.
    pub fn takes_numbers_of(&self, country: Country) -> bool {
        self.phone_countries.is_empty() || self.phone_countries.contains(&country)
    }
}
