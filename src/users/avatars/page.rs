//! The forms of the avatar in General Settings, and the pictures themselves.

use axum::extract::{Path, Request};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use super::picture::Error as PictureError;
use super::{AvatarSize, AvatarViewer, MOST_BYTES, Picture, PictureFault};
use crate::platform::i18n::Message;
use crate::users::avatars;
use crate::users::profile::{self, SECTION};
use crate::web::card::{CardOutcome, CardReply, answer};
use crate::web::errors::{Error, Result};
use crate::web::gate::SignedIn;
use crate::web::paths;
use crate::web::routes::Routes;

/// The name of the input, in `templates/users/avatars/form.html` too.
const INPUT: &str = "picture";
/// A browser keeps a picture for a year and never asks again: another picture has another URL. No
/// cache of many people keeps it.
const CACHING: &str = "private, max-age=31536000, immutable";

pub fn routes() -> Routes {
    Routes::new()
        .get(paths::AVATAR, show)
        .post(paths::AVATAR_UPLOAD, upload)
        .post(paths::AVATAR_REMOVAL, remove)
}

/// Answers with a picture. Whose picture one may not see is like one that does not exist.
async fn show(me: SignedIn, Path((id, size)): Path<(String, String)>) -> Result<Response> {
    let (id, size) = (id.parse()?, size.parse::<AvatarSize>().map_err(|_| Error::NotFound)?);
    let viewer = AvatarViewer { user: me.person.user_id, account: me.current_account() };
    let mut tx = me.app.db.read().await?;
    let picture = avatars::find(&mut tx, viewer, id, size).await?.ok_or(Error::NotFound)?;
    drop(tx);
    let headers = [(CONTENT_TYPE, Picture::MEDIA_TYPE), (CACHE_CONTROL, CACHING)];
    Ok((headers, picture).into_response())
}

async fn upload(me: SignedIn, request: Request) -> Result<Response> {
    me.count_upload()?;
    let picture = match me.app.uploads.read(request, INPUT, MOST_BYTES).await {
        Ok(file) => me.app.uploads.work(file, Picture::of_file).await?,
        Err(Error::TooLarge(_)) => Err(PictureFault::TooLarge.into()),
        Err(error) => return Err(error),
    };
    let picture = match picture {
        Ok(picture) => picture,
        Err(PictureError::Refused(fault)) => return refuse(&me, fault).await,
        Err(broken) => return Err(Error::Internal(broken.into())),
    };
    let mut change = me.change().await?;
    let id = avatars::set(&mut change, me.person.user_id, &picture).await?;
    let saved = CardOutcome::Saved(Message::new("general-avatar-saved"));
    let reply = saved.commit(&me, change).await?;
    let me = me.portrayed(Some(id));
    let card = profile::card_saying(&me, &reply)?;
    answer(&me, &SECTION, reply, card).await
}

async fn remove(me: SignedIn) -> Result<Response> {
    let mut change = me.change().await?;
    avatars::remove(&mut change, me.person.user_id).await?;
    let saved = CardOutcome::Saved(Message::new("general-avatar-removed"));
    let reply = saved.commit(&me, change).await?;
    let me = me.portrayed(None);
    let card = profile::card_saying(&me, &reply)?;
    answer(&me, &SECTION, reply, card).await
}

/// Answers with the card and the reason; the last picture stays.
async fn refuse(me: &SignedIn, fault: PictureFault) -> Result<Response> {
    let reply = match fault {
        PictureFault::TooLarge => CardReply::too_large(fault.message()),
        _ => CardReply::refused(fault.message()),
    };
    let card = profile::card_saying(me, &reply)?;
    answer(me, &SECTION, reply, card).await
}
