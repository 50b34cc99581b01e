//! The page that confirms the removal of an address, and the removal.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::{SECTION, parse};
use crate::core::actor::Gone;
use crate::platform::db::Tx;
use crate::platform::i18n::Message;
use crate::platform::ids::EmailId;
use crate::users::emails::{self, EmailRemoved};
use crate::web::confirm::{self, Removal};
use crate::web::errors::Result;
use crate::web::gate::{SignedIn, Sudo};
use crate::web::paths;

async fn removal_page(
    me: &SignedIn,
    tx: &mut Tx,
    id: EmailId,
    status: StatusCode,
) -> Result<Response> {
    let emails = emails::list(tx, me.person.user_id).await?;
    let email = emails.iter().find(|email| email.id == id).ok_or(Gone)?;
    let removal = Removal {
        title: "emails-removal-title",
        thing: email.address.clone(),
        consequence: Message::new("emails-removal-text"),
        refusal: emails::removal_refused(&emails, email).and_then(why_not),
        action: SECTION.anchored(&paths::of(paths::EMAIL_REMOVAL, &id)),
        remove: "emails-removal-action",
        keep: "common-keep-it",
        back: SECTION.path.to_owned(),
        back_label: "common-back-to-settings",
    };
    confirm::ask(&me.ctx, status, removal)
}

/// Returns the sentence that says why an address is not removed.
pub fn why_not(removed: EmailRemoved) -> Option<Message> {
    match removed {
        EmailRemoved::Removed => None,
        EmailRemoved::LastVerified => Some(Message::new("emails-removal-last-verified")),
        EmailRemoved::IsPrimary => Some(Message::new("emails-removal-primary")),
    }
}

pub async fn ask_to_remove(Sudo(me): Sudo, Path(id): Path<String>) -> Result<Response> {
    removal_page(&me, &mut me.app.db.read().await?, parse(&id)?, StatusCode::OK).await
}

pub async fn remove(Sudo(me): Sudo, Path(id): Path<String>) -> Result<Response> {
    let id = parse(&id)?;
    let mut change = me.change().await?;
    let removed = emails::remove(&mut change, me.person.user_id, id).await?;
    if why_not(removed).is_some() {
        drop(change);
        let mut tx = me.app.db.read().await?;
        return removal_page(&me, &mut tx, id, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    me.commit_with_flash(change, &Message::new("emails-removed")).await?;
    Ok(Redirect::to(paths::EMAILS).into_response())
}
