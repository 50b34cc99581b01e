//! The card by which an owner transfers or deletes their account, on pages of `ownership`.

use askama::Template;

use super::AccountPage;
use crate::core::stamp::Stamp;
use crate::web::card::{Card, CardFrame, RailEntry, Section};
use crate::web::paths;
use crate::web::routes::Routes;

pub static OWNERSHIP: Section<AccountPage> = Section {
    path: paths::ACCOUNT_SETTINGS,
    slug: "ownership",
    title: "accounts-owner-title",
    rail: Some(RailEntry { icon: "key", synonyms: None }),
    routes: Routes::new,
    card: |page, _| {
        Box::pin(async {
            if !page.account.is_owner {
                return Ok(None);
            }
            let frame = CardFrame::new(page, &OWNERSHIP, Stamp::default());
            Card::render(&OWNERSHIP, &OwnershipCard { frame }).map(Some)
        })
    },
};

#[derive(Template)]
#[template(path = "accounts/settings/ownership.html")]
struct OwnershipCard<'a> {
    frame: CardFrame<'a>,
}
