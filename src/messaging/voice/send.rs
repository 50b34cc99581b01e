//! Calls that speak sentences.

use crate::messaging::transports::{Call, SendOutcome};
use crate::messaging::twilio::account::TwilioAccount;
use crate::messaging::twilio::markup;
use crate::platform::i18n::Lang;
use crate::platform::ids::DeliveryId;

/// Makes a call once; `id` is the ledger's. The sentences are part of the request, so that Twilio
/// fetches nothing from us.
pub async fn send(account: &TwilioAccount, id: DeliveryId, call: &Call) -> SendOutcome {
    let twiml = twiml(call);
    let fields = [("To", call.to.as_str()), ("Twiml", &twiml), ("From", account.call_from())];
    account.create("Calls.json", id, &fields).await
}

/// Returns the sentences of a call in TwiML, with a pause after each.
fn twiml(call: &Call) -> String {
    let locale = locale(call.lang);
    let say = |sentence: &String| {
        let words = markup::escape(sentence);
        format!("<Say language=\"{locale}\">{words}</Say><Pause length=\"1\"/>")
    };
    markup::response(&call.sentences.iter().map(say).collect::<String>())
}

/// Returns the locale of the voice that speaks a language.
fn locale(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "en-US",
        Lang::Es => "es-ES",
        Lang::Fr => "fr-FR",
        Lang::De => "de-DE",
        Lang::Nl => "nl-NL",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_sentence_is_said_in_its_language_and_followed_by_a_pause() {
        let sentences = vec!["Eins & zwei.".to_owned()];
        let call = Call { to: "+491".to_owned(), lang: Lang::De, sentences };
        let say = "<Say language=\"de-DE\">Eins &amp; zwei.</Say><Pause length=\"1\"/>";
        assert_eq!(twiml(&call), format!("<Response>{say}</Response>"));
    }
}
