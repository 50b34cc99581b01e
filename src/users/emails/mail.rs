//! The mail with a verification link; its reader may be another user who has verified the address.

use serde::{Deserialize, Serialize};

use super::store;
use crate::core::change::Change;
use crate::core::links::{LinkPurpose, LinkToken};
use crate::messaging::ledger::Reason;
use crate::messaging::letter::Letter;
use crate::messaging::{Job, JobFuture, JobStep, WorkerContext};
use crate::platform::i18n::Message;
use crate::platform::ids::VerificationId;
use crate::users::verification;
use crate::web::paths;

/// The job that mails a verification link to an address.
#[derive(Serialize, Deserialize)]
pub struct EmailLink {
    pub verification: VerificationId,
}

impl Job for EmailLink {
    const KIND: &'static str = "email-link";

    fn run<'a>(self, worker: &'a WorkerContext, change: &'a mut Change) -> JobFuture<'a, JobStep> {
        Box::pin(async move {
            let now = change.now();
            let found = verification::find(change, self.verification).await?;
            let Some(found) = found else { return Ok(JobStep::Void(Reason::Gone)) };
            let Some(email) = found.email_id.filter(|_| found.is_open(now)) else {
                return Ok(JobStep::Void(Reason::Expired));
            };
            let Some(to) = store::addressee(change, email).await? else {
                return Ok(JobStep::Void(Reason::Gone));
            };
            let owner = store::former_addressee(change, &to.address_key).await?;
            if let Some(owner) = owner.filter(|owner| owner.user_id != to.user_id) {
                if owner.blocked_at.is_some() {
                    return Ok(JobStep::Void(Reason::Blocked));
                }
                return Ok(JobStep::Send(already_yours(&owner).to(&owner.address, worker)?));
            }
            let token = LinkToken::derive(
                &worker.keys,
                LinkPurpose::Email,
                found.id.as_bytes(),
                &[&to.address_key],
            );
            let link = paths::link(LinkPurpose::Email.as_ref(), &token);
            let letter = Letter {
                lang: to.language,
                name: to.name,
                subject: Message::new("mail-email-link-subject"),
                paragraphs: vec![Message::new("mail-email-link-text")],
                action: Some((
                    Message::new("mail-email-link-action"),
                    format!("{}{link}", worker.public_url.as_str()),
                )),
                after: vec![
                    Message::new("mail-email-link-life")
                        .with_hours("hours", LinkPurpose::Email.life()),
                    Message::new("mail-email-link-not-you"),
                ],
            };
            Ok(JobStep::Send(letter.to(&to.address, worker)?))
        })
    }
}

/// Writes the mail to the owner of an address that another user adds.
fn already_yours(owner: &store::LinkAddressee) -> Letter {
    Letter {
        lang: owner.language,
        name: owner.name.clone(),
        subject: Message::new("mail-email-taken-subject"),
        paragraphs: vec![Message::new("mail-email-taken-text")],
        action: None,
        after: vec![Message::new("mail-email-taken-not-you")],
    }
}
