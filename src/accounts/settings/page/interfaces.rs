//! The card of an account's interfaces: its APIs, and messages without details.

use askama::Template;
use axum::response::Response;
use serde::Deserialize;

use super::AccountPage;
use crate::accounts::settings::{Interfaces, SettingsChanged, WantedInterfaces, Wish};
use crate::core::stamp::Stamp;
use crate::platform::db::Tx;
use crate::web::card::{Card, CardFrame, RailEntry, Section, answer};
use crate::web::errors::Result;
use crate::web::form::{Checkbox, Form};
use crate::web::gate::SudoAdmin;
use crate::web::paths;
use crate::web::routes::Routes;

pub static INTERFACES: Section<AccountPage> = Section {
    path: paths::ACCOUNT_INTERFACES,
    slug: "interfaces",
    title: "accounts-interfaces-title",
    rail: Some(RailEntry { icon: "send", synonyms: None }),
    routes: || Routes::new().post(paths::ACCOUNT_INTERFACES, update),
    card: |page, tx| Box::pin(async { InterfacesCard::stored(page, tx).await?.render().map(Some) }),
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
    async fn stored(page: &'a AccountPage, tx: &mut Tx) -> Result<Self> {
        Ok(Self::new(page, InterfacesForm::of(&page.find(tx).await?.interfaces)))
    }

    fn new(page: &'a AccountPage, form: InterfacesForm) -> Self {
        Self { frame: CardFrame::new(page, &INTERFACES, form.stamp.clone()), form }
    }

    fn render(&self) -> Result<Card> {
        Card::render(&INTERFACES, self)
    }
}

async fn update(SudoAdmin(me): SudoAdmin, Form(form): Form<InterfacesForm>) -> Result<Response> {
    let page = AccountPage(me);
    let wish = Wish::Interfaces(WantedInterfaces {
        v1_api: form.v1_api.0,
        v1_deprecated: form.v1_deprecated.0,
        if_match_required: form.if_match.0,
        hipaa_notifications: form.hipaa_notifications.0,
    });
    let (changed, reply) = page.change(&form.stamp, &wish).await?;
    let mut card = match changed {
        SettingsChanged::Stale(stamp) => {
            InterfacesCard::new(&page, InterfacesForm { stamp, ..form })
        }
        SettingsChanged::Saved | SettingsChanged::BelowTotal { .. } => {
            InterfacesCard::stored(&page, &mut page.app.db.read().await?).await?
        }
    };
    card.frame.say(&reply);
    answer(&page, &INTERFACES, reply, card.render()?).await
}
