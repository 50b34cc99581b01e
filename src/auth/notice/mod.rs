//! Security notices: a mail to every verified address when something of importance changes.

mod job;
mod store;

pub use job::Notice;

use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;
use crate::db::{Result, Tx};
use crate::i18n::Message;
use crate::outbox::{self, Contact, Recipient};

/// What happened. Contacts are masked: who owns one recognises it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    EmailAdded { contact: String },
    EmailRemoved { contact: String },
    EmailPrimary { contact: String },
    PhoneAdded { contact: String },
    PhoneRemoved { contact: String },
    PhonePrimary { contact: String },
    PasswordChanged,
    PasswordReset,
    TwoFactorEnabled,
    TwoFactorDisabled,
    AuthenticatorAdded { name: String },
    AuthenticatorRemoved { name: String },
    RecoveryCodesMade,
    RecoveryCodeUsed { left: i64 },
}

impl Event {
    fn subject(&self) -> Message {
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
            Self::RecoveryCodesMade => "mail-recovery-codes-made-subject",
            Self::RecoveryCodeUsed { .. } => "mail-recovery-code-used-subject",
        })
    }

    fn sentence(&self) -> Message {
        let (id, contact) = match self {
            Self::EmailAdded { contact } => ("mail-email-added-text", contact),
            Self::EmailRemoved { contact } => ("mail-email-removed-text", contact),
            Self::EmailPrimary { contact } => ("mail-email-primary-text", contact),
            Self::PhoneAdded { contact } => ("mail-phone-added-text", contact),
            Self::PhoneRemoved { contact } => ("mail-phone-removed-text", contact),
            Self::PhonePrimary { contact } => ("mail-phone-primary-text", contact),
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
            Self::RecoveryCodesMade => return Message::new("mail-recovery-codes-made-text"),
            Self::RecoveryCodeUsed { left } => {
                return Message::new("mail-recovery-code-used-text").with("left", *left);
            }
        };
        Message::new(id).with("contact", contact.clone())
    }
}

/// Tells every one of these addresses, in the transaction of what happened.
///
/// # Errors
/// When the database fails.
pub async fn tell(
    tx: &mut Tx,
    recipients: &[Recipient],
    event: &Event,
    now: Timestamp,
) -> Result<()> {
    for to in recipients {
        if let Contact::Email(email) = to.contact {
            let notice = Notice { email, event: event.clone(), at: now };
            outbox::send(tx, to, &notice, now).await?;
        }
    }
    Ok(())
}
