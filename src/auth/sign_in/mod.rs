//! Signing in with email and password, and signing out.

mod claim;
mod device;
mod known;
mod limits;
mod mail;
mod page;
pub mod second_step;
mod store;

pub use claim::{PasswordCheck, SignInClaim, SignInOutcome, check, check_password};
pub use device::{Device, issue as issue_device};
pub use known::{CLEANUP, FORGET, KnownPlace, remember_network};
pub use limits::forget_tries;
pub use mail::TooManyTries;
pub use page::{Unpassed, routes, show_again};
pub use store::epoch;

use crate::accounts::account;
use crate::audit::{self, Event};
use crate::core::actor::Actor;
use crate::core::change::Change;
use crate::messaging::JobKind;
use crate::platform::db::{self};
use crate::platform::i18n::Lang;
use crate::platform::ids::{AccountId, UserId};

/// The kinds of jobs of this noun.
pub const JOBS: &[JobKind] = &[JobKind::of::<TooManyTries>()];

/// Someone who proved all they owe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entrant {
    /// The epoch of the credentials.
    pub epoch: i64,
    pub language: Lang,
    /// The account that is current to begin with.
    pub account: Option<AccountId>,
}

/// Notes that a person has signed in, and tells them when it was with a device that is not known.
pub async fn enter(change: &mut Change, user: UserId, is_known: bool) -> db::Result<Entrant> {
    let now = change.now();
    let (epoch, language) = store::signed_in(change, user, now).await?;
    remember_network(change, user).await?;
    let account = account::current_of(change, user).await?;
    change.act_as(Actor::on_page(user, account));
    match is_known {
        true => drop(audit::record(change, user, &Event::SignedIn).await?),
        false => {
            audit::notify(change, user, &Event::SignedInAnew).await?;
        }
    }
    Ok(Entrant { epoch, language, account })
}
