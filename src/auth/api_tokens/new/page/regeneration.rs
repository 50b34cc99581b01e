//! The page on which a token gets a new secret.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::secret::SecretPage;
use super::{found, parse};
use crate::auth::api_tokens::{Overlap, Regenerated, StoredToken, regenerate};
use crate::core::stamp::Stamp;
use crate::platform::i18n::Message;
use crate::web::errors::{Error, Result};
use crate::web::form::{Choice, Field, Form, FormErrors, choices};
use crate::web::gate::{Member, SudoMember, SudoMemberKeeping, kept};
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::viewer::Ctx;

pub fn routes() -> Routes {
    Routes::new()
        .get(paths::API_TOKEN_REGENERATION, show_regeneration)
        .post(paths::API_TOKEN_REGENERATION, renew)
}

#[derive(Deserialize)]
#[serde(default)]
struct OverlapForm {
    stamp: Stamp,
    overlap: Field<Overlap>,
}

impl Default for OverlapForm {
    fn default() -> Self {
        Self { stamp: Stamp::default(), overlap: Field::of(Overlap::default()) }
    }
}

#[derive(Template)]
#[template(path = "auth/api_tokens/regeneration.html")]
struct RegenerationPage<'a> {
    ctx: &'a Ctx,
    token: StoredToken,
    form: OverlapForm,
    alert: Option<Message>,
    errors: FormErrors,
}

impl RegenerationPage<'_> {
    fn action(&self) -> String {
        self.ctx.of_account(&paths::of(paths::API_TOKEN_REGENERATION, &self.token.id))
    }

    fn overlaps(&self) -> Vec<Choice> {
        choices(self.ctx, |overlap: &Overlap| self.form.overlap.value() == Some(overlap))
    }

    fn has_previous(&self) -> bool {
        self.token.previous(self.ctx.now).is_some()
    }

    fn is_expired(&self) -> bool {
        self.token.is_expired(self.ctx.now)
    }
}

fn regeneration_page(
    me: &Member,
    status: StatusCode,
    token: StoredToken,
    mut form: OverlapForm,
    alert: Option<&'static str>,
) -> Result<Response> {
    form.stamp = token.stamp();
    let errors = FormErrors::default().of("overlap", form.overlap.error());
    let alert = alert.map(Message::new);
    let page = RegenerationPage { ctx: &me.ctx, token, form, alert, errors };
    Ok(me.html(status, page.render()?))
}

async fn show_regeneration(SudoMember(me): SudoMember, Path(id): Path<String>) -> Result<Response> {
    let mut form = kept::<OverlapForm>(&me).unwrap_or_default();
    let token = found(&me, parse(&id)?).await?;
    form.overlap = form.overlap.unasked();
    regeneration_page(&me, StatusCode::OK, token, form, None)
}

async fn renew(
    gate: SudoMemberKeeping,
    Path(id): Path<String>,
    Form(form): Form<OverlapForm>,
) -> Result<Response> {
    let id = parse(&id)?;
    let here = paths::of(paths::API_TOKEN_REGENERATION, &id);
    let me = gate.or_back_to(&here, &[("overlap", form.overlap.raw())])?;
    let Some(&overlap) = form.overlap.value() else {
        let token = found(&me, id).await?;
        return regeneration_page(&me, StatusCode::UNPROCESSABLE_ENTITY, token, form, None);
    };
    let (user, account) = (me.person.user_id, me.account_id());
    let mut change = me.change_own().await?;
    match regenerate(&mut change, user, account, id, &form.stamp, overlap).await? {
        Regenerated::Regenerated(secret, token) => {
            change.commit().await?;
            let until = token.previous(me.now).map(|previous| previous.until);
            SecretPage { ctx: &me.ctx, name: &token.name, secret: &secret, until }.answer()
        }
        Regenerated::Stale(token) => {
            let alert = Some("api-tokens-regeneration-stale");
            regeneration_page(&me, StatusCode::CONFLICT, token, form, alert)
        }
        Regenerated::Expired(token) => {
            regeneration_page(&me, StatusCode::UNPROCESSABLE_ENTITY, token, form, None)
        }
        Regenerated::Gone => Err(Error::NotFound),
    }
}
