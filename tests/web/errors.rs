use axum::body::Body;
use axum::http::{Method, Request};

use crate::support::{TestApp, password_of};

#[tokio::test]
async fn an_unknown_address_is_told_in_the_readers_language_with_a_way_on() {
    let app = TestApp::new().await;
    let reply = app.visitor().get("/nowhere").await.expect(404);
    let page = reply.page();
    assert_eq!(page.text("h1"), "Page not found");
    assert_eq!(page.text(".error-page code"), reply.header("x-request-id"));
    assert_eq!(page.attribute(".ways-on a", "href"), "/login");
    let bob = app.sign_in("bob").await;
    let page = bob.get("/nowhere").await.expect(404).page();
    assert_eq!(page.attribute("html", "lang"), "nl");
    assert_eq!(page.all("#masthead .avatar").len(), 1);
    assert_eq!(page.attribute(".ways-on a", "href"), "/");
}

#[tokio::test]
async fn a_method_that_does_not_fit_is_told() {
    let app = TestApp::new().await;
    let request = Request::builder().method(Method::DELETE).uri("/settings");
    let reply = app.visitor().send(request.body(Body::empty()).unwrap()).await.expect(405);
    assert_eq!(reply.page().text("h1"), "Not available");
    assert!(reply.headers.contains_key("allow"));
}

#[tokio::test]
async fn a_body_that_is_too_large_is_told_and_nothing_is_stored() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let page = alice.get("/settings").await.page();
    let form = page.form("/settings/general").fill("general-name", &"n".repeat(65 * 1024));
    let reply = alice.submit(&form).await.expect(413);
    assert_eq!(reply.page().text("h1"), "Request too large");
    let fragment = alice.submit_by_script(&form).await.expect(413);
    assert_eq!(fragment.header("hx-retarget"), "#page-notice");
    assert!(!fragment.text.contains("<html"));
    for reply in [&reply, &fragment] {
        assert!(reply.text.contains("larger than 64\u{a0}KB, the limit of this form"));
    }
    let small = app.visitor().post("/login", &[("email", &"x".repeat(17 * 1024))]).await;
    assert_eq!(small.status, 413);
}

#[tokio::test]
async fn an_error_page_leads_back_to_the_page_of_ours_that_one_came_from() {
    let app = TestApp::new().await;
    let origin = app.app.public_url.as_str().to_owned();
    let ways = async |path: &str, referer: &str| {
        let request = Request::get(path).header("referer", referer).body(Body::empty()).unwrap();
        let page = app.visitor().send(request).await.expect(404).page();
        let ways = page.all(".ways-on a");
        ways.iter().map(|way| way.attr("href").unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(ways("/nowhere", &format!("{origin}/users?page=2")).await, ["/users?page=2", "/"]);
    for other in [
        "https://evil.example/users".to_owned(),
        format!("{origin}.evil.example/users"),
        format!("{origin}@evil.example/users"),
        format!("{origin}//evil.example"),
        format!("{origin}/nowhere"),
        format!("{origin}/login"),
        origin.clone(),
    ] {
        assert_eq!(ways("/nowhere", &other).await, ["/login"], "{other}");
    }
}

#[tokio::test]
async fn a_body_that_is_no_form_is_told() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let json = Request::post("/settings/general").header("content-type", "application/json");
    let reply = alice.send(json.body(Body::from("{}")).unwrap()).await.expect(415);
    assert_eq!(reply.page().text("h1"), "Invalid request");
    let form = Request::post("/settings/general")
        .header("content-type", "application/x-www-form-urlencoded; charset=utf-8");
    let twice = alice.send(form.body(Body::from("name=a&name=b")).unwrap()).await;
    twice.expect(400);
}

#[tokio::test]
async fn a_form_whose_session_ended_elsewhere_says_how_to_go_on() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let page = alice.get("/settings").await.page();
    let form = page.form("/settings/general").fill("general-name", "Alice B");
    let other_tab = app.visitor();
    alice.share_cookies_with(&other_tab);
    other_tab.post("/logout", &[]).await.expect(303);

    let fragment = alice.submit_by_script(&form).await.expect(401);
    assert_eq!(fragment.header("hx-retarget"), "#page-notice");
    let flash = fragment.page();
    assert!(flash.text("[role=alert]").contains("nothing was saved"));
    assert_eq!(flash.attribute("a", "target"), "_blank");
    let reply = alice.submit(&form).await.expect(401);
    assert_eq!(reply.page().text("h1"), "You’ve been signed out");

    alice.sign_in("alice@acme.example", password_of("alice")).await.expect(303);
    alice.submit(&form).await.expect(303);
}

#[tokio::test]
async fn many_refused_forms_at_once_do_not_stall_the_database() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let page = alice.get("/settings").await.page();
    let general = page.form("/settings/general").fill("general-name", "");
    let other = page.form("/settings/other").forge("theme", "mauve");
    let forms = (0..40).map(|n| alice.submit(if n % 2 == 0 { &general } else { &other }));
    let replies = futures_util::future::join_all(forms).await;
    assert!(replies.iter().all(|reply| reply.status == 422));
}

#[tokio::test]
async fn a_query_that_makes_no_sense_is_told() {
    let app = TestApp::new().await;
    let reply = app.visitor().get("/login?next=a&next=b").await.expect(400);
    assert_eq!(reply.page().text("h1"), "Invalid request");
}

#[tokio::test]
async fn when_the_database_is_gone_the_page_says_so_and_ready_too() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    assert_eq!(alice.get("/readyz").await.status, 200);
    app.app.db.close().await;
    let reply = alice.get("/settings").await.expect(503);
    assert_eq!(reply.page().text("h1"), "Callbook can’t connect to its database");
    let ready = alice.get("/readyz").await.expect(503);
    assert_eq!(ready.text, "the database does not serve\n", "in words for machines");
    assert_eq!(alice.get("/healthz").await.status, 200);
}
