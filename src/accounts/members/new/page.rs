//! New User: the page on which an admin adds a person, who is created or invited.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use strum::VariantArray;

use crate::accounts::account::{Role, Roles};
use crate::accounts::invitations::{self, InvitationOutcome, InvitationResent, Newcomer};
use crate::accounts::teams;
use crate::platform::i18n::Message;
use crate::platform::ids::TeamId;
use crate::users::emails::EmailAddress;
use crate::users::phones::{self, PhoneNumber};
use crate::users::profile::PersonName;
use crate::web::errors::{Error, Result};
use crate::web::form::{Field, Form, FormErrors, MultiChoice, Optional};
use crate::web::form_page::FormPage;
use crate::web::gate::{Admin, Member, SudoAdmin};
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::viewer::Ctx;

/// The most teams that the form offers; people are added to others on the teams' own pages.
const TEAMS_OFFERED: usize = 50;

pub fn routes() -> Routes {
    Routes::new()
        .get(paths::USER_NEW, show)
        .post(paths::USER_NEW, create)
        .post(paths::INVITATION_LINKS, send_invitation)
        .post(paths::INVITATION_WITHDRAWAL, withdraw)
}

#[derive(Deserialize)]
#[serde(default)]
struct NewUserForm {
    name: Field<PersonName>,
    email: Field<EmailAddress>,
    phone: Field<Optional<PhoneNumber>>,
    roles: MultiChoice<Role>,
    teams: MultiChoice<WantedTeam>,
}

/// The id of a team that was chosen.
#[derive(Clone, Copy, PartialEq)]
pub struct WantedTeam(pub TeamId);

impl std::str::FromStr for WantedTeam {
    type Err = Message;
    fn from_str(text: &str) -> std::result::Result<Self, Message> {
        text.parse().map(Self).map_err(|_| Message::new("common-choice-unknown"))
    }
}

impl Default for NewUserForm {
    fn default() -> Self {
        Self {
            name: Field::blank(),
            email: Field::blank(),
            phone: Field::blank(),
            roles: MultiChoice::default(),
            teams: MultiChoice::default(),
        }
    }
}

#[derive(Template)]
#[template(path = "accounts/members/new.html")]
struct NewUserPage<'a> {
    ctx: &'a Ctx,
    form: NewUserForm,
    frame: FormPage,
    teams: Vec<(TeamId, String)>,
}

impl NewUserPage<'_> {
    fn roles(&self) -> &'static [Role] {
        Role::VARIANTS
    }

    fn has_role(&self, role: &Role) -> bool {
        self.form.roles.values().contains(role)
    }

    fn has_team(&self, team: &TeamId) -> bool {
        self.form.teams.values().contains(&WantedTeam(*team))
    }
}

async fn page(
    me: &Member,
    status: StatusCode,
    form: NewUserForm,
    refusal: Option<Message>,
) -> Result<Response> {
    let mut teams = teams::list_of(&mut me.app.db.read().await?, me.account_id()).await?;
    teams.truncate(TEAMS_OFFERED);
    let errors = FormErrors::default()
        .of("name", form.name.error())
        .of("email", form.email.error())
        .of("phone", form.phone.error());
    let frame = FormPage {
        title: "users-new",
        lead: Some(Message::new("users-new-lead")),
        above: paths::USERS.to_owned(),
        above_label: me.t("users-title").into_owned(),
        action: me.of_account(paths::USER_NEW),
        prefix: "new-user",
        deed: "users-new-action",
        refusal,
        errors,
    };
    let page = NewUserPage { ctx: &me.ctx, form, frame, teams };
    Ok(me.html(status, page.render()?))
}

async fn show(SudoAdmin(me): SudoAdmin) -> Result<Response> {
    page(&me, StatusCode::OK, NewUserForm::default(), None).await
}

async fn create(SudoAdmin(me): SudoAdmin, Form(mut form): Form<NewUserForm>) -> Result<Response> {
    let (Some(name), Some(email), Some(Optional(phone))) =
        (form.name.value(), form.email.value(), form.phone.value())
    else {
        return page(&me, StatusCode::UNPROCESSABLE_ENTITY, form, None).await;
    };
    let teams: Vec<_> = form.teams.values().iter().map(|team| team.0).collect();
    let newcomer = Newcomer {
        name,
        email,
        phone: phone.as_ref(),
        roles: Roles::of(form.roles.values()),
        teams: &teams,
    };
    let mut change = me.change().await?;
    let asked = invitations::ask(&mut change, me.account_id(), &newcomer, me.lang).await?;
    let done = match &asked {
        InvitationOutcome::Created(id) => Some((paths::of(paths::USER, id), "users-created")),
        InvitationOutcome::Invited(_) => Some((paths::USERS.to_owned(), "users-invited")),
        _ => None,
    };
    if let Some((to, flash)) = done {
        let flash = Message::new(flash).with("name", name.as_ref().to_owned());
        me.commit_with_flash(change, &flash).await?;
        return Ok(Redirect::to(&to).into_response());
    }
    // Committed even when refused: the attempt counts against the limits.
    change.commit().await?;
    let (mut status, mut alert) = (StatusCode::UNPROCESSABLE_ENTITY, None);
    match asked {
        InvitationOutcome::Created(_) | InvitationOutcome::Invited(_) => {}
        InvitationOutcome::AlreadyHere => form.email.refuse(Message::new("users-already-here")),
        InvitationOutcome::InvitedAlready => {
            form.email.refuse(Message::new("users-invited-already"));
        }
        InvitationOutcome::CountryClosed(country) => {
            form.phone.refuse(phones::country_closed(&me.ctx, country));
        }
        InvitationOutcome::Full { limit } => {
            alert = Some(Message::new("users-full").with("limit", limit));
        }
        InvitationOutcome::TooMany { until } => {
            (status, alert) = (StatusCode::TOO_MANY_REQUESTS, Some(me.try_after(until)));
        }
    }
    page(&me, status, form, alert).await
}

async fn send_invitation(Admin(me): Admin, Path(id): Path<String>) -> Result<Response> {
    let id = id.parse()?;
    let mut change = me.change().await?;
    let sent = invitations::resend(&mut change, me.account_id(), id).await?;
    let flash = match sent {
        InvitationResent::Gone => return Err(Error::NotFound),
        InvitationResent::Sent => Message::new("users-link-sent"),
        InvitationResent::NotNeeded => Message::new("users-link-not-needed"),
        InvitationResent::Wait { until } => me.wait_until(until),
        InvitationResent::TooMany { until } => me.try_after(until),
    };
    // Even a refused attempt counts against the limits.
    me.commit_with_flash(change, &flash).await?;
    Ok(Redirect::to(paths::USERS).into_response())
}

async fn withdraw(Admin(me): Admin, Path(id): Path<String>) -> Result<Response> {
    let id = id.parse()?;
    let mut change = me.change().await?;
    let withdrawn = invitations::withdraw(&mut change, me.account_id(), id).await?;
    if !withdrawn {
        return Err(Error::NotFound);
    }
    me.commit_with_flash(change, &Message::new("users-withdrawn")).await?;
    Ok(Redirect::to(paths::USERS).into_response())
}
