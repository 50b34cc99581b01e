//! Request smuggling: a request in another one's body is never answered (RFC 9112 §6.3, §11.2).

use std::time::Duration;

use callbook::cli::listener::Limits;

use crate::cli::listener::Server;

/// The hidden request; if it were answered, there would be a second answer.
const HIDDEN: &str = "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

/// A content type for which the body is read.
const FORM: &str = "Content-Type: application/x-www-form-urlencoded\r\n";

/// Heads of a `POST /login` without their first two lines, and the beginning of their body.
const CORPUS: &[(&str, &str, &str)] = &[
    ("CL.TE", "Content-Length: 6\r\nTransfer-Encoding: chunked", "0\r\n\r\n"),
    ("TE.CL", "Transfer-Encoding: chunked\r\nContent-Length: 4", "0\r\n\r\n"),
    ("two lengths", "Content-Length: 0\r\nContent-Length: 69", ""),
    ("two lengths in one line", "Content-Length: 0, 69", ""),
    ("a length with a sign", "Content-Length: +0", ""),
    ("a length in hexadecimal", "Content-Length: 0x0", ""),
    ("a length below nothing", "Content-Length: -1", ""),
    ("a length with a blank inside", "Content-Length: 0 0", ""),
    ("a length too large to count", "Content-Length: 18446744073709551616", ""),
    ("a blank before the colon", "Content-Length : 0", ""),
    ("a folded line", "Content-Length:\r\n 0", ""),
    ("a line without a colon", "Content-Length 0", ""),
    ("a name with a NUL", "Content\0-Length: 0", ""),
    ("a value with a NUL", "Content-Length: 0\0", ""),
    ("a coding that nobody knows", "Transfer-Encoding: xchunked", "0\r\n\r\n"),
    ("two codings", "Transfer-Encoding: gzip, chunked", "0\r\n\r\n"),
    ("chunked twice", "Transfer-Encoding: chunked, chunked", "0\r\n\r\n"),
    ("chunked and then not", "Transfer-Encoding: chunked, identity", "0\r\n\r\n"),
    (
        "two lines of codings",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
        "0\r\n\r\n",
    ),
    ("a coding after a vertical tab", "Transfer-Encoding: \x0bchunked", "0\r\n\r\n"),
    ("a coding in quotes", "Transfer-Encoding: \"chunked\"", "0\r\n\r\n"),
    ("a blank before the coding's colon", "Transfer-Encoding : chunked", "0\r\n\r\n"),
    ("a size in too many digits", "Transfer-Encoding: chunked", "10000000000000000\r\n"),
    ("a size below nothing", "Transfer-Encoding: chunked", "-1\r\n"),
    ("a size in 0x", "Transfer-Encoding: chunked", "0x0\r\n\r\n"),
    ("a size ended by a bare line feed", "Transfer-Encoding: chunked", "0\n\n"),
    ("a chunk without its end", "Transfer-Encoding: chunked", "1\r\nab\r\n0\r\n\r\n"),
    ("an extension with a bare line feed", "Transfer-Encoding: chunked", "0;a\nb\r\n\r\n"),
    ("an extension with a bare carriage return", "Transfer-Encoding: chunked", "0;a\rb\r\n\r\n"),
    ("a trailer that is a length", "Transfer-Encoding: chunked", "0\r\nContent-Length: 5\r\n"),
    ("a bare carriage return in a head", "X: y\rContent-Length: 0", ""),
];

fn answers(text: &str) -> Vec<&str> {
    text.match_indices("HTTP/1.1 ").map(|(at, _)| &text[at + 9..at + 12]).collect()
}

#[tokio::test]
async fn nothing_hidden_in_a_body_is_answered() {
    let limits = Limits { headers: Duration::from_secs(2), ..Limits::default() };
    let server = Server::start(limits).await;
    for (name, head, body) in CORPUS {
        let sent = format!(
            "POST /login HTTP/1.1\r\nHost: localhost\r\n{FORM}{head}\r\n\r\n{body}{HIDDEN}"
        );
        let answer = server.exchange(sent.as_bytes());
        let answer = tokio::time::timeout(Duration::from_secs(10), answer).await.expect(name);
        let answers = answers(&answer);
        assert!(answers.len() == 1 && answers[0].starts_with('4'), "{name}: {answers:?}");
    }
}
