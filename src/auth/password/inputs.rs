//! Inputs of a new password, which is typed twice.

use super::{NewPassword, OwnWords};
use crate::platform::i18n::Message;
use crate::web::App;
use crate::web::errors::Result;
use crate::web::form::Secret;

/// Returns the password when both inputs are well; else each of them says its own fault.
///
/// # Errors
/// When no core is free for hashing.
pub async fn typed_twice(
    app: &App,
    own: &OwnWords,
    new: &mut Secret,
    confirm: &mut Secret,
) -> Result<Option<NewPassword>> {
    let judged = NewPassword::judge(&app.passwords, new.password(), own).await?;
    if let Err(why) = &judged {
        new.refuse(why.clone());
    }
    let are_equal = new.password() == confirm.password();
    if !are_equal {
        confirm.refuse(Message::new("common-password-unequal"));
    }
    Ok(judged.ok().filter(|_| are_equal))
}
