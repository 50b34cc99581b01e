//! Answers by phone: a text message in reply, and a key during a call.

use super::answer::{Answer, Answering, acknowledge, reject};
use super::paging::{self, WaitingPage};
use super::store;
use super::timeline::AnsweredBy;
use super::words_of;
use crate::accounts::{account, settings};
use crate::core::change::Change;
use crate::messaging::Channel;
use crate::messaging::transports::Transports;
use crate::platform::db::Result;
use crate::platform::i18n::{Lang, Message};
use crate::platform::ids::DeliveryId;

/// A reply to a text message: A or R, alone or with the number of an alert, and after it with the
/// number of a person, where several have the phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SmsReply {
    pub answer: Answer,
    pub number: Option<i64>,
    pub person: Option<usize>,
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
        let person = match words.next() {
            Some(person) => Some(person.parse().ok()?),
            None => None,
        };
        words.next().is_none().then_some(Self { answer, number, person })
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
    let waiting = paging::waiting_at(change, e164).await?;
    let meant = |one: &&WaitingPage| reply.number.is_none_or(|number| number == one.tiny_id);
    let found: Vec<_> = waiting.iter().filter(meant).cloned().collect();
    let is_one_alert = found.iter().all(|one| one.alert_id == found[0].alert_id);
    let one = match (found.as_slice(), reply.person) {
        ([one], None | Some(1)) => one,
        ([first, ..], None) if is_one_alert => return Ok(Some(ask_who(first, &found, reply))),
        (several, Some(person)) if is_one_alert && (1..=several.len()).contains(&person) => {
            &several[person - 1]
        }
        _ => return Ok(waiting.first().map(|first| list(first.language, &waiting))),
    };
    let alert = store::of_id(change, one.alert_id).await?;
    let Some(account) = alert.map(|alert| alert.account_id) else {
        return Ok(None);
    };
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

/// Asks which of the people at a number answers.
fn ask_who(first: &WaitingPage, people: &[WaitingPage], reply: SmsReply) -> PhoneReply {
    let name = |(at, one): (usize, &WaitingPage)| {
        let name: String = one.name.chars().take(MAX_NAME).collect();
        format!("{} {name}", at + 1)
    };
    let names: Vec<_> = people.iter().take(2).enumerate().map(name).collect();
    let letter = match reply.answer {
        Answer::Rejected => "R",
        _ => "A",
    };
    let message = Message::new("sms-alert-who")
        .with("people", names.join(", "))
        .with("number", format!("{letter} {} 1", first.tiny_id));
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
    let Some(call) = paging::call(change, delivery).await? else { return Ok(KeyPressed::Nothing) };
    change.lock_account(call.account_id).await?;
    let Some(call) = paging::call(change, delivery).await? else { return Ok(KeyPressed::Nothing) };
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
