//! The page of account settings: a column of small forms.

mod basics;
mod interfaces;
mod second_factor;
mod sessions;

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use basics::{BASICS, BasicsForm};
use interfaces::{INTERFACES, InterfacesForm};
use second_factor::{FACTOR, FactorForm};
use sessions::{LENGTHS, LengthsForm};
use strum::{EnumMessage, VariantArray};

use super::{Absolute, AccountSettings, Factored, Grace, Idle, SettingsChanged, Wish};
use crate::core::stamp::Stamp;
use crate::platform::i18n::Message;
use crate::web::errors::{Error, Result};
use crate::web::form::{Choice, FormErrors, choices};
use crate::web::gate::{Admin, Member};
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::viewer::Ctx;

/// The routes of the page. A form that was refused leaves its own path in the address bar, so a GET
/// of that path shows the page too.
pub fn routes() -> Routes {
    Routes::new()
        .get(paths::ACCOUNT_SETTINGS, show)
        .post(paths::ACCOUNT_SETTINGS, basics::save_basics)
        .get(paths::ACCOUNT_INTERFACES, show)
        .post(paths::ACCOUNT_INTERFACES, interfaces::save_interfaces)
        .get(paths::ACCOUNT_SECOND_FACTOR, show)
        .post(paths::ACCOUNT_SECOND_FACTOR, second_factor::save_second_factor)
        .get(paths::ACCOUNT_SESSIONS, show)
        .post(paths::ACCOUNT_SESSIONS, sessions::save_lengths)
        .get(paths::ACCOUNT_SESSIONS_END, sessions::ask_to_end_sessions)
        .post(paths::ACCOUNT_SESSIONS_END, sessions::end_sessions)
}

/// A form of the page: the id of its card, its heading, and its icon in the rail.
struct Part {
    slug: &'static str,
    title: &'static str,
    icon: &'static str,
}

const OWNERSHIP: Part = Part { slug: "ownership", title: "accounts-owner-title", icon: "key" };

#[derive(Template)]
#[template(path = "accounts/settings/page.html")]
struct SettingsPage<'a> {
    ctx: &'a Ctx,
    is_owner: bool,
    stored: AccountSettings,
    factored: Factored,
    basics: BasicsForm,
    interfaces: InterfacesForm,
    factor: FactorForm,
    lengths: LengthsForm,
    flash: Option<Message>,
    /// The slug of the card whose form was refused.
    refused: Option<&'static str>,
    alert: Option<Message>,
    errors: FormErrors,
}

impl<'a> SettingsPage<'a> {
    /// Builds the page from the stored settings.
    async fn stored(me: &'a Member) -> Result<Self> {
        let mut tx = me.app.db.read().await?;
        let stored = super::find(&mut tx, me.account_id()).await?.ok_or(Error::NotFound)?;
        let factored = super::factored(&mut tx, me.account_id()).await?;
        let AccountSettings { basics, interfaces, second_factor, lengths } = &stored;
        Ok(Self {
            ctx: &me.ctx,
            is_owner: me.account.is_owner,
            basics: BasicsForm::of(basics),
            interfaces: InterfacesForm::of(interfaces),
            factor: FactorForm::of(second_factor),
            lengths: LengthsForm::of(lengths),
            stored,
            factored,
            flash: None,
            refused: None,
            alert: None,
            errors: FormErrors::default(),
        })
    }

    /// Answers with the page and the errors of a form that was refused.
    fn refuse(mut self, part: &Part, errors: FormErrors) -> Result<Response> {
        (self.refused, self.errors) = (Some(part.slug), errors);
        Ok(self.ctx.html(StatusCode::UNPROCESSABLE_ENTITY, self.render()?))
    }

    /// Answers with the page and a form that no longer matches what is stored.
    fn call_stale(mut self, part: &Part) -> Result<Response> {
        (self.refused, self.alert) = (Some(part.slug), Some(Message::new("common-stale")));
        Ok(self.ctx.html(StatusCode::CONFLICT, self.render()?))
    }

    fn parts(&self) -> Vec<Part> {
        let mut parts = vec![BASICS, INTERFACES, FACTOR, LENGTHS];
        if self.is_owner {
            parts.push(OWNERSHIP);
        }
        parts
    }

    fn is_refused(&self, slug: &str) -> bool {
        self.refused == Some(slug)
    }

    /// Returns the sentence that says from when a second factor is required.
    fn wanted(&self) -> Option<Message> {
        let from = self.stored.second_factor.second_factor_from?;
        let id = match from <= self.ctx.now {
            true => "accounts-factor-since",
            false => "accounts-factor-from",
        };
        Some(Message::new(id).with("when", self.ctx.dates().date_time(from)))
    }

    fn graces(&self) -> Vec<Choice> {
        let wanted = self.wanted();
        let chosen = self.factor.second_factor.raw();
        let choice = |grace: &Grace| {
            let label = match (grace, &wanted) {
                (Grace::Kept, Some(wanted)) => self.ctx.text(wanted),
                (Grace::Kept, None) => return None,
                _ => self.ctx.t(grace.get_message()?).into_owned(),
            };
            Some(Choice::ours(grace.as_ref(), label, chosen == grace.as_ref()))
        };
        Grace::VARIANTS.iter().filter_map(choice).collect()
    }

    fn idles(&self) -> Vec<Choice> {
        choices(self.ctx, |idle: &Idle| self.lengths.idle.raw() == idle.as_ref())
    }

    fn absolutes(&self) -> Vec<Choice> {
        choices(self.ctx, |most: &Absolute| self.lengths.absolute.raw() == most.as_ref())
    }

    fn has_own_factor(&self) -> bool {
        self.ctx.person.as_ref().is_some_and(|person| person.has_both_factors())
    }

    fn without(&self) -> String {
        let Factored { total, without } = self.factored;
        let count = Message::new("accounts-factor-without").with("without", without);
        self.ctx.text(&count.with("total", total))
    }
}

async fn show(me: Admin) -> Result<Response> {
    let flash = me.take_flash().await?;
    let page = SettingsPage { flash, ..SettingsPage::stored(&me).await? };
    Ok(me.html(StatusCode::OK, page.render()?))
}

/// Stores a form's change and its flash.
async fn change(me: &Member, shown: &Stamp, wish: &Wish) -> Result<SettingsChanged> {
    let mut change = me.change().await?;
    let changed = super::change(&mut change, me.account_id(), shown, wish).await?;
    if changed == SettingsChanged::Saved {
        me.commit_with_flash(change, &Message::new("accounts-settings-saved")).await?;
    }
    Ok(changed)
}

/// Redirects after a form was stored.
fn saved() -> Response {
    Redirect::to(paths::ACCOUNT_SETTINGS).into_response()
}
