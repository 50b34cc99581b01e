//! The card of my sessions.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use tower_sessions::Session;

use super::SignedInBrowser;
use crate::db::Tx;
use crate::i18n::Message;
use crate::ids::SessionId;
use crate::settings::Owner;
use crate::settings::page::{Answer, answer};
use crate::web::card::{Card, Frame, Section};
use crate::web::error::Result;
use crate::web::form::Stamp;
use crate::web::gate::{SignedIn, Sudo};
use crate::web::routes::Routes;
use crate::web::{device, url};

/// Its place on My Settings.
pub static SECTION: Section = Section {
    path: url::SESSIONS,
    slug: "sessions",
    title: "sessions-title",
    synonyms: "sessions-synonyms",
    icon: "monitor",
    routes: || Routes::new().post(url::SESSIONS, end_others).post(url::SESSION_END, end),
    card: |me, tx| Box::pin(async { card(me, tx, None).await }),
};

#[derive(Template)]
#[template(path = "settings/sessions.html")]
struct SessionsCard<'a> {
    frame: Frame<'a>,
    me: &'a SignedIn,
    browsers: Vec<SignedInBrowser>,
}

impl SessionsCard<'_> {
    fn is_here(&self, browser: &SignedInBrowser) -> bool {
        browser.id == self.me.person.session_id
    }

    fn device(&self, browser: &SignedInBrowser) -> String {
        self.frame.ctx.text(&device::words(&browser.agent))
    }

    fn path(&self, browser: &SignedInBrowser) -> String {
        url::of(url::SESSION_END, &browser.id)
    }
}

async fn card(me: &SignedIn, tx: &mut Tx, notice: Option<Message>) -> Result<Card> {
    let browsers = super::list(tx, me.person.user_id, me.now).await?;
    let mut frame = Frame::new(&me.ctx, &SECTION, Stamp::default());
    frame.ids.extend(browsers.iter().map(|browser| ("session", browser.id.to_string())));
    frame.notice = notice;
    Card::render(&SECTION, &SessionsCard { frame, me, browsers })
}

async fn end(Sudo(me): Sudo, session: Session, Path(id): Path<String>) -> Result<Response> {
    let id: SessionId = id.parse()?;
    let mut tx = me.app.db.begin().await?;
    super::end(&mut tx, &Owner::of(&me), id, me.now).await??;
    tx.commit().await?;
    ended(&me, &session, "sessions-ended").await
}

async fn end_others(Sudo(me): Sudo, session: Session) -> Result<Response> {
    let mut tx = me.app.db.begin().await?;
    super::end_others(&mut tx, &Owner::of(&me), me.person.session_id, me.now).await?;
    tx.commit().await?;
    ended(&me, &session, "sessions-others-ended").await
}

async fn ended(me: &SignedIn, session: &Session, notice: &'static str) -> Result<Response> {
    let notice = Message::new(notice);
    let mut tx = me.app.db.read().await?;
    let card = card(me, &mut tx, Some(notice.clone())).await?;
    drop(tx);
    answer(me, session, &SECTION, Answer::Saved(card, notice)).await
}
