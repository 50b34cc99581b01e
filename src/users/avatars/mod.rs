//! Avatars: the picture of a person, in two sizes; without one, pages show initials.

mod page;
mod picture;
mod store;

pub use page::routes;
pub use picture::{Error, MOST_BYTES, MOST_MEGAPIXELS, Picture, PictureFault, hint};
pub use store::AvatarViewer;

use crate::core::change::Change;
use crate::core::personal_data::{self, ExportPart, Forget};
use crate::platform::db::{Result, Tx};
use crate::platform::ids::{AvatarId, UserId};

/// Exports the picture of a person.
pub const EXPORT: ExportPart = ExportPart {
    name: "avatar",
    read: |tx, user| personal_data::document(store::exported(tx, user)),
};

/// Deletes the picture of a person with their user.
pub const FORGET: Forget = |change, user| Box::pin(store::delete(change, user));

/// The sizes of a picture, by their names in its URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::EnumString)]
#[strum(serialize_all = "lowercase")]
pub enum AvatarSize {
    Small,
    Large,
}

/// Stores the picture of a person in place of their last one, under a new id.
pub async fn set(change: &mut Change, user: UserId, picture: &Picture) -> Result<AvatarId> {
    let now = change.now();
    let id = AvatarId::mint(now);
    change.lock_user(user).await?;
    store::upsert(change, user, id, picture, now).await?;
    Ok(id)
}

/// Removes the picture of a person, if there is one.
pub async fn remove(change: &mut Change, user: UserId) -> Result<()> {
    change.lock_user(user).await?;
    store::delete(change, user).await
}

/// Finds a picture that this viewer may see: their own, or that of a member of their current account.
pub async fn find(
    tx: &mut Tx,
    viewer: AvatarViewer,
    id: AvatarId,
    size: AvatarSize,
) -> Result<Option<Vec<u8>>> {
    store::find(tx, viewer, id, size == AvatarSize::Large).await
}
