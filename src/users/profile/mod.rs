//! People: who they are and how they come to be.

mod api;
mod card;
mod store;

use std::str::FromStr;

pub use card::SECTION;

use super::emails::{self, EmailAddress};
use super::{channels, preferences, search};
use crate::core::change::Change;
use crate::core::personal_data::{self, ExportPart, Forget};
use crate::core::stamp::{Stamp, Stamped};
use crate::core::text::visible_name;
use crate::platform::db::Result;
use crate::platform::i18n::{Lang, Message, TimeZone, sort};
use crate::platform::ids::UserId;

/// A person's full name: 1 to 100 characters, none of them invisible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonName(String);

impl FromStr for PersonName {
    type Err = Message;
    fn from_str(text: &str) -> std::result::Result<Self, Message> {
        visible_name(text, "common-name-empty").map(Self)
    }
}

impl AsRef<str> for PersonName {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl PersonName {
    /// The bytes by which both databases order names alike.
    pub fn sort_key(&self) -> Vec<u8> {
        sort::key(&self.0)
    }
}

/// The export of who a person is.
pub const EXPORT: ExportPart = ExportPart {
    name: "user",
    read: |tx, user| personal_data::document(store::exported(tx, user)),
};

/// The name goes with the person. A row without one stays, as the actor of what they did.
pub const FORGET: Forget = |change, user| {
    Box::pin(async move {
        let now = change.now();
        store::anonymise(change, user, now).await
    })
};

/// Someone who is about to be a user.
pub struct NewUser<'a> {
    pub name: &'a PersonName,
    /// Their first address.
    pub email: &'a EmailAddress,
    /// The PHC string of their password. Without one, a link to the address sets it, and proves the
    /// address; with one it is proved already.
    pub password: Option<&'a str>,
    pub language: Lang,
    pub time_zone: &'a TimeZone,
    /// Whether the set-up wizard has nothing to ask them.
    pub is_onboarded: bool,
}

/// Makes a user with one address, which is their primary one. `None` when it is to be verified and
/// someone else has verified it already; undo the change then.
pub async fn create(change: &mut Change, new: &NewUser<'_>) -> Result<Option<UserId>> {
    let now = change.now();
    let user = UserId::mint(now);
    store::insert(change, user, new, now).await?;
    preferences::create(change, user, new.time_zone, new.language).await?;
    channels::turn_on_first(change, user).await?;
    let added = emails::add_first(change, user, new.email, new.password.is_some()).await?;
    Ok(added.then_some(user))
}

/// Gives a person another name, unless it is no longer the one that the form was about.
pub async fn rename(
    change: &mut Change,
    user: UserId,
    shown: &Stamp,
    name: &PersonName,
) -> Result<Stamped> {
    change.lock_user(user).await?;
    let stored = Stamp::of(&store::name(change, user).await?);
    if stored != *shown {
        return Ok(Stamped::Stale(stored));
    }
    set_name(change, user, name).await?;
    Ok(Stamped::Saved)
}

/// Gives a person another name, whatever it was.
pub async fn set_name(change: &mut Change, user: UserId, name: &PersonName) -> Result<()> {
    let now = change.now();
    change.lock_user(user).await?;
    store::rename(change, user, name, now).await?;
    search::index_user(change, user).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_line_that_people_can_read() {
        let name = |text: &str| text.parse::<PersonName>().map(|name| name.0);
        assert_eq!(name("  Alice \t Archer "), Ok("Alice Archer".into()));
        assert_eq!(name("Zoe\u{308}"), Ok("Zoë".into()));
        assert_eq!(name("李小龍"), Ok("李小龍".into()));
        let error = |text: &str| name(text).unwrap_err().id().to_owned();
        assert_eq!(error(" \t "), "common-name-empty");
        assert_eq!(error(&"x".repeat(300)), "common-name-too-long");
        for hidden in
            ["Ali\u{0}ce", "\u{200b}", "Al\u{202e}ice", "\u{200d}", "\u{3164}", "\u{feff}x"]
        {
            assert_eq!(error(hidden), "common-name-invisible", "{hidden:?}");
        }
        assert!(name("Ann 👩\u{200d}🚒").is_ok());
        assert!(name(&"é".repeat(100)).is_ok());
    }
}
