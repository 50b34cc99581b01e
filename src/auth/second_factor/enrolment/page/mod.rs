//! The page on which an authenticator app is enrolled.

mod naming;
mod qr;
mod recovery_codes;
mod removal;

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use qr::Qr;
use serde::Deserialize;
use tower_sessions::Session;

use super::{AuthenticatorName, FactorChanged, MOST, enrol, naming_routes};
use crate::auth::second_factor::{self, Authenticator, Offer, SECTION, Taker};
use crate::platform::i18n::Message;
use crate::users::verification::TypedCode;
use crate::web::card::renewed;
use crate::web::errors::Result;
use crate::web::form::{Checkbox, Field, Form, FormErrors};
use crate::web::gate::{SignedIn, Sudo};
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::viewer::Ctx;
use crate::web::viewer::session::Renewal;

/// The routes of the pages of second factors.
pub fn routes() -> Routes {
    Routes::new()
        .get(paths::ENROLMENT, show_enrolment)
        .post(paths::ENROLMENT, take_authenticator)
        .and(recovery_codes::routes())
        .and(naming_routes::<Authenticator>())
        .and(removal::routes())
}

#[derive(Deserialize)]
#[serde(default)]
struct EnrolmentForm {
    saved: Checkbox,
    name: Field<AuthenticatorName>,
    code: Field<TypedCode>,
}

impl Default for EnrolmentForm {
    fn default() -> Self {
        Self { saved: Checkbox(false), name: Field::blank(), code: Field::blank() }
    }
}

/// The page with the offered secret and recovery codes, in numbered steps.
#[derive(Template)]
#[template(path = "auth/second_factor/enrolment.html")]
struct EnrolmentPage<'a> {
    ctx: &'a Ctx,
    offer: Offer,
    /// Whether it is the first app, which comes with recovery codes.
    is_first: bool,
    form: EnrolmentForm,
    unsaved: Option<Message>,
    alert: Option<Message>,
    errors: FormErrors,
}

impl<'a> EnrolmentPage<'a> {
    fn new(me: &'a SignedIn, offer: Offer, form: EnrolmentForm) -> Self {
        Self {
            ctx: &me.ctx,
            offer,
            is_first: !me.person.has_second_factor,
            form,
            unsaved: None,
            alert: None,
            errors: FormErrors::default(),
        }
    }

    fn refused(mut self, unsaved: Option<Message>, alert: Option<Message>) -> Result<Response> {
        (self.unsaved, self.alert) = (unsaved, alert);
        self.answer(StatusCode::UNPROCESSABLE_ENTITY)
    }

    fn answer(mut self, status: StatusCode) -> Result<Response> {
        self.errors = FormErrors::default()
            .of("saved", self.unsaved.as_ref())
            .of("name", self.form.name.error())
            .of("code", self.form.code.error());
        Ok(self.ctx.html(status, self.render()?))
    }

    fn codes(&self) -> String {
        listed(&self.offer)
    }

    fn qr(&self) -> Option<Qr> {
        Qr::of(self.offer.url())
    }

    fn title(&self) -> &'static str {
        match self.is_first {
            true => "two-factor-enrolment-title",
            false => "two-factor-add-title",
        }
    }
}

/// Lists the recovery codes of an offer, one on a line, to copy and download.
fn listed(offer: &Offer) -> String {
    let codes: Vec<_> = offer.codes.iter().map(ToString::to_string).collect();
    codes.join("\n")
}

/// Returns the offer to this session.
async fn offered(me: &SignedIn) -> Result<Offer> {
    let mut tx = me.app.db.read().await?;
    Ok(second_factor::offer(&mut tx, &me.app.keys, taker(me)).await?)
}

async fn show_enrolment(Sudo(me): Sudo) -> Result<Response> {
    let offer = offered(&me).await?;
    EnrolmentPage::new(&me, offer, EnrolmentForm::default()).answer(StatusCode::OK)
}

async fn take_authenticator(
    Sudo(me): Sudo,
    session: Session,
    Form(mut form): Form<EnrolmentForm>,
) -> Result<Response> {
    let offer = offered(&me).await?;
    let is_first = !me.person.has_second_factor;
    let mut unsaved = None;
    if is_first {
        form.name = Field::typed(me.t("two-factor-first-name"));
        unsaved = (!form.saved.0).then(|| Message::new("two-factor-saved-missing"));
    } else if form.name.value().is_none() {
        form.name = Field::typed(form.name.raw());
    }
    if form.code.value().is_none() && form.code.error().is_none() {
        form.code.refuse(Message::new("common-code-empty"));
    }
    let (Some(name), Some(code), None) = (form.name.value(), form.code.value(), &unsaved) else {
        return EnrolmentPage::new(&me, offer, form).refused(unsaved, None);
    };
    let session = Renewal::of(session).await?;
    let mut change = me.change().await?;
    match enrol(&mut change, me.person.user_id, &offer, name, code).await? {
        FactorChanged::Done { epoch } => {
            let flash = match is_first {
                true => "two-factor-enabled",
                false => "two-factor-added",
            };
            renewed(&me, session, change, epoch, &SECTION, flash).await
        }
        FactorChanged::WrongCode => {
            form.code.refuse(Message::new("two-factor-code-wrong"));
            EnrolmentPage::new(&me, offer, form).refused(None, None)
        }
        FactorChanged::Full => {
            let alert = Message::new("two-factor-full").with("most", MOST as i64);
            EnrolmentPage::new(&me, offer, form).refused(None, Some(alert))
        }
    }
}

/// Returns the person and session that an offer is for.
pub fn taker(me: &SignedIn) -> Taker<'_> {
    Taker {
        user: me.person.user_id,
        session: me.person.session_id,
        epoch: me.person.epoch,
        account: me.person.email.as_deref().unwrap_or(&me.person.name),
    }
}
