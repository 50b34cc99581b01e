//! The meaning of a mail server's answer, or of a bounce, for the address and for us.

use lettre::transport::smtp;
use lettre::transport::smtp::response::Response;

use crate::messaging::transports::ProviderFault;

/// The stage of an SMTP conversation at which a server answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SmtpStage {
    /// Connection, greeting and EHLO, with or without TLS.
    Greeting,
    SignIn,
    Sender,
    Recipient,
    /// The message itself. It has one recipient, so a refusal may still be about them.
    Content,
}

/// What a refusal is about. Only [`Self::NoMailbox`] blocks the address: nothing else is its
/// owner's fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefusalMeaning {
    /// There is no such mailbox.
    NoMailbox,
    /// The mailbox accepts nothing at the moment: it is full, busy, or greylisted.
    Mailbox,
    /// The server cannot deliver to addresses with letters beyond ASCII (RFC 6531).
    Letters,
    /// The server does not accept this account, sender or message from us.
    Ours(ProviderFault),
}

/// Enhanced status codes (RFC 3463) of a mailbox that does not exist or is closed:
/// 5.1.1 to 5.1.3 bad address, 5.1.6 moved, 5.1.10 null MX (RFC 7505), 5.2.1 disabled.
const NO_MAILBOX: [[u16; 2]; 6] = [[1, 1], [1, 2], [1, 3], [1, 6], [1, 10], [2, 1]];

/// Reply codes with which servers refuse a mailbox.
const OF_MAILBOXES: [u16; 5] = [511, 550, 551, 553, 554];

/// Words in which servers say that they know no such user.
const UNKNOWN_USER: &[&str] = &[
    "user unknown",
    "unknown user",
    "user is unknown",
    "unknown recipient",
    "recipient unknown",
    "unknown mailbox",
    "mailbox unknown",
    "unknown address",
    "address unknown",
    "unknown local part",
    "unknown or illegal alias",
    "unknown account",
    "no such user",
    "no such mailbox",
    "no such recipient",
    "no such address",
    "no such account",
    "no such person",
    "no such local user",
    "no mailbox here by that name",
    "no mailbox by that name",
    "no user here by that name",
    "no account by that name",
    "user not found",
    "recipient not found",
    "mailbox not found",
    "address not found",
    "account not found",
    "user does not exist",
    "user doesn't exist",
    "recipient does not exist",
    "recipient doesn't exist",
    "mailbox does not exist",
    "mailbox doesn't exist",
    "address does not exist",
    "address doesn't exist",
    "account does not exist",
    "account doesn't exist",
    "account that you tried to reach does not exist",
    "user doesn't have a",
    "user does not have a",
    "not a valid user",
    "not a valid mailbox",
    "invalid mailbox",
    "utilisateur inconnu",
    "destinataire inconnu",
    "usuario desconocido",
    "usuario no existe",
    "benutzer unbekannt",
    "empfänger unbekannt",
    "gebruiker onbekend",
    "onbekende gebruiker",
];

/// Words about us or about a policy, which outweigh words about the user in the same answer.
const NOT_OF_THE_USER: &[&str] = &[
    "sender",
    "relay",
    "rcpthosts",
    "authentic",
    "policy",
    "spam",
    "block",
    "blacklist",
    "denied",
    "spf",
    "dkim",
    "dmarc",
    "helo",
    "ehlo",
    "client host",
    "reverse dns",
    "greylist",
    "graylist",
];

/// Words of servers that require authentication.
const SIGN_IN_FIRST: &[&str] =
    &["smtp auth", "authentication required", "not authenticated", "must authenticate"];

/// Returns the meaning of a refusal: by its enhanced status code (RFC 3463), and when that is
/// missing or says nothing, by its words. A misconfigured server, or one that blocks us, must not
/// make us block every address.
pub fn meaning(stage: SmtpStage, code: u16, words: &str) -> RefusalMeaning {
    use RefusalMeaning::{Letters, Mailbox, NoMailbox, Ours};
    let words = without_addresses(words);
    let of_recipient = matches!(stage, SmtpStage::Recipient | SmtpStage::Content);
    let asks_to_sign_in = SIGN_IN_FIRST.iter().any(|phrase| words.contains(phrase));
    if stage == SmtpStage::SignIn || [530, 534, 535, 538].contains(&code) || asks_to_sign_in {
        return Ours(ProviderFault::Credentials);
    }
    if code < 500 {
        return if of_recipient { Mailbox } else { Ours(ProviderFault::Overloaded) };
    }
    if of_recipient && is_no_mailbox(Some(code), &words) {
        return NoMailbox;
    }
    match enhanced_code(&words) {
        Some([6, 7 | 9]) if of_recipient => Letters,
        Some([2, _]) if of_recipient => Mailbox,
        None if of_recipient && code == 552 => Mailbox,
        _ if stage == SmtpStage::Sender || words.contains("sender") => Ours(ProviderFault::Sender),
        _ => Ours(ProviderFault::Refused),
    }
}

/// Tells whether a bounce says that there is no such mailbox, by the status and words that its mail
/// system recorded (RFC 3464 §2.3).
pub fn bounce_is_no_mailbox(diagnostic: &str) -> bool {
    let code = diagnostic.split(|c: char| !c.is_ascii_digit()).find(|digits| digits.len() == 3);
    is_no_mailbox(code.and_then(|code| code.parse().ok()), &without_addresses(diagnostic))
}

fn is_no_mailbox(code: Option<u16>, words: &str) -> bool {
    match enhanced_code(words) {
        Some(code) if NO_MAILBOX.contains(&code) => true,
        // Detail 0, "other", says nothing, so the words decide.
        None | Some([0 | 1 | 2 | 5, 0]) => {
            code.is_none_or(|code| OF_MAILBOXES.contains(&code))
                && UNKNOWN_USER.iter().any(|phrase| words.contains(phrase))
                && !NOT_OF_THE_USER.iter().any(|word| words.contains(word))
        }
        Some(_) => false,
    }
}

/// Returns subject and detail of the first permanent enhanced status code, such as `[1, 1]` for
/// 5.1.1.
fn enhanced_code(words: &str) -> Option<[u16; 2]> {
    let tokens = words.split(|c: char| !c.is_ascii_digit() && c != '.');
    tokens.map(|token| token.trim_matches('.')).find_map(|token| {
        let mut parts = token.split('.');
        let (class, subject, detail) = (parts.next()?, parts.next()?, parts.next()?);
        if class != "5" || parts.next().is_some() {
            return None;
        }
        Some([subject.parse().ok()?, detail.parse().ok()?])
    })
}

/// Converts to lower case on one line, and removes addresses that servers repeat, one of which may
/// contain a word such as `relay`.
fn without_addresses(words: &str) -> String {
    let is_other = |word: &&str| !word.contains('@');
    words.to_lowercase().split_whitespace().filter(is_other).collect::<Vec<_>>().join(" ")
}

fn source(error: &smtp::Error) -> String {
    std::error::Error::source(error).map(ToString::to_string).unwrap_or_default()
}

/// Returns the meaning of an SMTP error at a stage. An error without an answer is about the
/// connection.
pub fn of_error(stage: SmtpStage, error: &smtp::Error) -> RefusalMeaning {
    match error.status() {
        Some(code) => meaning(stage, code.into(), &source(error)),
        // The server offers no way to sign in that we support.
        None if stage == SmtpStage::SignIn && error.is_client() => {
            RefusalMeaning::Ours(ProviderFault::Credentials)
        }
        None => RefusalMeaning::Ours(ProviderFault::Connection),
    }
}

/// Returns what the server answered, or what failed.
pub fn said(error: &smtp::Error) -> String {
    let words = source(error);
    match error.status() {
        Some(code) => format!("{code} {words}"),
        None if words.is_empty() => error.to_string(),
        None => words,
    }
}

/// Returns the server's answer to what it accepted.
pub fn words(response: &Response) -> String {
    response.message().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_enhanced_code_is_found_wherever_it_stands_and_an_address_is_none() {
        assert_eq!(enhanced_code("5.1.1 no such user"), Some([1, 1]));
        assert_eq!(enhanced_code("sorry (#5.7.1)."), Some([7, 1]));
        assert_eq!(enhanced_code("smtp; 550 5.1.10 resolver.adr"), Some([1, 10]));
        assert_eq!(enhanced_code("blocked 5.1.1.7 at 203.0.113.5"), None);
        assert_eq!(enhanced_code("version 4.1.1"), None);
    }

    #[test]
    fn the_words_of_an_address_are_not_the_servers() {
        let to_spam = "<Relay.Spam@home.example>: Recipient unknown";
        assert_eq!(meaning(SmtpStage::Recipient, 550, to_spam), RefusalMeaning::NoMailbox);
    }

    #[test]
    fn a_bounce_blocks_by_its_status_or_by_words_that_mean_an_unknown_user() {
        for yes in ["5.1.1", "smtp; 550 5.1.1 user unknown", "550 No such user", "user unknown"] {
            assert!(bounce_is_no_mailbox(yes), "{yes}");
        }
        for no in ["5.7.1", "smtp; 554 5.7.1 rejected as spam", "5.2.2 mailbox full", "rejected"] {
            assert!(!bounce_is_no_mailbox(no), "{no}");
        }
    }
}
