//! The card of a member's roles.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use serde::Deserialize;
use strum::VariantArray;

use super::{MemberPage, member};
use crate::accounts::account::{self, AccountMember, Role, Roles, RolesSet};
use crate::core::stamp::Stamp;
use crate::platform::i18n::Message;
use crate::web::card::{Card, CardFrame, CardOutcome, Section, answer, saved_frame};
use crate::web::errors::{Error, Result};
use crate::web::form::{Form, MultiChoice};
use crate::web::gate::SudoAdmin;
use crate::web::paths;
use crate::web::routes::Routes;

pub static ROLES: Section<MemberPage> = Section {
    path: paths::USER_ROLES,
    slug: "roles",
    title: "users-roles-heading",
    rail: None,
    routes: || Routes::new().post(paths::USER_ROLES, update),
    card: |page, _| {
        Box::pin(async {
            let form = RolesForm::of(&page.member);
            page.can_manage().then(|| RolesCard::new(page, &form).render()).transpose()
        })
    },
};

#[derive(Deserialize, Default)]
#[serde(default)]
struct RolesForm {
    stamp: Stamp,
    roles: MultiChoice<Role>,
}

impl RolesForm {
    /// Fills the form with the stored roles.
    fn of(member: &AccountMember) -> Self {
        let roles = member.roles.list();
        let names: Vec<&str> = roles.iter().map(AsRef::as_ref).collect();
        Self { stamp: Stamp::of(&names), roles: MultiChoice::of(roles) }
    }
}

#[derive(Template)]
#[template(path = "accounts/members/person/roles.html")]
struct RolesCard<'a> {
    frame: CardFrame<'a>,
    page: &'a MemberPage,
    roles: Roles,
}

impl<'a> RolesCard<'a> {
    fn new(page: &'a MemberPage, form: &RolesForm) -> Self {
        let frame = CardFrame::new(page, &ROLES, form.stamp.clone());
        Self { frame, page, roles: Roles::of(form.roles.values()) }
    }

    fn render(&self) -> Result<Card> {
        Card::render(&ROLES, self)
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
}

async fn update(
    SudoAdmin(me): SudoAdmin,
    Path(id): Path<String>,
    Form(mut form): Form<RolesForm>,
) -> Result<Response> {
    let mut page = MemberPage::find(me, &id).await?;
    let (account, id) = (page.me.account_id(), page.member.id);
    let mut change = page.me.change_of_member(id).await?;
    page.member = member(&mut change, &page.me, id).await?;
    let stored = RolesForm::of(&page.member).stamp;
    let outcome = if stored == form.stamp {
        let roles = Roles::of(form.roles.values());
        match account::set_roles(&mut change, account, id, roles).await? {
            RolesSet::Set => CardOutcome::Saved(Message::new("users-roles-set")),
            RolesSet::Gone => return Err(Error::NotFound),
            RolesSet::OwnerKeeps => CardOutcome::Refused(Message::new("users-owner-keeps")),
        }
    } else {
        form.stamp = stored;
        CardOutcome::Stale
    };
    if let CardOutcome::Saved(flash) = &outcome {
        // The admin's own roles decide about the menu and the other cards.
        if page.is_me() {
            return saved_frame(&page, &ROLES, change, flash).await;
        }
        page.member = member(&mut change, &page.me, id).await?;
        form = RolesForm::of(&page.member);
    }
    let reply = outcome.commit(&page.me, change).await?;
    let mut card = RolesCard::new(&page, &form);
    card.frame.say(&reply);
    answer(&page, &ROLES, reply, card.render()?).await
}
