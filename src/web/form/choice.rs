//! Inputs that are picked and not typed: checkboxes, groups of them, and closed lists.

use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize};
use strum::{EnumMessage, VariantArray};

use crate::platform::i18n::Message;
use crate::web::viewer::Ctx;

/// A checkbox: on when it was sent at all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Checkbox(pub bool);

impl<'de> Deserialize<'de> for Checkbox {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        String::deserialize(deserializer).map(|_| Self(true))
    }
}

/// A group of checkboxes: all that were on, each parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MultiChoice<T> {
    values: Vec<T>,
    error: Option<Message>,
}

impl<T> Default for MultiChoice<T> {
    fn default() -> Self {
        Self::of(Vec::new())
    }
}

impl<T> MultiChoice<T> {
    /// Values that are stored, ready to be edited.
    pub fn of(values: Vec<T>) -> Self {
        Self { values, error: None }
    }

    /// Those that were on.
    pub fn values(&self) -> &[T] {
        &self.values
    }

    /// Refuses them, for a reason that only the rules know.
    pub fn refuse(&mut self, why: Message) {
        self.error = Some(why);
    }

    /// Why one of them means nothing.
    pub fn error(&self) -> Option<&Message> {
        self.error.as_ref()
    }
}

impl<'de, T: FromStr<Err: Into<Message>> + PartialEq> Deserialize<'de> for MultiChoice<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let mut several = Self { values: Vec::new(), error: None };
        for raw in Vec::<String>::deserialize(deserializer)? {
            match raw.parse() {
                Ok(value) if several.values.contains(&value) => {}
                Ok(value) => several.values.push(value),
                Err(error) => several.error = Some(error.into()),
            }
        }
        Ok(several)
    }
}

/// One of a closed list, as the browser shows it.
pub struct Choice {
    pub value: String,
    pub label: String,
    pub chosen: bool,
    /// A name, not a text of ours; in this language, if it is of one.
    pub lang: Option<&'static str>,
}

impl Choice {
    /// A choice labelled with a text of ours.
    pub fn ours(value: &str, label: String, chosen: bool) -> Self {
        Self { value: value.to_owned(), label, chosen, lang: None }
    }
}

/// Every value of a closed list with its label, and which of them a field holds. What is not on
/// the list is not chosen, whatever was sent.
pub fn choices<T>(ctx: &Ctx, is_chosen: impl Fn(&T) -> bool) -> Vec<Choice>
where
    T: VariantArray + EnumMessage + AsRef<str> + 'static,
{
    let choice = |value: &T| {
        let label = ctx.t(value.get_message().unwrap_or_default()).into_owned();
        Choice::ours(value.as_ref(), label, is_chosen(value))
    };
    T::VARIANTS.iter().map(choice).collect()
}
