//! The form of an account's interfaces: its APIs, and messages without details.

use axum::response::Response;
use serde::Deserialize;

use super::{Part, SettingsPage, change, saved};
use crate::accounts::settings::{Interfaces, SettingsChanged, WantedInterfaces, Wish};
use crate::core::stamp::Stamp;
use crate::web::errors::Result;
use crate::web::form::{Checkbox, Form};
use crate::web::gate::SudoAdmin;

/// The interfaces as they were chosen.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct InterfacesForm {
    pub stamp: Stamp,
    #[serde(rename = "older_api")]
    pub v1_api: Checkbox,
    #[serde(rename = "older_api_deprecated")]
    pub v1_deprecated: Checkbox,
    pub if_match: Checkbox,
    #[serde(rename = "hippanotifications")]
    pub hipaa_notifications: Checkbox,
}

impl InterfacesForm {
    /// Fills the form with the stored settings.
    pub fn of(stored: &Interfaces) -> Self {
        Self {
            stamp: Stamp::of(stored),
            v1_api: Checkbox(stored.v1_api),
            v1_deprecated: Checkbox(stored.v1_deprecated_at.is_some()),
            if_match: Checkbox(stored.if_match_required),
            hipaa_notifications: Checkbox(stored.hipaa_notifications),
        }
    }
}

/// The form as a part of the page.
pub const INTERFACES: Part =
    Part { slug: "interfaces", title: "accounts-interfaces-title", icon: "send" };

pub async fn save_interfaces(me: SudoAdmin, Form(form): Form<InterfacesForm>) -> Result<Response> {
    let wish = Wish::Interfaces(WantedInterfaces {
        v1_api: form.v1_api.0,
        v1_deprecated: form.v1_deprecated.0,
        if_match_required: form.if_match.0,
        hipaa_notifications: form.hipaa_notifications.0,
    });
    match change(&me, &form.stamp, &wish).await? {
        SettingsChanged::Stale(stamp) => {
            let mut page = SettingsPage::stored(&me).await?;
            page.interfaces = InterfacesForm { stamp, ..form };
            page.call_stale(&INTERFACES)
        }
        SettingsChanged::Saved | SettingsChanged::BelowTotal { .. } => Ok(saved()),
    }
}
