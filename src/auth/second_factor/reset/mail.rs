//! The mail about a reset of a second factor, and the job that carries the reset out a day later.

use serde::{Deserialize, Serialize};

use super::{carry_out, may_veto, store, veto_token};
use crate::audit::Event;
use crate::core::change::Change;
use crate::core::links::LinkPurpose;
use crate::messaging::ledger::Reason;
use crate::messaging::letter::Letter;
use crate::messaging::{Job, JobFuture, JobStep, WorkerContext};
use crate::platform::i18n::Message;
use crate::platform::ids::{AuditId, EmailId, FactorResetId};
use crate::users::emails::AddressAges;
use crate::web::paths;

/// The job that mails the notice, with a link that stops the reset for readers who may stop it.
#[derive(Serialize, Deserialize)]
pub struct FactorResetMail {
    pub email: EmailId,
    /// The event that asked for the reset: by an admin, or by an undo.
    pub event: Event,
    pub reset: FactorResetId,
    pub receipt: AuditId,
}

impl Job for FactorResetMail {
    const KIND: &'static str = "factor-reset";

    fn run<'a>(self, worker: &'a WorkerContext, change: &'a mut Change) -> JobFuture<'a, JobStep> {
        Box::pin(async move {
            let Some(reader) = store::reader(change, self.email).await? else {
                return Ok(JobStep::Void(Reason::Gone));
            };
            if reader.blocked_at.is_some() {
                return Ok(JobStep::Void(Reason::Blocked));
            }
            let now = change.now();
            let Some(reset) = store::open(change, self.reset).await? else {
                return Ok(JobStep::Void(Reason::Expired));
            };
            let ages = AddressAges::of(change, reset.user_id, now).await?;
            let action = may_veto(&reset, self.email, &ages).then(|| {
                let token = veto_token(&worker.keys, self.reset, self.email);
                let link = paths::link(LinkPurpose::Veto.as_ref(), &token);
                let link = format!("{}{link}", worker.public_url.as_str());
                (Message::new("mail-factor-reset-veto"), link)
            });
            let letter = Letter {
                lang: reader.language,
                name: reader.name,
                subject: self.event.subject(),
                paragraphs: vec![self.event.sentence(), Message::new("mail-factor-reset-was-you")],
                action,
                after: vec![
                    Message::new("mail-notice-receipt").with("receipt", self.receipt.to_string()),
                ],
            };
            Ok(JobStep::Send(letter.to(&reader.address, worker)?))
        })
    }
}

/// The job that carries out a reset.
#[derive(Serialize, Deserialize)]
pub struct FactorResetDue {
    pub reset: FactorResetId,
}

impl Job for FactorResetDue {
    const KIND: &'static str = "factor-reset-due";

    fn run<'a>(self, _: &'a WorkerContext, change: &'a mut Change) -> JobFuture<'a, JobStep> {
        Box::pin(async move {
            carry_out(change, self.reset).await?;
            Ok(JobStep::Done)
        })
    }
}
