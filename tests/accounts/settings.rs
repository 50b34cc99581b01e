use crate::accounts::account::{account_of, count, form, make, news};
use crate::auth::second_factor::enable;
use crate::support::{Browser, Form, TestApp};

const PAGE: &str = "/account-settings";
const INTERFACES: &str = "/account-settings/interfaces";
const FACTOR: &str = "/account-settings/second-factor";
const SESSIONS: &str = "/account-settings/sessions";
const CHANGED: &str = "audit WHERE event LIKE '%account_changed%' AND scope = 'account'";

pub async fn form_of(browser: &Browser, path: &str) -> Form {
    form(&browser.get(PAGE).await.expect(200).page(), path)
}

/// Requires a second factor by the choice with this label.
pub async fn require(browser: &Browser, from: &str) {
    let form = form_of(browser, FACTOR).await.fill("factor-second_factor", from);
    browser.submit(&form).await.expect(303);
}

#[tokio::test]
async fn an_admin_changes_name_and_limit_and_it_is_written_down() {
    let app = TestApp::new().await;
    let carol = app.sign_in("carol").await;
    let form = form_of(&carol, PAGE).await;
    assert_eq!((form.value("basics-name"), form.value("basics-user_limit")), ("Acme Ops", ""));
    let form = form.fill("basics-name", " Acme  Works ").fill("basics-user_limit", "3");
    let reply = carol.submit(&form).await.expect(303);
    let said = "Se han guardado los ajustes de la cuenta.";
    assert_eq!(news(&carol, reply).await, said);
    let form = form_of(&carol, PAGE).await;
    assert_eq!((form.value("basics-name"), form.value("basics-user_limit")), ("Acme Works", "3"));
    assert_eq!(count(&app, CHANGED).await, 1);
    carol.submit(&form).await.expect(303);
    assert_eq!(count(&app, CHANGED).await, 1, "what changes nothing is no event");
    carol.submit(&form.fill("basics-user_limit", "")).await.expect(303);
    assert_eq!(form_of(&carol, PAGE).await.value("basics-user_limit"), "");
}

#[tokio::test]
async fn a_limit_that_will_not_do_says_why_and_keeps_what_was_typed() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let malformed = "Enter a whole number from 1 to 1,000,000, or leave it empty";
    let below = "There are 3 people in the account. Enter at least 3, or remove some of them first";
    for (typed, error) in [("many", malformed), ("0", malformed), ("2", below)] {
        let form = form_of(&alice, PAGE).await;
        let form = form.fill("basics-name", "Other").fill("basics-user_limit", typed);
        let page = alice.submit(&form).await.expect(422).page();
        assert_eq!(page.text("#basics .field-error"), error);
        let kept = crate::accounts::account::form(&page, PAGE);
        assert_eq!((kept.value("basics-name"), kept.value("basics-user_limit")), ("Other", typed));
        assert!(page.text("title").starts_with("Error: Account Settings"));
    }
    assert_eq!(count(&app, "accounts WHERE user_limit IS NOT NULL").await, 0);
    assert_eq!(count(&app, "accounts WHERE name = 'Acme Ops'").await, 1);
}

#[tokio::test]
async fn messages_and_the_older_api_are_switched_on_and_off() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let all = [
        "interfaces-hippanotifications",
        "interfaces-older_api",
        "interfaces-older_api_deprecated",
        "interfaces-if_match",
    ];
    for on in [true, false] {
        let form = all.iter().fold(form_of(&alice, INTERFACES).await, |f, id| f.tick(id, on));
        alice.submit(&form).await.expect(303);
        let form = form_of(&alice, INTERFACES).await;
        assert_eq!(all.map(|id| form.is_ticked(id)), [on; 4]);
    }
    assert_eq!(count(&app, CHANGED).await, 2);
}

#[tokio::test]
async fn each_form_goes_stale_by_itself() {
    let app = TestApp::new().await;
    let (alice, carol) = (app.sign_in("alice").await, app.sign_in("carol").await);
    let name = form_of(&alice, PAGE).await.fill("basics-name", "By Alice");
    let api = form_of(&alice, INTERFACES).await.tick("interfaces-older_api", true);
    let factor = form_of(&alice, FACTOR).await.fill("factor-second_factor", "In 7 days");
    let lengths = form_of(&alice, SESSIONS).await.fill("lengths-idle", "1 hour");
    let theirs = form_of(&carol, PAGE).await.fill("basics-name", "By Carol");
    carol.submit(&theirs).await.expect(303);
    let page = alice.submit(&name).await.expect(409).page();
    assert!(page.text("#basics [role=alert]").starts_with("This was changed in another tab"));
    let kept = form(&page, PAGE);
    assert_eq!(kept.value("basics-name"), "By Alice");
    alice.submit(&api).await.expect(303);
    alice.submit(&factor).await.expect(303);
    alice.submit(&lengths).await.expect(303);
    for stale in [api, factor, lengths] {
        alice.submit(&stale).await.expect(409);
    }
    alice.submit(&kept).await.expect(303);
    account_of(&app, "By Alice").await;
}

#[tokio::test]
async fn a_second_factor_is_required_from_a_day_that_is_shown() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let page = alice.get(PAGE).await.page();
    assert!(page.text("#factor").contains("3 of 3 people don’t have one yet."));
    enable(&app, &alice).await;
    let page = alice.get(PAGE).await.page();
    assert!(page.text("#factor").contains("2 of 3 people don’t have one yet."));
    require(&alice, "In 7 days").await;
    let form = form_of(&alice, FACTOR).await;
    assert_eq!(form.value("factor-second_factor"), "kept");
    let page = alice.get(PAGE).await.page();
    let shown = page.text("#factor option[selected]");
    assert!(shown.starts_with("Required from ") && shown.contains("November 29"), "{shown}");
    alice.submit(&form).await.expect(303);
    assert_eq!(count(&app, CHANGED).await, 1, "kept as it is");
    require(&alice, "Not required").await;
    assert_eq!(count(&app, "accounts WHERE second_factor_from IS NULL").await, 1);
    app.deliver().await;
}

#[tokio::test]
async fn an_admin_does_not_lock_themselves_out() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let form = form_of(&alice, FACTOR).await.fill("factor-second_factor", "Immediately");
    let page = alice.submit(&form).await.expect(422).page();
    let error = page.text("#factor .field-error");
    assert!(error.starts_with("You don’t have a second factor yet"), "{error}");
    assert_eq!(count(&app, "accounts WHERE second_factor_from IS NULL").await, 1);
    enable(&app, &alice).await;
    require(&alice, "Immediately").await;
    alice.get(PAGE).await.expect(200);
    app.deliver().await;
}

#[tokio::test]
async fn sessions_last_at_least_as_long_as_they_may_be_unused() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let form = form_of(&alice, SESSIONS).await;
    let short = form.clone().fill("lengths-absolute", "12 hours");
    let page = alice.submit(&short).await.expect(422).page();
    let error = "Choose a maximum session length that is not shorter than the inactivity limit";
    assert_eq!(page.text("#lengths .field-error"), error);
    assert_eq!(crate::accounts::account::form(&page, SESSIONS).value("lengths-absolute"), "43200");
    let long = short.fill("lengths-idle", "8 hours");
    alice.submit(&long).await.expect(303);
    let form = form_of(&alice, SESSIONS).await;
    assert_eq!((form.value("lengths-idle"), form.value("lengths-absolute")), ("28800", "43200"));
}

#[tokio::test]
async fn what_is_not_offered_is_not_taken() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    for (path, name, value) in [
        (FACTOR, "second_factor", "1"),
        (FACTOR, "second_factor", ""),
        (SESSIONS, "idle", "1"),
        (SESSIONS, "absolute", "-1"),
    ] {
        let form = form_of(&alice, path).await.forge(name, value);
        let page = alice.submit(&form).await.expect(422).page();
        assert_eq!(page.text(".field-error"), "Choose one of the options in the list");
    }
    // The path of a refused form, which stays in the address bar, shows the page again.
    for path in [INTERFACES, FACTOR, SESSIONS] {
        alice.get(path).await.expect(200);
    }
}

#[tokio::test]
async fn only_admins_of_the_account_come_here() {
    let app = TestApp::new().await;
    let bob = app.sign_in("bob").await;
    let acme = account_of(&app, "Acme Ops").await;
    for path in [PAGE, INTERFACES, FACTOR, SESSIONS] {
        bob.get(path).await.expect(404);
        bob.post(&format!("{path}?account={acme}"), &[("name", "Bob's")]).await.expect(404);
    }
    // In an account of his own he is an admin; the other account's forms stay closed to him.
    make(&bob, "Zonen").await.expect(303);
    bob.get(PAGE).await.expect(200);
    bob.post(&format!("{PAGE}?account={acme}"), &[("name", "Bob's")]).await.expect(409);
    account_of(&app, "Acme Ops").await;
}

#[tokio::test]
async fn a_script_gets_the_card_alone() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    for (path, slug, field) in [
        (INTERFACES, "interfaces", ("interfaces-if_match", "")),
        (FACTOR, "factor", ("factor-second_factor", "In 7 days")),
        (SESSIONS, "lengths", ("lengths-idle", "8 hours")),
    ] {
        let shown = form_of(&alice, path).await;
        let changed = match field {
            (id, "") => shown.clone().tick(id, true),
            (id, label) => shown.clone().fill(id, label),
        };
        let page = alice.submit_by_script(&changed).await.expect(200).page();
        assert!(page.all("main").is_empty(), "{slug} alone");
        assert_eq!(page.text(&format!("#{slug} [role=status]")), "Account settings saved.");
        let card = form(&page, path);
        assert_eq!(card.encode(), form_of(&alice, path).await.encode(), "{slug} as it is stored");
        let page = alice.submit_by_script(&changed).await.expect(409).page();
        let stale = page.text(&format!("#{slug} [role=alert]"));
        assert!(stale.starts_with("This was changed in another tab"), "{stale}");
    }
    // A new name stands around the card as well, so the whole page is loaded anew.
    let renamed = form_of(&alice, PAGE).await.fill("basics-name", "Acme Works");
    let reply = alice.submit_by_script(&renamed).await;
    assert_eq!(reply.header("hx-redirect"), PAGE);
    assert_eq!(form_of(&alice, PAGE).await.value("basics-name"), "Acme Works");
}
