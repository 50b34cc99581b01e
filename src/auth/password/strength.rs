//! How strong a password must be: long, and not among those that are guessed first.

use zxcvbn::feedback::Warning;
use zxcvbn::{Score, zxcvbn};

use crate::platform::i18n::Message;
use crate::platform::secrets::password::{MAX_POINTS, MIN_POINTS, Password};

/// The estimate reads no further: its time grows with the square of the length.
const JUDGED_POINTS: usize = 64;

/// A password that someone may have from now on.
#[derive(Clone, Debug)]
pub struct NewPassword(Password);

impl NewPassword {
    /// Judges a typed password for a person with these names and addresses.
    ///
    /// # Errors
    /// Why it will not do, and what to do about it.
    pub fn judge(typed: &Password, about: &[String]) -> Result<Self, Message> {
        if typed.is_empty() {
            return Err(Message::new("common-password-empty"));
        }
        if typed.is_too_long() {
            return Err(Message::new("common-password-too-long").with("max", MAX_POINTS as i64));
        }
        if typed.points() < MIN_POINTS {
            return Err(Message::new("common-password-too-short").with("min", MIN_POINTS as i64));
        }
        let mut known: Vec<&str> = about.iter().map(String::as_str).collect();
        known.extend(about.iter().flat_map(|text| text.split(|c: char| !c.is_alphanumeric())));
        known.push("callbook");
        let judged: String = typed.expose().chars().take(JUDGED_POINTS).collect();
        let estimate = zxcvbn(&judged, &known);
        if estimate.score() >= Score::Three {
            return Ok(Self(typed.clone()));
        }
        let why = estimate.feedback().and_then(|feedback| feedback.warning());
        Err(Message::new(why.map_or("common-password-weak", words)))
    }

    /// The password.
    pub fn password(&self) -> &Password {
        &self.0
    }
}

fn words(why: Warning) -> &'static str {
    match why {
        Warning::StraightRowsOfKeysAreEasyToGuess
        | Warning::ShortKeyboardPatternsAreEasyToGuess => "common-password-weak-keyboard",
        Warning::RepeatsLikeAaaAreEasyToGuess
        | Warning::RepeatsLikeAbcAbcAreOnlySlightlyHarderToGuess => "common-password-weak-repeats",
        Warning::SequencesLikeAbcAreEasyToGuess => "common-password-weak-sequence",
        Warning::RecentYearsAreEasyToGuess | Warning::DatesAreOftenEasyToGuess => {
            "common-password-weak-date"
        }
        Warning::NamesAndSurnamesByThemselvesAreEasyToGuess
        | Warning::CommonNamesAndSurnamesAreEasyToGuess => "common-password-weak-name",
        Warning::ThisIsATop10Password
        | Warning::ThisIsATop100Password
        | Warning::ThisIsACommonPassword
        | Warning::ThisIsSimilarToACommonlyUsedPassword
        | Warning::AWordByItselfIsEasyToGuess => "common-password-weak-common",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(text: &str) -> Option<String> {
        let about = ["alice@acme.example".to_owned(), "Alice Archer".to_owned()];
        let judged = NewPassword::judge(&Password::new(text.to_owned()), &about);
        judged.err().map(|why| why.id().to_owned())
    }

    #[test]
    fn long_unusual_passwords_will_do() {
        for good in [
            "plum kettle verdict orbit",
            "тихая лодка на озере",
            "vX9!q2Lr#8Wm0",
            "🦊🐢🦉🐙🦀🐝🦋🐌🐞🦂🐍🦎",
        ] {
            assert_eq!(verdict(good), None, "{good}");
        }
    }

    #[test]
    fn the_rest_is_told_why() {
        for (bad, why) in [
            ("", "common-password-empty"),
            ("short", "common-password-too-short"),
            ("elevenchars", "common-password-too-short"),
            ("qwertyuiop[]", "common-password-weak-keyboard"),
            ("aaaaaaaaaaaaaaa", "common-password-weak-repeats"),
            ("abcdefghijklmn", "common-password-weak-sequence"),
        ] {
            assert_eq!(verdict(bad).as_deref(), Some(why), "{bad}");
        }
        assert_eq!(verdict(&"x".repeat(129)).as_deref(), Some("common-password-too-long"));
        assert_eq!(verdict(&"𝕏".repeat(129)).as_deref(), Some("common-password-too-long"));
    }

    #[test]
    fn a_persons_own_words_are_weak() {
        for own in ["alice@acme.example", "Alice Archer", "alicearcher1", "callbookcallbook"] {
            assert!(verdict(own).is_some(), "{own}");
        }
    }
}
