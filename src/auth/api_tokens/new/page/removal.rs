//! The page that confirms the deletion of a token, and the deletion.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

use super::{found, parse};
use crate::auth::api_tokens::{SECTION, makes_alerts, remove};
use crate::platform::i18n::Message;
use crate::web::card::saved_frame;
use crate::web::confirm::{self, Removal};
use crate::web::errors::Result;
use crate::web::gate::SudoMember;
use crate::web::paths;
use crate::web::routes::Routes;

pub fn routes() -> Routes {
    Routes::new().get(paths::API_TOKEN_REMOVAL, ask).post(paths::API_TOKEN_REMOVAL, take_away)
}

async fn ask(SudoMember(me): SudoMember, Path(id): Path<String>) -> Result<Response> {
    let token = found(&me, parse(&id)?).await?;
    let makes_alerts = makes_alerts(&mut me.app.db.read().await?, token.id, me.now).await?;
    let removal = Removal {
        title: "api-tokens-removal-title",
        thing: token.name,
        consequence: Message::new(match makes_alerts {
            true => "api-tokens-removal-alerts",
            false => "api-tokens-removal-consequence",
        }),
        refusal: None,
        action: me.of_account(&paths::of(paths::API_TOKEN_REMOVAL, &token.id)),
        remove: "api-tokens-removal-action",
        keep: "common-keep-it",
        back: SECTION.path.to_owned(),
        back_label: "common-back-to-settings",
    };
    confirm::ask(&me, StatusCode::OK, removal)
}

async fn take_away(SudoMember(me): SudoMember, Path(id): Path<String>) -> Result<Response> {
    let (user, account) = (me.person.user_id, me.account_id());
    let mut change = me.change_own().await?;
    remove(&mut change, user, account, parse(&id)?).await?;
    saved_frame(&me.me, &SECTION, change, &Message::new("api-tokens-removed")).await
}
