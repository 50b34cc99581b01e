//! The form by which an account requires a second factor.

use axum::response::Response;
use serde::Deserialize;

use super::{Part, SettingsPage, change, saved};
use crate::accounts::settings::{Grace, SecondFactor, SettingsChanged, Wish};
use crate::core::stamp::Stamp;
use crate::platform::i18n::Message;
use crate::web::errors::Result;
use crate::web::form::{Field, Form, FormErrors};
use crate::web::gate::SudoAdmin;

/// The grace period as it was chosen.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct FactorForm {
    pub stamp: Stamp,
    pub second_factor: Field<Grace>,
}

impl FactorForm {
    /// Fills the form with the stored settings.
    pub fn of(stored: &SecondFactor) -> Self {
        let grace = match stored.second_factor_from {
            Some(_) => Grace::Kept,
            None => Grace::Off,
        };
        Self { stamp: Stamp::of(stored), second_factor: Field::of(grace) }
    }
}

/// The form as a part of the page.
pub const FACTOR: Part =
    Part { slug: "factor", title: "accounts-factor-title", icon: "shield-check" };

pub async fn save_second_factor(
    me: SudoAdmin,
    Form(mut form): Form<FactorForm>,
) -> Result<Response> {
    let grace = form.second_factor.value().copied();
    if grace == Some(Grace::Now) && !me.person.has_both_factors() {
        form.second_factor.refuse(Message::new("accounts-factor-own-first"));
    }
    if let Some(&grace) = form.second_factor.value() {
        match change(&me, &form.stamp, &Wish::SecondFactor(grace)).await? {
            SettingsChanged::Stale(stamp) => {
                let mut page = SettingsPage::stored(&me).await?;
                page.factor = FactorForm { stamp, ..form };
                return page.call_stale(&FACTOR);
            }
            SettingsChanged::Saved | SettingsChanged::BelowTotal { .. } => {
                return Ok(saved());
            }
        }
    }
    let errors = FormErrors::default().of("second_factor", form.second_factor.error());
    let mut page = SettingsPage::stored(&me).await?;
    page.factor = form;
    page.refuse(&FACTOR, errors)
}
