//! The page of one person of the account, and what an admin does with their membership there.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use strum::VariantArray;

use crate::accounts::account::{self, MemberRemoved, Role, Roles, RolesSet};
use crate::accounts::members::new::WantedTeam;
use crate::accounts::members::{Portrait, policy};
use crate::accounts::teams::{self, TeamsSet};
use crate::core::change::Change;
use crate::core::filled::Filled;
use crate::core::stamp::Stamp;
use crate::platform::db::Tx;
use crate::platform::i18n::{Dates, Message};
use crate::platform::ids::{AccountUserId, TeamId, UserId};
use crate::users::emails::{self, Email, EmailAddress};
use crate::users::phones::{self, Phone, PhoneNumber};
use crate::web::card::{Card, CardFuture};
use crate::web::confirm::{self, Removal};
use crate::web::errors::{Error, Result};
use crate::web::form::{Field, Form, FormErrors, MultiChoice};
use crate::web::gate::{Admin, Member, SudoAdmin};
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::viewer::Ctx;
use crate::web::viewer::person::initials;

/// Its routes.
pub fn routes() -> Routes {
    Routes::new()
        .get(paths::USER, show)
        .post(paths::USER_ROLES, set_roles)
        .post(paths::USER_TEAMS, set_teams)
        .post(paths::USER_SESSIONS_END, end_sessions)
        .get(paths::USER_REMOVAL, ask_to_remove)
        .post(paths::USER_REMOVAL, remove)
}

/// A member as a row of another area's is about them.
pub struct About {
    pub user: UserId,
    pub id: AccountUserId,
    pub has_second_factor: bool,
    /// Whether another account has them too: what is personal is theirs alone then.
    pub is_shared: bool,
}

/// A row that another area adds to a member's page, for those who manage the member; `None` leaves
/// it out.
pub type MemberPageRow =
    for<'a> fn(&'a Member, &'a About, &'a mut Tx) -> CardFuture<'a, Option<Card>>;

/// See [`MemberPageRow`].
pub static ROWS: Filled<&'static [MemberPageRow]> = Filled::empty();

async fn rows(tx: &mut Tx, me: &Member, about: &About) -> Result<Vec<Card>> {
    let mut rows = Vec::new();
    let list: &'static [MemberPageRow] = ROWS.get().copied().unwrap_or_default();
    for row in list {
        rows.extend(row(me, about, tx).await?);
    }
    Ok(rows)
}

#[derive(Template)]
#[template(path = "accounts/members/person.html")]
pub(super) struct UserPage<'a> {
    ctx: &'a Ctx,
    flash: Option<Message>,
    /// What was typed and refused.
    typed: Typed,
    errors: FormErrors,
    me: &'a Member,
    member: account::AccountMember,
    portrait: Portrait,
    emails: Vec<Email>,
    phones: Vec<Phone>,
    roles: Roles,
    stamp: Stamp,
    /// The teams they are in, and those that they could be in.
    teams: Vec<(TeamId, String)>,
    all_teams: Vec<(TeamId, String)>,
    may_change_contacts: bool,
    /// Rows that other areas add, such as a second factor to reset.
    more: Vec<Card>,
}

/// What an admin typed on the page that was refused, and why.
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

    fn is_me(&self) -> bool {
        self.member.user_id == self.me.person.user_id
    }

    fn can_manage(&self) -> bool {
        self.me.account.is_admin
    }

    fn initials(&self) -> String {
        initials(&self.member.name)
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

    /// The clock of whoever looks, in the zone of whoever is looked at.
    fn dates_there(&self) -> Dates {
        let format = self.me.person.time_format;
        Dates::new(self.ctx.lang, self.portrait.time_zone.clone(), format)
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

async fn member(tx: &mut Tx, me: &Member, id: AccountUserId) -> Result<account::AccountMember> {
    account::member(tx, me.account_id(), id).await?.ok_or(Error::NotFound)
}

/// Whether an admin may change a person's contacts here. Their own are changed in My Settings, after
/// they have shown who they are.
pub(super) async fn may_change_contacts(tx: &mut Tx, me: &Member, user: UserId) -> Result<bool> {
    let is_me = user == me.person.user_id;
    Ok(!is_me && policy::may_change_contacts(tx, me.account_id(), user).await?)
}

fn stamp(member: &account::AccountMember) -> Stamp {
    Stamp::of(&member.roles.list().iter().map(AsRef::as_ref).collect::<Vec<&str>>())
}

impl UserPage<'_> {
    /// The page of someone, with what was typed and refused.
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
        let page = UserPage {
            ctx: &me.ctx,
            flash,
            errors: FormErrors::default()
                .of("email", typed.email.error())
                .of("phone", typed.phone.error()),
            me,
            portrait,
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
            more: rows(&mut tx, me, &about).await?,
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

/// Makes a change last, and leads back to a person's page, which says what was done.
pub(super) async fn back(
    me: &Member,
    change: Change,
    id: AccountUserId,
    flash: &'static str,
) -> Result<Response> {
    me.commit_with_flash(change, &Message::new(flash)).await?;
    Ok(Redirect::to(&paths::of(paths::USER, &id)).into_response())
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct RolesForm {
    stamp: Stamp,
    roles: MultiChoice<Role>,
}

async fn set_roles(
    SudoAdmin(me): SudoAdmin,
    Path(id): Path<String>,
    Form(form): Form<RolesForm>,
) -> Result<Response> {
    let id = id.parse()?;
    let roles = Roles::of(form.roles.values());
    let mut change = me.change_of_member(id).await?;
    let member = member(&mut change, &me, id).await?;
    if stamp(&member) != form.stamp {
        drop(change);
        let refused = Some((roles, Message::new("common-stale")));
        let typed = Typed { roles: refused, ..Typed::default() };
        return UserPage::answer(&me, id, StatusCode::CONFLICT, None, typed).await;
    }
    let set = account::set_roles(&mut change, me.account_id(), id, roles).await?;
    match set {
        RolesSet::Set => back(&me, change, id, "users-roles-set").await,
        RolesSet::Gone => Err(Error::NotFound),
        RolesSet::OwnerKeeps => {
            drop(change);
            let refused = Some((roles, Message::new("users-owner-keeps")));
            let typed = Typed { roles: refused, ..Typed::default() };
            UserPage::answer(&me, id, StatusCode::UNPROCESSABLE_ENTITY, None, typed).await
        }
    }
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct TeamsForm {
    teams: MultiChoice<WantedTeam>,
}

async fn set_teams(
    Admin(me): Admin,
    Path(id): Path<String>,
    Form(form): Form<TeamsForm>,
) -> Result<Response> {
    let id = id.parse()?;
    let wanted: Vec<_> = form.teams.values().iter().map(|team| team.0).collect();
    let mut change = me.change().await?;
    let set = teams::set_teams_of(&mut change, me.account_id(), id, &wanted).await?;
    match set {
        TeamsSet::Gone => Err(Error::NotFound),
        TeamsSet::Set => back(&me, change, id, "users-teams-set").await,
    }
}

async fn end_sessions(SudoAdmin(me): SudoAdmin, Path(id): Path<String>) -> Result<Response> {
    let id = id.parse()?;
    let mut change = me.change_of_member(id).await?;
    account::end_sessions_of(&mut change, me.account_id(), id).await?;
    back(&me, change, id, "users-sessions-ended").await
}

async fn removal_page(me: &Member, status: StatusCode, id: AccountUserId) -> Result<Response> {
    let mut tx = me.app.db.read().await?;
    let member = member(&mut tx, me, id).await?;
    drop(tx);
    let account = me.account.account_name.clone();
    let removal = Removal {
        title: "users-removal-title",
        thing: member.name,
        consequence: Message::new("users-removal-text").with("account", account),
        refusal: member.is_owner.then(|| Message::new("users-removal-owner")),
        action: me.of_account(&paths::of(paths::USER_REMOVAL, &id)),
        remove: "users-removal-action",
        keep: "common-keep-it",
        back: paths::of(paths::USER, &id),
        back_label: "users-back",
    };
    confirm::ask(&me.ctx, status, removal)
}

async fn ask_to_remove(Admin(me): Admin, Path(id): Path<String>) -> Result<Response> {
    removal_page(&me, StatusCode::OK, id.parse()?).await
}

async fn remove(Admin(me): Admin, Path(id): Path<String>) -> Result<Response> {
    let id = id.parse()?;
    let mut change = me.change_of_member(id).await?;
    let member = member(&mut change, &me, id).await?;
    let removed = account::remove_member(&mut change, me.account_id(), id).await?;
    match removed {
        MemberRemoved::Gone => Err(Error::NotFound),
        MemberRemoved::IsOwner => {
            drop(change);
            removal_page(&me, StatusCode::UNPROCESSABLE_ENTITY, id).await
        }
        MemberRemoved::Removed => {
            let flash = Message::new("users-removed").with("name", member.name);
            me.commit_with_flash(change, &flash).await?;
            Ok(Redirect::to(paths::USERS).into_response())
        }
    }
}
