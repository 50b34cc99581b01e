//! The card of the person's data, and pages that confirm leaving an account and deleting one's user.

use askama::Template;
use axum::extract::Path;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use tower_sessions::Session;

use super::{Left, UserDeleted, owned};
use crate::accounts::account::{self, OwnMembership};
use crate::core::stamp::Stamp;
use crate::platform::i18n::Message;
use crate::platform::ids::AccountId;
use crate::web::card::{Card, CardFrame, RailEntry, Section};
use crate::web::confirm::{self, Removal};
use crate::web::errors::{Error, Result};
use crate::web::gate::{SignedIn, Sudo};
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::viewer::session;

pub static SECTION: Section = Section {
    path: paths::DATA,
    slug: "data",
    title: "data-title",
    rail: Some(RailEntry { icon: "database", synonyms: Some("data-synonyms") }),
    routes: || {
        Routes::new()
            .post(paths::DATA_EXPORT, export)
            .get(paths::DATA_LEAVING, ask_to_leave)
            .post(paths::DATA_LEAVING, leave)
            .get(paths::DATA_REMOVAL, ask_to_delete)
            .post(paths::DATA_REMOVAL, delete)
    },
    card: |me, tx| {
        Box::pin(async {
            let places = account::places(tx, me.person.user_id).await?;
            let frame = CardFrame::new(me, &SECTION, Stamp::default());
            Card::render(&SECTION, &DataCard { frame, places }).map(Some)
        })
    },
};

#[derive(Template)]
#[template(path = "auth/your_data/card.html")]
struct DataCard<'a> {
    frame: CardFrame<'a>,
    places: Vec<OwnMembership>,
}

impl DataCard<'_> {
    fn leaving(&self, place: &OwnMembership) -> String {
        self.frame.ctx.t_with("data-leaving-row", "account", &place.account_name)
    }

    fn leaving_path(&self, place: &OwnMembership) -> String {
        paths::of(paths::DATA_LEAVING, &place.account_id)
    }
}

async fn export(Sudo(me): Sudo) -> Result<Response> {
    me.count_export()?;
    let mut change = me.change().await?;
    let export = super::export(&mut change, me.person.user_id).await?;
    change.commit().await?;
    let document = serde_json::to_vec_pretty(&export).map_err(anyhow::Error::from)?;
    let name = me.now.to_jiff().strftime("attachment; filename=\"callbook-%Y-%m-%d.json\"");
    let name = HeaderValue::from_str(&name.to_string()).map_err(anyhow::Error::from)?;
    let kind = HeaderValue::from_static("application/json");
    Ok(([(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, name)], document).into_response())
}

/// Returns the page on which an owner can transfer or delete an account: its settings, once it is
/// the current account.
fn way_out(me: &SignedIn, account: Option<AccountId>) -> (String, &'static str) {
    let current = me.membership().map(|membership| membership.account_id);
    match account.is_some() && current == account {
        true => (paths::ACCOUNT_SETTINGS.to_owned(), "accounts-settings-title"),
        false => (paths::ACCOUNTS.to_owned(), "accounts-switch-item"),
    }
}

async fn leaving_page(me: &SignedIn, status: StatusCode, place: OwnMembership) -> Result<Response> {
    let account = place.account_id;
    let mut tx = me.app.db.read().await?;
    let alerts = account::held_by(&mut tx, account, me.person.user_id).await?;
    drop(tx);
    let (back, back_label) = match place.is_owner {
        true => way_out(me, Some(account)),
        false => (SECTION.path.to_owned(), "common-back-to-settings"),
    };
    let removal = Removal {
        title: "data-leaving-title",
        thing: place.account_name,
        consequence: Message::new("data-leaving-text").with("alerts", alerts),
        refusal: place.is_owner.then(|| Message::new("data-leaving-owner")),
        action: paths::of(paths::DATA_LEAVING, &account),
        remove: "data-leaving-action",
        keep: "data-leaving-keep",
        back,
        back_label,
    };
    confirm::ask(&me.ctx, status, removal)
}

async fn place(me: &SignedIn, id: &str) -> Result<OwnMembership> {
    let account = id.parse()?;
    let mut tx = me.app.db.read().await?;
    let place = account::place(&mut tx, me.person.user_id, account).await?;
    place.ok_or(Error::NotFound)
}

async fn ask_to_leave(Sudo(me): Sudo, Path(id): Path<String>) -> Result<Response> {
    leaving_page(&me, StatusCode::OK, place(&me, &id).await?).await
}

async fn leave(Sudo(me): Sudo, Path(id): Path<String>) -> Result<Response> {
    let place = place(&me, &id).await?;
    let mut change = me.change_in(&[place.account_id]).await?;
    let left = super::leave(&mut change, me.person.user_id, place.account_id).await?;
    match left {
        Left::Left => {
            let flash = Message::new("data-left").with("account", place.account_name);
            me.commit_with_flash(change, &flash).await?;
            Ok(Redirect::to(SECTION.path).into_response())
        }
        Left::Gone => Err(Error::NotFound),
        Left::IsOwner => leaving_page(&me, StatusCode::UNPROCESSABLE_ENTITY, place).await,
    }
}

async fn removal_page(me: &SignedIn, status: StatusCode) -> Result<Response> {
    let mut tx = me.app.db.read().await?;
    let places = account::places(&mut tx, me.person.user_id).await?;
    let mut alerts = 0;
    for place in &places {
        alerts += account::held_by(&mut tx, place.account_id, me.person.user_id).await?;
    }
    drop(tx);
    let owned = owned(&places);
    let refusal = (!owned.is_empty()).then(|| {
        Message::new("data-removal-owner")
            .with("accounts", owned.into_iter().map(str::to_owned).collect::<Vec<_>>())
    });
    let (back, back_label) = match places.iter().find(|place| place.is_owner) {
        Some(place) => way_out(me, Some(place.account_id)),
        None => (SECTION.path.to_owned(), "common-back-to-settings"),
    };
    let removal = Removal {
        title: "data-removal-title",
        thing: me.person.email.clone().unwrap_or_else(|| me.person.name.clone()),
        consequence: Message::new("data-removal-text").with("alerts", alerts),
        refusal,
        action: paths::DATA_REMOVAL.to_owned(),
        remove: "data-removal-name",
        keep: "data-removal-keep",
        back,
        back_label,
    };
    confirm::ask(&me.ctx, status, removal)
}

async fn ask_to_delete(Sudo(me): Sudo) -> Result<Response> {
    removal_page(&me, StatusCode::OK).await
}

async fn delete(Sudo(me): Sudo, session: Session) -> Result<Response> {
    let places = account::places(&mut me.app.db.read().await?, me.person.user_id).await?;
    let accounts: Vec<_> = places.iter().map(|place| place.account_id).collect();
    let mut change = me.change_in(&accounts).await?;
    match super::delete(&mut change, me.person.user_id).await? {
        UserDeleted::Deleted => {
            change.commit().await?;
            session::end(&session).await?;
            Ok(Redirect::to(&format!("{}?deleted", paths::SIGN_IN)).into_response())
        }
        UserDeleted::OwnsAccount => {
            drop(change);
            removal_page(&me, StatusCode::UNPROCESSABLE_ENTITY).await
        }
    }
}
