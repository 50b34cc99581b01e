//! The words of a mail server, and whether they say that there is no such mailbox.

use lettre::transport::smtp;
use lettre::transport::smtp::response::Response;

/// Whether a recipient was refused because there is no such mailbox.
pub fn is_no_mailbox(error: &smtp::Error) -> bool {
    let code = error.status().map(|code| code.to_string()).unwrap_or_default();
    error.is_permanent() && says_no_mailbox(&code, &source(error))
}

/// By its enhanced code (RFC 3463 §3.2, §3.3), or where there is none by a plain one whose words do
/// not speak of relaying or policy: a server that is set up wrong must not block everyone.
fn says_no_mailbox(code: &str, words: &str) -> bool {
    let words = words.trim().to_lowercase();
    let first = words.split_whitespace().next().unwrap_or_default();
    let mut parts = first.split('.');
    if parts.clone().count() == 3 && parts.all(|part| part.parse::<u16>().is_ok()) {
        // 5.1.7 and 5.1.8 speak of the sender.
        let of_sender = ["5.1.7", "5.1.8"].contains(&first);
        return (first.starts_with("5.1.") && !of_sender) || first == "5.2.1";
    }
    let other = ["relay", "rcpthosts", "policy", "spam", "denied", "5.7."];
    ["550", "551", "553"].contains(&code) && !other.iter().any(|word| words.contains(word))
}

fn source(error: &smtp::Error) -> String {
    std::error::Error::source(error).map(ToString::to_string).unwrap_or_default()
}

/// What the server said, or what broke.
pub fn said(error: &smtp::Error) -> String {
    let words = source(error);
    match error.status() {
        Some(code) => format!("{code} {words}"),
        None if words.is_empty() => error.to_string(),
        None => words,
    }
}

/// What the server said to what it took.
pub fn words(response: &Response) -> String {
    response.message().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_mailbox_that_is_not_there_is_taken_for_one() {
        for (code, words) in [
            ("550", "5.1.1 No such user here"),
            ("550", "No such user"),
            ("553", "sorry, no mailbox here by that name"),
            ("550", "5.2.1 Mailbox disabled"),
        ] {
            assert!(says_no_mailbox(code, words), "{words}");
        }
        for (code, words) in [
            ("550", "relay not permitted"),
            ("553", "sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)"),
            ("554", "5.7.1 Client host rejected"),
            ("552", "5.2.2 Mailbox full"),
            ("550", "5.1.8 Sender address rejected"),
            ("530", "Authentication required"),
            ("550", "Message denied by policy"),
        ] {
            assert!(!says_no_mailbox(code, words), "{words}");
        }
    }
}
