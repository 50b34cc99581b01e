//! Twilio's reports about text messages: deliveries, and incoming messages with their keywords.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use crate::messaging::ledger::DeliveryState;
use crate::messaging::report::DeliveryReport;
use crate::messaging::twilio::markup;
use crate::messaging::twilio::report::{self, param};

/// Parses the report of an outgoing text message; `None` while it is on its way.
pub fn read(params: &BTreeMap<String, String>) -> Option<DeliveryReport> {
    let status = param(params, "MessageStatus");
    let state = match status {
        "sent" => DeliveryState::Sent,
        "delivered" | "read" => DeliveryState::Delivered,
        "undelivered" | "failed" | "canceled" => DeliveryState::Failed,
        _ => return None,
    };
    Some(report::of(params, state, status, param(params, "MessageSid")))
}

/// Keywords that stop all messages: Twilio's own (Twilio, "Support for opt-out keywords"),
/// including OPTOUT and REVOKE, and those of our other languages.
const STOP: &[&str] = &[
    "STOP",
    "STOPALL",
    "UNSUBSCRIBE",
    "CANCEL",
    "END",
    "QUIT",
    "REVOKE",
    "OPTOUT",
    "ARRET",
    "ARRETE",
    "ARRETT",
    "ARRETER",
    "DESABONNER",
    "ALTO",
    "BAJA",
    "PARAR",
    "CANCELAR",
    "STOPP",
    "ABMELDEN",
    "STOPPEN",
    "AFMELDEN",
];
/// Keywords that allow messages again.
const START: &[&str] = &["START", "UNSTOP", "YES", "OPTIN"];
/// Keywords that ask for help.
const HELP: &[&str] = &["HELP", "INFO", "AYUDA", "AIDE", "HILFE"];

/// A keyword by which a recipient controls what is sent to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keyword {
    Stop,
    Start,
    Help,
}

impl Keyword {
    fn of(body: &str) -> Option<Self> {
        // "Opt-out", "stop all", "STOP!" and "Arrêt" match their keyword.
        let letters = body.nfkd().filter(|c| c.is_alphanumeric());
        let word = letters.collect::<String>().to_uppercase();
        let kinds = [(Self::Stop, STOP), (Self::Start, START), (Self::Help, HELP)];
        let meant = kinds.into_iter().find(|(_, words)| words.contains(&word.as_str()));
        meant.map(|(keyword, _)| keyword)
    }
}

/// A text message to our number.
#[derive(Debug, PartialEq, Eq)]
pub struct InboundSms {
    /// The number that it comes from, in E.164.
    pub from: String,
    /// The sender's request, unless the provider has answered it already.
    pub keyword: Option<Keyword>,
    pub body: String,
}

/// Parses a text message to our number.
pub fn read_inbound(params: &BTreeMap<String, String>) -> InboundSms {
    // When Twilio handles keywords itself, it names the keyword here and has sent the answer.
    let handled = param(params, "OptOutType");
    let keyword = match handled {
        "" => Keyword::of(param(params, "Body")),
        handled => Keyword::of(handled).filter(|keyword| *keyword != Keyword::Help),
    };
    let (from, body) = (param(params, "From").to_owned(), param(params, "Body").to_owned());
    InboundSms { from, keyword, body }
}

/// Returns the answer to the webhook of a text message: with a text message in return, or without.
pub fn reply(text: Option<&str>) -> String {
    let message = text.map(|text| format!("<Message>{}</Message>", markup::escape(text)));
    markup::response(&message.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messaging::transports::ContactRefusal;

    fn params(params: &[(&str, &str)]) -> BTreeMap<String, String> {
        params.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn keywords_are_whole_messages_in_any_case() {
        assert_eq!(Keyword::of(" stop. "), Some(Keyword::Stop));
        assert_eq!(Keyword::of("Arrêt"), Some(Keyword::Stop));
        assert_eq!(Keyword::of("START"), Some(Keyword::Start));
        assert_eq!(Keyword::of("Hilfe!"), Some(Keyword::Help));
        for stop in [
            "STOPALL",
            "stop all",
            "Unsubscribe",
            "cancel",
            "END",
            "quit",
            "Revoke",
            "OPTOUT",
            "opt-out",
            "Opt out.",
            "ARRETE",
            "Arre\u{302}t",
            "STOP 🛑",
        ] {
            assert_eq!(Keyword::of(stop), Some(Keyword::Stop), "{stop}");
        }
        for start in ["unstop", "Yes", "OPT IN"] {
            assert_eq!(Keyword::of(start), Some(Keyword::Start), "{start}");
        }
        for none in ["please do not stop", "at the end", "yes but no", "startle"] {
            assert_eq!(Keyword::of(none), None, "{none}");
        }
        assert_eq!(Keyword::of(""), None);
    }

    #[test]
    fn a_word_that_twilio_handles_itself_is_taken_from_its_report() {
        let keyword = |body, handled| {
            let params = params(&[("From", "+1"), ("Body", body), ("OptOutType", handled)]);
            read_inbound(&params).keyword
        };
        assert_eq!(keyword("help", ""), Some(Keyword::Help));
        assert_eq!(keyword("help", "HELP"), None, "it has answered");
        assert_eq!(keyword("no more of this", "STOP"), Some(Keyword::Stop));
    }

    #[test]
    fn a_report_says_what_became_of_a_message_and_of_its_number() {
        let report = |status, code| {
            let named = [("MessageSid", "SM1"), ("MessageStatus", status), ("ErrorCode", code)];
            read(&params(&named)).map(|report| (report.state, report.answer, report.refusal))
        };
        let failed = |answer: &str, refusal| Some((DeliveryState::Failed, answer.into(), refusal));
        assert_eq!(report("queued", ""), None);
        assert_eq!(report("read", ""), Some((DeliveryState::Delivered, "read".into(), None)));
        assert_eq!(report("failed", "30007"), failed("failed 30007", None));
        let stopped = Some(ContactRefusal::Stopped);
        assert_eq!(report("undelivered", "21610"), failed("undelivered 21610", stopped));
    }

    #[test]
    fn a_reply_is_escaped() {
        assert_eq!(reply(None), "<Response/>");
        assert_eq!(reply(Some("a<b")), "<Response><Message>a&lt;b</Message></Response>");
    }
}
