//! The set-up wizard: what a new person is asked once, so that they can be reached.

mod page;
mod phone;
mod region;
mod store;
mod trial;

pub use page::routes;

use strum::VariantArray;

use crate::core::change;
use crate::core::change::Change;
use crate::platform::db::{Result, Tx};
use crate::platform::i18n::TimeZone;
use crate::platform::ids::UserId;
use crate::users::phones::{self, Phone};
use crate::users::search;
use crate::web::gate::SignedIn;
use crate::web::paths;

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

impl OnboardingStep {
    /// The page of the step.
    fn path(self) -> &'static str {
        match self {
            Self::Password | Self::Region => paths::ONBOARDING_REGION,
            Self::Phone => paths::ONBOARDING_PHONE,
            Self::Test => paths::ONBOARDING_TEST,
        }
    }
}

/// What is known of a person already: none of it is asked again.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    /// Everyone begins at UTC.
    zone: bool,
    phone: bool,
}

impl Known {
    /// Reads it.
    pub async fn of(tx: &mut Tx, me: &SignedIn) -> Result<Self> {
        let phones = phones::list(tx, me.person.user_id).await?;
        let zone = me.person.time_zone != TimeZone::utc();
        Ok(Self { zone, phone: phones.iter().any(Phone::is_usable) })
    }

    fn has(self, step: OnboardingStep) -> bool {
        match step {
            OnboardingStep::Password => true,
            OnboardingStep::Region => self.zone,
            OnboardingStep::Phone => self.phone,
            OnboardingStep::Test => false,
        }
    }

    /// The next thing to ask, from this step on.
    fn next_from(self, first: OnboardingStep) -> OnboardingStep {
        let open = |step: &&OnboardingStep| **step >= first && !self.has(**step);
        OnboardingStep::VARIANTS.iter().find(open).copied().unwrap_or(OnboardingStep::Test)
    }
}

/// Notes that a person is through the wizard, or waved it away.
pub async fn finish(change: &mut Change, user: UserId) -> Result<()> {
    let now = change.now();
    change::lock_user(change, user).await?;
    store::mark_onboarded(change, user, now).await?;
    search::index_user(change, user).await
}
