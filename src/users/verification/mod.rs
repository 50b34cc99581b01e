//! Verification of contacts: codes and links, derived when needed and never stored.

mod page;
mod resend;
mod store;

use std::str::FromStr;
use std::time::Duration;

pub use page::{forget_link, link_cookie, routes};
pub use resend::{Again, again_after};
pub use store::{Verification, find, of_email, of_phone};
use subtle::ConstantTimeEq;
use unicode_normalization::UnicodeNormalization;

use crate::core::change::Change;
use crate::core::cleanup::Cleanup;
use crate::core::links::LinkPurpose;
use crate::core::personal_data::Forget;
use crate::core::rotation::OpenLinks;
use crate::core::text::typed;
use crate::platform::db::Result;
use crate::platform::i18n::Message;
use crate::platform::ids::{EmailId, PhoneId, UserId, VerificationId};
use crate::platform::secrets::keys::{Purpose, SecretKeys};

/// How long a code is valid.
pub const CODE_LIFE: Duration = Duration::from_secs(10 * 60);
/// The remaining validity below which a resend makes another code instead of sending the same one.
const SAME_CODE_LEFT: Duration = Duration::from_secs(3 * 60);
/// The wrong codes that one verification accepts, however often its code is sent.
pub const TRIES: i64 = 5;

/// How long an expired verification is kept; until then it counts how often it was sent.
const OLDEST: Duration = Duration::from_secs(24 * 60 * 60);

/// Deletes expired verifications.
pub const CLEANUP: Cleanup =
    Cleanup { name: "verifications", run: |tx, now| Box::pin(store::tidy(tx, now - OLDEST)) };

/// Deletes the verifications of a person with their user. They are counts and moments, and not
/// exported.
pub const FORGET: Forget = |change, user| Box::pin(store::forget(change, user));

/// Counts the open links that an earlier key signed.
pub const OPEN_LINKS: OpenLinks =
    |tx, made_before, now| Box::pin(store::open_before(tx, made_before, now));

/// A code of six digits. It has no `Debug` or `Display`, so that it is never printed.
pub struct Code(u32);

impl Code {
    /// Derives the code of a verification's current issue for a number.
    pub fn derive(keys: &SecretKeys, of: &Verification, number: &str) -> Self {
        let tag = keys.sign(
            Purpose::PhoneCode,
            &[of.id.as_bytes(), number.as_bytes(), &of.issue.to_be_bytes()],
        );
        Self::of(&tag)
    }

    /// The remainder of 2⁶⁴ by a million makes no code noticeably more likely than another.
    fn of(tag: &[u8; 32]) -> Self {
        let mut bytes = [0; 8];
        bytes.copy_from_slice(&tag[..8]);
        Self((u64::from_be_bytes(bytes) % 1_000_000) as u32)
    }

    /// Returns the digits, for the message that carries them.
    pub fn expose(&self) -> String {
        format!("{:06}", self.0)
    }
}

/// A code as it was typed; spaces, dashes and digits of other scripts are accepted.
#[derive(Clone)]
pub struct TypedCode(u32);

impl FromStr for TypedCode {
    type Err = Message;
    fn from_str(text: &str) -> std::result::Result<Self, Message> {
        let digits: String = typed(text)
            .nfkc()
            .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '‐' | '‑' | '–' | '·' | '.'))
            .collect();
        if digits.is_empty() {
            return Err(Message::new("common-code-empty"));
        }
        let six = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit());
        let number = digits.parse().ok().filter(|_| six);
        number.map(Self).ok_or_else(|| Message::new("common-code-malformed"))
    }
}

impl TypedCode {
    /// Returns the six digits.
    pub fn digits(&self) -> String {
        format!("{:06}", self.0)
    }

    /// Tells whether it is the current code for a number, under any configured key.
    fn is_of(&self, keys: &SecretKeys, of: &Verification, number: &str) -> bool {
        let parts: [&[u8]; 3] = [of.id.as_bytes(), number.as_bytes(), &of.issue.to_be_bytes()];
        let codes = keys.signatures(Purpose::PhoneCode, &parts);
        codes.iter().any(|tag| bool::from(Code::of(tag).0.ct_eq(&self.0)))
    }
}

/// The outcome of typing a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tried {
    Right,
    Wrong {
        left: i64,
    },
    /// No code can be correct: it was used, has expired, or was never sent.
    Expired,
    /// Too many codes were wrong; even the correct one is not accepted.
    TooMany,
}

/// Begins the verification of a phone, or sends its code again: the same code while it stays valid
/// for a while, else another. Wrong codes stay counted; after too many of them, a new verification
/// begins only after a pause.
pub async fn issue_code(
    change: &mut Change,
    user: UserId,
    phone: PhoneId,
) -> Result<VerificationId> {
    let now = change.now();
    let last = store::of_phone(change, user, phone).await?;
    match last.filter(|last| last.used_at.is_none() && last.tries < TRIES) {
        Some(last) => {
            let same = last.expires_at >= now + SAME_CODE_LEFT;
            let (issue, expires_at) = match same {
                true => (last.issue, last.expires_at),
                false => (last.issue + 1, now + CODE_LIFE),
            };
            store::sent_again(change, last.id, issue, expires_at, now).await?;
            Ok(last.id)
        }
        None => {
            let id = VerificationId::mint(now);
            store::insert_code(change, id, user, phone, now + CODE_LIFE, now).await?;
            Ok(id)
        }
    }
}

/// Checks a code of a phone. A wrong one counts as an attempt, so commit the change whatever the
/// outcome. The caller has locked the user, so that concurrent attempts are all counted.
pub async fn try_code(
    change: &mut Change,
    user: UserId,
    phone: PhoneId,
    number: &str,
    code: &TypedCode,
) -> Result<Tried> {
    let keys = &change.keys();
    let now = change.now();
    let Some(last) = store::of_phone(change, user, phone).await? else {
        return Ok(Tried::Expired);
    };
    let log_refusal = |why| {
        tracing::warn!(
            target: "security",
            event = "code_refused",
            %user,
            why,
            "a code was refused"
        );
    };
    if last.tries >= TRIES {
        log_refusal("too_many_tries");
        return Ok(Tried::TooMany);
    }
    if !last.is_open(now) {
        return Ok(Tried::Expired);
    }
    if code.is_of(keys, &last, number) {
        let used = store::consume(change, last.id, now).await?;
        return Ok(if used { Tried::Right } else { Tried::Expired });
    }
    log_refusal("wrong");
    store::count_try(change, last.id).await?;
    match TRIES - last.tries - 1 {
        0 => Ok(Tried::TooMany),
        left => Ok(Tried::Wrong { left }),
    }
}

/// Begins the verification of an address by a link, or sends the same link again while it is valid.
pub async fn issue_link(
    change: &mut Change,
    purpose: LinkPurpose,
    user: UserId,
    email: EmailId,
) -> Result<VerificationId> {
    let now = change.now();
    let last = store::of_email(change, purpose, user, email).await?;
    if let Some(last) = last.filter(|last| last.is_open(now)) {
        // The mail promises the full validity, and the token does not depend on it.
        store::sent_again(change, last.id, last.issue, now + purpose.life(), now).await?;
        return Ok(last.id);
    }
    let id = VerificationId::mint(now);
    store::insert_link(change, id, purpose, user, email, now + purpose.life(), now).await?;
    Ok(id)
}

/// Uses a link. Of concurrent calls, one returns `true`; after its expiry none does.
pub async fn consume(change: &mut Change, id: VerificationId) -> Result<bool> {
    let now = change.now();
    store::consume(change, id, now).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_it_is_spaced() {
        for text in ["123456", " 123 456 ", "123-456", "12 34 56", "１２３４５６", "123\u{a0}456"]
        {
            assert!(text.parse::<TypedCode>().is_ok_and(|code| code.0 == 123_456), "{text}");
        }
        assert!("000042".parse::<TypedCode>().is_ok_and(|code| code.0 == 42));
        for (text, why) in [
            ("", "common-code-empty"),
            (" - ", "common-code-empty"),
            ("12345", "common-code-malformed"),
            ("1234567", "common-code-malformed"),
            ("12345a", "common-code-malformed"),
        ] {
            let error = text.parse::<TypedCode>().err();
            assert_eq!(error.map(|error| error.id().to_owned()).as_deref(), Some(why), "{text}");
        }
    }
}
