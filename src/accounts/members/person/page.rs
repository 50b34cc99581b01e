//! The page of one member.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use strum::VariantArray;

use super::rows::{self, About};
use crate::accounts::account::{self, Role, Roles};
use crate::accounts::members::{Portrait, ReachPill, policy};
use crate::accounts::teams;
use crate::core::change::Change;
use crate::core::stamp::Stamp;
use crate::platform::db::Tx;
use crate::platform::i18n::{Dates, Message};
use crate::platform::ids::{AccountUserId, TeamId, UserId};
use crate::users::channels::Reachability;
use crate::users::emails::{self, Email, EmailAddress};
use crate::users::phones::{self, Phone, PhoneNumber};
use crate::web::card::Card;
use crate::web::errors::{Error, Result};
use crate::web::form::{Field, FormErrors};
use crate::web::gate::Member;
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::viewer::Ctx;

pub fn routes() -> Routes {
    Routes::new().get(paths::USER, show)
}

#[derive(Template)]
#[template(path = "accounts/members/person.html")]
pub(super) struct UserPage<'a> {
    ctx: &'a Ctx,
    flash: Option<Message>,
    /// The inputs that were refused, as they were typed.
    typed: Typed,
    errors: FormErrors,
    me: &'a Member,
    member: account::AccountMember,
    portrait: Portrait,
    reach: ReachPill,
    emails: Vec<Email>,
    phones: Vec<Phone>,
    roles: Roles,
    stamp: Stamp,
    /// The member's teams, followed by all teams that the form offers.
    teams: Vec<(TeamId, String)>,
    all_teams: Vec<(TeamId, String)>,
    may_change_contacts: bool,
    /// Rows of other areas, such as a second factor to reset.
    more: Vec<Card>,
}

/// The inputs that an admin typed and that were refused, with the reason.
pub(super) struct Typed {
    pub roles: Option<(Roles, Message)>,
    pub email: Field<EmailAddress>,
    pub phone: Field<PhoneNumber>,
}

impl Default for Typed {
    fn default() -> Self {
        Self { roles: None, email: Field::blank(), phone: Field::blank() }
    }
}

impl UserPage<'_> {
    fn is_in(&self, team: &TeamId) -> bool {
        self.teams.iter().any(|(id, _)| id == team)
    }

    fn team_path(&self, team: &TeamId) -> String {
        paths::of(paths::TEAM, team)
    }

    fn title(&self) -> String {
        match self.errors.is_empty() && self.typed.roles.is_none() {
            true => self.member.name.clone(),
            false => self.ctx.t_with("common-error-title", "title", &self.member.name),
        }
    }

    fn removal_of_email(&self, email: &Email) -> Option<String> {
        let may = self.may_change_contacts && email.is_removable_by_admin();
        may.then(|| paths::of(&self.path(paths::USER_EMAIL_REMOVAL), &email.id))
    }

    fn removal_of_phone(&self, phone: &Phone) -> Option<String> {
        let may = self.may_change_contacts && phone.verified_at.is_none();
        may.then(|| paths::of(&self.path(paths::USER_PHONE_REMOVAL), &phone.id))
    }

    fn path(&self, path: &str) -> String {
        paths::of(path, &self.member.id)
    }

    fn form(&self, path: &str) -> String {
        self.ctx.of_account(&self.path(path))
    }

    /// Returns the URL of the member's messages.
    fn messages(&self) -> String {
        paths::of_person(paths::DELIVERIES, &self.member.user_id)
    }

    fn is_me(&self) -> bool {
        self.member.user_id == self.me.person.user_id
    }

    fn can_manage(&self) -> bool {
        self.me.account.is_admin
    }

    fn all_roles(&self) -> &'static [Role] {
        Role::VARIANTS
    }

    fn hint_of(&self, role: &Role) -> &'static str {
        match role {
            Role::Admin => "users-role-admin-hint",
            Role::Billing => "users-role-billing-hint",
            Role::Broadcaster => "users-role-broadcaster-hint",
            Role::Communicator => "users-role-communicator-hint",
        }
    }

    /// Returns the member's dates: in the member's time zone, in the viewer's format.
    fn dates_there(&self) -> Dates {
        let formats = self.me.person.formats;
        Dates::new(self.ctx.lang, self.portrait.time_zone.clone(), formats)
    }

    fn zone(&self) -> String {
        self.portrait.time_zone.label(self.ctx.lang, self.ctx.now)
    }

    fn ids(&self) -> Vec<(&'static str, String)> {
        vec![
            ("account user", self.member.id.to_string()),
            ("user", self.member.user_id.to_string()),
        ]
    }
}

/// Finds a member of the current account by id.
///
/// # Errors
/// When the account has no such member.
pub(super) async fn member(
    tx: &mut Tx,
    me: &Member,
    id: AccountUserId,
) -> Result<account::AccountMember> {
    account::member(tx, me.account_id(), id).await?.ok_or(Error::NotFound)
}

/// Tells whether an admin may change a person's contacts here. Admins change their own in My
/// Settings, after reauthentication.
pub(super) async fn may_change_contacts(tx: &mut Tx, me: &Member, user: UserId) -> Result<bool> {
    let is_me = user == me.person.user_id;
    Ok(!is_me && policy::may_change_contacts(tx, me.account_id(), user).await?)
}

/// Returns the stamp of a member's roles, which the form carries.
pub(super) fn stamp(member: &account::AccountMember) -> Stamp {
    Stamp::of(&member.roles.list().iter().map(AsRef::as_ref).collect::<Vec<&str>>())
}

impl UserPage<'_> {
    /// Answers with the page of a member and the inputs that were refused.
    pub(super) async fn answer(
        me: &Member,
        id: AccountUserId,
        status: StatusCode,
        flash: Option<Message>,
        typed: Typed,
    ) -> Result<Response> {
        let account = me.account_id();
        let mut tx = me.app.db.read().await?;
        let member = member(&mut tx, me, id).await?;
        let user = member.user_id;
        let portrait = crate::accounts::members::portrait(&mut tx, account, id)
            .await?
            .ok_or(Error::NotFound)?;
        let about = About {
            user,
            id,
            has_second_factor: portrait.has_second_factor,
            is_shared: account::is_shared(&mut tx, account, user).await?,
        };
        let transports = &me.app.transports;
        let reachability = Reachability::find(&mut tx, user, Some(account), transports).await?;
        let page = UserPage {
            ctx: &me.ctx,
            flash,
            errors: FormErrors::default()
                .of("email", typed.email.error())
                .of("phone", typed.phone.error()),
            me,
            portrait,
            reach: ReachPill::of(me, &reachability),
            emails: emails::list(&mut tx, user).await?,
            phones: phones::list(&mut tx, user).await?,
            roles: typed.roles.as_ref().map_or(member.roles, |(roles, _)| *roles),
            stamp: stamp(&member),
            teams: teams::of_member(&mut tx, account, id).await?,
            all_teams: match me.account.is_admin {
                true => teams::list_of(&mut tx, account).await?,
                false => Vec::new(),
            },
            may_change_contacts: me.account.is_admin
                && may_change_contacts(&mut tx, me, user).await?,
            more: rows::rows(&mut tx, me, &about).await?,
            member,
            typed,
        };
        drop(tx);
        Ok(me.html(status, page.render()?))
    }
}

async fn show(me: Member, Path(id): Path<String>) -> Result<Response> {
    let flash = me.take_flash().await?;
    UserPage::answer(&me, id.parse()?, StatusCode::OK, flash, Typed::default()).await
}

/// Commits the change and redirects to a member's page with a flash.
pub(super) async fn back(
    me: &Member,
    change: Change,
    id: AccountUserId,
    flash: &'static str,
) -> Result<Response> {
    me.commit_with_flash(change, &Message::new(flash)).await?;
    Ok(Redirect::to(&paths::of(paths::USER, &id)).into_response())
}
