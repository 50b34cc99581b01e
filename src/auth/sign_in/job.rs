//! Tells someone that strangers try to sign in as them, out of the strangers' sight.

use serde::{Deserialize, Serialize};

use crate::auth::notice::{self, Affair, Event};
use crate::clock::Timestamp;
use crate::db::{Tx, owner};
use crate::directory::accounts;
use crate::ids::UserId;
use crate::outbox::{Job, Pending, Step, Tools};
use crate::settings::emails;
use crate::web::ctx::Whence;

/// Too many tries at an address, of someone or of nobody.
#[derive(Serialize, Deserialize)]
pub struct TooManyTries {
    pub user: Option<UserId>,
    /// Where the last of them came from.
    pub whence: Whence,
}

impl Job for TooManyTries {
    const KIND: &'static str = "too-many-tries";

    fn run<'a>(self, _: &'a Tools, tx: &'a mut Tx, now: Timestamp) -> Pending<'a, Step> {
        Box::pin(async move {
            let Some(user) = self.user else { return Ok(Step::Done) };
            if owner::touch_user(tx, user).await? {
                let account = accounts::current_of(tx, user).await?;
                let told = emails::told(tx, user, account).await?;
                let affair = Affair { actor: None, ..Affair::own(user, account, &self.whence) };
                notice::tell(tx, affair, &told, &Event::SignInsFailed, now).await?;
            }
            Ok(Step::Done)
        })
    }
}
