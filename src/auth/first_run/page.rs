//! The page of first run.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use serde::Deserialize;
use tower_sessions::Session;

use super::is_token;
use crate::accounts::account;
use crate::accounts::account::AccountName;
use crate::auth::first_run::token;
use crate::auth::password::{NewPassword, OwnWords, WordOwner};
use crate::auth::sign_in;
use crate::core::change::Change;
use crate::platform::db::{Db, instance};
use crate::platform::i18n::{Message, TimeZone};
use crate::platform::ids::UserId;
use crate::platform::secrets::keys::SecretKeys;
use crate::users::emails::EmailAddress;
use crate::users::preferences;
use crate::users::profile;
use crate::users::profile::{NewUser, PersonName};
use crate::web::errors::{Error, Result};
use crate::web::form::{Field, Form, FormErrors, Secret, SmallForm};
use crate::web::gate::Visitor;
use crate::web::paths;
use crate::web::pickers::zone;
use crate::web::routes::Routes;
use crate::web::viewer::Ctx;
use crate::web::viewer::device::Device;
use crate::web::viewer::session::{self, SignIn, SignedInBy};

pub fn routes() -> Routes {
    Routes::new().get(paths::FIRST_RUN, show).post(paths::FIRST_RUN, create)
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct FirstRunForm {
    account: Field<AccountName>,
    name: Field<PersonName>,
    email: Field<EmailAddress>,
    time_zone: Field<TimeZone>,
    password: Secret,
}

impl FirstRunForm {
    fn blank() -> Self {
        Self {
            account: Field::blank(),
            name: Field::blank(),
            email: Field::blank(),
            time_zone: Field::of(TimeZone::utc()),
            password: Secret::default(),
        }
    }
}

#[derive(Template)]
#[template(path = "auth/first_run/page.html")]
struct FirstRunPage<'a> {
    ctx: &'a Ctx,
    action: String,
    form: FirstRunForm,
    errors: FormErrors,
}

fn page(ctx: &Ctx, token: &str, form: FirstRunForm, errors: FormErrors) -> Result<String> {
    let action = paths::first_run(token);
    Ok(FirstRunPage { ctx, action, form, errors }.render()?)
}

/// Succeeds for a reader with the token, until first run is done.
async fn open(ctx: &Ctx, token: &str) -> Result<()> {
    let set_up = instance::is_first_run_over(&mut ctx.app.db.read().await?).await?;
    match is_token(&ctx.app.keys, token) && !set_up {
        true => Ok(()),
        false => Err(Error::NotFound),
    }
}

async fn show(visitor: Visitor, Path(token): Path<String>) -> Result<Response> {
    open(&visitor, &token).await?;
    let page = page(&visitor, &token, FirstRunForm::blank(), FormErrors::default())?;
    Ok(visitor.html(StatusCode::OK, page))
}

async fn create(
    Visitor(ctx): Visitor,
    session: Session,
    cookies: CookieJar,
    Path(token): Path<String>,
    Form(mut form): SmallForm<FirstRunForm>,
) -> Result<Response> {
    open(&ctx, &token).await?;
    zone::settle(&ctx, &mut form.time_zone)?;
    let own = OwnWords::default()
        .with(WordOwner::Name, form.name.raw())
        .with(WordOwner::Email, form.email.raw())
        .with(WordOwner::Account, form.account.raw());
    let password = NewPassword::judge(&ctx.app.passwords, form.password.password(), &own).await?;
    if let Err(why) = &password {
        form.password.refuse(why.clone());
    }
    let given = (form.account.value(), form.name.value(), form.email.value());
    let (Ok(password), (Some(account), Some(name), Some(email)), Some(time_zone)) =
        (password, given, form.time_zone.value())
    else {
        let errors = FormErrors::default()
            .of("account", form.account.error())
            .of("name", form.name.error())
            .of("email", form.email.error())
            .of("time_zone", form.time_zone.error())
            .of("password", form.password.error());
        let page = page(&ctx, &token, form, errors)?;
        return Ok(ctx.html(StatusCode::UNPROCESSABLE_ENTITY, page));
    };
    let hash = ctx.app.passwords.queue()?.hash(password.password().clone()).await?;
    let owner = NewUser {
        name,
        email,
        password: Some(&hash),
        language: ctx.lang,
        time_zone,
        is_onboarded: false,
    };
    let mut change = ctx.app.change(ctx.origin()).await?;
    let created = create_first(&mut change, account, &owner).await?;
    let user = created.ok_or(Error::NotFound)?;
    preferences::set_region(&mut change, user, time_zone, ctx.lang).await?;
    let entrant = sign_in::begin(&mut change, user, &Device::of(&ctx, &cookies)).await?;
    change.commit().await?;
    let flash = Some(Message::new("auth-set-up-done"));
    let who = SignIn { flash, ..entrant.by(&ctx, user, SignedInBy::Password) };
    session::sign_in(&session, who, ctx.now).await?;
    let cookies = entrant.cookies(&ctx, cookies);
    Ok((cookies, Redirect::to(paths::ONBOARDING)).into_response())
}

/// Returns the path to print, while first run is not done.
pub async fn path(db: &Db, keys: &SecretKeys) -> crate::platform::db::Result<Option<String>> {
    let done = instance::is_first_run_over(&mut db.read().await?).await?;
    Ok((!done).then(|| paths::first_run(&token(keys))))
}

/// Creates the first account and its owner, and closes first run for ever. `None` when it was
/// closed already.
pub async fn create_first(
    change: &mut Change,
    account: &AccountName,
    owner: &NewUser<'_>,
) -> Result<Option<UserId>> {
    let now = change.now();
    if !instance::close_first_run(change, now).await? {
        return Ok(None);
    }
    let user = profile::create(change, owner).await?;
    let user = user.ok_or_else(|| anyhow::anyhow!("the first user's address is taken"))?;
    account::create(change, account, user).await?;
    Ok(Some(user))
}
