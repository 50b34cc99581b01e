//! API tokens: created, shown once, listed.

pub mod ends;
pub mod regeneration;
pub mod reminders;

use std::time::Duration;

use callbook::platform::ids::ApiTokenId;
use futures_util::future::join_all;

use crate::accounts::account;
use crate::accounts::settings::require;
use crate::auth::second_factor::enable;
use crate::support::{Browser, Page, Program, Reply, TestApp, password_of};

pub const NEW: &str = "/settings/api-tokens/new";
const ME: &str = "/api/v4/me";
const DAY: Duration = Duration::from_secs(24 * 60 * 60);
const QUARTER: Duration = Duration::from_secs(15 * 60);
const MILLI: Duration = Duration::from_millis(1);

/// Submits the form of a new token with this name and lifetime.
async fn ask(browser: &Browser, name: &str, (life, last_day): (&str, &str)) -> Reply {
    let form = browser.get(NEW).await.expect(200).page().form(NEW);
    let form = form.fill("new-token-name", name).fill("new-token-last_day", last_day);
    browser.submit(&form.forge("life", life)).await
}

/// Returns the secret on the page that shows it.
#[track_caller]
fn secret(page: &Page) -> String {
    page.texts("code.secret")[0].clone()
}

/// Creates a token, and returns its secret.
pub async fn make(browser: &Browser, name: &str, life: &str) -> String {
    secret(&ask(browser, name, (life, "")).await.expect(200).page())
}

/// Returns the status of a call with this token.
async fn call(app: &TestApp, token: &str) -> u16 {
    let program = Program::new(app.router(), Some(format!("Bearer {token}")));
    program.get(ME).await.status
}

async fn card(browser: &Browser) -> Page {
    browser.get("/settings/api-tokens").await.expect(200).page()
}

async fn names(browser: &Browser) -> Vec<String> {
    card(browser).await.texts("#api-tokens .row-name")
}

/// Returns a path of the last row of the card.
async fn path(browser: &Browser, what: &str) -> String {
    let selector = format!("#api-tokens .row:last-child a[href$='/{what}']");
    card(browser).await.attribute(&selector, "href")
}

/// Follows a redirect to reauthentication, reauthenticates, and returns the page behind it.
async fn prove(browser: &Browser, reply: Reply, who: &str) -> Page {
    let page = browser.follow(reply).await.expect(200).page();
    let form = page.form("/sudo").fill("sudo-proof", password_of(who));
    let reply = browser.submit(&form).await;
    browser.follow(reply).await.expect(200).page()
}

#[tokio::test]
async fn a_token_is_shown_once_and_speaks_for_its_owner_in_the_account() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let page = card(&alice).await;
    assert_eq!(page.text("#api-tokens .scope"), "Only in Acme Ops");
    assert!(page.text("#api-tokens").contains("act on your behalf in Acme Ops"));
    assert_eq!(page.attribute("#api-tokens .hint a", "href"), "/docs/api");
    assert_eq!(page.attribute("#api-tokens .secondary", "href"), NEW);

    let reply = ask(&alice, "  Pager  bot ", ("90", "")).await.expect(200);
    assert_eq!(reply.header("cache-control"), "no-store");
    let page = reply.page();
    assert_eq!(page.text("h1"), "Copy your API token");
    assert_eq!(page.text("h2[translate]"), "Pager bot");
    let token = secret(&page);
    let home = app.app.public_url.as_str();
    let curl = format!("curl -H \"Authorization: Bearer {token}\" {home}{ME}");
    assert_eq!(page.texts("code.secret"), [token.clone(), curl.clone()]);
    let copied: Vec<_> = page.all("[data-copy]").iter().map(|b| b.attr("data-copy")).collect();
    assert_eq!(copied, [Some(token.as_str()), Some(curl.as_str())]);

    let page = card(&alice).await;
    let tail = &token[36..];
    let row = page.text("#api-tokens .row");
    assert!(
        row.starts_with(&format!("Pager bot cbk_…{tail} · Created Nov 22, 2026, 10:00 AM")),
        "{row}"
    );
    assert!(row.contains("· Never used · Expires Feb 20, 2027, 10:00 AM"), "{row}");
    assert!(!alice.get("/settings").await.text.contains(&token));
    app.pass(QUARTER);
    let program = Program::new(app.router(), Some(format!("Bearer {token}")));
    assert_eq!(program.get(ME).await.expect(200).json()["user"]["name"], "Alice Archer");
    let row = card(&alice).await.text("#api-tokens .row");
    assert!(row.contains("· Last used Nov 22, 2026, 10:15 AM ·"), "{row}");
    app.deliver().await;
}

#[tokio::test]
async fn a_form_that_is_sent_again_makes_no_second_token() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let form = alice.get(NEW).await.page().form(NEW).fill("new-token-name", "Pager bot");
    let token = secret(&alice.submit(&form).await.expect(200).page());
    let page = alice.submit(&form).await.expect(409).page();
    assert!(page.text("main [role=alert]").starts_with("Your API tokens have changed"));
    assert!(page.all("code.secret").is_empty(), "nor is the first shown again");
    assert_eq!(page.form(NEW).value("new-token-name"), "Pager bot", "kept");
    assert_eq!(names(&alice).await, ["Pager bot"]);
    assert_eq!(call(&app, &token).await, 200);
    alice.submit(&page.form(NEW)).await.expect(200);
    assert_eq!(names(&alice).await, ["Pager bot", "Pager bot"], "when it is meant");
    app.deliver().await;
}

#[tokio::test]
async fn of_a_form_that_is_sent_several_times_at_once_one_makes_a_token() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let form = alice.get(NEW).await.page().form(NEW).fill("new-token-name", "Pager bot");
    let replies = join_all((0..8).map(|_| alice.submit(&form))).await;
    let made = replies.iter().filter(|reply| reply.status == 200).count();
    let stale = replies.iter().filter(|reply| reply.status == 409).count();
    assert_eq!([made, stale], [1, 7]);
    assert_eq!(names(&alice).await, ["Pager bot"]);
    app.deliver().await;
}

#[tokio::test]
async fn before_a_closed_door_there_are_no_tokens() {
    let app = TestApp::new().await;
    let (alice, bob) = (app.sign_in("alice").await, app.sign_in("bob").await);
    make(&bob, "Semafoon", "90").await;
    enable(&app, &alice).await;
    require(&alice, "Immediately").await;
    let page = card(&bob).await;
    assert!(page.text("#api-tokens .off").starts_with("API-tokens horen bij een account"));
    assert!(page.all("#api-tokens a, #api-tokens .row").is_empty());
    assert_ne!(bob.get(NEW).await.status, 200);
    app.deliver().await;
}

#[tokio::test]
async fn a_token_works_as_long_as_was_chosen() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let mut tokens = Vec::new();
    for (life, days) in [("30", 30), ("90", 90), ("365", 365)] {
        tokens.push((make(&alice, life, life).await, DAY * days));
    }
    // The end of the next day in London, fourteen hours from now and a day.
    let page = ask(&alice, "date", ("date", "2026-11-23")).await.expect(200).page();
    let last = DAY + Duration::from_secs(14 * 60 * 60) - MILLI;
    tokens.insert(0, (secret(&page), last));
    let endless = make(&alice, "never", "endless").await;
    let text = card(&alice).await.text("#api-tokens");
    for part in
        ["Expires Nov 23, 2026, 11:59 PM", "Expires Nov 22, 2027, 10:00 AM", "Never expires"]
    {
        assert!(text.contains(part), "{part} in {text}");
    }
    let mut passed = Duration::ZERO;
    for (token, end) in &tokens {
        app.pass(*end - passed - MILLI);
        assert_eq!(call(&app, token).await, 200, "{end:?}");
        app.pass(MILLI);
        assert_eq!(call(&app, token).await, 401, "{end:?}");
        passed = *end;
    }
    assert_eq!(call(&app, &endless).await, 200);
    let alice = app.sign_in("alice").await;
    let page = card(&alice).await;
    assert_eq!(page.texts("#api-tokens .pill"), ["expired"; 4]);
    assert!(page.text("#api-tokens").contains("Expired Nov 23, 2026, 11:59 PM"));
    assert_eq!(page.all("#api-tokens a[href$='/regeneration']").len(), 1);
    app.deliver().await;
}

#[tokio::test]
async fn what_will_not_do_is_told_beside_what_was_typed() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let long = "x".repeat(101);
    let unfit = "Choose today or a later date";
    for (name, life, day, error) in [
        ("", "90", "", "Enter a name"),
        ("Pager\u{202e}bot", "30", "", "Remove the invisible characters from the name"),
        (&long, "endless", "", "Enter a name of up to 100 characters"),
        ("Pager bot", "date", "", unfit),
        ("Pager bot", "date", "2026-11-21", unfit),
        ("Pager bot", "date", "tomorrow", unfit),
        ("Pager bot", "date", "9999-12-31", unfit),
        ("Pager bot", "7", "", "Choose one of the options in the list"),
    ] {
        let page = ask(&alice, name, (life, day)).await.expect(422).page();
        assert_eq!(page.texts(".field-error"), [error], "{name:?} {life} {day}");
        assert!(page.text("title").starts_with("Error: New API Token"));
        let form = page.form(NEW);
        assert_eq!(form.value("new-token-name"), name);
        assert_eq!(form.value("new-token-last_day"), day);
        if life != "7" {
            assert_eq!(form.value("new-token-life"), life);
        }
    }
    ask(&alice, "Pager bot", ("30", "tomorrow")).await.expect(200);
    app.pass(MILLI);
    ask(&alice, "Other bot", ("date", "2026-11-22")).await.expect(200);
    assert_eq!(names(&alice).await, ["Pager bot", "Other bot"]);
    app.deliver().await;
}

#[tokio::test]
async fn every_page_and_form_asks_for_a_proof_and_keeps_what_was_typed() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let token = make(&alice, "Pager bot", "90").await;
    let (renewal, removal) = (path(&alice, "regeneration").await, path(&alice, "removal").await);
    let made = alice.get(NEW).await.page().form(NEW).fill("new-token-name", "Böt & co");
    let made = made.forge("life", "date").fill("new-token-last_day", "2027-01-02");
    let renewed = alice.get(&renewal).await.page().form(&renewal).forge("overlap", "week");
    let removed = alice.get(&removal).await.page().form(&removal);
    app.pass(QUARTER);
    for page in [NEW, &renewal, &removal] {
        let page = alice.get(page).await.expect(401).page();
        assert_eq!(page.text("h1"), "Confirm it’s you");
    }
    assert!(alice.submit(&removed).await.expect(303).location().starts_with("/sudo"));
    let reply = alice.submit(&made).await.expect(303);
    assert!(reply.location().starts_with("/sudo?next="), "{}", reply.location());
    assert_eq!(names(&alice).await, ["Pager bot"], "nothing was done");
    let again = app.visitor();
    alice.share_cookies_with(&again);
    let page = prove(&again, reply, "alice").await;
    assert!(page.all(".field-error").is_empty());
    let form = page.form(NEW);
    assert_eq!(form.value("new-token-name"), "Böt & co");
    assert_eq!(form.value("new-token-life"), "date");
    assert_eq!(form.value("new-token-last_day"), "2027-01-02");
    let alice = again;
    app.pass(QUARTER);
    let reply = alice.submit(&renewed).await.expect(303);
    assert_eq!(call(&app, &token).await, 200);
    let page = prove(&alice, reply, "alice").await;
    assert_eq!(page.form(&renewal).value("regeneration-overlap"), "week");
    app.deliver().await;
}

#[tokio::test]
async fn a_person_has_at_most_fifty_tokens_in_an_account() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    for _ in 1..50 {
        app.token("alice").await;
    }
    app.token("bob").await;
    make(&alice, "The fiftieth", "30").await;
    let page = ask(&alice, "One more", ("365", "")).await.expect(422).page();
    let said = "You’ve reached the limit of 50 API tokens in this account. Remove one first.";
    assert_eq!(page.text("main [role=alert]"), said);
    assert_eq!(page.form(NEW).value("new-token-name"), "One more");
    assert_eq!(names(&alice).await.len(), 50);
    account::make(&alice, "Archery").await.expect(303);
    make(&alice, "One more", "30").await;
    app.deliver().await;
}

#[tokio::test]
async fn tokens_of_others_and_of_other_accounts_are_not_there() {
    let app = TestApp::new().await;
    let (alice, bob) = (app.sign_in("alice").await, app.sign_in("bob").await);
    let token = make(&alice, "Pager bot", "90").await;
    let paths = [path(&alice, "regeneration").await, path(&alice, "removal").await];
    let form = alice.get(&paths[0]).await.page().form(&paths[0]);
    account::make(&alice, "Archery").await.expect(303);
    app.pass(Duration::from_secs(1));
    assert!(names(&alice).await.is_empty(), "it is of Acme Ops");
    for browser in [&alice, &bob] {
        // With the stamp of the form that its owner saw, in the current account.
        let account = browser.get(NEW).await.page().form(NEW).action;
        let account = account.split_once('?').unwrap().1.to_owned();
        for path in &paths {
            browser.get(path).await.expect(404);
            let mut form = form.clone();
            form.action = format!("{path}?{account}");
            browser.submit(&form).await.expect(404);
        }
    }
    // The current account changed in another tab.
    alice.submit(&form).await.expect(409);
    for nobody in [ApiTokenId::mint(app.clock.now()).to_string(), "api_x".to_owned()] {
        for page in ["regeneration", "removal"] {
            alice.get(&format!("/settings/api-tokens/{nobody}/{page}")).await.expect(404);
        }
    }
    assert_eq!(call(&app, &token).await, 200);
    account::switch(&alice, "Acme Ops").await.expect(303);
    assert_eq!(names(&alice).await, ["Pager bot"]);
    assert!(names(&bob).await.is_empty());
    app.deliver().await;
}
