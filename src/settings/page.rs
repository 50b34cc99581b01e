//! My Settings as a page, and how a card's form is answered: alone to a script, else inside it.

use askama::Template;
use axum::http::{StatusCode, Uri};
use axum::response::{Redirect, Response};
use tower_sessions::Session;

use super::{SECTIONS, two_factor};
use crate::clock::Timestamp;
use crate::db::Tx;
use crate::i18n::Message;
use crate::web::card::{Card, Section};
use crate::web::ctx::Ctx;
use crate::web::error::{Error, Result};
use crate::web::gate::SignedIn;
use crate::web::hx::Asker;
use crate::web::person::Door;
use crate::web::routes::Routes;
use crate::web::session::State;
use crate::web::{session, url};

/// Its routes.
pub fn routes() -> Routes {
    Routes::new().get(url::HOME, home).get(url::SETTINGS, show)
}

/// How a card's form is answered.
pub enum Answer {
    /// Stored: the card anew, with good news in it.
    Saved(Card, Message),
    /// Stored, and the page around the card looks different now.
    SavedFrame(Message),
    /// Not stored: the card with what was typed and what is wrong with it.
    Refused(Card),
    /// Not stored: the card with what was typed, which no longer fits what is stored.
    Stale(Card),
    /// Not stored: too many tries.
    Limited(Card),
}

#[derive(Template)]
#[template(path = "settings/page.html")]
struct SettingsPage<'a> {
    ctx: &'a Ctx,
    cards: Vec<Card>,
    /// The card in view.
    focus: Option<&'static Section>,
    notice: Option<Message>,
    failed: bool,
}

#[derive(Template)]
#[template(path = "settings/saved.html")]
struct SavedFragment<'a> {
    ctx: &'a Ctx,
    card: &'a Card,
}

/// The start: the set-up wizard, for who has not been through it.
async fn home(me: SignedIn) -> Redirect {
    Redirect::to(match me.person.welcomed_at {
        Some(_) => url::SETTINGS,
        None => url::WELCOME,
    })
}

async fn show(me: SignedIn, session: Session) -> Result<Response> {
    shown(&me, &session, None).await
}

/// The page with the card in view that the path names.
///
/// # Errors
/// When the database or a template fails.
pub async fn show_section(me: SignedIn, session: Session, uri: Uri) -> Result<Response> {
    let section = SECTIONS.iter().find(|section| section.path == uri.path());
    shown(&me, &session, Some(section.ok_or(Error::NotFound)?)).await
}

async fn shown(
    me: &SignedIn,
    session: &Session,
    focus: Option<&'static Section>,
) -> Result<Response> {
    let notice = me.take_notice(session).await?;
    let cards = cards(me, None).await?;
    Ok(me.html(StatusCode::OK, page(me, cards, focus, notice)?))
}

/// The page around its cards.
///
/// # Errors
/// When the template fails.
pub fn page(
    ctx: &Ctx,
    cards: Vec<Card>,
    focus: Option<&'static Section>,
    notice: Option<Message>,
) -> Result<String> {
    Ok(SettingsPage { ctx, cards, focus, notice, failed: false }.render()?)
}

/// Every card as it is stored, but for one that is made already.
async fn cards(me: &SignedIn, mut made: Option<Card>) -> Result<Vec<Card>> {
    let mut tx = me.app.db.read().await?;
    let mut cards = Vec::with_capacity(SECTIONS.len());
    for section in SECTIONS {
        cards.push(match made.take_if(|card| card.slug == section.slug) {
            Some(card) => card,
            None => (section.card)(me, &mut tx).await?,
        });
    }
    Ok(cards)
}

/// Answers a card's form. After a good one without a script: 303, and the notice waits in the
/// session.
///
/// # Errors
/// When the database or a template fails.
pub async fn answer(
    me: &SignedIn,
    session: &Session,
    section: &'static Section,
    answer: Answer,
) -> Result<Response> {
    let (status, card) = match answer {
        Answer::Saved(card, _) if me.asker == Asker::Fragment => {
            let fragment = SavedFragment { ctx: &me.ctx, card: &card };
            return Ok(me.html(StatusCode::OK, fragment.render()?));
        }
        Answer::Saved(_, notice) | Answer::SavedFrame(notice) => {
            session::leave_notice(&me.app.db, session, &notice).await?;
            return Ok(me.asker.lead(section.path));
        }
        Answer::Refused(card) => (StatusCode::UNPROCESSABLE_ENTITY, card),
        Answer::Stale(card) => (StatusCode::CONFLICT, card),
        Answer::Limited(card) => (StatusCode::TOO_MANY_REQUESTS, card),
    };
    let html = match me.asker {
        Asker::Fragment => card.html().to_owned(),
        Asker::Browser => {
            let cards = cards(me, Some(card)).await?;
            let focus = Some(section);
            SettingsPage { ctx: &me.ctx, cards, focus, notice: None, failed: true }.render()?
        }
    };
    Ok(me.html(status, html))
}

/// Makes a change of credentials last, and leads back to its card: every other session is dead,
/// and this one goes on under a new id, unless someone signed it out meanwhile.
///
/// # Errors
/// When the database fails, or the session is gone.
pub async fn renewed(
    (me, session, state): (&SignedIn, &Session, State),
    mut tx: Tx,
    epoch: i64,
    section: &'static Section,
    notice: &'static str,
) -> Result<Response> {
    if !session::take(&mut tx, me.person.session_id).await? {
        return Err(Error::SessionEnded);
    }
    tx.commit().await?;
    session::renew(session, state, epoch, me.now).await?;
    session::leave_notice(&me.app.db, session, &Message::new(notice)).await?;
    Ok(me.asker.lead(section.path))
}

impl SettingsPage<'_> {
    /// What the current account asks of them: a second factor, by then or before they come in.
    fn factor_wanted(&self) -> Option<(Message, Option<Timestamp>)> {
        let person = self.ctx.person.as_ref()?;
        let (_, account) = person.account()?;
        let (id, from) = match person.door {
            Door::NeedsSecondFactor if person.has_passkey => ("accounts-door-passkey", None),
            Door::NeedsSecondFactor => ("accounts-door-closed", None),
            Door::Open => ("accounts-door-from", Some(person.factor_wanted_from()?)),
        };
        Some((Message::new(id).with("account", account.to_owned()), from))
    }

    /// Whether it is said before this card: the one in view when it is about that, else the first.
    fn is_said_before(&self, card: &Card) -> bool {
        let about = two_factor::SECTION.slug;
        match self.focus.is_some_and(|focus| focus.slug == about) {
            true => card.slug == about,
            false => SECTIONS.first().is_some_and(|first| first.slug == card.slug),
        }
    }

    fn sections(&self) -> &'static [&'static Section] {
        SECTIONS
    }

    fn is_in_view(&self, section: &Section) -> bool {
        self.focus.is_some_and(|focus| focus.slug == section.slug)
    }

    /// Whether the set-up wizard still waits.
    fn is_unfinished(&self) -> bool {
        self.ctx.person.as_ref().is_some_and(|person| person.welcomed_at.is_none())
    }

    /// Whether the page is about this card: news of it stand before it, where it opens.
    fn is_focus(&self, card: &Card) -> bool {
        self.focus.is_some_and(|focus| focus.slug == card.slug)
    }

    /// The title that the browser shows: what is wrong comes first.
    fn title(&self) -> String {
        match self.failed {
            true => self.error_title(),
            false => self.ctx.t("settings-title").into_owned(),
        }
    }

    fn error_title(&self) -> String {
        self.ctx.t_with("common-error-title", "title", self.ctx.t("settings-title"))
    }
}
