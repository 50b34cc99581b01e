use crate::accounts::teams::{make, who};
use crate::accounts::{elsewhere, join, page_of, person};
use crate::support::{Browser, Form, Page, TestApp};

/// Returns the form of a member's page at the end of its path.
async fn form(browser: &Browser, path: &str, end: &str) -> Form {
    browser.get(path).await.expect(200).page().form(&format!("{path}{end}"))
}

/// Asserts that an answer is one card, and not a page.
fn is_card(page: &Page, slug: &str) {
    assert_eq!(page.all("section.card").len(), 1);
    assert_eq!(page.attribute("section.card", "id"), slug);
    assert!(page.all("main").is_empty());
}

#[tokio::test]
async fn a_script_gets_the_card_that_was_saved_and_renews_what_else_it_changed() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let team = make(&app, "Night Watch", &[who(&app, "alice").await]).await.to_string();
    let path = page_of(&alice, "Bob Bakker").await;
    let roles = form(&alice, &path, "/roles").await.tick_one("roles", "billing");
    let reply = alice.submit_by_script(&roles).await.expect(200);
    assert!(reply.header("hx-trigger").contains("card-saved"));
    is_card(&reply.page(), "roles");
    assert_eq!(reply.page().text("#roles [role=status]"), "Roles saved.");
    let again = reply.page().form(&format!("{path}/roles"));
    assert_eq!(again.ticked("roles"), ["billing"]);
    alice.submit_by_script(&again).await.expect(200);

    let teams = form(&alice, &path, "/teams").await.tick_one("teams", &team);
    let page = alice.submit_by_script(&teams).await.expect(200).page();
    is_card(&page, "teams");
    assert_eq!(page.form(&format!("{path}/teams")).ticked("teams"), [&*team]);

    let page = alice.get(&path).await.page();
    let summary = page.attribute("#summary", "hx-get");
    let page = alice.get_by_script(&summary).await.expect(200).page();
    assert!(page.text("#summary").contains("billing") && page.all("main").is_empty());
    assert!(page.text("#person").contains("Night Watch"));
    app.deliver().await;
    let reply = alice.get(&summary).await.expect(303);
    assert_eq!(reply.location(), path, "a browser sees the page");
}

#[tokio::test]
async fn a_contact_is_added_in_its_card_and_an_error_stays_there() {
    let app = TestApp::new().await.leave_work();
    let alice = app.sign_in("alice").await;
    let path = page_of(&alice, "Bob Bakker").await;
    let email = form(&alice, &path, "/emails").await.fill("contacts-email", "bob@old.example");
    let page = alice.submit_by_script(&email).await.expect(200).page();
    is_card(&page, "contacts");
    assert!(!page.text("#contacts [role=status]").is_empty());
    assert_eq!(page.form(&format!("{path}/emails")).value("contacts-email"), "");
    let page = alice.submit_by_script(&email).await.expect(422).page();
    is_card(&page, "contacts");
    assert_eq!(page.form(&format!("{path}/emails")).value("contacts-email"), "bob@old.example");
    let phone = form(&alice, &path, "/phones").await.fill("contacts-phone", "12");
    let page = alice.submit_by_script(&phone).await.expect(422).page();
    assert_eq!(page.form(&format!("{path}/phones")).value("contacts-phone"), "12");
    let page = alice.submit(&phone).await.expect(422).page();
    assert_eq!(page.text("h1"), "Bob Bakker");
    assert!(page.text("title").starts_with("Error: Bob Bakker"));
    for end in ["/emails", "/phones", "/roles", "/teams"] {
        let page = alice.get(&format!("{path}{end}")).await.expect(200).page();
        assert_eq!(page.text("h1"), "Bob Bakker", "a refused form's path shows the page");
    }
}

#[tokio::test]
async fn a_stale_form_of_roles_or_teams_is_told_in_its_card_and_stores_nothing() {
    let app = TestApp::new().await;
    let (alice, carol) = (app.sign_in("alice").await, app.sign_in("carol").await);
    let day = make(&app, "Day", &[who(&app, "alice").await]).await.to_string();
    let night = make(&app, "Night", &[who(&app, "alice").await]).await.to_string();
    let path = page_of(&alice, "Bob Bakker").await;
    for (end, name, first, second) in
        [("/roles", "roles", "admin", "billing"), ("/teams", "teams", &*day, &*night)]
    {
        let old = form(&alice, &path, end).await;
        let new = form(&carol, &path, end).await.tick_one(name, first);
        carol.submit(&new).await.expect(303);
        let old = old.tick_one(name, second);
        let page = alice.submit_by_script(&old).await.expect(409).page();
        is_card(&page, name);
        let told = page.text(&format!("#{name} [role=alert]"));
        assert!(told.starts_with("This was changed in another tab"), "{told}");
        assert_eq!(form(&alice, &path, end).await.ticked(name), [first], "nothing was stored");
        let kept = page.form(&format!("{path}{end}"));
        assert_eq!(kept.ticked(name), [second], "what was ticked is kept");
        let page = alice.submit(&old).await.expect(409).page();
        assert_eq!(page.text("h1"), "Bob Bakker", "without a script it is the page");
        alice.submit_by_script(&kept).await.expect(200);
        assert_eq!(form(&alice, &path, end).await.ticked(name), [second]);
    }
    app.deliver().await;
}

#[tokio::test]
async fn an_admin_who_changes_their_own_roles_is_led_to_the_page_anew() {
    let app = TestApp::new().await;
    let carol = app.sign_in("carol").await;
    let path = page_of(&carol, "Carol Castillo").await;
    let own = form(&carol, &path, "/roles").await.without("roles");
    let reply = carol.submit_by_script(&own).await.expect(200);
    assert_eq!(reply.header("hx-redirect"), format!("{path}/roles"));
    let page = carol.get(&format!("{path}/roles")).await.expect(200).page();
    assert!(page.all("#roles").is_empty(), "no longer theirs to manage");
    assert_eq!(page.text("#page-notice [role=status]"), "Se han guardado los roles.");
    app.deliver().await;
}

#[tokio::test]
async fn buttons_of_a_member_answer_with_their_card() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let new = alice.get("/users/new").await.page().form("/users/new");
    let new = new.fill("new-user-name", "Nina New").fill("new-user-email", "nina@x.example");
    let path = alice.submit(&new).await.expect(303).location().to_owned();
    let link = form(&alice, &path, "/links").await;
    let page = alice.submit_by_script(&link).await.expect(429).page();
    is_card(&page, "leaving");
    assert!(!page.text("#leaving [role=alert]").is_empty(), "a minute has not passed");
    app.pass(std::time::Duration::from_secs(61));
    let page = alice.submit_by_script(&link).await.expect(200).page();
    is_card(&page, "leaving");
    assert!(!page.text("#leaving [role=status]").is_empty());
    let end = form(&alice, &path, "/sessions/end").await;
    let page = alice.submit_by_script(&end).await.expect(200).page();
    is_card(&page, "leaving");
    alice.submit(&end).await.expect(303);
    app.deliver().await;
}

#[tokio::test]
async fn a_person_of_another_account_is_not_there_whatever_is_sent_and_by_whom() {
    let app = TestApp::new().await;
    let (other, mallory) = elsewhere(&app).await;
    let alice = app.sign_in("alice").await;
    let own = page_of(&alice, "Bob Bakker").await;
    let mut by_script = form(&alice, &own, "/roles").await;
    let query = by_script.action.split_once('?').unwrap().1.to_owned();
    for id in [mallory.to_string(), "nonsense".to_owned()] {
        for end in ["roles", "teams", "emails", "phones", "sessions/end", "links", "second-factor"]
        {
            let fields = [("roles", "x"), ("teams", "x"), ("email", "x"), ("phone", "x")];
            by_script.action = format!("/users/{id}/{end}?{query}");
            alice.post(&by_script.action, &fields).await.expect(404);
            alice.submit_by_script(&by_script).await.expect(404);
        }
        for end in ["", "/roles", "/teams", "/emails", "/phones", "/summary"] {
            alice.get(&format!("/users/{id}{end}")).await.expect(404);
            alice.get_by_script(&format!("/users/{id}{end}")).await.expect(404);
        }
    }
    // Nor is someone's contact, whom another account shares.
    let shared = person(&app, "Sheila Shared", "sheila@x.example").await;
    let id = join(&app, shared).await;
    let mut change = app.change().await;
    let roles = callbook::accounts::account::Roles::default();
    callbook::accounts::account::add_member(&mut change, other, shared, roles).await.unwrap();
    change.commit().await.unwrap();
    for end in ["emails", "phones"] {
        alice.post(&format!("/users/{id}/{end}?{query}"), &[]).await.expect(404);
    }
}
