use std::time::Duration;

use crate::accounts::{elsewhere, page_of};
use crate::auth::second_factor::{digits, enable};
use crate::support::{Browser, TestApp, password_of};
use crate::users::emails::add_proved;
use crate::users::phones;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Returns Bob with a second factor and its key, and Carol, who requests its reset.
async fn asked(app: &TestApp) -> (Browser, Browser, String, String) {
    let (bob, carol) = (app.sign_in("bob").await, app.sign_in("carol").await);
    let (key, _) = enable_dutch(app, &bob).await;
    let path = page_of(&carol, "Bob Bakker").await;
    let page = carol.get(&format!("{path}/second-factor")).await.expect(200).page();
    carol.submit(&page.form(&format!("{path}/second-factor"))).await.expect(303);
    (bob, carol, key, path)
}

async fn enable_dutch(app: &TestApp, bob: &Browser) -> (String, Vec<String>) {
    read_english(bob).await;
    enable(app, bob).await
}

/// Sets Bob's language from Dutch to English, in which the steps are read.
async fn read_english(bob: &Browser) {
    let page = bob.get("/settings").await.page();
    let form = page.form("/settings/other").fill("other-language", "English");
    bob.submit(&form).await.expect(303);
    bob.get("/settings").await;
}

/// Returns the path that the correct password leads to.
async fn door(app: &TestApp) -> String {
    let browser = app.visitor();
    browser.set_cookie("device", &app.device_of("bob@acme.example").await);
    browser.sign_in("bob@acme.example", password_of("bob")).await.expect(303).location().to_owned()
}

#[tokio::test]
async fn a_lost_second_factor_is_reset_a_day_later_and_every_address_is_told() {
    let app = TestApp::new().await;
    let bob = app.sign_in("bob").await;
    read_english(&bob).await;
    phones::add(&bob, "NL", "0612345678", "sms").await.expect(303);
    phones::type_code(&bob, &phones::first(&bob).await, &app.code().await).await.expect(303);
    let (bob, carol, _, path) = asked(&app).await;
    let subjects = app.subjects_to("bob@acme.example").await;
    assert_eq!(subjects[0], "An admin requested a reset of your Callbook second factor");
    assert!(app.texts_to("bob@acme.example").await[0].contains("log_"), "with a receipt");
    assert!(carol.get(&path).await.page().text("#leaving").contains("restablecerá"));
    let by_sms = app.heard_at("+31612345678").await.remove(0);
    assert!(by_sms.contains("second factor") && by_sms.contains("24 hours"), "{by_sms}");
    for page in ["/settings", "/deliveries"] {
        let told = bob.get(page).await.page().text(".standing");
        assert!(told.starts_with("Someone asked to remove your second factor."), "{told}");
    }
    app.pass(DAY - Duration::from_secs(60));
    app.deliver().await;
    assert_eq!(door(&app).await, "/login/challenge", "not yet");
    app.pass(Duration::from_secs(60));
    app.deliver().await;
    bob.get("/settings").await.expect(303);
    assert_eq!(door(&app).await, "/");
    assert_eq!(
        app.subjects_to("bob@acme.example").await[0],
        "Your Callbook second factor was removed"
    );
}

#[tokio::test]
async fn whoever_still_has_it_says_no_and_it_stays() {
    let app = TestApp::new().await;
    let (_, carol, key, path) = asked(&app).await;
    let link = app.link("veto").await;
    let reader = app.visitor();
    let page = reader.follow(reader.get(&link).await.expect(303)).await.expect(200).page();
    let reply = reader.submit(&page.form("/links/veto")).await.expect(200);
    assert!(
        reply
            .page()
            .text("main")
            .contains("The reset was canceled. Your second factor is unchanged.")
    );
    reader.submit(&page.form("/links/veto")).await.expect(422);
    app.pass(DAY);
    app.deliver().await;
    assert_eq!(door(&app).await, "/login/challenge");
    let _ = digits(&app, &key);
    assert!(app.subjects_to("bob@acme.example").await[0].contains("canceled"));
    let page = carol.get(&path).await;
    assert_eq!(page.status, 200);
    reader.follow(reader.get(&crate::support::altered(&link)).await).await.expect(404);
}

#[tokio::test]
async fn an_admin_takes_the_question_back() {
    let app = TestApp::new().await;
    let (_, carol, _, path) = asked(&app).await;
    let form = carol.get(&path).await.page().form_of_button("Cancelar el restablecimiento");
    carol.submit(&form).await.expect(303);
    app.pass(DAY);
    app.deliver().await;
    let subjects = app.subjects_to("bob@acme.example").await;
    assert!(subjects.contains(&"The reset of your Callbook second factor was canceled".to_owned()));
    assert_eq!(door(&app).await, "/login/challenge");
}

#[tokio::test]
async fn a_person_of_two_accounts_is_nobodys_to_reset() {
    let app = TestApp::new().await;
    let (other, _) = elsewhere(&app).await;
    let (_, _, _, path) = asked(&app).await;
    let share = async || {
        let mut change = app.change().await;
        let bob = callbook::sql!(&mut change, scalar callbook::platform::ids::UserId,
            "SELECT user_id FROM emails WHERE address = 'bob@acme.example'")
        .unwrap();
        let roles = callbook::accounts::account::Roles::default();
        let _now = app.clock.now();
        callbook::accounts::account::add_member(&mut change, other, bob, roles).await.unwrap();
        change.commit().await.unwrap();
    };
    share().await;
    // The other account's admin neither sees nor withdraws this account's request.
    let mallory = app.visitor();
    mallory.sign_in("mallory@other.example", password_of("bob")).await.expect(303);
    let bobs = page_of(&mallory, "Bob Bakker").await;
    let page = mallory.get(&bobs).await.page();
    assert!(page.all("#leaving form[action*=\"/second-factor\"]").is_empty());
    let action = format!("{bobs}/second-factor?account={other}");
    mallory.post(&action, &[("withdraw", "true")]).await.expect(303);
    app.pass(DAY);
    app.deliver().await;
    let subjects = app.subjects_to("bob@acme.example").await;
    assert!(
        !subjects.contains(&"The reset of your Callbook second factor was canceled".to_owned())
    );
    assert_eq!(door(&app).await, "/login/challenge", "shared by the time it was due");
    let carol = app.sign_in("carol").await;
    let page = carol.get(&format!("{path}/second-factor")).await.expect(200).page();
    let reply = carol.submit(&page.form(&format!("{path}/second-factor"))).await.expect(422);
    assert!(reply.page().text("main").contains("otra cuenta"));
}

#[tokio::test]
async fn asking_needs_a_proof_and_a_factor_and_is_not_for_oneself() {
    let app = TestApp::new().await;
    let carol = app.sign_in("carol").await;
    let bob = page_of(&carol, "Bob Bakker").await;
    let own = page_of(&carol, "Carol Castillo").await;
    for (path, why) in [(&bob, "no tiene segundo factor"), (&own, "Mis ajustes»")] {
        let page = carol.get(&format!("{path}/second-factor")).await.expect(200).page();
        let reply = carol.submit(&page.form(&format!("{path}/second-factor"))).await.expect(422);
        assert!(reply.page().text("[role=alert]").contains(why), "{why}");
    }
    app.pass(Duration::from_secs(16 * 60));
    carol.get(&format!("{bob}/second-factor")).await.expect(401);
}

#[tokio::test]
async fn an_address_that_was_added_lately_cannot_say_no() {
    let app = TestApp::new().await;
    app.pass(Duration::from_secs(60));
    let bob = app.sign_in("bob").await;
    read_english(&bob).await;
    add_proved(&app, &bob, "bob@young.example").await;
    asked(&app).await;
    let told = |address| app.subjects_to(address);
    for address in ["bob@acme.example", "bob@young.example"] {
        assert_eq!(
            told(address).await[0],
            "An admin requested a reset of your Callbook second factor"
        );
    }
    assert_eq!(app.links_to("bob@acme.example", "veto").await.len(), 1);
    assert!(app.links_to("bob@young.example", "veto").await.is_empty());
}
