//! The card by which an owner transfers or deletes their account, on pages of `ownership`.

use askama::Template;

use super::around;
use crate::core::stamp::Stamp;
use crate::web::card::{Card, CardFrame, Section};
use crate::web::paths;
use crate::web::routes::Routes;

pub static OWNERSHIP: Section = Section {
    path: paths::ACCOUNT_SETTINGS,
    slug: "ownership",
    title: "accounts-owner-title",
    synonyms: None,
    icon: "key",
    routes: Routes::new,
    card: |me, _| {
        Box::pin(async {
            let frame = CardFrame::of_account(&me.ctx, &OWNERSHIP, Stamp::default());
            Card::render(&OWNERSHIP, &OwnershipCard { frame })
        })
    },
    around,
};

#[derive(Template)]
#[template(path = "accounts/settings/ownership.html")]
struct OwnershipCard<'a> {
    frame: CardFrame<'a>,
}
