//! Tells someone that strangers try to sign in as them, out of the strangers' sight.

use serde::{Deserialize, Serialize};

use crate::accounts::account;
use crate::audit::{self, Event};
use crate::core::actor::Actor;
use crate::core::change::Change;
use crate::core::origin::Origin;
use crate::messaging::{Job, JobFuture, JobStep, WorkerContext};
use crate::platform::ids::UserId;

/// Too many tries at an address, of someone or of nobody.
#[derive(Serialize, Deserialize)]
pub struct TooManyTries {
    pub user: Option<UserId>,
    /// Where the last of them came from.
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
