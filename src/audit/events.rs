//! Events that can happen to a user or an account, in one table.

use serde::{Deserialize, Serialize};

use super::WINDOW;
use crate::core::links::FACTOR_REMOVAL_DELAY;
use crate::platform::i18n::Message;

/// Makes the enum of events from their table. Each event has its scope, its topic, the values that
/// are stored with it, the text id of its title in a log, and, when it is mailed, the text ids of the
/// subject and of the sentence.
macro_rules! events {
    ($($scope:ident $topic:ident { $(
        $(#[$doc:meta])*
        $name:ident $({ $($field:ident: $kind:ty),+ })? $title:literal
            $(, $subject:literal, $text:literal)?;
    )+ })+) => {
        /// A security event. Contacts are masked: their owner recognises them.
        #[derive(
            Clone,
            Debug,
            Serialize,
            Deserialize,
            strum::IntoStaticStr,
            strum::VariantNames,
        )]
        #[serde(rename_all = "snake_case")]
        #[strum(serialize_all = "snake_case")]
        pub enum Event {
            $($($(#[$doc])* $name $({ $($field: $kind),+ })?,)+)+
        }

        impl Event {
            /// Returns its stable name: in the table, in data exports, and in the log.
            pub fn name(&self) -> &'static str {
                self.into()
            }

            /// Returns its title in a log, such as "Password changed".
            pub fn title(&self) -> Message {
                Message::new(match self { $($(Self::$name { .. } => $title,)+)+ })
            }

            /// Returns the subject of its mail, such as "Your password was changed".
            pub fn subject(&self) -> Message {
                let subject: Option<&'static str> = match self {
                    $($(Self::$name { .. } => [$($subject)?].first().copied(),)+)+
                };
                subject.map_or_else(|| self.title(), said)
            }

            pub fn scope(&self) -> Scope {
                match self { $($(Self::$name { .. } => Scope::$scope,)+)+ }
            }

            pub fn topic(&self) -> Topic {
                match self { $($(Self::$name { .. } => Topic::$topic,)+)+ }
            }

            fn text(&self) -> Option<&'static str> {
                match self { $($(Self::$name { .. } => [$($text)?].first().copied(),)+)+ }
            }
        }
    };
}

events! {
    User SignIn {
        SignedIn "audit-signed-in";
        /// The browser was not known.
        SignedInAnew "audit-signed-in-anew",
            "mail-signed-in-anew-subject", "mail-signed-in-anew-text";
        /// Strangers reached the limit of attempts.
        SignInsFailed "audit-sign-ins-failed",
            "mail-sign-ins-failed-subject", "mail-sign-ins-failed-text";
        SessionsEnded "audit-sessions-ended";
        /// The owner removed a known browser.
        DeviceForgotten "audit-device-forgotten";
        /// An admin ended the person's sessions in an account.
        SessionsEndedByAdmin { account: String } "audit-sessions-ended-by-admin",
            "mail-sessions-ended-by-admin-subject", "mail-sessions-ended-by-admin-text";
    }
    User Contacts {
        EmailAdded { contact: String } "audit-email-added",
            "mail-email-added-subject", "mail-email-added-text";
        EmailVerified { contact: String } "audit-email-verified";
        EmailRemoved { contact: String } "audit-email-removed",
            "mail-email-removed-subject", "mail-email-removed-text";
        EmailPrimary { contact: String } "audit-email-primary",
            "mail-email-primary-subject", "mail-email-primary-text";
        PhoneAdded { contact: String } "audit-phone-added",
            "mail-phone-added-subject", "mail-phone-added-text";
        PhoneVerified { contact: String } "audit-phone-verified";
        PhoneRemoved { contact: String } "audit-phone-removed",
            "mail-phone-removed-subject", "mail-phone-removed-text";
        PhonePrimary { contact: String } "audit-phone-primary",
            "mail-phone-primary-subject", "mail-phone-primary-text";
    }
    User Security {
        PasswordChanged "audit-password-changed",
            "mail-password-changed-subject", "mail-password-changed-text";
        PasswordReset "audit-password-reset",
            "mail-password-reset-subject", "mail-password-reset-text";
        TwoFactorEnabled "audit-two-factor-enabled",
            "mail-two-factor-enabled-subject", "mail-two-factor-enabled-text";
        TwoFactorDisabled "audit-two-factor-disabled",
            "mail-two-factor-disabled-subject", "mail-two-factor-disabled-text";
        AuthenticatorAdded { name: String } "audit-authenticator-added",
            "mail-authenticator-added-subject", "mail-authenticator-added-text";
        AuthenticatorRemoved { name: String } "audit-authenticator-removed",
            "mail-authenticator-removed-subject", "mail-authenticator-removed-text";
        PasskeyAdded { name: String } "audit-passkey-added",
            "mail-passkey-added-subject", "mail-passkey-added-text";
        PasskeyRemoved { name: String } "audit-passkey-removed",
            "mail-passkey-removed-subject", "mail-passkey-removed-text";
        TokenMade { name: String } "audit-token-made",
            "mail-token-made-subject", "api-tokens-mail-made";
        TokenRegenerated { name: String } "audit-token-regenerated",
            "mail-token-regenerated-subject", "api-tokens-mail-regenerated";
        TokenRevoked { name: String } "audit-token-revoked",
            "mail-token-revoked-subject", "api-tokens-mail-revoked";
        RecoveryCodesMade "audit-recovery-codes-made",
            "mail-recovery-codes-made-subject", "mail-recovery-codes-made-text";
        RecoveryCodeUsed { left: i64 } "audit-recovery-code-used",
            "mail-recovery-code-used-subject", "mail-recovery-code-used-text";
        /// The reader of a mail undid changes that were not theirs.
        TakenBack "audit-taken-back", "mail-taken-back-subject", "mail-taken-back-text";
        /// The person who undid a change says that a second factor is not theirs.
        FactorDoubted "audit-factor-doubted",
            "mail-factor-doubted-subject", "mail-factor-doubted-text";
        FactorResetAsked "audit-factor-reset-asked",
            "mail-factor-reset-asked-subject", "mail-factor-reset-asked-text";
        FactorResetStopped "audit-factor-reset-stopped",
            "mail-factor-reset-stopped-subject", "mail-factor-reset-stopped-text";
        FactorResetDone "audit-factor-reset-done",
            "mail-factor-reset-done-subject", "mail-factor-reset-done-text";
    }
    User Users {
        UserDeleted "audit-user-deleted";
        DataExported "audit-data-exported", "mail-data-exported-subject", "data-mail-exported";
        MemberCreated "audit-member-created";
        InvitationDenied "audit-invitation-denied";
        MemberJoined "audit-member-joined";
        MemberLeft "audit-member-left";
        MemberRemoved "audit-member-removed";
        /// An admin changed what is personal.
        MemberChanged "audit-member-changed";
        RolesChanged { account: String, roles: Vec<String> } "audit-roles-changed",
            "mail-roles-changed-subject", "mail-roles-changed-text";
        ActivationLinkSent "audit-set-up-link-sent";
    }
    Account Users {
        MemberInvited { name: String } "audit-member-invited";
        InvitationWithdrawn { name: String } "audit-invitation-withdrawn";
        MembersImported { count: i64 } "audit-people-imported";
        MembersExported "audit-people-exported";
    }
    User Teams {
        TeamJoined { name: String } "audit-team-joined";
        TeamLeft { name: String } "audit-team-left";
        TeamAdminMade { name: String } "audit-team-admin-made";
        TeamAdminUnmade { name: String } "audit-team-admin-unmade";
    }
    Account Teams {
        TeamMade { name: String } "audit-team-made";
        TeamChanged { name: String } "audit-team-changed";
        TeamRemoved { name: String } "audit-team-removed";
        AlertKeyMade { name: String } "audit-alert-key-made";
        AlertKeyRemoved { name: String } "audit-alert-key-removed";
        /// The layers of a team were changed.
        EscalationChanged { name: String } "audit-escalation-changed";
    }
    User Account {
        OwnerChanged { account: String, owner: String } "audit-owner-changed",
            "mail-owner-changed-subject", "accounts-mail-owner";
        AccountDeleted { name: String } "audit-account-deleted",
            "mail-account-deleted-subject", "accounts-mail-deleted";
    }
    Account Account {
        AccountMade { name: String } "audit-account-made";
        AccountChanged { name: String } "audit-account-changed";
        AllSessionsEnded "audit-all-sessions-ended";
        AuditExported "audit-audit-exported";
    }
}

/// Makes a text of a mail, with the durations that some of them contain.
fn said(id: &'static str) -> Message {
    Message::new(id).with_hours("hours", WINDOW).with_hours("delay", FACTOR_REMOVAL_DELAY)
}

/// The scope of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "TEXT", rename_all = "lowercase")]
pub enum Scope {
    /// The event is its subject's, in whose history it stands.
    User,
    /// The event is an account's as a whole: its subject is the actor.
    Account,
}

/// The topic of an event, by which logs are filtered.
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
    /// Returns the contact or thing that the event is about, as its owner knows it.
    pub fn thing(&self) -> Option<&str> {
        match self {
            Self::EmailAdded { contact }
            | Self::EmailVerified { contact }
            | Self::PhoneVerified { contact }
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
            | Self::AlertKeyMade { name }
            | Self::AlertKeyRemoved { name }
            | Self::EscalationChanged { name }
            | Self::TeamJoined { name }
            | Self::TeamLeft { name }
            | Self::TeamAdminMade { name }
            | Self::TeamAdminUnmade { name } => Some(name),
            _ => None,
        }
    }

    /// Returns the sentence of its mail.
    pub fn sentence(&self) -> Message {
        let Some(text) = self.text().map(said) else { return self.title() };
        match self {
            Self::OwnerChanged { account, owner } => {
                text.with("owner", owner.clone()).with("account", account.clone())
            }
            Self::AccountDeleted { name: account }
            | Self::RolesChanged { account, .. }
            | Self::SessionsEndedByAdmin { account } => text.with("account", account.clone()),
            Self::RecoveryCodeUsed { left } => text.with("left", *left),
            _ => match (self.topic(), self.thing()) {
                (Topic::Contacts, Some(contact)) => text.with("contact", contact.to_owned()),
                (_, Some(name)) => text.with("name", name.to_owned()),
                (_, None) => text,
            },
        }
    }
}
