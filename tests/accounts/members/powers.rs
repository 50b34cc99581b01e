use callbook::accounts::account::{Roles, add_member};
use callbook::accounts::members::policy;
use callbook::platform::ids::UserId;
use serde_json::json;

use crate::accounts::members::api::member;
use crate::accounts::{acme, elsewhere, page_of, person};
use crate::support::{Browser, Form, Setup, TestApp, password_of};
use crate::users::phones::first;

async fn ask(browser: &Browser, name: &str, email: &str) -> crate::support::Reply {
    browser.submit(&filled(browser, name, email).await).await
}

async fn filled(browser: &Browser, name: &str, email: &str) -> Form {
    let form = browser.get("/users/new").await.expect(200).page().form("/users/new");
    form.fill("new-user-name", name).fill("new-user-email", email)
}

#[tokio::test]
async fn ones_own_contacts_are_not_changed_past_the_proof_of_my_settings() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let (own, bobs) = (page_of(&alice, "Alice Archer").await, page_of(&alice, "Bob Bakker").await);
    assert!(alice.get(&own).await.page().all("#contacts").is_empty());
    let form = alice.get(&bobs).await.page().form(&format!("{bobs}/emails"));
    let action = form.action.replace(&bobs, &own);
    alice.post(&action, &[("email", "mallory@evil.example")]).await.expect(404);
    let phones = action.replace("/emails", "/phones");
    alice.post(&phones, &[("phone", "+31612345678")]).await.expect(404);
}

#[tokio::test]
async fn who_is_locked_changes_nothing_of_the_account() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let path = page_of(&alice, "Bob Bakker").await;
    let form = alice.get(&path).await.page().form(&format!("{path}/roles"));
    let new = filled(&alice, "Nina", "nina@x.example").await;
    let mut tx = app.app.db.begin().await.unwrap();
    callbook::sql!(&mut tx, execute, "UPDATE users SET locked_at = 1 WHERE name = 'Alice Archer'")
        .unwrap();
    tx.commit().await.unwrap();
    alice.submit(&form.tick_one("roles", "admin")).await.expect(423);
    alice.submit(&new).await.expect(423);
    alice.get("/users").await.expect(200);
    app.sign_in("bob").await.get("/audit").await.expect(404);
}

#[tokio::test]
async fn what_an_admin_asked_for_ends_with_their_power() {
    let app = TestApp::new().await.leave_work();
    elsewhere(&app).await;
    let (alice, carol) = (app.sign_in("alice").await, app.sign_in("carol").await);
    ask(&carol, "Mallory", "mallory@other.example").await.expect(303);
    let link = app.link("invitation").await;
    let path = page_of(&alice, "Carol Castillo").await;
    let form = alice.get(&path).await.page().form(&format!("{path}/roles"));
    alice.submit(&form.without("roles")).await.expect(303);
    assert!(alice.get("/users").await.page().all("#invitations-heading").is_empty());
    let mallory = app.visitor();
    mallory.sign_in("mallory@other.example", password_of("bob")).await.expect(303);
    mallory.follow(mallory.get(&link).await).await.expect(404);
}

#[tokio::test]
async fn two_addresses_of_one_person_are_not_told_to_be_theirs() {
    let app = TestApp::new().await.leave_work();
    let user: UserId = person(&app, "Greta Grün", "greta@one.example").await;
    let mut change = app.change().await;
    let (address, _now) = ("greta@two.example".parse().unwrap(), app.clock.now());
    callbook::sql!(
        &mut change,
        execute,
        "UPDATE emails SET is_primary = FALSE WHERE user_id = $1",
        user
    )
    .unwrap();
    callbook::users::emails::add_first(&mut change, user, &address, true).await.unwrap();
    change.commit().await.unwrap();
    let alice = app.sign_in("alice").await;
    ask(&alice, "Greta", "greta@one.example").await.expect(303);
    ask(&alice, "Other", "greta@two.example").await.expect(303);
    ask(&alice, "Greta", "greta@one.example").await.expect(422);
    assert_eq!(app.subjects_to("greta@two.example").await.len(), 0, "asked once");
}

#[tokio::test]
async fn numbers_of_countries_that_are_not_taken_come_in_by_no_door() {
    let app = TestApp::with(Setup { flags: vec!["--phone-countries", "NL"], ..Setup::default() });
    let app = app.await.leave_work();
    let alice = app.sign_in("alice").await;
    let form = alice.get("/users/new").await.page().form("/users/new");
    let form = form.fill("new-user-name", "Nina").fill("new-user-email", "nina@x.example");
    let reply = alice.submit(&form.fill("new-user-phone", "+4915123456789")).await;
    assert!(reply.expect(422).page().text(".summary").contains("Germany"));
    let path = page_of(&alice, "Bob Bakker").await;
    let form = alice.get(&path).await.page().form(&format!("{path}/phones"));
    alice.submit(&form.clone().fill("contacts-phone", "+4915123456789")).await.expect(422);
    alice.submit(&form.fill("contacts-phone", "+31612345678")).await.expect(303);
}

#[tokio::test]
async fn contacts_of_someone_in_two_accounts_are_changed_by_no_admin_and_no_program() {
    let app = TestApp::new().await.leave_work();
    let (here, (other, _)) = (acme(&app).await, elsewhere(&app).await);
    let (alice, program) = (app.sign_in("alice").await, app.program("alice").await);
    let path = page_of(&alice, "Bob Bakker").await;
    let add = alice.get(&path).await.page().form(&format!("{path}/emails"));
    let query = add.action.split_once('?').unwrap().1.to_owned();
    alice.submit(&add.fill("contacts-email", "bob@old.example")).await.expect(303);
    let removal = alice.get(&path).await.page().attribute(".facts a[href$='/removal']", "href");
    alice.get(&removal).await.expect(200);

    let bob = member(&program, "Bob Bakker").await["user"].clone();
    let user: UserId = bob["prefix_id"].as_str().unwrap().parse().unwrap();
    let mut change = app.change().await;
    assert!(policy::may_change_contacts(&mut change, here, user).await.unwrap());
    assert!(!policy::may_change_contacts(&mut change, other, user).await.unwrap(), "not theirs");
    add_member(&mut change, other, user, Roles::default()).await.unwrap();
    for account in [here, other] {
        assert!(!policy::may_change_contacts(&mut change, account, user).await.unwrap());
    }
    change.commit().await.unwrap();

    alice.get(&removal).await.expect(404);
    alice.post(&format!("{removal}?{query}"), &[]).await.expect(404);
    let page = alice.get(&path).await.page();
    assert!(page.all(".facts a[href$='/removal']").is_empty());
    assert!(page.all("#contacts form").is_empty() && !page.text("#contacts .hint").is_empty());
    let emails = bob["emails"].as_array().unwrap();
    let old = emails.iter().find(|email| email["email"] == "bob@old.example").unwrap();
    let gone = json!({"emails_attributes": [{"id": old["id"], "_destroy": true}]});
    let users = format!("/api/v4/users/{}", bob["id"].as_str().unwrap());
    program.put(&users, &gone).await.expect(403);
    let kept = program.get(&users).await.json()["emails"].as_array().unwrap().len();
    assert_eq!(kept, emails.len());
}

#[tokio::test]
async fn a_number_that_an_admin_entered_is_verified_by_a_code_that_its_owner_asks_for() {
    let app = TestApp::new().await.leave_work();
    let alice = app.sign_in("alice").await;
    let path = page_of(&alice, "Bob Bakker").await;
    let form = alice.get(&path).await.page().form(&format!("{path}/phones"));
    alice.submit(&form.fill("contacts-phone", "+31612345678")).await.expect(303);

    let bob = app.sign_in("bob").await;
    let phone = first(&bob).await;
    let at = format!("{phone}/verification");
    let page = bob.get(&at).await.expect(200).page();
    assert!(page.all("#verification-code").is_empty(), "there is no code to type");
    let ways = page.all(".resend button");
    let ways: Vec<_> = ways.iter().map(|way| (way.inner_html(), way.attr("class"))).collect();
    let labels = ["Stuur me een sms met een code", "Bel me met een code"].map(str::to_owned);
    assert_eq!(
        ways,
        [(labels[0].clone(), Some("primary")), (labels[1].clone(), Some("secondary"))]
    );
    bob.post(&format!("{phone}/codes"), &[("method", "sms")]).await.expect(303);
    let page = bob.get(&at).await.expect(200).page();
    assert_eq!(page.texts(".resend button")[0], "Code opnieuw sturen");
    let form = page.form(&at).fill("verification-code", &app.code().await);
    bob.submit(&form).await.expect(303);
}
