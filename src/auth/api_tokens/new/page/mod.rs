//! The page on which a token is created.

mod regeneration;
mod removal;
mod secret;

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use secret::SecretPage;
use serde::Deserialize;

use crate::auth::api_tokens::{
    LastDay, Life, MOST, StoredToken, TokenMade, TokenName, find, list, make, stamp,
};
use crate::core::actor::Gone;
use crate::core::stamp::Stamp;
use crate::platform::clock::Timestamp;
use crate::platform::i18n::Message;
use crate::platform::ids::ApiTokenId;
use crate::web::errors::{Error, Result};
use crate::web::form::{Choice, Field, Form, FormErrors, choices};
use crate::web::form_page::FormPage;
use crate::web::gate::{Member, SudoMember, SudoMemberKeeping, kept};
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::viewer::Ctx;

/// The routes of the pages of tokens.
pub fn routes() -> Routes {
    Routes::new()
        .get(paths::API_TOKEN_NEW, show)
        .post(paths::API_TOKEN_NEW, create)
        .and(regeneration::routes())
        .and(removal::routes())
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
    /// Keeps what was typed, without values or errors.
    fn unasked(self) -> Self {
        let Self { stamp, name, life, last_day } = self;
        Self { stamp, name: name.unasked(), life: life.unasked(), last_day: last_day.unasked() }
    }

    fn inputs(&self) -> [(&'static str, &str); 3] {
        let Self { name, life, last_day, .. } = self;
        [("name", name.raw()), ("life", life.raw()), ("last_day", last_day.raw())]
    }

    /// Returns the name and the expiry of the token, when every input is valid. A token may have no
    /// expiry, and the last day counts only when it is chosen.
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
    form: TokenForm,
    today: String,
    frame: FormPage,
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
    refusal: Option<Message>,
) -> Result<Response> {
    let mut tx = me.app.db.read().await?;
    form.stamp = stamp(&list(&mut tx, me.person.user_id, me.account_id()).await?);
    drop(tx);
    let errors = form.errors();
    let today = LastDay::today(&me.person.time_zone, me.now);
    let account = me.account.account_name.clone();
    let frame = FormPage {
        title: "api-tokens-new-title",
        lead: Some(Message::new("api-tokens-lead").with("account", account)),
        above: paths::API_TOKENS.to_owned(),
        above_label: me.t("settings-title").into_owned(),
        action: me.of_account(paths::API_TOKEN_NEW),
        prefix: "new-token",
        deed: "api-tokens-new-action",
        refusal,
        errors,
    };
    let page = NewTokenPage { ctx: &me.ctx, form, today, frame };
    Ok(me.html(status, page.render()?))
}

/// Shows the page, with the inputs from before a reauthentication. Only the button creates a token.
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

fn parse(id: &str) -> std::result::Result<ApiTokenId, Gone> {
    id.parse().map_err(|_| Gone)
}

/// Finds a token of the person in the current account.
async fn found(me: &Member, id: ApiTokenId) -> Result<StoredToken> {
    let mut tx = me.app.db.read().await?;
    Ok(find(&mut tx, me.person.user_id, me.account_id(), id).await?.ok_or(Gone)?)
}
