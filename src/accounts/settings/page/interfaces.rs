//! The card of an account's interfaces: its APIs, and messages without details.

use askama::Template;
use axum::response::Response;
use serde::Deserialize;

use super::{around, change, find};
use crate::accounts::settings::{Interfaces, SettingsChanged, WantedInterfaces, Wish};
use crate::core::stamp::Stamp;
use crate::platform::db::Tx;
use crate::web::card::{Card, CardFrame, Section, answer};
use crate::web::errors::Result;
use crate::web::form::{Checkbox, Form};
use crate::web::gate::{SignedIn, SudoAdmin};
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::viewer::Ctx;

pub static INTERFACES: Section = Section {
    path: paths::ACCOUNT_INTERFACES,
    slug: "interfaces",
    title: "accounts-interfaces-title",
    synonyms: None,
    icon: "send",
    routes: || Routes::new().post(paths::ACCOUNT_INTERFACES, update),
    card: |me, tx| Box::pin(async { InterfacesCard::stored(me, tx).await?.render() }),
    around,
};

/// The interfaces as they were chosen.
#[derive(Deserialize, Default)]
#[serde(default)]
struct InterfacesForm {
    stamp: Stamp,
    #[serde(rename = "older_api")]
    v1_api: Checkbox,
    #[serde(rename = "older_api_deprecated")]
    v1_deprecated: Checkbox,
    if_match: Checkbox,
    #[serde(rename = "hippanotifications")]
    hipaa_notifications: Checkbox,
}

impl InterfacesForm {
    /// Fills the form with the stored settings.
    fn of(stored: &Interfaces) -> Self {
        Self {
            stamp: Stamp::of(stored),
            v1_api: Checkbox(stored.v1_api),
            v1_deprecated: Checkbox(stored.v1_deprecated_at.is_some()),
            if_match: Checkbox(stored.if_match_required),
            hipaa_notifications: Checkbox(stored.hipaa_notifications),
        }
    }
}

#[derive(Template)]
#[template(path = "accounts/settings/interfaces.html")]
struct InterfacesCard<'a> {
    frame: CardFrame<'a>,
    form: InterfacesForm,
}

impl<'a> InterfacesCard<'a> {
    async fn stored(me: &'a SignedIn, tx: &mut Tx) -> Result<Self> {
        Ok(Self::new(&me.ctx, InterfacesForm::of(&find(me, tx).await?.interfaces)))
    }

    fn new(ctx: &'a Ctx, form: InterfacesForm) -> Self {
        Self { frame: CardFrame::of_account(ctx, &INTERFACES, form.stamp.clone()), form }
    }

    fn render(&self) -> Result<Card> {
        Card::render(&INTERFACES, self)
    }
}

async fn update(me: SudoAdmin, Form(form): Form<InterfacesForm>) -> Result<Response> {
    let wish = Wish::Interfaces(WantedInterfaces {
        v1_api: form.v1_api.0,
        v1_deprecated: form.v1_deprecated.0,
        if_match_required: form.if_match.0,
        hipaa_notifications: form.hipaa_notifications.0,
    });
    let (changed, reply) = change(&me, &form.stamp, &wish).await?;
    let mut card = match changed {
        SettingsChanged::Stale(stamp) => {
            InterfacesCard::new(&me.ctx, InterfacesForm { stamp, ..form })
        }
        SettingsChanged::Saved | SettingsChanged::BelowTotal { .. } => {
            InterfacesCard::stored(&me, &mut me.app.db.read().await?).await?
        }
    };
    card.frame.say(&reply);
    answer(&me, &INTERFACES, reply, card.render()?).await
}
