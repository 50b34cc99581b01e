//! Prose in which code stands between backticks, as in Markdown.

/// A text in the order of its parts.
#[derive(Default)]
pub struct Prose(Vec<Span>);

/// A part of a text: code, or words.
#[derive(Debug, PartialEq, Eq)]
pub struct Span {
    pub text: String,
    pub is_code: bool,
}

impl Prose {
    /// Divides a text. A backtick that nothing closes is part of the words.
    pub fn of(text: &str) -> Self {
        let mut spans = Vec::new();
        let mut words = String::new();
        let mut rest = text;
        while let Some((before, code, after)) = next_code(rest) {
            words.push_str(before);
            spans.push(Span { text: std::mem::take(&mut words), is_code: false });
            spans.push(Span { text: code.to_owned(), is_code: true });
            rest = after;
        }
        words.push_str(rest);
        spans.push(Span { text: words, is_code: false });
        spans.retain(|span| !span.text.is_empty());
        Self(spans)
    }

    /// Lists the parts.
    pub fn spans(&self) -> &[Span] {
        &self.0
    }

    /// Tells whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Returns the first code of a text, with what is before and after it.
fn next_code(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('`')?;
    let (code, after) = rest.split_once('`')?;
    Some((before, code, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(text: &str) -> Vec<(String, bool)> {
        Prose::of(text).0.into_iter().map(|span| (span.text, span.is_code)).collect()
    }

    #[test]
    fn what_stands_between_backticks_is_code() {
        let (words, code) =
            (|text: &str| (text.to_owned(), false), |text: &str| (text.to_owned(), true));
        assert_eq!(
            spans("With `id` it changes `one`."),
            [words("With "), code("id"), words(" it changes "), code("one"), words("."),]
        );
        assert_eq!(spans("no code"), [words("no code")]);
        assert_eq!(spans("`a` and ` alone"), [code("a"), words(" and ` alone")]);
        assert!(Prose::of("").is_empty());
    }
}
