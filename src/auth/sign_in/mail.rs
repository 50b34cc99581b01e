//! The mail that tells a person about failed sign-ins, prepared by a job out of the strangers' sight.

use serde::{Deserialize, Serialize};

use crate::accounts::account;
use crate::audit::{self, Event};
use crate::core::actor::Actor;
use crate::core::change::Change;
use crate::core::origin::Origin;
use crate::messaging::{Job, JobFuture, JobStep, WorkerContext};
use crate::platform::ids::UserId;

/// The job of a reached limit of attempts at an address, whether or not somebody has it.
#[derive(Serialize, Deserialize)]
pub struct TooManyTries {
    pub user: Option<UserId>,
    /// Where the last attempt came from.
    pub origin: Origin,
}

impl Job for TooManyTries {
    const KIND: &'static str = "too-many-tries";

    fn run<'a>(self, _: &'a WorkerContext, change: &'a mut Change) -> JobFuture<'a, JobStep> {
        Box::pin(async move {
            let Some(user) = self.user else { return Ok(JobStep::Done) };
            if change.lock_user(user).await? {
                let account = account::current_of(change, user).await?;
                change.act_as(Actor { account, ..Actor::nobody() });
                change.come_from(self.origin);
                audit::notify(change, user, &Event::SignInsFailed).await?;
            }
            Ok(JobStep::Done)
        })
    }
}
