//! Tokens of API v1: JSON Web Tokens, issued for a password and valid for one hour.

use std::time::Duration;

use jsonwebtoken::{Algorithm, Header, Validation};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::platform::clock::Timestamp;
use crate::platform::ids::{AccountId, UserId};
use crate::platform::secrets::keys::{Purpose, SecretKeys};
use crate::platform::secrets::{decode, encode, jwt};
use crate::web::App;
use crate::web::api::membership::CallerMembership;

const LIFE: Duration = Duration::from_secs(60 * 60);
const AUDIENCE: &str = "older-api";

/// Claims of the token (RFC 7519 §4).
#[derive(Serialize, Deserialize)]
struct Claims {
    /// The user's prefix id: clients decode the token and call `/user/<id>`.
    id: String,
    /// The account's id.
    sid: String,
    /// The epoch of the user's credentials when the token was issued.
    epoch: i64,
    /// Milliseconds since the Unix epoch: the account's `sessions_from` when the token was issued.
    sessions_from: i64,
    /// The roles when the token was issued; the token is invalid once they change.
    roles: String,
    /// Expiry in seconds since the Unix epoch, as all JWT times.
    exp: i64,
    iat: i64,
    nbf: i64,
    iss: String,
    aud: String,
    sub: String,
}

/// The person, account and state that a token was issued for.
pub struct Bearer {
    pub user: UserId,
    pub account: AccountId,
    pub until: Timestamp,
    epoch: i64,
    sessions_from: i64,
    roles: String,
}

impl Bearer {
    /// Tells whether the token still matches this membership: password and roles are unchanged, and
    /// no admin has ended the sessions in the account.
    pub fn is_of(&self, place: &CallerMembership) -> bool {
        self.epoch == place.epoch
            && self.sessions_from == place.sessions_from.millis()
            && self.roles == roles(place)
    }
}

fn roles(place: &CallerMembership) -> String {
    let roles = [
        (place.is_owner, "owner"),
        (place.is_admin, "admin"),
        (place.is_billing, "billing"),
        (place.is_broadcaster, "broadcaster"),
        (place.is_communicator, "communicator"),
    ];
    let had: Vec<_> = roles.iter().filter(|(has, _)| *has).map(|(_, name)| *name).collect();
    had.join(" ")
}

fn seconds(moment: Timestamp) -> i64 {
    moment.millis().div_euclid(1000)
}

/// Issues a token for a membership.
///
/// # Errors
/// When it cannot be signed, which would be a defect.
pub fn issue(app: &App, place: &CallerMembership, now: Timestamp) -> anyhow::Result<String> {
    let id = place.user_id.to_string();
    let claims = Claims {
        sub: id.clone(),
        id,
        sid: place.account_id.to_string(),
        epoch: place.epoch,
        sessions_from: place.sessions_from.millis(),
        roles: roles(place),
        exp: seconds(now + LIFE),
        iat: seconds(now),
        nbf: seconds(now),
        iss: app.public_url.as_str().to_owned(),
        aud: AUDIENCE.to_owned(),
    };
    let (key_id, key) = app.keys.current(Purpose::V1Api);
    let header = Header { kid: Some(encode(&key_id)), ..Header::new(Algorithm::HS256) };
    Ok(jwt::issue(&header, &claims, &*key)?)
}

/// Reads a token; `None` when it was not signed by us or has expired.
pub fn read(app: &App, text: &str, now: Timestamp) -> Option<Bearer> {
    let key = key(&app.keys, text)?;
    let mut rules = Validation::new(Algorithm::HS256);
    rules.set_required_spec_claims(&["exp", "nbf", "iss", "aud", "sub"]);
    rules.set_issuer(&[app.public_url.as_str()]);
    rules.set_audience(&[AUDIENCE]);
    // The expiry is checked below, by the app's own clock.
    rules.validate_exp = false;
    rules.validate_nbf = false;
    let claims = jwt::read::<Claims>(text, &*key, &rules)?;
    let is_within = claims.nbf <= seconds(now) && seconds(now) < claims.exp;
    if !is_within || claims.sub != claims.id {
        return None;
    }
    Some(Bearer {
        user: claims.id.parse().ok()?,
        account: claims.sid.parse().ok()?,
        until: Timestamp::from_millis(claims.exp.saturating_mul(1000)),
        epoch: claims.epoch,
        sessions_from: claims.sessions_from,
        roles: claims.roles,
    })
}

/// Returns the key that the token's header names, if it is one of ours.
fn key(keys: &SecretKeys, text: &str) -> Option<Zeroizing<[u8; 32]>> {
    let header = jsonwebtoken::decode_header(text).ok()?;
    let id = decode(&header.kid?)?;
    keys.by_id(&id, Purpose::V1Api)
}
