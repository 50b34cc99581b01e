//! Known devices: a browser in which a person has signed in, with attempts of its own and no news mail.
//!
//! A browser is known as long as the person's credentials stay the same and they do not remove it;
//! the browser in which credentials are changed stays known. It keeps attempts of its own for
//! longer.

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

/// The most people for whom one browser is known: the last ones who signed in.
const MOST_USERS: usize = 4;
/// The most known browsers of one person: the last ones in which they signed in.
const MOST: i64 = 20;
/// The days for which a browser stays known: the longest that browsers keep a cookie.
const DAYS: u16 = 400;
/// How long after a change of credentials a browser still has attempts of its own, like those of a
/// network.
const STALE: Duration = Duration::from_secs(30 * 24 * 60 * 60);
const KEPT: Duration = Duration::from_secs(DAYS as u64 * 24 * 60 * 60);

/// Deletes browsers that are no longer known.
pub const CLEANUP: Cleanup =
    Cleanup { name: "known devices", run: |tx, now| Box::pin(tidy(tx, now)) };

/// The client's browser, by its cookie: one token for each person who uses it.
pub struct Device(String);

/// A valid token of a browser for one person.
#[derive(sqlx::FromRow)]
struct LivingToken {
    id: DeviceId,
    user_id: UserId,
    digest: Vec<u8>,
    /// Whether the person signed in with their present credentials.
    is_current: bool,
}

/// A browser known for one person, with the new value of its cookie.
#[derive(Clone, PartialEq, Eq)]
pub struct KnownDevice {
    pub id: DeviceId,
    /// Whether it was known before.
    pub was_known: bool,
    cookie: String,
}

impl Device {
    /// Reads the browser from its cookies.
    pub fn of(ctx: &Ctx, cookies: &CookieJar) -> Self {
        Self(
            cookies
                .get(cookie_name(ctx))
                .map(|cookie| cookie.value().to_owned())
                .unwrap_or_default(),
        )
    }

    /// Returns a browser in which nobody signed in: programs have no cookies.
    pub fn unknown() -> Self {
        Self(String::new())
    }

    fn tokens(&self) -> impl Iterator<Item = &str> {
        self.0.split('.').filter(|token| !token.is_empty()).take(MOST_USERS)
    }

    /// Finds the valid tokens of the browser, for whichever person: the statement is the same for
    /// everyone, so that its time tells nothing about the user.
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

    /// Returns the id by which the person's attempts in this browser are counted, once they have
    /// signed in with it. After a change of credentials the browser is news again, but its attempts
    /// stay apart from those of strangers, who could otherwise lock the person out.
    pub async fn known_for(&self, tx: &mut Tx, user: Option<UserId>) -> Result<Option<DeviceId>> {
        let mut living = self.living(tx).await?.into_iter();
        Ok(living.find(|token| Some(token.user_id) == user).map(|token| token.id))
    }

    /// Makes the browser known, in the change by which a person signs in, who is locked.
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
        // The last person who signed in comes first; tokens that are no longer valid are dropped.
        let others = self.tokens().filter(|token| is_of(token, &|whose| whose != user));
        let tokens = std::iter::once(mine.as_str()).chain(others.take(MOST_USERS - 1));
        let cookie = tokens.collect::<Vec<_>>().join(".");
        Ok(KnownDevice { id, was_known, cookie })
    }
}

impl KnownDevice {
    /// Adds the browser's cookie.
    pub fn cookies(&self, ctx: &Ctx, cookies: CookieJar) -> CookieJar {
        cookies.add(ctx.cookie(cookie_name(ctx), self.cookie.clone(), i64::from(DAYS)))
    }
}

impl fmt::Debug for KnownDevice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KnownDevice({:?})", self.id)
    }
}

/// Keeps a browser known after a change of its person's credentials.
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

/// Returns the digest that is stored for a token; an empty one, which matches nothing, when the
/// text is no token.
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
