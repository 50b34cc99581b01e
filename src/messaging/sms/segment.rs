//! Segments of text messages: how much fits into one, and texts cut to fit.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The characters of the default alphabet (3GPP TS 23.038 §6.2.1), each of which takes one place.
const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡\
    ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
/// The characters of its extension (§6.2.1.1), each of which takes two.
const EXTENSION: &str = "^{}\\[~]|€";

/// The places of one segment in the default alphabet, and in UTF-16.
const SEPTETS: usize = 160;
const UNITS: usize = 70;

/// Tells whether a text fits into one segment.
pub fn fits(text: &str) -> bool {
    let places = |c: char| match (BASIC.contains(c), EXTENSION.contains(c)) {
        (true, _) => Some(1),
        (false, true) => Some(2),
        (false, false) => None,
    };
    match text.chars().map(places).sum::<Option<usize>>() {
        Some(septets) => septets <= SEPTETS,
        None => text.encode_utf16().count() <= UNITS,
    }
}

/// Writes a text around a title, which is cut so that the whole fits into one segment. Characters
/// that would more than halve its length, such as long dashes, are written as their neighbours in
/// the default alphabet.
pub fn fitted(title: &str, write: impl Fn(&str) -> String) -> String {
    let plain: String = title.chars().flat_map(plainly).collect();
    let whole = write(&plain);
    if fits(&whole) {
        return whole;
    }
    let mut letters: Vec<char> = plain.chars().collect();
    while letters.pop().is_some() {
        let cut: String = letters.iter().collect();
        let text = write(&format!("{}...", cut.trim_end()));
        if fits(&text) {
            return text;
        }
    }
    write("")
}

/// Returns a character as the default alphabet has it, where it has something like it.
fn plainly(c: char) -> Vec<char> {
    if BASIC.contains(c) || EXTENSION.contains(c) {
        return vec![c];
    }
    match c {
        '–' | '—' | '‐' | '‑' | '−' => return vec!['-'],
        '“' | '”' | '„' | '«' | '»' => return vec!['"'],
        '‘' | '’' | '‚' | '`' | '´' => return vec!['\''],
        '…' => return vec!['.', '.', '.'],
        '•' | '·' => return vec!['*'],
        '\u{a0}' | '\u{202f}' => return vec![' '],
        _ => {}
    }
    let base: Vec<char> = c.nfkd().filter(|part| !is_combining_mark(*part)).collect();
    match !base.is_empty() && base.iter().all(|part| BASIC.contains(*part)) {
        true => base,
        false => vec![c],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alert(title: &str) -> String {
        fitted(title, |title| format!("Alert #1 - {title}\n\nReply\nA to acknowledge"))
    }

    #[test]
    fn a_title_is_cut_until_all_fits() {
        assert_eq!(alert("Disk full"), "Alert #1 - Disk full\n\nReply\nA to acknowledge");
        let long = alert(&"x".repeat(250));
        assert!(fits(&long) && long.contains("x...\n") && long.ends_with("acknowledge"));
        assert_eq!(long.len(), SEPTETS);
        let euros = alert(&"€".repeat(250));
        assert!(fits(&euros) && euros.contains("€...\n"));
        let japanese = alert(&"障害".repeat(99));
        assert!(fits(&japanese) && japanese.contains("障害") && japanese.ends_with("acknowledge"));
    }

    #[test]
    fn typography_does_not_cost_half_of_the_message() {
        let text = alert("Łódź – “Café” 85 % … Győr");
        assert!(text.contains("- \"Café\" 85 % ... Gyor"), "{text}");
        assert!(fits(&"a".repeat(160)) && !fits(&"a".repeat(161)));
        assert!(fits(&"ł".repeat(70)) && !fits(&"ł".repeat(71)));
    }
}
