//! Web addresses in names: refused where they read like a link, and mailed without one.

use unicode_normalization::UnicodeNormalization;

/// An invisible character that joins its neighbours: mail programs find no link across it.
const WORD_JOINER: char = '\u{2060}';

/// Tells whether a name has or resembles a web address: a scheme, `www.`, or a host with a path. A
/// bare domain is fine, because companies are called by theirs.
pub fn reads_like_link(name: &str) -> bool {
    let plain: String = name.nfkc().map(|c| if is_dot(c) { '.' } else { c }).collect();
    let plain = plain.to_lowercase();
    let is_around = |c: char| c.is_whitespace() || "()[]{}<>\"'«»„“”,;|".contains(c);
    plain.contains("://")
        || plain.split(is_around).any(|word| word.starts_with("www.") || is_host_with_path(word))
}

/// Tells whether a word is `host.example/path`, with or without a port.
fn is_host_with_path(word: &str) -> bool {
    let Some((host, _)) = word.split_once('/') else { return false };
    let host = host.split_once(':').map_or(host, |(host, _)| host);
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let labels: Vec<_> = host.split('.').collect();
    let is_label =
        |label: &&str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
    let last = labels.last().copied().unwrap_or_default();
    let is_top = last.chars().filter(|c| c.is_alphabetic()).count() > 1 || labels.len() == 4;
    labels.len() > 1 && labels.iter().all(is_label) && is_top
}

/// Tells whether browsers take a character for a dot (UTS 46).
fn is_dot(c: char) -> bool {
    matches!(c, '.' | '。' | '．' | '｡')
}

/// Returns a text for mails in which mail programs find no link: invisible characters separate what
/// holds a host, a scheme or an address together.
pub fn unlinked(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut kept = String::with_capacity(text.len());
    for (at, &c) in chars.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| chars.get(at)).copied().unwrap_or(' ');
        let after = chars.get(at + 1).copied().unwrap_or(' ');
        let is_between = before.is_alphanumeric() && after.is_alphanumeric();
        let are_digits = before.is_ascii_digit() && after.is_ascii_digit();
        if (is_dot(c) && is_between && !are_digits) || (c == '@' && is_between) {
            kept.extend([WORD_JOINER, c, WORD_JOINER]);
        } else if c == ':' && after == '/' {
            kept.extend([c, WORD_JOINER]);
        } else {
            kept.push(c);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_a_web_address_reads_like_a_link() {
        for link in [
            "https://evil.example",
            "Sign in at HTTP://evil.example now",
            "ftp://x",
            "http：／／evil.example",
            "www.evil.example",
            "Ops (WWW.evil.example)",
            "ｗｗｗ．evil.example",
            "evil.example/login",
            "Reset: evil.example/reset?x=1",
            "evil。example/login",
            "evil.example:8443/login",
            "203.0.113.7/login",
            "user@evil.example/login",
        ] {
            assert!(reads_like_link(link), "{link}");
        }
        for name in [
            "Acme Ops",
            "Booking.com",
            "St. John's",
            "24/7 Ops",
            "A/B",
            "N.V./S.A.",
            "U.S./Canada",
            "R&D",
            "Ops 2.0/3.0",
            "Dr. No",
            "awww.cute",
            "Ann Lee (Ops)",
            "Team: North",
            "bob@acme.example",
            "李小龍",
        ] {
            assert!(!reads_like_link(name), "{name}");
        }
    }

    #[test]
    fn a_text_without_links_is_seen_as_it_was_and_holds_none() {
        let shown = |text: &str| unlinked(text).replace(WORD_JOINER, "");
        for text in ["https://www.evil.example/a?b", "Booking.com", "bob@evil.example", "a。b"] {
            assert_eq!(shown(text), text);
            assert_ne!(unlinked(text), text);
        }
        assert_eq!(unlinked("www.x.io"), "www\u{2060}.\u{2060}x\u{2060}.\u{2060}io");
        for plain in ["Acme Ops", "10:05", "203.0.113.7", "a•••@a•••.example", "St. John", "log_x"]
        {
            assert_eq!(unlinked(plain), plain);
        }
    }
}
