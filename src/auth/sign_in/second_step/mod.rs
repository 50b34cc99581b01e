//! The second step of signing in: a code of the authenticator app, or a recovery code.

mod page;

pub use page::routes;

use super::{Device, Entrant};
use crate::audit::{self, Event};
use crate::auth::second_factor::{self, Answer, Checked};
use crate::core::actor::Affair;
use crate::core::origin::Origin;
use crate::platform::clock::Timestamp;
use crate::platform::ids::UserId;
use crate::users::emails;
use crate::web::App;
use crate::web::errors::Result;

/// What came of it.
pub enum Outcome {
    /// It is them. With so few recovery codes left that they should hear of it, how many.
    Welcome {
        entrant: Entrant,
        few_codes: Option<i64>,
    },
    Refused(Checked),
    /// Their credentials changed since the password was given: from the start, please.
    Over,
}

/// Checks what someone answers who gave the right password at this epoch.
///
/// # Errors
/// When the database fails.
pub async fn answer(
    app: &App,
    (user, epoch): (UserId, i64),
    answer: &Answer,
    (whence, device): (&Origin, &Device),
    now: Timestamp,
) -> Result<Outcome> {
    let known = device.known_for(&app.keys, user);
    let mut tx = app.db.begin().await?;
    let checked = second_factor::check(&mut tx, &app.keys, (user, known), answer, now).await?;
    if !matches!(checked, Checked::Right | Checked::Recovered { .. }) {
        tx.commit().await?;
        return Ok(Outcome::Refused(checked));
    }
    let entrant = super::enter(&mut tx, user, (whence, known.is_some()), now).await?;
    if entrant.epoch != epoch {
        return Ok(Outcome::Over);
    }
    let left = match checked {
        Checked::Recovered { left } => {
            let told = emails::told(&mut tx, user, entrant.account).await?;
            let affair = Affair::own(user, entrant.account, whence);
            audit::tell(&mut tx, affair, &told, &Event::RecoveryCodeUsed { left }, now).await?;
            left
        }
        _ => second_factor::codes_left(&mut tx, user).await?,
    };
    tx.commit().await?;
    let few_codes = (left <= second_factor::FEW_CODES).then_some(left);
    Ok(Outcome::Welcome { entrant, few_codes })
}
