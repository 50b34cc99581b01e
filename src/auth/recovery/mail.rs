//! The mail of password recovery, prepared by a job so that the requester cannot measure it.

use serde::{Deserialize, Serialize};

use super::resettable;
use crate::accounts::account;
use crate::auth::undo;
use crate::core::change::Change;
use crate::core::links::{LinkPurpose, LinkToken};
use crate::messaging::ledger::Reason;
use crate::messaging::letter::Letter;
use crate::messaging::{self, Channel, Contact, Job, JobFuture, JobStep, Recipient, WorkerContext};
use crate::platform::i18n::Message;
use crate::platform::ids::{AuditId, EmailId, VerificationId};
use crate::users::{emails, verification};
use crate::web::paths;

/// The job that handles a request, for an address that somebody or nobody has verified.
#[derive(Serialize, Deserialize)]
pub struct ResetRequest {
    pub email: Option<EmailId>,
    /// The change within the undo window by which the address was removed from a user.
    pub removal: Option<AuditId>,
}

impl Job for ResetRequest {
    const KIND: &'static str = "reset-request";

    fn run<'a>(self, _: &'a WorkerContext, change: &'a mut Change) -> JobFuture<'a, JobStep> {
        Box::pin(async move {
            let now = change.now();
            if let Some(removal) = self.removal {
                undo::remind_of_removal(change, removal).await?;
                // Handled in a change of its own, which locks another user: locks have one order.
                let rest = Self { removal: None, ..self };
                messaging::later(change, &rest).await?;
                return Ok(JobStep::Done);
            }
            let Some(email) = self.email else { return Ok(JobStep::Done) };
            let Some(user) = emails::user_of(change, email).await? else {
                return Ok(JobStep::Done);
            };
            change.lock_user(user).await?;
            let Some(found) = resettable(change, email, now).await? else {
                return Ok(JobStep::Done);
            };
            let verification =
                verification::issue_link(change, LinkPurpose::Reset, user, email).await?;
            let to = Recipient {
                user,
                account: account::current_of(change, user).await?,
                channel: Channel::Email,
                contact: Contact::Email(email),
                masked: emails::masked(&found.address),
            };
            messaging::send(change, &to, &ResetLink { verification }).await?;
            undo::remind_of_factors(change, user, &to).await?;
            Ok(JobStep::Done)
        })
    }
}

/// The job that mails the link for a new password.
#[derive(Serialize, Deserialize)]
pub struct ResetLink {
    pub verification: VerificationId,
}

impl Job for ResetLink {
    const KIND: &'static str = "reset-link";

    fn run<'a>(self, worker: &'a WorkerContext, change: &'a mut Change) -> JobFuture<'a, JobStep> {
        Box::pin(async move {
            let now = change.now();
            let verification = verification::find(change, self.verification).await?;
            let Some(verification) = verification else { return Ok(JobStep::Void(Reason::Gone)) };
            let Some(email) = verification.email_id.filter(|_| verification.is_open(now)) else {
                return Ok(JobStep::Void(Reason::Expired));
            };
            let Some(found) = resettable(change, email, now).await? else {
                return Ok(JobStep::Void(Reason::Gone));
            };
            if found.blocked_at.is_some() {
                return Ok(JobStep::Void(Reason::Blocked));
            }
            let bound = [found.address_key.as_slice(), &found.epoch.to_be_bytes()];
            let token = LinkToken::derive(
                &worker.keys,
                LinkPurpose::Reset,
                verification.id.as_bytes(),
                &bound,
            );
            let link = paths::link(LinkPurpose::Reset.as_ref(), &token);
            let letter = Letter {
                lang: found.language,
                name: found.name,
                subject: Message::new("mail-reset-subject"),
                paragraphs: vec![Message::new("mail-reset-text")],
                action: Some((
                    Message::new("mail-reset-action"),
                    format!("{}{link}", worker.public_url.as_str()),
                )),
                after: vec![
                    Message::new("mail-reset-life")
                        .with_minutes("minutes", LinkPurpose::Reset.life()),
                    Message::new("mail-reset-not-you"),
                ],
            };
            Ok(JobStep::Send(letter.to(&found.address, worker)?))
        })
    }
}
