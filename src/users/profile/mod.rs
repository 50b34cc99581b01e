//! People: who they are and how they come to be.

mod card;
mod store;

pub use card::SECTION;

use std::str::FromStr;

use icu_properties::props::{DefaultIgnorableCodePoint, GeneralCategory};
use icu_properties::{CodePointMapData, CodePointSetData};
use unicode_normalization::UnicodeNormalization;
use utoipa::openapi::schema::ObjectBuilder;

use super::emails::{self, EmailAddress};
use super::search;
use crate::core::change;
use crate::core::change::Change;
use crate::core::stamp::Stamp;
use crate::core::stamp::Stamped;
use crate::platform::db::Result;
use crate::platform::i18n::{Lang, Message, TimeZone, sort};
use crate::platform::ids::UserId;
use crate::web::api::field::ApiString;

/// A person's full name: 1 to 100 characters, none of them invisible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonName(String);

impl FromStr for PersonName {
    type Err = Message;
    fn from_str(text: &str) -> std::result::Result<Self, Message> {
        visible_name(text, "common-name-empty").map(Self)
    }
}

impl ApiString for PersonName {
    fn describe(text: ObjectBuilder) -> ObjectBuilder {
        described_name(text, "Ada Adams")
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

/// The longest name of anything, in code points.
const MAX_NAME: usize = 100;

/// What something is called: 1 to 100 characters, none of them invisible.
///
/// # Errors
/// When it is not; `empty` is the id of what is said where there is none.
pub fn visible_name(text: &str, empty: &'static str) -> std::result::Result<String, Message> {
    visible_text(text, MAX_NAME).map_err(|fault| match fault {
        TextFault::Empty => Message::new(empty),
        TextFault::TooLong => Message::new("common-name-too-long").with("max", MAX_NAME as i64),
        TextFault::Invisible => Message::new("common-name-invisible"),
    })
}

/// Such a name as programs read of it.
pub fn described_name(text: ObjectBuilder, example: &str) -> ObjectBuilder {
    let text = text.min_length(Some(1)).examples([example]);
    text.description(Some("1 to 100 characters that can be seen."))
}

/// Why a line of text is not one that people can read.
pub enum TextFault {
    Empty,
    TooLong,
    /// It has characters that cannot be seen, or no others.
    Invisible,
}

/// A line of text as it is kept: NFC, trimmed, its spaces single, at most `max` code points.
///
/// # Errors
/// See [`TextFault`].
pub fn visible_text(text: &str, max: usize) -> std::result::Result<String, TextFault> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ").nfc().collect::<String>();
    if text.is_empty() {
        return Err(TextFault::Empty);
    }
    if text.chars().count() > max {
        return Err(TextFault::TooLong);
    }
    if text.chars().any(is_invisible) || text.chars().all(joins) {
        return Err(TextFault::Invisible);
    }
    Ok(text)
}

/// Lines of text as they are kept: NFC, without space at the end of a line or around the whole, at
/// most `max` code points; or nothing.
///
/// # Errors
/// See [`TextFault`].
pub fn visible_lines(text: &str, max: usize) -> std::result::Result<String, TextFault> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n").replace('\t', " ");
    let lines = text.split('\n').map(str::trim_end).collect::<Vec<_>>().join("\n");
    let text = lines.trim_matches('\n').nfc().collect::<String>();
    if text.chars().count() > max {
        return Err(TextFault::TooLong);
    }
    let hides = |line: &str| line.chars().any(is_invisible);
    if text.split('\n').any(hides) || (!text.is_empty() && text.chars().all(joins)) {
        return Err(TextFault::Invisible);
    }
    Ok(text)
}

/// What scripts and emoji need to join or vary the letters beside it.
fn joins(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}')
}

/// Controls, directions, fillers: what changes or hides a name without being seen.
fn is_invisible(c: char) -> bool {
    let category = CodePointMapData::<GeneralCategory>::new().get(c);
    let control = matches!(category, GeneralCategory::Control | GeneralCategory::Format);
    let ignorable = CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c);
    (control || ignorable) && !joins(c)
}

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
    change::lock_user(change, user).await?;
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
    change::lock_user(change, user).await?;
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

    #[test]
    fn lines_keep_their_breaks_and_hide_nothing() {
        let lines = |text: &str| visible_lines(text, 20).ok();
        assert_eq!(lines("\r\n a \r\n\r\n  b\tc\rd\n"), Some(" a\n\n  b c\nd".into()));
        assert_eq!(lines(" \r\n "), Some(String::new()));
        assert_eq!(lines(&"e\u{301}".repeat(20)), Some("é".repeat(20)));
        assert_eq!(lines(&"x".repeat(21)), None);
        for hidden in ["a\nb\u{202e}c", "\u{200b}", "a\u{0}", "\u{200d}", "a\u{85}b"] {
            assert_eq!(lines(hidden), None, "{hidden:?}");
        }
    }
}
