//! Names of passkeys.

use super::{Passkey, SECTION, list, rename};
use crate::auth::second_factor::enrolment::{AuthenticatorName, NamedFactor};
use crate::core::actor::Done;
use crate::core::change::Change;
use crate::platform::db::{Result, Tx};
use crate::platform::ids::{PasskeyId, UserId};
use crate::web::card::Section;
use crate::web::paths;

impl NamedFactor for Passkey {
    type Id = PasskeyId;

    const PATH: &'static str = paths::PASSKEY_NAME;
    const TITLE: &'static str = "passkeys-naming-title";
    const RENAMED: &'static str = "passkeys-renamed";
    const SECTION: &'static Section = &SECTION;

    async fn name(tx: &mut Tx, user: UserId, id: PasskeyId) -> Result<Option<String>> {
        let found = list(tx, user).await?.into_iter().find(|passkey| passkey.id == id);
        Ok(found.map(|passkey| passkey.name))
    }

    async fn rename(
        change: &mut Change,
        user: UserId,
        id: PasskeyId,
        name: &AuthenticatorName,
    ) -> Done<()> {
        rename(change, user, id, name).await
    }
}
