//! The mail with which a created user begins.

use serde::{Deserialize, Serialize};

use super::{bound, store};
use crate::core::change::Change;
use crate::core::links::{LinkPurpose, LinkToken};
use crate::messaging::ledger::Reason;
use crate::messaging::letter::Letter;
use crate::messaging::{Job, JobFuture, JobStep, WorkerContext};
use crate::platform::i18n::Message;
use crate::platform::ids::{AccountId, UserId, VerificationId};
use crate::users::verification;
use crate::web::paths;

/// The job that mails the link for a first password.
#[derive(Serialize, Deserialize)]
pub struct ActivationLink {
    pub verification: VerificationId,
    pub account: AccountId,
    /// The admin who created the user or sent the link again.
    pub by: Option<UserId>,
}

impl Job for ActivationLink {
    const KIND: &'static str = "set-up-link";

    fn run<'a>(self, worker: &'a WorkerContext, change: &'a mut Change) -> JobFuture<'a, JobStep> {
        Box::pin(async move {
            let now = change.now();
            let sent = verification::find(change, self.verification).await?;
            let Some(sent) = sent else { return Ok(JobStep::Void(Reason::Gone)) };
            let Some(email) = sent.email_id.filter(|_| sent.is_open(now)) else {
                return Ok(JobStep::Void(Reason::Expired));
            };
            let found = store::newcomer(change, email).await?.filter(|found| found.is_new);
            let sender = store::sender(change, self.account, self.by).await?;
            let (Some(found), Some((account, by))) = (found, sender) else {
                return Ok(JobStep::Void(Reason::Gone));
            };
            if found.blocked_at.is_some() {
                return Ok(JobStep::Void(Reason::Blocked));
            }
            let token = LinkToken::derive(
                &worker.keys,
                LinkPurpose::Activation,
                sent.id.as_bytes(),
                &bound(&found),
            );
            let link = paths::link(LinkPurpose::Activation.as_ref(), &token);
            let of_account = |id| Message::new(id).with("account", account.clone());
            let text = match by {
                Some(who) => of_account("mail-welcome-text").with("who", who),
                None => of_account("mail-welcome-text-nobody"),
            };
            let letter = Letter {
                lang: found.language,
                name: found.name,
                subject: of_account("mail-welcome-subject"),
                paragraphs: vec![text, Message::new("mail-welcome-next")],
                action: Some((
                    Message::new("mail-welcome-action"),
                    format!("{}{link}", worker.public_url.as_str()),
                )),
                after: vec![
                    Message::new("mail-welcome-life")
                        .with_hours("hours", LinkPurpose::Activation.life()),
                    Message::new("mail-welcome-not-you"),
                ],
            };
            Ok(JobStep::Send(letter.to(&found.address, worker)?))
        })
    }
}
