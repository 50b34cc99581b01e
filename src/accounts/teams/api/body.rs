//! Teams in API v4: the body.

use serde::Deserialize;

use super::update::{TeamPatch, USERS_OF_ACCOUNT};
use crate::accounts::teams::{Notes, TeamName};
use crate::platform::ids::AccountUserId;
use crate::web::api::Result;
use crate::web::api::body::{ApiBody, Fields};
use crate::web::api::field::{Ids, Patch, Text};
use crate::web::api::object::JsonObject;

/// A team to create or update. Omitted attributes keep their values.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct TeamBody {
    /// 1–100 visible characters.
    pub name: Patch<Text<TeamName>>,
    notes: Patch<Text<Notes>>,
    /// Account user IDs of all members of the team; members that are not listed are removed.
    member_account_user_ids: Patch<Ids<AccountUserId>>,
    /// Account user IDs of all team admins, who are members of the team too. If omitted, team
    /// admins who are still members stay.
    admin_account_user_ids: Patch<Ids<AccountUserId>>,
    /// Custom metadata. Up to 50 keys, 16 KiB in total.
    meta: Patch<JsonObject>,
}

impl ApiBody for TeamBody {
    const NAME: &'static str = "TeamAttributes";
    const NEEDED: &'static [&'static str] = &["name"];
    const EXAMPLE: &'static str = r#"{"notes": "From 22:00 to 06:00"}"#;
    const NEW_EXAMPLE: &'static str = r#"{"name": "Night shift"}"#;

    fn check(&self, fields: &mut impl Fields) {
        fields
            .of("name", &self.name)
            .of("notes", &self.notes)
            .of("member_account_user_ids", &self.member_account_user_ids)
            .of("admin_account_user_ids", &self.admin_account_user_ids)
            .of("meta", &self.meta);
    }
}

impl TeamBody {
    /// Returns the changes that this body makes to a team.
    ///
    /// # Errors
    /// When an id in the body is of another kind.
    pub fn patch(&self) -> Result<TeamPatch> {
        let members = self.member_account_user_ids.value();
        let admins = self.admin_account_user_ids.value();
        Ok(TeamPatch {
            name: self.name.value().map(|name| name.0.clone()),
            notes: self.notes.value().map(|notes| notes.0.clone()),
            members: members
                .map(|ids| ids.known("member_account_user_ids", USERS_OF_ACCOUNT))
                .transpose()?,
            admins: admins
                .map(|ids| ids.known("admin_account_user_ids", USERS_OF_ACCOUNT))
                .transpose()?,
            meta: self.meta.value().map(JsonObject::text),
        })
    }
}
