//! The SQL of avatars.

use serde::{Serialize, Serializer};

use super::Picture;
use crate::core::personal_data::moment;
use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::ids::{AccountId, AvatarId, UserId};
use crate::sql;

/// The person who asks for a picture, and the account that they look from.
#[derive(Clone, Copy)]
pub struct AvatarViewer {
    pub user: UserId,
    /// The current account, when it is accessible.
    pub account: Option<AccountId>,
}

pub async fn upsert(
    tx: &mut Tx,
    user: UserId,
    id: AvatarId,
    picture: &Picture,
    now: Timestamp,
) -> Result<()> {
    sql!(
        tx,
        execute,
        "INSERT INTO avatars (user_id, id, small, large, created_at) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (user_id) DO UPDATE SET id = excluded.id, small = excluded.small, \
            large = excluded.large, created_at = excluded.created_at",
        user,
        id,
        picture.small(),
        picture.large(),
        now
    )
    .map(drop)
}

pub async fn delete(tx: &mut Tx, user: UserId) -> Result<()> {
    sql!(tx, execute, "DELETE FROM avatars WHERE user_id = $1", user).map(drop)
}

pub async fn find(
    tx: &mut Tx,
    viewer: AvatarViewer,
    id: AvatarId,
    is_large: bool,
) -> Result<Option<Vec<u8>>> {
    sql!(tx, scalar_optional Vec<u8>,
        "SELECT CASE WHEN $4 THEN av.large ELSE av.small END FROM avatars av \
         WHERE av.id = $1 AND (av.user_id = $2 OR EXISTS (SELECT 1 FROM account_users m \
            WHERE m.user_id = av.user_id AND m.account_id = $3 AND m.status = 'active'))",
        id, viewer.user, viewer.account, is_large)
}

/// A picture in the person's data export.
#[derive(Serialize, sqlx::FromRow)]
pub struct ExportedAvatar {
    #[sqlx(skip)]
    media_type: Jpeg,
    #[serde(serialize_with = "base64_text")]
    large: Vec<u8>,
    #[serde(serialize_with = "moment")]
    created_at: Timestamp,
}

/// The media type of every stored picture.
#[derive(Default)]
struct Jpeg;

impl Serialize for Jpeg {
    fn serialize<S: Serializer>(&self, to: S) -> std::result::Result<S::Ok, S::Error> {
        to.serialize_str(Picture::MEDIA_TYPE)
    }
}

fn base64_text<S: Serializer>(bytes: &[u8], to: S) -> std::result::Result<S::Ok, S::Error> {
    to.collect_str(&base64::display::Base64Display::new(
        bytes,
        &base64::engine::general_purpose::STANDARD,
    ))
}

pub async fn exported(tx: &mut Tx, user: UserId) -> Result<Option<ExportedAvatar>> {
    sql!(tx, fetch_optional ExportedAvatar,
        "SELECT large, created_at FROM avatars WHERE user_id = $1", user)
}
