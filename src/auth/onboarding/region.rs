//! The step that asks for time zone and language.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use serde::Deserialize;

use super::OnboardingStep;
use super::frame::{OnboardingFrame, away, on};
use crate::platform::i18n::{Lang, TimeZone};
use crate::users::preferences;
use crate::web::errors::Result;
use crate::web::form::{Choice, Field, Form, FormErrors, SmallForm};
use crate::web::gate::SignedIn;
use crate::web::paths;
use crate::web::pickers::zone;
use crate::web::routes::Routes;
use crate::web::viewer::Ctx;

pub fn routes() -> Routes {
    Routes::new().get(paths::ONBOARDING_REGION, show).post(paths::ONBOARDING_REGION, update)
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct RegionForm {
    time_zone: Field<TimeZone>,
    language: Field<Lang>,
}

#[derive(Template)]
#[template(path = "auth/onboarding/region.html")]
struct RegionPage<'a> {
    ctx: &'a Ctx,
    frame: OnboardingFrame<'a>,
    form: RegionForm,
    /// Whether the zone is a default, which a script replaces by that of the device.
    prefilled: bool,
    errors: FormErrors,
}

impl RegionPage<'_> {
    fn heading(&self) -> &'static str {
        "wizard-region-title"
    }

    fn title(&self) -> String {
        self.frame.title(self.heading(), !self.errors.is_empty())
    }

    fn languages(&self) -> Vec<Choice> {
        preferences::languages(self.form.language.value())
    }
}

fn page(
    me: &SignedIn,
    status: StatusCode,
    frame: OnboardingFrame<'_>,
    form: RegionForm,
) -> Result<Response> {
    let errors = FormErrors::default()
        .of("time_zone", form.time_zone.error())
        .of("language", form.language.error());
    let prefilled = !me.person.region_chosen && errors.is_empty();
    let page = RegionPage { ctx: &me.ctx, frame, form, prefilled, errors };
    Ok(me.html(status, page.render()?))
}

async fn show(me: SignedIn) -> Result<Response> {
    if let Some(away) = away(&me) {
        return Ok(away);
    }
    let time_zone = Field::of(me.person.time_zone.clone());
    let form = RegionForm { time_zone, language: Field::of(me.person.language) };
    let frame = OnboardingFrame::of(&me, OnboardingStep::Region).await?;
    page(&me, StatusCode::OK, frame, form)
}

async fn update(
    me: SignedIn,
    cookies: CookieJar,
    Form(mut form): SmallForm<RegionForm>,
) -> Result<Response> {
    zone::settle(&me.ctx, &mut form.time_zone)?;
    let (Some(time_zone), Some(&language)) = (form.time_zone.value(), form.language.value()) else {
        let frame = OnboardingFrame::bare(&me, OnboardingStep::Region).await?;
        return page(&me, StatusCode::UNPROCESSABLE_ENTITY, frame, form);
    };
    let mut change = me.change().await?;
    preferences::set_region(&mut change, me.person.user_id, time_zone, language).await?;
    change.commit().await?;
    let cookies = cookies.add(me.remember_language(language));
    Ok((cookies, on(&me, OnboardingStep::Phone).await?).into_response())
}
