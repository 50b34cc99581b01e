//! The pages on which a passkey is added or removed.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use tower_sessions::Session;

use super::{PasskeyAdded, SECTION, add, assertion, model, remove};
use crate::auth::second_factor::enrolment::AuthenticatorName;
use crate::core::actor::Gone;
use crate::platform::i18n::Message;
use crate::platform::ids::PasskeyId;
use crate::platform::secrets::passkey::{Challenge, PasskeyAnswer, PasskeyRefusal};
use crate::web::card::renewed;
use crate::web::confirm::{self, Removal};
use crate::web::errors::{Error, Result};
use crate::web::form::{Field, Form, FormErrors};
use crate::web::gate::{SignedIn, Sudo};
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::viewer::Ctx;
use crate::web::viewer::session::Renewal;

pub fn routes() -> Routes {
    Routes::new()
        .get(paths::PASSKEY_NEW, show)
        .post(paths::PASSKEY_NEW, make)
        .get(paths::PASSKEY_REMOVAL, ask)
        .post(paths::PASSKEY_REMOVAL, take_away)
}

/// Returns the address by which password managers tell users apart.
pub fn account(me: &SignedIn) -> &str {
    me.person.email.as_deref().unwrap_or(&me.person.name)
}

#[derive(Deserialize)]
#[serde(default)]
struct PasskeyForm {
    name: Field<AuthenticatorName>,
    state: String,
    answer: String,
}

impl Default for PasskeyForm {
    fn default() -> Self {
        Self { name: Field::blank(), state: String::new(), answer: String::new() }
    }
}

#[derive(Template)]
#[template(path = "auth/passkeys/new.html")]
struct NewPasskeyPage<'a> {
    ctx: &'a Ctx,
    form: PasskeyForm,
    /// The options that the script passes to the browser, as JSON.
    options: String,
    state: String,
    alert: Option<Message>,
    errors: FormErrors,
}

async fn page(
    me: &SignedIn,
    status: StatusCode,
    form: PasskeyForm,
    alert: Option<Message>,
) -> Result<Response> {
    let (user, session) = (me.person.user_id, me.person.session_id);
    let (name, display_name) = (account(me), me.person.name.as_str());
    let Challenge { options, state } =
        assertion::ask_to_make(&me.app, user, session, name, display_name, me.now).await?;
    let errors = FormErrors::default().of("name", form.name.error());
    let options = options.to_string();
    let page = NewPasskeyPage { ctx: &me.ctx, form, options, state, alert, errors };
    Ok(me.html(status, page.render()?))
}

async fn show(Sudo(me): Sudo) -> Result<Response> {
    page(&me, StatusCode::OK, PasskeyForm::default(), None).await
}

async fn make(
    Sudo(me): Sudo,
    session: Session,
    Form(mut form): Form<PasskeyForm>,
) -> Result<Response> {
    if form.name.raw().trim().is_empty() {
        form.name = Field::blank();
    }
    if form.name.error().is_some() {
        return page(&me, StatusCode::UNPROCESSABLE_ENTITY, form, None).await;
    }
    let given = PasskeyAnswer {
        state: std::mem::take(&mut form.state),
        answer: std::mem::take(&mut form.answer),
    };
    let made = match assertion::made(&me.app, me.person.session_id, &given, me.now)? {
        Ok(made) => made,
        Err(why) => {
            let why = match why {
                PasskeyRefusal::Over => "auth-passkey-over",
                PasskeyRefusal::Wrong => "passkeys-not-made",
            };
            return page(&me, StatusCode::UNPROCESSABLE_ENTITY, form, Some(Message::new(why)))
                .await;
        }
    };
    let name = match form.name.value() {
        Some(name) => name.as_ref().to_owned(),
        None => model(&made).map_or_else(|| me.t("passkeys-unnamed").into_owned(), str::to_owned),
    };
    let session = Renewal::of(session).await?;
    let mut change = me.change().await?;
    let refusal = match add(&mut change, me.person.user_id, &name, &made).await? {
        PasskeyAdded::Done { epoch } => {
            return renewed(&me, session, change, epoch, &SECTION, "passkeys-added").await;
        }
        PasskeyAdded::Over => Message::new("auth-passkey-over"),
        PasskeyAdded::Taken => Message::new("passkeys-taken"),
        PasskeyAdded::Full => Message::new("passkeys-full").with("most", super::MOST as i64),
    };
    drop(change);
    page(&me, StatusCode::UNPROCESSABLE_ENTITY, form, Some(refusal)).await
}

async fn ask(Sudo(me): Sudo, Path(id): Path<String>) -> Result<Response> {
    let id = parse(&id)?;
    let all = super::list(&mut me.app.db.read().await?, me.person.user_id).await?;
    let found = all.into_iter().find(|passkey| passkey.id == id).ok_or(Gone)?;
    let removal = Removal {
        title: "passkeys-removal-title",
        thing: found.name,
        consequence: Message::new("passkeys-removal-consequence"),
        refusal: None,
        action: SECTION.anchored(&paths::of(paths::PASSKEY_REMOVAL, &id)),
        remove: "passkeys-removal-action",
        keep: "common-keep-it",
        back: SECTION.path.to_owned(),
        back_label: "common-back-to-settings",
    };
    confirm::ask(&me, StatusCode::OK, removal)
}

async fn take_away(Sudo(me): Sudo, session: Session, Path(id): Path<String>) -> Result<Response> {
    let id = parse(&id)?;
    let session = Renewal::of(session).await?;
    let mut change = me.change().await?;
    let epoch = remove(&mut change, me.person.user_id, id).await?;
    renewed(&me, session, change, epoch, &SECTION, "passkeys-removed").await
}

/// Parses the id of a passkey in a path.
pub fn parse(id: &str) -> Result<PasskeyId> {
    id.parse().map_err(|_| Error::NotFound)
}
