//! The SQL of verifications.

use crate::core::links::LinkPurpose;
use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::ids::{EmailId, PhoneId, UserId, VerificationId};
use crate::sql;

/// A verification, open or finished.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Verification {
    pub id: VerificationId,
    pub user_id: UserId,
    pub email_id: Option<EmailId>,
    pub phone_id: Option<PhoneId>,
    /// The number of different codes so far.
    pub issue: i64,
    /// The number of messages so far.
    pub sends: i64,
    /// The number of wrong codes so far.
    pub tries: i64,
    pub sent_at: Timestamp,
    pub expires_at: Timestamp,
    pub used_at: Option<Timestamp>,
}

pub async fn insert_code(
    tx: &mut Tx,
    id: VerificationId,
    user: UserId,
    phone: PhoneId,
    expires_at: Timestamp,
    now: Timestamp,
) -> Result<()> {
    sql!(
        tx,
        execute,
        "INSERT INTO verifications (id, purpose, user_id, phone_id, issue, sends, tries, sent_at, \
            expires_at, created_at) \
         VALUES ($1, 'phone', $2, $3, 1, 1, 0, $5, $4, $5)",
        id,
        user,
        phone,
        expires_at,
        now
    )
    .map(drop)
}

pub async fn insert_link(
    tx: &mut Tx,
    id: VerificationId,
    purpose: LinkPurpose,
    user: UserId,
    email: EmailId,
    expires_at: Timestamp,
    now: Timestamp,
) -> Result<()> {
    sql!(
        tx,
        execute,
        "INSERT INTO verifications (id, purpose, user_id, email_id, issue, sends, tries, sent_at, \
            expires_at, created_at) \
         VALUES ($1, $2, $3, $4, 1, 1, 0, $6, $5, $6)",
        id,
        purpose,
        user,
        email,
        expires_at,
        now
    )
    .map(drop)
}

/// Finds a verification by its id, which links and jobs carry.
pub async fn find(tx: &mut Tx, id: VerificationId) -> Result<Option<Verification>> {
    sql!(tx, fetch_optional Verification,
        "SELECT id, user_id, email_id, phone_id, issue, sends, tries, sent_at, expires_at, used_at \
         FROM verifications WHERE id = $1", id)
}

/// Finds the latest verification of a phone.
pub async fn of_phone(tx: &mut Tx, user: UserId, phone: PhoneId) -> Result<Option<Verification>> {
    sql!(tx, fetch_optional Verification,
        "SELECT id, user_id, email_id, phone_id, issue, sends, tries, sent_at, expires_at, used_at \
         FROM verifications WHERE phone_id = $2 AND user_id = $1 ORDER BY id DESC LIMIT 1",
        user, phone)
}

/// Finds the latest verification of an address for a purpose.
pub async fn of_email(
    tx: &mut Tx,
    purpose: LinkPurpose,
    user: UserId,
    email: EmailId,
) -> Result<Option<Verification>> {
    sql!(tx, fetch_optional Verification,
        "SELECT id, user_id, email_id, phone_id, issue, sends, tries, sent_at, expires_at, used_at \
         FROM verifications WHERE email_id = $3 AND purpose = $1 AND user_id = $2 \
         ORDER BY id DESC LIMIT 1",
        purpose, user, email)
}

pub async fn sent_again(
    tx: &mut Tx,
    id: VerificationId,
    issue: i64,
    expires_at: Timestamp,
    now: Timestamp,
) -> Result<()> {
    sql!(
        tx,
        execute,
        "UPDATE verifications SET issue = $2, expires_at = $3, sent_at = $4, sends = sends + 1 \
         WHERE id = $1",
        id,
        issue,
        expires_at,
        now
    )
    .map(drop)
}

pub async fn count_try(tx: &mut Tx, id: VerificationId) -> Result<()> {
    sql!(tx, execute, "UPDATE verifications SET tries = tries + 1 WHERE id = $1", id).map(drop)
}

pub async fn consume(tx: &mut Tx, id: VerificationId, now: Timestamp) -> Result<bool> {
    sql!(
        tx,
        execute,
        "UPDATE verifications SET used_at = $2 \
         WHERE id = $1 AND used_at IS NULL AND expires_at > $2",
        id,
        now
    )
    .map(|n| n == 1)
}

pub async fn tidy(tx: &mut Tx, before: Timestamp) -> Result<u64> {
    sql!(tx, execute, "DELETE FROM verifications WHERE expires_at < $1", before)
}

/// Deletes every verification of a person.
pub async fn forget(tx: &mut Tx, user: UserId) -> Result<()> {
    sql!(tx, execute, "DELETE FROM verifications WHERE user_id = $1", user).map(drop)
}

/// Counts the valid links that were made before a moment.
pub async fn open_before(tx: &mut Tx, made_before: Timestamp, now: Timestamp) -> Result<i64> {
    sql!(tx, scalar i64,
        "SELECT COUNT(*) FROM verifications WHERE email_id IS NOT NULL AND used_at IS NULL \
            AND created_at < $1 AND expires_at > $2", made_before, now)
}
