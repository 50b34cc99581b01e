//! Changes of a person's unverified contacts by an admin.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::page::{Typed, UserPage, back, may_change_contacts};
use crate::accounts::{account, members};
use crate::platform::db::Tx;
use crate::platform::i18n::Message;
use crate::platform::ids::{AccountUserId, EmailId, PhoneId, UserId};
use crate::users::emails::{self, EmailAdded, EmailAddress};
use crate::users::phones::{self, PhoneNumber, PhoneStored};
use crate::web::confirm::{self, Removal};
use crate::web::errors::{Error, Result};
use crate::web::form::{Field, Form};
use crate::web::gate::{Admin, Member};
use crate::web::paths;
use crate::web::routes::Routes;

pub fn routes() -> Routes {
    Routes::new()
        .post(paths::USER_EMAILS, add_email)
        .post(paths::USER_PHONES, add_phone)
        .get(paths::USER_EMAIL_REMOVAL, ask_about_email)
        .post(paths::USER_EMAIL_REMOVAL, remove_email)
        .get(paths::USER_PHONE_REMOVAL, ask_about_phone)
        .post(paths::USER_PHONE_REMOVAL, remove_phone)
}

/// Finds the person, if the admin may change their contacts.
async fn theirs(tx: &mut Tx, me: &Member, id: AccountUserId) -> Result<UserId> {
    let member = account::member(tx, me.account_id(), id).await?.ok_or(Error::NotFound)?;
    match may_change_contacts(tx, me, member.user_id).await? {
        true => Ok(member.user_id),
        false => Err(Error::NotFound),
    }
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct EmailForm {
    email: Field<EmailAddress>,
}

async fn add_email(
    Admin(me): Admin,
    Path(id): Path<String>,
    Form(mut form): Form<EmailForm>,
) -> Result<Response> {
    let id = id.parse()?;
    if let Some(address) = form.email.value() {
        let mut change = me.change_of_member(id).await?;
        let user = theirs(&mut change, &me, id).await?;
        let new = EmailId::mint(me.now);
        let added = emails::add(&mut change, user, new, address).await?;
        let refusal = match added {
            EmailAdded::Added => return back(&me, change, id, "users-email-added").await,
            EmailAdded::Duplicate => Message::new("users-contact-there"),
            EmailAdded::Full => Message::new("users-contact-there"),
            EmailAdded::TooMany { until } => me.try_after(until),
        };
        change.commit().await?;
        form.email.refuse(refusal);
    }
    let typed = Typed { email: form.email, ..Typed::default() };
    UserPage::answer(&me, id, StatusCode::UNPROCESSABLE_ENTITY, None, typed).await
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct PhoneForm {
    phone: Field<PhoneNumber>,
}

async fn add_phone(
    Admin(me): Admin,
    Path(id): Path<String>,
    Form(mut form): Form<PhoneForm>,
) -> Result<Response> {
    let id = id.parse()?;
    if let Some(number) = form.phone.value() {
        let mut change = me.change_of_member(id).await?;
        let user = theirs(&mut change, &me, id).await?;
        let new = PhoneId::mint(me.now);
        let stored = members::add_phone(&mut change, user, new, number).await?;
        let refusal = match stored {
            PhoneStored::Stored => return back(&me, change, id, "users-phone-added").await,
            PhoneStored::There => Message::new("users-contact-there"),
            PhoneStored::CountryClosed => phones::country_closed(&me.ctx, number.country()),
        };
        drop(change);
        form.phone.refuse(refusal);
    }
    let typed = Typed { phone: form.phone, ..Typed::default() };
    UserPage::answer(&me, id, StatusCode::UNPROCESSABLE_ENTITY, None, typed).await
}

/// Returns the confirmation page of a removal.
fn question(me: &Member, id: AccountUserId, thing: String, action: &str) -> Result<Response> {
    let removal = Removal {
        title: "users-contact-removal-title",
        thing,
        consequence: Message::new("users-contact-removal-text"),
        refusal: None,
        action: me.of_account(action),
        remove: "users-contact-removal-action",
        keep: "common-keep-it",
        back: paths::of(paths::USER, &id),
        back_label: "users-back",
    };
    confirm::ask(&me.ctx, StatusCode::OK, removal)
}

async fn ask_about_email(
    Admin(me): Admin,
    Path((id, email)): Path<(String, String)>,
) -> Result<Response> {
    let id = id.parse()?;
    let mut tx = me.app.db.read().await?;
    let user = theirs(&mut tx, &me, id).await?;
    let all = emails::list(&mut tx, user).await?;
    let found = all.into_iter().find(|one| Ok(one.id) == email.parse());
    let found = found.filter(emails::Email::is_removable_by_admin).ok_or(Error::NotFound)?;
    let action = paths::of(&paths::of(paths::USER_EMAIL_REMOVAL, &id), &found.id);
    question(&me, id, found.address, &action)
}

async fn remove_email(
    Admin(me): Admin,
    Path((id, email)): Path<(String, String)>,
) -> Result<Response> {
    let id = id.parse()?;
    let email = email.parse()?;
    let mut change = me.change_of_member(id).await?;
    let user = theirs(&mut change, &me, id).await?;
    let all = emails::list(&mut change, user).await?;
    let may = all.iter().any(|one| one.id == email && one.is_removable_by_admin());
    if !may {
        return Err(Error::NotFound);
    }
    emails::remove(&mut change, user, email).await?;
    back(&me, change, id, "users-contact-removed").await
}

async fn ask_about_phone(
    Admin(me): Admin,
    Path((id, phone)): Path<(String, String)>,
) -> Result<Response> {
    let id = id.parse()?;
    let phone = phone.parse()?;
    let mut tx = me.app.db.read().await?;
    let user = theirs(&mut tx, &me, id).await?;
    let found = phones::find(&mut tx, user, phone).await?;
    let found = found.filter(|phone| phone.verified_at.is_none()).ok_or(Error::NotFound)?;
    let action = paths::of(&paths::of(paths::USER_PHONE_REMOVAL, &id), &found.id);
    question(&me, id, found.number().international(), &action)
}

async fn remove_phone(
    Admin(me): Admin,
    Path((id, phone)): Path<(String, String)>,
) -> Result<Response> {
    let id = id.parse()?;
    let phone = phone.parse()?;
    let mut change = me.change_of_member(id).await?;
    let user = theirs(&mut change, &me, id).await?;
    let found = phones::find(&mut change, user, phone).await?;
    if found.is_none_or(|phone| phone.verified_at.is_some()) {
        return Err(Error::NotFound);
    }
    phones::remove(&mut change, user, phone).await?;
    back(&me, change, id, "users-contact-removed").await
}
