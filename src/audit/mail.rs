//! The mail of a security event.

use serde::{Deserialize, Serialize};

use super::store::{self, SecurityMailReader};
use super::{Event, Part, WINDOW, undo_token};
use crate::core::change::Change;
use crate::core::links::LinkPurpose;
use crate::messaging::ledger::Reason;
use crate::messaging::letter::Letter;
use crate::messaging::{Job, JobFuture, JobStep, WorkerContext};
use crate::platform::clock::Timestamp;
use crate::platform::db::{self, Tx};
use crate::platform::i18n::{Dates, Message};
use crate::platform::ids::{AuditId, EmailId};
use crate::web::paths;

/// An address as emails store it in an undo.
#[derive(Deserialize)]
struct Former {
    id: EmailId,
    address: String,
    verified_at: Option<Timestamp>,
    blocked_at: Option<Timestamp>,
}

/// The job that mails a security event to one address.
#[derive(Serialize, Deserialize)]
pub struct SecurityMail {
    pub email: EmailId,
    pub event: Event,
    pub at: Timestamp,
    /// The reference number of the event.
    pub receipt: AuditId,
    /// Whether the mail has an undo link.
    pub undoable: bool,
    /// The `User-Agent` and the address; `None` when the change was made on the console or by another
    /// person.
    pub origin: Option<(String, String)>,
}

impl Job for SecurityMail {
    const KIND: &'static str = "security-notice";

    fn run<'a>(self, worker: &'a WorkerContext, change: &'a mut Change) -> JobFuture<'a, JobStep> {
        Box::pin(async move {
            let now = change.now();
            let reader = match store::reader(change, self.email).await? {
                // The address was removed, by this very change or before the mail was sent.
                None => self.former_reader(change, now).await?,
                reader => reader,
            };
            let Some(reader) = reader.filter(|reader| reader.verified_at.is_some()) else {
                return Ok(JobStep::Void(Reason::Gone));
            };
            if reader.blocked_at.is_some() {
                return Ok(JobStep::Void(Reason::Blocked));
            }
            let dates = Dates::new(reader.language, reader.time_zone, reader.formats).with_zone();
            let when = Message::new("mail-notice-when").with("when", dates.date_time(self.at));
            let mut paragraphs = vec![self.event.sentence(), when];
            paragraphs.extend(self.origin.map(|(agent, address)| {
                let origin = match crate::core::user_agent::known(&agent) {
                    Some(device) => Message::new("mail-notice-whence")
                        .with("device", worker.messages.text(reader.language, &device)),
                    None => Message::new("mail-notice-whence-unknown"),
                };
                origin.with("address", address)
            }));
            let at = |path: &str| format!("{}{path}", worker.public_url.as_str());
            let (action, what_then) = match self.undoable {
                true => {
                    let link = paths::link(
                        LinkPurpose::Undo.as_ref(),
                        &undo_token(&worker.keys, self.receipt, self.email),
                    );
                    paragraphs.push(Message::new("mail-notice-was-you"));
                    ((Message::new("mail-notice-undo"), at(&link)), "mail-notice-undo-effect")
                }
                false => (
                    (Message::new("mail-notice-action"), at(paths::SETTINGS)),
                    "mail-notice-not-you",
                ),
            };
            let receipt = Message::new("mail-notice-receipt");
            let letter = Letter {
                lang: reader.language,
                name: reader.name,
                subject: self.event.subject(),
                paragraphs,
                action: Some(action),
                after: vec![
                    Message::new(what_then).with_hours("hours", WINDOW),
                    receipt.with("receipt", self.receipt.to_string()),
                ],
            };
            Ok(JobStep::Send(letter.to(&reader.address, worker)?))
        })
    }
}

impl SecurityMail {
    /// Finds the reader of an address that was removed since, as it was before its latest change
    /// that can still be undone.
    async fn former_reader(
        &self,
        tx: &mut Tx,
        now: Timestamp,
    ) -> db::Result<Option<SecurityMailReader>> {
        let Some(subject) = store::subject(tx, self.receipt).await? else { return Ok(None) };
        let kept = store::kept_beside(tx, self.receipt, now - WINDOW).await?;
        for kept in kept.iter().rev().filter(|kept| kept.part == Part::Emails) {
            let was: Vec<Former> = kept.was()?;
            if let Some(former) = was.into_iter().find(|former| former.id == self.email) {
                let Former { address, verified_at, blocked_at, .. } = former;
                return Ok(Some(SecurityMailReader {
                    address,
                    verified_at,
                    blocked_at,
                    ..subject
                }));
            }
        }
        Ok(None)
    }
}
