//! The time zone field as it is filled in without a script.

use crate::support::{Browser, TestApp};

/// What the field holds after this was saved, and what is wrong with it.
async fn saved(browser: &Browser, typed: &str) -> (String, String) {
    let form = browser.get("/settings").await.page().form("/settings/other");
    let reply = browser.submit(&form.fill("other-time_zone", typed)).await;
    let page = match reply.status {
        303 => browser.follow(reply).await.expect(200).page(),
        _ => reply.expect(422).page(),
    };
    let wrong = page.texts("#other .field-error").join(" ");
    (page.form("/settings/other").value("other-time_zone").to_owned(), wrong)
}

#[tokio::test]
async fn a_zone_is_found_by_whatever_it_is_called() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    for (typed, zone) in [
        ("Europe/Paris", "Europe/Paris"),
        ("tokyo", "Asia/Tokyo"),
        ("Tokyo (GMT+09:00)", "Asia/Tokyo"),
        ("  NEW  york ", "America/New_York"),
        ("sao paulo", "America/Sao_Paulo"),
        ("calcutta", "Asia/Kolkata"),
        ("Mumbai", "Asia/Kolkata"),
        ("netherlands", "Europe/Amsterdam"),
        ("japan +9", "Asia/Tokyo"),
        ("UTC+5:45", "Asia/Kathmandu"),
        ("utc", "UTC"),
    ] {
        assert_eq!(saved(&alice, typed).await, (zone.to_owned(), String::new()), "{typed}");
    }
}

#[tokio::test]
async fn where_several_zones_fit_the_field_says_which_and_keeps_what_was_typed() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let (kept, wrong) = saved(&alice, "Spain").await;
    assert_eq!(kept, "Spain");
    assert_eq!(
        wrong,
        "Several time zones match. Enter one of these names: \
            Africa/Ceuta, Atlantic/Canary, Europe/Madrid"
    );
    let (kept, wrong) = saved(&alice, "+1").await;
    assert_eq!(kept, "+1");
    assert!(wrong.ends_with(" time zones match. Enter a city instead."), "{wrong}");
    for nowhere in ["Atlantis", "+99", "+", "+99999999999", "../etc/passwd"] {
        let (kept, wrong) = saved(&alice, nowhere).await;
        assert_eq!(kept, nowhere);
        assert!(wrong.starts_with("No matching time zone."), "{nowhere}: {wrong}");
    }
    for empty in ["", "  ", "()"] {
        let (_, wrong) = saved(&alice, empty).await;
        assert!(wrong.starts_with("Enter the name of a time zone"), "{empty}: {wrong}");
    }
}

#[tokio::test]
async fn a_zone_is_found_in_the_readers_language() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let form = alice.get("/settings").await.page().form("/settings/other");
    let reply = alice.submit(&form.forge("language", "de")).await.expect(303);
    alice.follow(reply).await.expect(200);
    assert_eq!(saved(&alice, "Warschau").await.0, "Europe/Warsaw");
    assert_eq!(saved(&alice, "Niederlande").await.0, "Europe/Amsterdam");
}

#[tokio::test]
async fn all_zones_stand_on_a_page_and_in_a_list_that_is_fetched_once() {
    let app = TestApp::new().await;
    let visitor = app.visitor();
    let page = visitor.get("/time-zones").await.expect(200).page();
    assert!(page.all("section").len() > 9);
    assert!(page.texts("code").contains(&"Europe/Amsterdam".to_owned()));
    let list = visitor.get("/time-zones.json").await.expect(200);
    assert_eq!(list.json()[0]["zones"][0]["name"], "UTC");
    let etag = list.header("etag").to_owned();
    visitor.always("if-none-match", &etag);
    visitor.get("/time-zones.json").await.expect(304);
}
