//! An invitation, and whether it waits for an answer.

use crate::accounts::account::Roles;
use crate::platform::clock::Timestamp;
use crate::platform::db::{Error, Result};
use crate::platform::i18n::Lang;
use crate::platform::ids::{AccountId, EmailId, InvitationId, TeamId, UserId};

/// An account's question whether a person joins it.
#[derive(Debug, sqlx::FromRow)]
pub struct Invitation {
    pub id: InvitationId,
    pub account_id: AccountId,
    /// The name of the account.
    pub account: String,
    /// The name of the admin who asks, if they are still there.
    pub who: Option<String>,
    pub user_id: UserId,
    pub email_id: EmailId,
    pub address: String,
    pub address_key: Vec<u8>,
    pub is_usable: bool,
    pub name: String,
    /// The name by which the admin calls the person.
    pub typed_name: String,
    pub language: Lang,
    #[sqlx(flatten)]
    pub roles: Roles,
    /// The teams, as JSON.
    team_ids: String,
    pub sends: i64,
    pub sent_at: Timestamp,
    pub expires_at: Timestamp,
    pub answered_at: Option<Timestamp>,
}

impl Invitation {
    /// Whether the invitation waits for an answer.
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.answered_at.is_none() && self.expires_at > now
    }

    /// The teams that the person is to be in.
    ///
    /// # Errors
    /// When the column holds no list of teams.
    pub fn teams(&self) -> Result<Vec<TeamId>> {
        serde_json::from_str(&self.team_ids).map_err(|error| Error::Decode(error.into()))
    }
}
