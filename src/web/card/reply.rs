//! Outcomes of cards' forms, and the answers to them: a fragment for a script, else a page.

use askama::Template;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;

use super::{Card, CardPage, PageShown, Section};
use crate::core::change::Change;
use crate::platform::i18n::Message;
use crate::web::errors::Result;
use crate::web::gate::SignedIn;
use crate::web::htmx::{self, RenderMode};
use crate::web::viewer::Ctx;
use crate::web::viewer::session::Renewal;

/// The outcome of a card's form, or of one of its buttons.
pub enum CardOutcome {
    /// The change is stored, and this flash says so.
    Saved(Message),
    /// The change is not stored: the errors are beside the inputs.
    Invalid,
    /// The change is refused for this reason.
    Refused(Message),
    /// The change is not stored: what is stored changed since the form was shown.
    Stale,
    /// The change is refused: a limit of attempts is reached.
    Limited(Message),
    /// The change is refused: a file is larger than its limit.
    TooLarge(Message),
}

impl CardOutcome {
    /// Commits the change, whatever its outcome, because attempts are counted in it. The flash of a
    /// stored change is shown in the card by a script, or on the next page without one.
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

/// The answer to a card's form: made only by a commit, so that nothing is called saved too early.
pub struct CardReply(pub(super) CardOutcome);

impl CardReply {
    /// Returns the reply to invalid inputs, whose errors are beside them.
    pub fn invalid() -> Self {
        Self(CardOutcome::Invalid)
    }

    /// Returns the reply to a form that is refused before a change begins.
    pub fn refused(alert: Message) -> Self {
        Self(CardOutcome::Refused(alert))
    }

    /// Returns the reply to a form that is refused by a limit of attempts before a change begins.
    pub fn limited(alert: Message) -> Self {
        Self(CardOutcome::Limited(alert))
    }

    /// Returns the reply to a form whose file is larger than its limit.
    pub fn too_large(alert: Message) -> Self {
        Self(CardOutcome::TooLarge(alert))
    }

    /// Commits a change of credentials and renews the session that made it.
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
            CardOutcome::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
        }
    }
}

#[derive(Template)]
#[template(path = "web/saved.html")]
struct SavedFragment<'a> {
    ctx: &'a Ctx,
    card: &'a Card,
}

/// Has the script renew the summary of the page, which a saved card may have changed.
const SUMMARY_IS_OLD: HeaderValue =
    HeaderValue::from_static(r##"{"card-saved":{"target":"#summary"}}"##);

/// Answers a card's form: with the card alone for a script; else with the page around it, or a
/// redirect to the page when the change is stored.
pub async fn answer<P: CardPage>(
    page: &P,
    section: &'static Section<P>,
    reply: CardReply,
    card: Card,
) -> Result<Response> {
    let me = page.viewer();
    let html = match (me.render_mode, &reply.0) {
        (RenderMode::Fragment, CardOutcome::Saved(_)) => {
            let html = SavedFragment { ctx: &me.ctx, card: &card }.render()?;
            let mut response = me.html(reply.status(), html);
            response.headers_mut().insert(htmx::TRIGGER, SUMMARY_IS_OLD);
            return Ok(response);
        }
        (RenderMode::Page, CardOutcome::Saved(_)) => {
            return Ok(me.render_mode.redirect(&page.path(section.path)));
        }
        (RenderMode::Fragment, _) => card.html,
        (RenderMode::Page, _) => {
            let shown = PageShown { focus: Some(section), refused: Some(card), flash: None };
            page.render(shown).await?
        }
    };
    Ok(me.html(reply.status(), html))
}

/// Commits a change that also alters the page around the card, and redirects to the page.
pub async fn saved_frame<P: CardPage>(
    page: &P,
    section: &'static Section<P>,
    change: Change,
    flash: &Message,
) -> Result<Response> {
    let me = page.viewer();
    me.commit_with_flash(change, flash).await?;
    Ok(me.render_mode.redirect(&page.path(section.path)))
}

/// Commits a change of credentials and redirects to its card. Every other session of the person
/// ends; this one gets a new id, unless it was signed out meanwhile.
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
