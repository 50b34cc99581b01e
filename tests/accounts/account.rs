use std::time::Duration;

use callbook::accounts::account::{self, AccountMade};
use callbook::platform::ids::{AccountId, UserId};

use crate::support::{Browser, Form, Page, Reply, Setup, TestApp};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Returns the form of the current account that posts to a path.
#[track_caller]
pub fn form(page: &Page, path: &str) -> Form {
    page.form(&page.attribute(&format!("form[action^=\"{path}?account=\"]"), "action"))
}

/// Follows an answer, and returns the flash of the page.
pub async fn news(browser: &Browser, reply: Reply) -> String {
    browser.follow(reply).await.expect(200).page().text("#page-notice [role=status]")
}

pub async fn make(browser: &Browser, name: &str) -> Reply {
    let page = browser.get("/accounts/new").await.expect(200).page();
    browser.submit(&page.form("/accounts/new").fill("account-name", name)).await
}

/// Returns the path of the list's button that switches to an account.
pub async fn switch_path(browser: &Browser, name: &str) -> String {
    let page = browser.get("/accounts").await.expect(200).page();
    let rows = page.all(".rows .row");
    let row = rows.into_iter().find(|row| row.html().contains(name)).expect("no such account");
    let form = row.html();
    let start = form.find("/accounts/").expect("no way to switch to it");
    form[start..].split('"').next().unwrap().to_owned()
}

pub async fn switch(browser: &Browser, name: &str) -> Reply {
    browser.post(&switch_path(browser, name).await, &[]).await
}

/// Finds a user by the local part of their address.
pub async fn user_of(app: &TestApp, who: &str) -> UserId {
    let mut tx = app.app.db.read().await.unwrap();
    callbook::sql!(&mut tx, scalar UserId, "SELECT user_id FROM emails WHERE address = $1",
        format!("{who}@acme.example"))
    .unwrap()
}

pub async fn account_of(app: &TestApp, name: &str) -> AccountId {
    let mut tx = app.app.db.read().await.unwrap();
    callbook::sql!(&mut tx, scalar AccountId, "SELECT id FROM accounts WHERE name = $1", name)
        .unwrap()
}

pub async fn count(app: &TestApp, what: &str) -> i64 {
    let mut tx = app.app.db.read().await.unwrap();
    let text = sqlx::AssertSqlSafe(format!("SELECT COUNT(*) FROM {what}"));
    match tx.connection() {
        callbook::platform::db::Connection::Sqlite(c) => {
            sqlx::query_scalar(text).fetch_one(c).await
        }
        callbook::platform::db::Connection::Postgres(c, _) => {
            sqlx::query_scalar(text).fetch_one(c).await
        }
    }
    .unwrap()
}

fn whose(page: &Page) -> String {
    page.text(".profile-who span")
}

#[tokio::test]
async fn the_list_has_my_accounts_with_my_roles_and_marks_the_current_one() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let page = alice.get("/accounts").await.expect(200).page();
    assert_eq!(page.texts(".row-name"), ["Acme Ops"]);
    assert_eq!(page.texts(".pills"), ["current owner admin billing"]);
    assert!(page.all("main form").is_empty(), "there is nothing to switch to");
    let carol = app.sign_in("carol").await;
    assert_eq!(carol.get("/accounts").await.page().texts(".pills"), ["actual administrador"]);
    let bob = app.sign_in("bob").await;
    assert_eq!(bob.get("/accounts").await.page().texts(".pills"), ["huidig lid"]);
}

#[tokio::test]
async fn a_new_account_is_its_makers_and_the_current_one() {
    let app = TestApp::new().await;
    let bob = app.sign_in("bob").await;
    app.pass(Duration::from_secs(1));
    let reply = make(&bob, "  Bakker   & Zonen ").await.expect(303);
    assert_eq!(
        news(&bob, reply).await,
        "Bakker & Zonen is aangemaakt en is nu je huidige account."
    );
    let page = bob.get("/accounts").await.page();
    assert_eq!(page.texts(".row-name"), ["Acme Ops", "Bakker & Zonen"]);
    assert_eq!(page.texts(".pills"), ["lid", "huidig eigenaar beheerder facturatie"]);
    assert_eq!(whose(&page), "Bakker & Zonen");
    let made = "audit WHERE scope = 'account' AND account_id IS NOT NULL";
    assert_eq!(count(&app, made).await, 1, "in the account's log");
    let id = account_of(&app, "Bakker & Zonen").await;
    assert_ne!(id, account_of(&app, "Acme Ops").await);
}

#[tokio::test]
async fn a_name_that_will_not_do_is_told_and_kept() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    for (typed, error) in [
        ("", "Enter an account name"),
        ("Al\u{202e}ice", "Remove the invisible characters from the name"),
    ] {
        let page = make(&alice, typed).await.expect(422).page();
        assert_eq!(page.text(".field-error"), error);
        assert_eq!(page.text(".summary a"), error);
        assert_eq!(page.form("/accounts/new").value("account-name"), typed);
        assert!(page.text("title").starts_with("Error: Create account"));
    }
    assert_eq!(count(&app, "accounts").await, 1);
}

#[tokio::test]
async fn switching_is_told_and_counts_for_this_session_alone() {
    let app = TestApp::new().await;
    let bob = app.sign_in("bob").await;
    make(&bob, "Zonen").await.expect(303);
    let elsewhere = app.sign_in("bob").await;
    assert_eq!(whose(&elsewhere.get("/settings").await.page()), "Zonen", "where he was last");
    let reply = switch(&bob, "Acme Ops").await;
    assert_eq!(news(&bob, reply).await, "Je bent gewisseld naar Acme Ops.");
    assert_eq!(whose(&bob.get("/settings").await.page()), "Acme Ops");
    assert_eq!(whose(&elsewhere.get("/settings").await.page()), "Zonen");
}

#[tokio::test]
async fn nobody_switches_to_an_account_they_are_not_in() {
    let app = TestApp::new().await;
    let (alice, bob) = (app.sign_in("alice").await, app.sign_in("bob").await);
    make(&bob, "Zonen").await.expect(303);
    let zonen = account_of(&app, "Zonen").await;
    for id in [zonen.to_string(), "acc_nonsense".into(), "acc_0000000000zzzzzzzzzzzzzzzz".into()] {
        alice.post(&format!("/accounts/{id}/switch"), &[]).await.expect(404);
    }
    assert_eq!(whose(&alice.get("/settings").await.page()), "Acme Ops");
    let mut tx = app.app.db.begin().await.unwrap();
    callbook::sql!(
        &mut tx,
        execute,
        "UPDATE account_users SET status = 'inactive' \
        WHERE account_id = $1",
        zonen
    )
    .unwrap();
    tx.commit().await.unwrap();
    bob.post(&format!("/accounts/{zonen}/switch"), &[]).await.expect(404);
    assert_eq!(bob.get("/accounts").await.page().texts(".row-name"), ["Acme Ops"]);
}

#[tokio::test]
async fn ten_accounts_a_day_are_enough() {
    let app = TestApp::new().await;
    let bob = app.sign_in("bob").await;
    for n in 0..10 {
        make(&bob, &format!("Zoon {n}")).await.expect(303);
    }
    let page = make(&bob, "Zoon 10").await.expect(429).page();
    assert!(page.text("main [role=alert]").contains("11:00"), "when it can go on");
    assert_eq!(page.form("/accounts/new").value("account-name"), "Zoon 10");
    assert_eq!(count(&app, "accounts").await, 11);
    make(&app.sign_in("alice").await, "Hers").await.expect(303);
    app.pass(DAY);
    make(&bob, "Zoon 10").await.expect(303);
}

#[tokio::test]
async fn a_form_of_an_account_that_is_no_longer_current_is_told_so() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let page = alice.get("/account-settings").await.expect(200).page();
    let stale = form(&page, "/account-settings").fill("basics-name", "Acme Works");
    let other_tab = app.visitor();
    alice.share_cookies_with(&other_tab);
    make(&other_tab, "Second").await.expect(303);
    let page = alice.submit(&stale).await.expect(409).page();
    assert_eq!(page.text("h1"), "You’ve switched to another account");
    let page = alice.get("/account-settings").await.expect(200).page();
    assert_eq!(form(&page, "/account-settings").value("basics-name"), "Second");
    // Back in the first account the same form is accepted again.
    switch(&other_tab, "Acme Ops").await.expect(303);
    alice.submit(&stale).await.expect(303);
    assert_eq!(whose(&alice.get("/settings").await.page()), "Acme Works");
    // A form that does not name its account is refused.
    alice.post("/account-settings", &[("name", "x")]).await.expect(409);
}

#[tokio::test]
async fn the_profile_menu_leads_there() {
    let app = TestApp::new().await;
    let menu = async |who: &str| {
        app.sign_in(who).await.get("/settings").await.page().texts(".profile .dropdown-menu a")
    };
    let own = ["Account Settings", "Switch account", "Create account"];
    let hers = menu("alice").await;
    assert_eq!(hers[hers.len() - 3..], own);
    assert_eq!(menu("bob").await.len(), hers.len() - 2, "no log and no settings of the account");
}

#[tokio::test]
async fn someone_without_an_account_is_told_what_to_do() {
    let app = TestApp::new().await;
    let bob = app.sign_in("bob").await;
    let mut tx = app.app.db.begin().await.unwrap();
    callbook::sql!(&mut tx, execute, "DELETE FROM account_users WHERE NOT is_admin").unwrap();
    tx.commit().await.unwrap();
    let page = bob.get("/accounts").await.expect(200).page();
    assert!(page.text(".empty").starts_with("Je bent nog geen lid van een account."));
    bob.get("/account-settings").await.expect(404);
    bob.get("/settings").await.expect(200);
}

#[tokio::test]
async fn whoever_is_removed_goes_on_in_another_account_of_theirs() {
    let app = TestApp::new().await;
    let bob = app.sign_in("bob").await;
    make(&bob, "Zonen").await.expect(303);
    switch(&bob, "Acme Ops").await.expect(303);
    let acme = account_of(&app, "Acme Ops").await;
    let (alice, bobs) = (user_of(&app, "alice").await, user_of(&app, "bob").await);
    let mut change = app.change_of(alice, Some(acme)).await;
    let place = account::place(&mut change, bobs, acme).await.unwrap().unwrap();
    account::remove_member(&mut change, acme, place.member_id).await.unwrap();
    change.commit().await.unwrap();
    assert_eq!(whose(&bob.get("/settings").await.page()), "Zonen");
}

#[tokio::test]
async fn someone_who_deleted_their_user_makes_no_account() {
    let app = TestApp::new().await;
    let bob = user_of(&app, "bob").await;
    let mut change = app.change_of(bob, None).await;
    callbook::sql!(&mut change, execute, "UPDATE users SET deleted_at = 1 WHERE id = $1", bob)
        .unwrap();
    let session = callbook::platform::ids::SessionId::mint(app.clock.now());
    let name = "Zonen".parse().unwrap();
    let made = account::make(&mut change, session, &name).await;
    assert!(!matches!(made, Ok(AccountMade::Made(_))), "{made:?}");
}

#[tokio::test]
async fn in_the_pseudo_language_no_page_of_accounts_stays_plain() {
    let app = TestApp::with(Setup { pseudo: true, ..Setup::default() }).await;
    let alice = app.sign_in("alice").await;
    app.pass(Duration::from_secs(1));
    make(&alice, "").await.expect(422);
    let reply = make(&alice, "Acme Ops 2").await;
    alice.follow(reply).await.expect(200);
    for path in ["/accounts", "/account-settings", "/account-settings/removal"] {
        alice.get(path).await.expect(200);
    }
    switch(&alice, "Acme Ops").await.expect(303);
    for path in
        ["/account-settings/owner", "/account-settings/owner?q=nobody", "/settings/data/removal"]
    {
        alice.get(path).await.expect(200);
    }
    let page = alice.get("/account-settings").await.page();
    let form_of = |path| form(&page, path);
    alice.submit(&form_of("/account-settings").fill("basics-user_limit", "1")).await.expect(422);
    alice
        .submit(&form_of("/account-settings/second-factor").forge("second_factor", "now"))
        .await
        .expect(422);
    alice
        .submit(&form_of("/account-settings/sessions").forge("absolute", "43200"))
        .await
        .expect(422);
    let page = alice.get("/account-settings/removal").await.page();
    alice.submit(&form(&page, "/account-settings/removal")).await.expect(422);
}
