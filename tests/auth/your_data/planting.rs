//! Canaries, planted in every column with personal data.

use std::time::Duration;

use callbook::audit::{self, Event};
use callbook::auth::sign_in::TooManyTries;
use callbook::core::origin::Origin;
use callbook::messaging::Job;
use callbook::platform::db::Tx;
use callbook::platform::ids::{
    AccountId, AccountUserId, ApiTokenId, AuditId, AuthenticatorId, AvatarId, DeliveryId, DeviceId,
    EmailId, InvitationId, JobId, PasskeyId, PhoneId, RecoveryCodeId, SessionId, UserId,
};
use callbook::sql;
use serde_json::json;

use crate::accounts::invitations::globex;
use crate::support::TestApp;

/// A time zone that nobody in the demo has.
pub const ZONE: &str = "Antarctica/Troll";

/// Returns the canary of a column; none is a part of another.
pub fn canary(column: &str) -> String {
    match column {
        "preferences.time_zone" => ZONE.to_owned(),
        "emails.address" => "canary-emails-address-end@canary.example".to_owned(),
        column => format!("canary-{}-end", column.replace('.', "-")),
    }
}

fn bytes(column: &str) -> Vec<u8> {
    canary(column).into_bytes()
}

/// A member of an account, with a session, whose rows get the canaries.
pub struct Bird {
    pub user: UserId,
    pub account: AccountId,
    pub member: AccountUserId,
    pub email: EmailId,
}

pub async fn plant(app: &TestApp, bird: &Bird) {
    let other = globex(app).await;
    let entry = plant_events(app, bird).await;
    let mut tx = app.app.db.begin().await.unwrap();
    plant_person(&mut tx, bird).await;
    plant_credentials(app, &mut tx, bird).await;
    plant_messages(app, &mut tx, bird).await;
    let now = app.clock.now();
    let before = json!([canary("undos.before")]).to_string();
    sql!(
        &mut tx,
        execute,
        "INSERT INTO undos (audit_id, user_id, nth, part, before, removed_key, created_at) \
         VALUES ($1, $2, 0, 'tokens', $3, $4, $5)",
        entry,
        bird.user,
        before,
        bytes("undos.removed_key"),
        now
    )
    .unwrap();
    sql!(
        &mut tx,
        execute,
        "INSERT INTO invitations (id, account_id, user_id, email_id, name, address, is_admin, \
            is_billing, is_broadcaster, is_communicator, team_ids, sends, sent_at, expires_at, \
            created_at) VALUES ($1, $2, $3, $4, $5, $6, FALSE, FALSE, FALSE, FALSE, '[]', 1, $7, $7, $7)",
        InvitationId::mint(now),
        other,
        bird.user,
        bird.email,
        canary("invitations.name"),
        canary("invitations.address"),
        now
    )
    .unwrap();
    let answer = json!({
        "emails": [canary("emails.address")], "name": canary("idempotency_keys.answer"),
    });
    sql!(
        &mut tx,
        execute,
        "INSERT INTO idempotency_keys (key, body, status, answer, created_at) \
         VALUES ($1, $1, 201, $2, $3)",
        &b"key"[..],
        answer.to_string(),
        now
    )
    .unwrap();
    tx.commit().await.unwrap();
}

/// Plants events of the person's own, and of their account.
async fn plant_events(app: &TestApp, bird: &Bird) -> AuditId {
    let mut change = app.change_of(bird.user, Some(bird.account)).await;
    change.come_from(Origin {
        network: String::new(),
        address: canary("audit.address"),
        agent: canary("audit.agent"),
    });
    let event = Event::PasskeyAdded { name: canary("audit.event") };
    audit::record(&mut change, bird.user, &event).await.unwrap();
    let own = audit::record_in(&mut change, None, bird.user, &event).await.unwrap();
    change.commit().await.unwrap();
    own
}

async fn plant_person(tx: &mut Tx, bird: &Bird) {
    sql!(
        tx,
        execute,
        "UPDATE users SET name = $2, name_key = $3, password = $4 WHERE id = $1",
        bird.user,
        canary("users.name"),
        bytes("users.name_key"),
        canary("users.password")
    )
    .unwrap();
    sql!(
        tx,
        execute,
        "INSERT INTO avatars (user_id, id, small, large, created_at) VALUES ($1, $2, $3, $4, 0)",
        bird.user,
        AvatarId::from_bytes([1; 16]),
        bytes("avatars.small"),
        bytes("avatars.large")
    )
    .unwrap();
    sql!(
        tx,
        execute,
        "UPDATE preferences SET time_zone = $2 WHERE user_id = $1",
        bird.user,
        canary("preferences.time_zone")
    )
    .unwrap();
    sql!(
        tx,
        execute,
        "UPDATE emails SET address = $2, address_key = $3 WHERE id = $1",
        bird.email,
        canary("emails.address"),
        bytes("emails.address_key")
    )
    .unwrap();
    sql!(
        tx,
        execute,
        "UPDATE account_users SET name_key = $2, name_key_es = $3, meta = $4 WHERE id = $1",
        bird.member,
        bytes("account_users.name_key"),
        bytes("account_users.name_key_es"),
        json!({"ours": canary("account_users.meta")}).to_string()
    )
    .unwrap();
    sql!(
        tx,
        execute,
        "INSERT INTO account_user_words (account_id, word, account_user_id) VALUES ($1, $2, $3)",
        bird.account,
        bytes("account_user_words.word"),
        bird.member
    )
    .unwrap();
}

async fn plant_credentials(app: &TestApp, tx: &mut Tx, bird: &Bird) {
    let now = app.clock.now();
    sql!(
        tx,
        execute,
        "INSERT INTO phones (id, user_id, e164, country, kind, confirmation_method, is_primary, \
            failures, created_at, updated_at) \
         VALUES ($1, $2, $3, 'NL', 'mobile', 'sms', FALSE, 0, $4, $4)",
        PhoneId::mint(now),
        bird.user,
        canary("phones.e164"),
        now
    )
    .unwrap();
    sql!(
        tx,
        execute,
        "INSERT INTO known_devices (id, user_id, token_digest, epoch, agent, address, created_at, \
            seen_at) VALUES ($1, $2, $3, 1, $4, $5, $6, $6)",
        DeviceId::mint(now),
        bird.user,
        bytes("known_devices.token_digest"),
        canary("known_devices.agent"),
        canary("known_devices.address"),
        now
    )
    .unwrap();
    // One session is signed in, one waits for the second factor.
    for (user, claimant) in [(Some(bird.user), None), (None, Some(bird.user))] {
        let hash = [bytes("sessions.id_hash"), vec![u8::from(user.is_some())]].concat();
        sql!(
            tx,
            execute,
            "INSERT INTO sessions (id_hash, id, user_id, claimant_id, epoch, agent, address, \
                created_at, seen_at, flash) VALUES ($1, $2, $3, $4, 1, $5, $6, $7, $7, $8)",
            hash,
            SessionId::mint(now),
            user,
            claimant,
            canary("sessions.agent"),
            canary("sessions.address"),
            now,
            canary("sessions.flash")
        )
        .unwrap();
    }
    sql!(
        tx,
        execute,
        "INSERT INTO authenticators (id, user_id, name, secret, last_step, created_at) \
         VALUES ($1, $2, $3, $4, 0, $5)",
        AuthenticatorId::mint(now),
        bird.user,
        canary("authenticators.name"),
        bytes("authenticators.secret"),
        now
    )
    .unwrap();
    sql!(
        tx,
        execute,
        "INSERT INTO recovery_codes (id, user_id, digest, created_at) VALUES ($1, $2, $3, $4)",
        RecoveryCodeId::mint(now),
        bird.user,
        bytes("recovery_codes.digest"),
        now
    )
    .unwrap();
    sql!(
        tx,
        execute,
        "INSERT INTO passkeys (id, user_id, name, credential_id, credential, is_synced, created_at) \
         VALUES ($1, $2, $3, $4, $5, FALSE, $6)",
        PasskeyId::mint(now),
        bird.user,
        canary("passkeys.name"),
        bytes("passkeys.credential_id"),
        canary("passkeys.credential"),
        now
    )
    .unwrap();
    sql!(
        tx,
        execute,
        "INSERT INTO api_tokens (id, account_id, account_user_id, user_id, name, digest, tail, \
            previous_digest, previous_tail, created_at, updated_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)",
        ApiTokenId::mint(now),
        bird.account,
        bird.member,
        bird.user,
        canary("api_tokens.name"),
        bytes("api_tokens.digest"),
        canary("api_tokens.tail"),
        bytes("api_tokens.previous_digest"),
        canary("api_tokens.previous_tail"),
        now
    )
    .unwrap();
}

/// Plants a message, the job that sends it, and a job about the person that sends nothing itself.
async fn plant_messages(app: &TestApp, tx: &mut Tx, bird: &Bird) {
    let (now, delivery) = (app.clock.now(), DeliveryId::mint(app.clock.now()));
    sql!(
        tx,
        execute,
        "INSERT INTO deliveries (id, user_id, account_id, contact_id, kind, channel, sent_to, state, \
            answer, reference, created_at, updated_at) \
         VALUES ($1, $2, $3, $8, 'channel-test', 'email', $4, 'sent', $5, $6, $7, $7)",
        delivery,
        bird.user,
        bird.account,
        canary("deliveries.sent_to"),
        canary("deliveries.answer"),
        canary("deliveries.reference"),
        now,
        bird.email
    )
    .unwrap();
    let payload = canary("outbox.payload");
    let origin = Origin { agent: payload.clone(), ..Origin::default() };
    let tries = TooManyTries { user: Some(bird.user), origin };
    let tries = serde_json::to_string(&tries).unwrap();
    for (delivery, payload) in [(Some(delivery), payload), (None, tries)] {
        sql!(
            tx,
            execute,
            "INSERT INTO outbox (id, queue, kind, payload, delivery_id, attempts, due_at, created_at) \
             VALUES ($1, 'email', $2, $3, $4, 0, $5, $6)",
            JobId::mint(now),
            TooManyTries::KIND,
            payload,
            delivery,
            now + Duration::from_secs(60),
            now
        )
        .unwrap();
    }
}
