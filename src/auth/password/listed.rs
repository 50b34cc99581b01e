//! Common passwords: Django's list of 20,000, and zxcvbn's, in which a single word stands.

use std::sync::LazyLock;

use zxcvbn::matching::patterns::MatchPattern;
use zxcvbn::zxcvbn;

use super::own::{fold, letters_of, without_years};

/// In the order of their bytes, one a line.
static LIST: LazyLock<Vec<&str>> =
    LazyLock::new(|| include_str!("common-passwords.txt").lines().collect());

/// Digits at an end that a word is dressed up with.
const MOST_DIGITS: usize = 4;

/// Whether a password, or what is left of it without marks, years and a few digits at its ends, stands
/// on a list.
pub fn is_listed(text: &str) -> bool {
    let folded = fold(text);
    let bare: Vec<char> = folded.chars().filter(|c| c.is_alphanumeric()).collect();
    let yearless = without_years(&bare).chars().collect::<Vec<_>>();
    on_list(&folded) || [bare, yearless].iter().any(|text| is_dressed_up(text))
}

fn is_dressed_up(text: &[char]) -> bool {
    let leading = digits(text.iter());
    (0..=leading).any(|front| {
        let rest = &text[front..];
        (0..=digits(rest.iter().rev())).any(|back| {
            let word: String = rest[..rest.len() - back].iter().collect();
            let spell = |c: char| letters_of(c).chars().next().unwrap_or(c);
            on_list(&word) || on_list(&word.chars().map(spell).collect::<String>())
        })
    })
}

fn digits<'a>(text: impl Iterator<Item = &'a char>) -> usize {
    text.take(MOST_DIGITS).take_while(|c| c.is_ascii_digit()).count()
}

fn on_list(text: &str) -> bool {
    if text.is_empty() {
        return false;
    }
    LIST.binary_search(&text).is_ok() || is_one_word(text)
}

/// Whether zxcvbn knows the whole text as one word of its lists.
fn is_one_word(text: &str) -> bool {
    let found = zxcvbn(text, &[]);
    matches!(found.sequence(), [one] if matches!(one.pattern, MatchPattern::Dictionary(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_in_order_for_halving() {
        assert!(LIST.is_sorted());
        assert_eq!(LIST.len(), 19_640);
    }
}
