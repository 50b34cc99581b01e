//! A card of a page: one form, one struct, one template; alone for a script, else inside its page.

use std::pin::Pin;

use anyhow::Context;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use tower_sessions::Session;

use super::errors::{Error, Result};
use super::form::FormErrors;
use super::gate::SignedIn;
use super::htmx::RenderMode;
use super::routes::Routes;
use super::viewer::Ctx;
use super::viewer::session::{self, SessionState};
use crate::core::change::Change;
use crate::core::filled::Filled;
use crate::core::stamp::Stamp;
use crate::platform::db::Tx;
use crate::platform::i18n::Message;

/// A rendered card: the only type that templates emit unescaped.
pub struct Card {
    pub slug: &'static str,
    html: String,
}

impl Card {
    /// Renders a section's template.
    pub fn render(section: &'static Section, template: &impl Template) -> Result<Self> {
        Ok(Self { slug: section.slug, html: template.render()? })
    }

    /// Renders what is a part of a page and no section of its own.
    pub fn part(slug: &'static str, template: &impl Template) -> Result<Self> {
        Ok(Self { slug, html: template.render()? })
    }

    /// Its markup.
    pub fn html(&self) -> &str {
        &self.html
    }
}

/// A card of the page, as its slice declares it.
pub struct Section {
    /// The page with the card in view, and where its form posts.
    pub path: &'static str,
    /// The last part of its path, and the id of its element.
    pub slug: &'static str,
    /// The id of its heading.
    pub title: &'static str,
    /// The id of other words people look for it by.
    pub synonyms: &'static str,
    /// The name of its icon.
    pub icon: &'static str,
    /// Its routes beside the page itself: where its forms post.
    pub routes: fn() -> Routes,
    /// Makes the card as it is stored.
    pub card: for<'a> fn(&'a SignedIn, &'a mut Tx) -> CardFuture<'a>,
}

impl Section {
    /// A path from which the browser comes back to the card.
    pub fn anchored(&self, path: &str) -> String {
        format!("{path}#{}", self.slug)
    }
}

/// A card, or what is around it, in the making.
pub type CardFuture<'a, T = Card> = Pin<Box<dyn Future<Output = Result<T>> + Send + 'a>>;

/// What every card has around its inputs.
pub struct CardFrame<'a> {
    pub ctx: &'a Ctx,
    pub section: &'static Section,
    /// By which a form that comes back is known to be of what is stored now.
    pub stamp: Stamp,
    pub flash: Option<Message>,
    /// What went wrong with the form as a whole.
    pub alert: Option<Message>,
    pub errors: FormErrors,
    /// Whether what the form holds was refused as a whole, and is not stored anywhere.
    pub unstored: bool,
    /// Kind and spelling of each id it is about, shown in debug mode.
    pub ids: Vec<(&'static str, String)>,
}

impl<'a> CardFrame<'a> {
    /// A card as it looks before anyone touched it.
    pub fn new(ctx: &'a Ctx, section: &'static Section, stamp: Stamp) -> Self {
        Self {
            ctx,
            section,
            stamp,
            flash: None,
            alert: None,
            errors: FormErrors::default(),
            unstored: false,
            ids: Vec::new(),
        }
    }

    /// Says that the form no longer fits what is stored; what was typed stays in it.
    pub fn call_stale(&mut self) {
        self.alert = Some(Message::new("common-stale"));
        self.unstored = true;
    }
}

/// How a card's form is answered.
pub enum CardReply {
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
#[template(path = "web/saved.html")]
struct SavedFragment<'a> {
    ctx: &'a Ctx,
    card: &'a Card,
}

/// The page that a card stands on, as `settings` makes it around a card that was refused.
pub type Around = for<'a> fn(&'a SignedIn, &'static Section, Card) -> CardFuture<'a, String>;

/// See [`Around`].
pub static PAGE: Filled<Around> = Filled::empty();

async fn around(me: &SignedIn, section: &'static Section, card: Card) -> Result<String> {
    let page = PAGE.get().context("no page was said for cards")?;
    page(me, section, card).await
}

/// Answers a card's form. After a good one without a script: 303, and the notice waits in the
/// session.
pub async fn answer(
    me: &SignedIn,
    session: &Session,
    section: &'static Section,
    answer: CardReply,
) -> Result<Response> {
    let (status, card) = match answer {
        CardReply::Saved(card, _) if me.render_mode == RenderMode::Fragment => {
            let fragment = SavedFragment { ctx: &me.ctx, card: &card };
            return Ok(me.html(StatusCode::OK, fragment.render()?));
        }
        CardReply::Saved(_, flash) | CardReply::SavedFrame(flash) => {
            session::set_flash(&me.app.db, session, &flash).await?;
            return Ok(me.render_mode.redirect(section.path));
        }
        CardReply::Refused(card) => (StatusCode::UNPROCESSABLE_ENTITY, card),
        CardReply::Stale(card) => (StatusCode::CONFLICT, card),
        CardReply::Limited(card) => (StatusCode::TOO_MANY_REQUESTS, card),
    };
    let html = match me.render_mode {
        RenderMode::Fragment => card.html().to_owned(),
        RenderMode::Page => around(me, section, card).await?,
    };
    Ok(me.html(status, html))
}

/// Makes a change of credentials last, and leads back to its card: every other session is dead,
/// and this one goes on under a new id, unless someone signed it out meanwhile.
///
/// # Errors
/// When the session is gone.
pub async fn renewed(
    (me, session, state): (&SignedIn, &Session, SessionState),
    mut change: Change,
    epoch: i64,
    section: &'static Section,
    flash: &'static str,
) -> Result<Response> {
    if !session::take(&mut change, me.person.session_id).await? {
        return Err(Error::SessionEnded);
    }
    change.commit().await?;
    session::renew(session, state, epoch, me.now).await?;
    session::set_flash(&me.app.db, session, &Message::new(flash)).await?;
    Ok(me.render_mode.redirect(section.path))
}
