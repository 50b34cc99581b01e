//! Inputs of a form that a proof of who one is came before: encrypted in the URL that leads back to it.

use serde::de::DeserializeOwned;

use crate::platform::ids::UserId;
use crate::platform::secrets::keys::{Purpose, SecretKeys};
use crate::platform::secrets::{decode, encode, sealed};
use crate::web::paths::{self, Next};
use crate::web::viewer::Ctx;

/// So many bytes of a form fit a URL; more than that nobody typed into one line.
const LONGEST: usize = 1_200;

/// A page whose form is to hold these inputs again, for this person alone.
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

/// The inputs that the URL of this page keeps for whoever asks, if it does.
pub fn kept<T: DeserializeOwned>(ctx: &Ctx) -> Option<T> {
    let user = ctx.person.as_ref()?.user_id;
    let query = serde_html_form::from_str::<Vec<(String, String)>>(&ctx.query).ok()?;
    let kept = query.iter().find(|(name, _)| name == paths::KEPT_PARAM)?;
    let place = place(user, &ctx.path);
    let form = sealed::open(&ctx.app.keys, Purpose::KeptInputs, &place, &decode(&kept.1)?)?;
    serde_html_form::from_bytes(&form).ok()
}

/// What is kept for one page of one person opens nowhere else.
fn place(user: UserId, page: &str) -> Vec<u8> {
    [user.as_bytes(), page.as_bytes()].concat()
}
