//! What *I* manage: one page, My Settings, a column of cards, each a slice of its own.

pub mod channels;
pub mod emails;
pub mod general;
pub mod history;
pub mod other;
pub mod page;
pub mod passkeys;
pub mod password;
pub mod phones;
pub mod removal;
pub mod sessions;
pub mod two_factor;

use crate::auth::notice::Affair;
use crate::ids::{AccountId, UserId};
use crate::web::card::Section;
use crate::web::ctx::Whence;
use crate::web::error::Error;
use crate::web::form::Stamp;
use crate::web::gate::SignedIn;
use crate::web::routes::Routes;

/// The cards in their order: the only list of them.
pub static SECTIONS: &[&Section] = &[
    &general::SECTION,
    &emails::SECTION,
    &phones::SECTION,
    &channels::SECTION,
    &other::SECTION,
    &two_factor::SECTION,
    &passkeys::SECTION,
    &password::SECTION,
    &sessions::SECTION,
    &history::SECTION,
];

/// Whose settings they are, and where the request comes from: what a change of contacts needs.
#[derive(Clone, Debug)]
pub struct Owner {
    pub user: UserId,
    /// The account that is current.
    pub account: Option<AccountId>,
    pub whence: Whence,
}

impl Owner {
    /// The person who asks.
    pub fn of(me: &SignedIn) -> Self {
        Self {
            user: me.person.user_id,
            account: me.membership().map(|membership| membership.account_id),
            whence: me.whence(),
        }
    }

    /// It as what is written down of it.
    pub fn affair(&self) -> Affair<'_> {
        Affair::own(self.user, self.account, &self.whence)
    }
}

/// There is no such thing, or it is someone else's: the two are not told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gone;

impl From<Gone> for Error {
    fn from(_: Gone) -> Self {
        Self::NotFound
    }
}

/// What became of a card's form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// It is stored.
    Saved,
    /// Something else is stored by now than what the form was about: nothing was changed. The
    /// stamp is that of what is stored.
    Stale(Stamp),
}

/// The routes of the page and of all cards.
pub fn routes() -> Routes {
    let routes = page::routes().and(emails::link_routes());
    SECTIONS.iter().fold(routes, |routes, section| {
        routes.get(section.path, page::show_section).and((section.routes)())
    })
}
