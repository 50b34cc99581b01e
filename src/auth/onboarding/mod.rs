//! The set-up wizard: what a new person is asked once, so that they can be reached.

mod frame;
mod page;
mod phone;
mod region;
mod store;
mod trial;

pub use page::routes;
use strum::VariantArray;

use crate::core::change::Change;
use crate::platform::db::Result;
use crate::platform::ids::UserId;
use crate::users::search;

/// A step of the wizard, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, VariantArray, strum::EnumMessage)]
pub enum OnboardingStep {
    /// Without a password nobody comes here: it is done by then.
    #[strum(message = "wizard-password-step")]
    Password,
    #[strum(message = "wizard-region-step")]
    Region,
    #[strum(message = "wizard-phone-step")]
    Phone,
    /// A test message, which they say has come.
    #[strum(message = "wizard-test-step")]
    Test,
}

/// Notes that a person is through the wizard, or waved it away.
pub async fn finish(change: &mut Change, user: UserId) -> Result<()> {
    let now = change.now();
    change.lock_user(user).await?;
    store::mark_onboarded(change, user, now).await?;
    search::index_user(change, user).await
}
