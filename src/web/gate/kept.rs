//! Inputs of a form kept during reauthentication, encrypted in the URL that leads back to the form.

use serde::de::DeserializeOwned;

use crate::platform::ids::UserId;
use crate::platform::secrets::keys::{Purpose, SecretKeys};
use crate::platform::secrets::{decode, encode, sealed};
use crate::web::paths::{self, Next};
use crate::web::viewer::Ctx;

/// The most bytes of inputs that fit a URL; longer inputs are not kept.
const LONGEST: usize = 1_200;

/// Returns the page whose form is to have these inputs again, readable for this person only.
pub(super) fn back_to(
    keys: &SecretKeys,
    user: UserId,
    page: &str,
    inputs: &[(&str, &str)],
) -> Next {
    let form = serde_html_form::to_string(inputs).unwrap_or_default();
    if form.len() > LONGEST || inputs.iter().all(|(_, input)| input.is_empty()) {
        return Next::parse(page);
    }
    let kept = sealed::seal(keys, Purpose::KeptInputs, &place(user, page), form.as_bytes());
    Next::parse(&format!("{page}?{}={}", paths::KEPT_PARAM, encode(&kept)))
}

/// Returns the inputs that the URL of this page keeps for its viewer, if any.
pub fn kept<T: DeserializeOwned>(ctx: &Ctx) -> Option<T> {
    let user = ctx.person.as_ref()?.user_id;
    let query = serde_html_form::from_str::<Vec<(String, String)>>(&ctx.query).ok()?;
    let kept = query.iter().find(|(name, _)| name == paths::KEPT_PARAM)?;
    let place = place(user, &ctx.path);
    let form = sealed::open(&ctx.app.keys, Purpose::KeptInputs, &place, &decode(&kept.1)?)?;
    serde_html_form::from_bytes(&form).ok()
}

/// Returns the associated data of the encryption: inputs of one page and person do not open for
/// another.
fn place(user: UserId, page: &str) -> Vec<u8> {
    [user.as_bytes(), page.as_bytes()].concat()
}
