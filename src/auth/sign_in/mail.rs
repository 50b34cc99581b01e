//! Tells someone that strangers try to sign in as them, out of the strangers' sight.

use serde::{Deserialize, Serialize};

use crate::accounts::account;
use crate::audit::{self, Event};
use crate::core::actor::Affair;
use crate::core::change;
use crate::core::origin::Origin;
use crate::messaging::{Job, Pending, Step, Tools};
use crate::platform::clock::Timestamp;
use crate::platform::db::Tx;
use crate::platform::ids::UserId;
use crate::users::emails;

/// Too many tries at an address, of someone or of nobody.
#[derive(Serialize, Deserialize)]
pub struct TooManyTries {
    pub user: Option<UserId>,
    /// Where the last of them came from.
    pub whence: Origin,
}

impl Job for TooManyTries {
    const KIND: &'static str = "too-many-tries";

    fn run<'a>(self, _: &'a Tools, tx: &'a mut Tx, now: Timestamp) -> Pending<'a, Step> {
        Box::pin(async move {
            let Some(user) = self.user else { return Ok(Step::Done) };
            if change::lock_user(tx, user).await? {
                let account = account::current_of(tx, user).await?;
                let told = emails::told(tx, user, account).await?;
                let affair = Affair { actor: None, ..Affair::own(user, account, &self.whence) };
                audit::tell(tx, affair, &told, &Event::SignInsFailed, now).await?;
            }
            Ok(Step::Done)
        })
    }
}
