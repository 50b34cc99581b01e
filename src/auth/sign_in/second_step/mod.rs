//! The second step of signing in: a code of the authenticator app, or a recovery code.

mod page;

pub use page::routes;

use super::{Device, Entrant};
use crate::audit::{self, Event};
use crate::auth::second_factor::{self, CodeCheck, FactorAnswer};
use crate::core::change;
use crate::core::origin::Origin;
use crate::platform::ids::UserId;
use crate::web::App;
use crate::web::errors::Result;

/// What came of it.
pub enum SecondStepOutcome {
    /// It is them. With so few recovery codes left that they should hear of it, how many.
    Entered {
        entrant: Entrant,
        few_codes: Option<i64>,
    },
    Refused(CodeCheck),
    /// Their credentials changed since the password was given: from the start, please.
    Over,
}

/// Checks what someone answers who gave the right password at this epoch.
pub async fn answer(
    app: &App,
    user: UserId,
    epoch: i64,
    answer: &FactorAnswer,
    origin: Origin,
    device: &Device,
) -> Result<SecondStepOutcome> {
    let known = device.known_for(&app.keys, user);
    let mut change = app.change(origin).await?;
    change::lock_user(&mut change, user).await?;
    // An answer of whoever knew the password before counts no tries.
    if super::store::epoch(&mut change, user).await? != Some(epoch) {
        return Ok(SecondStepOutcome::Over);
    }
    let checked = second_factor::check(&mut change, user, known, answer).await?;
    if !matches!(checked, CodeCheck::Right | CodeCheck::Recovered { .. }) {
        change.commit().await?;
        return Ok(SecondStepOutcome::Refused(checked));
    }
    let entrant = super::enter(&mut change, user, known.is_some()).await?;
    let left = match checked {
        CodeCheck::Recovered { left } => {
            audit::notify(&mut change, user, &Event::RecoveryCodeUsed { left }).await?;
            left
        }
        _ => second_factor::codes_left(&mut change, user).await?,
    };
    change.commit().await?;
    let few_codes = (left <= second_factor::FEW_CODES).then_some(left);
    Ok(SecondStepOutcome::Entered { entrant, few_codes })
}
