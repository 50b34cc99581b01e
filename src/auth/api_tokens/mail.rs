//! Reminders of API tokens that expire soon.

use serde::{Deserialize, Serialize};

use super::{DAY, USES, remind_later, store};
use crate::core::change::Change;
use crate::messaging::ledger::Reason;
use crate::messaging::letter::Letter;
use crate::messaging::{self, Contact, Job, JobFuture, JobStep, WorkerContext};
use crate::platform::clock::Timestamp;
use crate::platform::i18n::{Dates, Message};
use crate::platform::ids::{ApiTokenId, EmailId};
use crate::users::emails;
use crate::web::paths;

/// The job that reminds the owner of a token before it expires. There is one at a time for each
/// token, which queues the next: when jobs are long overdue, nobody gets several reminders at once.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub struct TokenExpiry {
    pub token: ApiTokenId,
    pub expires_at: Timestamp,
}

impl Job for TokenExpiry {
    const KIND: &'static str = "token-expiry";

    fn run<'a>(self, _: &'a WorkerContext, change: &'a mut Change) -> JobFuture<'a, JobStep> {
        Box::pin(async move {
            let Self { token, expires_at } = self;
            let Some((user, account)) = store::holder(change, token, expires_at).await? else {
                return Ok(JobStep::Done);
            };
            for to in emails::security_recipients(change, user, Some(account)).await? {
                if let Contact::Email(email) = to.contact {
                    let reminder = TokenReminder { email, token, expires_at };
                    messaging::send(change, &to, &reminder).await?;
                }
            }
            let now = change.now();
            if expires_at.since(now) <= DAY {
                (USES.required()?.ends)(change, token).await?;
            }
            remind_later(change, self).await?;
            Ok(JobStep::Done)
        })
    }
}

/// The job that mails a reminder to one address.
#[derive(Serialize, Deserialize)]
pub struct TokenReminder {
    pub email: EmailId,
    pub token: ApiTokenId,
    pub expires_at: Timestamp,
}

impl Job for TokenReminder {
    const KIND: &'static str = "token-reminder";

    fn run<'a>(self, worker: &'a WorkerContext, change: &'a mut Change) -> JobFuture<'a, JobStep> {
        Box::pin(async move {
            let now = change.now();
            let reader = store::reader(change, self.email, self.token, self.expires_at).await?;
            let Some(reader) = reader else { return Ok(JobStep::Void(Reason::Gone)) };
            if reader.blocked_at.is_some() {
                return Ok(JobStep::Void(Reason::Blocked));
            }
            if self.expires_at <= now {
                return Ok(JobStep::Void(Reason::Expired));
            }
            let dates = Dates::new(reader.language, reader.time_zone, reader.formats).with_zone();
            let letter = Letter {
                lang: reader.language,
                name: reader.name,
                subject: Message::new("api-tokens-mail-expiry-subject")
                    .with("name", reader.token.clone()),
                paragraphs: vec![
                    Message::new("api-tokens-mail-expiry")
                        .with("name", reader.token)
                        .with("account", reader.account)
                        .with("when", dates.date_time(self.expires_at)),
                    Message::new("api-tokens-mail-expiry-what-to-do"),
                ],
                action: Some((
                    Message::new("api-tokens-mail-expiry-action"),
                    format!("{}{}", worker.public_url.as_str(), paths::API_TOKENS),
                )),
                after: Vec::new(),
            };
            Ok(JobStep::Send(letter.to(&reader.address, worker)?))
        })
    }
}
