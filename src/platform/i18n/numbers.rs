//! Numbers and lists in the form of a language.

use std::sync::LazyLock;

use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_list::ListFormatter;
use icu_list::options::ListFormatterOptions;

use super::Lang;

/// The formatters of one language, made once because that is slow.
struct Formatters {
    lang: Lang,
    decimal: DecimalFormatter,
    and: ListFormatter,
}

static FORMATTERS: LazyLock<Vec<Formatters>> = LazyLock::new(|| {
    let formatters = |lang: Lang| {
        let locale = lang.locale();
        Some(Formatters {
            lang,
            decimal: DecimalFormatter::try_new((&locale).into(), Default::default()).ok()?,
            and: ListFormatter::try_new_and(locale.into(), ListFormatterOptions::default()).ok()?,
        })
    };
    Lang::ALL.iter().filter_map(|lang| formatters(*lang)).collect()
});

fn formatters(lang: Lang) -> Option<&'static Formatters> {
    FORMATTERS.iter().find(|one| one.lang == lang)
}

/// Formats a whole number with its digits in groups, as in "1,000,000".
pub fn grouped(lang: Lang, number: i64) -> String {
    match formatters(lang) {
        Some(one) => one.decimal.format(&Decimal::from(number)).to_string(),
        None => number.to_string(),
    }
}

/// Formats a size in bytes, rounded up, as in "84 KB" or "5.6 MB".
pub fn size(lang: Lang, bytes: u64) -> String {
    let (kilo, mega) = match lang {
        Lang::Fr => ("Ko", "Mo"),
        Lang::En | Lang::Es | Lang::De | Lang::Nl => ("KB", "MB"),
    };
    let (unit, name) = if bytes < 1024 * 1024 { (1024, kilo) } else { (1024 * 1024, mega) };
    let tenths = bytes.saturating_mul(10).div_ceil(unit);
    let mut number = Decimal::from(tenths);
    number.multiply_pow10(-1);
    number.absolute.trim_end();
    let number = match formatters(lang) {
        Some(one) => one.decimal.format(&number).to_string(),
        None => number.to_string(),
    };
    format!("{number}\u{a0}{name}")
}

/// Joins things by "and" in a language, as in "Ada, Bob and Eve".
pub fn all_of(lang: Lang, things: &[String]) -> String {
    match formatters(lang) {
        Some(one) => one.and.format(things.iter()).to_string(),
        None => things.join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_never_less_than_it_is() {
        assert_eq!(size(Lang::En, 84 * 1024), "84\u{a0}KB");
        assert_eq!(size(Lang::En, 84 * 1024 + 1), "84.1\u{a0}KB");
        assert_eq!(size(Lang::De, 5_800_000), "5,6\u{a0}MB");
        assert_eq!(size(Lang::Fr, 2 * 1024 * 1024), "2\u{a0}Mo");
    }

    #[test]
    fn every_language_groups_digits_and_joins_lists_its_own_way() {
        let things = ["Ada", "Bob", "Eve"].map(str::to_owned);
        let line = |lang: &Lang| {
            format!(
                "{} | {} | {} | {}",
                grouped(*lang, 1_000_000),
                grouped(*lang, 5000),
                all_of(*lang, &things[..2]),
                all_of(*lang, &things)
            )
        };
        let lines: Vec<_> = Lang::ALL.iter().map(line).collect();
        insta::assert_snapshot!(lines.join("\n"));
    }
}
