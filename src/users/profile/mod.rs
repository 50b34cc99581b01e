//! Profiles: the name of a user, and how a user is created.

mod api;
mod card;
mod store;

use std::str::FromStr;

pub use card::{SECTION, card_saying};

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
    /// Returns the bytes by which both databases order names alike.
    pub fn sort_key(&self) -> Vec<u8> {
        sort::key(&self.0)
    }
}

/// Exports the profile of a person.
pub const EXPORT: ExportPart = ExportPart {
    name: "user",
    read: |tx, user| personal_data::document(store::exported(tx, user)),
};

/// Deletes a person's name with their user. The row stays without a name, as the actor of their
/// actions.
pub const FORGET: Forget = |change, user| {
    Box::pin(async move {
        let now = change.now();
        store::anonymise(change, user, now).await
    })
};

/// A user who is about to be created.
pub struct NewUser<'a> {
    pub name: &'a PersonName,
    /// The first address.
    pub email: &'a EmailAddress,
    /// The PHC string of the password, with which the address counts as verified. Without one, a
    /// link to the address sets the password and verifies the address.
    pub password: Option<&'a str>,
    pub language: Lang,
    pub time_zone: &'a TimeZone,
    /// Whether onboarding is skipped.
    pub is_onboarded: bool,
}

/// Creates a user with one address, which is primary. Returns `None` when the address is to be
/// verified but another user has verified it; roll the change back then.
pub async fn create(change: &mut Change, new: &NewUser<'_>) -> Result<Option<UserId>> {
    let now = change.now();
    let user = UserId::mint(now);
    store::insert(change, user, new, now).await?;
    preferences::create(change, user, new.time_zone, new.language).await?;
    channels::turn_on_first(change, user).await?;
    let added = emails::add_first(change, user, new.email, new.password.is_some()).await?;
    Ok(added.then_some(user))
}

/// Renames a person, unless the name changed since the form was shown.
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

/// Renames a person, whatever the name was.
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
