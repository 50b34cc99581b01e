use callbook::accounts::account;
use callbook::accounts::ownership::{self, AccountDeleted, Transfer};
use callbook::core::actor::Actor;
use callbook::core::origin::Origin;

use crate::accounts::account::{account_of, count, form, make, news, switch, user_of};
use crate::support::{Browser, TestApp};

const OWNER: &str = "/account-settings/owner";
const REMOVAL: &str = "/account-settings/removal";

/// Returns the path that the search offers for its one result.
async fn found(browser: &Browser, words: &str) -> String {
    let page = browser.get(&format!("{OWNER}?q={words}")).await.expect(200).page();
    page.attribute(".rows a", "href")
}

#[tokio::test]
async fn ownership_goes_to_someone_who_was_searched_and_both_are_told() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let page = alice.get(OWNER).await.expect(200).page();
    assert_eq!(page.texts(".row-name"), ["Bob Bakker", "Carol Castillo"], "but for herself");
    let page = alice.get(&format!("{OWNER}?q=nobody")).await.expect(200).page();
    assert!(page.text(".empty").starts_with("No one else in the account matches"));
    let path = found(&alice, "bak").await;
    let page = alice.get(&path).await.expect(200).page();
    assert_eq!(page.text("h1"), "Make this person the owner?");
    assert_eq!(page.text(".thing"), "Bob Bakker");
    let reply = alice.submit(&form(&page, &path)).await.expect(303);
    let said = "Bob Bakker is now the owner. You’re still an admin.";
    assert_eq!(news(&alice, reply).await, said);
    let pills = alice.get("/accounts").await.page().texts(".pills");
    assert_eq!(pills, ["current admin billing"]);
    let bob = app.sign_in("bob").await;
    let pills = bob.get("/accounts").await.page().texts(".pills");
    assert_eq!(pills, ["huidig eigenaar beheerder facturatie"]);
    alice.get(OWNER).await.expect(404);
    bob.get(OWNER).await.expect(200);
    let mail = &app.texts_to("alice@acme.example").await[0];
    assert!(mail.contains("Bob Bakker is now the owner of Acme Ops."), "{mail}");
    let mail = &app.texts_to("bob@acme.example").await[0];
    assert!(mail.contains("Bob Bakker is nu eigenaar van Acme Ops."), "{mail}");
}

#[tokio::test]
async fn only_the_owner_comes_here_and_only_after_a_proof() {
    let app = TestApp::new().await;
    let (alice, carol) = (app.sign_in("alice").await, app.sign_in("carol").await);
    let acme = account_of(&app, "Acme Ops").await;
    let path = found(&alice, "bob").await;
    for page in [OWNER, &path, REMOVAL] {
        carol.get(page).await.expect(404);
    }
    for page in [path.as_str(), REMOVAL] {
        carol.post(&format!("{page}?account={acme}"), &[("name", "Acme Ops")]).await.expect(404);
    }
    assert!(carol.get("/account-settings").await.page().all("#ownership").is_empty());
    app.pass(std::time::Duration::from_secs(15 * 60));
    for page in [OWNER, &path, REMOVAL] {
        alice.get(page).await.expect(401);
    }
    for page in [path.as_str(), REMOVAL] {
        let path = format!("{page}?account={acme}");
        let reply = alice.post(&path, &[("name", "Acme Ops")]).await.expect(303);
        assert!(reply.location().starts_with("/sudo"));
    }
    assert_eq!(count(&app, "accounts").await, 1);
}

#[tokio::test]
async fn nobody_of_another_account_becomes_the_owner() {
    let app = TestApp::new().await;
    let (alice, bob) = (app.sign_in("alice").await, app.sign_in("bob").await);
    make(&bob, "Zonen").await.expect(303);
    let (acme, zonen) = (account_of(&app, "Acme Ops").await, account_of(&app, "Zonen").await);
    let bobs = user_of(&app, "bob").await;
    let mut tx = app.app.db.read().await.unwrap();
    let there = account::place(&mut tx, bobs, zonen).await.unwrap().unwrap().member_id;
    drop(tx);
    for id in [there.to_string(), "acu_nonsense".to_owned()] {
        let path = format!("{OWNER}/{id}");
        alice.get(&path).await.expect(404);
        alice.post(&format!("{path}?account={acme}"), &[]).await.expect(404);
    }
    // Nor herself, because she is the owner already.
    let mut tx = app.app.db.read().await.unwrap();
    let me = user_of(&app, "alice").await;
    let mine = account::place(&mut tx, me, acme).await.unwrap().unwrap().member_id;
    drop(tx);
    alice.post(&format!("{OWNER}/{mine}?account={acme}"), &[]).await.expect(404);
    assert_eq!(count(&app, "account_users WHERE is_owner").await, 2);
}

#[tokio::test]
async fn two_transfers_at_once_leave_exactly_one_owner() {
    let app = TestApp::new().await.leave_work();
    let acme = account_of(&app, "Acme Ops").await;
    let alice = user_of(&app, "alice").await;
    let mut tx = app.app.db.read().await.unwrap();
    let mut next = Vec::new();
    for who in ["bob", "carol"] {
        let user = user_of(&app, who).await;
        next.push(account::place(&mut tx, user, acme).await.unwrap().unwrap().member_id);
    }
    drop(tx);
    let all = (0..20).map(|n| {
        let (app, to) = (app.app.clone(), next[n % 2]);
        tokio::spawn(async move {
            let mut change = app.change(Origin::default()).await.unwrap();
            change.act_as(Actor::on_page(alice, Some(acme)));
            let done = ownership::transfer(&mut change, acme, to).await.unwrap();
            change.commit().await.unwrap();
            matches!(done, Transfer::Done { .. })
        })
    });
    let mut done = 0;
    for one in all.collect::<Vec<_>>() {
        done += usize::from(one.await.unwrap());
    }
    assert_eq!(done, 1);
    assert_eq!(count(&app, "account_users WHERE is_owner").await, 1);
    assert_eq!(count(&app, "account_users WHERE is_owner AND is_admin AND is_billing").await, 1);
}

#[tokio::test]
async fn an_account_is_deleted_by_its_name_typed_exactly() {
    let app = TestApp::new().await;
    let (alice, bob) = (app.sign_in("alice").await, app.sign_in("bob").await);
    make(&bob, "Zonen").await.expect(303);
    switch(&bob, "Acme Ops").await.expect(303);
    app.pass(std::time::Duration::from_secs(1));
    let page = alice.get(REMOVAL).await.expect(200).page();
    assert!(page.text("main").contains("The 3 people in it keep their profiles"));
    for typed in ["", "acme ops", "Acme", "Acme Ops!"] {
        let filled = form(&page, REMOVAL).fill("removal-name", typed);
        let page = alice.submit(&filled).await.expect(422).page();
        let error = page.text(".field-error");
        assert_eq!(error, "Type the name exactly as shown above: Acme Ops");
        assert_eq!(form(&page, REMOVAL).value("removal-name"), typed);
    }
    assert_eq!(count(&app, "accounts").await, 2);
    let filled = form(&page, REMOVAL).fill("removal-name", " Acme Ops ");
    let reply = alice.submit(&filled).await.expect(303);
    assert_eq!(news(&alice, reply).await, "Acme Ops was deleted.");
    for gone in ["accounts WHERE name = 'Acme Ops'", "account_users WHERE tiny_id > 1"] {
        assert_eq!(count(&app, gone).await, 0, "{gone}");
    }
    assert_eq!(count(&app, "users").await, 3, "people stay");
    // A member with another account continues there; one without has no current account.
    assert_eq!(bob.get("/settings").await.page().text(".profile-who span"), "Zonen");
    assert!(
        alice
            .get("/accounts")
            .await
            .page()
            .text(".empty")
            .starts_with("You don’t belong to any account")
    );
    assert_eq!(
        app.subjects_to("alice@acme.example").await,
        ["A Callbook account you owned was deleted"]
    );
    alice.get("/account-settings").await.expect(404);
    let history = alice.get("/settings").await.page().texts("#history .row-name");
    assert_eq!(history[0], "Account deleted");
}

#[tokio::test]
async fn whoever_is_no_longer_the_owner_deletes_nothing() {
    let app = TestApp::new().await;
    let acme = account_of(&app, "Acme Ops").await;
    let carol = user_of(&app, "carol").await;
    let mut change = app.change_of(carol, Some(acme)).await;
    let deleted = ownership::delete(&mut change, acme, "Acme Ops").await.unwrap();
    assert_eq!(deleted, AccountDeleted::NotOwner);
    change.commit().await.unwrap();
    assert_eq!(count(&app, "accounts").await, 1);
}
