//! Sign-in with email and password, and sign-out.

mod claim;
mod entrant;
mod known;
mod limits;
mod mail;
mod page;
pub mod second_step;
mod store;

pub use claim::{PasswordCheck, SignInClaim, SignInOutcome, check, check_password};
pub use entrant::{Entrant, begin, enter};
pub use known::{CLEANUP, FORGET, KnownPlace, remember_network};
pub use limits::forget_tries;
pub use mail::TooManyTries;
pub use page::{Unpassed, routes, show_again};
pub use store::epoch;

use crate::messaging::JobKind;

pub const JOBS: &[JobKind] = &[JobKind::of::<TooManyTries>()];
