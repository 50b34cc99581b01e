//! Rules of a new password: long, and not among those that are guessed first.

use zxcvbn::feedback::Warning;
use zxcvbn::{Score, zxcvbn};

use super::listed::is_listed;
use super::own::{OwnWords, WordOwner};
use crate::platform::i18n::Message;
use crate::platform::secrets::password::{MAX_POINTS, MIN_POINTS, Password, Passwords};

/// The most code points that are estimated: the time grows with the square of the length.
const JUDGED_POINTS: usize = 64;

/// A password that was judged good enough.
#[derive(Clone, Debug)]
pub struct NewPassword(Password);

impl NewPassword {
    /// Judges a typed password of a person with these words, and looks it up in the list of
    /// breached passwords. A refusal says why, and what to do.
    ///
    /// # Errors
    /// When the list of breached passwords cannot be read.
    pub async fn judge(
        passwords: &Passwords,
        typed: &Password,
        own: &OwnWords,
    ) -> anyhow::Result<Result<Self, Message>> {
        if let Some(why) = refusal(typed, own) {
            return Ok(Err(why));
        }
        Ok(match passwords.is_breached(typed).await? {
            true => Err(Message::new("common-password-breached")),
            false => Ok(Self(typed.clone())),
        })
    }

    pub fn password(&self) -> &Password {
        &self.0
    }
}

/// Returns why a password is refused, as far as it can be told without the breached list.
fn refusal(typed: &Password, own: &OwnWords) -> Option<Message> {
    if typed.is_empty() {
        return Some(Message::new("common-password-empty"));
    }
    if typed.is_too_long() {
        return Some(Message::new("common-password-too-long").with("max", MAX_POINTS as i64));
    }
    if typed.points() < MIN_POINTS {
        return Some(Message::new("common-password-too-short").with("min", MIN_POINTS as i64));
    }
    let without = own.take_out(typed.expose());
    if let Some(owner) = without.taken.filter(|_| estimate(&without.rest, &[]).is_err()) {
        return Some(Message::new(words_of(owner)));
    }
    if is_listed(typed.expose()) {
        return Some(Message::new("common-password-weak-common"));
    }
    let known = own.texts();
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    estimate(typed.expose(), &known).err().map(Message::new)
}

/// Tells whether a text takes long enough to guess; else why not.
fn estimate(text: &str, known: &[&str]) -> Result<(), &'static str> {
    let judged: String = text.chars().take(JUDGED_POINTS).collect();
    let estimate = zxcvbn(&judged, known);
    if estimate.score() >= Score::Three {
        return Ok(());
    }
    let why = estimate.feedback().and_then(|feedback| feedback.warning());
    Err(why.map_or("common-password-weak", words))
}

fn words_of(owner: WordOwner) -> &'static str {
    match owner {
        WordOwner::Name => "common-password-own-name",
        WordOwner::Email => "common-password-own-email",
        WordOwner::Phone => "common-password-own-phone",
        WordOwner::Account => "common-password-own-account",
        WordOwner::Product => "common-password-own-product",
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
        let own = OwnWords::default()
            .with(WordOwner::Email, "alice@acme.example")
            .with(WordOwner::Name, "Alice Archer");
        refusal(&Password::new(text.to_owned()), &own).map(|why| why.id().to_owned())
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
            ("rtyuiopfghjkl", "common-password-weak-keyboard"),
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
        for (own, why) in [
            ("Alice Archer", "common-password-own-name"),
            ("alicearcher1", "common-password-own-name"),
            ("acme.example!", "common-password-own-email"),
            ("callbookcallbook", "common-password-own-product"),
        ] {
            assert_eq!(verdict(own).as_deref(), Some(why), "{own}");
        }
    }

    #[test]
    fn what_stands_on_a_list_is_common_however_it_is_dressed_up() {
        for listed in [
            // From zxcvbn's list, then from Django's alone.
            "mailcreated5240",
            "Sunshine2026!!",
            "!!5un5h1n3!!99",
            "1q2w3e4r5t6y!",
            "tristan--1987--",
            "1234567890qwertyuiop",
        ] {
            assert_eq!(verdict(listed).as_deref(), Some("common-password-weak-common"), "{listed}");
        }
    }
}
