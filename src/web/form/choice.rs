//! Inputs that are chosen rather than typed: checkboxes, groups of them, and closed lists.

use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize};
use strum::{EnumMessage, VariantArray};

use crate::platform::i18n::Message;
use crate::web::viewer::Ctx;

/// A checkbox, which is on when it was sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Checkbox(pub bool);

impl<'de> Deserialize<'de> for Checkbox {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        String::deserialize(deserializer).map(|_| Self(true))
    }
}

/// A group of checkboxes: the values of those that are on, each parsed.
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
    /// Makes a group from stored values.
    pub fn of(values: Vec<T>) -> Self {
        Self { values, error: None }
    }

    /// Returns the values that are on.
    pub fn values(&self) -> &[T] {
        &self.values
    }

    /// Refuses the group for a reason that only the rules know.
    pub fn refuse(&mut self, why: Message) {
        self.error = Some(why);
    }

    /// Returns why a value is invalid.
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

/// An option of a closed list, as the browser shows it.
pub struct Choice {
    pub value: String,
    pub label: String,
    pub chosen: bool,
    /// The language of the label, when it is a name rather than a text of ours.
    pub lang: Option<&'static str>,
}

impl Choice {
    /// Makes an option that is labelled with a text of ours.
    pub fn ours(value: &str, label: String, chosen: bool) -> Self {
        Self { value: value.to_owned(), label, chosen, lang: None }
    }
}

/// Returns the choices of a filter: all, which is chosen when nothing else is, then each of these.
pub fn all_or_one(ctx: &Ctx, all: &str, each: Vec<Choice>) -> Vec<Choice> {
    let is_all = !each.iter().any(|choice| choice.chosen);
    let all = Choice::ours("", ctx.t(all).into_owned(), is_all);
    std::iter::once(all).chain(each).collect()
}

/// Returns every value of a closed list with its label, and whether it is chosen. A value that is
/// not on the list is never chosen.
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
