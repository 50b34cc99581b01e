//! Every kind of job that the workers do.

use crate::accounts::invitations::InvitationLink;
use crate::audit::SecurityMail;
use crate::auth::activation::ActivationLink;
use crate::auth::api_tokens::{TokenExpiry, TokenReminder};
use crate::auth::recovery::{ResetLink, ResetRequest};
use crate::auth::second_factor::reset::{FactorResetDue, FactorResetMail};
use crate::auth::sign_in::TooManyTries;
use crate::auth::your_data::Farewell;
use crate::messaging::JobKind;
use crate::messaging::worker::JobRegistry;
use crate::oncall::webhooks;
use crate::users::channels::TestMessage;
use crate::users::emails::EmailLink;
use crate::users::phones::PhoneCode;
/// The registry of the workers: every kind of job, and what a contact's refusal leads to.
pub static JOBS: JobRegistry = JobRegistry {
    kinds: &[
        JobKind::of::<PhoneCode>(),
        JobKind::of::<EmailLink>(),
        JobKind::of::<ResetRequest>(),
        JobKind::of::<ResetLink>(),
        JobKind::of::<SecurityMail>(),
        JobKind::of::<TooManyTries>(),
        JobKind::of::<TestMessage>(),
        JobKind::of::<FactorResetMail>(),
        JobKind::of::<FactorResetDue>(),
        JobKind::of::<ActivationLink>(),
        JobKind::of::<InvitationLink>(),
        JobKind::of::<Farewell>(),
        JobKind::of::<TokenExpiry>(),
        JobKind::of::<TokenReminder>(),
    ],
    refused: webhooks::refused,
};
