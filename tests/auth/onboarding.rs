use std::time::Duration;

use crate::auth::activation::{newcomer, set};
use crate::support::{Browser, Page, TestApp};
use crate::users::phones::add;

const PASSWORD: &str = "velvet tractor mosaic dune";

/// Returns the browser of a new person who has just set their password.
async fn fresh(app: &TestApp) -> Browser {
    let (dora, _) = newcomer(app).await;
    set(&dora, PASSWORD).await.expect(303);
    dora
}

async fn at(browser: &Browser, path: &str) -> String {
    browser.get(path).await.expect(303).location().to_owned()
}

/// Lists the state of every step.
fn progress(page: &Page) -> Vec<String> {
    page.texts(".progress-state")
}

#[tokio::test]
async fn the_wizard_leads_a_new_person_to_an_answered_test() {
    // The end of an alert's five minutes stays due.
    let app = TestApp::new().await.leave_work();
    let dora = fresh(&app).await;
    assert_eq!(at(&dora, "/").await, "/welcome");
    assert_eq!(at(&dora, "/welcome").await, "/welcome/region");
    let page = dora.get("/welcome/region").await.expect(200).page();
    assert_eq!(progress(&page), ["Done", "Current", "Upcoming", "Upcoming"]);
    assert_eq!(page.texts("[aria-current=step] .progress-name"), ["Time and language"]);
    assert_eq!(page.form("/welcome/region").value("wizard-language"), "en");
    let form = page.form("/welcome/region").fill("wizard-language", "Deutsch");
    let page =
        dora.submit(&form.clone().forge("time_zone", "Mars/Olympus")).await.expect(422).page();
    assert_eq!(
        page.texts(".field-error"),
        ["No matching time zone. Try a nearby city, the country, or an offset such as +2."]
    );
    assert_eq!(page.form("/welcome/region").value("wizard-language"), "de");
    let reply = dora.submit(&form.forge("time_zone", "Europe/Berlin")).await;
    assert_eq!(reply.location(), "/welcome/phone");
    let page = dora.follow(reply).await.expect(200).page();
    assert_eq!(page.attribute("html", "lang"), "de");
    assert_eq!(progress(&page), ["Erledigt", "Erledigt", "Jetzt", "Kommt noch"]);

    // The phone that the admin typed is unverified; only she requests its code.
    assert_eq!(page.text(".thing").trim_start_matches("🇳🇱 "), "+31 6 12345678");
    let path = page.all("form.resend")[0].attr("action").unwrap().to_owned();
    let reply = dora.post(&path, &[("method", "sms")]).await.expect(303);
    let page = dora.follow(reply).await.expect(200).page();
    let verify = path.replace("/codes", "/verification");
    let code = app.code().await;
    let wrong = if code == "000000" { "000001" } else { "000000" };
    let form = page.form(&verify);
    let page = dora.submit(&form.clone().fill("verification-code", wrong)).await.expect(422).page();
    assert!(page.text(".field-error").contains("noch 4 Versuche"));
    assert_eq!(at(&dora, &verify).await, "/welcome/phone");
    let reply = dora.submit(&form.fill("verification-code", &code)).await;
    assert_eq!(reply.location(), "/welcome/test");
    let page = dora.follow(reply).await.expect(200).page();
    assert_eq!(page.text(".notice"), "Telefonnummer erfolgreich bestätigt");
    assert_eq!(progress(&page), ["Erledigt", "Erledigt", "Erledigt", "Jetzt"]);
    assert_eq!(at(&dora, "/welcome/phone").await, "/welcome/test", "it is not asked again");

    assert!(page.all(".trial").is_empty(), "nothing was sent yet");
    let reply = dora.submit(&page.form("/welcome/test")).await;
    dora.follow(reply).await.expect(200);
    app.deliver().await;
    let page = dora.get("/welcome/test").await.expect(200).page();
    assert!(page.text(".test").starts_with("Wir warten auf deine Antwort."));
    assert!(dora.get("/settings").await.page().text(".attention").contains("Einrichtung"));
    let reply = dora.submit(&page.form("/settings/test-alert/answer")).await;
    assert_eq!(reply.location(), "/welcome/test");
    let page = dora.follow(reply).await.expect(200).page();
    assert_eq!(page.texts(".trial button"), ["Einrichtung abschließen"]);
    let end = page.all(".trial form")[0].attr("action").unwrap().to_owned();
    let reply = dora.post(&end, &[("arrived", "yes")]).await;
    assert_eq!(reply.location(), "/settings");
    let page = dora.follow(reply).await.expect(200).page();
    assert_eq!(page.text("#page-notice [role=status]"), "Alles bereit. Wir können dich erreichen.");
    assert!(page.all(".attention").is_empty());
    for path in ["/", "/welcome", "/welcome/region", "/welcome/phone", "/welcome/test"] {
        assert_eq!(at(&dora, path).await, "/settings", "{path}");
    }
}

#[tokio::test]
async fn every_step_can_wait_and_all_of_them_can_be_waved_away() {
    let app = TestApp::new().await;
    let dora = fresh(&app).await;
    let page = dora.get("/welcome/region").await.page();
    assert_eq!(page.texts("a[href='/welcome/phone']"), ["Do this later"]);
    let page = dora.get("/welcome/phone").await.page();
    assert_eq!(progress(&page), ["Done", "Skipped", "Current", "Upcoming"]);
    assert_eq!(page.texts("a[href='/welcome/test']"), ["Do this later"]);
    let page = dora.get("/welcome/test").await.page();
    assert_eq!(progress(&page), ["Done", "Skipped", "Skipped", "Current"]);
    assert_eq!(page.texts(".wide"), ["Send me a test alert"]);
    assert_eq!(at(&dora, "/welcome").await, "/welcome/region", "where she left off");
    // Someone may live in UTC, the default: the step is done when it is answered.
    let region = dora.get("/welcome/region").await.page();
    assert_eq!(region.all("[data-prefilled]").len(), 1, "a script starts from the device's zone");
    let form = region.form("/welcome/region").forge("time_zone", "UTC");
    assert_eq!(dora.submit(&form).await.location(), "/welcome/phone");
    assert_eq!(at(&dora, "/welcome").await, "/welcome/phone");
    assert!(dora.get("/welcome/region").await.page().all("[data-prefilled]").is_empty());
    let reply = dora.submit(&page.form("/welcome/end")).await;
    let page = dora.follow(reply).await.expect(200).page();
    assert!(page.text("#page-notice [role=status]").starts_with("You can finish setup here"));
    assert_eq!(at(&dora, "/").await, "/settings");
}

#[tokio::test]
async fn whoever_has_not_finished_is_listed_until_they_have() {
    let app = TestApp::new().await;
    let (dora, alice) = (fresh(&app).await, app.sign_in("alice").await);
    let unfinished = async || {
        let page = alice.get("/users?show=unfinished").await.expect(200).page();
        page.texts("tbody a[translate]")
    };
    assert_eq!(unfinished().await, ["Dora Diaz"]);
    let page = alice.get("/users?show=unfinished&q=alice").await.expect(200).page();
    assert!(page.all("tbody").is_empty(), "she has finished");
    let page = dora.get("/welcome/test").await.page();
    dora.submit(&page.form("/welcome/end")).await.expect(303);
    assert!(unfinished().await.is_empty());
}

#[tokio::test]
async fn another_number_can_be_added_and_what_will_not_do_is_told_and_kept() {
    let app = TestApp::new().await;
    let dora = fresh(&app).await;
    let page = dora.get("/welcome/phone?another").await.expect(200).page();
    let form = page.form("/welcome/phone").fill("wizard-country", "Netherlands");
    let page = dora.submit(&form.clone().fill("wizard-number", "12")).await.expect(422).page();
    assert_eq!(page.form("/welcome/phone").value("wizard-number"), "12");
    assert_eq!(page.texts(".field-error").len(), 1);
    let page = dora.submit(&form.clone().fill("wizard-number", "0612345678")).await.expect(422);
    assert_eq!(page.page().text(".field-error"), "You’ve already added this number");
    app.pass(Duration::from_secs(1));
    let reply = dora.submit(&form.fill("wizard-number", "0687654321")).await;
    let page = dora.follow(reply).await.expect(200).page();
    assert!(page.text(".thing").ends_with("+31 6 87654321"));
    let verify = page.all("form[action$='/verification']")[0].attr("action").unwrap().to_owned();
    let reply = dora.post(&verify, &[("code", &app.code().await)]).await;
    assert_eq!(reply.location(), "/welcome/test");
}

#[tokio::test]
async fn a_phone_of_someone_else_is_not_there() {
    let app = TestApp::new().await;
    let (dora, bob) = (fresh(&app).await, app.sign_in("bob").await);
    add(&bob, "NL", "0611111111", "sms").await.expect(303);
    let phone = crate::users::phones::first(&bob).await.replace("/settings/phones", "");
    let code = app.code().await;
    dora.post(&format!("/welcome/phone{phone}/verification"), &[("code", &code)]).await.expect(404);
    dora.post(&format!("/welcome/phone{phone}/codes"), &[("method", "sms")]).await.expect(404);
}

#[tokio::test]
async fn every_text_of_the_wizard_and_the_links_is_translated() {
    let app = TestApp::with(crate::support::Setup { pseudo: true, ..Default::default() }).await;
    let dora = fresh(&app).await;
    for path in ["/welcome/region", "/welcome/phone", "/welcome/phone?another", "/welcome/test"] {
        dora.get(path).await.expect(200);
    }
    app.deliver().await;
}
