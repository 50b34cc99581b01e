//! The end of a sign-in: the session begins, and the browser becomes known.

use axum_extra::extract::CookieJar;

use super::{remember_network, store};
use crate::accounts::account;
use crate::audit::{self, Event};
use crate::core::actor::Actor;
use crate::core::change::Change;
use crate::platform::db;
use crate::platform::i18n::Lang;
use crate::platform::ids::{AccountId, UserId};
use crate::web::viewer::Ctx;
use crate::web::viewer::device::{Device, KnownDevice};
use crate::web::viewer::session::{SignIn, SignedInBy};

/// A person who has passed every step of sign-in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entrant {
    /// The epoch of the credentials that were checked.
    pub epoch: i64,
    pub language: Lang,
    /// The account that is current first.
    pub account: Option<AccountId>,
    /// The browser, which is known from now on.
    pub device: KnownDevice,
}

impl Entrant {
    /// Returns the session that begins in the browser.
    pub fn by(&self, ctx: &Ctx, user: UserId, by: SignedInBy) -> SignIn {
        let device = Some(self.device.id);
        SignIn { by, device, ..SignIn::by_password(ctx, user, self.account, self.epoch) }
    }

    /// Adds the cookies of the browser: it is known for the person, and in their language.
    pub fn cookies(&self, ctx: &Ctx, cookies: CookieJar) -> CookieJar {
        self.device.cookies(ctx, cookies).add(ctx.remember_language(self.language))
    }
}

/// Records the sign-in of a person, who is locked. A browser that was not known is reported to the
/// person, and becomes known.
pub async fn enter(change: &mut Change, user: UserId, device: &Device) -> db::Result<Entrant> {
    let device = device.remember(change, user).await?;
    let is_news = !device.was_known;
    arrive(change, user, device, is_news).await
}

/// Records the first sign-in of a person as [`enter`] does, without reporting the browser: every
/// browser is new then.
pub async fn begin(change: &mut Change, user: UserId, device: &Device) -> db::Result<Entrant> {
    let device = device.remember(change, user).await?;
    arrive(change, user, device, false).await
}

async fn arrive(
    change: &mut Change,
    user: UserId,
    device: KnownDevice,
    is_news: bool,
) -> db::Result<Entrant> {
    let now = change.now();
    let (epoch, language) = store::signed_in(change, user, now).await?;
    remember_network(change, user).await?;
    let account = account::current_of(change, user).await?;
    change.act_as(Actor::on_page(user, account));
    match is_news {
        false => drop(audit::record(change, user, &Event::SignedIn).await?),
        true => drop(audit::notify(change, user, &Event::SignedInAnew).await?),
    }
    Ok(Entrant { epoch, language, account, device })
}
