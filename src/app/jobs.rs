//! Every kind of job that the workers do.

use crate::accounts::invitations;
use crate::audit;
use crate::auth::second_factor::reset;
use crate::auth::{activation, api_tokens, recovery, sign_in, your_data};
use crate::messaging::worker::JobRegistry;
use crate::oncall::webhooks;
use crate::users::{channels, emails, phones};

/// The registry of the workers: the kinds of jobs of every noun, and what a contact's refusal leads
/// to.
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
    ],
    refused: webhooks::refused,
};
