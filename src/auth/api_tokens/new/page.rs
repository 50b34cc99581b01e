//! The pages on which a token is made, made anew, or removed.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use tower_sessions::Session;

use crate::auth::api_tokens::{
    LastDay, Life, MOST, Overlap, Regenerated, SECTION, StoredToken, TokenMade, TokenName, find,
    list, make, regenerate, remove, stamp,
};
use crate::core::actor::Gone;
use crate::core::stamp::Stamp;
use crate::platform::clock::Timestamp;
use crate::platform::i18n::Message;
use crate::platform::ids::ApiTokenId;
use crate::platform::secrets::token::ApiToken;
use crate::web::card::saved_frame;
use crate::web::confirm::{self, Removal};
use crate::web::errors::{Error, Result};
use crate::web::form::{Choice, Field, Form, FormErrors, choices};
use crate::web::gate::{Member, SudoMember, SudoMemberKeeping, kept};
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::viewer::Ctx;

/// Their routes.
pub fn routes() -> Routes {
    Routes::new()
        .get(paths::API_TOKEN_NEW, show)
        .post(paths::API_TOKEN_NEW, create)
        .get(paths::API_TOKEN_REGENERATION, show_regeneration)
        .post(paths::API_TOKEN_REGENERATION, renew)
        .get(paths::API_TOKEN_REMOVAL, ask)
        .post(paths::API_TOKEN_REMOVAL, take_away)
}

/// A secret on the one page that ever shows it: the answer to the form that made it.
#[derive(Template)]
#[template(path = "auth/api_tokens/secret.html")]
struct SecretPage<'a> {
    ctx: &'a Ctx,
    name: &'a str,
    secret: &'a ApiToken,
    /// Until when the secret before it works.
    until: Option<Timestamp>,
}

impl SecretPage<'_> {
    /// A line that works as it is pasted.
    fn curl(&self) -> String {
        let (secret, at) = (self.secret.reveal(), self.ctx.app.public_url.as_str());
        format!("curl -H \"Authorization: Bearer {secret}\" {at}{}", paths::API_ME)
    }

    fn answer(self) -> Result<Response> {
        Ok(self.ctx.html(StatusCode::OK, self.render()?))
    }
}

#[derive(Deserialize)]
#[serde(default)]
struct TokenForm {
    stamp: Stamp,
    name: Field<TokenName>,
    life: Field<Life>,
    last_day: Field<LastDay>,
}

impl Default for TokenForm {
    fn default() -> Self {
        Self {
            stamp: Stamp::default(),
            name: Field::blank(),
            life: Field::of(Life::default()),
            last_day: Field::blank(),
        }
    }
}

impl TokenForm {
    /// As typed, but nobody was asked yet what it means.
    fn unasked(self) -> Self {
        let Self { stamp, name, life, last_day } = self;
        Self { stamp, name: name.unasked(), life: life.unasked(), last_day: last_day.unasked() }
    }

    fn inputs(&self) -> [(&'static str, &str); 3] {
        let Self { name, life, last_day, .. } = self;
        [("name", name.raw()), ("life", life.raw()), ("last_day", last_day.raw())]
    }

    /// What it means, if all of it means something: a name, and when the token expires, if it ever
    /// does. The last day counts only where it was chosen.
    fn read(&mut self, me: &Member) -> Option<(TokenName, Option<Timestamp>)> {
        let expires_at = match self.life.value() {
            Some(Life::Date) => {
                let zone = &me.person.time_zone;
                let end = self.last_day.value().map(|day| day.end(zone, me.now));
                match end.transpose() {
                    Ok(end) => Some(end?),
                    Err(why) => {
                        self.last_day.refuse(why);
                        None
                    }
                }
            }
            life => {
                self.last_day = self.last_day.clone().unasked();
                life.and_then(|life| life.length()).map(|length| me.now + length)
            }
        };
        if !self.errors().is_empty() {
            return None;
        }
        Some((self.name.value()?.clone(), expires_at))
    }

    fn errors(&self) -> FormErrors {
        FormErrors::default()
            .of("name", self.name.error())
            .of("life", self.life.error())
            .of("last_day", self.last_day.error())
    }
}

#[derive(Template)]
#[template(path = "auth/api_tokens/new.html")]
struct NewTokenPage<'a> {
    ctx: &'a Ctx,
    account: &'a str,
    form: TokenForm,
    today: String,
    alert: Option<Message>,
    errors: FormErrors,
}

impl NewTokenPage<'_> {
    fn lives(&self) -> Vec<Choice> {
        choices(self.ctx, |life: &Life| self.form.life.value() == Some(life))
    }
}

async fn page(
    me: &Member,
    status: StatusCode,
    mut form: TokenForm,
    alert: Option<Message>,
) -> Result<Response> {
    let mut tx = me.app.db.read().await?;
    form.stamp = stamp(&list(&mut tx, me.person.user_id, me.account_id()).await?);
    drop(tx);
    let errors = form.errors();
    let today = LastDay::today(&me.person.time_zone, me.now);
    let account = &me.account.account_name;
    let page = NewTokenPage { ctx: &me.ctx, account, form, today, alert, errors };
    Ok(me.html(status, page.render()?))
}

/// With what was typed before a proof was asked for. It is only shown: making a token takes a press.
async fn show(SudoMember(me): SudoMember) -> Result<Response> {
    let form = kept::<TokenForm>(&me).unwrap_or_default();
    page(&me, StatusCode::OK, form.unasked(), None).await
}

async fn create(gate: SudoMemberKeeping, Form(mut form): Form<TokenForm>) -> Result<Response> {
    let me = gate.or_back_to(paths::API_TOKEN_NEW, &form.inputs())?;
    let Some((name, expires_at)) = form.read(&me) else {
        return page(&me, StatusCode::UNPROCESSABLE_ENTITY, form, None).await;
    };
    let (user, account) = (me.person.user_id, me.account_id());
    let mut change = me.change_own().await?;
    let (status, alert) =
        match make(&mut change, user, account, &form.stamp, &name, expires_at).await? {
            TokenMade::Made(secret) => {
                change.commit().await?;
                let name = name.as_ref();
                return SecretPage { ctx: &me.ctx, name, secret: &secret, until: None }.answer();
            }
            TokenMade::Stale => (StatusCode::CONFLICT, Message::new("api-tokens-new-stale")),
            TokenMade::Full => {
                let full = Message::new("api-tokens-full").with("most", MOST as i64);
                (StatusCode::UNPROCESSABLE_ENTITY, full)
            }
            TokenMade::Gone => return Err(Error::NotFound),
        };
    drop(change);
    page(&me, status, form, Some(alert)).await
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

fn parse(id: &str) -> std::result::Result<ApiTokenId, Gone> {
    id.parse().map_err(|_| Gone)
}

async fn found(me: &Member, id: ApiTokenId) -> Result<StoredToken> {
    let mut tx = me.app.db.read().await?;
    Ok(find(&mut tx, me.person.user_id, me.account_id(), id).await?.ok_or(Gone)?)
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

async fn ask(SudoMember(me): SudoMember, Path(id): Path<String>) -> Result<Response> {
    let token = found(&me, parse(&id)?).await?;
    let removal = Removal {
        title: "api-tokens-removal-title",
        thing: token.name,
        consequence: Message::new("api-tokens-removal-consequence"),
        refusal: None,
        action: me.of_account(&paths::of(paths::API_TOKEN_REMOVAL, &token.id)),
        remove: "api-tokens-removal-action",
        keep: "common-keep-it",
        back: SECTION.path.to_owned(),
        back_label: "common-back-to-settings",
    };
    confirm::ask(&me, StatusCode::OK, removal)
}

async fn take_away(
    SudoMember(me): SudoMember,
    _session: Session,
    Path(id): Path<String>,
) -> Result<Response> {
    let (user, account) = (me.person.user_id, me.account_id());
    let mut change = me.change_own().await?;
    remove(&mut change, user, account, parse(&id)?).await?;
    saved_frame(&me, &SECTION, change, &Message::new("api-tokens-removed")).await
}
