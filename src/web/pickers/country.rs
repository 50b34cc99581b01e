//! The countries of a phone form: the likely ones first, then all by name.

use axum::http::HeaderMap;
use axum::http::header::ACCEPT_LANGUAGE;

use crate::platform::i18n::{Country, Lang};
use crate::web::form::Choice;
use crate::web::viewer::Ctx;

/// The options of a select, in two groups.
pub struct CountryOptions {
    pub likely: Vec<Choice>,
    pub all: Vec<Choice>,
}

/// Lists the countries in which a person is likely to have a phone: those of their phones, those
/// that their browser names with its languages, and the home country of their language.
pub fn likely(ctx: &Ctx, known: &[Country]) -> Vec<Country> {
    let mut likely = known.to_vec();
    likely.extend(&ctx.countries);
    likely.push(Country::home_of(ctx.lang));
    let mut seen = Vec::new();
    likely.retain(|country| {
        let fresh = !seen.contains(country) && ctx.app.operator.takes_numbers_of(*country);
        seen.push(*country);
        fresh
    });
    likely
}

/// Returns the options, with one of them chosen.
pub fn options(ctx: &Ctx, likely: &[Country], chosen: Option<Country>) -> CountryOptions {
    // A country may be in both groups: only the first of its options is marked as chosen.
    let in_likely = chosen.is_some_and(|country| likely.contains(&country));
    let choice = |country: &Country, is_chosen: bool| Choice {
        value: country.code().to_owned(),
        label: country.name(ctx.lang).to_owned(),
        chosen: is_chosen && chosen == Some(*country),
        lang: Some(""),
    };
    let all = Country::all(ctx.lang)
        .iter()
        .filter(|country| ctx.app.operator.takes_numbers_of(**country));
    CountryOptions {
        likely: likely.iter().map(|country| choice(country, true)).collect(),
        all: all.map(|country| choice(country, !in_likely)).collect(),
    }
}

/// Lists the countries that a browser names with its languages: `nl-BE` names Belgium.
pub fn named_by(headers: &HeaderMap) -> Vec<Country> {
    let wanted = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    wanted.map(Lang::regions).unwrap_or_default()
}
