//! The flash of a session: the message that its next page shows once.

use crate::platform::db::{Db, Tx};
use crate::platform::i18n::Message;
use crate::platform::ids::SessionId;
use crate::sql;
use crate::web::errors::Result;

/// Stores a flash for the next page of a session, in the transaction of what it tells. It writes
/// the one column: a copy of the whole session, read earlier, would undo what another tab wrote
/// meanwhile.
pub async fn set_flash(tx: &mut Tx, id: SessionId, flash: &Message) -> Result<()> {
    let flash = written(flash)?;
    Ok(sql!(tx, execute, "UPDATE sessions SET flash = $2 WHERE id = $1", id, flash).map(drop)?)
}

/// Clears the flash of a session, once shown.
pub async fn clear_flash(db: &Db, id: SessionId) -> crate::platform::db::Result<()> {
    let mut tx = db.begin().await?;
    sql!(&mut tx, execute, "UPDATE sessions SET flash = NULL WHERE id = $1", id)?;
    tx.commit().await
}

/// Returns a flash as its column holds it.
pub(super) fn written(flash: &Message) -> Result<String> {
    Ok(serde_json::to_string(flash).map_err(anyhow::Error::from)?)
}
