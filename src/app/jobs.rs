//! Every kind of job that the workers do.

use crate::accounts::invitations::InvitationLink;
use crate::audit::Notice;
use crate::auth::activation::WelcomeLink;
use crate::auth::api_tokens::{TokenExpiry, TokenReminder};
use crate::auth::recovery::{ResetLink, ResetRequest};
use crate::auth::second_factor::reset::{FactorResetDue, FactorResetNotice};
use crate::auth::sign_in::TooManyTries;
use crate::auth::your_data::Farewell;
use crate::messaging::Kind;
use crate::messaging::worker::Trade;
use crate::oncall::webhooks;
use crate::users::channels::TestMessage;
use crate::users::emails::EmailLink;
use crate::users::phones::PhoneCode;
/// What the workers do: every kind of job, and what a contact's refusal leads to.
pub static JOBS: Trade = Trade {
    kinds: &[
        Kind::of::<PhoneCode>(),
        Kind::of::<EmailLink>(),
        Kind::of::<ResetRequest>(),
        Kind::of::<ResetLink>(),
        Kind::of::<Notice>(),
        Kind::of::<TooManyTries>(),
        Kind::of::<TestMessage>(),
        Kind::of::<FactorResetNotice>(),
        Kind::of::<FactorResetDue>(),
        Kind::of::<WelcomeLink>(),
        Kind::of::<InvitationLink>(),
        Kind::of::<Farewell>(),
        Kind::of::<TokenExpiry>(),
        Kind::of::<TokenReminder>(),
    ],
    refused: webhooks::refused,
};
