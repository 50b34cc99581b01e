//! Pages that transfer the ownership of an account and that delete an account.

use std::str::FromStr;

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::{AccountDeleted, Transfer};
use crate::accounts::account;
use crate::platform::i18n::Message;
use crate::users::search::FoundMember;
use crate::web::confirm::{self, Removal};
use crate::web::errors::{Error, Result};
use crate::web::form::{Field, Form, FormErrors, Query};
use crate::web::gate::SudoOwner;
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::table::{Newest, Table, TableQuery};
use crate::web::viewer::Ctx;

pub fn routes() -> Routes {
    Routes::new()
        .get(paths::ACCOUNT_OWNER, show_candidates)
        .get(paths::ACCOUNT_NEXT_OWNER, ask_to_transfer)
        .post(paths::ACCOUNT_NEXT_OWNER, transfer)
        .get(paths::ACCOUNT_REMOVAL, ask_to_delete)
        .post(paths::ACCOUNT_REMOVAL, delete)
}

/// The page that finds the next owner.
#[derive(Template)]
#[template(path = "accounts/ownership/page.html")]
struct OwnerPage<'a> {
    ctx: &'a Ctx,
    table: Table<Newest>,
    account: &'a str,
    candidates: Vec<FoundMember>,
    flash: Option<Message>,
}

impl OwnerPage<'_> {
    fn path(&self, candidate: &FoundMember) -> String {
        paths::of(paths::ACCOUNT_NEXT_OWNER, &candidate.id)
    }
}

async fn show_candidates(me: SudoOwner, asked: Query<TableQuery>) -> Result<Response> {
    let table = Table::of(paths::ACCOUNT_OWNER, asked, me.person.rows_per_page);
    let mut tx = me.app.db.read().await?;
    let candidates =
        super::candidates(&mut tx, me.account_id(), me.account.account_user_id, &table.q, me.lang)
            .await?;
    drop(tx);
    let account = &me.account.account_name;
    let page = OwnerPage { ctx: &me.ctx, table, account, candidates, flash: None };
    Ok(me.html(StatusCode::OK, page.render()?))
}

async fn ask_to_transfer(me: SudoOwner, Path(id): Path<String>) -> Result<Response> {
    let id = id.parse()?;
    let mut tx = me.app.db.read().await?;
    let next = super::candidate(&mut tx, me.account_id(), id).await?.ok_or(Error::NotFound)?;
    drop(tx);
    let account = me.account.account_name.clone();
    let asked = Removal {
        title: "accounts-transfer-question",
        thing: next.name,
        consequence: Message::new("accounts-transfer-text").with("account", account),
        refusal: None,
        action: me.of_account(&paths::of(paths::ACCOUNT_NEXT_OWNER, &id)),
        remove: "accounts-transfer-title",
        keep: "accounts-transfer-keep",
        back: paths::ACCOUNT_SETTINGS.to_owned(),
        back_label: "accounts-back",
    };
    confirm::ask(&me, StatusCode::OK, asked)
}

async fn transfer(me: SudoOwner, Path(id): Path<String>) -> Result<Response> {
    let next = id.parse()?;
    let mut change = me.change_both(next).await?;
    let done = super::transfer(&mut change, me.account_id(), next).await?;
    let Transfer::Done { name } = done else { return Err(Error::NotFound) };
    let flash = Message::new("accounts-transferred").with("name", name);
    me.commit_with_flash(change, &flash).await?;
    Ok(Redirect::to(paths::ACCOUNT_SETTINGS).into_response())
}

/// The account's name, typed again. It is compared and never stored, so it has no validation.
struct TypedName(String);

impl FromStr for TypedName {
    type Err = Message;
    fn from_str(text: &str) -> std::result::Result<Self, Message> {
        Ok(Self(text.trim().to_owned()))
    }
}

#[derive(Deserialize)]
#[serde(default)]
struct NameForm {
    name: Field<TypedName>,
}

impl Default for NameForm {
    fn default() -> Self {
        Self { name: Field::blank() }
    }
}

#[derive(Template)]
#[template(path = "accounts/ownership/removal.html")]
struct RemovalPage<'a> {
    ctx: &'a Ctx,
    account: &'a str,
    /// The number of members of the account.
    members: String,
    form: NameForm,
    errors: FormErrors,
}

async fn removal_page(me: &SudoOwner, status: StatusCode, form: NameForm) -> Result<Response> {
    let mut tx = me.app.db.read().await?;
    let total = account::total(&mut tx, me.account_id(), account::MEMBERS).await?;
    drop(tx);
    let errors = FormErrors::default().of("name", form.name.error());
    let account = &me.account.account_name;
    let members = me.text(&Message::new("accounts-removal-people").with("total", total));
    let page = RemovalPage { ctx: &me.ctx, account, members, form, errors };
    Ok(me.html(status, page.render()?))
}

async fn ask_to_delete(me: SudoOwner) -> Result<Response> {
    removal_page(&me, StatusCode::OK, NameForm::default()).await
}

async fn delete(me: SudoOwner, Form(mut form): Form<NameForm>) -> Result<Response> {
    let mut change = me.change().await?;
    let typed = form.name.value().map_or("", |typed| typed.0.as_str());
    let deleted = super::delete(&mut change, me.account_id(), typed).await?;
    let name = me.account.account_name.clone();
    match deleted {
        AccountDeleted::Deleted => {
            let flash = Message::new("accounts-deleted").with("account", name);
            me.commit_with_flash(change, &flash).await?;
            Ok(Redirect::to(paths::ACCOUNTS).into_response())
        }
        AccountDeleted::OtherName => {
            drop(change);
            let why = Message::new("accounts-removal-other-name").with("account", name);
            form.name.refuse(why);
            removal_page(&me, StatusCode::UNPROCESSABLE_ENTITY, form).await
        }
        AccountDeleted::NotOwner => Err(Error::NotFound),
    }
}
