//! The form of the lengths of an account's sessions, and the page that ends all sessions.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::{Part, SettingsPage, change, saved};
use crate::accounts::account;
use crate::accounts::settings::{Absolute, Idle, Lengths, SettingsChanged, Wish};
use crate::core::stamp::Stamp;
use crate::platform::i18n::Message;
use crate::web::confirm::{self, Removal};
use crate::web::errors::Result;
use crate::web::form::{Field, Form, FormErrors};
use crate::web::gate::{Admin, SudoAdmin};
use crate::web::paths;

/// The lengths of sessions as they were chosen.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct LengthsForm {
    pub stamp: Stamp,
    pub idle: Field<Idle>,
    pub absolute: Field<Absolute>,
}

impl LengthsForm {
    /// Fills the form with the stored settings.
    pub fn of(stored: &Lengths) -> Self {
        Self {
            stamp: Stamp::of(stored),
            idle: Field::of(Idle::of(stored.session_idle)),
            absolute: Field::of(Absolute::of(stored.session_absolute)),
        }
    }
}

/// The form as a part of the page.
pub const LENGTHS: Part = Part { slug: "lengths", title: "accounts-lengths-title", icon: "clock" };

pub async fn save_lengths(me: SudoAdmin, Form(mut form): Form<LengthsForm>) -> Result<Response> {
    let chosen = (form.idle.value().copied(), form.absolute.value().copied());
    match chosen {
        (Some(idle), Some(absolute)) if absolute.is_below(idle) => {
            form.absolute.refuse(Message::new("accounts-absolute-below"));
        }
        (Some(idle), Some(absolute)) => {
            match change(&me, &form.stamp, &Wish::Lengths { idle, absolute }).await? {
                SettingsChanged::Stale(stamp) => {
                    let mut page = SettingsPage::stored(&me).await?;
                    page.lengths = LengthsForm { stamp, ..form };
                    return page.call_stale(&LENGTHS);
                }
                SettingsChanged::Saved | SettingsChanged::BelowTotal { .. } => {
                    return Ok(saved());
                }
            }
        }
        _ => {}
    }
    let errors =
        FormErrors::default().of("idle", form.idle.error()).of("absolute", form.absolute.error());
    let mut page = SettingsPage::stored(&me).await?;
    page.lengths = form;
    page.refuse(&LENGTHS, errors)
}

pub async fn ask_to_end_sessions(me: Admin) -> Result<Response> {
    let asked = Removal {
        title: "accounts-sessions-question",
        thing: me.account.account_name.clone(),
        consequence: Message::new("accounts-sessions-text"),
        refusal: None,
        action: me.of_account(paths::ACCOUNT_SESSIONS_END),
        remove: "accounts-sessions-end",
        keep: "accounts-sessions-keep",
        back: paths::ACCOUNT_SETTINGS.to_owned(),
        back_label: "accounts-back",
    };
    confirm::ask(&me, StatusCode::OK, asked)
}

/// Signs everyone out of the account, the acting admin included.
pub async fn end_sessions(me: SudoAdmin) -> Result<Response> {
    let mut change = me.change().await?;
    account::end_all_sessions(&mut change, me.account_id()).await?;
    change.commit().await?;
    Ok(Redirect::to(&format!("{}?signed-out", paths::SIGN_IN)).into_response())
}
