//! What can happen to a user or an account, and what each event is called.

use serde::{Deserialize, Serialize};

use crate::platform::i18n::Message;

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
    TokenMade {
        name: String,
    },
    TokenRegenerated {
        name: String,
    },
    TokenRevoked {
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
    UserDeleted,
    DataExported,
    AccountMade {
        name: String,
    },
    AccountChanged {
        name: String,
    },
    OwnerChanged {
        account: String,
        owner: String,
    },
    AccountDeleted {
        name: String,
    },
    MemberCreated,
    MemberInvited {
        name: String,
    },
    InvitationWithdrawn {
        name: String,
    },
    InvitationDenied,
    MemberJoined,
    MemberLeft,
    MemberRemoved,
    /// An admin changed what is personal.
    MemberChanged,
    RolesChanged {
        roles: Vec<String>,
    },
    ActivationLinkSent,
    FactorResetAsked,
    FactorResetStopped,
    FactorResetDone,
    TeamMade {
        name: String,
    },
    TeamChanged {
        name: String,
    },
    TeamRemoved {
        name: String,
    },
    TeamJoined {
        name: String,
    },
    TeamLeft {
        name: String,
    },
    TeamAdminMade {
        name: String,
    },
    TeamAdminUnmade {
        name: String,
    },
    MembersImported {
        count: i64,
    },
    MembersExported,
    AuditExported,
}

/// Whose matter an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "TEXT", rename_all = "lowercase")]
pub enum Scope {
    /// Its subject's, in whose history it stands.
    User,
    /// An account's as a whole: its subject is whoever did it.
    Account,
}

/// What an event is about, as one looks for it.
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
pub enum Topic {
    #[strum(message = "audit-topic-sign-in")]
    SignIn,
    /// Passwords, second factors, passkeys, API tokens.
    #[strum(message = "audit-topic-security")]
    Security,
    #[strum(message = "audit-topic-contacts")]
    Contacts,
    #[strum(message = "audit-topic-users")]
    Users,
    #[strum(message = "audit-topic-teams")]
    Teams,
    #[strum(message = "audit-topic-account")]
    Account,
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
            Self::TokenMade { .. } => "audit-token-made",
            Self::TokenRegenerated { .. } => "audit-token-regenerated",
            Self::TokenRevoked { .. } => "audit-token-revoked",
            Self::RecoveryCodesMade => "mail-recovery-codes-made-subject",
            Self::RecoveryCodeUsed { .. } => "mail-recovery-code-used-subject",
            Self::SignedIn => "mail-signed-in-subject",
            Self::SignedInAnew => "mail-signed-in-anew-subject",
            Self::SignInsFailed => "mail-sign-ins-failed-subject",
            Self::TakenBack => "mail-taken-back-subject",
            Self::SessionsEnded => "mail-sessions-ended-subject",
            Self::UserDeleted => "audit-user-deleted",
            Self::DataExported => "audit-data-exported",
            Self::AccountMade { .. } => "audit-account-made",
            Self::AccountChanged { .. } => "audit-account-changed",
            Self::OwnerChanged { .. } => "audit-owner-changed",
            Self::AccountDeleted { .. } => "audit-account-deleted",
            Self::MemberCreated => "audit-member-created",
            Self::MemberInvited { .. } => "audit-member-invited",
            Self::InvitationWithdrawn { .. } => "audit-invitation-withdrawn",
            Self::InvitationDenied => "audit-invitation-denied",
            Self::MemberJoined => "audit-member-joined",
            Self::MemberLeft => "audit-member-left",
            Self::MemberRemoved => "audit-member-removed",
            Self::MemberChanged => "audit-member-changed",
            Self::RolesChanged { .. } => "audit-roles-changed",
            Self::ActivationLinkSent => "audit-set-up-link-sent",
            Self::FactorResetAsked => "audit-factor-reset-asked",
            Self::FactorResetStopped => "audit-factor-reset-stopped",
            Self::FactorResetDone => "audit-factor-reset-done",
            Self::TeamMade { .. } => "audit-team-made",
            Self::TeamChanged { .. } => "audit-team-changed",
            Self::TeamRemoved { .. } => "audit-team-removed",
            Self::TeamJoined { .. } => "audit-team-joined",
            Self::TeamLeft { .. } => "audit-team-left",
            Self::TeamAdminMade { .. } => "audit-team-admin-made",
            Self::TeamAdminUnmade { .. } => "audit-team-admin-unmade",
            Self::MembersImported { .. } => "audit-people-imported",
            Self::MembersExported => "audit-people-exported",
            Self::AuditExported => "audit-audit-exported",
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
            | Self::PasskeyRemoved { name }
            | Self::TokenMade { name }
            | Self::TokenRegenerated { name }
            | Self::TokenRevoked { name }
            | Self::AccountMade { name }
            | Self::AccountChanged { name }
            | Self::AccountDeleted { name }
            | Self::OwnerChanged { owner: name, .. }
            | Self::MemberInvited { name }
            | Self::InvitationWithdrawn { name }
            | Self::TeamMade { name }
            | Self::TeamChanged { name }
            | Self::TeamRemoved { name }
            | Self::TeamJoined { name }
            | Self::TeamLeft { name }
            | Self::TeamAdminMade { name }
            | Self::TeamAdminUnmade { name } => Some(name),
            _ => None,
        }
    }

    /// Whose matter it is.
    pub fn scope(&self) -> Scope {
        match self {
            Self::AccountMade { .. }
            | Self::AccountChanged { .. }
            | Self::MemberInvited { .. }
            | Self::InvitationWithdrawn { .. }
            | Self::TeamMade { .. }
            | Self::TeamChanged { .. }
            | Self::TeamRemoved { .. }
            | Self::MembersImported { .. }
            | Self::MembersExported
            | Self::AuditExported => Scope::Account,
            _ => Scope::User,
        }
    }

    /// What it is about.
    pub fn topic(&self) -> Topic {
        match self {
            Self::SignedIn | Self::SignedInAnew | Self::SignInsFailed | Self::SessionsEnded => {
                Topic::SignIn
            }
            Self::EmailAdded { .. }
            | Self::EmailRemoved { .. }
            | Self::EmailPrimary { .. }
            | Self::PhoneAdded { .. }
            | Self::PhoneRemoved { .. }
            | Self::PhonePrimary { .. } => Topic::Contacts,
            Self::PasswordChanged
            | Self::PasswordReset
            | Self::TwoFactorEnabled
            | Self::TwoFactorDisabled
            | Self::AuthenticatorAdded { .. }
            | Self::AuthenticatorRemoved { .. }
            | Self::PasskeyAdded { .. }
            | Self::PasskeyRemoved { .. }
            | Self::TokenMade { .. }
            | Self::TokenRegenerated { .. }
            | Self::TokenRevoked { .. }
            | Self::RecoveryCodesMade
            | Self::RecoveryCodeUsed { .. }
            | Self::TakenBack
            | Self::FactorResetAsked
            | Self::FactorResetStopped
            | Self::FactorResetDone => Topic::Security,
            Self::UserDeleted
            | Self::DataExported
            | Self::MemberCreated
            | Self::MemberInvited { .. }
            | Self::InvitationWithdrawn { .. }
            | Self::InvitationDenied
            | Self::MemberJoined
            | Self::MemberLeft
            | Self::MemberRemoved
            | Self::MemberChanged
            | Self::RolesChanged { .. }
            | Self::ActivationLinkSent
            | Self::MembersImported { .. }
            | Self::MembersExported => Topic::Users,
            Self::TeamMade { .. }
            | Self::TeamChanged { .. }
            | Self::TeamRemoved { .. }
            | Self::TeamJoined { .. }
            | Self::TeamLeft { .. }
            | Self::TeamAdminMade { .. }
            | Self::TeamAdminUnmade { .. } => Topic::Teams,
            Self::AccountMade { .. }
            | Self::AccountChanged { .. }
            | Self::OwnerChanged { .. }
            | Self::AccountDeleted { .. }
            | Self::AuditExported => Topic::Account,
        }
    }

    /// What its mail says of it.
    pub fn sentence(&self) -> Message {
        let named = |id, name: &String| Message::new(id).with("name", name.clone());
        let (id, contact) = match self {
            Self::EmailAdded { contact } => ("mail-email-added-text", contact),
            Self::EmailRemoved { contact } => ("mail-email-removed-text", contact),
            Self::EmailPrimary { contact } => ("mail-email-primary-text", contact),
            Self::PhoneAdded { contact } => ("mail-phone-added-text", contact),
            Self::PhoneRemoved { contact } => ("mail-phone-removed-text", contact),
            Self::PhonePrimary { contact } => ("mail-phone-primary-text", contact),
            Self::OwnerChanged { account, owner } => {
                let text = Message::new("accounts-mail-owner").with("owner", owner.clone());
                return text.with("account", account.clone());
            }
            Self::AccountDeleted { name } => {
                return Message::new("accounts-mail-deleted").with("account", name.clone());
            }
            Self::DataExported => return Message::new("data-mail-exported"),
            Self::FactorResetAsked => return Message::new("mail-factor-reset-asked-text"),
            Self::FactorResetStopped => return Message::new("mail-factor-reset-stopped-text"),
            Self::FactorResetDone => return Message::new("mail-factor-reset-done-text"),
            Self::SignedInAnew => return Message::new("mail-signed-in-anew-text"),
            Self::SignInsFailed => return Message::new("mail-sign-ins-failed-text"),
            Self::TakenBack => return Message::new("mail-taken-back-text"),
            Self::PasswordChanged => return Message::new("mail-password-changed-text"),
            Self::PasswordReset => return Message::new("mail-password-reset-text"),
            Self::TwoFactorEnabled => return Message::new("mail-two-factor-enabled-text"),
            Self::TwoFactorDisabled => return Message::new("mail-two-factor-disabled-text"),
            Self::AuthenticatorAdded { name } => {
                return named("mail-authenticator-added-text", name);
            }
            Self::AuthenticatorRemoved { name } => {
                return named("mail-authenticator-removed-text", name);
            }
            Self::PasskeyAdded { name } => return named("mail-passkey-added-text", name),
            Self::PasskeyRemoved { name } => return named("mail-passkey-removed-text", name),
            Self::TokenMade { name } => return named("api-tokens-mail-made", name),
            Self::TokenRegenerated { name } => return named("api-tokens-mail-regenerated", name),
            Self::TokenRevoked { name } => return named("api-tokens-mail-revoked", name),
            Self::RecoveryCodesMade => return Message::new("mail-recovery-codes-made-text"),
            Self::RecoveryCodeUsed { left } => {
                return Message::new("mail-recovery-code-used-text").with("left", *left);
            }
            // Nobody is mailed of the others: there is no more to say.
            _ => return self.title(),
        };
        Message::new(id).with("contact", contact.clone())
    }
}
