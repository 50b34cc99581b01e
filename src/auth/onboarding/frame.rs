//! The frame around each step of onboarding, and the choice of the next step.

use axum::response::{IntoResponse, Redirect, Response};
use strum::{EnumMessage, VariantArray};

use crate::auth::onboarding::OnboardingStep;
use crate::platform::db::Tx;
use crate::platform::i18n::Message;
use crate::users::phones::{self, Phone};
use crate::web::errors::Result;
use crate::web::gate::SignedIn;
use crate::web::paths;
use crate::web::viewer::Ctx;

/// The frame around each step: the progress, and a flash.
pub struct OnboardingFrame<'a> {
    pub ctx: &'a Ctx,
    pub step: OnboardingStep,
    known: Known,
    pub flash: Option<Message>,
    pub alert: Option<Message>,
}

/// A step in the progress bar.
pub struct OnboardingItem {
    pub title: &'static str,
    pub number: usize,
    /// The text id of its state.
    pub state: &'static str,
    pub is_done: bool,
    pub is_current: bool,
}

impl<'a> OnboardingFrame<'a> {
    /// Makes a step's frame, with the flash that waits for the page.
    pub async fn of(me: &'a SignedIn, step: OnboardingStep) -> Result<Self> {
        let flash = me.take_flash().await?;
        Ok(Self { flash, ..Self::bare(me, step).await? })
    }

    /// Makes a step's frame after a form, without a flash.
    pub async fn bare(me: &'a SignedIn, step: OnboardingStep) -> Result<Self> {
        let known = Known::of(&mut me.app.db.read().await?, me).await?;
        Ok(Self { ctx: &me.ctx, step, known, flash: None, alert: None })
    }

    /// Lists all steps.
    pub fn items(&self) -> Vec<OnboardingItem> {
        let item = |(at, &step): (usize, &OnboardingStep)| {
            let (is_current, is_done) = (step == self.step, self.known.has(step));
            let state = match (is_current, is_done) {
                (true, _) => "wizard-state-now",
                (false, true) => "wizard-state-done",
                (false, false) if step < self.step => "wizard-state-later",
                (false, false) => "wizard-state-ahead",
            };
            let title = step.get_message().unwrap_or_default();
            OnboardingItem {
                title,
                number: at + 1,
                state,
                is_done: is_done && !is_current,
                is_current,
            }
        };
        OnboardingStep::VARIANTS.iter().enumerate().map(item).collect()
    }

    /// Returns the text id of the way out beside the step's own: of the whole before it begins, and
    /// of the last step.
    pub fn way_out(&self) -> Option<&'static str> {
        match self.step {
            OnboardingStep::Password | OnboardingStep::Region => Some("wizard-skip-all"),
            OnboardingStep::Phone => None,
            OnboardingStep::Test => Some("wizard-test-skip"),
        }
    }

    /// Returns the progress, such as "Step 2 of 4".
    pub fn place(&self) -> String {
        let at =
            OnboardingStep::VARIANTS.iter().position(|step| *step == self.step).unwrap_or_default();
        let count = |number: usize| i64::try_from(number).unwrap_or_default();
        let place = Message::new("wizard-place").with("number", count(at + 1));
        self.ctx.text(&place.with("count", count(OnboardingStep::VARIANTS.len())))
    }

    /// Returns the page's title, which begins with "Error" when the form was refused.
    pub fn title(&self, heading: &str, failed: bool) -> String {
        let heading = self.ctx.t(heading);
        match failed {
            true => self.ctx.t_with("common-error-title", "title", heading),
            false => heading.into_owned(),
        }
    }
}

/// Redirects to the next open step from this one on.
pub async fn on(me: &SignedIn, from: OnboardingStep) -> Result<Response> {
    let known = Known::of(&mut me.app.db.read().await?, me).await?;
    Ok(Redirect::to(known.next_from(from).path()).into_response())
}

/// Redirects a person who has finished onboarding.
pub fn away(me: &SignedIn) -> Option<Response> {
    me.person.onboarded_at.map(|_| Redirect::to(paths::SETTINGS).into_response())
}

impl OnboardingStep {
    /// Returns the path of the step.
    pub fn path(self) -> &'static str {
        match self {
            Self::Password | Self::Region => paths::ONBOARDING_REGION,
            Self::Phone => paths::ONBOARDING_PHONE,
            Self::Test => paths::ONBOARDING_TEST,
        }
    }
}

/// The answers that are known already, whose steps are skipped.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    /// Whether time zone and language were chosen.
    region: bool,
    phone: bool,
}

impl Known {
    /// Reads the known answers of a person.
    pub async fn of(tx: &mut Tx, me: &SignedIn) -> Result<Self> {
        let phones = phones::list(tx, me.person.user_id).await?;
        let region = me.person.region_chosen;
        Ok(Self { region, phone: phones.iter().any(Phone::is_usable) })
    }

    fn has(self, step: OnboardingStep) -> bool {
        match step {
            OnboardingStep::Password => true,
            OnboardingStep::Region => self.region,
            OnboardingStep::Phone => self.phone,
            OnboardingStep::Test => false,
        }
    }

    /// Returns the next open step from this one on.
    fn next_from(self, first: OnboardingStep) -> OnboardingStep {
        let open = |step: &&OnboardingStep| **step >= first && !self.has(**step);
        OnboardingStep::VARIANTS.iter().find(open).copied().unwrap_or(OnboardingStep::Test)
    }
}
