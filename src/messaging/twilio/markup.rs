//! TwiML, Twilio's markup: what a call says, and how a text message is replied to.

/// The media type of TwiML.
pub const CONTENT_TYPE: &str = "text/xml; charset=utf-8";

/// A document with these verbs, which are markup already.
pub fn response(verbs: &str) -> String {
    match verbs {
        "" => "<Response/>".to_owned(),
        verbs => format!("<Response>{verbs}</Response>"),
    }
}

/// A text as it is written between tags.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
