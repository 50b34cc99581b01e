//! Proof that a contact is someone's: codes and links, derived when needed and never stored.

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
use crate::platform::db::Result;
use crate::platform::i18n::Message;
use crate::platform::ids::{EmailId, PhoneId, UserId, VerificationId};
use crate::platform::secrets::keys::{Purpose, SecretKeys};

/// A code is good for so long.
pub const CODE_LIFE: Duration = Duration::from_secs(10 * 60);
/// With less than this left, another code is sent instead of the same one.
const SAME_CODE_LEFT: Duration = Duration::from_secs(3 * 60);
/// Wrong codes that one verification takes, however often it is sent.
pub const TRIES: i64 = 5;

/// A verification is dropped so long after its time. Until then it tells how often it was sent.
const OLDEST: Duration = Duration::from_secs(24 * 60 * 60);

/// The cleanup of verifications that are over.
pub const CLEANUP: Cleanup =
    Cleanup { name: "verifications", run: |tx, now| Box::pin(store::tidy(tx, now - OLDEST)) };

/// Verifications go with the person. Nothing of them is exported: they are counts and moments.
pub const FORGET: Forget = |change, user| Box::pin(store::forget(change, user));

/// Links that hang on an earlier key.
pub const OPEN_LINKS: OpenLinks =
    |tx, made_before, now| Box::pin(store::open_before(tx, made_before, now));

/// Six digits, as they are sent; nothing prints them.
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

    /// 2⁶⁴ is so much more than a million that no code is likelier than another to speak of.
    fn of(tag: &[u8; 32]) -> Self {
        let mut bytes = [0; 8];
        bytes.copy_from_slice(&tag[..8]);
        Self((u64::from_be_bytes(bytes) % 1_000_000) as u32)
    }

    /// The digits, for the message that carries them.
    pub fn expose(&self) -> String {
        format!("{:06}", self.0)
    }
}

/// A code as someone typed it; spaces, dashes and other scripts' digits do no harm.
#[derive(Clone)]
pub struct TypedCode(u32);

impl FromStr for TypedCode {
    type Err = Message;
    fn from_str(text: &str) -> std::result::Result<Self, Message> {
        let digits: String = text
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
    /// Its six digits.
    pub fn digits(&self) -> String {
        format!("{:06}", self.0)
    }

    /// Whether it is the current code for a number, under any configured key.
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
    /// There is none that could be right: used, over, or never sent.
    Expired,
    /// Too many were wrong; not even the right one is looked at.
    TooMany,
}

/// Begins the proof of a phone, or sends its code on: the same code while it has some time left,
/// else another. Wrong codes stay counted; only after they were too many, and a while, does the
/// proof begin anew.
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

/// Tries a code on a phone. A wrong one counts, so commit whatever comes of it. The owner's row is
/// locked by the caller: of many tries at once each is counted.
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

/// Begins a proof by a link to an address, or sends the same link on while it is good.
pub async fn issue_link(
    change: &mut Change,
    purpose: LinkPurpose,
    user: UserId,
    email: EmailId,
) -> Result<VerificationId> {
    let now = change.now();
    let last = store::of_email(change, purpose, user, email).await?;
    if let Some(last) = last.filter(|last| last.is_open(now)) {
        // The mail promises a whole life, and the token does not hang on its end.
        store::sent_again(change, last.id, last.issue, now + purpose.life(), now).await?;
        return Ok(last.id);
    }
    let id = VerificationId::mint(now);
    store::insert_link(change, id, purpose, user, email, now + purpose.life(), now).await?;
    Ok(id)
}

/// Uses a link up. Of many at once, one is told `true`; after its time none is.
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
