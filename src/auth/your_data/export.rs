//! The data export: everything that is stored of a person, without secrets.

use serde::Serialize;
use serde_json::{Map, Value};

use super::PERSONAL_DATA;
use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::ids::UserId;

/// The document that is downloaded, with a part for each noun that stores something of the person.
#[derive(Serialize)]
#[serde(transparent)]
pub struct Export(Map<String, Value>);

impl Export {
    /// Collects what is stored of a person now.
    pub(super) async fn of(tx: &mut Tx, user: UserId, now: Timestamp) -> Result<Self> {
        let mut document = Map::new();
        document.insert("exported_at".to_owned(), now.to_jiff().to_string().into());
        for part in PERSONAL_DATA.required()?.exports {
            document.insert(part.name.to_owned(), (part.read)(tx, user).await?);
        }
        Ok(Self(document))
    }
}
