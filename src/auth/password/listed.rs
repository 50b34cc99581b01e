//! Common passwords: Django's list of 20,000, and single words of zxcvbn's lists.

use std::sync::LazyLock;

use zxcvbn::matching::patterns::MatchPattern;
use zxcvbn::zxcvbn;

use super::own::{letters_of, without_years};
use crate::core::text::fold;

/// Sorted by bytes, one on a line.
static LIST: LazyLock<Vec<&str>> =
    LazyLock::new(|| include_str!("common-passwords.txt").lines().collect());

/// The most digits at either end that are ignored.
const MOST_DIGITS: usize = 4;
/// The longest text that zxcvbn checks as one word: its time grows with the square of the length.
const LONGEST_WORD: usize = 32;

/// Tells whether a password is on a list, as it is or without marks, years and a few digits at its
/// ends.
pub fn is_listed(text: &str) -> bool {
    let folded = fold(text);
    let bare: Vec<char> = folded.chars().filter(|c| c.is_alphanumeric()).collect();
    let yearless: Vec<char> = without_years(&bare).chars().collect();
    stands_on_a_list(&folded)
        || is_dressed_up(&bare)
        || (yearless != bare && is_dressed_up(&yearless))
}

fn is_dressed_up(text: &[char]) -> bool {
    (0..=digits(text.iter())).any(|front| {
        let rest = &text[front..];
        (0..=digits(rest.iter().rev())).any(|back| {
            let word: String = rest[..rest.len() - back].iter().collect();
            let spell = |c: char| letters_of(c).chars().next().unwrap_or(c);
            let spelled: String = word.chars().map(spell).collect();
            stands_on_a_list(&word) || LIST.binary_search(&spelled.as_str()).is_ok()
        })
    })
}

fn digits<'a>(text: impl Iterator<Item = &'a char>) -> usize {
    text.take(MOST_DIGITS).take_while(|c| c.is_ascii_digit()).count()
}

fn stands_on_a_list(text: &str) -> bool {
    !text.is_empty() && (LIST.binary_search(&text).is_ok() || is_one_word(text))
}

/// Tells whether zxcvbn knows the whole text as one word of its lists, with figures read as the
/// letters they resemble.
fn is_one_word(text: &str) -> bool {
    text.len() <= LONGEST_WORD && {
        let found = zxcvbn(text, &[]);
        matches!(found.sequence(), [one] if matches!(one.pattern, MatchPattern::Dictionary(_)))
    }
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
