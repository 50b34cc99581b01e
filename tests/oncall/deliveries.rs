use callbook::oncall::alerts::{Answer, Destination};

use super::alerts::{TITLE, answer, new, raise};
use crate::accounts::teams::who;
use crate::support::{Browser, TestApp};

async fn debug(browser: &Browser) {
    let page = browser.get("/settings").await.page();
    let form = page.form("/settings/other").tick("other-debug_mode", true);
    browser.submit(&form).await.expect(303);
}

#[tokio::test]
async fn everyone_finds_their_messages_and_debug_mode_adds_jobs_for_admins() {
    let app = TestApp::new().await;
    let (alice, bob) = (app.sign_in("alice").await, app.sign_in("bob").await);
    let menu = async |browser: &Browser| {
        let page = browser.get("/settings").await.page();
        page.all(".menu a").iter().map(|a| a.attr("href").unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(menu(&alice).await, ["/alerts", "/users", "/teams", "/settings"]);
    let page = bob.get("/settings").await.page();
    let profile: Vec<_> = page.all(".profile a").iter().filter_map(|a| a.attr("href")).collect();
    assert!(profile.contains(&"/deliveries"), "everyone finds their messages: {profile:?}");
    debug(&alice).await;
    debug(&bob).await;
    assert_eq!(menu(&alice).await, ["/alerts", "/users", "/teams", "/settings", "/jobs"]);
    assert_eq!(menu(&bob).await, ["/alerts", "/users", "/teams", "/settings"]);
    assert_eq!(bob.get("/jobs").await.status, 404);
}

#[tokio::test]
async fn a_member_sees_their_own_messages_and_an_admin_the_accounts() {
    let app = TestApp::new().await;
    let (carol, bob) = (app.sign_in("carol").await, app.sign_in("bob").await);
    for browser in [&carol, &bob] {
        browser.post("/settings/channels/email/tests", &[]).await.expect(303);
    }
    let page = bob.get("/deliveries").await.expect(200).page();
    assert_eq!(page.texts("tbody .pill"), ["In de wachtrij"]);
    app.deliver().await;
    let page = bob.get("/deliveries").await.page();
    assert_eq!(page.texts("tbody .pill"), ["Verstuurd"]);
    assert_eq!(page.texts("tbody code"), ["kept in the dev outbox"], "the provider's words");
    let page = carol.get("/deliveries").await.page();
    let mut names = page.texts("tbody td[translate=no]");
    names.sort();
    assert_eq!(names, ["Bob Bakker", "Carol Castillo"]);
    assert!(!bob.get("/deliveries").await.text.contains("bob@acme.example"), "masked");

    let filtered = async |query: &str| {
        let page = carol.get(&format!("/deliveries{query}")).await.expect(200).page();
        page.texts("tbody td[translate=no]")
    };
    let of_bob = page.all("tbody td a").iter().find(|a| a.inner_html() == "Bob Bakker").cloned();
    let of_bob = of_bob.unwrap().attr("href").unwrap()["/deliveries".len()..].to_owned();
    assert_eq!(filtered(&of_bob).await, ["Bob Bakker"]);
    assert_eq!(filtered("?via=email&show=sent").await.len(), 2);
    assert!(filtered("?via=sms").await.is_empty());
    assert!(filtered("?show=failed").await.is_empty());
    assert_eq!(filtered("?q=bak").await, ["Bob Bakker"]);
    assert!(filtered("?q=nobody").await.is_empty());
    let page = carol.get("/deliveries?q=nobody").await.page();
    assert_eq!(page.attribute(".empty a", "href"), "/deliveries");
    assert!(bob.get("/deliveries").await.page().all("#messages-q").is_empty(), "one's own alone");
    assert_eq!(bob.get("/deliveries?q=nobody").await.page().all("tbody tr").len(), 1);
    assert_eq!(filtered("?show=nothing&via=pigeon").await.len(), 2, "unknown filters are none");
    let page = carol.get("/deliveries").await.page();
    let day = page.all("tbody time")[0].attr("datetime").unwrap()[..10].to_owned();
    assert_eq!(filtered(&format!("?from={day}&to={day}&via=email")).await.len(), 2);
    assert!(filtered("?to=2000-01-01").await.is_empty());
    let page = carol.get(&format!("/deliveries?from={day}&to=x")).await.expect(422).page();
    assert_eq!(page.attribute("#messages-from", "value"), day);
    assert!(page.all("tbody").is_empty());
    let of_carol = carol.get("/deliveries").await.page();
    let of_carol =
        of_carol.all("tbody td a").iter().find(|a| a.inner_html() == "Carol Castillo").cloned();
    let of_carol = of_carol.unwrap().attr("href").unwrap().to_owned();
    let page = bob.get(&of_carol).await.expect(200).page();
    assert!(page.texts("tbody td").iter().all(|cell| !cell.contains("Carol")), "one's own alone");
}

#[tokio::test]
async fn a_message_about_an_alert_names_it_and_leads_to_it() {
    let app = TestApp::new().await;
    let (alice, bob) = (who(&app, "alice").await, who(&app, "bob").await);
    let to = vec![Destination::Member(alice.member), Destination::Member(bob.member)];
    let id = raise(&app, &alice, new(&alice, to)).await;
    answer(&app, id, &bob, Answer::Acknowledged).await;
    let page = app.sign_in("alice").await.get("/deliveries").await.page();
    let kinds = page.texts("tbody .what a");
    for kind in ["Alert #1", "Alert #1 acknowledged"] {
        assert!(kinds.iter().any(|found| found == kind), "{kinds:?}");
    }
    let href = page.all("tbody .what a")[0].attr("href").map(str::to_owned);
    assert_eq!(href, Some(format!("/alerts/{id}")));
    assert_eq!(page.texts("tbody .what .hint")[0], TITLE);
    let page = app.sign_in("bob").await.get("/deliveries").await.page();
    assert_eq!(page.texts("tbody .what a"), ["Alarm #1"], "one's own alone");
}

#[tokio::test]
async fn a_long_table_has_pages_of_ones_own_length() {
    let app = TestApp::new().await;
    let bob = app.sign_in("bob").await;
    for _ in 0..3 {
        for _ in 0..5 {
            bob.post("/settings/channels/email/tests", &[]).await.expect(303);
        }
        app.pass(std::time::Duration::from_secs(60 * 60));
        app.deliver().await;
    }
    let page = bob.get("/deliveries").await.page();
    assert_eq!(page.all("tbody tr").len(), 10);
    assert!(page.all("a[rel=prev]").is_empty());
    let older = page.attribute("a[rel=next]", "href");
    let page = bob.get(&older).await.page();
    assert_eq!(page.all("tbody tr").len(), 5);
    assert!(page.all("a[rel=next]").is_empty());
    assert_eq!(page.attribute("a[rel=prev]", "href"), "/deliveries");
    assert_eq!(page.text(".paging p"), "11–15 van 15");
    let beyond = bob.get("/deliveries?page=99").await.page();
    assert_eq!(beyond.all("tbody tr").len(), 5, "the last page");
    for odd in ["0", "-1", "x", "99999999999999999999", "9000000"] {
        bob.get(&format!("/deliveries?page={odd}")).await.expect(200);
    }
}

#[tokio::test]
async fn jobs_show_kind_state_and_time_and_nothing_else() {
    let app = TestApp::new().await;
    let carol = app.sign_in("carol").await;
    let page = carol.get("/settings").await.page();
    let form = page.form("/settings/emails").fill("emails-address", "carol@home.example");
    carol.submit(&form).await.expect(303);
    let page = carol.get("/jobs").await.expect(200).page();
    let mut kinds = page.texts("tbody td:first-child code");
    kinds.sort();
    assert_eq!(kinds, ["email-link", "security-notice"]);
    assert!(!carol.get("/jobs").await.text.contains("eml_"));
    let beyond = carol.get("/jobs?page=99").await.page();
    assert_eq!(beyond.all("tbody tr").len(), 2, "the last page");
    app.deliver().await;
    assert!(carol.get("/jobs").await.page().all("tbody").is_empty());
}

#[tokio::test]
async fn what_is_old_is_forgotten_and_what_is_not_stays() {
    let app = TestApp::new().await;
    let bob = app.sign_in("bob").await;
    bob.post("/settings/channels/email/tests", &[]).await.expect(303);
    app.deliver().await;
    app.pass(std::time::Duration::from_secs(89 * 24 * 60 * 60));
    callbook::app::cleanup::tidy(&app.app).await.unwrap();
    let count = async || {
        let mut tx = app.app.db.read().await.unwrap();
        callbook::sql!(&mut tx, scalar i64, "SELECT COUNT(*) FROM deliveries").unwrap()
    };
    assert_eq!(count().await, 1);
    app.pass(std::time::Duration::from_secs(2 * 24 * 60 * 60));
    callbook::app::cleanup::tidy(&app.app).await.unwrap();
    assert_eq!(count().await, 0);
}
