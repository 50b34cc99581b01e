//! Pages that confirm the removal of a member from the account, and of an unverified contact.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::{FACTS, MemberPage, contacts, member};
use crate::accounts::account::{self, MemberRemoved};
use crate::platform::i18n::Message;
use crate::users::{emails, phones};
use crate::web::card::{CardPage, saved_frame};
use crate::web::confirm::{self, Removal};
use crate::web::errors::{Error, Result};
use crate::web::gate::Admin;
use crate::web::paths;
use crate::web::routes::Routes;

pub fn routes() -> Routes {
    Routes::new()
        .get(paths::USER_REMOVAL, ask_to_remove)
        .post(paths::USER_REMOVAL, remove)
        .get(paths::USER_EMAIL_REMOVAL, ask_about_email)
        .post(paths::USER_EMAIL_REMOVAL, remove_email)
        .get(paths::USER_PHONE_REMOVAL, ask_about_phone)
        .post(paths::USER_PHONE_REMOVAL, remove_phone)
}

async fn removal_page(page: &MemberPage, status: StatusCode) -> Result<Response> {
    let (me, member) = (&page.me, &page.member);
    let account = me.account.account_name.clone();
    let mut tx = me.app.db.read().await?;
    let alerts = account::held_by(&mut tx, me.account_id(), member.user_id).await?;
    drop(tx);
    let removal = Removal {
        title: "users-removal-title",
        thing: member.name.clone(),
        consequence: Message::new("users-removal-text")
            .with("account", account)
            .with("alerts", alerts),
        refusal: member.is_owner.then(|| Message::new("users-removal-owner")),
        action: page.action(paths::USER_REMOVAL),
        remove: "users-removal-action",
        keep: "common-keep-it",
        back: page.path(paths::USER),
        back_label: "users-back",
    };
    confirm::ask(&me.ctx, status, removal)
}

async fn ask_to_remove(Admin(me): Admin, Path(id): Path<String>) -> Result<Response> {
    removal_page(&MemberPage::find(me, &id).await?, StatusCode::OK).await
}

async fn remove(Admin(me): Admin, Path(id): Path<String>) -> Result<Response> {
    let mut page = MemberPage::find(me, &id).await?;
    let (me, id) = (&page.me, page.member.id);
    let mut change = me.change_of_member(id).await?;
    let member = member(&mut change, me, id).await?;
    match account::remove_member(&mut change, me.account_id(), id).await? {
        MemberRemoved::Gone => Err(Error::NotFound),
        MemberRemoved::IsOwner => {
            drop(change);
            page.member = member;
            removal_page(&page, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        MemberRemoved::Removed => {
            let flash = Message::new("users-removed").with("name", member.name);
            me.commit_with_flash(change, &flash).await?;
            Ok(Redirect::to(paths::USERS).into_response())
        }
    }
}

/// Returns the confirmation page of a contact's removal.
fn contact_page(page: &MemberPage, thing: String, path: &str) -> Result<Response> {
    let removal = Removal {
        title: "users-contact-removal-title",
        thing,
        consequence: Message::new("users-contact-removal-text"),
        refusal: None,
        action: page.me.of_account(path),
        remove: "users-contact-removal-action",
        keep: "common-keep-it",
        back: page.path(paths::USER),
        back_label: "users-back",
    };
    confirm::ask(&page.me.ctx, StatusCode::OK, removal)
}

async fn ask_about_email(me: Admin, Path((id, email)): Path<(String, String)>) -> Result<Response> {
    let page = contacts::theirs(me, &id).await?;
    let mut tx = page.me.app.db.read().await?;
    let all = emails::list(&mut tx, page.user()).await?;
    drop(tx);
    let found = all.into_iter().find(|one| Ok(one.id) == email.parse());
    let found = found.filter(emails::Email::is_removable_by_admin).ok_or(Error::NotFound)?;
    let path = paths::of(&page.path(paths::USER_EMAIL_REMOVAL), &found.id);
    contact_page(&page, found.address, &path)
}

async fn remove_email(me: Admin, Path((id, email)): Path<(String, String)>) -> Result<Response> {
    let page = contacts::theirs(me, &id).await?;
    let email = email.parse()?;
    let mut change = contacts::change(&page).await?;
    let all = emails::list(&mut change, page.user()).await?;
    let may = all.iter().any(|one| one.id == email && one.is_removable_by_admin());
    if !may {
        return Err(Error::NotFound);
    }
    emails::remove(&mut change, page.user(), email).await?;
    saved_frame(&page, &FACTS, change, &Message::new("users-contact-removed")).await
}

async fn ask_about_phone(me: Admin, Path((id, phone)): Path<(String, String)>) -> Result<Response> {
    let page = contacts::theirs(me, &id).await?;
    let mut tx = page.me.app.db.read().await?;
    let found = phones::find(&mut tx, page.user(), phone.parse()?).await?;
    drop(tx);
    let found = found.filter(|phone| phone.verified_at.is_none()).ok_or(Error::NotFound)?;
    let path = paths::of(&page.path(paths::USER_PHONE_REMOVAL), &found.id);
    contact_page(&page, found.number().international(), &path)
}

async fn remove_phone(me: Admin, Path((id, phone)): Path<(String, String)>) -> Result<Response> {
    let page = contacts::theirs(me, &id).await?;
    let phone = phone.parse()?;
    let mut change = contacts::change(&page).await?;
    let found = phones::find(&mut change, page.user(), phone).await?;
    if found.is_none_or(|phone| phone.verified_at.is_some()) {
        return Err(Error::NotFound);
    }
    phones::remove(&mut change, page.user(), phone).await?;
    saved_frame(&page, &FACTS, change, &Message::new("users-contact-removed")).await
}
