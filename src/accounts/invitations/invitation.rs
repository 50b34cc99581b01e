//! An invitation, and whether it is open.

use crate::accounts::account::Roles;
use crate::platform::clock::Timestamp;
use crate::platform::db::{Error, Result};
use crate::platform::i18n::Lang;
use crate::platform::ids::{AccountId, EmailId, InvitationId, TeamId, UserId};

/// An account's invitation to a person.
#[derive(Debug, sqlx::FromRow)]
pub struct Invitation {
    pub id: InvitationId,
    pub account_id: AccountId,
    /// The name of the account.
    pub account: String,
    /// The name of the admin who invites; `None` when the admin is gone.
    pub who: Option<String>,
    pub user_id: UserId,
    pub email_id: EmailId,
    pub address: String,
    pub address_key: Vec<u8>,
    pub is_usable: bool,
    pub name: String,
    /// The invited person's name as the admin typed it.
    pub typed_name: String,
    pub language: Lang,
    #[sqlx(flatten)]
    pub roles: Roles,
    /// The teams, as a JSON array of ids.
    team_ids: String,
    pub sends: i64,
    pub sent_at: Timestamp,
    pub expires_at: Timestamp,
    pub answered_at: Option<Timestamp>,
}

impl Invitation {
    /// Tells whether the invitation can still be answered.
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.answered_at.is_none() && self.expires_at > now
    }

    /// Lists the teams that the person is to join.
    ///
    /// # Errors
    /// When the column holds no JSON list of ids.
    pub fn teams(&self) -> Result<Vec<TeamId>> {
        serde_json::from_str(&self.team_ids).map_err(|error| Error::Decode(error.into()))
    }
}
