//! Names of authenticator apps.

use crate::auth::second_factor::enrolment::{AuthenticatorName, NamedFactor, rename};
use crate::auth::second_factor::{self, Authenticator, SECTION};
use crate::core::actor::Done;
use crate::core::change::Change;
use crate::platform::db::{Result, Tx};
use crate::platform::ids::{AuthenticatorId, UserId};
use crate::web::card::Section;
use crate::web::paths;

impl NamedFactor for Authenticator {
    type Id = AuthenticatorId;

    const PATH: &'static str = paths::AUTHENTICATOR_NAME;
    const TITLE: &'static str = "two-factor-naming-title";
    const RENAMED: &'static str = "two-factor-renamed";
    const SECTION: &'static Section = &SECTION;

    async fn name(tx: &mut Tx, user: UserId, id: AuthenticatorId) -> Result<Option<String>> {
        let apps = second_factor::find(tx, user).await?.authenticators;
        Ok(apps.into_iter().find(|app| app.id == id).map(|app| app.name))
    }

    async fn rename(
        change: &mut Change,
        user: UserId,
        id: AuthenticatorId,
        name: &AuthenticatorName,
    ) -> Done<()> {
        rename(change, user, id, name).await
    }
}
