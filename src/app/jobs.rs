//! The registry of every kind of job.

use crate::accounts::invitations;
use crate::audit;
use crate::auth::second_factor::reset;
use crate::auth::{activation, api_tokens, recovery, sign_in, your_data};
use crate::messaging::worker::JobRegistry;
use crate::oncall::{alerts, webhooks};
use crate::users::{channels, emails, phones};

/// The registry of the workers: the kinds of jobs of every noun, and the effect of a contact's
/// refusal.
pub static JOBS: JobRegistry = JobRegistry {
    kinds: &[
        phones::JOBS,
        emails::JOBS,
        channels::JOBS,
        audit::JOBS,
        invitations::JOBS,
        activation::JOBS,
        recovery::JOBS,
        sign_in::JOBS,
        reset::JOBS,
        api_tokens::JOBS,
        your_data::JOBS,
        alerts::JOBS,
    ],
    refused: webhooks::refused,
};
