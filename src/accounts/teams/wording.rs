//! A team's name and notes.

use std::str::FromStr;

use utoipa::openapi::schema::ObjectBuilder;

use crate::core::text::{TextFault, visible_lines, visible_name};
use crate::platform::i18n::{Message, sort};
use crate::web::api::field::{ApiString, described_name};

/// A team's name: 1 to 100 characters, none of them invisible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamName(String);

impl FromStr for TeamName {
    type Err = Message;
    fn from_str(text: &str) -> Result<Self, Message> {
        visible_name(text, "teams-name-empty").map(Self)
    }
}

impl ApiString for TeamName {
    fn describe(text: ObjectBuilder) -> ObjectBuilder {
        described_name(text, "Night shift")
    }
}

impl AsRef<str> for TeamName {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl TeamName {
    /// Returns the bytes by which both databases order names alike.
    pub fn sort_key(&self) -> Vec<u8> {
        sort::key(&self.0)
    }

    /// Returns the range of sort keys of names that people would confuse with this one: its start,
    /// and its exclusive end.
    pub fn alike(&self) -> (Vec<u8>, Vec<u8>) {
        sort::alike(&self.0)
    }
}

/// The notes of a team: empty, or up to 2,000 characters on several lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes(String);

/// The most characters of notes, in code points.
const MAX_NOTES: usize = 2_000;

impl FromStr for Notes {
    type Err = Message;
    fn from_str(text: &str) -> Result<Self, Message> {
        visible_lines(text, MAX_NOTES).map(Self).map_err(|fault| match fault {
            TextFault::TooLong => {
                Message::new("teams-notes-too-long").with("max", MAX_NOTES as i64)
            }
            TextFault::Empty | TextFault::Invisible => Message::new("teams-notes-invisible"),
        })
    }
}

impl ApiString for Notes {
    fn describe(text: ObjectBuilder) -> ObjectBuilder {
        text.description(Some("Up to 2,000 characters, in lines."))
    }
}

impl AsRef<str> for Notes {
    fn as_ref(&self) -> &str {
        &self.0
    }
}
