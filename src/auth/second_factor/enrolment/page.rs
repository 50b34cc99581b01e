//! The pages on which second factors are taken over and given up.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use fast_qr::qr::{QRBuilder, QRCode};
use serde::Deserialize;
use tower_sessions::Session;

use super::{AuthenticatorName, FactorChanged, enrol, remove, replace_codes, turn_off};
use crate::auth::second_factor::{self, Offer, SECTION, Taker};
use crate::core::actor::Gone;
use crate::platform::i18n::Message;
use crate::platform::ids::AuthenticatorId;
use crate::users::verification::TypedCode;
use crate::web::card::renewed;
use crate::web::confirm::{self, Removal};
use crate::web::errors::{Error, Result};
use crate::web::form::{Checkbox, Field, Form, FormErrors};
use crate::web::gate::{SignedIn, Sudo};
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::viewer::Ctx;
use crate::web::viewer::session::Renewal;

/// Their routes.
pub fn routes() -> Routes {
    Routes::new()
        .get(paths::ENROLMENT, show_enrolment)
        .post(paths::ENROLMENT, take_authenticator)
        .get(paths::RECOVERY_CODES, show_codes)
        .post(paths::RECOVERY_CODES, take_codes)
        .get(paths::TWO_FACTOR_REMOVAL, ask_whole)
        .post(paths::TWO_FACTOR_REMOVAL, remove_whole)
        .get(paths::AUTHENTICATOR_REMOVAL, ask_one)
        .post(paths::AUTHENTICATOR_REMOVAL, remove_one)
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

/// Codes and a secret that someone may take over, in numbered steps.
#[derive(Template)]
#[template(path = "auth/second_factor/enrolment.html")]
struct EnrolmentPage<'a> {
    ctx: &'a Ctx,
    offer: Offer,
    /// Only the first authenticator brings recovery codes with it.
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
        let code = QRBuilder::new(self.offer.url()).build().ok()?;
        Some(Qr { size: code.size + 2 * QUIET, path: squares(&code) })
    }

    fn title(&self) -> &'static str {
        match self.is_first {
            true => "two-factor-enrolment-title",
            false => "two-factor-add-title",
        }
    }
}

/// A QR code as the path of an SVG, with the quiet zone that readers want around it.
struct Qr {
    size: usize,
    path: String,
}

const QUIET: usize = 4;

fn squares(code: &QRCode) -> String {
    let mut path = String::new();
    for y in 0..code.size {
        for x in (0..code.size).filter(|x| code[y][*x].value()) {
            path.push_str(&format!("M{} {}h1v1h-1z", x + QUIET, y + QUIET));
        }
    }
    path
}

/// One code a line, as they are copied and downloaded.
fn listed(offer: &Offer) -> String {
    let codes: Vec<_> = offer.codes.iter().map(ToString::to_string).collect();
    codes.join("\n")
}

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
            let alert = Message::new("two-factor-full");
            EnrolmentPage::new(&me, offer, form).refused(None, Some(alert))
        }
    }
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct CodesForm {
    saved: Checkbox,
}

/// New recovery codes, which count once they are kept.
#[derive(Template)]
#[template(path = "auth/second_factor/recovery_codes.html")]
struct CodesPage<'a> {
    ctx: &'a Ctx,
    offer: Offer,
    unsaved: Option<Message>,
    errors: FormErrors,
}

impl CodesPage<'_> {
    fn codes(&self) -> String {
        listed(&self.offer)
    }
}

fn codes_page(me: &SignedIn, offer: Offer, unsaved: Option<Message>) -> Result<Response> {
    let status = match unsaved {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let errors = FormErrors::default().of("saved", unsaved.as_ref());
    Ok(me.html(status, CodesPage { ctx: &me.ctx, offer, unsaved, errors }.render()?))
}

async fn show_codes(Sudo(me): Sudo) -> Result<Response> {
    match me.person.has_second_factor {
        true => codes_page(&me, offered(&me).await?, None),
        false => Err(Error::NotFound),
    }
}

async fn take_codes(Sudo(me): Sudo, Form(form): Form<CodesForm>) -> Result<Response> {
    if !form.saved.0 {
        let unsaved = Some(Message::new("two-factor-saved-missing"));
        return codes_page(&me, offered(&me).await?, unsaved);
    }
    let mut change = me.change().await?;
    let offer = second_factor::offer(&mut change, &me.app.keys, taker(&me)).await?;
    if !replace_codes(&mut change, me.person.user_id, &offer).await? {
        return Err(Error::NotFound);
    }
    me.commit_with_flash(change, &Message::new("two-factor-codes-made")).await?;
    Ok(Redirect::to(paths::TWO_FACTOR).into_response())
}

async fn ask_whole(Sudo(me): Sudo) -> Result<Response> {
    if !me.person.has_second_factor {
        return Err(Error::NotFound);
    }
    let thing = me.t("two-factor-title").into_owned();
    let removal = Removal {
        title: "two-factor-removal-title",
        thing,
        consequence: Message::new("two-factor-removal-consequence"),
        refusal: None,
        action: SECTION.anchored(paths::TWO_FACTOR_REMOVAL),
        remove: "two-factor-removal-action",
        keep: "two-factor-keep",
        back: SECTION.path.to_owned(),
        back_label: "common-back-to-settings",
    };
    confirm::ask(&me, StatusCode::OK, removal)
}

async fn remove_whole(Sudo(me): Sudo, session: Session) -> Result<Response> {
    let session = Renewal::of(session).await?;
    let mut change = me.change().await?;
    let epoch = turn_off(&mut change, me.person.user_id).await?;
    renewed(&me, session, change, epoch, &SECTION, "two-factor-disabled").await
}

async fn ask_one(Sudo(me): Sudo, Path(id): Path<String>) -> Result<Response> {
    let id: AuthenticatorId = id.parse()?;
    let mut tx = me.app.db.read().await?;
    let all = second_factor::find(&mut tx, me.person.user_id).await?.authenticators;
    drop(tx);
    let is_last = all.len() == 1;
    let app = all.into_iter().find(|app| app.id == id).ok_or(Error::NotFound)?;
    let removal = Removal {
        title: "two-factor-authenticator-removal-title",
        thing: app.name,
        consequence: Message::new("two-factor-authenticator-removal-consequence"),
        refusal: is_last.then(|| Message::new("two-factor-authenticator-removal-last")),
        action: SECTION.anchored(&paths::of(paths::AUTHENTICATOR_REMOVAL, &id)),
        remove: "two-factor-authenticator-removal-action",
        keep: "common-keep-it",
        back: SECTION.path.to_owned(),
        back_label: "common-back-to-settings",
    };
    confirm::ask(&me, StatusCode::OK, removal)
}

async fn remove_one(Sudo(me): Sudo, session: Session, Path(id): Path<String>) -> Result<Response> {
    let id: AuthenticatorId = id.parse().map_err(|_| Error::from(Gone))?;
    let session = Renewal::of(session).await?;
    let mut change = me.change().await?;
    let epoch = remove(&mut change, me.person.user_id, id).await?;
    renewed(&me, session, change, epoch, &SECTION, "two-factor-removed").await
}

/// Whose session it is, as an offer is bound to it.
pub fn taker(me: &SignedIn) -> Taker<'_> {
    Taker {
        user: me.person.user_id,
        session: me.person.session_id,
        epoch: me.person.epoch,
        account: me.person.email.as_deref().unwrap_or(&me.person.name),
    }
}
