//! The card of what everyone in the account sees of a member.

use askama::Template;

use super::MemberPage;
use crate::accounts::members::{Portrait, ReachPill};
use crate::accounts::teams;
use crate::core::stamp::Stamp;
use crate::platform::db::Tx;
use crate::platform::i18n::Dates;
use crate::platform::ids::TeamId;
use crate::users::channels::Reachability;
use crate::users::emails::{self, Email};
use crate::users::phones::{self, Phone};
use crate::web::card::{Card, CardFrame, CardPage, Section};
use crate::web::errors::Result;
use crate::web::paths;
use crate::web::routes::Routes;

pub static FACTS: Section<MemberPage> = Section {
    path: paths::USER,
    slug: "person",
    title: "users-person-heading",
    rail: None,
    routes: Routes::new,
    card: |page, tx| Box::pin(async { card(page, tx).await.map(Some) }),
};

#[derive(Template)]
#[template(path = "accounts/members/person/facts.html")]
struct FactsCard<'a> {
    frame: CardFrame<'a>,
    page: &'a MemberPage,
    portrait: &'a Portrait,
    reach: ReachPill,
    emails: Vec<Email>,
    phones: Vec<Phone>,
    teams: Vec<(TeamId, String)>,
}

impl FactsCard<'_> {
    fn removal_of_email(&self, email: &Email) -> Option<String> {
        let may = self.page.may_change_contacts() && email.is_removable_by_admin();
        may.then(|| paths::of(&self.page.path(paths::USER_EMAIL_REMOVAL), &email.id))
    }

    fn removal_of_phone(&self, phone: &Phone) -> Option<String> {
        let may = self.page.may_change_contacts() && phone.verified_at.is_none();
        may.then(|| paths::of(&self.page.path(paths::USER_PHONE_REMOVAL), &phone.id))
    }

    fn team_path(&self, team: &TeamId) -> String {
        paths::of(paths::TEAM, team)
    }

    /// Returns the member's dates: in the member's time zone, in the viewer's format.
    fn dates_there(&self) -> Dates {
        let formats = self.page.me.person.formats;
        Dates::new(self.frame.ctx.lang, self.portrait.time_zone.clone(), formats)
    }

    fn zone(&self) -> String {
        self.portrait.time_zone.label(self.frame.ctx.lang, self.frame.ctx.now)
    }
}

/// Builds the card from what is stored.
pub async fn card(page: &MemberPage, tx: &mut Tx) -> Result<Card> {
    let (me, user, account) = (&page.me, page.user(), page.me.account_id());
    let reachability = Reachability::find(tx, user, Some(account), &me.app.transports).await?;
    let mut frame = CardFrame::new(page, &FACTS, Stamp::default());
    frame.ids.push(("account user", page.member.id.to_string()));
    frame.ids.push(("user", user.to_string()));
    let card = FactsCard {
        frame,
        page,
        portrait: &page.portrait,
        reach: ReachPill::of(me, &reachability),
        emails: emails::list(tx, user).await?,
        phones: phones::list(tx, user).await?,
        teams: teams::of_member(tx, account, page.member.id).await?,
    };
    Card::render(&FACTS, &card)
}
