//! TwiML, Twilio's markup, for calls and for answers to text messages.

/// The media type of TwiML.
pub const CONTENT_TYPE: &str = "text/xml; charset=utf-8";

/// Returns a document with these verbs, which are markup already.
pub fn response(verbs: &str) -> String {
    match verbs {
        "" => "<Response/>".to_owned(),
        verbs => format!("<Response>{verbs}</Response>"),
    }
}

/// Escapes a text.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
