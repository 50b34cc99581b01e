//! Onboarding: the wizard that asks a new person once how they can be reached.

mod frame;
mod page;
mod phone;
mod region;
mod store;

pub use frame::{OnboardingFrame, away};
pub use page::routes;
use strum::VariantArray;

use crate::core::change::Change;
use crate::platform::db::Result;
use crate::platform::ids::UserId;
use crate::users::search;

/// A step of onboarding, in the order of the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, VariantArray, strum::EnumMessage)]
pub enum OnboardingStep {
    /// Always done: a password is needed to sign in.
    #[strum(message = "wizard-password-step")]
    Password,
    #[strum(message = "wizard-region-step")]
    Region,
    #[strum(message = "wizard-phone-step")]
    Phone,
    /// A test alert, which the person acknowledges: see `oncall/test_alert`.
    #[strum(message = "wizard-test-step")]
    Test,
}

/// Records that a person finished onboarding, or skipped it.
pub async fn finish(change: &mut Change, user: UserId) -> Result<()> {
    let now = change.now();
    change.lock_user(user).await?;
    store::mark_onboarded(change, user, now).await?;
    search::index_user(change, user).await
}
