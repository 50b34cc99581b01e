//! Texts that people write: their visible characters and their length.

use icu_properties::props::{DefaultIgnorableCodePoint, GeneralCategory};
use icu_properties::{CodePointMapData, CodePointSetData};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::web_address::reads_like_link;
use crate::platform::i18n::Message;

/// The longest name of anything, in code points.
const MAX_NAME: usize = 100;
/// The most marks on one letter: more are written by no language, and cover other lines.
const MAX_MARKS: usize = 6;

/// Validates a name: 1 to 100 characters, none of them invisible, and no web address, because names
/// stand in mails to people who do not know who chose them.
///
/// # Errors
/// When it is invalid; `empty` is the text id of the error when it is empty.
pub fn visible_name(text: &str, empty: &'static str) -> std::result::Result<String, Message> {
    let name = visible_text(text, MAX_NAME).map_err(|fault| match fault {
        TextFault::Empty => Message::new(empty),
        TextFault::TooLong => Message::new("common-name-too-long").with("max", MAX_NAME as i64),
        TextFault::Invisible => Message::new("common-name-invisible"),
    })?;
    if most_marks(&name) > MAX_MARKS {
        return Err(Message::new("common-name-marks").with("max", MAX_MARKS as i64));
    }
    match reads_like_link(&name) {
        true => Err(Message::new("common-name-link")),
        false => Ok(name),
    }
}

/// Returns the most marks that one letter of a text carries.
fn most_marks(text: &str) -> usize {
    let mut in_a_row = 0;
    let count = |c: char| {
        in_a_row = if is_combining_mark(c) { in_a_row + 1 } else { 0 };
        in_a_row
    };
    text.nfd().map(count).max().unwrap_or(0)
}

/// Returns what someone meant who typed or pasted a number, a code or an address: without marks of
/// direction and fillers that came along, with digits of every script in ASCII.
pub fn typed(text: &str) -> String {
    text.chars().filter(|c| !is_filler(*c)).map(ascii_digit).collect()
}

/// Tells whether a character only directs or fills the text around it.
fn is_filler(c: char) -> bool {
    let is_format = CodePointMapData::<GeneralCategory>::new().get(c) == GeneralCategory::Format;
    is_format || CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c)
}

/// Converts a decimal digit of any script; each script has its ten in a row.
fn ascii_digit(c: char) -> char {
    let is_digit = |code: u32| {
        char::from_u32(code).is_some_and(|c| {
            CodePointMapData::<GeneralCategory>::new().get(c) == GeneralCategory::DecimalNumber
        })
    };
    let code = u32::from(c);
    if c.is_ascii() || !is_digit(code) {
        return c;
    }
    let value = (1..10).take_while(|before| is_digit(code - before)).count();
    u32::try_from(value).ok().and_then(|value| char::from_digit(value, 10)).unwrap_or(c)
}

/// Converts a text to lower case without accents, to compare it, and spells out the letters that
/// have no base letter.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'ı' => folded.push('i'),
            other => folded.push(other),
        }
    }
    folded
}

/// Spells umlauts as German does on a keyboard without them.
pub fn german_spelling(text: &str) -> String {
    let text: String = text.nfc().flat_map(char::to_lowercase).collect();
    text.replace('ä', "ae").replace('ö', "oe").replace('ü', "ue")
}

/// The reason why a text is invalid.
pub enum TextFault {
    Empty,
    TooLong,
    /// The text has invisible characters, or no others.
    Invisible,
}

/// Normalises a line of text: NFC, trimmed, with single spaces, at most `max` code points.
///
/// # Errors
/// See [`TextFault`].
pub fn visible_text(text: &str, max: usize) -> std::result::Result<String, TextFault> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ").nfc().collect::<String>();
    if text.is_empty() {
        return Err(TextFault::Empty);
    }
    if text.chars().count() > max {
        return Err(TextFault::TooLong);
    }
    if text.chars().any(is_invisible) || text.chars().all(joins) {
        return Err(TextFault::Invisible);
    }
    Ok(text)
}

/// Normalises lines of text: NFC, without space at the end of a line or around the whole, at most
/// `max` code points; may be empty.
///
/// # Errors
/// See [`TextFault`].
pub fn visible_lines(text: &str, max: usize) -> std::result::Result<String, TextFault> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n").replace('\t', " ");
    let lines = text.split('\n').map(str::trim_end).collect::<Vec<_>>().join("\n");
    let text = lines.trim_matches('\n').nfc().collect::<String>();
    if text.chars().count() > max {
        return Err(TextFault::TooLong);
    }
    let hides = |line: &str| line.chars().any(is_invisible);
    if text.split('\n').any(hides) || (!text.is_empty() && text.chars().all(joins)) {
        return Err(TextFault::Invisible);
    }
    Ok(text)
}

/// Returns what is visible of a line of text, in NFC and with single spaces; may be empty.
pub fn visible_part(text: &str) -> String {
    let spaced = |c: char| if c.is_control() { ' ' } else { c };
    let shown: String = text.chars().map(spaced).filter(|c| !is_invisible(*c)).collect();
    let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    match shown.chars().all(joins) {
        true => String::new(),
        false => shown.nfc().collect(),
    }
}

/// Tells whether a character joins or varies the letters beside it, as scripts and emoji need.
fn joins(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}')
}

/// Tells whether a character is a control, direction or filler, which changes or hides a name
/// unseen.
fn is_invisible(c: char) -> bool {
    let category = CodePointMapData::<GeneralCategory>::new().get(c);
    let control = matches!(category, GeneralCategory::Control | GeneralCategory::Format);
    let ignorable = CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c);
    (control || ignorable) && !joins(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_carries_no_more_marks_than_a_language_writes() {
        for name in ["Nguyễn Thị Ngọc Ánh", "שָׁלוֹם", "ณัฐวุฒิ", "Zoë"]
        {
            assert_eq!(visible_name(name, "empty").unwrap(), name);
        }
        let piled = format!("Zo{}", "\u{301}".repeat(7));
        let refused = Message::new("common-name-marks").with("max", MAX_MARKS as i64);
        assert_eq!(visible_name(&piled, "empty"), Err(refused));
    }

    #[test]
    fn what_came_along_is_dropped_and_digits_of_every_script_are_read() {
        assert_eq!(typed("\u{202a}+31612345678\u{202c}"), "+31612345678");
        assert_eq!(typed("\u{feff}a\u{200b}b\u{ad}c"), "abc");
        for digits in ["٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९", "০১২৩৪৫৬৭৮৯"]
        {
            assert_eq!(typed(digits), "0123456789");
        }
    }

    #[test]
    fn lines_keep_their_breaks_and_hide_nothing() {
        let lines = |text: &str| visible_lines(text, 20).ok();
        assert_eq!(lines("\r\n a \r\n\r\n  b\tc\rd\n"), Some(" a\n\n  b c\nd".into()));
        assert_eq!(lines(" \r\n "), Some(String::new()));
        assert_eq!(lines(&"e\u{301}".repeat(20)), Some("é".repeat(20)));
        assert_eq!(lines(&"x".repeat(21)), None);
        for hidden in ["a\nb\u{202e}c", "\u{200b}", "a\u{0}", "\u{200d}", "a\u{85}b"] {
            assert_eq!(lines(hidden), None, "{hidden:?}");
        }
    }
}
