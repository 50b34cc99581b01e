//! The mail that invites a person to an account.

use serde::{Deserialize, Serialize};

use super::{answer, store};
use crate::core::change::Change;
use crate::core::links::LinkPurpose;
use crate::messaging::ledger::Reason;
use crate::messaging::letter::Letter;
use crate::messaging::{Job, JobFuture, JobStep, WorkerContext};
use crate::platform::i18n::Message;
use crate::platform::ids::InvitationId;
use crate::web::paths;

/// The job that mails an invitation's link.
#[derive(Serialize, Deserialize)]
pub struct InvitationLink {
    pub invitation: InvitationId,
}

impl Job for InvitationLink {
    const KIND: &'static str = "account-invitation";

    fn run<'a>(self, worker: &'a WorkerContext, change: &'a mut Change) -> JobFuture<'a, JobStep> {
        Box::pin(async move {
            let now = change.now();
            let found = store::find(change, self.invitation).await?;
            let Some(found) = found else { return Ok(JobStep::Void(Reason::Gone)) };
            if !found.is_open(now) {
                return Ok(JobStep::Void(Reason::Expired));
            }
            if !found.is_usable {
                return Ok(JobStep::Void(Reason::Blocked));
            }
            let token = answer::token(&worker.keys, &found);
            let link = paths::link(LinkPurpose::Invitation.as_ref(), &token);
            let link = format!("{}{link}", worker.public_url.as_str());
            let of_account = |id| Message::new(id).with("account", found.account.clone());
            let text = match &found.who {
                Some(who) => of_account("mail-invitation-text").with("who", who.clone()),
                None => of_account("mail-invitation-text-nobody"),
            };
            let letter = Letter {
                lang: found.language,
                name: found.name.clone(),
                subject: of_account("mail-invitation-subject"),
                paragraphs: vec![text, Message::new("mail-invitation-effect")],
                action: Some((Message::new("mail-invitation-approve"), link.clone())),
                after: vec![
                    Message::new("mail-invitation-life")
                        .with_hours("hours", LinkPurpose::Invitation.life()),
                    Message::new("mail-invitation-not-known"),
                ],
            };
            let deny = Message::new("mail-invitation-deny");
            Ok(JobStep::Send(letter.asking(&deny, &link, &found.address, worker)?))
        })
    }
}
