//! A copy of everything that is kept of a person, without what is secret.

use serde::Serialize;

use super::store::{
    self, ExportedApiToken, ExportedAuthenticator, ExportedDelivery, ExportedEmail,
    ExportedInvitation, ExportedMembership, ExportedPasskey, ExportedPhone, ExportedProfile,
    ExportedSession, Happened, moment,
};
use crate::auth::second_factor;
use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::ids::UserId;

/// The document, as it is downloaded.
#[derive(Serialize)]
pub struct Export {
    #[serde(serialize_with = "moment")]
    exported_at: Timestamp,
    user: Option<ExportedProfile>,
    emails: Vec<ExportedEmail>,
    phones: Vec<ExportedPhone>,
    accounts: Vec<ExportedMembership>,
    invitations: Vec<ExportedInvitation>,
    authenticators: Vec<ExportedAuthenticator>,
    recovery_codes_left: i64,
    passkeys: Vec<ExportedPasskey>,
    api_tokens: Vec<ExportedApiToken>,
    sessions: Vec<ExportedSession>,
    history: Vec<Happened>,
    deliveries: Vec<ExportedDelivery>,
}

impl Export {
    /// What is kept of a person now.
    pub(super) async fn of(tx: &mut Tx, user: UserId, now: Timestamp) -> Result<Self> {
        let mut accounts = store::memberships(tx, user).await?;
        for (account, team) in store::teams(tx, user).await? {
            accounts.iter_mut().filter(|found| found.id == account).for_each(|found| {
                found.teams.push(team.clone());
            });
        }
        Ok(Self {
            exported_at: now,
            user: store::profile(tx, user).await?,
            emails: store::emails(tx, user).await?,
            phones: store::phones(tx, user).await?,
            accounts,
            invitations: store::invitations(tx, user).await?,
            authenticators: store::authenticators(tx, user).await?,
            recovery_codes_left: second_factor::codes_left(tx, user).await?,
            passkeys: store::passkeys(tx, user).await?,
            api_tokens: store::api_tokens(tx, user).await?,
            sessions: store::sessions(tx, user).await?,
            history: store::history(tx, user).await?,
            deliveries: store::deliveries(tx, user).await?,
        })
    }
}
