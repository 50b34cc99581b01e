//! Texts: Fluent files in five languages, loaded at start, with every id in every language.

use std::borrow::Cow;
use std::collections::HashMap;
use std::time::Duration;

use anyhow::{Context, ensure};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use rust_embed::RustEmbed;
use serde::{Deserialize, Serialize};

use super::{Lang, numbers};
use crate::platform::ids::NotAnId;

#[derive(RustEmbed)]
#[folder = "locales/"]
struct Locales;

/// A text before it is rendered in a language: its id and variables. It can wait in a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    id: Cow<'static, str>,
    args: Vec<(Cow<'static, str>, MessageValue)>,
}

/// A variable of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum MessageValue {
    /// A number, which selects plural forms.
    Number(i64),
    /// A list of things, joined by "and".
    List(Vec<String>),
    /// Any other text.
    Text(String),
}

impl From<i64> for MessageValue {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<Vec<String>> for MessageValue {
    fn from(things: Vec<String>) -> Self {
        Self::List(things)
    }
}

impl From<String> for MessageValue {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl Message {
    /// Makes the text with this id.
    pub const fn new(id: &'static str) -> Self {
        Self { id: Cow::Borrowed(id), args: Vec::new() }
    }

    /// Sets a variable.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<MessageValue>) -> Self {
        self.args.push((Cow::Borrowed(name), value.into()));
        self
    }

    /// Adds a duration in whole hours.
    #[must_use]
    pub fn with_hours(self, name: &'static str, duration: Duration) -> Self {
        self.with(name, whole(duration, 60 * 60))
    }

    /// Adds a duration in minutes.
    #[must_use]
    pub fn with_minutes(self, name: &'static str, duration: Duration) -> Self {
        self.with(name, whole(duration, 60))
    }

    /// Applies `change` to each variable that is a text.
    #[must_use]
    pub fn with_each_text(mut self, change: fn(&str) -> String) -> Self {
        for (_, value) in &mut self.args {
            match value {
                MessageValue::Number(_) => {}
                MessageValue::List(things) => {
                    things.iter_mut().for_each(|thing| *thing = change(thing));
                }
                MessageValue::Text(text) => *text = change(text),
            }
        }
        self
    }

    /// Returns the id.
    pub fn id(&self) -> &str {
        &self.id
    }

    fn fluent_args(&self, lang: Lang, pseudo: bool) -> FluentArgs<'_> {
        let value = |value: &'_ MessageValue| match value {
            MessageValue::Number(number) => FluentValue::from(*number),
            // "And" is no text of ours: it would look as if it was never translated.
            MessageValue::List(things) if pseudo => FluentValue::from(things.join(", ")),
            MessageValue::List(things) => FluentValue::from(numbers::all_of(lang, things)),
            MessageValue::Text(text) => FluentValue::from(text.clone()),
        };
        self.args.iter().map(|(name, of)| (name.as_ref(), value(of))).collect()
    }
}

/// Returns how often a number of seconds fits into a duration.
fn whole(duration: Duration, seconds: u64) -> i64 {
    i64::try_from(duration.as_secs() / seconds).unwrap_or(i64::MAX)
}

/// The error of a choice that was not offered.
impl From<strum::ParseError> for Message {
    fn from(_: strum::ParseError) -> Self {
        Self::new("common-choice-unknown")
    }
}

/// The error of a choice by id that was not offered.
impl From<NotAnId> for Message {
    fn from(_: NotAnId) -> Self {
        Self::new("common-choice-unknown")
    }
}

/// All texts in all languages.
pub struct Messages {
    bundles: HashMap<Lang, FluentBundle<FluentResource>>,
    pseudo: bool,
}

impl Messages {
    /// Parses the built-in files.
    ///
    /// # Errors
    /// When a file does not parse or defines an id twice.
    pub fn load() -> anyhow::Result<Self> {
        Self::build(None)
    }

    /// Parses the built-in files with accented letters: what stays plain on a page was never
    /// translated.
    ///
    /// # Errors
    /// As [`Messages::load`].
    pub fn pseudo() -> anyhow::Result<Self> {
        Self::build(Some(accented))
    }

    fn build(transform: Option<fn(&str) -> Cow<'_, str>>) -> anyhow::Result<Self> {
        let mut bundles = HashMap::new();
        for &lang in Lang::ALL {
            let tag: unic_langid::LanguageIdentifier = lang.tag().parse()?;
            let mut bundle = FluentBundle::new_concurrent(vec![tag]);
            // All five languages are written left to right and need no isolating marks.
            bundle.set_use_isolating(false);
            bundle.set_transform(transform);
            bundle.set_formatter(Some(match lang {
                Lang::En => write_number::<0, _>,
                Lang::Es => write_number::<1, _>,
                Lang::Fr => write_number::<2, _>,
                Lang::De => write_number::<3, _>,
                Lang::Nl => write_number::<4, _>,
            }));
            for (path, text) in Self::files(lang)? {
                let resource = FluentResource::try_new(text)
                    .map_err(|(_, errors)| anyhow::anyhow!("{path}: {errors:?}"))?;
                bundle
                    .add_resource(resource)
                    .map_err(|errors| anyhow::anyhow!("{path}: {errors:?}"))?;
            }
            bundles.insert(lang, bundle);
        }
        Ok(Self { bundles, pseudo: transform.is_some() })
    }

    /// Tells whether the texts are accented, for tests.
    pub fn is_pseudo(&self) -> bool {
        self.pseudo
    }

    /// Lists the files of a language, by path and text.
    ///
    /// # Errors
    /// When one is not UTF-8, or there are none.
    pub fn files(lang: Lang) -> anyhow::Result<Vec<(String, String)>> {
        let folder = format!("{}/", lang.tag());
        let files: Vec<_> = Locales::iter()
            .filter(|path| path.starts_with(&folder))
            .map(|path| {
                let file = Locales::get(&path).context("a listed file")?;
                Ok((path.to_string(), String::from_utf8(file.data.into_owned())?))
            })
            .collect::<anyhow::Result<_>>()?;
        ensure!(!files.is_empty(), "there are no texts for {folder}");
        Ok(files)
    }

    /// Renders a message in a language. A test checks that every id exists in every language; if
    /// one is missing all the same, the log and the page say so.
    pub fn text(&self, lang: Lang, message: &Message) -> String {
        self.format(lang, &message.id, Some(&message.fluent_args(lang, self.pseudo))).into_owned()
    }

    /// Returns the text of an id without variables, borrowed when possible.
    pub fn plain(&self, lang: Lang, id: &str) -> Cow<'_, str> {
        self.format(lang, id, None)
    }

    fn format<'a>(&'a self, lang: Lang, id: &str, args: Option<&'a FluentArgs>) -> Cow<'a, str> {
        let bundle = &self.bundles[&lang];
        let mut errors = Vec::new();
        let text = bundle
            .get_message(id)
            .and_then(|message| message.value())
            .map(|pattern| bundle.format_pattern(pattern, args, &mut errors));
        match text {
            Some(text) if errors.is_empty() => text,
            _ => {
                tracing::error!(
                    event = "text_missing",
                    id,
                    lang = lang.tag(),
                    ?errors,
                    "a text is missing"
                );
                Cow::Owned(format!("⟦{id}⟧"))
            }
        }
    }
}

/// Formats the numbers in the texts of a language, which is a parameter of the type because Fluent
/// takes a plain function.
fn write_number<const LANG: usize, M>(value: &FluentValue, _: &M) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    // Counts are whole numbers, far below what a float holds exactly.
    Some(numbers::grouped(Lang::ALL[LANG], number.value as i64))
}

/// Turns `Save` into `Šåṽé`.
fn accented(text: &str) -> Cow<'_, str> {
    const PLAIN: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    const ACCENTED: &str = "åƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýžÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽ";
    let pairs: HashMap<char, char> = PLAIN.chars().zip(ACCENTED.chars()).collect();
    text.chars().map(|letter| *pairs.get(&letter).unwrap_or(&letter)).collect::<String>().into()
}
