//! The SQL of invitations.

use serde::Serialize;

use super::{Invitation, InvitationAnswer, Newcomer};
use crate::accounts::account::Roles;
use crate::core::links::LinkPurpose;
use crate::core::personal_data::{id_text, moment};
use crate::platform::clock::Timestamp;
use crate::platform::db::{Error, Result, Tx};
use crate::platform::ids::{AccountId, EmailId, InvitationId, UserId};
use crate::sql;

pub async fn find(tx: &mut Tx, id: InvitationId) -> Result<Option<Invitation>> {
    sql!(tx, fetch_optional Invitation,
        "SELECT i.id, i.account_id, a.name AS account, NULLIF(b.name, '') AS who, i.user_id, i.email_id, \
                e.address, e.address_key, \
                (e.verified_at IS NOT NULL AND e.blocked_at IS NULL) AS is_usable, u.name, \
                i.name AS typed_name, pref.language, i.is_admin, i.is_billing, i.is_broadcaster, \
                i.is_communicator, i.team_ids, i.sends, i.sent_at, i.expires_at, i.answered_at \
         FROM invitations i JOIN accounts a ON a.id = i.account_id \
         JOIN users u ON u.id = i.user_id JOIN emails e ON e.id = i.email_id \
         JOIN preferences pref ON pref.user_id = u.id \
         LEFT JOIN users b ON b.id = i.invited_by WHERE i.id = $1",
        id)
}

/// Tells whether an address belongs to the account: a member verified it, or was created with it.
pub async fn is_here(tx: &mut Tx, account: AccountId, key: &[u8]) -> Result<bool> {
    sql!(tx, scalar bool,
        "SELECT EXISTS (SELECT 1 FROM emails e JOIN account_users m ON m.user_id = e.user_id \
             WHERE e.address_key = $2 AND (e.verified_at IS NOT NULL OR e.is_primary) \
                AND m.account_id = $1)",
        account, key)
}

type Asked = (InvitationId, Vec<u8>);

/// Finds the open invitation of a person to an account, with the address that it was sent to.
pub async fn asked(
    tx: &mut Tx,
    account: AccountId,
    user: UserId,
    now: Timestamp,
) -> Result<Option<Asked>> {
    sql!(tx, fetch_optional Asked,
        "SELECT i.id, e.address_key FROM invitations i JOIN emails e ON e.id = i.email_id \
         WHERE i.account_id = $1 AND i.user_id = $2 AND i.answered_at IS NULL \
            AND i.expires_at > $3",
        account, user, now)
}

/// Tells whether the account has an open invitation to an address.
pub async fn is_asked(tx: &mut Tx, account: AccountId, key: &[u8], now: Timestamp) -> Result<bool> {
    sql!(tx, scalar bool,
        "SELECT EXISTS (SELECT 1 FROM invitations i JOIN emails e ON e.id = i.email_id \
             WHERE i.account_id = $1 AND e.address_key = $2 AND i.answered_at IS NULL \
                AND i.expires_at > $3)",
        account, key, now)
}

/// Deletes the expired invitation of a person, to make room for another.
pub async fn forget_late(
    tx: &mut Tx,
    account: AccountId,
    user: UserId,
    now: Timestamp,
) -> Result<()> {
    sql!(
        tx,
        execute,
        "DELETE FROM invitations WHERE account_id = $1 AND user_id = $2 \
            AND answered_at IS NULL AND expires_at <= $3",
        account,
        user,
        now
    )
    .map(drop)
}

/// Stores an invitation and its inviter.
pub async fn insert(
    tx: &mut Tx,
    account: AccountId,
    user: UserId,
    email: EmailId,
    newcomer: &Newcomer<'_>,
    by: Option<UserId>,
    now: Timestamp,
) -> Result<InvitationId> {
    let id = InvitationId::mint(now);
    let teams = serde_json::to_string(newcomer.teams).map_err(|e| Error::Encode(e.into()))?;
    sql!(
        tx,
        execute,
        "INSERT INTO invitations (id, account_id, user_id, email_id, name, address, is_admin, \
            is_billing, is_broadcaster, is_communicator, team_ids, invited_by, sends, sent_at, \
            expires_at, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1, $13, $14, $13)",
        id,
        account,
        user,
        email,
        newcomer.name.as_ref(),
        newcomer.email.as_ref(),
        newcomer.roles.admin,
        newcomer.roles.billing,
        newcomer.roles.broadcaster,
        newcomer.roles.communicator,
        teams,
        by,
        now,
        now + LinkPurpose::Invitation.life()
    )?;
    Ok(id)
}

pub async fn sent_again(
    tx: &mut Tx,
    account: AccountId,
    id: InvitationId,
    now: Timestamp,
) -> Result<()> {
    sql!(
        tx,
        execute,
        "UPDATE invitations SET sends = sends + 1, sent_at = $3, expires_at = $4 \
         WHERE account_id = $1 AND id = $2 AND answered_at IS NULL",
        account,
        id,
        now,
        now + LinkPurpose::Invitation.life()
    )
    .map(drop)
}

/// Ends an open invitation. Returns `false` when it had ended already.
pub async fn answer(
    tx: &mut Tx,
    account: AccountId,
    id: InvitationId,
    answer: InvitationAnswer,
    now: Timestamp,
) -> Result<bool> {
    sql!(
        tx,
        execute,
        "UPDATE invitations SET answered_at = $4, answer = $3 \
         WHERE account_id = $1 AND id = $2 AND answered_at IS NULL",
        account,
        id,
        answer,
        now
    )
    .map(|answered| answered == 1)
}

/// An unanswered invitation as the account's admins see it: in the words that they typed, because
/// they may learn nothing about the invited user.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct PendingInvitation {
    pub id: InvitationId,
    pub name: String,
    pub address: String,
    #[sqlx(flatten)]
    pub roles: Roles,
    pub created_at: Timestamp,
    pub sent_at: Timestamp,
    pub expires_at: Timestamp,
}

/// Lists unanswered invitations, the newest first: all of an account, or one.
pub async fn pending(
    tx: &mut Tx,
    account: AccountId,
    id: Option<InvitationId>,
) -> Result<Vec<PendingInvitation>> {
    sql!(tx, fetch_all PendingInvitation,
        "SELECT id, name, address, is_admin, is_billing, is_broadcaster, is_communicator, \
                created_at, sent_at, expires_at FROM invitations \
         WHERE account_id = $1 AND (id = $2 OR $2 IS NULL) AND answered_at IS NULL \
         ORDER BY id DESC",
        account, id)
}

pub async fn tidy(tx: &mut Tx, before: Timestamp) -> Result<u64> {
    sql!(tx, execute, "DELETE FROM invitations WHERE expires_at < $1", before)
}

/// An invitation in the data export of the invited person.
#[derive(Serialize, sqlx::FromRow)]
pub struct ExportedInvitation {
    #[serde(serialize_with = "id_text")]
    id: InvitationId,
    account: String,
    name: String,
    address: String,
    #[serde(serialize_with = "moment")]
    sent_at: Timestamp,
    #[serde(serialize_with = "moment")]
    expires_at: Timestamp,
    answer: Option<String>,
}

pub async fn exported(tx: &mut Tx, user: UserId) -> Result<Vec<ExportedInvitation>> {
    sql!(tx, fetch_all ExportedInvitation,
        "SELECT i.id, a.name AS account, i.name, i.address, i.sent_at, i.expires_at, i.answer \
         FROM invitations i JOIN accounts a ON a.id = i.account_id \
         WHERE i.user_id = $1 ORDER BY i.id", user)
}

/// Deletes every invitation of a person. Invitations that they sent stay: those belong to the
/// invited.
pub async fn forget(tx: &mut Tx, user: UserId) -> Result<()> {
    sql!(tx, execute, "DELETE FROM invitations WHERE user_id = $1", user).map(drop)
}

/// Counts the valid links that were made before a moment.
pub async fn open_before(tx: &mut Tx, made_before: Timestamp, now: Timestamp) -> Result<i64> {
    sql!(tx, scalar i64,
        "SELECT COUNT(*) FROM invitations WHERE answered_at IS NULL AND created_at < $1 \
            AND expires_at > $2", made_before, now)
}
