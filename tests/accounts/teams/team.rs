use crate::accounts::teams::{add, listed, make, path, who};
use crate::support::{Page, TestApp};

/// Asserts that an answer is one card, and not a page.
fn is_card(page: &Page, slug: &str) {
    assert_eq!(page.all("section.card").len(), 1);
    assert_eq!(page.attribute("section.card", "id"), slug);
    assert!(page.all("main").is_empty());
}

#[tokio::test]
async fn a_script_gets_the_card_of_a_renamed_team_and_renews_the_head() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let id = make(&app, "Night Watch", &[who(&app, "alice").await]).await;
    let page = alice.get(&path(id)).await.expect(200).page();
    let summary = page.attribute("#summary", "hx-get");
    let form = page.form(&path(id)).fill("details-name", "Day Watch");
    let reply = alice.submit_by_script(&form).await.expect(200);
    assert!(reply.header("hx-trigger").contains("card-saved"));
    let page = reply.page();
    is_card(&page, "details");
    assert_eq!(page.text("#details [role=status]"), "Team saved.");
    // The card carries the new stamp.
    let again = page.form(&path(id)).fill("details-notes", "The pager.");
    alice.submit_by_script(&again).await.expect(200);
    let page = alice.get_by_script(&summary).await.expect(200).page();
    assert_eq!((page.text("h1"), page.all("main").len()), ("Day Watch".to_owned(), 0));
    assert_eq!(page.attribute("#summary", "data-title"), "Day Watch");
    assert_eq!(alice.get(&summary).await.expect(303).location(), path(id));
}

#[tokio::test]
async fn an_outdated_or_taken_name_is_told_in_the_card() {
    let app = TestApp::new().await;
    let (alice, bob) = (app.sign_in("alice").await, app.sign_in("bob").await);
    make(&app, "Day Watch", &[who(&app, "alice").await]).await;
    let id = make(&app, "Night Watch", &[who(&app, "bob").await]).await;
    let form = alice.get(&path(id)).await.page().form(&path(id));
    let taken = form.clone().fill("details-name", "day watch");
    let page = alice.submit_by_script(&taken).await.expect(422).page();
    is_card(&page, "details");
    assert_eq!(page.attribute("#details-name", "value"), "day watch");
    let news = bob.get(&path(id)).await.page().form(&path(id)).fill("details-notes", "new");
    bob.submit(&news).await.expect(303);
    let stale = form.fill("details-name", "Watch of Alice");
    let page = alice.submit_by_script(&stale).await.expect(409).page();
    is_card(&page, "details");
    assert!(page.text("#details [role=alert]").starts_with("This was changed in another tab"));
    alice.submit_by_script(&page.form(&path(id))).await.expect(200);
    assert_eq!(alice.get(&path(id)).await.page().text("h1"), "Watch of Alice");
}

#[tokio::test]
async fn a_person_is_added_in_the_card_whose_search_stays() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let id = make(&app, "Night Watch", &[who(&app, "alice").await]).await;
    let page = alice.get(&format!("{}?q=acme", path(id))).await.page();
    let form = page.form_of_button("Add : Bob Bakker");
    let page = alice.submit_by_script(&form).await.expect(200).page();
    is_card(&page, "members");
    assert_eq!(page.text("#members [role=status]"), "Bob Bakker was added to the team.");
    assert_eq!(listed(&page), ["Alice Archer team admin", "Bob Bakker"]);
    assert_eq!(page.attribute("#people-q", "value"), "acme");
    assert!(page.texts(".found .row")[1].ends_with("in the team"));
    let form = page.form_of_button("Make team admin : Bob Bakker");
    let page = alice.submit_by_script(&form).await.expect(200).page();
    is_card(&page, "members");
    assert_eq!(listed(&page)[1], "Bob Bakker team admin");
    assert_eq!(page.attribute("#people-q", "value"), "acme");
}

#[tokio::test]
async fn a_team_without_team_admin_says_so_until_it_has_one() {
    let app = TestApp::new().await;
    let (alice, bob) = (app.sign_in("alice").await, app.sign_in("bob").await);
    let id = make(&app, "Night Watch", &[who(&app, "alice").await]).await;
    assert!(alice.get(&path(id)).await.page().all("#members .warning").is_empty());
    let page = alice.get(&path(id)).await.page();
    let form = page.form_of_button("Remove as team admin : Alice Archer");
    let page = alice.submit_by_script(&form).await.expect(200).page();
    let says = "This team has no team admin. Make one of its members team admin.";
    assert_eq!(page.text("#members .warning"), says);
    assert_eq!(alice.get(&path(id)).await.page().text("#members .warning"), says, "still");
    let page = bob.get(&path(id)).await.page();
    assert!(page.text("#members .warning").starts_with("Dit team heeft geen teambeheerder."));
    let page = alice.get("/teams").await.page();
    assert_eq!(page.texts("tbody .pill.waiting"), ["no team admin"]);
    let form = alice.get(&path(id)).await.page();
    let form = form.form_of_button("Make team admin : Alice Archer");
    let page = alice.submit_by_script(&form).await.expect(200).page();
    assert!(page.all("#members .warning").is_empty());
}

#[tokio::test]
async fn who_manages_a_team_no_longer_is_led_to_the_page_anew() {
    let app = TestApp::new().await;
    let (alice, bob) = (app.sign_in("alice").await, app.sign_in("bob").await);
    let id = make(&app, "Night Watch", &[who(&app, "bob").await]).await;
    add(&alice, id, "alice", "Alice Archer").await.expect(303);
    let page = bob.get(&path(id)).await.page();
    let form = page.form_of_button("Als teambeheerder verwijderen : Bob Bakker");
    let reply = bob.submit_by_script(&form).await.expect(200);
    assert_eq!(reply.header("hx-redirect"), format!("{}/members", path(id)));
    let page = bob.get(&format!("{}/members", path(id))).await.expect(200).page();
    assert!(!page.text("#page-notice [role=status]").is_empty());
    assert!(page.all("main form").is_empty());
    bob.submit_by_script(&form).await.expect(404);
}
