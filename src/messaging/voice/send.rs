//! Calls people and says sentences to them.

use crate::messaging::transports::{Call, SendOutcome};
use crate::messaging::twilio::account::TwilioAccount;
use crate::messaging::twilio::markup;
use crate::platform::i18n::Lang;
use crate::platform::ids::DeliveryId;

/// Calls once, under the ledger's id for it. The sentences are part of the request, so that Twilio
/// fetches nothing from us.
pub async fn send(account: &TwilioAccount, id: DeliveryId, call: &Call) -> SendOutcome {
    let twiml = twiml(call);
    let fields = [("To", call.to.as_str()), ("Twiml", &twiml), ("From", account.call_from())];
    account.create("Calls.json", id, &fields).await
}

/// The sentences of a call in Twilio's markup, with a pause after each.
fn twiml(call: &Call) -> String {
    let locale = locale(call.lang);
    let say = |sentence: &String| {
        let words = markup::escape(sentence);
        format!("<Say language=\"{locale}\">{words}</Say><Pause length=\"1\"/>")
    };
    markup::response(&call.sentences.iter().map(say).collect::<String>())
}

/// The voice that speaks a language.
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
