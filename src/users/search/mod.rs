//! Search: words by which an account's members are found, and keys that order them.

mod store;

use std::collections::BTreeSet;

pub use store::{FoundMember, MEMBERS, having};

use crate::core::text::{fold, german_spelling, typed};
use crate::platform::db::list::SqlValue;
use crate::platform::db::{Db, Result, Tx};
use crate::platform::i18n::{Lang, sort};
use crate::platform::ids::{AccountId, UserId};

/// The most bytes of a word that are stored.
const MAX_BYTES: usize = 64;
/// The most words of a search.
const MAX_WORDS: usize = 8;

/// Splits a text into the words that are compared: lower case, without accents, split at everything
/// that is neither letter nor digit.
pub fn words(text: &str) -> BTreeSet<Vec<u8>> {
    let folded = fold(text);
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(cut).collect()
}

/// Returns the words under which a name is stored: Müller is found as `muller` and as `mueller`.
fn name_words(name: &str) -> BTreeSet<Vec<u8>> {
    &words(name) | &words(&german_spelling(name))
}

/// The fewest last digits by which a phone number is found.
const LAST_DIGITS: usize = 4;

/// Returns the words under which a number in E.164 is stored: its digits from each digit on, and
/// behind a zero without its country code, of which there are one to three digits.
fn phone_words(e164: &str) -> BTreeSet<Vec<u8>> {
    let digits = e164.trim_start_matches('+');
    let ends = (0..digits.len()).map(|from| &digits[from..]);
    let ends = ends.filter(|end| end.len() >= LAST_DIGITS).map(cut);
    let at_home =
        (1..=3).filter_map(|code| digits.get(code..)).map(|rest| cut(&format!("0{rest}")));
    ends.chain(at_home).collect()
}

/// Returns the digits of a search that is a phone number, in whichever way it is written.
fn dialled(text: &str) -> Option<String> {
    // The zero in `+31 (0)6` is dialled at home only.
    let text = typed(text).replace("(0)", "");
    let is_written = |c: char| c.is_ascii_digit() || c.is_whitespace() || "+()-./".contains(c);
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let is_number = digits.len() >= LAST_DIGITS && text.chars().all(is_written);
    let digits = digits.strip_prefix("00").unwrap_or(&digits).to_owned();
    is_number.then_some(digits)
}

fn cut(word: &str) -> Vec<u8> {
    let end = (0..=word.len().min(MAX_BYTES)).rev().find(|end| word.is_char_boundary(*end));
    word.as_bytes()[..end.unwrap_or_default()].to_vec()
}

/// The range of words with a prefix: its start, and its exclusive end.
pub struct Prefix {
    pub from: Vec<u8>,
    to: Vec<u8>,
}

impl Prefix {
    fn of(from: Vec<u8>) -> Self {
        let to = [from.as_slice(), &[0xff]].concat();
        Self { from, to }
    }

    /// Returns the start and the end of the range.
    pub fn range(&self) -> [SqlValue; 2] {
        [self.from.clone().into(), self.to.clone().into()]
    }
}

/// Parses a search: each of its words is a prefix of a word of the result. The digits of a phone
/// number are one word.
pub fn prefixes(text: &str) -> Vec<Prefix> {
    if let Some(digits) = dialled(text) {
        return vec![Prefix::of(cut(&digits))];
    }
    let words = words(text);
    // A search of marks alone finds nobody, not everybody.
    if words.is_empty() && !text.trim().is_empty() {
        return vec![Prefix::of(NOTHING.to_vec())];
    }
    words.into_iter().take(MAX_WORDS).map(Prefix::of).collect()
}

/// A word that no member has.
const NOTHING: &[u8] = b"\0nothing";

/// The word of members who have not finished onboarding, which no text contains.
const UNFINISHED: &[u8] = b"\0unfinished";

/// Returns the search for members who have not finished onboarding.
pub fn unfinished() -> Prefix {
    Prefix::of(UNFINISHED.to_vec())
}

/// Returns the columns of `account_users m` that order members by name in a language.
pub fn name_order(lang: Lang) -> &'static [&'static str] {
    match lang {
        Lang::Es => &["m.name_key_es", "m.id"],
        _ => &["m.name_key", "m.id"],
    }
}

/// Finds the members of an account who match every word of a search, by name, up to a limit.
pub async fn find_members(
    tx: &mut Tx,
    account: AccountId,
    text: &str,
    lang: Lang,
    most: i64,
) -> Result<Vec<FoundMember>> {
    store::find_members(tx, account, &prefixes(text).iter().collect::<Vec<_>>(), lang, most).await
}

/// A search of a table: a `#number`, or words.
pub enum Sought {
    Number(i64),
    Words(Vec<Prefix>),
}

impl From<&str> for Sought {
    fn from(text: &str) -> Self {
        match text.strip_prefix('#').and_then(|number| number.trim().parse().ok()) {
            Some(number) => Self::Number(number),
            None => Self::Words(prefixes(text)),
        }
    }
}

/// The order of such a table.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    strum::EnumString,
    strum::AsRefStr,
    strum::VariantArray,
)]
#[strum(serialize_all = "lowercase")]
pub enum Sort {
    /// By name, in the order of the reader's language.
    #[default]
    Name,
    /// By the sequential number, in the order of creation.
    Number,
}

/// Updates the words and sort keys of a person in all their accounts: after a change of name,
/// contact or roles, and when onboarding is finished.
pub async fn index_user(tx: &mut Tx, user: UserId) -> Result<()> {
    let Some((name, is_unfinished)) = store::name(tx, user).await? else { return Ok(()) };
    let mut personal = name_words(&name);
    for address in store::addresses(tx, user).await? {
        personal.extend(words(&address));
    }
    for number in store::numbers(tx, user).await? {
        personal.extend(phone_words(&number));
    }
    personal.extend(is_unfinished.then(|| UNFINISHED.to_vec()));
    let (key, es) = (sort::key(&name), sort::key_in(Lang::Es, &name));
    for member in store::members(tx, user).await? {
        let words = &personal | &member.role_words();
        store::replace_words(tx, &member, &words).await?;
        store::set_keys(tx, &member, &key, &es).await?;
    }
    Ok(())
}

/// Indexes members who were never indexed, up to `most`, and returns how many.
async fn index_waiting(tx: &mut Tx, most: i64) -> Result<usize> {
    let waiting = store::waiting(tx, most).await?;
    for user in &waiting {
        index_user(tx, *user).await?;
    }
    Ok(waiting.len())
}

/// The most members who are indexed in one transaction.
const INDEX_BATCH: i64 = 500;

/// Indexes members from before search existed, in batches.
pub async fn index_all(db: &Db) -> Result<()> {
    loop {
        let mut tx = db.begin().await?;
        let indexed = index_waiting(&mut tx, INDEX_BATCH).await?;
        tx.commit().await?;
        if indexed == 0 {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| String::from_utf8(word).unwrap()).collect()
    }

    #[test]
    fn words_are_found_without_case_and_accents() {
        assert_eq!(texts("Zoë O’Brien-Núñez"), ["brien", "nunez", "o", "zoe"]);
        assert_eq!(texts("Ann.Lee+x@Example.com"), ["ann", "com", "example", "lee", "x"]);
        assert_eq!(texts("+31 6 1234"), ["1234", "31", "6"]);
        assert_eq!(texts("Straße ＡＢ Łukasz"), ["ab", "lukasz", "strasse"]);
        assert!(texts(" -- ").is_empty());
        assert_eq!(words(&"é".repeat(100)).first().map(Vec::len), Some(MAX_BYTES));
    }

    #[test]
    fn a_number_is_found_however_it_is_written_and_by_its_last_digits() {
        let stored = phone_words("+31612345671");
        let is_found = |text: &str| {
            let found = prefixes(text);
            let [one] = &found[..] else { panic!("{text} is one word") };
            stored.iter().any(|word| one.from <= *word && *word < one.to)
        };
        for text in [
            "+31 6 12345671",
            "0031 6 1234 5671",
            "06 12345671",
            "06-1234",
            "612345671",
            "12345671",
            "5671",
            "+31 (0)6 12345671",
            "٠٦١٢٣٤٥٦٧١",
        ] {
            assert!(is_found(text), "{text}");
        }
        for text in ["+32 6 12345671", "5672", "0 5671"] {
            assert!(!is_found(text), "{text}");
        }
        assert_eq!(prefixes("31 6").len(), 2, "too few digits are words");
        assert_eq!(name_words("Müller").len(), 2);
    }

    #[test]
    fn a_prefix_reaches_over_all_that_begins_with_it() {
        let found = prefixes("Al");
        let [one] = &found[..] else { panic!("one word, one prefix") };
        let within = |word: &str| {
            one.from.as_slice() <= word.as_bytes() && word.as_bytes() < one.to.as_slice()
        };
        assert!(within("al") && within("alice") && within("alü"));
        assert!(!within("am") && !within("a"));
        assert_eq!(prefixes("a b c d e f g h i j").len(), MAX_WORDS);
        assert!(prefixes(" ").is_empty() && prefixes("%").len() == 1);
    }
}
