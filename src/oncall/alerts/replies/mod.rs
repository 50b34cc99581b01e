//! Answers by phone: a text message in reply, and a key during a call.

mod store;

use std::collections::BTreeMap;

use store::{Place, WaitingPage};

use crate::accounts::{account, settings};
use crate::core::change::Change;
use crate::messaging::Channel;
use crate::messaging::transports::Transports;
use crate::oncall::alerts::{Answer, AnsweredBy, Answering, acknowledge, paging, reject, words_of};
use crate::platform::db::Result;
use crate::platform::i18n::{Lang, Message};
use crate::platform::ids::DeliveryId;

/// A reply to a text message: A or R, alone or with the number of an alert, and after it with the
/// number of a place, where several have the phone or the number of the alert.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SmsReply {
    pub answer: Answer,
    pub number: Option<i64>,
    pub place: Option<usize>,
}

impl SmsReply {
    /// Parses a whole text message; `None` when it is something else.
    pub fn parse(body: &str) -> Option<Self> {
        let mut words = body.split_whitespace();
        let answer = match words.next()?.to_ascii_uppercase().as_str() {
            "A" => Answer::Acknowledged,
            "R" => Answer::Rejected,
            _ => return None,
        };
        let number = match words.next() {
            Some(number) => Some(number.trim_start_matches('#').parse().ok()?),
            None => None,
        };
        let place = match words.next() {
            Some(place) => Some(place.parse().ok()?),
            None => None,
        };
        words.next().is_none().then_some(Self { answer, number, place })
    }
}

/// The sentences that answer a text message or a key, and their language.
pub struct PhoneReply {
    pub lang: Lang,
    pub messages: Vec<Message>,
}

/// Does what a text message from a number asks for, and returns what to say; `None` when nobody is
/// paged at that number. Without a number of the alert it must be clear which one is meant.
pub async fn reply(
    change: &mut Change,
    transports: &Transports,
    e164: &str,
    reply: SmsReply,
) -> Result<Option<PhoneReply>> {
    let waiting = store::waiting_at(change, e164).await?;
    let meant = |one: &&WaitingPage| reply.number.is_none_or(|number| number == one.tiny_id);
    let found: Vec<_> = waiting.iter().filter(meant).collect();
    let is_one_number = found.iter().all(|one| one.tiny_id == found[0].tiny_id);
    let one = match (found.as_slice(), reply.place) {
        ([one], None) => *one,
        ([first, ..], place) if is_one_number => {
            let places = store::places_at(change, e164).await?;
            let chosen =
                found.iter().find(|one| place.is_some() && number_in(&places, one) == place);
            match chosen {
                Some(one) => *one,
                None => return Ok(Some(ask_place(first, &found, &places, reply))),
            }
        }
        _ => return Ok(waiting.first().map(|first| list(first.language, &waiting))),
    };
    let account = one.account_id;
    // A person who leaves the account meanwhile answers nothing of it any more.
    change.lock_account(account).await?;
    if !account::is_member(change, account, one.user_id).await? {
        return Ok(None);
    }
    let who = Answering { user: one.user_id, by: AnsweredBy::Message(Channel::Sms) };
    let answered = match reply.answer {
        Answer::Rejected => reject(change, transports, account, one.alert_id, who).await?,
        _ => acknowledge(change, transports, account, one.alert_id, who).await?,
    };
    let message = words_of(change, &answered, one.tiny_id, who.by).await?;
    Ok(Some(PhoneReply { lang: one.language, messages: vec![message] }))
}

/// The most alerts that an answer lists, so that it stays short.
const MOST: usize = 5;

/// Says which alerts wait at a number, so that the next reply can name one.
fn list(lang: Lang, waiting: &[WaitingPage]) -> PhoneReply {
    let mut numbers: Vec<_> = waiting.iter().map(|one| format!("#{}", one.tiny_id)).collect();
    numbers.dedup();
    numbers.truncate(MOST);
    let example = waiting[0].tiny_id.to_string();
    let message =
        Message::new("sms-alert-which").with("alerts", numbers.join(" ")).with("number", example);
    PhoneReply { lang, messages: vec![message] }
}

/// The most characters of a name in a text message.
const MAX_NAME: usize = 24;

/// Returns the number of the place of a page. No number changes when an alert is over.
fn number_in(places: &[Place], one: &WaitingPage) -> Option<usize> {
    let place = (one.account_id, one.user_id);
    places.iter().position(|known| *known == place).map(|at| at + 1)
}

/// Asks which of the people at a number answers, or for which account.
fn ask_place(
    first: &WaitingPage,
    waiting: &[&WaitingPage],
    places: &[Place],
    reply: SmsReply,
) -> PhoneReply {
    let is_one_account = places.iter().all(|(account, _)| *account == first.account_id);
    let is_one_person = places.iter().all(|(_, user)| *user == first.user_id);
    let short = |name: &str| name.chars().take(MAX_NAME).collect::<String>();
    let named = |one: &&WaitingPage| {
        let name = match (is_one_account, is_one_person) {
            (true, _) => short(&one.name),
            (false, true) => short(&one.account),
            (false, false) => format!("{} ({})", short(&one.account), short(&one.name)),
        };
        number_in(places, one).map(|number| (number, format!("{number} {name}")))
    };
    let named: BTreeMap<_, _> = waiting.iter().filter_map(named).collect();
    let named: Vec<_> = named.into_values().take(MOST).collect();
    let letter = match reply.answer {
        Answer::Rejected => "R",
        _ => "A",
    };
    let example = number_in(places, first).unwrap_or(1);
    let id = if is_one_account { "sms-alert-who" } else { "sms-alert-where" };
    let message = Message::new(id)
        .with("places", named.join(", "))
        .with("number", format!("{letter} {} {example}", first.tiny_id));
    PhoneReply { lang: first.language, messages: vec![message] }
}

/// The effect of a key during a call.
pub enum KeyPressed {
    /// The key answered, and this is said.
    Answered(PhoneReply),
    /// The key asks to hear the message again, or means nothing.
    Again(PhoneReply),
    /// The call is about no alert.
    Nothing,
}

/// Does what a key asks for: 1 acknowledges, 2 rejects, any other says the message again.
pub async fn keypress(
    change: &mut Change,
    transports: &Transports,
    delivery: DeliveryId,
    key: &str,
) -> Result<KeyPressed> {
    let Some(call) = store::call(change, delivery).await? else { return Ok(KeyPressed::Nothing) };
    change.lock_account(call.account_id).await?;
    let Some(call) = store::call(change, delivery).await? else { return Ok(KeyPressed::Nothing) };
    let (lang, number) = (call.language, call.tiny_id);
    let answer = match key {
        "1" => Answer::Acknowledged,
        "2" => Answer::Rejected,
        _ => {
            let hides = settings::hides_content(change, call.account_id).await?;
            let said = paging::spoken(number, (!hides).then_some(call.title));
            return Ok(KeyPressed::Again(PhoneReply { lang, messages: said }));
        }
    };
    let who = Answering { user: call.user_id, by: AnsweredBy::Message(Channel::Voice) };
    let answered = match answer {
        Answer::Rejected => reject(change, transports, call.account_id, call.alert_id, who).await?,
        _ => acknowledge(change, transports, call.account_id, call.alert_id, who).await?,
    };
    let message = words_of(change, &answered, number, who.by).await?;
    Ok(KeyPressed::Answered(PhoneReply { lang, messages: vec![message] }))
}
