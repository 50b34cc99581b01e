//! Twilio's answers to a request for a message or a call.

use std::time::Duration;

use reqwest::header::RETRY_AFTER;
use reqwest::{Response, StatusCode};
use serde::Deserialize;

use super::code;
use crate::messaging::ledger::Reason;
use crate::messaging::transports::{ContactRefusal, ProviderFault, SendOutcome};

/// The longest answer that is read, in bytes: longer ones are not Twilio's.
const MAX_ANSWER: usize = 64 * 1024;

/// The body of an answer, to an accepted or refused message.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Answer {
    sid: Option<String>,
    status: serde_json::Value,
    code: Option<i64>,
    message: Option<String>,
}

/// Returns the outcome of sending from the answer.
pub async fn read(mut response: Response) -> SendOutcome {
    let status = response.status();
    let after = response.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok());
    let after = after.and_then(|seconds| seconds.trim().parse().ok()).map(Duration::from_secs);
    let mut body = Vec::new();
    loop {
        match response.chunk().await {
            Ok(Some(chunk)) if body.len() + chunk.len() <= MAX_ANSWER => body.extend(&chunk),
            // Twilio has accepted the message: whatever the rest of the answer, sending it again
            // would double it.
            Ok(Some(_)) | Err(_) if status == StatusCode::CREATED => break,
            Ok(Some(_)) => return unreadable("the answer is too long", after),
            Ok(None) => break,
            Err(error) => return unreadable(&reason(error), after),
        }
    }
    let answer: Answer = serde_json::from_slice(&body).unwrap_or_default();
    // Anything may answer 200, such as a captive portal; Twilio answers 201 to what it accepts.
    if status == StatusCode::CREATED || (status.is_success() && answer.sid.is_some()) {
        let said = answer.status.as_str().unwrap_or_default();
        let said = format!("{} {said}", status.as_u16());
        return SendOutcome::Sent { answer: said, reference: answer.sid };
    }
    if status.is_success() {
        return unreadable("the answer cannot be read", after);
    }
    let code = answer.code.map(|code| format!(" {code}")).unwrap_or_default();
    let said = answer.message.map(|message| format!(" {message}")).unwrap_or_default();
    let said = format!("{}{code}{said}", status.as_u16());
    let failed = |answer, fault| SendOutcome::ProviderFailed { answer, after, fault };
    match (status, answer.code.and_then(code::refusal)) {
        (_, Some(ContactRefusal::Stopped)) => {
            SendOutcome::Refused { answer: said, refusal: ContactRefusal::Stopped }
        }
        (StatusCode::TOO_MANY_REQUESTS | StatusCode::REQUEST_TIMEOUT, _) => {
            SendOutcome::Later { answer: said, after }
        }
        // The operator can fix the account, and then the message is sent.
        (StatusCode::UNAUTHORIZED, _) => failed(said, ProviderFault::Credentials),
        (StatusCode::FORBIDDEN | StatusCode::NOT_FOUND, _) => {
            failed(said, answer.code.and_then(code::fault).unwrap_or(ProviderFault::Refused))
        }
        (status, _) if status.is_client_error() => match answer.code.and_then(code::fault) {
            Some(fault) => failed(said, fault),
            None => SendOutcome::Failed { answer: said, reason: Some(Reason::Refused) },
        },
        (status, _) if status.is_server_error() => failed(said, ProviderFault::Overloaded),
        _ => failed(said, ProviderFault::Connection),
    }
}

/// Returns the outcome when there is no answer.
pub fn unreachable(error: reqwest::Error) -> SendOutcome {
    unreadable(&reason(error), None)
}

/// Returns the outcome of an answer that is not Twilio's, or is cut off.
fn unreadable(answer: &str, after: Option<Duration>) -> SendOutcome {
    let fault = ProviderFault::Connection;
    SendOutcome::ProviderFailed { answer: answer.to_owned(), after, fault }
}

/// Returns the error with its causes, without the URL, which names the account.
fn reason(error: reqwest::Error) -> String {
    let error = error.without_url();
    let mut words = error.to_string();
    let mut source = std::error::Error::source(&error);
    while let Some(cause) = source {
        words = format!("{words}: {cause}");
        source = cause.source();
    }
    words
}
