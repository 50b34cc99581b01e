//! Known devices: a browser that its owner has signed in with has tries of its own, and is no news.
//!
//! One is no news for as long as the person's credentials are the same, and until they remove it; what
//! changes the credentials keeps the browser that it is done in. Its tries stay its own for longer.

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
/// With credentials of before its tries are its own for so long, as those of a network are.
const STALE: Duration = Duration::from_secs(30 * 24 * 60 * 60);
const KEPT: Duration = Duration::from_secs(DAYS as u64 * 24 * 60 * 60);

/// The cleanup of browsers that are known no more.
pub const CLEANUP: Cleanup =
    Cleanup { name: "known devices", run: |tx, now| Box::pin(tidy(tx, now)) };

/// The browser that asks, by its cookie: a token for each of the people who use it.
pub struct Device(String);

/// A token of a browser that is known for someone.
#[derive(sqlx::FromRow)]
struct LivingToken {
    id: DeviceId,
    user_id: UserId,
    digest: Vec<u8>,
    /// Whether they signed in with the credentials that they have now.
    is_current: bool,
}

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

    /// The tokens by which it is known, for whomever. It is the same statement whoever asks, and whoever they say
    /// they are.
    async fn living(&self, tx: &mut Tx) -> Result<Vec<LivingToken>> {
        let mut digests: [Vec<u8>; MOST_USERS] = Default::default();
        for (at, token) in digests.iter_mut().zip(self.tokens()) {
            *at = digest_of(token);
        }
        sql!(tx, fetch_all LivingToken,
            "SELECT d.id, d.user_id, d.token_digest AS digest, u.epoch = d.epoch AS is_current \
             FROM known_devices d JOIN users u ON u.id = d.user_id \
             WHERE d.token_digest IN ($1, $2, $3, $4)",
            &digests[0], &digests[1], &digests[2], &digests[3])
    }

    /// The id by which its tries are counted for this person, since they signed in with it. Other credentials
    /// since then make it news to them, but do not throw its tries together with those of strangers, who
    /// could keep them out.
    pub async fn known_for(&self, tx: &mut Tx, user: Option<UserId>) -> Result<Option<DeviceId>> {
        let mut living = self.living(tx).await?.into_iter();
        Ok(living.find(|token| Some(token.user_id) == user).map(|token| token.id))
    }

    /// Makes it known in the change by which a person signs in, who is locked.
    pub async fn remember(&self, change: &mut Change, user: UserId) -> Result<KnownDevice> {
        let (now, origin) = (change.now(), change.origin().clone());
        let living = self.living(change).await?;
        let is_of = |token: &str, whose: &dyn Fn(UserId) -> bool| {
            let digest = digest_of(token);
            living.iter().any(|known| known.digest == digest && whose(known.user_id))
        };
        let own = living.iter().find(|known| known.user_id == user);
        let (known, was_known) = (own.map(|own| own.id), own.is_some_and(|own| own.is_current));
        let mine = self.tokens().find(|token| is_of(token, &|whose| whose == user));
        let mine = mine.map_or_else(|| encode(&random::<16>()), str::to_owned);
        let id = known.unwrap_or_else(|| DeviceId::mint(now));
        match known {
            Some(id) => sql!(
                change,
                execute,
                "UPDATE known_devices SET agent = $2, address = $3, seen_at = $4, \
                    epoch = (SELECT epoch FROM users WHERE id = known_devices.user_id) WHERE id = $1",
                id,
                &origin.agent,
                &origin.address,
                now
            )?,
            None => sql!(
                change,
                execute,
                "INSERT INTO known_devices (id, user_id, token_digest, epoch, agent, address, \
                    created_at, seen_at) \
                 SELECT $2, id, $3, epoch, $4, $5, $6, $6 FROM users WHERE id = $1",
                user,
                id,
                digest_of(&mine),
                &origin.agent,
                &origin.address,
                now
            )?,
        };
        sql!(
            change,
            execute,
            "DELETE FROM known_devices WHERE user_id = $1 AND id NOT IN (SELECT id FROM known_devices \
                WHERE user_id = $1 ORDER BY seen_at DESC, id DESC LIMIT $2)",
            user,
            MOST
        )?;
        // Whoever signed in last comes first; what nobody is known by any more goes.
        let others = self.tokens().filter(|token| is_of(token, &|whose| whose != user));
        let tokens = std::iter::once(mine.as_str()).chain(others.take(MOST_USERS - 1));
        let cookie = tokens.collect::<Vec<_>>().join(".");
        Ok(KnownDevice { id, was_known, cookie })
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
            (SELECT 1 FROM users u WHERE u.id = known_devices.user_id \
                AND u.epoch <> known_devices.epoch AND known_devices.seen_at <= $2)",
        now - KEPT,
        now - STALE
    )
}
