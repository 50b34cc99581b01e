//! Recovery codes: how they are written, read and stored.

use std::fmt::{self, Write};
use std::str::FromStr;

use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use crate::core::text::typed;
use crate::platform::i18n::Message;
use crate::platform::ids::ALPHABET;
use crate::platform::secrets;

/// The characters of a code, of five random bits each.
const LETTERS: usize = 24;
/// The characters of a code from before they were 24.
const ONCE: usize = 16;
/// The characters of a group, as a code is written.
const GROUP: usize = 4;

/// A recovery code: 24 letters and digits, 120 random bits.
#[derive(Clone, PartialEq, Eq)]
pub struct RecoveryCode(Zeroizing<String>);

impl RecoveryCode {
    /// Makes a code of the first 24 of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        let letter = |byte: &u8| char::from(ALPHABET[usize::from(byte & 31)]);
        let letters =
            bytes.iter().take(LETTERS).map(letter).map(|letter| letter.to_ascii_lowercase());
        Self(Zeroizing::new(letters.collect()))
    }

    /// Returns the digest that is stored.
    pub fn digest(&self) -> [u8; 32] {
        secrets::digest(self.0.as_bytes())
    }
}

/// Ignores spaces, dashes and case, and accepts look-alikes.
impl FromStr for RecoveryCode {
    type Err = Message;
    fn from_str(text: &str) -> std::result::Result<Self, Message> {
        let text = typed(text);
        let letters = text.nfkc().flat_map(char::to_lowercase);
        let letters = letters.filter(|c| !c.is_whitespace() && !matches!(c, '-' | '‐' | '‑' | '–'));
        let alike = |letter| match letter {
            'o' => '0',
            'i' | 'l' => '1',
            other => other,
        };
        let letters: Zeroizing<String> = Zeroizing::new(letters.map(alike).collect());
        let known = |letter: u8| ALPHABET.contains(&letter.to_ascii_uppercase());
        match matches!(letters.len(), LETTERS | ONCE) && letters.bytes().all(known) {
            true => Ok(Self(letters)),
            false => {
                Err(Message::new("auth-recovery-code-malformed").with("letters", LETTERS as i64))
            }
        }
    }
}

/// Writes the code in groups of four.
impl fmt::Display for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, letter) in self.0.chars().enumerate() {
            if at > 0 && at % GROUP == 0 {
                f.write_char('-')?;
            }
            f.write_char(letter)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recovery_code_is_read_however_it_was_copied() {
        let code = RecoveryCode::of(&[31; 32]);
        assert_eq!(code.to_string(), "zzzz-zzzz-zzzz-zzzz-zzzz-zzzz");
        for typed in [
            "zzzz-zzzz-zzzz-zzzz-zzzz-zzzz",
            " ZZZZ ZZZZ zzzz–zzzz\nzzzz zzzz ",
            "zzzzzzzzzzzzzzzzzzzzzzzz",
        ] {
            assert!(typed.parse() == Ok(code.clone()), "{typed}");
        }
        let alike = "oil0-zzzz-zzzz-zzzz-zzzz-zzzz".parse::<RecoveryCode>();
        assert!(alike == "0110zzzzzzzzzzzzzzzzzzzz".parse());
        let once = "zzzz-zzzz-zzzz-zzzz".parse::<RecoveryCode>().unwrap();
        assert!(once.digest() == secrets::digest(b"zzzzzzzzzzzzzzzz"), "of before");
        for typed in ["", "123456", "zzzz-zzzz-zzzz-zzzz-zzzz-zzz", "zzzz-zzzz-zzzz-zzzz-zzzz-zzzu"]
        {
            assert!(typed.parse::<RecoveryCode>().is_err(), "{typed}");
        }
    }
}
