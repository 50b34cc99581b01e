//! Words that a password must not consist of: the person's own, their accounts' and the product's.

use crate::accounts::account;
use crate::core::text::{fold, german_spelling};
use crate::platform::db::{self, Tx};
use crate::platform::ids::UserId;
use crate::users::{emails, phones};

/// The product's name, which attackers try everywhere.
const PRODUCT: &str = "callbook";
/// The fewest letters of a word: shorter ones are part of too many others.
const MIN_LETTERS: usize = 2;
/// The fewest letters at the beginning of a word that stand for the word.
const BEGINNING: usize = 4;
/// The fewest letters that are removed: fewer are in a password by chance.
const MIN_TAKEN: usize = 3;

/// Whose word it is. For a word of several owners, the first of these is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WordOwner {
    Name,
    Email,
    Phone,
    Account,
    Product,
}

#[derive(Clone, Debug)]
struct OwnWord {
    letters: Vec<char>,
    owner: WordOwner,
}

/// The words of a person's name, addresses and phone numbers, of their accounts' names, and of the
/// product's name.
#[derive(Clone, Debug)]
pub struct OwnWords(Vec<OwnWord>);

/// The rest of a text without own words, and the owners of the words that were removed.
pub struct WithoutOwnWords {
    pub rest: String,
    pub taken: Option<WordOwner>,
}

impl Default for OwnWords {
    fn default() -> Self {
        Self(Vec::new()).with(WordOwner::Product, PRODUCT)
    }
}

impl OwnWords {
    /// Collects the words of a person from what is stored.
    pub async fn of(tx: &mut Tx, user: UserId, name: &str) -> db::Result<Self> {
        let mut words = Self::default().with(WordOwner::Name, name);
        for address in emails::addresses(tx, user).await? {
            words = words.with(WordOwner::Email, &address);
        }
        for phone in phones::list(tx, user).await? {
            words = words.with(WordOwner::Phone, &phone.e164);
        }
        for place in account::places(tx, user).await? {
            words = words.with(WordOwner::Account, &place.account_name);
        }
        Ok(words)
    }

    /// Adds the words of a text.
    pub fn with(mut self, owner: WordOwner, text: &str) -> Self {
        let spelled = [fold(text), fold(&german_spelling(text))];
        for word in spelled.iter().flat_map(|text| text.split(|c: char| !c.is_alphanumeric())) {
            self.add(owner, word);
            // `bob1985` also adds `bob`.
            word.split(char::is_numeric).for_each(|half| self.add(owner, half));
            word.split(|c: char| !c.is_numeric()).for_each(|half| self.add(owner, half));
        }
        self
    }

    fn add(&mut self, owner: WordOwner, word: &str) {
        let letters: Vec<char> = word.chars().collect();
        if letters.len() < MIN_LETTERS {
            return;
        }
        if owner == WordOwner::Phone {
            // A phone number may begin at any of its digits.
            let ends = (1..letters.len().saturating_sub(BEGINNING)).map(|at| &letters[at..]);
            self.0.extend(ends.map(|end| OwnWord { letters: end.to_vec(), owner }));
        }
        let backwards = letters.iter().rev().copied().collect();
        self.0.push(OwnWord { letters: backwards, owner });
        self.0.push(OwnWord { letters, owner });
    }

    /// Returns the words in the form that zxcvbn takes.
    pub fn texts(&self) -> Vec<String> {
        self.0.iter().map(|word| word.letters.iter().collect()).collect()
    }

    /// Removes the words from a text, ignoring case, accents, marks and figures that stand for
    /// letters; then removes marks and years from the rest.
    pub fn take_out(&self, text: &str) -> WithoutOwnWords {
        let mut taken = None;
        let letters: Vec<char> = fold(text)
            .chars()
            .filter(|c| c.is_alphanumeric() || !letters_of(*c).is_empty())
            .collect();
        // Once with marks read as letters, and once without them.
        let left = self.without(&letters, &mut taken);
        let marked = letters.len() - left.len();
        let bare: Vec<char> = left.into_iter().filter(|c| c.is_alphanumeric()).collect();
        let left = self.without(&bare, &mut taken);
        let count = marked + bare.len() - left.len();
        WithoutOwnWords { rest: without_years(&left), taken: taken.filter(|_| count >= MIN_TAKEN) }
    }

    fn without(&self, text: &[char], taken: &mut Option<WordOwner>) -> Vec<char> {
        let (mut left, mut at) = (Vec::new(), 0);
        while at < text.len() {
            let found = self.0.iter().filter_map(|word| {
                let length = word.beginning_in(&text[at..])?;
                Some((length, std::cmp::Reverse(word.owner)))
            });
            if let Some((length, std::cmp::Reverse(owner))) = found.max() {
                *taken = Some(taken.map_or(owner, |before| before.min(owner)));
                at += length;
            } else {
                left.push(text[at]);
                at += 1;
            }
        }
        left
    }
}

impl OwnWord {
    /// Returns the length of the word's beginning that a text starts with, when it is the whole
    /// word or long enough.
    fn beginning_in(&self, text: &[char]) -> Option<usize> {
        let is_same = |(typed, letter): &(&char, &char)| {
            typed == letter || letters_of(**typed).contains(**letter)
        };
        let same = text.iter().zip(&self.letters).take_while(is_same).count();
        (same >= self.letters.len().min(BEGINNING)).then_some(same)
    }
}

/// Returns the letters that a figure or mark may stand for.
pub fn letters_of(typed: char) -> &'static str {
    match typed {
        '0' => "o",
        '1' | '!' | '|' => "il",
        '2' => "z",
        '3' | '€' => "e",
        '4' | '@' => "a",
        '5' | '$' => "s",
        '6' => "gb",
        '7' | '+' => "t",
        '8' => "b",
        '9' => "gq",
        '(' | '<' | '{' | '[' => "c",
        _ => "",
    }
}

/// Removes the years 1900 to 2099 from a text.
pub fn without_years(text: &[char]) -> String {
    let (mut left, mut at) = (String::new(), 0);
    while at < text.len() {
        match &text[at..] {
            ['1', '9', a, b, ..] | ['2', '0', a, b, ..]
                if a.is_ascii_digit() && b.is_ascii_digit() =>
            {
                at += 4;
            }
            _ => {
                left.push(text[at]);
                at += 1;
            }
        }
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(text: &str) -> (String, Option<WordOwner>) {
        let words = OwnWords::default()
            .with(WordOwner::Name, "Zoë Müller-Łukaszek")
            .with(WordOwner::Email, "zoe1985@acme.example")
            .with(WordOwner::Phone, "+31612345678")
            .with(WordOwner::Account, "Acme Ops");
        let found = words.take_out(text);
        (found.rest, found.taken)
    }

    #[test]
    fn words_are_known_however_they_are_typed() {
        use WordOwner::{Account, Email, Name, Phone, Product};
        for (text, rest, owner) in [
            ("zoe-mueller", "", Some(Name)),
            ("Z0e.Muller!2026", "", Some(Name)),
            ("M.ü.l.l.e.r", "", Some(Name)),
            ("rellum", "", Some(Name)),
            ("lukaszek4321", "4321", Some(Name)),
            ("ops+19851985+ops", "", Some(Email)),
            ("0612345678", "0", Some(Phone)),
            ("@cme0p$1999", "", Some(Email)),
            ("opsopsops", "", Some(Account)),
            ("C@11b00k2026!!", "", Some(Product)),
            ("plum kettle orbit", "plumkettleorbit", None),
        ] {
            assert_eq!(left(text), (rest.to_owned(), owner), "{text}");
        }
    }
}
