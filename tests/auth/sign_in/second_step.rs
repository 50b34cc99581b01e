use std::time::Duration;

use futures_util::future::join_all;

use crate::accounts::account::count;
use crate::auth::second_factor::{digits, enable};
use crate::support::{Browser, TestApp, password_of};

const STEP: Duration = Duration::from_secs(30);
const MINUTE: Duration = Duration::from_secs(60);
const PATH: &str = "/login/challenge";

/// Returns Alice with a second factor, and a browser in which her password was entered.
async fn challenged() -> (TestApp, Browser, String, Vec<String>) {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let (key, codes) = enable(&app, &alice).await;
    app.deliver().await;
    let browser = claim(&app).await;
    (app, browser, key, codes)
}

async fn claim(app: &TestApp) -> Browser {
    let browser = app.visitor();
    browser.sign_in("alice@acme.example", password_of("alice")).await.expect(303);
    browser
}

fn wrong(right: &str) -> String {
    format!("{:06}", (right.parse::<u32>().unwrap() + 1) % 1_000_000)
}

#[tokio::test]
async fn the_code_of_the_app_signs_in_and_leads_where_one_was_going() {
    let (app, _, key, _) = challenged().await;
    let browser = app.visitor();
    let reply = browser.get("/settings/other").await;
    let page = browser.follow(reply).await.page();
    let form = page.form("/login").fill("sign-in-email", "alice@acme.example");
    let reply = browser.submit(&form.fill("sign-in-password", password_of("alice"))).await;
    assert_eq!(reply.location(), "/login/challenge?next=%2Fsettings%2Fother");
    let page = browser.follow(reply).await.expect(200).page();
    assert_eq!(page.text("h1"), "Two-factor authentication");
    let next = page.all("input[name=next]")[0].attr("value").unwrap().to_owned();
    let fields = [("next", next.as_str()), ("code", &digits(&app, &key))];
    let reply = browser.post(PATH, &fields).await.expect(303);
    assert_eq!(reply.location(), "/settings/other");
    browser.follow(reply).await.expect(200);
}

#[tokio::test]
async fn mfa_everywhere() {
    let (app, browser, _, _) = challenged().await;
    // The password alone opens no page, form or reauthentication.
    for path in ["/settings", "/settings/two-factor/enrolment", "/deliveries", "/sudo", "/"] {
        assert!(browser.get(path).await.expect(303).location().starts_with("/login"), "{path}");
    }
    for path in ["/settings/general", "/settings/password", "/sudo", "/settings/two-factor/removal"]
    {
        browser.post(path, &[("proof", password_of("alice"))]).await.expect(401);
    }
    // Every route that begins a session: the second step is between these and the settings.
    let minted = callbook::app::router::routes().list().into_iter().filter(|route| {
        ["/login", "/login/challenge", "/setup/{token}", "/sudo", "/links/welcome"]
            .contains(&&*route.path)
    });
    assert_eq!(minted.count(), 10);
    browser.get(PATH).await.expect(200);
    assert_eq!(app.visitor().get(PATH).await.expect(303).location(), "/login");
    app.visitor().post(PATH, &[("code", "000000")]).await.expect(303);
}

#[tokio::test]
async fn totp_replay() {
    let (app, browser, key, _) = challenged().await;
    let code = digits(&app, &key);
    browser.post(PATH, &[("code", &code)]).await.expect(303);
    let second = claim(&app).await;
    let page = second.post(PATH, &[("code", &code)]).await.expect(422).page();
    assert_eq!(
        page.text(".field-error"),
        "This code has already been used. Wait for the next one."
    );
    // The previous code still works, an older one does not.
    app.pass(STEP);
    let before = digits(&app, &key);
    app.pass(STEP);
    claim(&app).await.post(PATH, &[("code", &before)]).await.expect(303);
    app.pass(STEP);
    let late = digits(&app, &key);
    app.pass(STEP * 2);
    second.post(PATH, &[("code", &late)]).await.expect(422);
}

#[tokio::test]
async fn race_once_for_second_factors() {
    let (app, _, key, codes) = challenged().await;
    for field in [("code", digits(&app, &key)), ("recovery", codes[0].clone())] {
        let browsers: Vec<_> = join_all((0..8).map(|_| claim(&app))).await;
        let fields = [(field.0, field.1.as_str())];
        let posts = (0..200).map(|n| browsers[n % 8].post(PATH, &fields));
        let replies = join_all(posts).await;
        let entered = replies.iter().filter(|r| r.status == 303 && r.location() == "/").count();
        assert_eq!(entered, 1, "{}", field.0);
        assert!(replies.iter().all(|reply| [303, 422, 429, 503].contains(&reply.status)));
        // The losing requests used up the attempts of their network for a day.
        app.pass(Duration::from_secs(24 * 60 * 60));
    }
    app.deliver().await;
}

#[tokio::test]
async fn a_recovery_code_signs_in_once_tells_its_owner_and_says_when_few_are_left() {
    let (app, browser, _, codes) = challenged().await;
    browser.post(PATH, &[("recovery", &codes[0].to_uppercase())]).await.expect(303);
    browser.get("/settings").await.expect(200);
    let subjects = app.subjects_to("alice@acme.example").await;
    let news =
        ["A recovery code was used to sign in to Callbook", "New sign-in to your Callbook profile"];
    assert!(news.iter().all(|news| subjects[..2].iter().any(|subject| subject == news)));
    claim(&app).await.post(PATH, &[("recovery", &codes[0])]).await.expect(422);
    for (n, code) in codes[1..7].iter().enumerate() {
        let browser = claim(&app).await;
        let reply = browser.post(PATH, &[("recovery", code)]).await.expect(303);
        let page = browser.get(reply.location()).await;
        let page = browser.follow(page).await.page();
        let said = page.texts("#page-notice [role=status]");
        match n {
            5 => assert_eq!(
                said,
                [
                    "You have 3 recovery codes left. Generate new ones under Two-factor Authentication."
                ]
            ),
            _ => assert!(said.is_empty(), "{n}"),
        }
    }
    app.deliver().await;
}

#[tokio::test]
async fn lockout_all_paths() {
    let (app, browser, key, codes) = challenged().await;
    let mut right = digits(&app, &key);
    let other = claim(&app).await;
    for n in 0..5 {
        let on = [&browser, &other][n % 2];
        match n {
            4 => on.post(PATH, &[("recovery", "zzzz-zzzz-zzzz-zzzz-zzzz-zzzz")]).await.expect(422),
            _ => on.post(PATH, &[("code", &wrong(&right))]).await.expect(422),
        };
    }
    // Even the correct code is not checked now, in any browser; nor is a recovery code.
    for on in [&browser, &other, &claim(&app).await] {
        on.post(PATH, &[("code", &right)]).await.expect(429);
        on.post(PATH, &[("recovery", &codes[0])]).await.expect(429);
    }
    app.pass(STEP);
    right = digits(&app, &key);
    browser.post(PATH, &[("code", &wrong(&right))]).await.expect(422);
    app.pass(STEP);
    browser.post(PATH, &[("code", &right)]).await.expect(429);
    app.pass(STEP);
    browser.post(PATH, &[("code", &digits(&app, &key))]).await.expect(303);
    // The correct code resets the wrong ones.
    let again = claim(&app).await;
    again.post(PATH, &[("code", "000000")]).await.expect(422);
    app.deliver().await;
}

#[tokio::test]
async fn after_a_hundred_wrong_codes_no_code_is_looked_at_any_more() {
    let (app, _, key, _) = challenged().await;
    let user = "alice@acme.example";
    let mut tx = app.app.db.begin().await.unwrap();
    callbook::sql!(&mut tx, execute,
        "UPDATE users SET factor_tries = 99 WHERE id = (SELECT user_id FROM emails WHERE address = $1)",
        user)
    .unwrap();
    tx.commit().await.unwrap();
    let browser = claim(&app).await;
    browser.post(PATH, &[("code", &wrong(&digits(&app, &key)))]).await.expect(422);
    app.pass(Duration::from_secs(2 * 24 * 60 * 60));
    let browser = claim(&app).await;
    let page = browser.post(PATH, &[("code", &digits(&app, &key))]).await.expect(429).page();
    assert!(
        page.text(".notice.bad").contains("we only accept codes from browsers you’ve used before")
    );
}

#[tokio::test]
async fn a_claim_is_good_for_ten_minutes_and_for_the_password_it_was_made_with() {
    let (app, browser, key, _) = challenged().await;
    app.pass(MINUTE * 10 - Duration::from_millis(1));
    browser.get(PATH).await.expect(200);
    app.pass(Duration::from_millis(1));
    browser.get(PATH).await.expect(303);
    browser.post(PATH, &[("code", &digits(&app, &key))]).await.expect(303);
    browser.get("/settings").await.expect(303);

    let browser = claim(&app).await;
    let mut tx = app.app.db.begin().await.unwrap();
    callbook::sql!(&mut tx, execute, "UPDATE users SET epoch = epoch + 1").unwrap();
    tx.commit().await.unwrap();
    app.pass(STEP);
    let code = digits(&app, &key);
    let late = app.visitor();
    browser.share_cookies_with(&late);
    // A wrong code counts nothing here: someone who knew the old password delays nobody.
    for (browser, code) in [(&late, wrong(&code)), (&browser, code)] {
        let reply = browser.post(PATH, &[("code", &code)]).await.expect(303);
        assert_eq!(reply.location(), "/login");
        browser.get("/settings").await.expect(303);
    }
    assert_eq!(count(&app, "users WHERE factor_tries > 0").await, 0);
}

#[tokio::test]
async fn reset_keeps_2fa() {
    let (app, _, key, _) = challenged().await;
    let visitor = app.visitor();
    visitor.post("/forgot-password/new", &[("email", "alice@acme.example")]).await.expect(303);
    let link = app.link("reset").await;
    let reply = visitor.get(&link).await;
    let page = visitor.follow(reply).await.page();
    let new = "velvet tractor mosaic dune";
    let form = page.form("/links/reset").fill("reset-new", new).fill("reset-confirm", new);
    visitor.submit(&form).await.expect(303);
    let browser = app.visitor();
    let reply = browser.sign_in("alice@acme.example", new).await;
    assert_eq!(reply.location(), PATH);
    browser.get("/settings").await.expect(303);
    browser.post(PATH, &[("code", &digits(&app, &key))]).await.expect(303);
    browser.get("/settings").await.expect(200);
    app.deliver().await;
}

#[tokio::test]
async fn what_is_typed_wrong_is_told_beside_its_input_and_not_sent_back() {
    let (_app, browser, _, codes) = challenged().await;
    let page = browser.post(PATH, &[("code", "")]).await.expect(422).page();
    assert_eq!(page.text(".field-error"), "Enter the six-digit code");
    let page = browser.post(PATH, &[("recovery", "nonsense")]).await.expect(422).page();
    assert_eq!(page.attribute("details.lost", "open"), "");
    assert!(page.text(".field-error").starts_with("Enter the 24 letters"));
    let other = codes[0].replace(&codes[0][..4], "0000");
    let reply = browser.post(PATH, &[("recovery", &other)]).await.expect(422);
    assert!(!reply.text.contains(&other));
}

/// `lockout_dos` for the second factor: a stranger who knows the password.
#[tokio::test]
async fn strangers_cannot_make_the_owner_wait_in_a_known_browser() {
    let (app, _, key, _) = challenged().await;
    let owner = app.visitor();
    owner.set_cookie("device", &app.device_of("alice@acme.example").await);
    owner.sign_in("alice@acme.example", password_of("alice")).await.expect(303);
    let stranger = claim(&app).await;
    for _ in 0..5 {
        stranger.post(PATH, &[("code", "000000")]).await.expect(422);
    }
    let right = digits(&app, &key);
    stranger.post(PATH, &[("code", &right)]).await.expect(429);
    owner.post(PATH, &[("code", "000000")]).await.expect(422);
    owner.post(PATH, &[("code", &right)]).await.expect(303);
    owner.get("/settings").await.expect(200);
    // A known browser has a limit of its own.
    owner.post("/logout", &[]).await.expect(303);
    owner.sign_in("alice@acme.example", password_of("alice")).await.expect(303);
    for _ in 0..10 {
        owner.post(PATH, &[("code", "000000")]).await.expect(422);
    }
    owner.post(PATH, &[("code", "000000")]).await.expect(429);
    app.deliver().await;
}
