use crate::accounts::{acme, elsewhere, page_of, person};
use crate::support::{Browser, Form, Page, TestApp, password_of};

pub async fn form(browser: &Browser) -> Form {
    browser.get("/users/new").await.expect(200).page().form("/users/new")
}

pub fn flash(page: &Page) -> String {
    page.text("#page-notice [role=status]")
}

#[tokio::test]
async fn someone_unknown_is_created_and_sets_a_password_by_mail() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let form = form(&alice)
        .await
        .fill("new-user-name", "Nina New")
        .fill("new-user-email", "nina@x.example");
    let form = form.fill("new-user-phone", "+31 6 12345678").tick_one("roles", "billing");
    let reply = alice.submit(&form).await.expect(303);
    let path = reply.location().to_owned();
    let page = alice.follow(reply).await.expect(200).page();
    assert_eq!(flash(&page), "Nina New was added and will get an email to set a password.");
    assert!(page.text(".facts").contains("+31 6 12345678 unverified"), "{}", page.text(".facts"));
    assert!(page.text(".page-head").contains("billing hasn’t signed in yet"));

    let nina = app.visitor();
    let link = app.link("welcome").await;
    let page = nina.follow(nina.get(&link).await).await.expect(200).page();
    let form = page.form("/links/welcome").fill("welcome-password", "basalt-otter-violin-cedar");
    assert_eq!(nina.submit(&form).await.expect(303).location(), "/welcome");
    let page = alice.get(&path).await.page();
    assert!(page.text(".page-head").contains("setup not finished"));
    assert!(page.text(".facts").contains("nina@x.example primary"));
    let shown = alice.get("/users?show=unfinished").await.page();
    assert_eq!(shown.texts("tbody a[translate]"), ["Nina New"]);
    app.leave_work();
}

#[tokio::test]
async fn someone_known_is_invited_and_nothing_more_is_said_of_them() {
    let app = TestApp::new().await;
    elsewhere(&app).await;
    let alice = app.sign_in("alice").await;
    let form = form(&alice).await.fill("new-user-name", "M. M.");
    let form = form.fill("new-user-email", "MALLORY@other.example");
    let reply = alice.submit(&form).await.expect(303);
    assert_eq!(reply.location(), "/users");
    let page = alice.follow(reply).await.page();
    assert_eq!(flash(&page), "M. M. was invited and will join after approving the invitation.");
    let text = page.text("main");
    assert!(text.contains("M. M.") && text.contains("MALLORY@other.example"), "{text}");
    assert!(!text.contains("Mallory Moss"), "{text}");
    assert!(!alice.get("/audit").await.text.contains("Mallory Moss"));
    assert_eq!(
        app.subjects_to("mallory@other.example").await,
        ["You’re invited to join Acme Ops on Callbook"]
    );

    let mallory = app.visitor();
    mallory.sign_in("mallory@other.example", password_of("bob")).await.expect(303);
    let link = app.link("invitation").await;
    let page = mallory.follow(mallory.get(&link).await).await.expect(200).page();
    mallory.submit(&page.form_of_button("Approve")).await.expect(200);
    let page = alice.get("/users").await.page();
    assert!(page.texts("tbody a[translate]").contains(&"Mallory Moss".to_owned()));
    assert!(page.all("#invitations-heading").is_empty());
    app.leave_work();
}

#[tokio::test]
async fn what_is_wrong_with_a_new_user_is_said_and_what_was_typed_stays() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let form =
        form(&alice).await.fill("new-user-name", "Nina").fill("new-user-phone", "0612345678");
    let page = alice.submit(&form.fill("new-user-email", "nina@")).await.expect(422).page();
    assert_eq!(page.texts(".summary a").len(), 2);
    let form = page.form("/users/new");
    assert_eq!(form.value("new-user-name"), "Nina");
    assert_eq!(form.value("new-user-phone"), "0612345678");
    let form = form.fill("new-user-phone", "").fill("new-user-email", "Bob@acme.example");
    let page = alice.submit(&form).await.expect(422).page();
    assert!(page.text(".summary").contains("is already in this account"));
}

#[tokio::test]
async fn the_user_limit_holds_for_new_users_at_once_too() {
    let app = TestApp::new().await.leave_work();
    let account = acme(&app).await;
    let mut tx = app.app.db.begin().await.unwrap();
    callbook::sql!(&mut tx, execute, "UPDATE accounts SET user_limit = 5 WHERE id = $1", account)
        .unwrap();
    tx.commit().await.unwrap();
    let alice = app.sign_in("alice").await;
    let forms: Vec<_> = {
        let form = form(&alice).await.fill("new-user-name", "Nina");
        (0..8).map(|n| form.clone().fill("new-user-email", &format!("n{n}@x.example"))).collect()
    };
    let replies = futures_util::future::join_all(forms.iter().map(|form| alice.submit(form))).await;
    let made = replies.iter().filter(|reply| reply.status == 303).count();
    assert_eq!(made, 2, "five are in, three were before");
    let refused = replies.iter().find(|reply| reply.status == 422).unwrap().page();
    assert!(refused.text("[role=alert]").contains("limited to 5 users"));
}

#[tokio::test]
async fn links_and_invitations_are_sent_again_and_taken_back() {
    let app = TestApp::new().await.leave_work();
    elsewhere(&app).await;
    let alice = app.sign_in("alice").await;
    let filled =
        form(&alice).await.fill("new-user-name", "Nina").fill("new-user-email", "nina@x.example");
    let created = alice.submit(&filled).await.expect(303).location().to_owned();
    let again = alice.get(&created).await.page().form(&format!("{created}/links"));
    let page = alice.submit(&again).await.expect(429).page();
    assert!(page.text("#leaving [role=alert]").starts_with("Wait another"));
    app.pass(std::time::Duration::from_secs(120));
    let page = alice.follow(alice.submit(&again).await.expect(303)).await.page();
    assert_eq!(flash(&page), "We’re sending the email.");

    let filled = form(&alice)
        .await
        .fill("new-user-name", "M")
        .fill("new-user-email", "mallory@other.example");
    alice.submit(&filled).await.expect(303);
    let link = app.link("invitation").await;
    let page = alice.get("/users").await.page();
    let withdraw = page.form_of_button("Withdraw : M");
    app.sign_in("bob").await.submit(&withdraw).await.expect(404);
    let page = alice.follow(alice.submit(&withdraw).await.expect(303)).await.page();
    assert_eq!(flash(&page), "Invitation withdrawn.");
    alice.submit(&withdraw).await.expect(404);
    let mallory = app.visitor();
    mallory.follow(mallory.get(&link).await).await.expect(404);
}

#[tokio::test]
async fn an_admin_adds_and_removes_only_what_nobody_has_proved() {
    let app = TestApp::new().await.leave_work();
    let alice = app.sign_in("alice").await;
    let path = page_of(&alice, "Bob Bakker").await;
    let page = alice.get(&path).await.page();
    let email = page.form(&format!("{path}/emails")).fill("contacts-email", "bob@new.example");
    let reply = alice.submit(&email).await.expect(303);
    assert!(flash(&alice.follow(reply).await.page()).contains("The address was added."));
    let phone = page.form(&format!("{path}/phones")).fill("contacts-phone", "+31612345678");
    alice.submit(&phone).await.expect(303);
    alice.submit(&phone).await.expect(422);
    let sms = app.outbox().await.iter().any(|kept| kept.to.contains("612345678"));
    assert!(!sms, "no code goes out");

    let page = alice.get(&path).await.page();
    let removals: Vec<_> = page.all(".facts a[href$='/removal']");
    let removals: Vec<_> = removals.iter().map(|a| a.attr("href").unwrap().to_owned()).collect();
    assert_eq!(removals.len(), 2, "the verified, primary address is Bob's: {removals:?}");
    for removal in &removals {
        let page = alice.get(removal).await.expect(200).page();
        alice.submit(&page.form(removal)).await.expect(303);
        alice.get(removal).await.expect(404);
    }
    assert!(alice.get(&path).await.page().all(".facts a[href$='/removal']").is_empty());
}

#[tokio::test]
async fn an_admin_cannot_take_over_a_person() {
    let app = TestApp::new().await.leave_work();
    let (other, _) = elsewhere(&app).await;
    let (alice, bob) = (app.sign_in("alice").await, app.sign_in("bob").await);
    let path = page_of(&alice, "Bob Bakker").await;
    let page = alice.get(&path).await.page();
    let add = page.form(&format!("{path}/emails")).fill("contacts-email", "evil@x.example");
    alice.submit(&add).await.expect(303);
    // Bob's user has the address only because Alice typed it: the link works in Bob's own session
    // only.
    let link = app.link("email").await;
    let page = alice.follow(alice.get(&link).await).await.page();
    assert!(page.text("main").contains("This link is for another profile."));
    assert!(page.all("main button").is_empty());

    let primary = {
        let mut tx = app.app.db.read().await.unwrap();
        callbook::sql!(&mut tx, scalar callbook::platform::ids::EmailId,
            "SELECT id FROM emails WHERE address = 'bob@acme.example'")
        .unwrap()
    };
    let query = add.action.split_once('?').unwrap().1.to_owned();
    let removal = format!("{path}/emails/{primary}/removal");
    alice.get(&removal).await.expect(404);
    alice.post(&format!("{removal}?{query}"), &[]).await.expect(404);

    let mut change = app.change().await;
    let user = callbook::sql!(&mut change, scalar callbook::platform::ids::UserId,
        "SELECT user_id FROM emails WHERE address = 'bob@acme.example'")
    .unwrap();
    let roles = callbook::accounts::account::Roles::default();
    callbook::accounts::account::add_member(&mut change, other, user, roles).await.unwrap();
    change.commit().await.unwrap();
    let shared = alice.get(&path).await.page();
    assert!(shared.all(&format!("form[action^='{path}/emails']")).is_empty());
    let again = add.fill("contacts-email", "worse@x.example");
    alice.submit(&again).await.expect(404);
    bob.get("/settings").await.expect(200);
    let history = bob.get("/settings").await.page().text("#history");
    assert!(history.contains("e•••@x•••.example"), "he reads of it: {history}");
}

#[tokio::test]
async fn fields_that_no_form_has_are_never_taken() {
    let app = TestApp::new().await.leave_work();
    let alice = app.sign_in("alice").await;
    let mut filled =
        form(&alice).await.fill("new-user-name", "Nina").fill("new-user-email", "nina@x.example");
    for (name, value) in [
        ("is_owner", "on"),
        ("password", "basalt-otter-violin-cedar"),
        ("verified_at", "1"),
        ("welcomed_at", "1"),
        ("user_id", "usr_1"),
        ("roles", "owner"),
        ("id", "acu_1"),
        ("tiny_id", "1"),
    ] {
        filled = filled.with_button(name, value);
    }
    let reply = alice.submit(&filled).await;
    let page = match reply.status {
        303 => alice.follow(reply).await.page(),
        // An unknown role is an invalid choice.
        _ => {
            assert_eq!(reply.status, 422);
            return;
        }
    };
    let head = page.text(".page-head");
    assert!(!head.contains("owner") && head.contains("hasn’t signed in yet"), "{head}");
    let _ = person(&app, "Someone Else", "s@x.example").await;
}
