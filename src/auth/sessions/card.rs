//! The card of the person's sessions and known browsers.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;

use super::{SignedInBrowser, SignedOutBrowser};
use crate::core::change::Change;
use crate::core::stamp::Stamp;
use crate::core::user_agent;
use crate::platform::db::Tx;
use crate::platform::i18n::Message;
use crate::platform::ids::{DeviceId, SessionId};
use crate::web::card::{
    Card, CardFrame, CardOutcome, CardReply, CardSummary, RailEntry, Section, answer,
};
use crate::web::errors::Result;
use crate::web::gate::{SignedIn, Sudo};
use crate::web::paths;
use crate::web::routes::Routes;

pub static SECTION: Section = Section {
    path: paths::SESSIONS,
    slug: "sessions",
    title: "sessions-title",
    rail: Some(RailEntry { icon: "monitor", synonyms: Some("sessions-synonyms") }),
    routes: || {
        Routes::new()
            .post(paths::SESSIONS, end_others)
            .post(paths::SESSION_END, end)
            .post(paths::DEVICE_FORGET, forget_device)
    },
    card: |me, tx| Box::pin(async { card(me, tx, None).await.map(Some) }),
};

#[derive(Template)]
#[template(path = "auth/sessions/card.html")]
struct SessionsCard<'a> {
    frame: CardFrame<'a>,
    me: &'a SignedIn,
    browsers: Vec<SignedInBrowser>,
    signed_out: Vec<SignedOutBrowser>,
}

impl SessionsCard<'_> {
    fn is_here(&self, browser: &SignedInBrowser) -> bool {
        browser.id == self.me.person.session_id
    }

    /// Tells whether the person is, or was, signed in elsewhere.
    fn has_others(&self) -> bool {
        self.browsers.len() > 1 || !self.signed_out.is_empty()
    }

    fn device(&self, agent: &str) -> String {
        self.frame.ctx.text(&user_agent::words(agent))
    }

    fn path(&self, browser: &SignedInBrowser) -> String {
        paths::of(paths::SESSION_END, &browser.id)
    }

    fn forget_path(&self, browser: &SignedOutBrowser) -> String {
        paths::of(paths::DEVICE_FORGET, &browser.id)
    }
}

async fn card(me: &SignedIn, tx: &mut Tx, reply: Option<&CardReply>) -> Result<Card> {
    let browsers = super::list(tx, me.person.user_id, me.now).await?;
    let signed_out = super::signed_out(tx, me.person.user_id, me.now).await?;
    let mut frame = CardFrame::new(me, &SECTION, Stamp::default());
    if let Some(reply) = reply {
        frame.say(reply);
    }
    let summary = CardSummary::count(browsers.len());
    let card = Card::render(&SECTION, &SessionsCard { frame, me, browsers, signed_out })?;
    Ok(card.with(summary))
}

async fn end(Sudo(me): Sudo, Path(id): Path<String>) -> Result<Response> {
    let id: SessionId = id.parse()?;
    let mut change = me.change().await?;
    super::end(&mut change, me.person.user_id, id, me.person.session_id).await?;
    ended(&me, change, "sessions-ended").await
}

async fn end_others(Sudo(me): Sudo) -> Result<Response> {
    let mut change = me.change().await?;
    super::end_others(&mut change, me.person.user_id, me.person.session_id).await?;
    ended(&me, change, "sessions-others-ended").await
}

async fn forget_device(Sudo(me): Sudo, Path(id): Path<String>) -> Result<Response> {
    let id: DeviceId = id.parse()?;
    let mut change = me.change().await?;
    super::forget_device(&mut change, me.person.user_id, id).await?;
    ended(&me, change, "sessions-device-forgotten").await
}

async fn ended(me: &SignedIn, change: Change, flash: &'static str) -> Result<Response> {
    let reply = CardOutcome::Saved(Message::new(flash)).commit(me, change).await?;
    let mut tx = me.app.db.read().await?;
    let card = card(me, &mut tx, Some(&reply)).await?;
    drop(tx);
    answer(me, &SECTION, reply, card).await
}
