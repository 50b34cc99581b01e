//! Security events: each is kept in the audit log, and most are mailed to every verified address.

mod event;
mod job;
mod store;

pub use event::{Event, Scope, Topic};
pub use job::Notice;

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::auth::verification::{LinkPurpose, Token};
use crate::clock::Timestamp;
use crate::db::{self, Result, Tx};
use crate::ids::{AccountId, AuditId, UserId};
use crate::outbox::{self, Contact, Recipient};
use crate::secrets::keys::SecretKeys;
use crate::web::api::caller::Caller;
use crate::web::ctx::Whence;
use crate::web::gate::Member;

/// A change can be taken back for so long.
pub const UNDO_LIFE: Duration = Duration::from_secs(72 * 60 * 60);

/// What a change that can be taken back is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    Emails,
    Password,
    Factors,
    Passkeys,
    Tokens,
}

/// How a part was before a change, in the words of the slice that it belongs to.
#[derive(Serialize, Deserialize)]
pub struct Before {
    pub part: Part,
    pub was: serde_json::Value,
}

impl Before {
    /// A part as it is now.
    ///
    /// # Errors
    /// When it cannot be written as JSON.
    pub fn of(part: Part, was: &impl Serialize) -> Result<Self> {
        let was = serde_json::to_value(was).map_err(|error| db::Error::Encode(error.into()))?;
        Ok(Self { part, was })
    }
}

/// The token of the link that takes a change back.
fn undo_token(keys: &SecretKeys, receipt: AuditId) -> String {
    Token::derive(keys, LinkPurpose::Undo, receipt.as_bytes(), &[])
}

/// By what way something came about.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    sqlx::Type,
    strum::AsRefStr,
    strum::EnumString,
    strum::EnumMessage,
    strum::VariantArray,
)]
#[strum(serialize_all = "lowercase")]
#[sqlx(type_name = "TEXT", rename_all = "lowercase")]
pub enum Via {
    #[strum(message = "audit-via-page")]
    Page,
    #[strum(message = "audit-via-api")]
    Api,
    #[strum(message = "audit-via-console")]
    Console,
}

/// Whom an event is about, and who did it from where.
#[derive(Clone, Copy)]
pub struct Affair<'a> {
    pub subject: UserId,
    /// Nobody, when it was done on the console.
    pub actor: Option<UserId>,
    pub account: Option<AccountId>,
    pub via: Via,
    pub whence: &'a Whence,
}

impl<'a> Affair<'a> {
    /// What someone does to their own user.
    pub fn own(user: UserId, account: Option<AccountId>, whence: &'a Whence) -> Self {
        Self { subject: user, actor: Some(user), account, via: Via::Page, whence }
    }

    /// What a member does in the current account; whose verb it is names the subject.
    pub fn by(me: &Member, whence: &'a Whence) -> Self {
        Self::own(me.person.user_id, Some(me.account_id()), whence)
    }

    /// What a program does for a member; whose verb it is names the subject.
    pub fn through(caller: &Caller, whence: &'a Whence) -> Self {
        let place = &caller.place;
        Self { via: Via::Api, ..Self::own(place.user_id, Some(place.account_id), whence) }
    }
}

/// An entry of the audit log, as its subject may read it.
#[derive(sqlx::FromRow)]
pub struct Entry {
    pub id: AuditId,
    pub actor_id: Option<UserId>,
    event: String,
    pub address: String,
    pub agent: String,
    pub created_at: Timestamp,
}

impl Entry {
    /// What happened; `None` when a later version wrote what this one does not know.
    pub fn event(&self) -> Option<Event> {
        serde_json::from_str(&self.event).ok()
    }
}

/// Keeps an event in the audit log, in the transaction of what happened.
///
/// # Errors
/// When the database fails.
pub async fn record(tx: &mut Tx, affair: Affair<'_>, event: &Event, now: Timestamp) -> Result<()> {
    write_down(tx, affair, event, now).await.map(drop)
}

/// The same, and gives the receipt.
///
/// # Errors
/// When the database fails.
pub async fn write_down(
    tx: &mut Tx,
    affair: Affair<'_>,
    event: &Event,
    now: Timestamp,
) -> Result<AuditId> {
    let text = serde_json::to_string(event).map_err(|error| db::Error::Encode(error.into()))?;
    let id = AuditId::mint(now);
    store::insert(tx, id, affair, (&text, event.scope(), event.topic()), now).await?;
    Ok(id)
}

/// What happened to a person's user, the latest first.
///
/// # Errors
/// When the database fails.
pub async fn history(tx: &mut Tx, user: UserId, count: i64) -> Result<Vec<Entry>> {
    store::history(tx, user, count).await
}

/// What a receipt is of, when it is of something that happened to this person's user.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &mut Tx, user: UserId, receipt: AuditId) -> Result<Option<Entry>> {
    store::find(tx, user, receipt).await
}

/// Forgets what happened before then.
///
/// # Errors
/// When the database fails.
pub async fn tidy(tx: &mut Tx, before: Timestamp) -> Result<u64> {
    store::tidy(tx, before).await
}

/// Keeps an event in the audit log, and tells every one of these addresses of it, in the
/// transaction of what happened.
///
/// # Errors
/// When the database fails.
pub async fn tell(
    tx: &mut Tx,
    affair: Affair<'_>,
    recipients: &[Recipient],
    event: &Event,
    now: Timestamp,
) -> Result<()> {
    let receipt = write_down(tx, affair, event, now).await?;
    send(tx, affair, recipients, (event, receipt, false), now).await
}

/// The same of a change that whoever reads the mail can take back.
///
/// # Errors
/// When the database fails.
pub async fn tell_undoable(
    tx: &mut Tx,
    affair: Affair<'_>,
    recipients: &[Recipient],
    (event, before): (&Event, &Before),
    now: Timestamp,
) -> Result<()> {
    let receipt = write_down(tx, affair, event, now).await?;
    let before = serde_json::to_string(before).map_err(|error| db::Error::Encode(error.into()))?;
    store::keep(tx, (receipt, affair.subject), &before, now).await?;
    send(tx, affair, recipients, (event, receipt, true), now).await
}

async fn send(
    tx: &mut Tx,
    affair: Affair<'_>,
    recipients: &[Recipient],
    (event, receipt, undoable): (&Event, AuditId, bool),
    now: Timestamp,
) -> Result<()> {
    for to in recipients {
        if let Contact::Email(email) = to.contact {
            let Whence { agent, address, .. } = affair.whence.clone();
            let whence = (!address.is_empty()).then_some((agent, address));
            let notice = Notice { email, event: event.clone(), at: now, receipt, undoable, whence };
            outbox::send(tx, to, &notice, now).await?;
        }
    }
    Ok(())
}
