//! Teams: the table, the form of a new one, and the page of one.

pub mod api;
pub mod page;
pub mod people;
pub mod table;
pub mod team;
pub mod walls;

use std::time::Duration;

use callbook::accounts::account;
use callbook::accounts::teams::{self, TeamMade};
use callbook::core::change::Change;
use callbook::platform::ids::{AccountId, AccountUserId, TeamId, UserId};

use crate::support::{Browser, Page, Reply, TestApp};

/// Advances the clock between events, because events of one moment have no order.
pub const SECOND: Duration = Duration::from_secs(1);

/// A person of the demo, with their ids.
#[derive(Clone, Copy)]
pub struct Who {
    pub user: UserId,
    pub member: AccountUserId,
}

pub async fn who(app: &TestApp, name: &str) -> Who {
    let mut tx = app.app.db.read().await.unwrap();
    let pattern = format!("{name}@acme.example");
    let user = callbook::sql!(&mut tx, scalar UserId,
        "SELECT user_id FROM emails WHERE address = $1", pattern)
    .unwrap();
    let member = callbook::sql!(&mut tx, scalar AccountUserId,
        "SELECT m.id FROM account_users m JOIN accounts a ON a.id = m.account_id \
         WHERE m.user_id = $1 AND a.name = 'Acme Ops'", user)
    .unwrap();
    Who { user, member }
}

pub async fn acme(app: &TestApp) -> AccountId {
    let mut tx = app.app.db.read().await.unwrap();
    callbook::sql!(&mut tx, scalar AccountId, "SELECT id FROM accounts WHERE name = 'Acme Ops'")
        .unwrap()
}

/// Creates a team by its rule.
pub async fn make(app: &TestApp, name: &str, admins: &[Who]) -> TeamId {
    let account = acme(app).await;
    let mut change = app.change_of(admins[0].user, Some(account)).await;
    let id = make_in(&mut change, account, name, &members(admins)).await;
    change.commit().await.unwrap();
    id
}

fn members(people: &[Who]) -> Vec<AccountUserId> {
    people.iter().map(|who| who.member).collect()
}

async fn make_in(
    change: &mut Change,
    account: AccountId,
    name: &str,
    admins: &[AccountUserId],
) -> TeamId {
    let named = (&name.parse().unwrap(), &String::new().parse().unwrap());
    let made = teams::make(change, account, named.0, named.1, admins).await.unwrap();
    let TeamMade::Made(id) = made else { panic!("{made:?}") };
    id
}

/// Creates a team, with Alice in it, in another account of hers that is not current.
pub async fn elsewhere(app: &TestApp) -> (TeamId, AccountUserId) {
    let alice = who(app, "alice").await.user;
    let mut change = app.change_of(alice, None).await;
    let name = "Globex".parse().unwrap();
    let account = account::create(&mut change, &name, alice).await.unwrap();
    let member = callbook::sql!(&mut change, scalar AccountUserId,
        "SELECT id FROM account_users WHERE account_id = $1", account)
    .unwrap();
    let team = make_in(&mut change, account, "Secret Squad", &[member]).await;
    change.commit().await.unwrap();
    (team, member)
}

pub fn path(team: TeamId) -> String {
    format!("/teams/{team}")
}

/// Lists the members on a team's page, team admins with their label.
pub fn listed(page: &Page) -> Vec<String> {
    page.texts("#members .rows .row-what").iter().map(|text| text[3..].to_owned()).collect()
}

/// Searches a person on a team's page and presses Add.
pub async fn add(browser: &Browser, team: TeamId, q: &str, name: &str) -> Reply {
    let page = browser.get(&format!("{}?q={q}", path(team))).await.expect(200).page();
    browser.submit(&page.form_of_button(&format!("Add : {name}"))).await
}

/// Lists the recorded events, the oldest first: the event and its subject.
pub async fn audit(app: &TestApp) -> Vec<(String, UserId)> {
    let mut tx = app.app.db.read().await.unwrap();
    callbook::sql!(
        &mut tx,
        fetch_all(String, UserId),
        "SELECT event, subject_id FROM audit WHERE event LIKE '%team%' ORDER BY created_at, id"
    )
    .unwrap()
}

pub async fn count(app: &TestApp, kind: &str) -> i64 {
    let account = acme(app).await;
    let mut tx = app.app.db.read().await.unwrap();
    account::total(&mut tx, account, kind).await.unwrap()
}
