//! The page of account settings: a column of cards.

mod basics;
mod interfaces;
mod ownership;
mod second_factor;
mod sessions;

use std::ops::Deref;

use askama::Template;
use axum::http::Uri;
use axum::response::Response;
use basics::BASICS;
use interfaces::INTERFACES;
use ownership::OWNERSHIP;
use second_factor::FACTOR;
use sessions::LENGTHS;

use super::{AccountSettings, SettingsChanged, Wish};
use crate::core::stamp::Stamp;
use crate::platform::db::Tx;
use crate::platform::i18n::Message;
use crate::web::card::page::CardsPage;
use crate::web::card::{
    self, CardFuture, CardOutcome, CardPage, CardReply, PageShown, Rail, SectionGroup,
};
use crate::web::errors::{Error, Result};
use crate::web::gate::{Admin, Member, SignedIn};
use crate::web::routes::Routes;
use crate::web::viewer::Ctx;

/// The text that says that a form was stored.
const SAVED: &str = "accounts-settings-saved";

/// The cards in their order; the last one is left out for everyone but the owner.
static GROUPS: &[SectionGroup<AccountPage>] = &[SectionGroup {
    title: None,
    sections: &[&BASICS, &INTERFACES, &FACTOR, &LENGTHS, &OWNERSHIP],
}];

/// The routes of the page and of its cards. A form that was refused leaves its own path in the
/// address bar, so a GET of that path shows the page too.
pub fn routes() -> Routes {
    let page = Routes::new()
        .get(BASICS.path, show)
        .get(INTERFACES.path, show_section)
        .get(FACTOR.path, show_section)
        .get(LENGTHS.path, show_section);
    GROUPS[0].sections.iter().fold(page, |routes, section| routes.and((section.routes)()))
}

/// The settings of the current account, as one of its admins sees them.
struct AccountPage(Member);

impl Deref for AccountPage {
    type Target = Member;
    fn deref(&self) -> &Member {
        &self.0
    }
}

#[derive(Template)]
#[template(path = "accounts/settings/page.html")]
struct AccountTemplate<'a> {
    ctx: &'a Ctx,
    name: &'a str,
    rail: Rail,
    page: CardsPage,
}

impl CardPage for AccountPage {
    fn viewer(&self) -> &SignedIn {
        self
    }

    fn path(&self, path: &'static str) -> String {
        path.to_owned()
    }

    fn action(&self, path: &'static str) -> String {
        self.of_account(path)
    }

    fn render(&self, shown: PageShown<Self>) -> CardFuture<'_, String> {
        Box::pin(async move {
            let title = self.t("accounts-settings-title").into_owned();
            let sections = GROUPS[0].sections.iter().copied();
            let mut page = CardsPage::of(self, title, sections, shown).await?;
            let rail = Rail::of(GROUPS, &mut page.cards, page.focus, drop);
            let name = &self.account.account_name;
            Ok(AccountTemplate { ctx: self, name, rail, page }.render()?)
        })
    }
}

async fn show(Admin(me): Admin) -> Result<Response> {
    card::show(&AccountPage(me), None).await
}

/// Shows the page with the card of the path in view.
async fn show_section(Admin(me): Admin, uri: Uri) -> Result<Response> {
    let section = GROUPS[0].sections.iter().find(|section| section.path == uri.path());
    card::show(&AccountPage(me), Some(section.ok_or(Error::NotFound)?)).await
}

impl AccountPage {
    /// Finds the settings of the account.
    async fn find(&self, tx: &mut Tx) -> Result<AccountSettings> {
        super::find(tx, self.account_id()).await?.ok_or(Error::NotFound)
    }

    /// Stores a form's change, and returns what came of it with the reply to the form.
    async fn change(&self, shown: &Stamp, wish: &Wish) -> Result<(SettingsChanged, CardReply)> {
        let mut change = self.0.change().await?;
        let changed = super::change(&mut change, self.account_id(), shown, wish).await?;
        let outcome = match &changed {
            SettingsChanged::Saved => CardOutcome::Saved(Message::new(SAVED)),
            SettingsChanged::Stale(_) => CardOutcome::Stale,
            SettingsChanged::BelowTotal { .. } => CardOutcome::Invalid,
        };
        let reply = outcome.commit(self, change).await?;
        Ok((changed, reply))
    }
}
