//! Sign-in of API v1: a token for a password, for people without a second factor.

use std::time::Duration;

use axum::Json;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};

use super::token;
use crate::accounts::account;
use crate::audit::{self, Event};
use crate::auth::sign_in::{self, PasswordCheck, SignInClaim};
use crate::core::actor::{Actor, Via};
use crate::platform::db::Tx;
use crate::platform::ids::{AccountId, UserId};
use crate::platform::secrets::password::Password;
use crate::users::emails::EmailAddress;
use crate::web::api::Result;
use crate::web::api::body::{ApiBody, Body, Fields};
use crate::web::api::described::Described;
use crate::web::api::field::{Id, Patch, Wire, Wrong};
use crate::web::api::membership::CallerMembership;
use crate::web::api::refusal::{Refusal, WriteRefusals};
use crate::web::gate::Visitor;
use crate::web::paths;
use crate::web::routes::{Routes, operations};
use crate::web::viewer::device::Device;

pub fn routes() -> Routes {
    operations!(sign_in)
}

/// The attributes of a body, for the OpenAPI document.
type SignInAttributes = Described<Credentials>;

/// Credentials of the person.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Credentials {
    /// Email address.
    username: Patch<Typed>,
    password: Patch<Typed>,
    /// The account that the token is for, when the person has several.
    account_id: Patch<Id<AccountId>>,
}

/// Credentials as they were typed: validated as a whole, and never repeated in an answer.
#[derive(Default)]
struct Typed(String);

impl Wire for Typed {
    type Raw = String;
    const MUST: &'static str = "must be a string";
    const IS_SECRET: bool = true;
    fn read(raw: String) -> std::result::Result<Self, Wrong> {
        Ok(Self(raw))
    }
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new().schema_type(Type::String).build().into()
    }
}

impl ApiBody for Credentials {
    const NAME: &'static str = "Credentials";
    const EXAMPLE: &'static str = r#"{"username": "ada@acme.example", "password": "the password"}"#;

    fn check(&self, fields: &mut impl Fields) {
        fields
            .required("username", &self.username)
            .required("password", &self.password)
            .of("account_id", &self.account_id);
    }
}

/// A token.
#[derive(Serialize, ToSchema)]
struct Signed {
    /// A JSON Web Token, valid for one hour. Its payload has the user's `id`.
    token: String,
}

const REFUSED: &str = "The username or the password is wrong";
const USE_A_TOKEN: &str = "This user signs in with a second factor. Create an API token in My \
    Settings and use that instead.";
const OFF: &str = "This API is disabled for the account. Create an API token and use API v4.";
const ACCOUNT_OF_USER: &str = "an account of this user";
const NO_ACCOUNT: &str = "This user is not in any account";

/// Creates a token from a password. Not available to people who have, or must set up, a second
/// factor. Use an API token instead.
#[utoipa::path(post, path = paths::V1_SIGN_IN, tag = "Sign-in", security(()),
    request_body = SignInAttributes,
    responses((status = 200, description = "A token", body = Signed), WriteRefusals))]
async fn sign_in(Visitor(ctx): Visitor, Body(body): Body<Credentials>) -> Result<Json<Signed>> {
    let nobody = Typed::default();
    let username = &body.username.value().unwrap_or(&nobody).0;
    let password = &body.password.value().unwrap_or(&nobody).0;
    // A text that is no email address belongs to nobody.
    let email: EmailAddress = username.parse().map_err(|_| Refusal::Refused(REFUSED))?;
    let origin = ctx.origin();
    let claim = SignInClaim {
        email: &email,
        password: Password::new(password.clone()),
        origin: &origin,
        device: &Device::unknown(),
    };
    let (user, epoch) = match sign_in::check_password(&ctx.app, claim).await? {
        PasswordCheck::Refused => return Err(Refusal::Refused(REFUSED)),
        PasswordCheck::TooManyTries { minutes } => {
            let minutes = u64::try_from(minutes).unwrap_or(1);
            let wait = Duration::from_secs(minutes * 60);
            return Err(Refusal::TooMany { why: "Too many attempts. Try again later.", wait });
        }
        PasswordCheck::Right { has_second_factor: true, .. } => {
            return Err(Refusal::Refused(USE_A_TOKEN));
        }
        PasswordCheck::Right { user, epoch, .. } => (user, epoch),
    };
    let mut change = ctx.app.change(ctx.origin()).await?;
    let account = account(&mut change, user, &body.account_id).await?;
    let place = CallerMembership::of(&mut change, user, account)
        .await?
        .ok_or(Refusal::Refused(NO_ACCOUNT))?;
    if place.owes_factor(ctx.now) {
        return Err(Refusal::Refused(USE_A_TOKEN));
    }
    if !place.v1_api {
        return Err(Refusal::Refused(OFF));
    }
    // A change of credentials since then raised the epoch, and this password was checked against
    // the old one.
    if place.epoch != epoch {
        return Err(Refusal::Refused(REFUSED));
    }
    let place = place.within_access(ctx.now)?;
    change.act_as(Actor { via: Via::Api, ..Actor::on_page(user, Some(account)) });
    audit::record(&mut change, user, &Event::SignedIn).await?;
    sign_in::remember_network(&mut change, user).await?;
    change.commit().await?;
    Ok(Json(Signed { token: token::issue(&ctx.app, &place, ctx.now).map_err(failed)? }))
}

fn failed(error: anyhow::Error) -> Refusal {
    Refusal::Failed(crate::web::errors::Error::Internal(error))
}

/// Finds the account of the token: the person's only one, else the requested one, else the one they
/// used last.
async fn account(tx: &mut Tx, user: UserId, asked: &Patch<Id<AccountId>>) -> Result<AccountId> {
    let places = account::places(tx, user).await?;
    let found = match (places.as_slice(), asked.value()) {
        ([only], _) => Some(only.account_id),
        (_, Some(asked)) => {
            let asked = asked.known("account_id", ACCOUNT_OF_USER)?;
            let mut places = places.iter().map(|place| place.account_id);
            let found = places.find(|account| *account == asked);
            Some(found.ok_or_else(|| Refusal::unknown("account_id", ACCOUNT_OF_USER))?)
        }
        (_, None) => account::current_of(tx, user).await?,
    };
    found.ok_or(Refusal::Refused(NO_ACCOUNT))
}
