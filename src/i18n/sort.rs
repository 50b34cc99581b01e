//! Names in the order a reader of the language expects.

use std::cmp::Ordering;
use std::sync::LazyLock;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};

use super::Lang;

static COLLATORS: LazyLock<Vec<(Lang, CollatorBorrowed<'static>)>> = LazyLock::new(|| {
    let collator = |lang: Lang| {
        Collator::try_new(lang.locale().into(), CollatorOptions::default()).ok().map(|c| (lang, c))
    };
    Lang::ALL.iter().filter_map(|lang| collator(*lang)).collect()
});

/// Compares two names as a dictionary of the language would.
pub fn compare(lang: Lang, left: &str, right: &str) -> Ordering {
    match COLLATORS.iter().find(|(known, _)| *known == lang) {
        Some((_, collator)) => collator.compare(left, right),
        None => left.cmp(right),
    }
}

/// The bytes that order a name the same on every database, as a reader of any language would.
pub fn key(name: &str) -> Vec<u8> {
    static ROOT: LazyLock<Option<CollatorBorrowed<'static>>> =
        LazyLock::new(|| Collator::try_new(Default::default(), CollatorOptions::default()).ok());
    let mut key = Vec::new();
    match ROOT.as_ref() {
        Some(collator) => {
            let Ok(()) = collator.write_sort_key_to(name, &mut key);
        }
        None => key.extend(name.as_bytes()),
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_order_as_a_reader_would() {
        assert!(key("ada") < key("Bob") && key("Élan") < key("Fay") && key("élan") > key("Eda"));
    }

    #[test]
    fn accents_sort_beside_their_letter() {
        for &lang in Lang::ALL {
            let mut names = ["Zürich", "Ölten", "Oslo", "Aalst", "Århus"];
            names.sort_by(|a, b| compare(lang, a, b));
            assert_eq!(names.last(), Some(&"Zürich"), "{lang:?}");
            assert!(compare(lang, "Ölten", "Oslo").is_lt(), "{lang:?}");
        }
    }
}
