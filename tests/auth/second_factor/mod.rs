pub mod reset;
use std::process::Command;
use std::time::Duration;

use callbook::platform::clock::Timestamp;

use crate::support::{Browser, Page, TestApp, password_of};

const STEP: Duration = Duration::from_secs(30);
const DONE: &str = "Two-factor authentication was enabled successfully";

/// Returns the code of a key in groups, computed by oathtool.
pub fn digits(app: &TestApp, key: &str) -> String {
    digits_at(app.clock.now(), key)
}

pub fn digits_at(now: Timestamp, key: &str) -> String {
    let now = now.to_jiff().strftime("%Y-%m-%d %H:%M:%S UTC").to_string();
    let key = key.replace(' ', "");
    let shown = Command::new("oathtool").args(["--totp", "-b", &key, "--now", &now]).output();
    let shown = shown.expect("oathtool is installed");
    assert!(shown.status.success(), "{}", String::from_utf8_lossy(&shown.stderr));
    String::from_utf8(shown.stdout).unwrap().trim().to_owned()
}

pub fn key_of(page: &Page) -> String {
    page.text(".thing code")
}

/// Enables two-factor authentication, and returns the key and the recovery codes.
pub async fn enable(app: &TestApp, browser: &Browser) -> (String, Vec<String>) {
    let page = browser.get("/settings/two-factor/enrolment").await.expect(200).page();
    let (key, codes) = (key_of(&page), page.texts(".code-list code"));
    let form = page.form("/settings/two-factor/enrolment").tick("enrolment-saved", true);
    let reply = browser.submit(&form.fill("enrolment-code", &digits(app, &key))).await.expect(303);
    assert_eq!(reply.location(), "/settings/two-factor");
    let page = browser.follow(reply).await.expect(200).page();
    assert_eq!(page.text("#page-notice [role=status]"), DONE);
    app.pass(STEP);
    (key, codes)
}

async fn subjects(app: &TestApp) -> Vec<String> {
    app.subjects_to("alice@acme.example").await
}

#[tokio::test]
async fn two_factor_is_enabled_in_three_steps_and_asked_for_from_then_on() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let elsewhere = app.sign_in("alice").await;
    let page = alice.get("/settings").await.page();
    assert_eq!(page.text("#two-factor .ways-on a"), "Enable two-factor authentication");
    let page = alice.get("/settings/two-factor/enrolment").await.page();
    assert_eq!(page.texts(".steps h2")[0], "Save your recovery codes");
    assert_eq!(page.texts(".code-list code").len(), 10);
    let url = page.attribute(".steps a[href^='otpauth:']", "href");
    let key = key_of(&page);
    assert!(url.contains(&format!("secret={}", key.replace(' ', ""))), "{url}");
    assert!(url.starts_with("otpauth://totp/Callbook:alice%40acme.example?"), "{url}");
    assert!(key.split(' ').all(|group| group.len() == 4), "{key}");
    let again = alice.get("/settings/two-factor/enrolment").await.page();
    assert_eq!(key_of(&again), key, "a page that is loaded again offers the same");

    enable(&app, &alice).await;
    assert_eq!(
        subjects(&app).await,
        ["Two-factor authentication was enabled for your Callbook profile"]
    );
    assert_eq!(elsewhere.get("/settings").await.status, 303, "signed out elsewhere");
    let page = alice.get("/settings").await.page();
    assert_eq!(page.text("#two-factor .pills"), "on");
    assert_eq!(page.texts("#two-factor .row-name"), ["Authenticator app", "Recovery codes"]);
    assert!(page.text("#two-factor").contains("10 of 10 left"));
    let reply = app.visitor().sign_in("alice@acme.example", password_of("alice")).await;
    assert_eq!(reply.location(), "/login/challenge");
}

#[tokio::test]
async fn what_is_missing_or_wrong_is_told_and_nothing_is_enabled() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let form = async || {
        let page = alice.get("/settings/two-factor/enrolment").await.page();
        (key_of(&page), page.form("/settings/two-factor/enrolment"))
    };
    let (key, empty) = form().await;
    let page = alice.submit(&empty).await.expect(422).page();
    let errors =
        ["Save the codes, then confirm that you’ve saved them", "Enter the six-digit code"];
    assert_eq!(page.texts(".field-error"), errors);
    assert_eq!(key_of(&page), key, "with the same key");
    let right = digits(&app, &key);
    let unsaved = form().await.1.fill("enrolment-code", &right);
    let page = alice.submit(&unsaved).await.expect(422).page();
    assert_eq!(page.texts(".field-error"), errors[..1]);
    for (typed, error) in
        [("12345", "Enter only the six digits of the code"), ("000000", "Incorrect code.")]
    {
        let filled = form().await.1.tick("enrolment-saved", true).fill("enrolment-code", typed);
        let page = alice.submit(&filled).await.expect(422).page();
        assert!(page.text(".field-error").starts_with(error), "{typed}");
    }
    let spaced = format!("{} {}", &right[..3], &right[3..]);
    let filled = form().await.1.tick("enrolment-saved", true).fill("enrolment-code", &spaced);
    alice.submit(&filled).await.expect(303);
    app.deliver().await;
}

#[tokio::test]
async fn nothing_that_is_stored_gives_the_key_or_a_code_away() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let (key, codes) = enable(&app, &alice).await;
    let mut tx = app.app.db.read().await.unwrap();
    let secret =
        callbook::sql!(&mut tx, scalar Vec<u8>, "SELECT secret FROM authenticators").unwrap();
    let digests =
        callbook::sql!(&mut tx, scalars Vec<u8>, "SELECT digest FROM recovery_codes").unwrap();
    drop(tx);
    let raw = Command::new("oathtool").args(["--totp", "-b", "-v", &key.replace(' ', "")]).output();
    let raw = String::from_utf8(raw.unwrap().stdout).unwrap();
    let hex = raw.lines().find_map(|line| line.strip_prefix("Hex secret: ")).unwrap().to_owned();
    let stored: String = secret.iter().map(|byte| format!("{byte:02x}")).collect();
    assert!(!stored.contains(&hex));
    for code in codes {
        let plain = code.replace('-', "");
        assert!(
            digests.iter().all(|digest| !digest.windows(4).any(|w| w == &plain.as_bytes()[..4]))
        );
    }
    app.deliver().await;
}

#[tokio::test]
async fn recovery_codes_are_made_anew_once_they_are_saved() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    alice.get("/settings/two-factor/recovery-codes").await.expect(404);
    let (_, old) = enable(&app, &alice).await;
    let page = alice.get("/settings/two-factor/recovery-codes").await.expect(200).page();
    let new = page.texts(".code-list code");
    assert!(new.iter().all(|code| !old.contains(code)));
    let form = page.form("/settings/two-factor/recovery-codes");
    let page = alice.submit(&form).await.expect(422).page();
    assert_eq!(page.texts(".code-list code"), new);
    let form = page.form("/settings/two-factor/recovery-codes").tick("enrolment-saved", true);
    alice.submit(&form).await.expect(303);
    assert_eq!(
        subjects(&app).await[0],
        "New recovery codes were generated for your Callbook profile"
    );
    let browser = app.visitor();
    browser.sign_in("alice@acme.example", password_of("alice")).await.expect(303);
    browser.post("/login/challenge", &[("recovery", &old[0])]).await.expect(422);
    browser.post("/login/challenge", &[("recovery", &new[0])]).await.expect(303);
    app.deliver().await;
}

#[tokio::test]
async fn several_authenticators_have_names_and_the_last_one_stays() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let (first, _) = enable(&app, &alice).await;
    let page = alice.get("/settings/two-factor/enrolment").await.page();
    assert!(page.texts(".code-list").is_empty(), "the codes are there already");
    let second = key_of(&page);
    assert_ne!(first, second);
    let form =
        page.form("/settings/two-factor/enrolment").fill("enrolment-code", &digits(&app, &second));
    let page = alice.submit(&form).await.expect(422).page();
    assert_eq!(page.texts(".field-error"), ["Enter a name"]);
    let form = page
        .form("/settings/two-factor/enrolment")
        .fill("enrolment-name", "Tablet")
        .fill("enrolment-code", &digits(&app, &second));
    alice.submit(&form).await.expect(303);
    let page = alice.get("/settings").await.page();
    assert_eq!(
        page.texts("#two-factor .row-name"),
        ["Authenticator app", "Tablet", "Recovery codes"]
    );
    let removals: Vec<_> = page
        .all("#two-factor .row-actions a")
        .iter()
        .map(|link| link.attr("href").unwrap().to_owned())
        .filter(|href| href.contains("/authenticators/") && href.ends_with("/removal"))
        .collect();
    let bob = app.sign_in("bob").await;
    let name = removals[1].replace("/removal", "/name");
    bob.get(&name).await.expect(404);
    bob.post(&name, &[("name", "Mine")]).await.expect(404);
    let form = alice.get(&name).await.expect(200).page().form(&name);
    let reply = alice.submit(&form.fill("naming-name", "Old tablet")).await.expect(303);
    let page = alice.follow(reply).await.page();
    assert_eq!(page.texts("#two-factor .row-name")[1], "Old tablet");
    bob.get(&removals[0]).await.expect(404);
    bob.post(&removals[0], &[]).await.expect(404);
    app.pass(STEP);
    let page = alice.get(&removals[0]).await.expect(200).page();
    assert_eq!(page.text("h1"), "Remove this authenticator app?");
    alice.submit(&page.form(&removals[0])).await.expect(303);
    let page = alice.get(&removals[1]).await.expect(200).page();
    assert!(page.text(".notice").starts_with("This is your only authenticator app."));
    alice.post(&removals[1], &[]).await.expect(404);
    assert_eq!(
        subjects(&app).await[..2],
        [
            "An authenticator app was removed from your Callbook profile",
            "An authenticator app was added to your Callbook profile"
        ]
    );
}

#[tokio::test]
async fn it_is_disabled_after_a_question_and_the_password_is_enough_again() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    enable(&app, &alice).await;
    let page = alice.get("/settings/two-factor/removal").await.expect(200).page();
    let reply = alice.submit(&page.form("/settings/two-factor/removal")).await.expect(303);
    let page = alice.follow(reply).await.page();
    assert!(page.text("#page-notice").starts_with("Two-factor authentication was disabled."));
    assert_eq!(
        subjects(&app).await[0],
        "Two-factor authentication was disabled for your Callbook profile"
    );
    let reply = app.visitor().sign_in("alice@acme.example", password_of("alice")).await;
    assert_eq!(reply.location(), "/");
    // It cannot be turned off twice.
    alice.get("/settings/two-factor/removal").await.expect(404);
    alice.post("/settings/two-factor/removal", &[]).await.expect(404);
}

#[tokio::test]
async fn an_authenticator_outlives_a_rotation_of_the_secret_key() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let (key, _) = enable(&app, &alice).await;
    let rotated = app.rotated().await;
    rotated.sign_in("alice@acme.example", password_of("alice")).await.expect(303);
    let code = digits(&app, &key);
    rotated.post("/login/challenge", &[("code", &code)]).await.expect(303);
    app.deliver().await;
}

#[tokio::test]
async fn whoever_lost_it_all_is_helped_on_the_console() {
    use callbook::auth::second_factor::enrolment::{Reset, reset_on_console};
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    enable(&app, &alice).await;
    let address = "ALICE@acme.example".parse().unwrap();
    for expected in [Reset::Done, Reset::NotOn] {
        let mut change = app.change().await;
        change.act_as(callbook::core::actor::Actor::console());
        let reset = reset_on_console(&mut change, &address).await.unwrap();
        change.commit().await.unwrap();
        assert_eq!(reset, expected);
    }
    alice.get("/settings").await.expect(303);
    assert_eq!(
        subjects(&app).await[0],
        "Two-factor authentication was disabled for your Callbook profile"
    );
    let reply = app.visitor().sign_in("alice@acme.example", password_of("alice")).await;
    assert_eq!(reply.location(), "/");
}
