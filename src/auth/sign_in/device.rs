//! Known devices: a browser that its owner has signed in with has tries of its own, and is no news.

use axum_extra::extract::CookieJar;

use crate::platform::ids::UserId;
use crate::platform::secrets::keys::{Purpose, SecretKeys};
use crate::platform::secrets::{decode, encode, random};
use crate::web::viewer::Ctx;

/// People whom one browser is known for: those who signed in with it last.
const MOST_USERS: usize = 4;
/// How many days a browser stays known: as long as browsers keep any cookie.
const DAYS: i64 = 400;

/// The browser that asks, by its cookie: a token for each of the people who use it.
pub struct Device(String);

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

    /// By what it is known for this person, if they have signed in with it.
    pub fn known_for(&self, keys: &SecretKeys, user: UserId) -> Option<&str> {
        self.tokens().find(|token| is_of(keys, token, user))
    }

    /// The cookies of a browser that is known for this person from now on.
    pub fn remember(&self, ctx: &Ctx, cookies: CookieJar, user: UserId) -> CookieJar {
        let keys = &ctx.app.keys;
        let known = self.known_for(keys, user).map_or_else(|| issue(keys, user), str::to_owned);
        let others = self.tokens().filter(|token| *token != known).take(MOST_USERS - 1);
        let value = std::iter::once(known.as_str()).chain(others).collect::<Vec<_>>().join(".");
        cookies.add(ctx.cookie(cookie_name(ctx), value, DAYS))
    }
}

fn cookie_name(ctx: &Ctx) -> &'static str {
    if ctx.app.public_url.is_https() { "__Host-device" } else { "device" }
}

/// A token: 16 random bytes, and a tag that binds them to a person.
pub fn issue(keys: &SecretKeys, user: UserId) -> String {
    let nonce = random::<16>();
    let tag = keys.sign(Purpose::KnownDevice, &[&nonce, user.as_bytes()]);
    encode(&[&nonce[..], &tag[..]].concat())
}

fn is_of(keys: &SecretKeys, token: &str, user: UserId) -> bool {
    let bytes = decode(token).unwrap_or_default();
    bytes.split_at_checked(16).is_some_and(|(nonce, tag)| {
        keys.verifies(Purpose::KnownDevice, &[nonce, user.as_bytes()], tag)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::clock::Timestamp;

    #[test]
    fn a_device_is_known_for_those_who_signed_in_with_it() {
        let keys: SecretKeys = SecretKeys::generate().parse().unwrap();
        let people = [1, 2, 3].map(|at| UserId::mint(Timestamp::from_millis(at)));
        let (alice, bob) = (issue(&keys, people[0]), issue(&keys, people[1]));
        let device = Device(format!("{alice}.{bob}"));
        assert_eq!(device.known_for(&keys, people[0]), Some(alice.as_str()));
        assert_eq!(device.known_for(&keys, people[1]), Some(bob.as_str()));
        assert_eq!(device.known_for(&keys, people[2]), None);
        let forged = encode(&[0; 48]);
        for bad in ["", ".", "x", &alice[1..], forged.as_str(), "....", &format!(".....{alice}")] {
            let known = Device(bad.to_owned());
            let is_alice = known.known_for(&keys, people[0]).is_some();
            assert_eq!(is_alice, bad.ends_with(&format!(".{alice}")), "{bad}");
        }
    }
}
