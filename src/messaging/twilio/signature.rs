//! The signature of Twilio's webhooks (Twilio, "Validating Signatures").

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use subtle::ConstantTimeEq;

/// The header that carries the signature.
pub const HEADER: &str = "x-twilio-signature";

/// Tells whether a signature is valid: HMAC-SHA-1 with the account's token over the webhook's URL
/// followed by every parameter, in order, as base64.
pub fn matches(token: &str, url: &str, params: &BTreeMap<String, String>, given: &str) -> bool {
    #[expect(clippy::expect_used, reason = "HMAC takes a key of any length")]
    let mut mac = Hmac::<Sha1>::new_from_slice(token.as_bytes()).expect("any length");
    mac.update(url.as_bytes());
    for (name, value) in params {
        mac.update(name.as_bytes());
        mac.update(value.as_bytes());
    }
    let expected = mac.finalize().into_bytes();
    let given = STANDARD.decode(given).unwrap_or_default();
    bool::from(expected.as_slice().ct_eq(&given))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_twilios_manual_is_signed_and_no_other_is() {
        let url = "https://mycompany.com/myapp.php?foo=1&bar=2";
        let params = [
            ("CallSid", "CA1234567890ABCDE"),
            ("Caller", "+12349013030"),
            ("Digits", "1234"),
            ("From", "+12349013030"),
            ("To", "+18005551212"),
        ];
        let params = params.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        let signature = "0/KCTR6DLpKmkAf8muzZqo1nDgQ=";
        assert!(matches("12345", url, &params, signature));
        assert!(!matches("12346", url, &params, signature));
        assert!(!matches("12345", "https://mycompany.com/myapp.php", &params, signature));
        assert!(!matches("12345", url, &BTreeMap::new(), signature));
        assert!(!matches("12345", url, &params, ""));
    }
}
