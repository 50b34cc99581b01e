//! Floods: who is paged about very many alerts at once gets one message that says how many.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{AlertReader, recipients, store};
use crate::accounts::account;
use crate::core::change::Change;
use crate::core::limits::{Limit, Verdict};
use crate::messaging::ledger::Reason;
use crate::messaging::letter::Letter;
use crate::messaging::transports::{Call, Outgoing, Sms};
use crate::messaging::{self, Channel, Job, JobFuture, JobStep, WorkerContext};
use crate::oncall::alerts::Alert;
use crate::oncall::alerts::timeline::{Entry, EntryOf, record};
use crate::platform::db::Result;
use crate::platform::i18n::Message;
use crate::platform::ids::{AccountId, EmailId, PhoneId, UserId};
use crate::web::paths;

/// The alerts of one urgency about which a person is paged one by one. Each urgency counts by
/// itself, so that many low ones hide no critical one.
const BUDGET: Limit = Limit { name: "alert-page", tries: 10, window: Duration::from_secs(10 * 60) };

/// How long alerts are gathered before the message that counts them.
const GATHERED: Duration = Duration::from_secs(60);

/// How late the message may be before another one is queued.
const OVERDUE: Duration = Duration::from_secs(10 * 60);

/// Counts a page, and tells whether the person has had too many to get another message.
pub async fn is_flood(change: &mut Change, alert: &Alert, user: UserId) -> Result<bool> {
    let who = [alert.account_id.as_bytes(), user.as_bytes(), alert.urgency.as_ref().as_bytes()];
    Ok(matches!(BUDGET.count(change, &who).await?, Verdict::Past { .. }))
}

/// Queues the message that counts the held pages of a person, unless it is due already.
pub async fn count_later(change: &mut Change, account: AccountId, user: UserId) -> Result<()> {
    let now = change.now();
    let due = now + GATHERED;
    match store::gather(change, account, user, due, now - OVERDUE).await? {
        true => messaging::at(change, &AlertDigest { account, user }, due).await,
        false => Ok(()),
    }
}

/// The job that counts the pages of a person that were held back, and queues the messages that say
/// how many nobody has taken.
#[derive(Serialize, Deserialize)]
pub struct AlertDigest {
    pub account: AccountId,
    pub user: UserId,
}

impl Job for AlertDigest {
    const KIND: &'static str = "alert-digest";

    fn run<'a>(self, worker: &'a WorkerContext, change: &'a mut Change) -> JobFuture<'a, JobStep> {
        Box::pin(async move {
            let Self { account, user } = self;
            store::end_digest(change, account, user).await?;
            let waiting = store::release_held(change, account, user).await?;
            if waiting.is_empty() {
                return Ok(JobStep::Done);
            }
            let count = i64::try_from(waiting.len()).unwrap_or(i64::MAX);
            let to = recipients(change, &worker.transports, account, user, true).await?;
            if to.is_empty() {
                for alert in waiting {
                    let about = EntryOf { user: Some(user), ..EntryOf::default() };
                    record(change, alert, &Entry::Unreachable, about).await?;
                }
                return Ok(JobStep::Done);
            }
            for to in to {
                let (email, phone) = to.contact.ids();
                let message = AlertCount { account, count, channel: to.channel, email, phone };
                messaging::send(change, &to, &message).await?;
            }
            Ok(JobStep::Done)
        })
    }
}

/// The message that says how many further alerts wait for a person.
#[derive(Serialize, Deserialize)]
pub struct AlertCount {
    pub account: AccountId,
    pub count: i64,
    pub channel: Channel,
    pub email: Option<EmailId>,
    pub phone: Option<PhoneId>,
}

impl Job for AlertCount {
    const KIND: &'static str = "alert-count";

    fn run<'a>(self, worker: &'a WorkerContext, change: &'a mut Change) -> JobFuture<'a, JobStep> {
        Box::pin(async move {
            let to = AlertReader::find(change, self.email, self.phone).await?;
            let Some(to) = to else { return Ok(JobStep::Void(Reason::Gone)) };
            if !account::is_member(change, self.account, to.user_id).await? {
                return Ok(JobStep::Void(Reason::Gone));
            }
            Ok(JobStep::Send(self.write(worker, &to)?))
        })
    }
}

impl AlertCount {
    fn write(&self, worker: &WorkerContext, to: &AlertReader) -> anyhow::Result<Outgoing> {
        let lang = to.language;
        let url = format!("{}{}", worker.public_url.as_str(), paths::ALERTS);
        let counted = |id| Message::new(id).with("count", self.count);
        Ok(match self.channel {
            Channel::Email => {
                let letter = Letter {
                    lang,
                    name: to.name.clone(),
                    subject: counted("mail-alert-count-subject"),
                    paragraphs: vec![counted("mail-alert-count-text")],
                    action: Some((Message::new("mail-alert-count-open"), url)),
                    after: Vec::new(),
                };
                letter.to(&to.to, worker)?
            }
            Channel::Voice => {
                let sentences = vec![worker.messages.text(lang, &counted("voice-alert-count"))];
                Outgoing::Call(Call { to: to.to.clone(), lang, sentences, asks: false })
            }
            _ => {
                // Text messages carry no grouped digits, for which GSM has no space.
                let count = self.count.to_string();
                let text = Message::new("sms-alert-count").with("count", count).with("url", url);
                Outgoing::Sms(Sms { to: to.to.clone(), text: worker.messages.text(lang, &text) })
            }
        })
    }
}
