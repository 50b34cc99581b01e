//! Known devices: a browser that its owner has signed in with has tries of its own, and is no news.
//!
//! One is known for as long as the person's credentials are the same, and until they forget it. What
//! changes the credentials keeps the browser that it is done in.

use std::fmt;
use std::time::Duration;

use axum_extra::extract::CookieJar;

use super::Ctx;
use crate::core::change::Change;
use crate::core::cleanup::Cleanup;
use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::ids::{DeviceId, UserId};
use crate::platform::secrets::{decode, digest, encode, random};
use crate::sql;

/// People whom one browser is known for: those who signed in with it last.
const MOST_USERS: usize = 4;
/// Browsers that are known for one person: those that they signed in with last.
const MOST: i64 = 20;
/// How many days a browser stays known: as long as browsers keep any cookie.
const DAYS: u16 = 400;
const KEPT: Duration = Duration::from_secs(DAYS as u64 * 24 * 60 * 60);

/// The cleanup of browsers that are known no more.
pub const CLEANUP: Cleanup =
    Cleanup { name: "known devices", run: |tx, now| Box::pin(tidy(tx, now)) };

/// The browser that asks, by its cookie: a token for each of the people who use it.
pub struct Device(String);

/// A browser as it is known for one person, and what its cookie is from now on.
#[derive(Clone, PartialEq, Eq)]
pub struct KnownDevice {
    pub id: DeviceId,
    /// Whether it was known before.
    pub was_known: bool,
    cookie: String,
}

impl Device {
    /// The one that sent these cookies.
    pub fn of(ctx: &Ctx, cookies: &CookieJar) -> Self {
        Self(
            cookies
                .get(cookie_name(ctx))
                .map(|cookie| cookie.value().to_owned())
                .unwrap_or_default(),
        )
    }

    /// One that nobody signed in with: programs have no cookies.
    pub fn unknown() -> Self {
        Self(String::new())
    }

    fn tokens(&self) -> impl Iterator<Item = &str> {
        self.0.split('.').filter(|token| !token.is_empty()).take(MOST_USERS)
    }

    /// By what it is known for this person since they signed in with it, if they did with the
    /// credentials they have now. It is the same statement whoever they are, and where there is nobody.
    pub async fn known_for(&self, tx: &mut Tx, user: Option<UserId>) -> Result<Option<DeviceId>> {
        let mut digests: [Vec<u8>; MOST_USERS] = Default::default();
        for (at, token) in digests.iter_mut().zip(self.tokens()) {
            *at = digest_of(token);
        }
        sql!(tx, scalar_optional DeviceId,
            "SELECT d.id FROM known_devices d JOIN users u ON u.id = d.user_id AND u.epoch = d.epoch \
             WHERE d.user_id = $1 AND d.token_digest IN ($2, $3, $4, $5) LIMIT 1",
            user, &digests[0], &digests[1], &digests[2], &digests[3])
    }

    /// Makes it known in the change by which a person signs in, who is locked.
    pub async fn remember(&self, change: &mut Change, user: UserId) -> Result<KnownDevice> {
        let (now, origin) = (change.now(), change.origin().clone());
        if let Some(id) = self.known_for(change, Some(user)).await? {
            sql!(
                change,
                execute,
                "UPDATE known_devices SET agent = $2, address = $3, seen_at = $4 WHERE id = $1",
                id,
                &origin.agent,
                &origin.address,
                now
            )?;
            return Ok(KnownDevice { id, was_known: true, cookie: self.0.clone() });
        }
        let (id, token) = (DeviceId::mint(now), encode(&random::<16>()));
        sql!(
            change,
            execute,
            "INSERT INTO known_devices (id, user_id, token_digest, epoch, agent, address, created_at, \
                seen_at) \
             SELECT $2, id, $3, epoch, $4, $5, $6, $6 FROM users WHERE id = $1",
            user,
            id,
            digest_of(&token),
            &origin.agent,
            &origin.address,
            now
        )?;
        sql!(
            change,
            execute,
            "DELETE FROM known_devices WHERE user_id = $1 AND id NOT IN (SELECT id FROM known_devices \
                WHERE user_id = $1 ORDER BY seen_at DESC, id DESC LIMIT $2)",
            user,
            MOST
        )?;
        let others = self.tokens().take(MOST_USERS - 1);
        let cookie = std::iter::once(token.as_str()).chain(others).collect::<Vec<_>>().join(".");
        Ok(KnownDevice { id, was_known: false, cookie })
    }
}

impl KnownDevice {
    /// The cookies of this browser from now on.
    pub fn cookies(&self, ctx: &Ctx, cookies: CookieJar) -> CookieJar {
        cookies.add(ctx.cookie(cookie_name(ctx), self.cookie.clone(), i64::from(DAYS)))
    }
}

impl fmt::Debug for KnownDevice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KnownDevice({:?})", self.id)
    }
}

/// Keeps a device known with the credentials that its person has from now on.
pub async fn renew(tx: &mut Tx, user: UserId, device: DeviceId) -> Result<()> {
    sql!(
        tx,
        execute,
        "UPDATE known_devices SET epoch = (SELECT epoch FROM users WHERE id = $1) \
         WHERE id = $2 AND user_id = $1",
        user,
        device
    )
    .map(drop)
}

fn cookie_name(ctx: &Ctx) -> &'static str {
    if ctx.app.public_url.is_https() { "__Host-device" } else { "device" }
}

/// What the database knows a token by; nothing that was given for what is no token.
fn digest_of(token: &str) -> Vec<u8> {
    decode(token)
        .filter(|bytes| bytes.len() == 16)
        .map_or_else(Vec::new, |bytes| digest(&bytes).to_vec())
}

async fn tidy(tx: &mut Tx, now: Timestamp) -> Result<u64> {
    sql!(
        tx,
        execute,
        "DELETE FROM known_devices WHERE seen_at <= $1 OR EXISTS \
            (SELECT 1 FROM users u WHERE u.id = known_devices.user_id AND u.epoch <> known_devices.epoch)",
        now - KEPT
    )
}
