//! A card of a page: one form, one struct, one template; alone for a script, else inside its page.

use std::pin::Pin;

use anyhow::Context;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;

use super::errors::Result;
use super::form::FormErrors;
use super::gate::SignedIn;
use super::htmx::RenderMode;
use super::routes::Routes;
use super::viewer::Ctx;
use super::viewer::session::Renewal;
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

    /// Says what came of the card's form; what was typed stays in it.
    pub fn say(&mut self, reply: &CardReply) {
        match &reply.0 {
            CardOutcome::Saved(flash) => self.flash = Some(flash.clone()),
            CardOutcome::Refused(alert) | CardOutcome::Limited(alert) => {
                self.alert = Some(alert.clone());
            }
            CardOutcome::Stale => {
                self.alert = Some(Message::new("common-stale"));
                self.unstored = true;
            }
            CardOutcome::Invalid => {}
        }
    }
}

/// What came of a card's form, or of a button of it.
pub enum CardOutcome {
    /// It is stored, and this good news is told.
    Saved(Message),
    /// Not stored: what is wrong stands beside the inputs.
    Invalid,
    /// Not done, for this reason.
    Refused(Message),
    /// Not stored: the form no longer fits what is.
    Stale,
    /// Not done: too many tries.
    Limited(Message),
}

impl CardOutcome {
    /// Makes the change last, whatever came of it: a try counts. Good news goes with it: a script
    /// shows it in the card; without one it waits in the session for the page.
    pub async fn commit(self, me: &SignedIn, change: Change) -> Result<CardReply> {
        match &self {
            Self::Saved(flash) if me.render_mode == RenderMode::Page => {
                me.commit_with_flash(change, flash).await?;
            }
            _ => change.commit().await?,
        }
        Ok(CardReply(self))
    }
}

/// How a card's form is answered: nothing is called saved before it is.
pub struct CardReply(CardOutcome);

impl CardReply {
    /// What is wrong with what was typed stands beside it.
    pub fn invalid() -> Self {
        Self(CardOutcome::Invalid)
    }

    /// Nothing is begun, for this reason.
    pub fn refused(alert: Message) -> Self {
        Self(CardOutcome::Refused(alert))
    }

    /// Nothing is begun: too many tries.
    pub fn limited(alert: Message) -> Self {
        Self(CardOutcome::Limited(alert))
    }

    /// A credential is changed, and the session that did it lives on.
    pub async fn renewed(
        me: &SignedIn,
        session: Renewal,
        epoch: i64,
        flash: Message,
    ) -> Result<Self> {
        let waits = (me.render_mode == RenderMode::Page).then_some(&flash);
        session.renew(epoch, me.now, waits).await?;
        Ok(Self(CardOutcome::Saved(flash)))
    }

    fn status(&self) -> StatusCode {
        match self.0 {
            CardOutcome::Saved(_) => StatusCode::OK,
            CardOutcome::Invalid | CardOutcome::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
            CardOutcome::Stale => StatusCode::CONFLICT,
            CardOutcome::Limited(_) => StatusCode::TOO_MANY_REQUESTS,
        }
    }
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

/// Answers a card's form: alone for a script, else in its page, and after a good one by a way to
/// that page.
pub async fn answer(
    me: &SignedIn,
    section: &'static Section,
    reply: CardReply,
    card: Card,
) -> Result<Response> {
    let html = match (me.render_mode, &reply.0) {
        (RenderMode::Fragment, CardOutcome::Saved(_)) => {
            SavedFragment { ctx: &me.ctx, card: &card }.render()?
        }
        (RenderMode::Page, CardOutcome::Saved(_)) => {
            return Ok(me.render_mode.redirect(section.path));
        }
        (RenderMode::Fragment, _) => card.html,
        (RenderMode::Page, _) => around(me, section, card).await?,
    };
    Ok(me.html(reply.status(), html))
}

/// Makes a change last after which the page around the card looks different, and leads to it.
pub async fn saved_frame(
    me: &SignedIn,
    section: &'static Section,
    change: Change,
    flash: &Message,
) -> Result<Response> {
    me.commit_with_flash(change, flash).await?;
    Ok(me.render_mode.redirect(section.path))
}

/// Makes a change of credentials last, and leads back to its card: every other session is dead,
/// and this one goes on under a new id, unless someone signed it out meanwhile.
///
/// # Errors
/// When the session is gone.
pub async fn renewed(
    me: &SignedIn,
    session: Renewal,
    mut change: Change,
    epoch: i64,
    section: &'static Section,
    flash: &'static str,
) -> Result<Response> {
    session.take(&mut change).await?;
    change.commit().await?;
    session.renew(epoch, me.now, Some(&Message::new(flash))).await?;
    Ok(me.render_mode.redirect(section.path))
}
