use crate::support::TestApp;

#[tokio::test]
async fn a_new_name_is_saved_and_shown_with_its_initials() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let page = alice.get("/settings").await.page();
    let form = page.form("/settings/general").fill("general-name", "  Alice  Ångström ");
    let reply = alice.submit(&form).await;
    assert_eq!(reply.location(), "/settings/general");
    let page = alice.follow(reply).await.expect(200).page();
    assert_eq!(page.text("#page-notice [role=status]"), "Your name was saved.");
    assert_eq!(page.form("/settings/general").value("general-name"), "Alice Ångström");
    assert_eq!(page.texts(".avatar"), ["AÅ", "AÅ"]);
    let page = alice.get("/settings").await.page();
    assert!(page.all(".notice[role=status]").is_empty(), "said once");
}

#[tokio::test]
async fn a_script_gets_the_card_alone_and_the_masthead_with_the_new_name() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let page = alice.get("/settings").await.page();
    let form = page.form("/settings/general").fill("general-name", "Ada Lovelace");
    let reply = alice.submit_by_script(&form).await.expect(200);
    let page = reply.page();
    assert_eq!(page.texts(".card h2"), ["General Settings"]);
    assert_eq!(page.text(".card [role=status]"), "Your name was saved.");
    assert_eq!(page.texts("hx-partial .avatar"), ["AL"]);
    let again = page.form("/settings/general").fill("general-name", "Ada L");
    alice.submit_by_script(&again).await.expect(200);
}

#[tokio::test]
async fn a_name_that_will_not_do_is_told_and_kept() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let page = alice.get("/settings").await.page();
    let form = page.form("/settings/general");
    let long = "n".repeat(300);
    for (typed, error) in [
        ("", "Enter a name"),
        (long.as_str(), "Enter a name of up to 100 characters"),
        ("Al\u{7}ice", "Remove the invisible characters from the name"),
    ] {
        let reply = alice.submit(&form.clone().fill("general-name", typed)).await.expect(422);
        let page = reply.page();
        assert_eq!(page.text("title"), "Error: My Settings · Callbook");
        assert_eq!(page.texts("#general .field-error"), [error]);
        assert_eq!(page.texts("#general .summary a"), [error]);
        assert_eq!(page.attribute("#general .summary a", "href"), "#general-name");
        assert_eq!(page.form("/settings/general").value("general-name"), typed);
        let fragment = alice.submit_by_script(&form.clone().fill("general-name", typed)).await;
        assert_eq!(fragment.expect(422).page().texts(".card h2"), ["General Settings"]);
    }
    let reply = alice.submit(&form.without("name")).await.expect(422);
    assert_eq!(reply.page().texts("#general .field-error"), ["Enter a name"]);
    assert_eq!(alice.get("/settings").await.page().text(".profile-who strong"), "Alice Archer");
}

#[tokio::test]
async fn a_stale_form_is_told_and_saved_at_the_second_press() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let page = alice.get("/settings").await.page();
    let old = page.form("/settings/general");
    alice.submit(&old.clone().fill("general-name", "Alice First")).await.expect(303);
    let stale = alice.submit(&old.fill("general-name", "Alice Second")).await.expect(409).page();
    assert!(stale.text("#general [role=alert]").contains("changed in another tab"));
    let form = stale.form("/settings/general");
    assert_eq!(form.value("general-name"), "Alice Second");
    let now = alice.get("/settings").await.page();
    assert_eq!(now.text(".profile-who strong"), "Alice First");
    alice.submit(&form).await.expect(303);
    let now = alice.get("/settings").await.page();
    assert_eq!(now.text(".profile-who strong"), "Alice Second");
}

#[tokio::test]
async fn saving_one_card_does_not_make_another_stale() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let page = alice.get("/settings").await.page();
    alice.submit(&page.form("/settings/other").tick("other-debug_mode", true)).await.expect(303);
    let form = page.form("/settings/general").fill("general-name", "Alice B");
    alice.submit(&form).await.expect(303);
}

#[tokio::test]
async fn of_many_at_once_one_is_saved_and_the_others_are_told() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    // Every connection is open, so that the requests run at the same time.
    let views = futures_util::future::join_all((0..16).map(|_| alice.get("/settings"))).await;
    let form = views[0].page().form("/settings/general");
    let forms: Vec<_> =
        (0..8).map(|n| form.clone().fill("general-name", &format!("Alice {n}"))).collect();
    let replies = forms.iter().map(|form| alice.submit_by_script(form));
    let statuses: Vec<_> =
        futures_util::future::join_all(replies).await.iter().map(|reply| reply.status).collect();
    assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 1, "{statuses:?}");
    assert_eq!(statuses.iter().filter(|status| **status == 409).count(), 7, "{statuses:?}");
}

#[tokio::test]
async fn markup_in_a_name_is_text() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let name = "<img src=x onerror=alert(1)> \"'>&lt;";
    let page = alice.get("/settings").await.page();
    alice.submit(&page.form("/settings/general").fill("general-name", name)).await.expect(303);
    let page = alice.get("/settings").await.page();
    assert_eq!(page.text(".profile-who strong"), name);
    assert!(page.all("img").is_empty());
}
