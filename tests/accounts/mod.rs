//! Accounts and their members.

pub mod account;
pub mod audit_log;
pub mod invitations;
pub mod members;
pub mod ownership;
pub mod sessions;
pub mod settings;
pub mod teams;

use callbook::accounts::account::{Roles, add_member, create};
use callbook::platform::i18n::{Lang, TimeZone};
use callbook::platform::ids::{AccountId, AccountUserId, UserId};
use callbook::users::profile::{self, NewUser};

use crate::support::{Browser, TestApp};

/// Finds the demo's account.
pub async fn acme(app: &TestApp) -> AccountId {
    let mut tx = app.app.db.read().await.unwrap();
    callbook::sql!(&mut tx, scalar AccountId, "SELECT id FROM accounts WHERE name = 'Acme Ops'")
        .unwrap()
}

/// Creates another account of Mallory's, of which nobody in Acme may see anything, and returns her
/// membership.
pub async fn elsewhere(app: &TestApp) -> (AccountId, AccountUserId) {
    let user = person(app, "Mallory Moss", "mallory@other.example").await;
    let mut change = app.change().await;
    let name = "Other Ops".parse().unwrap();
    let account = create(&mut change, &name, user).await.unwrap();
    let member = member_of(&mut change, account, user).await;
    change.commit().await.unwrap();
    (account, member)
}

/// Creates a user with a verified address and the password of the demo's Bob.
pub async fn person(app: &TestApp, name: &str, email: &str) -> UserId {
    let mut change = app.change().await;
    let hash = callbook::sql!(&mut change, scalar String,
        "SELECT u.password FROM users u JOIN emails e ON e.user_id = u.id \
         WHERE e.address = 'bob@acme.example'")
    .unwrap();
    let new = NewUser {
        name: &name.parse().unwrap(),
        email: &email.parse().unwrap(),
        password: Some(&hash),
        language: Lang::En,
        time_zone: &TimeZone::utc(),
        is_onboarded: true,
    };
    let user = profile::create(&mut change, &new).await.unwrap().unwrap();
    change.commit().await.unwrap();
    user
}

/// Adds a user to the demo's account too.
pub async fn join(app: &TestApp, user: UserId) -> AccountUserId {
    join_account(app, acme(app).await, user).await
}

/// Adds a user to an account.
pub async fn join_account(app: &TestApp, account: AccountId, user: UserId) -> AccountUserId {
    let mut change = app.change().await;
    add_member(&mut change, account, user, Roles::default()).await.unwrap();
    let member = member_of(&mut change, account, user).await;
    change.commit().await.unwrap();
    member
}

async fn member_of(
    tx: &mut callbook::platform::db::Tx,
    account: AccountId,
    user: UserId,
) -> AccountUserId {
    callbook::sql!(tx, scalar AccountUserId,
        "SELECT id FROM account_users WHERE account_id = $1 AND user_id = $2", account, user)
    .unwrap()
}

/// Returns the path of a member's page, as the table links to it.
pub async fn page_of(browser: &Browser, name: &str) -> String {
    let page = browser.get("/users").await.expect(200).page();
    let links = page.all("tbody a[translate]");
    let link = links.iter().find(|link| link.text().collect::<String>() == name);
    link.unwrap_or_else(|| panic!("no {name}")).attr("href").unwrap().to_owned()
}
