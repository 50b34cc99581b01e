//! Security events: each is kept in the audit log, and most are mailed to every verified address.

mod job;
mod store;

pub use job::Notice;

use serde::{Deserialize, Serialize};

use crate::auth::verification::{LinkPurpose, Token};
use crate::clock::Timestamp;
use crate::db::{self, Result, Tx};
use crate::i18n::Message;
use crate::ids::{AccountId, AuditId, UserId, VerificationId};
use crate::outbox::{self, Contact, Recipient};
use crate::secrets::keys::SecretKeys;
use crate::web::ctx::Whence;

/// What happened. Contacts are masked: who owns one recognises it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    EmailAdded {
        contact: String,
    },
    EmailRemoved {
        contact: String,
    },
    EmailPrimary {
        contact: String,
    },
    PhoneAdded {
        contact: String,
    },
    PhoneRemoved {
        contact: String,
    },
    PhonePrimary {
        contact: String,
    },
    PasswordChanged,
    PasswordReset,
    TwoFactorEnabled,
    TwoFactorDisabled,
    AuthenticatorAdded {
        name: String,
    },
    AuthenticatorRemoved {
        name: String,
    },
    PasskeyAdded {
        name: String,
    },
    PasskeyRemoved {
        name: String,
    },
    RecoveryCodesMade,
    RecoveryCodeUsed {
        left: i64,
    },
    SignedIn,
    /// From a browser that they never used before.
    SignedInAnew,
    /// Strangers tried too many passwords.
    SignInsFailed,
    SessionsEnded,
    /// Someone who reads their mail said that a change was not theirs.
    TakenBack,
}

impl Event {
    /// "Your password was changed": what it is called.
    pub fn title(&self) -> Message {
        Message::new(match self {
            Self::EmailAdded { .. } => "mail-email-added-subject",
            Self::EmailRemoved { .. } => "mail-email-removed-subject",
            Self::EmailPrimary { .. } => "mail-email-primary-subject",
            Self::PhoneAdded { .. } => "mail-phone-added-subject",
            Self::PhoneRemoved { .. } => "mail-phone-removed-subject",
            Self::PhonePrimary { .. } => "mail-phone-primary-subject",
            Self::PasswordChanged => "mail-password-changed-subject",
            Self::PasswordReset => "mail-password-reset-subject",
            Self::TwoFactorEnabled => "mail-two-factor-enabled-subject",
            Self::TwoFactorDisabled => "mail-two-factor-disabled-subject",
            Self::AuthenticatorAdded { .. } => "mail-authenticator-added-subject",
            Self::AuthenticatorRemoved { .. } => "mail-authenticator-removed-subject",
            Self::PasskeyAdded { .. } => "mail-passkey-added-subject",
            Self::PasskeyRemoved { .. } => "mail-passkey-removed-subject",
            Self::RecoveryCodesMade => "mail-recovery-codes-made-subject",
            Self::RecoveryCodeUsed { .. } => "mail-recovery-code-used-subject",
            Self::SignedIn => "mail-signed-in-subject",
            Self::SignedInAnew => "mail-signed-in-anew-subject",
            Self::SignInsFailed => "mail-sign-ins-failed-subject",
            Self::TakenBack => "mail-taken-back-subject",
            Self::SessionsEnded => "mail-sessions-ended-subject",
        })
    }

    /// The contact or the thing that it is about, as its owner knows it.
    pub fn thing(&self) -> Option<&str> {
        match self {
            Self::EmailAdded { contact }
            | Self::EmailRemoved { contact }
            | Self::EmailPrimary { contact }
            | Self::PhoneAdded { contact }
            | Self::PhoneRemoved { contact }
            | Self::PhonePrimary { contact } => Some(contact),
            Self::AuthenticatorAdded { name }
            | Self::AuthenticatorRemoved { name }
            | Self::PasskeyAdded { name }
            | Self::PasskeyRemoved { name } => Some(name),
            _ => None,
        }
    }

    fn sentence(&self) -> Message {
        let (id, contact) = match self {
            Self::EmailAdded { contact } => ("mail-email-added-text", contact),
            Self::EmailRemoved { contact } => ("mail-email-removed-text", contact),
            Self::EmailPrimary { contact } => ("mail-email-primary-text", contact),
            Self::PhoneAdded { contact } => ("mail-phone-added-text", contact),
            Self::PhoneRemoved { contact } => ("mail-phone-removed-text", contact),
            Self::PhonePrimary { contact } => ("mail-phone-primary-text", contact),
            // Nobody is mailed of these: there is no more to say.
            Self::SignedIn | Self::SessionsEnded => return self.title(),
            Self::SignedInAnew => return Message::new("mail-signed-in-anew-text"),
            Self::SignInsFailed => return Message::new("mail-sign-ins-failed-text"),
            Self::TakenBack => return Message::new("mail-taken-back-text"),
            Self::PasswordChanged => return Message::new("mail-password-changed-text"),
            Self::PasswordReset => return Message::new("mail-password-reset-text"),
            Self::TwoFactorEnabled => return Message::new("mail-two-factor-enabled-text"),
            Self::TwoFactorDisabled => return Message::new("mail-two-factor-disabled-text"),
            Self::AuthenticatorAdded { name } => {
                return Message::new("mail-authenticator-added-text").with("name", name.clone());
            }
            Self::AuthenticatorRemoved { name } => {
                return Message::new("mail-authenticator-removed-text").with("name", name.clone());
            }
            Self::PasskeyAdded { name } => {
                return Message::new("mail-passkey-added-text").with("name", name.clone());
            }
            Self::PasskeyRemoved { name } => {
                return Message::new("mail-passkey-removed-text").with("name", name.clone());
            }
            Self::RecoveryCodesMade => return Message::new("mail-recovery-codes-made-text"),
            Self::RecoveryCodeUsed { left } => {
                return Message::new("mail-recovery-code-used-text").with("left", *left);
            }
        };
        Message::new(id).with("contact", contact.clone())
    }
}

/// What a change that can be taken back is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    Emails,
    Password,
    Factors,
    Passkeys,
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
    // A link names 16 bytes; here they are those of an audit entry.
    let id = VerificationId::from_bytes(*receipt.as_bytes());
    Token::derive(keys, LinkPurpose::Undo, id, &[])
}

/// Whom an event is about, and who did it from where.
#[derive(Clone, Copy)]
pub struct Affair<'a> {
    pub subject: UserId,
    /// Nobody, when it was done on the console.
    pub actor: Option<UserId>,
    pub account: Option<AccountId>,
    pub whence: &'a Whence,
}

impl<'a> Affair<'a> {
    /// What someone does to their own user.
    pub fn own(user: UserId, account: Option<AccountId>, whence: &'a Whence) -> Self {
        Self { subject: user, actor: Some(user), account, whence }
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
async fn write_down(
    tx: &mut Tx,
    affair: Affair<'_>,
    event: &Event,
    now: Timestamp,
) -> Result<AuditId> {
    let event = serde_json::to_string(event).map_err(|error| db::Error::Encode(error.into()))?;
    let id = AuditId::mint(now);
    store::insert(tx, id, affair, &event, now).await?;
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
