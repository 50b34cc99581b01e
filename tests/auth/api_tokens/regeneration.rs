//! Regeneration: a token gets another secret, beside which the previous one works for a while.

use std::time::Duration;

use crate::auth::api_tokens::{DAY, MILLI, call, card, make, names, path, secret};
use crate::support::{Browser, Reply, TestApp};

const HOUR: Duration = Duration::from_secs(60 * 60);

async fn regenerate(browser: &Browser, overlap: &str) -> Reply {
    let path = path(browser, "regeneration").await;
    let form = browser.get(&path).await.expect(200).page().form(&path);
    browser.submit(&form.forge("overlap", overlap)).await
}

#[tokio::test]
async fn both_secrets_work_while_they_overlap_and_one_sees_which_is_still_used() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let old = make(&alice, "Pager bot", "30").await;
    assert_eq!(call(&app, &old).await, 200);
    app.pass(Duration::from_secs(5 * 60));
    let path = path(&alice, "regeneration").await;
    let page = alice.get(&path).await.expect(200).page();
    assert_eq!(page.text("h1"), "Regenerate this API token?");
    assert_eq!(page.form(&path).value("regeneration-overlap"), "day", "unless one chooses");
    let reply = alice.submit(&page.form(&path)).await.expect(200);
    assert_eq!(reply.header("cache-control"), "no-store");
    let page = reply.page();
    let new = secret(&page);
    assert_ne!(new, old);
    assert!(page.text("main").contains("The old token works until Nov 23, 2026, 10:05 AM"));
    let lines = |page: &crate::support::Page| page.texts("#api-tokens .row .hint");
    let (before, now) = (format!("cbk_…{}", &old[36..]), format!("cbk_…{}", &new[36..]));
    let unused = |at: &str| {
        [
            format!(
                "{now} · Created Nov 22, 2026, 10:00 AM · {at} · Expires Dec 22, 2026, 10:00 AM"
            ),
            format!(
                "Previous token: {before} · Works until Nov 23, 2026, 10:05 AM · Last used Nov 22, 2026, 10:00 AM"
            ),
        ]
    };
    assert_eq!(lines(&card(&alice).await), unused("Never used"));
    app.pass(HOUR);
    assert_eq!(call(&app, &new).await, 200);
    assert_eq!(lines(&card(&alice).await), unused("Last used Nov 22, 2026, 11:05 AM"));
    app.pass(HOUR);
    assert_eq!(call(&app, &old).await, 200);
    let line = lines(&card(&alice).await)[1].clone();
    assert!(line.ends_with("Last used Nov 22, 2026, 12:05 PM"), "{line}");
    app.pass(DAY - HOUR * 2 - MILLI);
    assert_eq!(call(&app, &old).await, 200);
    app.pass(MILLI);
    assert_eq!([call(&app, &old).await, call(&app, &new).await], [401, 200]);
    assert_eq!(lines(&card(&alice).await).len(), 1);
    app.pass(DAY * 29);
    assert_eq!(call(&app, &new).await, 401, "it expires when it would have");
    app.deliver().await;
}

#[tokio::test]
async fn the_old_secret_works_as_long_as_was_chosen_but_no_longer_than_the_token() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let first = make(&alice, "Pager bot", "30").await;
    let second = secret(&regenerate(&alice, "none").await.expect(200).page());
    assert_eq!([call(&app, &first).await, call(&app, &second).await], [401, 200]);
    assert!(!card(&alice).await.text("#api-tokens").contains("Before"));
    let third = secret(&regenerate(&alice, "hour").await.expect(200).page());
    // During an overlap the secret before the previous one stops working.
    let path = path(&alice, "regeneration").await;
    let page = alice.get(&path).await.expect(200).page();
    assert!(page.text("main .off").contains("will stop working"));
    let fourth = secret(&regenerate(&alice, "hour").await.expect(200).page());
    let alive = async |tokens: &[&String]| {
        for token in [&first, &second, &third, &fourth] {
            let expected = if tokens.contains(&token) { 200 } else { 401 };
            assert_eq!(call(&app, token).await, expected);
        }
    };
    alive(&[&third, &fourth]).await;
    app.pass(HOUR - MILLI);
    alive(&[&third, &fourth]).await;
    app.pass(MILLI);
    alive(&[&fourth]).await;
    app.pass(DAY * 28);
    let alice = app.sign_in("alice").await;
    let fifth = secret(&regenerate(&alice, "week").await.expect(200).page());
    let text = card(&alice).await.text("#api-tokens");
    assert!(text.contains("Works until Dec 22, 2026, 10:00 AM"), "{text}");
    assert_eq!([call(&app, &fourth).await, call(&app, &fifth).await], [200, 200]);
    app.pass(DAY * 2);
    assert_eq!([call(&app, &fourth).await, call(&app, &fifth).await], [401, 401]);
    app.deliver().await;
}

#[tokio::test]
async fn a_form_that_is_sent_again_regenerates_nothing_and_shows_nothing() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    make(&alice, "Pager bot", "90").await;
    let path = path(&alice, "regeneration").await;
    let form = alice.get(&path).await.page().form(&path).forge("overlap", "none");
    let token = secret(&alice.submit(&form).await.expect(200).page());
    let page = alice.submit(&form).await.expect(409).page();
    assert!(page.text("main [role=alert]").starts_with("This API token was regenerated after"));
    assert!(page.all("code.secret").is_empty());
    assert_eq!(page.form(&path).value("regeneration-overlap"), "none", "kept");
    assert_eq!(call(&app, &token).await, 200);
    let wrong = alice.get(&path).await.page().form(&path).forge("overlap", "for ever");
    let page = alice.submit(&wrong).await.expect(422).page();
    assert_eq!(page.text(".field-error"), "Choose one of the options in the list");
    assert_eq!(call(&app, &token).await, 200);
    app.deliver().await;
}

#[tokio::test]
async fn what_has_expired_is_not_regenerated() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    make(&alice, "Pager bot", "30").await;
    let path = path(&alice, "regeneration").await;
    app.pass(DAY * 30 - MILLI);
    let alice = app.sign_in("alice").await;
    let form = alice.get(&path).await.expect(200).page().form(&path);
    app.pass(MILLI);
    let page = alice.submit(&form).await.expect(422).page();
    assert!(page.text("main [role=alert]").starts_with("This API token has expired"));
    assert!(page.all("main button").is_empty());
    alice.get(&path).await.expect(200).page().one("main [role=alert]");
    assert_eq!(names(&alice).await, ["Pager bot"]);
    app.deliver().await;
}
