//! The card of the person's notification channels, each with its state and a test.

use std::collections::HashMap;

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer};

use super::line::{TEST_LIFE, TestLine, line};
use super::reachability::{ChannelReach, Reachability, Reached};
use super::{Channels, Contacts, Reach, Tested, store};
use crate::core::stamp::{Stamp, Stamped};
use crate::messaging::{CHANNELS, Channel, ChannelRow, ContactKind};
use crate::platform::db::Tx;
use crate::platform::i18n::Message;
use crate::users::{emails, phones};
use crate::web::card::{
    Card, CardFrame, CardOutcome, CardReply, CardState, CardSummary, CardVerdict, RailEntry,
    Section, WayOn, answer,
};
use crate::web::errors::{Error, Result};
use crate::web::form::Form;
use crate::web::gate::SignedIn;
use crate::web::htmx::RenderMode;
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::viewer::Ctx;

pub static SECTION: Section = Section {
    path: paths::CHANNELS,
    slug: "channels",
    title: "channels-title",
    rail: Some(RailEntry { icon: "bell", synonyms: Some("channels-synonyms") }),
    routes: || {
        Routes::new()
            .post(paths::CHANNELS, update)
            .get(paths::CHANNEL_TESTS, show_test)
            .post(paths::CHANNEL_TESTS, send_test)
    },
    card: |me, tx| {
        Box::pin(async {
            let stored = super::find(tx, me.person.user_id).await?;
            ChannelsCard::new(me, tx, ChannelsForm::of(stored)).await?.render().map(Some)
        })
    },
};

#[derive(Deserialize, Default)]
#[serde(default)]
struct ChannelsForm {
    stamp: Stamp,
    #[serde(flatten, deserialize_with = "ticked")]
    on: Channels,
}

/// Collects the channels whose checkboxes were sent, each under its own name.
fn ticked<'de, D: Deserializer<'de>>(form: D) -> std::result::Result<Channels, D::Error> {
    let sent = HashMap::<String, IgnoredAny>::deserialize(form)?;
    let channels = CHANNELS.iter().map(|row| row.channel);
    Ok(channels.filter(|channel| sent.contains_key(channel.as_ref())).collect())
}

impl ChannelsForm {
    fn of(stored: Channels) -> Self {
        Self { stamp: Stamp::of(&stored), on: stored }
    }
}

/// A channel as the card shows it.
struct Row {
    of: &'static ChannelRow,
    on: bool,
    /// Whether the server can send on it.
    is_offered: bool,
    /// The contact that its messages go to, masked.
    goes_to: Option<String>,
    /// The text id of why it cannot work, and what to do.
    unable: Option<&'static str>,
    /// The URL that a test is requested at, if a test can be sent.
    test_path: Option<String>,
    /// The state of the last test.
    last: Option<TestLine>,
}

#[derive(Template)]
#[template(path = "users/channels/card.html")]
struct ChannelsCard<'a> {
    frame: CardFrame<'a>,
    rows: Vec<Row>,
    reachability: Reachability,
}

#[derive(Template)]
#[template(path = "users/channels/test.html")]
struct TestFragment<'a> {
    ctx: &'a Ctx,
    line: TestLine,
}

impl<'a> ChannelsCard<'a> {
    async fn new(me: &'a SignedIn, tx: &mut Tx, form: ChannelsForm) -> Result<Self> {
        let tests = store::tests(tx, me.person.user_id, me.now - TEST_LIFE).await?;
        let contacts = Contacts::of(tx, me.person.user_id, me.current_account()).await?;
        let reachability = Reachability::of(&contacts, &form.on, &me.app.transports);
        let row = |one: &ChannelReach| {
            let test = tests.iter().find(|test| test.channel == one.of.channel);
            Row::new(one, test.map(|test| line(&me.ctx, test)))
        };
        let rows = reachability.channels.iter().map(row).collect();
        Ok(Self { frame: CardFrame::new(me, &SECTION, form.stamp), rows, reachability })
    }

    /// Lists the channels that the server can send on, or the others.
    fn offered(&self, is_it: bool) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(move |row| row.is_offered == is_it)
    }

    /// Says how many of the channels that the server cannot send on are on, if any.
    fn on_in_vain(&self) -> Option<Message> {
        let on = self.offered(false).filter(|row| row.on).count();
        let count = i64::try_from(on).ok().filter(|count| *count > 0)?;
        Some(Message::new("channels-on-in-vain").with("count", count))
    }

    /// Tells whether no message would arrive on any of the channels that are on.
    fn is_unreachable(&self) -> bool {
        self.reachability.reached() == Reached::No
    }

    fn render(&self) -> Result<Card> {
        Ok(Card::render(&SECTION, self)?.with(self.summary()))
    }

    /// Says whether the person can be paged, and what would make it better.
    fn summary(&self) -> CardSummary {
        let (ctx, reached) = (self.frame.ctx, self.reachability.reached());
        let working = self.reachability.channels.iter().filter(|one| one.works()).count();
        let count = i64::try_from(working).unwrap_or(i64::MAX);
        let words = Message::new("channels-state-on").with("count", count);
        let here = |label| WayOn::new(SECTION.fragment(), label);
        let way_on = match reached {
            Reached::Yes => None,
            Reached::Partly => Some(here("settings-show")),
            Reached::Quietly | Reached::No => Some(match self.reachability.has_phone() {
                true => here("channels-reach-turn-on"),
                false => WayOn::new(phones::SECTION.fragment(), "channels-reach-add-phone"),
            }),
        };
        let words_of = self.reachability.words(ctx.lang, &ctx.app.messages);
        CardSummary {
            state: Some(CardState { words, asks: reached == Reached::No }),
            attention: Vec::new(),
            verdict: Some(CardVerdict {
                mood: reached.mood(),
                words: words_of,
                cure: None,
                way_on,
            }),
        }
    }
}

impl Row {
    fn new(one: &ChannelReach, last: Option<TestLine>) -> Self {
        let (of, on) = (one.of, one.on);
        let (goes_to, unable) = match &one.reach {
            Reach::To(to) => (Some(to.masked.clone()), None),
            Reach::Off => (None, Some(of.unable)),
            Reach::NoContact => (None, Some(of.no_contact)),
        };
        let test_path =
            goes_to.is_some().then(|| paths::of(paths::CHANNEL_TESTS, &of.channel.as_ref()));
        let is_offered = !matches!(one.reach, Reach::Off);
        Self { of, on, is_offered, goes_to, unable, test_path, last }
    }

    /// Tells whether the person relies on it in vain.
    fn fails(&self) -> bool {
        self.on && self.unable.is_some()
    }

    /// Returns the card where the contact is added that it lacks.
    fn section(&self) -> Option<&'static Section> {
        Some(match self.of.goes_to.filter(|_| self.is_offered)? {
            ContactKind::Email => &emails::SECTION,
            ContactKind::Phone => &phones::SECTION,
        })
    }

    /// Returns the channel's name in the form and in the ids of its elements.
    fn name(&self) -> &str {
        self.of.channel.as_ref()
    }
}

/// Returns the channel of a test's URL.
///
/// # Errors
/// When there is no such channel, or the product cannot send on it.
fn channel_of(name: &str) -> Result<Channel> {
    let channel = name.parse::<Channel>().ok().filter(|channel| channel.row().sends);
    channel.ok_or(Error::NotFound)
}

async fn update(me: SignedIn, Form(mut form): Form<ChannelsForm>) -> Result<Response> {
    let mut change = me.change().await?;
    let stored = super::change(&mut change, me.person.user_id, &form.stamp, &form.on).await?;
    let outcome = match stored {
        Stamped::Saved => {
            form.stamp = Stamp::of(&form.on);
            CardOutcome::Saved(Message::new("channels-saved"))
        }
        Stamped::Stale(stamp) => {
            form.stamp = stamp;
            CardOutcome::Stale
        }
    };
    say(&me, outcome.commit(&me, change).await?, Some(form)).await
}

/// Answers with the card and the outcome of a form: with what was typed, or with what is stored.
async fn say(me: &SignedIn, reply: CardReply, typed: Option<ChannelsForm>) -> Result<Response> {
    let mut tx = me.app.db.read().await?;
    let form = match typed {
        Some(form) => form,
        None => ChannelsForm::of(super::find(&mut tx, me.person.user_id).await?),
    };
    let mut card = ChannelsCard::new(me, &mut tx, form).await?;
    drop(tx);
    card.frame.say(&reply);
    answer(me, &SECTION, reply, card.render()?).await
}

async fn send_test(me: SignedIn, Path(name): Path<String>) -> Result<Response> {
    let channel = channel_of(&name)?;
    let mut change = me.change().await?;
    let tested = super::test(&mut change, &me.app.transports, me.person.user_id, channel).await?;
    let outcome = match tested {
        Tested::Queued => CardOutcome::Saved(Message::new("channels-test-queued")),
        Tested::Unable => CardOutcome::Refused(Message::new("channels-test-unable")),
        Tested::TooMany { until } => CardOutcome::Limited(me.try_after(until)),
    };
    say(&me, outcome.commit(&me, change).await?, None).await
}

/// Answers with the line of the last test on a channel, for the script that polls it; a browser
/// sees the whole card.
async fn show_test(me: SignedIn, Path(name): Path<String>) -> Result<Response> {
    let channel = channel_of(&name)?;
    if me.render_mode == RenderMode::Page {
        return Ok(Redirect::to(paths::CHANNELS).into_response());
    }
    let mut tx = me.app.db.read().await?;
    let tests = store::tests(&mut tx, me.person.user_id, me.now - TEST_LIFE).await?;
    drop(tx);
    let test = tests.iter().find(|test| test.channel == channel).ok_or(Error::NotFound)?;
    let fragment = TestFragment { ctx: &me.ctx, line: line(&me.ctx, test) };
    Ok(me.html(StatusCode::OK, fragment.render()?))
}
