//! The card of the person's email addresses.

mod removal;

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use serde::Deserialize;
use strum::EnumMessage;

use crate::core::actor::Gone;
use crate::core::change::Change;
use crate::core::stamp::Stamp;
use crate::messaging::latest::{self, LatestDelivery};
use crate::messaging::ledger::{DeliveryState, Reason};
use crate::messaging::{Channel, Contact, Job};
use crate::platform::db::Tx;
use crate::platform::i18n::Message;
use crate::platform::ids::EmailId;
use crate::users::emails::mail::EmailLink;
use crate::users::emails::{self, Email, EmailAdded, EmailAddress, EmailLinkResent, Primary};
use crate::web::card::{
    Attention, Card, CardFrame, CardOutcome, CardReply, CardState, CardSummary, RailEntry, Section,
    WayOn, answer,
};
use crate::web::errors::Result;
use crate::web::form::{Field, Form, FormErrors};
use crate::web::gate::{SignedIn, Sudo, SudoKeeping, kept};
use crate::web::paths;
use crate::web::routes::Routes;

pub static SECTION: Section = Section {
    path: paths::EMAILS,
    slug: "emails",
    title: "emails-title",
    rail: Some(RailEntry { icon: "mail", synonyms: Some("emails-synonyms") }),
    routes: || {
        Routes::new()
            .post(paths::EMAILS, add)
            .post(paths::EMAIL_LINKS, resend)
            .post(paths::EMAIL_PRIMARY, make_primary)
            .get(paths::EMAIL_REMOVAL, removal::ask_to_remove)
            .post(paths::EMAIL_REMOVAL, removal::remove)
    },
    card: |me, tx| {
        Box::pin(async {
            let rows = EmailRows::of(tx, me).await?;
            // The form is only shown again: adding the address takes the button.
            match kept::<EmailsForm>(me) {
                Some(form) => EmailsCard::unsent(me, rows, form.unasked()).render(),
                None => EmailsCard::stored(me, rows).render(),
            }
            .map(Some)
        })
    },
};

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
    /// Keeps what was typed, without value or error.
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

/// The addresses of a person, with the deliveries of their links.
struct EmailRows {
    emails: Vec<Email>,
    /// The latest links to unverified addresses, the newest first.
    links: Vec<LatestDelivery>,
}

impl EmailRows {
    async fn of(tx: &mut Tx, me: &SignedIn) -> Result<Self> {
        let emails = emails::list(tx, me.person.user_id).await?;
        let links = match emails.iter().any(Email::waits_for_link) {
            true => latest::of_kind(tx, me.person.user_id, EmailLink::KIND).await?,
            false => Vec::new(),
        };
        Ok(Self { emails, links })
    }

    /// Says which addresses nothing can be sent to.
    fn summary(&self) -> CardSummary {
        let unusable = self.emails.iter().filter(|email| !email.is_usable());
        let asking = |email: &Email| {
            let words = Message::new(match email.waits_for_link() {
                true => "emails-attention-unverified",
                false => "emails-attention-blocked",
            });
            let words = words.with("address", email.address.clone());
            let path = paths::of(paths::EMAIL_LINKS, &email.id);
            let way_on = WayOn::button(&SECTION, path, "common-resend");
            Attention { words, when: None, way_on, heals: true }
        };
        let attention: Vec<_> = unusable.map(asking).collect();
        let state = Some(CardState::count(self.emails.len(), !attention.is_empty()));
        CardSummary { state, attention, verdict: None }
    }
}

impl<'a> EmailsCard<'a> {
    fn new(me: &'a SignedIn, rows: EmailRows, form: EmailsForm) -> Self {
        let mut frame = CardFrame::new(me, &SECTION, Stamp::default());
        frame.errors = FormErrors::default().of("address", form.address.error());
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
        Ok(Card::render(&SECTION, self)?.with(self.rows.summary()))
    }

    /// Returns the text id of why nothing arrives at an address, and what to do: the address is
    /// blocked, or its link could not be sent.
    fn trouble(&self, email: &Email) -> Option<&'static str> {
        if !email.waits_for_link() {
            return email.blocked_why.and_then(|why| why.get_message());
        }
        let link = self.rows.links.iter().find(|link| link.is_to(Contact::Email(email.id)))?;
        match (link.state, link.reason) {
            (DeliveryState::Failed, Some(Reason::Letters)) => Some("emails-letters"),
            // When the operator has mail off, the card says so once.
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

    /// Returns why an address cannot be removed.
    fn stays(&self, email: &Email) -> Option<Message> {
        emails::removal_refused(&self.rows.emails, email).and_then(removal::why_not)
    }

    fn can_be_primary(&self, email: &Email) -> bool {
        email.is_usable() && !email.is_primary
    }

    fn path(&self, path: &str, email: &Email) -> String {
        paths::of(path, &email.id)
    }
}

/// Commits the change and answers with the card and the outcome.
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
        let added = emails::add(&mut change, me.person.user_id, id, address).await?;
        let refusal = match added {
            EmailAdded::Added => {
                let flash = match address.suggestion() {
                    Some(meant) => Message::new("emails-added-check").with("meant", meant),
                    None => Message::new("emails-added"),
                };
                return say(&me, change, CardOutcome::Saved(flash)).await;
            }
            EmailAdded::Duplicate => Message::new("emails-duplicate"),
            EmailAdded::Full => Message::new("emails-full").with("most", emails::MOST as i64),
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
    let resent = emails::resend(&mut change, me.person.user_id, parse(&id)?).await?;
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
    let primary = emails::make_primary(&mut change, me.person.user_id, parse(&id)?).await?;
    let outcome = match primary {
        Primary::Made => CardOutcome::Saved(Message::new("emails-primary-made")),
        Primary::NotVerified => CardOutcome::Refused(Message::new("emails-primary-not-proved")),
    };
    say(&me, change, outcome).await
}
