//! Pages that confirm the removal of an authenticator app, or of two-factor authentication as a whole.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use tower_sessions::Session;

use crate::auth::second_factor::enrolment::{remove, turn_off};
use crate::auth::second_factor::{self, SECTION};
use crate::core::actor::Gone;
use crate::platform::i18n::Message;
use crate::platform::ids::AuthenticatorId;
use crate::web::card::renewed;
use crate::web::confirm::{self, Removal};
use crate::web::errors::{Error, Result};
use crate::web::gate::Sudo;
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::viewer::session::Renewal;

pub fn routes() -> Routes {
    Routes::new()
        .get(paths::TWO_FACTOR_REMOVAL, ask_whole)
        .post(paths::TWO_FACTOR_REMOVAL, remove_whole)
        .get(paths::AUTHENTICATOR_REMOVAL, ask_one)
        .post(paths::AUTHENTICATOR_REMOVAL, remove_one)
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
