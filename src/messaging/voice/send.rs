//! Calls that speak sentences.

use crate::messaging::transports::{Call, SendOutcome};
use crate::messaging::twilio::account::TwilioAccount;
use crate::messaging::twilio::markup;
use crate::platform::i18n::Lang;
use crate::platform::ids::DeliveryId;

/// The path to which Twilio reports a key of one call, without its id.
const KEYS_PATH: &str = "/hooks/voice/keys/";
/// The seconds in which a key can be pressed.
const KEY_SECONDS: u8 = 10;

/// Makes a call once; `id` is the ledger's. The sentences are part of the request, so that Twilio
/// fetches nothing from us.
pub async fn send(account: &TwilioAccount, id: DeliveryId, call: &Call) -> SendOutcome {
    let keys_to = call.asks.then(|| account.url(&format!("{KEYS_PATH}{id}")));
    let twiml = twiml(call, keys_to.as_deref());
    let fields = [("To", call.to.as_str()), ("Twiml", &twiml), ("From", account.call_from())];
    account.create("Calls.json", id, &fields).await
}

/// Returns the sentences of a call in TwiML, with a pause after each; said twice when it waits for a
/// key, because nobody hears the first words of a call at night.
fn twiml(call: &Call, keys_to: Option<&str>) -> String {
    let said = say(call.lang, &call.sentences);
    match keys_to {
        Some(url) => markup::response(&gather(&format!("{said}{said}"), url)),
        None => markup::response(&said),
    }
}

/// Returns sentences in TwiML, with a pause after each.
fn say(lang: Lang, sentences: &[String]) -> String {
    let locale = locale(lang);
    let say = |sentence: &String| {
        let words = markup::escape(sentence);
        format!("<Say language=\"{locale}\">{words}</Say><Pause length=\"1\"/>")
    };
    sentences.iter().map(say).collect()
}

/// Returns the TwiML that takes one key while it speaks, and reports it.
fn gather(said: &str, url: &str) -> String {
    let url = markup::escape(url);
    format!(
        "<Gather input=\"dtmf\" numDigits=\"1\" timeout=\"{KEY_SECONDS}\" action=\"{url}\">\
         {said}</Gather>"
    )
}

/// Returns the answer to a key: sentences, and the key that is waited for next, if any.
pub fn answer(lang: Lang, sentences: &[String], keys_to: Option<&str>) -> String {
    let said = say(lang, sentences);
    match keys_to {
        Some(url) => markup::response(&gather(&said, url)),
        None => markup::response(&said),
    }
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
        let call = Call { to: "+491".to_owned(), lang: Lang::De, sentences, asks: false };
        let say = "<Say language=\"de-DE\">Eins &amp; zwei.</Say><Pause length=\"1\"/>";
        assert_eq!(twiml(&call, None), format!("<Response>{say}</Response>"));
    }

    #[test]
    fn a_call_that_asks_waits_for_one_key() {
        let sentences = vec!["Ein Alarm.".to_owned()];
        let call = Call { to: "+491".to_owned(), lang: Lang::De, sentences, asks: true };
        let text = twiml(&call, Some("https://callbook.example/hooks/voice/keys/ntf_1"));
        assert!(text.starts_with("<Response><Gather input=\"dtmf\" numDigits=\"1\""), "{text}");
        assert!(text.contains("action=\"https://callbook.example/hooks/voice/keys/ntf_1\""));
        assert_eq!(text.matches("Ein Alarm.").count(), 2);
    }
}
