//! Messages about an alert, on every channel, in the reader's language.

use serde::{Deserialize, Serialize};

use super::link;
use super::store::{self, AlertPage, AlertReader};
use crate::accounts::{account, settings};
use crate::core::change::Change;
use crate::messaging::ledger::Reason;
use crate::messaging::letter::Letter;
use crate::messaging::sms;
use crate::messaging::transports::{Call, Outgoing, Sms};
use crate::messaging::{Channel, Job, JobFuture, JobStep, WorkerContext};
use crate::oncall::alerts::{self, Alert, AlertStatus};
use crate::platform::db::Tx;
use crate::platform::i18n::{Lang, Message};
use crate::platform::ids::{AlertId, AlertPageId, EmailId, PhoneId, UserId};
use crate::web::paths;

/// The news of an alert, as a message says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AlertNews {
    /// Someone is paged, and may answer.
    Opened {
        page: AlertPageId,
    },
    Acknowledged {
        by: UserId,
    },
    Resolved {
        by: UserId,
    },
    /// Nobody answered to the end.
    Dropped,
    /// The person who acknowledged the alert is asked whether they still work on it.
    Asked,
}

/// The job that sends a message about an alert to one contact.
#[derive(Serialize, Deserialize)]
pub struct AlertMessage {
    pub alert: AlertId,
    pub news: AlertNews,
    pub channel: Channel,
    pub email: Option<EmailId>,
    pub phone: Option<PhoneId>,
}

impl Job for AlertMessage {
    const KIND: &'static str = "alert";

    fn run<'a>(self, worker: &'a WorkerContext, change: &'a mut Change) -> JobFuture<'a, JobStep> {
        Box::pin(async move {
            let to = AlertReader::find(change, self.email, self.phone).await?;
            let Some(to) = to else { return Ok(JobStep::Void(Reason::Gone)) };
            let Some(alert) = alerts::of_id(change, self.alert).await? else {
                return Ok(JobStep::Void(Reason::Gone));
            };
            if !account::is_member(change, alert.account_id, to.user_id).await? {
                return Ok(JobStep::Void(Reason::Gone));
            }
            if let Some(reason) = self.why_void(change, &alert).await? {
                return Ok(JobStep::Void(reason));
            }
            let words = Words {
                lang: to.language,
                number: alert.tiny_id,
                title: self.title(change, &alert).await?,
                person: self.person(change).await?,
            };
            Ok(JobStep::Send(self.write(worker, &alert, &words, to)?))
        })
    }
}

/// The values that fill the texts of a message.
struct Words {
    lang: Lang,
    number: i64,
    /// `None` in an account whose messages carry no content.
    title: Option<String>,
    /// The person who acknowledged or resolved it.
    person: Option<String>,
}

impl Words {
    /// Fills in a text: the one for accounts without content ends in `-bare`.
    fn fill(&self, full: &'static str, bare: &'static str) -> Message {
        let message = match &self.title {
            Some(title) => Message::new(full).with("title", title.clone()),
            None => Message::new(bare),
        };
        let message = message.with("number", self.number.to_string());
        match &self.person {
            Some(person) => message.with("name", person.clone()),
            None => message,
        }
    }
}

/// Returns what a call says of an alert, and the keys that answer it.
pub fn spoken(number: i64, title: Option<String>) -> Vec<Message> {
    let alert = match title {
        Some(title) => Message::new("voice-alert").with("title", title),
        None => Message::new("voice-alert-bare"),
    };
    vec![alert.with("number", number.to_string()), Message::new("voice-alert-keys")]
}

impl AlertMessage {
    /// Returns why the message is no longer needed: someone answered before it was sent.
    async fn why_void(&self, tx: &mut Tx, alert: &Alert) -> anyhow::Result<Option<Reason>> {
        Ok(match self.news {
            AlertNews::Opened { page } => {
                // A person may wait through another destination, whose page had no message.
                let page = store::page_of(tx, page).await?;
                let pages = store::pages(tx, alert.id).await?;
                let waits = page.is_some_and(|page| {
                    let is_theirs = |other: &AlertPage| other.user_id == page.user_id;
                    pages.iter().any(|other| is_theirs(other) && other.ended_at.is_none())
                });
                (!waits).then_some(Reason::Answered)
            }
            AlertNews::Acknowledged { .. } | AlertNews::Asked => {
                (alert.status != AlertStatus::Acknowledged).then_some(Reason::Answered)
            }
            AlertNews::Dropped => {
                (alert.status != AlertStatus::Dropped).then_some(Reason::Answered)
            }
            AlertNews::Resolved { .. } => None,
        })
    }

    async fn title(&self, tx: &mut Tx, alert: &Alert) -> anyhow::Result<Option<String>> {
        let hides = settings::hides_content(tx, alert.account_id).await?;
        Ok((!hides).then(|| alert.title.clone()))
    }

    async fn person(&self, tx: &mut Tx) -> anyhow::Result<Option<String>> {
        Ok(match self.news {
            AlertNews::Acknowledged { by } | AlertNews::Resolved { by } => {
                store::name_of(tx, by).await?
            }
            AlertNews::Opened { .. } | AlertNews::Dropped | AlertNews::Asked => None,
        })
    }

    fn write(
        &self,
        worker: &WorkerContext,
        alert: &Alert,
        words: &Words,
        to: AlertReader,
    ) -> anyhow::Result<Outgoing> {
        let text = |message: Message| worker.messages.text(words.lang, &message);
        Ok(match self.channel {
            Channel::Email => self.letter(worker, alert, words, &to).to(&to.to, worker)?,
            Channel::Voice => {
                let said = spoken(words.number, words.title.clone());
                let sentences = said.into_iter().map(text).collect();
                let lang = words.lang;
                Outgoing::Call(Call { to: to.to, lang, sentences, asks: true })
            }
            _ => {
                let with = |title: &str| {
                    let words = Words { title: Some(title.to_owned()), ..words.copied() };
                    self.sms(worker, &words)
                };
                let text = match &words.title {
                    Some(title) => sms::fitted(title, with),
                    None => self.sms(worker, words),
                };
                Outgoing::Sms(Sms { to: to.to, text })
            }
        })
    }

    fn sms(&self, worker: &WorkerContext, words: &Words) -> String {
        let line = match self.news {
            AlertNews::Opened { .. } => words.fill("sms-alert", "sms-alert-bare"),
            AlertNews::Acknowledged { .. } => {
                words.fill("sms-alert-acknowledged", "sms-alert-acknowledged-bare")
            }
            AlertNews::Resolved { .. } => {
                words.fill("sms-alert-resolved", "sms-alert-resolved-bare")
            }
            AlertNews::Dropped => words.fill("sms-alert-dropped", "sms-alert-dropped-bare"),
            AlertNews::Asked => words.fill("sms-alert-asked", "sms-alert-asked-bare"),
        };
        let line = worker.messages.text(words.lang, &line);
        match self.news {
            AlertNews::Opened { .. } => {
                let how = worker.messages.text(words.lang, &Message::new("sms-alert-how"));
                format!("{line}\n\n{how}")
            }
            _ => line,
        }
    }

    fn letter(
        &self,
        worker: &WorkerContext,
        alert: &Alert,
        words: &Words,
        to: &AlertReader,
    ) -> Letter {
        let (subject, text) = match self.news {
            AlertNews::Opened { .. } => (
                words.fill("mail-alert-subject", "mail-alert-subject-bare"),
                words.fill("mail-alert-text", "mail-alert-text-bare"),
            ),
            AlertNews::Acknowledged { .. } => (
                words.fill(
                    "mail-alert-acknowledged-subject",
                    "mail-alert-acknowledged-subject-bare",
                ),
                words.fill("mail-alert-acknowledged-text", "mail-alert-acknowledged-text-bare"),
            ),
            AlertNews::Resolved { .. } => (
                words.fill("mail-alert-resolved-subject", "mail-alert-resolved-subject-bare"),
                words.fill("mail-alert-resolved-text", "mail-alert-resolved-text-bare"),
            ),
            AlertNews::Asked => (
                words.fill("mail-alert-asked-subject", "mail-alert-asked-subject-bare"),
                words.fill("mail-alert-asked-text", "mail-alert-asked-text-bare"),
            ),
            AlertNews::Dropped => (
                words.fill("mail-alert-dropped-subject", "mail-alert-dropped-subject-bare"),
                words.fill("mail-alert-dropped-text", "mail-alert-dropped-text-bare"),
            ),
        };
        let at = |path: &str| format!("{}{path}", worker.public_url.as_str());
        let page = at(&paths::of(paths::ALERT, &alert.id));
        let (action, after) = match (&self.news, self.email) {
            (AlertNews::Opened { page }, Some(email)) => {
                let link = at(&link::path(&worker.keys, *page, email));
                let hint = Message::new("mail-alert-link-hint");
                ((Message::new("mail-alert-answer"), link), vec![hint])
            }
            _ => ((Message::new("mail-alert-open"), page), Vec::new()),
        };
        let mut paragraphs = vec![text];
        if words.title.is_some() && !alert.description.is_empty() {
            let first: String = alert.description.chars().take(MAX_EXCERPT).collect();
            paragraphs.push(Message::new("mail-alert-description").with("text", first));
        }
        Letter {
            lang: to.language,
            name: to.name.clone(),
            subject,
            paragraphs,
            action: Some(action),
            after,
        }
    }
}

impl Words {
    fn copied(&self) -> Self {
        let (title, person) = (self.title.clone(), self.person.clone());
        Self { lang: self.lang, number: self.number, title, person }
    }
}

/// The most characters of a description in a mail.
const MAX_EXCERPT: usize = 1_000;
