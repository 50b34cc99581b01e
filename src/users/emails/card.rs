//! The card of my email addresses, and the page that a mailed link leads to.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use serde::Deserialize;
use strum::EnumMessage;

use super::mail::EmailLink;
use super::{Email, EmailAdded, EmailAddress, EmailLinkResent, EmailRemoved, LinkVerdict, Primary};
use crate::core::actor::Gone;
use crate::core::change::Change;
use crate::core::links::LinkPurpose;
use crate::core::stamp::Stamp;
use crate::messaging::latest::{self, LatestDelivery};
use crate::messaging::ledger::{DeliveryState, Reason};
use crate::messaging::{Channel, Contact, Job};
use crate::platform::db::Tx;
use crate::platform::i18n::Message;
use crate::platform::ids::EmailId;
use crate::users::verification;
use crate::web::card::{Card, CardFrame, CardOutcome, CardReply, Section, answer};
use crate::web::confirm::{self, Removal};
use crate::web::errors::Result;
use crate::web::form::{Field, Form, FormErrors};
use crate::web::gate::{SignedIn, Sudo, SudoKeeping, kept};
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::viewer::Ctx;

/// Its place on My Settings.
pub static SECTION: Section = Section {
    path: paths::EMAILS,
    slug: "emails",
    title: "emails-title",
    synonyms: "emails-synonyms",
    icon: "mail",
    routes: || {
        Routes::new()
            .post(paths::EMAILS, add)
            .post(paths::EMAIL_LINKS, resend)
            .post(paths::EMAIL_PRIMARY, make_primary)
            .get(paths::EMAIL_REMOVAL, ask_to_remove)
            .post(paths::EMAIL_REMOVAL, remove)
    },
    card: |me, tx| {
        Box::pin(async {
            let rows = EmailRows::of(tx, me).await?;
            // It is only shown: adding the address takes a press.
            match kept::<EmailsForm>(me) {
                Some(form) => EmailsCard::unsent(me, rows, form.unasked()).render(),
                None => EmailsCard::stored(me, rows).render(),
            }
        })
    },
};

/// The routes of mailed links.
pub fn link_routes() -> Routes {
    Routes::new().get(paths::EMAIL_LINK, show_link).post(paths::EMAIL_LINK, verify)
}

#[derive(Deserialize)]
#[serde(default)]
struct EmailsForm {
    address: Field<EmailAddress>,
}

impl Default for EmailsForm {
    fn default() -> Self {
        Self { address: Field::blank() }
    }
}

impl EmailsForm {
    /// As typed, but nobody was asked yet what it means.
    fn unasked(self) -> Self {
        Self { address: self.address.unasked() }
    }
}

#[derive(Template)]
#[template(path = "users/emails/card.html")]
struct EmailsCard<'a> {
    frame: CardFrame<'a>,
    form: EmailsForm,
    rows: EmailRows,
    can_send: bool,
}

/// The addresses, and what became of the links to them.
struct EmailRows {
    emails: Vec<Email>,
    /// The latest links, the newest first, where an address waits for one.
    links: Vec<LatestDelivery>,
}

impl EmailRows {
    async fn of(tx: &mut Tx, me: &SignedIn) -> Result<Self> {
        let emails = super::list(tx, me.person.user_id).await?;
        let links = match emails.iter().any(Email::waits_for_link) {
            true => latest::of_kind(tx, me.person.user_id, EmailLink::KIND).await?,
            false => Vec::new(),
        };
        Ok(Self { emails, links })
    }
}

impl<'a> EmailsCard<'a> {
    fn new(me: &'a SignedIn, rows: EmailRows, form: EmailsForm) -> Self {
        let mut frame = CardFrame::new(&me.ctx, &SECTION, Stamp::default());
        frame.errors = FormErrors::default().of("address", form.address.error());
        frame.ids.extend(rows.emails.iter().map(|email| ("email", email.id.to_string())));
        let can_send = me.app.transports.can(Channel::Email);
        Self { frame, form, rows, can_send }
    }

    fn stored(me: &'a SignedIn, rows: EmailRows) -> Self {
        Self::new(me, rows, EmailsForm::default())
    }

    fn unsent(me: &'a SignedIn, rows: EmailRows, form: EmailsForm) -> Self {
        let mut card = Self::new(me, rows, form);
        card.frame.unstored = true;
        card
    }

    fn render(&self) -> Result<Card> {
        Card::render(&SECTION, self)
    }

    /// Why nothing gets there, and what to do: it is blocked, or its link did not leave.
    fn trouble(&self, email: &Email) -> Option<&'static str> {
        if !email.waits_for_link() {
            return email.blocked_why.and_then(|why| why.get_message());
        }
        let link = self.rows.links.iter().find(|link| link.is_to(Contact::Email(email.id)))?;
        match (link.state, link.reason) {
            (DeliveryState::Failed, Some(Reason::Letters)) => Some("emails-letters"),
            // Where mail is off, the card says so.
            (DeliveryState::Failed, Some(Reason::Off)) => None,
            (DeliveryState::Failed, _) => Some("emails-link-failed"),
            (DeliveryState::Queued, _) if link.was_tried() => Some("emails-link-delayed"),
            (
                DeliveryState::Queued
                | DeliveryState::Sent
                | DeliveryState::Delivered
                | DeliveryState::Blocked,
                _,
            ) => None,
        }
    }

    fn can_be_primary(&self, email: &Email) -> bool {
        email.is_usable() && !email.is_primary
    }

    fn path(&self, path: &str, email: &Email) -> String {
        paths::of(path, &email.id)
    }
}

/// The card after something was done with it.
async fn say(me: &SignedIn, change: Change, outcome: CardOutcome) -> Result<Response> {
    let reply = outcome.commit(me, change).await?;
    let rows = EmailRows::of(&mut me.app.db.read().await?, me).await?;
    let mut card = EmailsCard::stored(me, rows);
    card.frame.say(&reply);
    answer(me, &SECTION, reply, card.render()?).await
}

async fn add(gate: SudoKeeping, Form(mut form): Form<EmailsForm>) -> Result<Response> {
    let me = gate.or_back_to(paths::EMAILS, &[("address", form.address.raw())])?;
    if let Some(address) = form.address.value() {
        let mut change = me.change().await?;
        let id = EmailId::mint(me.now);
        let added = super::add(&mut change, me.person.user_id, id, address).await?;
        let refusal = match added {
            EmailAdded::Added => {
                let flash = match address.suggestion() {
                    Some(meant) => Message::new("emails-added-check").with("meant", meant),
                    None => Message::new("emails-added"),
                };
                return say(&me, change, CardOutcome::Saved(flash)).await;
            }
            EmailAdded::Duplicate => Message::new("emails-duplicate"),
            EmailAdded::Full => Message::new("emails-full"),
            EmailAdded::TooMany { until } => me.try_after(until),
        };
        change.commit().await?;
        form.address.refuse(refusal);
    }
    let rows = EmailRows::of(&mut me.app.db.read().await?, &me).await?;
    let card = EmailsCard::new(&me, rows, form).render()?;
    answer(&me, &SECTION, CardReply::invalid(), card).await
}

fn parse(id: &str) -> std::result::Result<EmailId, Gone> {
    id.parse().map_err(|_| Gone)
}

async fn resend(me: SignedIn, Path(id): Path<String>) -> Result<Response> {
    let mut change = me.change().await?;
    let resent = super::resend(&mut change, me.person.user_id, parse(&id)?).await?;
    let outcome = match resent {
        EmailLinkResent::Sent => CardOutcome::Saved(Message::new("emails-resent")),
        EmailLinkResent::NotNeeded => CardOutcome::Saved(Message::new("emails-verified-already")),
        EmailLinkResent::Wait { until } => CardOutcome::Limited(me.wait_until(until)),
        EmailLinkResent::TooMany { until } => CardOutcome::Limited(me.try_after(until)),
    };
    say(&me, change, outcome).await
}

async fn make_primary(Sudo(me): Sudo, Path(id): Path<String>) -> Result<Response> {
    let mut change = me.change().await?;
    let primary = super::make_primary(&mut change, me.person.user_id, parse(&id)?).await?;
    let outcome = match primary {
        Primary::Made => CardOutcome::Saved(Message::new("emails-primary-made")),
        Primary::NotVerified => CardOutcome::Refused(Message::new("emails-primary-not-proved")),
    };
    say(&me, change, outcome).await
}

async fn removal_page(
    me: &SignedIn,
    tx: &mut Tx,
    id: EmailId,
    status: StatusCode,
) -> Result<Response> {
    let emails = super::list(tx, me.person.user_id).await?;
    let email = emails.iter().find(|email| email.id == id).ok_or(Gone)?;
    let removal = Removal {
        title: "emails-removal-title",
        thing: email.address.clone(),
        consequence: Message::new("emails-removal-text"),
        refusal: super::removal_refused(&emails, email).and_then(why_not),
        action: SECTION.anchored(&paths::of(paths::EMAIL_REMOVAL, &id)),
        remove: "emails-removal-action",
        keep: "common-keep-it",
        back: SECTION.path.to_owned(),
        back_label: "common-back-to-settings",
    };
    confirm::ask(&me.ctx, status, removal)
}

fn why_not(removed: EmailRemoved) -> Option<Message> {
    match removed {
        EmailRemoved::Removed => None,
        EmailRemoved::LastVerified => Some(Message::new("emails-removal-last-verified")),
        EmailRemoved::IsPrimary => Some(Message::new("emails-removal-primary")),
    }
}

async fn ask_to_remove(Sudo(me): Sudo, Path(id): Path<String>) -> Result<Response> {
    removal_page(&me, &mut me.app.db.read().await?, parse(&id)?, StatusCode::OK).await
}

async fn remove(Sudo(me): Sudo, Path(id): Path<String>) -> Result<Response> {
    let id = parse(&id)?;
    let mut change = me.change().await?;
    let removed = super::remove(&mut change, me.person.user_id, id).await?;
    if why_not(removed).is_some() {
        drop(change);
        let mut tx = me.app.db.read().await?;
        return removal_page(&me, &mut tx, id, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    me.commit_with_flash(change, &Message::new("emails-removed")).await?;
    Ok(Redirect::to(paths::EMAILS).into_response())
}

/// What a followed link shows: the address it proves, or why it proves none.
#[derive(Template)]
#[template(path = "users/emails/link.html")]
struct LinkPage<'a> {
    ctx: &'a Ctx,
    address: Option<String>,
    refusal: Option<&'static str>,
}

fn refusal(proved: LinkVerdict) -> Option<&'static str> {
    match proved {
        LinkVerdict::Verified | LinkVerdict::Already => None,
        LinkVerdict::NotValid => Some("emails-link-not-valid"),
        LinkVerdict::NotYours => Some("emails-link-not-yours"),
        LinkVerdict::Taken => Some("emails-link-taken"),
    }
}

fn link_page(me: &SignedIn, status: StatusCode, page: LinkPage<'_>) -> Result<Response> {
    Ok(me.html(status, page.render()?))
}

async fn show_link(me: SignedIn, cookies: CookieJar) -> Result<Response> {
    let token = verification::link_cookie(&me, &cookies, LinkPurpose::Email);
    let found = match token {
        Some(token) => {
            let mut tx = me.app.db.read().await?;
            super::look_up(&mut tx, &me.app.keys, me.person.user_id, &token, me.now).await?
        }
        None => Err(LinkVerdict::NotValid),
    };
    let (status, page) = match found {
        Err(LinkVerdict::Already) => {
            return back_to_card(&me, me.change().await?, cookies, LinkVerdict::Already).await;
        }
        Ok(email) => {
            let address = Some(email.address);
            (StatusCode::OK, LinkPage { ctx: &me.ctx, address, refusal: None })
        }
        Err(proved) => {
            let refusal = refusal(proved);
            (StatusCode::NOT_FOUND, LinkPage { ctx: &me.ctx, address: None, refusal })
        }
    };
    link_page(&me, status, page)
}

async fn verify(me: SignedIn, cookies: CookieJar) -> Result<Response> {
    let token = verification::link_cookie(&me, &cookies, LinkPurpose::Email);
    let mut change = me.change().await?;
    let proved = match token {
        Some(token) => super::verify_by_link(&mut change, me.person.user_id, &token).await?,
        None => LinkVerdict::NotValid,
    };
    if let Some(refusal) = refusal(proved) {
        change.commit().await?;
        let page = LinkPage { ctx: &me.ctx, address: None, refusal: Some(refusal) };
        return link_page(&me, StatusCode::UNPROCESSABLE_ENTITY, page);
    }
    back_to_card(&me, change, cookies, proved).await
}

/// To the card, which says that the address is verified now, or has been all along.
async fn back_to_card(
    me: &SignedIn,
    change: Change,
    cookies: CookieJar,
    proved: LinkVerdict,
) -> Result<Response> {
    let flash = match proved {
        LinkVerdict::Already => Message::new("emails-verified-already"),
        _ => Message::new("emails-verified"),
    };
    me.commit_with_flash(change, &flash).await?;
    let cookies = verification::forget_link(me, cookies, LinkPurpose::Email);
    Ok((cookies, Redirect::to(paths::EMAILS)).into_response())
}
