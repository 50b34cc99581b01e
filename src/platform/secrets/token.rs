//! API tokens: random, with a checksum that is checked before any lookup, stored as a digest.

use std::fmt;
use std::str::FromStr;

use zeroize::Zeroizing;

use super::{digest, random};

/// The prefix of every token, by which scanners of leaked secrets recognise one.
const PREFIX: &str = "cbk_";
/// The number of random characters; 30 of 62 are 178 bits.
const RANDOM: usize = 30;
/// The number of characters of the CRC-32.
const CHECK: usize = 6;
/// The number of characters at the end by which an owner recognises a token.
const TAIL: usize = 4;

const ALPHABET: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// A token: `cbk_`, 30 random characters of base 62, and 6 of their CRC-32.
pub struct ApiToken(Zeroizing<String>);

/// The error of a text that is not a token of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an API token")]
pub struct NotAToken;

impl ApiToken {
    pub fn generate() -> Self {
        let mut text = Zeroizing::new(String::with_capacity(PREFIX.len() + RANDOM + CHECK));
        text.push_str(PREFIX);
        while text.len() < PREFIX.len() + RANDOM {
            let bytes = Zeroizing::new(random::<RANDOM>());
            // Bytes from 248 on are dropped: they would make the first characters of the alphabet
            // likelier.
            let fair = bytes.iter().filter(|byte| **byte < 248);
            let letters = fair.map(|byte| char::from(ALPHABET[usize::from(*byte) % 62]));
            let missing = PREFIX.len() + RANDOM - text.len();
            text.extend(letters.take(missing));
        }
        let check = check(&text);
        text.push_str(&check);
        Self(text)
    }

    /// Returns the digest by which it is stored and looked up.
    pub fn digest(&self) -> [u8; 32] {
        digest(self.0.as_bytes())
    }

    /// Returns the last characters.
    pub fn tail(&self) -> &str {
        &self.0[self.0.len() - TAIL..]
    }

    /// Masks a token, as in "cbk_…wxyz".
    pub fn masked(tail: &str) -> String {
        format!("{PREFIX}…{tail}")
    }

    /// Returns the whole token, to be shown once.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

/// Returns the CRC-32 of a text in base 62.
fn check(text: &str) -> String {
    let crc = u64::from(crc32fast::hash(text.as_bytes()));
    let letter = |at: usize| ALPHABET[(crc / 62_u64.pow(at as u32) % 62) as usize];
    (0..CHECK).rev().map(|at| char::from(letter(at))).collect()
}

impl FromStr for ApiToken {
    type Err = NotAToken;
    fn from_str(text: &str) -> Result<Self, NotAToken> {
        let letters = text.strip_prefix(PREFIX).ok_or(NotAToken)?;
        let is_whole =
            letters.len() == RANDOM + CHECK && letters.bytes().all(|byte| ALPHABET.contains(&byte));
        if !is_whole {
            return Err(NotAToken);
        }
        let (random, sum) = text.split_at(PREFIX.len() + RANDOM);
        match check(random) == sum {
            true => Ok(Self(Zeroizing::new(text.to_owned()))),
            false => Err(NotAToken),
        }
    }
}

impl fmt::Debug for ApiToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ApiToken")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_known_by_its_shape_and_its_sum() {
        let token = ApiToken::generate();
        let text = token.reveal().to_owned();
        assert_eq!(text.len(), 40);
        assert!(text.starts_with(PREFIX) && text.ends_with(token.tail()));
        assert_eq!(text.parse::<ApiToken>().map(|parsed| parsed.digest()), Ok(token.digest()));
        assert_ne!(token.digest(), ApiToken::generate().digest());
        assert_eq!(format!("{token:?}"), "ApiToken");
        let last = if text.ends_with('0') { "1" } else { "0" };
        for wrong in
            ["", "cbk_", &text[4..], &format!("{}{last}", &text[..39]), &text.replace('c', "é")]
        {
            assert!(wrong.parse::<ApiToken>().is_err(), "{wrong}");
        }
    }
}
