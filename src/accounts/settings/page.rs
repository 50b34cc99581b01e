//! The page of account settings: a column of small forms.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use strum::{EnumMessage, VariantArray};

use super::{
    Absolute, AccountSettings, Factored, Grace, Idle, SettingsChanged, UserLimit, WantedInterfaces,
    Wish,
};
use crate::accounts::account::{self, AccountName};
use crate::core::stamp::Stamp;
use crate::platform::i18n::Message;
use crate::web::confirm::{self, Removal};
use crate::web::errors::{Error, Result};
use crate::web::form::{Checkbox, Choice, Field, Form, FormErrors, choices};
use crate::web::gate::{Admin, Member, SudoAdmin};
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::viewer::Ctx;

/// Its routes. A form that was refused leaves its own path in the address bar: the page is there
/// too.
pub fn routes() -> Routes {
    Routes::new()
        .get(paths::ACCOUNT_SETTINGS, show)
        .post(paths::ACCOUNT_SETTINGS, save_basics)
        .get(paths::ACCOUNT_INTERFACES, show)
        .post(paths::ACCOUNT_INTERFACES, save_interfaces)
        .get(paths::ACCOUNT_SECOND_FACTOR, show)
        .post(paths::ACCOUNT_SECOND_FACTOR, save_second_factor)
        .get(paths::ACCOUNT_SESSIONS, show)
        .post(paths::ACCOUNT_SESSIONS, save_lengths)
        .get(paths::ACCOUNT_SESSIONS_END, ask_to_end_sessions)
        .post(paths::ACCOUNT_SESSIONS_END, end_sessions)
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct BasicsForm {
    stamp: Stamp,
    name: Field<AccountName>,
    user_limit: Field<UserLimit>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct InterfacesForm {
    stamp: Stamp,
    #[serde(rename = "older_api")]
    v1_api: Checkbox,
    #[serde(rename = "older_api_deprecated")]
    v1_deprecated: Checkbox,
    if_match: Checkbox,
    #[serde(rename = "hippanotifications")]
    hipaa_notifications: Checkbox,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct FactorForm {
    stamp: Stamp,
    second_factor: Field<Grace>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct LengthsForm {
    stamp: Stamp,
    idle: Field<Idle>,
    absolute: Field<Absolute>,
}

/// A form of the page: the id of its card, its heading, and its icon in the rail.
struct Part {
    slug: &'static str,
    title: &'static str,
    icon: &'static str,
}

const BASICS: Part = Part { slug: "basics", title: "accounts-basics-title", icon: "building-2" };
const INTERFACES: Part =
    Part { slug: "interfaces", title: "accounts-interfaces-title", icon: "send" };
const FACTOR: Part = Part { slug: "factor", title: "accounts-factor-title", icon: "shield-check" };
const LENGTHS: Part = Part { slug: "lengths", title: "accounts-lengths-title", icon: "clock" };
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
    /// The card whose form was refused, and why.
    refused: Option<&'static str>,
    alert: Option<Message>,
    errors: FormErrors,
}

impl<'a> SettingsPage<'a> {
    /// The page as it is stored.
    async fn stored(me: &'a Member) -> Result<Self> {
        let mut tx = me.app.db.read().await?;
        let stored = super::find(&mut tx, me.account_id()).await?.ok_or(Error::NotFound)?;
        let factored = super::factored(&mut tx, me.account_id()).await?;
        let AccountSettings { basics, interfaces, second_factor, lengths } = &stored;
        let grace = match second_factor.second_factor_from {
            Some(_) => Grace::Kept,
            None => Grace::Off,
        };
        Ok(Self {
            ctx: &me.ctx,
            is_owner: me.account.is_owner,
            basics: BasicsForm {
                stamp: Stamp::of(basics),
                name: Field::typed(&basics.name),
                user_limit: Field::of(UserLimit(basics.user_limit)),
            },
            interfaces: InterfacesForm {
                stamp: Stamp::of(interfaces),
                v1_api: Checkbox(interfaces.v1_api),
                v1_deprecated: Checkbox(interfaces.v1_deprecated_at.is_some()),
                if_match: Checkbox(interfaces.if_match_required),
                hipaa_notifications: Checkbox(interfaces.hipaa_notifications),
            },
            factor: FactorForm { stamp: Stamp::of(second_factor), second_factor: Field::of(grace) },
            lengths: LengthsForm {
                stamp: Stamp::of(lengths),
                idle: Field::of(Idle::of(lengths.session_idle)),
                absolute: Field::of(Absolute::of(lengths.session_absolute)),
            },
            stored,
            factored,
            flash: None,
            refused: None,
            alert: None,
            errors: FormErrors::default(),
        })
    }

    /// The page with a form on it that was not taken.
    fn refuse(mut self, part: &Part, errors: FormErrors) -> Result<Response> {
        (self.refused, self.errors) = (Some(part.slug), errors);
        Ok(self.ctx.html(StatusCode::UNPROCESSABLE_ENTITY, self.render()?))
    }

    /// The page with a form on it that no longer fits what is stored.
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

    /// When a second factor is wanted from, as a sentence.
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

/// Stores a wish, and with it the notice that it is stored.
async fn change(me: &Member, shown: &Stamp, wish: &Wish) -> Result<SettingsChanged> {
    let mut change = me.change().await?;
    let changed = super::change(&mut change, me.account_id(), shown, wish).await?;
    if changed == SettingsChanged::Saved {
        me.commit_with_flash(change, &Message::new("accounts-settings-saved")).await?;
    }
    Ok(changed)
}

fn saved() -> Response {
    Redirect::to(paths::ACCOUNT_SETTINGS).into_response()
}

async fn save_basics(me: Admin, Form(mut form): Form<BasicsForm>) -> Result<Response> {
    if let (Some(name), Some(user_limit)) = (form.name.value(), form.user_limit.value()) {
        let wish = Wish::Basics { name: name.clone(), user_limit: *user_limit };
        match change(&me, &form.stamp, &wish).await? {
            SettingsChanged::Saved => return Ok(saved()),
            SettingsChanged::Stale(stamp) => {
                let mut page = SettingsPage::stored(&me).await?;
                page.basics = BasicsForm { stamp, ..form };
                return page.call_stale(&BASICS);
            }
            SettingsChanged::BelowTotal { total } => {
                let why = Message::new("accounts-limit-below").with("total", total);
                form.user_limit.refuse(why);
            }
        }
    }
    let errors = FormErrors::default()
        .of("name", form.name.error())
        .of("user_limit", form.user_limit.error());
    let mut page = SettingsPage::stored(&me).await?;
    page.basics = form;
    page.refuse(&BASICS, errors)
}

async fn save_interfaces(me: SudoAdmin, Form(form): Form<InterfacesForm>) -> Result<Response> {
    let wish = Wish::Interfaces(WantedInterfaces {
        v1_api: form.v1_api.0,
        v1_deprecated: form.v1_deprecated.0,
        if_match_required: form.if_match.0,
        hipaa_notifications: form.hipaa_notifications.0,
    });
    match change(&me, &form.stamp, &wish).await? {
        SettingsChanged::Stale(stamp) => {
            let mut page = SettingsPage::stored(&me).await?;
            page.interfaces = InterfacesForm { stamp, ..form };
            page.call_stale(&INTERFACES)
        }
        SettingsChanged::Saved | SettingsChanged::BelowTotal { .. } => Ok(saved()),
    }
}

async fn save_second_factor(me: SudoAdmin, Form(mut form): Form<FactorForm>) -> Result<Response> {
    let grace = form.second_factor.value().copied();
    if grace == Some(Grace::Now) && !me.person.has_both_factors() {
        form.second_factor.refuse(Message::new("accounts-factor-own-first"));
    }
    if let Some(&grace) = form.second_factor.value() {
        match change(&me, &form.stamp, &Wish::SecondFactor(grace)).await? {
            SettingsChanged::Stale(stamp) => {
                let mut page = SettingsPage::stored(&me).await?;
                page.factor = FactorForm { stamp, ..form };
                return page.call_stale(&FACTOR);
            }
            SettingsChanged::Saved | SettingsChanged::BelowTotal { .. } => {
                return Ok(saved());
            }
        }
    }
    let errors = FormErrors::default().of("second_factor", form.second_factor.error());
    let mut page = SettingsPage::stored(&me).await?;
    page.factor = form;
    page.refuse(&FACTOR, errors)
}

async fn ask_to_end_sessions(me: Admin) -> Result<Response> {
    let asked = Removal {
        title: "accounts-sessions-question",
        thing: me.account.account_name.clone(),
        consequence: Message::new("accounts-sessions-text"),
        refusal: None,
        action: me.of_account(paths::ACCOUNT_SESSIONS_END),
        remove: "accounts-sessions-end",
        keep: "accounts-sessions-keep",
        back: paths::ACCOUNT_SETTINGS.to_owned(),
        back_label: "accounts-back",
    };
    confirm::ask(&me, StatusCode::OK, asked)
}

/// Signs everyone out of the account, whoever asks for it too.
async fn end_sessions(me: SudoAdmin) -> Result<Response> {
    let mut change = me.change().await?;
    account::end_all_sessions(&mut change, me.account_id()).await?;
    change.commit().await?;
    Ok(Redirect::to(&format!("{}?signed-out", paths::SIGN_IN)).into_response())
}

async fn save_lengths(me: SudoAdmin, Form(mut form): Form<LengthsForm>) -> Result<Response> {
    let chosen = (form.idle.value().copied(), form.absolute.value().copied());
    match chosen {
        (Some(idle), Some(absolute)) if absolute.is_below(idle) => {
            form.absolute.refuse(Message::new("accounts-absolute-below"));
        }
        (Some(idle), Some(absolute)) => {
            match change(&me, &form.stamp, &Wish::Lengths { idle, absolute }).await? {
                SettingsChanged::Stale(stamp) => {
                    let mut page = SettingsPage::stored(&me).await?;
                    page.lengths = LengthsForm { stamp, ..form };
                    return page.call_stale(&LENGTHS);
                }
                SettingsChanged::Saved | SettingsChanged::BelowTotal { .. } => {
                    return Ok(saved());
                }
            }
        }
        _ => {}
    }
    let errors =
        FormErrors::default().of("idle", form.idle.error()).of("absolute", form.absolute.error());
    let mut page = SettingsPage::stored(&me).await?;
    page.lengths = form;
    page.refuse(&LENGTHS, errors)
}
