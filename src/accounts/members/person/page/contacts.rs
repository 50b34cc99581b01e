//! The card by which an admin adds unverified contacts to a person.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use serde::Deserialize;

use super::MemberPage;
use crate::accounts::members::{self, policy};
use crate::core::change::Change;
use crate::core::stamp::Stamp;
use crate::platform::i18n::Message;
use crate::platform::ids::{EmailId, PhoneId};
use crate::users::emails::{self, EmailAdded, EmailAddress};
use crate::users::phones::{self, PhoneNumber, PhoneStored};
use crate::web::card::{Card, CardFrame, CardOutcome, CardPage, CardReply, Section, answer};
use crate::web::errors::{Error, Result};
use crate::web::form::{Field, Form, FormErrors};
use crate::web::gate::Admin;
use crate::web::paths;
use crate::web::routes::Routes;

pub static CONTACTS: Section<MemberPage> = Section {
    path: paths::USER_EMAILS,
    slug: "contacts",
    title: "users-contacts-heading",
    rail: None,
    routes: || {
        Routes::new().post(paths::USER_EMAILS, add_email).post(paths::USER_PHONES, add_phone)
    },
    card: |page, _| {
        Box::pin(async {
            let is_shown = page.can_manage() && !page.is_me();
            let card = || ContactsCard::new(page, ContactInputs::default()).render();
            is_shown.then(card).transpose()
        })
    },
};

/// The inputs of both forms, one of which was sent.
struct ContactInputs {
    email: Field<EmailAddress>,
    phone: Field<PhoneNumber>,
}

impl Default for ContactInputs {
    fn default() -> Self {
        Self { email: Field::blank(), phone: Field::blank() }
    }
}

#[derive(Template)]
#[template(path = "accounts/members/person/contacts.html")]
struct ContactsCard<'a> {
    frame: CardFrame<'a>,
    page: &'a MemberPage,
    inputs: ContactInputs,
}

impl<'a> ContactsCard<'a> {
    fn new(page: &'a MemberPage, inputs: ContactInputs) -> Self {
        let mut frame = CardFrame::new(page, &CONTACTS, Stamp::default());
        frame.errors = FormErrors::default()
            .of("email", inputs.email.error())
            .of("phone", inputs.phone.error());
        Self { frame, page, inputs }
    }

    fn render(&self) -> Result<Card> {
        Card::render(&CONTACTS, self)
    }
}

/// Finds the person for an admin who may change their contacts.
pub async fn theirs(me: Admin, id: &str) -> Result<MemberPage> {
    let page = MemberPage::find(me.0, id).await?;
    page.may_change_contacts().then_some(page).ok_or(Error::NotFound)
}

/// Begins a change of the person, and checks again, under its locks, that their contacts may be
/// changed.
pub async fn change(page: &MemberPage) -> Result<Change> {
    let mut change = page.me.change_of_member(page.member.id).await?;
    let may = policy::may_change_contacts(&mut change, page.me.account_id(), page.user()).await?;
    may.then_some(change).ok_or(Error::NotFound)
}

/// Answers with the card: blank when the contact was added, else with what was typed.
async fn answer_with(
    page: &MemberPage,
    reply: CardReply,
    inputs: ContactInputs,
) -> Result<Response> {
    let mut card = ContactsCard::new(page, inputs);
    card.frame.say(&reply);
    answer(page, &CONTACTS, reply, card.render()?).await
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct EmailForm {
    email: Field<EmailAddress>,
}

async fn add_email(
    me: Admin,
    Path(id): Path<String>,
    Form(mut form): Form<EmailForm>,
) -> Result<Response> {
    let page = theirs(me, &id).await?;
    if let Some(address) = form.email.value() {
        let mut change = change(&page).await?;
        let new = EmailId::mint(page.me.now);
        let added = emails::add(&mut change, page.user(), new, address).await?;
        let refusal = match added {
            EmailAdded::Added => {
                let saved = CardOutcome::Saved(Message::new("users-email-added"));
                let reply = saved.commit(&page.me, change).await?;
                return answer_with(&page, reply, ContactInputs::default()).await;
            }
            EmailAdded::Duplicate | EmailAdded::Full => Message::new("users-contact-there"),
            EmailAdded::TooMany { until } => page.me.try_after(until),
        };
        change.commit().await?;
        form.email.refuse(refusal);
    }
    let inputs = ContactInputs { email: form.email, ..ContactInputs::default() };
    answer_with(&page, CardReply::invalid(), inputs).await
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct PhoneForm {
    phone: Field<PhoneNumber>,
}

async fn add_phone(
    me: Admin,
    Path(id): Path<String>,
    Form(mut form): Form<PhoneForm>,
) -> Result<Response> {
    let page = theirs(me, &id).await?;
    if let Some(number) = form.phone.value() {
        let mut change = change(&page).await?;
        let new = PhoneId::mint(page.me.now);
        let stored = members::add_phone(&mut change, page.user(), new, number).await?;
        let refusal = match stored {
            PhoneStored::Stored => {
                let saved = CardOutcome::Saved(Message::new("users-phone-added"));
                let reply = saved.commit(&page.me, change).await?;
                return answer_with(&page, reply, ContactInputs::default()).await;
            }
            PhoneStored::There => Message::new("users-contact-there"),
            PhoneStored::CountryClosed => phones::country_closed(&page.me.ctx, number.country()),
        };
        drop(change);
        form.phone.refuse(refusal);
    }
    let inputs = ContactInputs { phone: form.phone, ..ContactInputs::default() };
    answer_with(&page, CardReply::invalid(), inputs).await
}
