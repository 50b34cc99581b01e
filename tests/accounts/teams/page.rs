use callbook::accounts::teams::TEAMS;
use callbook::platform::ids::EscalationPolicyId;
use futures_util::future::join_all;

use crate::accounts::teams::{SECOND, audit, count, listed, make, path, who};
use crate::support::{Setup, TestApp};

#[tokio::test]
async fn a_team_admin_changes_their_teams_name_and_notes() {
    let app = TestApp::new().await;
    let bob = app.sign_in("bob").await;
    let id = make(&app, "Night Watch", &[who(&app, "bob").await]).await;
    let form = bob.get(&path(id)).await.page().form(&path(id));
    let form =
        form.fill("details-name", "Day Watch").fill("details-notes", "<b>One</b>\r\n\r\ntwo");
    app.pass(SECOND);
    let reply = bob.submit(&form).await.expect(303);
    let page = bob.follow(reply).await.page();
    assert_eq!(
        (page.text("h1"), page.form(&path(id)).value("details-notes").to_owned()),
        ("Day Watch".into(), "<b>One</b>\r\n\r\ntwo".into())
    );
    let (event, subject) = audit(&app).await.pop().unwrap();
    assert_eq!(event, r#"{"team_changed":{"name":"Day Watch"}}"#);
    assert_eq!(subject, who(&app, "bob").await.user);
    // Saving the same again records nothing.
    let before = audit(&app).await.len();
    bob.submit(&bob.get(&path(id)).await.page().form(&path(id))).await.expect(303);
    assert_eq!(audit(&app).await.len(), before);
}

#[tokio::test]
async fn whoever_may_not_manage_a_team_reads_of_it() {
    let app = TestApp::new().await;
    let (alice, bob) = (app.sign_in("alice").await, app.sign_in("bob").await);
    let id = make(&app, "Night Watch", &[who(&app, "alice").await]).await;
    let page = bob.get(&path(id)).await.expect(200).page();
    assert_eq!(listed(&page), ["Alice Archer teambeheerder"]);
    assert_eq!(page.text("#details .empty"), "Nog geen notities.");
    assert!(page.all("main form, main button, .ways-on a").is_empty());
    let form = alice.get(&path(id)).await.page().form(&path(id));
    alice.submit(&form.fill("details-notes", "The pager.\r\nCall <i>twice</i>.")).await.expect(303);
    let page = bob.get(&path(id)).await.page();
    assert_eq!(page.one(".notes").inner_html(), "The pager.\nCall &lt;i&gt;twice&lt;/i&gt;.");
    let link = page.attribute("#members a.row-name", "href");
    assert_eq!(link, format!("/users/{}", who(&app, "alice").await.member));
}

#[tokio::test]
async fn a_stale_form_of_a_team_is_told_and_what_was_typed_is_kept() {
    let app = TestApp::new().await;
    let (alice, bob) = (app.sign_in("alice").await, app.sign_in("bob").await);
    let id = make(&app, "Night Watch", &[who(&app, "bob").await]).await;
    let old = alice.get(&path(id)).await.page().form(&path(id));
    let form = bob.get(&path(id)).await.page().form(&path(id));
    bob.submit(&form.fill("details-notes", "bob was here")).await.expect(303);
    let stale = old.fill("details-name", "Watch of Alice");
    let page = alice.submit(&stale).await.expect(409).page();
    assert!(page.text("#details [role=alert]").starts_with("This was changed in another tab"));
    assert_eq!(page.text("h1"), "Night Watch", "nothing was changed");
    let form = page.form(&path(id));
    assert_eq!((form.value("details-name"), form.value("details-notes")), ("Watch of Alice", ""));
    alice.submit(&form).await.expect(303);
    assert_eq!(alice.get(&path(id)).await.page().text("h1"), "Watch of Alice");
}

#[tokio::test]
async fn errors_on_a_teams_page_are_told_and_what_was_typed_is_kept() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let id = make(&app, "Night Watch", &[who(&app, "alice").await]).await;
    let form = alice.get(&path(id)).await.page().form(&path(id));
    let form = form.fill("details-name", "").fill("details-notes", "a\u{200b}b");
    let page = alice.submit(&form).await.expect(422).page();
    let wrong = ["Enter a team name", "Remove the invisible characters from the notes"];
    assert_eq!(page.texts(".summary a"), wrong);
    assert_eq!(page.texts(".field-error"), wrong);
    assert_eq!(page.form(&path(id)).value("details-notes"), "a\u{200b}b");
}

#[tokio::test]
async fn a_team_is_removed_with_its_schedule_after_asking() {
    let app = TestApp::new().await;
    let (alice, bob) = (app.sign_in("alice").await, app.sign_in("bob").await);
    let people = [who(&app, "alice").await, who(&app, "bob").await];
    let id = make(&app, "Night Watch", &people).await;
    let removal = format!("{}/removal", path(id));
    bob.get(&removal).await.expect(404);
    let page = alice.get(&removal).await.expect(200).page();
    assert_eq!(page.text(".thing"), "Night Watch");
    assert!(page.text("form.card").contains("The 2 people in it stay in the account."));
    app.pass(SECOND);
    let reply = alice.submit(&page.form(&removal)).await.expect(303);
    let page = alice.follow(reply).await.expect(200).page();
    assert_eq!(page.text("#page-notice [role=status]"), "The team Night Watch was deleted.");
    assert_eq!((count(&app, TEAMS).await, count(&app, "schedule").await), (0, 0));
    let mut tx = app.app.db.read().await.unwrap();
    let left = callbook::sql!(&mut tx, scalar i64,
        "SELECT (SELECT COUNT(*) FROM schedules) + (SELECT COUNT(*) FROM team_members)")
    .unwrap();
    assert_eq!(left, 0);
    let (event, _) = audit(&app).await.pop().unwrap();
    assert_eq!(event, r#"{"team_removed":{"name":"Night Watch"}}"#);
    alice.get(&path(id)).await.expect(404);
    make(&app, "Night Watch", &people).await;
    let page = alice.get("/teams").await.page();
    assert_eq!(page.texts("tbody .tiny-id"), ["#2"], "a number is not used again");
}

#[tokio::test]
async fn of_many_who_change_or_remove_a_team_at_once_one_does() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let id = make(&app, "Night Watch", &[who(&app, "alice").await]).await;
    let form = alice.get(&path(id)).await.page().form(&path(id));
    let forms: Vec<_> =
        (0..12).map(|n| form.clone().fill("details-name", &format!("{n}"))).collect();
    let replies = join_all(forms.iter().map(|form| alice.submit(form))).await;
    let is = |status: u16| replies.iter().filter(|reply| reply.status == status).count();
    assert_eq!((is(303), is(303) + is(409) + is(503)), (1, 12));
    let removal = format!("{}/removal", path(id));
    let form = alice.get(&removal).await.page().form(&removal);
    let replies = join_all((0..12).map(|_| alice.submit(&form))).await;
    assert_eq!(replies.iter().filter(|reply| reply.status == 303).count(), 1);
    assert_eq!((count(&app, TEAMS).await, count(&app, "schedule").await), (0, 0));
}

#[tokio::test]
async fn debug_mode_shows_the_ids_of_a_team_its_schedule_and_its_policy() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let id = make(&app, "Night Watch", &[who(&app, "alice").await]).await;
    assert!(alice.get(&path(id)).await.page().all(".ids").is_empty());
    let form = alice.get("/settings").await.page().form("/settings/other");
    alice.submit(&form.tick("other-debug_mode", true)).await.expect(303);
    let ids = alice.get(&path(id)).await.page().texts(".ids code");
    assert_eq!(ids[0], EscalationPolicyId::from(id).to_string());
    assert_eq!(ids[1], id.to_string());
    assert!(ids[2].starts_with("skd_"));
}

#[tokio::test]
async fn in_the_pseudo_language_nothing_of_a_team_stays_plain() {
    let app = TestApp::with(Setup { pseudo: true, ..Setup::default() }).await;
    let alice = app.sign_in("alice").await;
    alice.get("/teams").await.expect(200);
    let form = alice.get("/teams/new").await.expect(200).page().form("/teams/new");
    alice
        .submit(&form.clone().fill("new-team-q", "11").with_button("find", "on"))
        .await
        .expect(200);
    alice.submit(&form).await.expect(422);
    let reply = alice.submit(&form.fill("new-team-name", "Acme Ops")).await.expect(303);
    let team = reply.location().to_owned();
    let page = alice.follow(reply).await.expect(200).page();
    alice.submit(&page.form(&team).fill("details-name", "")).await.expect(422);
    alice.get("/teams").await.expect(200);
    alice.get("/teams?q=11").await.expect(200);
    alice.get(&format!("{team}?q=alice")).await.expect(200);
    alice.get(&format!("{team}?q=11")).await.expect(200);
    alice.get(&format!("{team}/removal")).await.expect(200);
    let member = who(&app, "alice").await.member;
    alice.get(&format!("{team}/members/{member}/removal")).await.expect(200);
}
