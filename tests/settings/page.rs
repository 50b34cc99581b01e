use crate::support::{Setup, TestApp};

#[tokio::test]
async fn the_page_has_every_card_with_its_english_heading() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let page = alice.get("/settings").await.expect(200).page();
    let headings = [
        "Phones",
        "Emails",
        "Notification channels",
        "General Settings",
        "Other Settings",
        "Two-factor Authentication",
        "Passkeys",
        "Password Settings",
        "Sessions",
        "Security history",
        "API Tokens",
        "Your data",
    ];
    assert_eq!(page.texts(".card h2"), headings);
    assert_eq!(page.texts(".rail a > span:first-of-type"), headings);
    let groups = ["How to reach me", "Profile", "Security", "API and data"];
    assert_eq!(page.texts(".rail h2"), groups);
    assert_eq!(page.texts(".card-foot button"), ["Update"; 6]);
    assert_eq!(page.texts(".card-head .scope"), ["Only in Acme Ops"], "of the API tokens");
    assert_eq!(page.text("legend .scope"), "Only in Acme Ops");
}

#[tokio::test]
async fn a_section_that_is_not_there_is_not_found() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    for path in ["/settings/nothing", "/settings/general/more", "/settings/%00"] {
        alice.get(path).await.expect(404);
    }
}

#[tokio::test]
async fn every_asset_that_a_page_names_is_there_for_good() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    for path in ["/settings", "/nowhere"] {
        let page = alice.get(path).await.page();
        let mut urls: Vec<String> = Vec::new();
        for (selector, name) in [("link[href]", "href"), ("script", "src"), ("use", "href")] {
            urls.extend(page.all(selector).iter().filter_map(|e| e.attr(name)).map(str::to_owned));
        }
        assert!(urls.len() > 3);
        for url in urls {
            let reply = alice.get(url.split('#').next().unwrap()).await.expect(200);
            assert!(reply.header("cache-control").ends_with("immutable"), "{url}");
        }
    }
}

#[tokio::test]
async fn in_the_pseudo_language_nothing_stays_plain() {
    let app = TestApp::with(Setup { pseudo: true, ..Setup::default() }).await;
    app.visitor().get("/login").await.expect(200);
    app.visitor().sign_in("", "").await.expect(422);
    app.visitor().get("/nowhere").await.expect(404);
    app.visitor().get("/login?signed-out").await.expect(200);
    let alice = app.sign_in("alice").await;
    let page = alice.get("/settings").await.expect(200).page();
    alice.submit(&page.form("/settings/general").fill("general-name", "")).await.expect(422);
    alice.submit(&page.form("/settings/password")).await.expect(422);
    let form = page.form("/settings/other").tick("other-debug_mode", true);
    let form = form.tick("other-on_call", true);
    let reply = alice.submit(&form).await.expect(422);
    let form = reply.page().form("/settings/other").tick_one("on_call_lead_times", "PT15M");
    let reply = alice.submit(&form).await;
    alice.follow(reply).await.expect(200);
    alice.submit(&page.form("/settings/other")).await.expect(409);
}

#[tokio::test]
async fn set_up_is_translated_too() {
    let app = TestApp::with(Setup { pseudo: true, empty: true, ..Setup::default() }).await;
    let path = callbook::auth::first_run::path(&app.app.db, &app.app.keys).await.unwrap().unwrap();
    let page = app.visitor().get(&path).await.expect(200).page();
    app.visitor().submit(&page.form(&path)).await.expect(422);
}
