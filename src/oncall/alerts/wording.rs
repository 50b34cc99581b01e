//! Texts of alerts: title, description, tags, keys of senders, comments.

use std::str::FromStr;

use serde::{Deserialize, Serialize};
use utoipa::openapi::ObjectBuilder;

use crate::core::text::{visible_lines, visible_part};
use crate::platform::i18n::Message;
use crate::web::api::field::ApiString;

/// The title of an alert: one line of 1 to 250 characters. Characters that are not visible are
/// left out rather than refused, so that no monitor is silenced by them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlertTitle(String);

/// The most characters of a title.
const MAX_TITLE: usize = 250;

impl FromStr for AlertTitle {
    type Err = Message;
    fn from_str(text: &str) -> Result<Self, Message> {
        let title = visible_part(text);
        match title.chars().count() {
            0 => Err(Message::new("alerts-title-empty")),
            1..=MAX_TITLE => Ok(Self(title)),
            _ => Err(Message::new("alerts-title-too-long").with("max", MAX_TITLE as i64)),
        }
    }
}

impl AsRef<str> for AlertTitle {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// The description of an alert: plain text of up to 8,192 characters on several lines, may be
/// empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AlertDescription(String);

/// The most characters of a description.
const MAX_DESCRIPTION: usize = 8_192;

impl FromStr for AlertDescription {
    type Err = Message;
    fn from_str(text: &str) -> Result<Self, Message> {
        let lines: Vec<_> = text.lines().map(visible_part).collect();
        visible_lines(&lines.join("\n"), MAX_DESCRIPTION).map(Self).map_err(|_| {
            Message::new("alerts-description-too-long").with("max", MAX_DESCRIPTION as i64)
        })
    }
}

impl AsRef<str> for AlertDescription {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// A comment on an alert: 1 to 8,192 characters on several lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommentBody(String);

impl FromStr for CommentBody {
    type Err = Message;
    fn from_str(text: &str) -> Result<Self, Message> {
        let AlertDescription(body) = text.parse()?;
        match body.trim().is_empty() {
            true => Err(Message::new("alerts-comment-empty")),
            false => Ok(Self(body)),
        }
    }
}

impl AsRef<str> for CommentBody {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// The most characters of a tag.
const MAX_TAG: usize = 100;

/// A tag of an alert: one line of 1 to 100 characters. Like a title, without what is not visible.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tag(String);

impl FromStr for Tag {
    type Err = Message;
    fn from_str(text: &str) -> Result<Self, Message> {
        let tag = visible_part(text);
        match tag.chars().count() {
            0 => Err(Message::new("alerts-tag-empty")),
            1..=MAX_TAG => Ok(Self(tag)),
            _ => Err(Message::new("alerts-tag-too-long").with("max", MAX_TAG as i64)),
        }
    }
}

impl AsRef<str> for Tag {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// The most characters of a key of a sender.
const MAX_KEY: usize = 250;

/// The sender's own id of an alert, or a key that its repeats share: 1 to 250 visible characters,
/// compared one by one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SenderKey(String);

impl FromStr for SenderKey {
    type Err = Message;
    fn from_str(text: &str) -> Result<Self, Message> {
        let is_whole = visible_part(text) == text;
        match text.chars().count() {
            1..=MAX_KEY if is_whole => Ok(Self(text.to_owned())),
            _ => Err(Message::new("alerts-key-unfit").with("max", MAX_KEY as i64)),
        }
    }
}

impl AsRef<str> for SenderKey {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// Describes a text of this many characters in the OpenAPI document. Characters that are not
/// visible do not count, so the length of what is sent says nothing.
fn sized(text: ObjectBuilder, most: usize) -> ObjectBuilder {
    text.min_length(Some(1)).description(Some(format!("1 to {most} visible characters.")))
}

impl ApiString for AlertTitle {
    fn describe(text: ObjectBuilder) -> ObjectBuilder {
        sized(text, MAX_TITLE).examples(["DB volume is 85 % full"])
    }
}

impl ApiString for AlertDescription {
    fn describe(text: ObjectBuilder) -> ObjectBuilder {
        let says = format!("Plain text of up to {MAX_DESCRIPTION} characters, on several lines.");
        text.description(Some(says))
    }
}

impl ApiString for CommentBody {
    fn describe(text: ObjectBuilder) -> ObjectBuilder {
        sized(text, MAX_DESCRIPTION).examples(["The replica has taken over."])
    }
}

impl ApiString for Tag {
    fn describe(text: ObjectBuilder) -> ObjectBuilder {
        sized(text, MAX_TAG)
    }
}

impl ApiString for SenderKey {
    fn describe(text: ObjectBuilder) -> ObjectBuilder {
        text.min_length(Some(1)).max_length(Some(MAX_KEY))
    }
}
