//! What *I* manage: one page, My Settings, a column of cards, each a slice of its own.

pub mod api_tokens;
pub mod channels;
pub mod data;
pub mod emails;
pub mod general;
pub mod history;
pub mod other;
pub mod page;
pub mod passkeys;
pub mod password;
pub mod phones;
pub mod sessions;
pub mod two_factor;

use crate::auth::notice::{Affair, Via};
use crate::ids::{AccountId, UserId};
use crate::web::api::caller::Caller;
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
    &api_tokens::SECTION,
    &two_factor::SECTION,
    &passkeys::SECTION,
    &password::SECTION,
    &sessions::SECTION,
    &history::SECTION,
    &data::SECTION,
];

/// Whose settings they are, and where the request comes from: what a change of contacts needs.
#[derive(Clone, Debug)]
pub struct Owner {
    pub user: UserId,
    /// The account that is current.
    pub account: Option<AccountId>,
    /// Who does it: they themselves, or an admin where one may.
    pub by: UserId,
    pub via: Via,
    pub whence: Whence,
}

impl Owner {
    /// The person who asks.
    pub fn of(me: &SignedIn) -> Self {
        Self {
            user: me.person.user_id,
            account: me.membership().map(|membership| membership.account_id),
            by: me.person.user_id,
            via: Via::Page,
            whence: me.whence(),
        }
    }

    /// A person whose contacts a program changes, for them or for an admin.
    pub fn through(caller: &Caller, user: UserId) -> Self {
        Self {
            user,
            account: Some(caller.place.account_id),
            by: caller.place.user_id,
            via: Via::Api,
            whence: caller.whence(),
        }
    }

    /// It as what is written down of it.
    pub fn affair(&self) -> Affair<'_> {
        let (actor, via) = (Some(self.by), self.via);
        Affair { actor, via, ..Affair::own(self.user, self.account, &self.whence) }
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
