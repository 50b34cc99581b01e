//! Sort order of names in the reader's language.

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

/// Compares two names in the order of a language.
pub fn compare(lang: Lang, left: &str, right: &str) -> Ordering {
    match COLLATORS.iter().find(|(known, _)| *known == lang) {
        Some((_, collator)) => collator.compare(left, right),
        None => left.cmp(right),
    }
}

/// Returns the bytes that sort a name alike on every database, in the order of most languages.
pub fn key(name: &str) -> Vec<u8> {
    static ROOT: LazyLock<Option<CollatorBorrowed<'static>>> =
        LazyLock::new(|| Collator::try_new(Default::default(), CollatorOptions::default()).ok());
    key_by(ROOT.as_ref(), name)
}

/// Returns the bytes that sort a name in the order of a language. Of ours only Spanish differs: its
/// ñ is a letter of its own.
pub fn key_in(lang: Lang, name: &str) -> Vec<u8> {
    key_by(COLLATORS.iter().find(|(known, _)| *known == lang).map(|(_, collator)| collator), name)
}

/// Returns the range of sort keys of all names that differ from this one only by case and accents:
/// its start, and its exclusive end. A key begins with the letters, up to the first separator of
/// its levels.
pub fn alike(name: &str) -> (Vec<u8>, Vec<u8>) {
    const SEPARATOR: u8 = 1;
    let mut letters = key(name);
    let end = letters.iter().position(|byte| *byte == SEPARATOR).unwrap_or(letters.len());
    letters.truncate(end);
    ([&letters[..], &[SEPARATOR]].concat(), [&letters[..], &[SEPARATOR + 1]].concat())
}

fn key_by(collator: Option<&CollatorBorrowed<'static>>, name: &str) -> Vec<u8> {
    let mut key = Vec::new();
    match collator {
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
    fn names_are_alike_when_they_differ_by_case_and_accents_at_most() {
        let is_alike = |name: &str, other: &str| {
            let (from, to) = alike(name);
            (from..to).contains(&key(other))
        };
        for same in ["Zoë’s Ops", "ZOE’S OPS", "zoë’s ops", "ｚoe’s ops"] {
            assert!(is_alike("Zoe’s ops", same), "{same}");
        }
        for other in ["Zoe’s op", "Zoe’s opsa", "Zoe’s ops 2", "Zoes ops", "", "李", "Zoe’s-ops"]
        {
            assert!(!is_alike("Zoe’s ops", other), "{other}");
        }
        assert!(is_alike("李小龍", "李小龍") && !is_alike("李小龍", "李小"));
        assert!(is_alike("🚒", "🚒") && !is_alike("🚒", "🚑"));
    }

    #[test]
    fn only_spanish_orders_otherwise_than_all() {
        let names = ["nandu", "nz", "ñandu", "o", "ä", "az", "ö", "ß", "ç", "ij", "œ", "ll", "ch"];
        for &lang in Lang::ALL {
            let alike = names.iter().all(|name| {
                names.iter().all(|other| {
                    key(name).cmp(&key(other)) == key_in(lang, name).cmp(&key_in(lang, other))
                })
            });
            assert_eq!(alike, lang != Lang::Es, "{lang:?}");
        }
        assert!(key_in(Lang::Es, "ñandu") > key_in(Lang::Es, "nz"));
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
