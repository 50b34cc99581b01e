//! Senders: API tokens with which programs sent alerts lately, and the mail that says that one ends.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{paging, store};
use crate::core::change::Change;
use crate::messaging::ledger::Reason;
use crate::messaging::letter::Letter;
use crate::messaging::{self, Contact, Job, JobFuture, JobStep, WorkerContext};
use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::i18n::Message;
use crate::platform::ids::{AccountId, ApiTokenId, EmailId, UserId};
use crate::users::emails;
use crate::web::paths;

/// How long ago a token may have sent its last alert to count as a sender.
const LATELY: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// Tells whether alerts were sent with a token in the last 30 days.
pub async fn makes_alerts(tx: &mut Tx, token: ApiTokenId, now: Timestamp) -> Result<bool> {
    Ok(recent(tx, token, now).await?.is_some())
}

/// Finds a token as a sender of the last 30 days.
async fn recent(tx: &mut Tx, token: ApiTokenId, now: Timestamp) -> Result<Option<store::Sender>> {
    let sender = store::sender(tx, token).await?;
    Ok(sender.filter(|sender| now.since(sender.sent_at) <= LATELY))
}

/// Mails the admins of a token's account that the token ends, before it does, if alerts were sent
/// with it in the last 30 days.
pub async fn token_ends(change: &mut Change, token: ApiTokenId) -> Result<()> {
    let now = change.now();
    let Some(sender) = recent(change, token, now).await? else { return Ok(()) };
    for admin in paging::admins_of_account(change, sender.account_id).await? {
        let account = sender.account_id;
        for to in emails::security_recipients(change, admin, Some(account)).await? {
            let Contact::Email(email) = to.contact else { continue };
            let (token, person) = (sender.token.clone(), sender.person.clone());
            messaging::send(change, &to, &SenderMail { account, email, token, person }).await?;
        }
    }
    Ok(())
}

/// Mails the admins of an account about every token of a person in it, as `token_ends` does.
pub async fn tokens_end(change: &mut Change, account: AccountId, user: UserId) -> Result<()> {
    for token in store::tokens_of(change, account, user).await? {
        token_ends(change, token).await?;
    }
    Ok(())
}

/// The job that mails one admin that a sender ends. It carries names, as the token may be gone.
#[derive(Serialize, Deserialize)]
pub struct SenderMail {
    pub account: AccountId,
    pub email: EmailId,
    pub token: String,
    pub person: String,
}

impl Job for SenderMail {
    const KIND: &'static str = "alert-sender";

    fn run<'a>(self, worker: &'a WorkerContext, change: &'a mut Change) -> JobFuture<'a, JobStep> {
        Box::pin(async move {
            let to = paging::AlertReader::find(change, Some(self.email), None).await?;
            let Some(to) = to else { return Ok(JobStep::Void(Reason::Gone)) };
            if !paging::admins_of_account(change, self.account).await?.contains(&to.user_id) {
                return Ok(JobStep::Void(Reason::Gone));
            }
            let filled = |id| {
                Message::new(id)
                    .with("token", self.token.clone())
                    .with("person", self.person.clone())
            };
            let url = format!("{}{}", worker.public_url.as_str(), paths::ALERT_KEYS);
            let letter = Letter {
                lang: to.language,
                name: to.name.clone(),
                subject: filled("mail-alert-sender-subject"),
                paragraphs: vec![
                    filled("mail-alert-sender-text"),
                    Message::new("mail-alert-sender-what-to-do"),
                ],
                action: Some((Message::new("alert-keys-title"), url)),
                after: Vec::new(),
            };
            Ok(JobStep::Send(letter.to(&to.to, worker)?))
        })
    }
}
