//! The card of my notification channels, each with its state and a test.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use strum::VariantArray;
use tower_sessions::Session;

use super::line::{TEST_LIFE, TestLine, line};
use super::store::{self, Test};
use super::{ChannelKind, Channels, Contacts, Reach, Tested};
use crate::core::stamp::{Stamp, Stamped};
use crate::messaging::Channel;
use crate::platform::db::Tx;
use crate::platform::i18n::Message;
use crate::web::card::{Card, CardFrame, CardReply, Section, answer};
use crate::web::errors::{Error, Result};
use crate::web::form::{Checkbox, Form};
use crate::web::gate::SignedIn;
use crate::web::htmx::RenderMode;
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::viewer::Ctx;

/// Its place on My Settings.
pub static SECTION: Section = Section {
    path: paths::CHANNELS,
    slug: "channels",
    title: "channels-title",
    synonyms: "channels-synonyms",
    icon: "bell",
    routes: || {
        Routes::new()
            .post(paths::CHANNELS, update)
            .get(paths::CHANNEL_TESTS, show_test)
            .post(paths::CHANNEL_TESTS, send_test)
    },
    card: |me, tx| {
        Box::pin(async {
            let stored = super::find(tx, me.person.user_id).await?;
            ChannelsCard::new(me, tx, ChannelsForm::of(&stored)).await?.render()
        })
    },
};

#[derive(Deserialize, Default)]
#[serde(default)]
struct ChannelsForm {
    stamp: Stamp,
    push: Checkbox,
    email: Checkbox,
    sms: Checkbox,
    voice: Checkbox,
    whatsapp: Checkbox,
    slack: Checkbox,
}

impl ChannelsForm {
    fn of(stored: &Channels) -> Self {
        Self {
            stamp: Stamp::of(stored),
            push: Checkbox(stored.notify_push),
            email: Checkbox(stored.notify_email),
            sms: Checkbox(stored.notify_sms),
            voice: Checkbox(stored.notify_voice),
            whatsapp: Checkbox(stored.notify_whatsapp),
            slack: Checkbox(stored.notify_slack),
        }
    }

    fn channels(&self) -> Channels {
        Channels {
            notify_push: self.push.0,
            notify_email: self.email.0,
            notify_sms: self.sms.0,
            notify_voice: self.voice.0,
            notify_whatsapp: self.whatsapp.0,
            notify_slack: self.slack.0,
        }
    }

    fn is_on(&self, kind: ChannelKind) -> bool {
        match kind {
            ChannelKind::Push => self.push.0,
            ChannelKind::Email => self.email.0,
            ChannelKind::Sms => self.sms.0,
            ChannelKind::Voice => self.voice.0,
            ChannelKind::WhatsApp => self.whatsapp.0,
            ChannelKind::Slack => self.slack.0,
        }
    }
}

/// A channel as the card shows it.
struct Row {
    name: &'static str,
    title: &'static str,
    hint: &'static str,
    icon: &'static str,
    on: bool,
    /// Where its messages go, masked as the ledger has it.
    goes_to: Option<String>,
    /// Why it cannot work, and what to do.
    unable: Option<&'static str>,
    /// Where a test is asked for, if it can be.
    test_path: Option<String>,
    /// How the last test went.
    last: Option<TestLine>,
}

#[derive(Template)]
#[template(path = "users/channels/card.html")]
struct ChannelsCard<'a> {
    frame: CardFrame<'a>,
    rows: Vec<Row>,
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
        let row_of = |&kind: &ChannelKind| {
            let channel = kind.channel();
            let reach = channel.map(|to| contacts.reach(&me.app.transports, to));
            row(&me.ctx, kind, form.is_on(kind), &reach.unwrap_or(Reach::Off), &tests)
        };
        let rows = ChannelKind::VARIANTS.iter().map(row_of).collect();
        Ok(Self { frame: CardFrame::new(&me.ctx, &SECTION, form.stamp), rows })
    }

    /// Whether nothing that is on would arrive.
    fn is_unreachable(&self) -> bool {
        !self.rows.iter().any(|row| row.on && row.unable.is_none())
    }

    fn render(&self) -> Result<Card> {
        Card::render(&SECTION, self)
    }
}

fn row(ctx: &Ctx, kind: ChannelKind, on: bool, reach: &Reach, tests: &[Test]) -> Row {
    let (name, title, hint, icon) = match kind {
        ChannelKind::Push => ("push", "channels-push-title", "channels-push-hint", "smartphone"),
        ChannelKind::Email => ("email", "channels-email-title", "channels-email-hint", "mail"),
        ChannelKind::Sms => ("sms", "channels-sms-title", "channels-sms-hint", "message-square"),
        ChannelKind::Voice => ("voice", "channels-voice-title", "channels-voice-hint", "phone"),
        ChannelKind::WhatsApp => {
            ("whatsapp", "channels-whatsapp-title", "channels-whatsapp-hint", "message-circle")
        }
        ChannelKind::Slack => ("slack", "channels-slack-title", "channels-slack-hint", "hash"),
    };
    let unable = match (kind, reach) {
        (_, Reach::To(_)) => None,
        (ChannelKind::Push, _) => Some("channels-push-unable"),
        (ChannelKind::WhatsApp, _) => Some("channels-whatsapp-unable"),
        (ChannelKind::Slack, _) => Some("channels-slack-unable"),
        (_, Reach::Off) => Some("channels-off"),
        (ChannelKind::Email, Reach::NoContact) => Some("channels-email-no-contact"),
        (ChannelKind::Sms | ChannelKind::Voice, Reach::NoContact) => {
            Some("channels-phone-no-contact")
        }
    };
    let last = kind.channel().and_then(|channel| {
        tests.iter().find(|test| test.channel == channel).map(|test| line(ctx, test))
    });
    let (goes_to, test_path) = match reach {
        Reach::To(to) => {
            (Some(to.masked.clone()), Some(paths::of(paths::CHANNEL_TESTS, &to.channel.as_ref())))
        }
        Reach::Off | Reach::NoContact => (None, None),
    };
    Row { name, title, hint, icon, on, goes_to, unable, test_path, last }
}

async fn update(
    me: SignedIn,
    session: Session,
    Form(mut form): Form<ChannelsForm>,
) -> Result<Response> {
    let to = form.channels();
    let mut change = me.change().await?;
    let stored = super::change(&mut change, me.person.user_id, &form.stamp, &to).await?;
    change.commit().await?;
    let stale = match stored {
        Stamped::Saved => {
            form.stamp = Stamp::of(&to);
            false
        }
        Stamped::Stale(stamp) => {
            form.stamp = stamp;
            true
        }
    };
    let mut tx = me.app.db.read().await?;
    let mut card = ChannelsCard::new(&me, &mut tx, form).await?;
    drop(tx);
    let said = match stale {
        false => {
            let flash = Message::new("channels-saved");
            card.frame.flash = Some(flash.clone());
            CardReply::Saved(card.render()?, flash)
        }
        true => {
            card.frame.call_stale();
            CardReply::Stale(card.render()?)
        }
    };
    answer(&me, &session, &SECTION, said).await
}

async fn send_test(me: SignedIn, session: Session, Path(name): Path<String>) -> Result<Response> {
    let channel: Channel = name.parse().map_err(|_| Error::NotFound)?;
    let mut change = me.change().await?;
    let tested = super::test(&mut change, &me.app.transports, me.person.user_id, channel).await?;
    change.commit().await?;
    let mut tx = me.app.db.read().await?;
    let stored = super::find(&mut tx, me.person.user_id).await?;
    let mut card = ChannelsCard::new(&me, &mut tx, ChannelsForm::of(&stored)).await?;
    drop(tx);
    let said = match tested {
        Tested::Queued => {
            let flash = Message::new("channels-test-queued");
            card.frame.flash = Some(flash.clone());
            CardReply::Saved(card.render()?, flash)
        }
        Tested::Unable => {
            card.frame.alert = Some(Message::new("channels-test-unable"));
            CardReply::Refused(card.render()?)
        }
        Tested::TooMany { until } => {
            card.frame.alert = Some(me.try_after(until));
            CardReply::Limited(card.render()?)
        }
    };
    answer(&me, &session, &SECTION, said).await
}

/// News of the last test on a channel, for the line that asks; a browser sees the whole card.
async fn show_test(me: SignedIn, Path(name): Path<String>) -> Result<Response> {
    let channel: Channel = name.parse().map_err(|_| Error::NotFound)?;
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
