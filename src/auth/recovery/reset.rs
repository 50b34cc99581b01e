//! The reset of a password by a mailed link.

use super::entitled;
use crate::accounts::account;
use crate::audit::{self, Before, Event, Part};
use crate::auth::password::{self, NewPassword};
use crate::auth::sign_in;
use crate::core::actor::Actor;
use crate::core::links::LinkToken;
use crate::core::origin::Origin;
use crate::users::verification;
use crate::web::App;
use crate::web::errors::Result;

/// Sets a new password by a link, which is used up. Every session of the person ends, and the
/// person is notified. Returns `false` when the link is not, or no longer, valid.
///
/// # Errors
/// When no core is free for hashing.
pub async fn reset(
    app: &App,
    token: &LinkToken,
    new: &NewPassword,
    origin: Origin,
) -> Result<bool> {
    let hash = app.passwords.queue()?.hash(new.password().clone()).await?;
    let mut change = app.change(origin).await?;
    let now = change.now();
    // The user is locked first: a concurrent change of password must end before the link is looked
    // at.
    let Some(verification) = verification::find(&mut change, token.verification()).await? else {
        return Ok(false);
    };
    change.lock_user(verification.user_id).await?;
    let Some(found) = entitled(&mut change, &app.keys, token, now).await? else { return Ok(false) };
    if !verification::consume(&mut change, token.verification()).await? {
        return Ok(false);
    }
    let stored = password::stored(&mut change, found.user).await?;
    password::replace(&mut change, found.user, stored.as_deref(), &hash).await?;
    sign_in::forget_tries(&mut change, &found.address_key).await?;
    let account = account::current_of(&mut change, found.user).await?;
    // Whoever reads the mail of an address is taken for its user.
    change.act_as(Actor::on_page(found.user, account));
    let undo = Before::of(Part::Password, &())?;
    let event = Event::PasswordReset;
    audit::notify_with_undo(&mut change, found.user, &event, undo).await?;
    change.commit().await?;
    Ok(true)
}
