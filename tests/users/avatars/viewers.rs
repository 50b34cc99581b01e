//! Who may see a picture.

use super::{picture, plain, upload, uploaded, url};
use crate::accounts::account::{make, switch};
use crate::accounts::{elsewhere, page_of};
use crate::support::{TestApp, password_of};

#[tokio::test]
async fn members_of_the_current_account_see_each_other_and_nobody_else_does() {
    let app = TestApp::new().await;
    let (alice, bob) = (app.sign_in("alice").await, app.sign_in("bob").await);
    elsewhere(&app).await;
    let mallory = app.visitor();
    mallory.sign_in("mallory@other.example", password_of("bob")).await.expect(303);
    let bobs = url(&uploaded(&bob, &plain(9, 9)).await, "#masthead");
    let mallorys = url(&uploaded(&mallory, &plain(9, 9)).await, "#masthead");

    picture(&alice, &bobs).await;
    picture(&bob, &bobs).await;
    mallory.get(&bobs).await.expect(404);
    alice.get(&mallorys).await.expect(404);
    let turned = app.visitor().get(&bobs).await.expect(303);
    assert!(turned.location().starts_with("/login"), "{}", turned.location());
    assert!(turned.bytes.is_empty());
    app.visitor().get_by_script(&bobs).await.expect(401);

    // In another account they are not together.
    make(&alice, "Zonen").await.expect(303);
    let alices = url(&uploaded(&alice, &plain(9, 9)).await, "#masthead");
    alice.get(&bobs).await.expect(404);
    picture(&alice, &alices).await;
    switch(&alice, "Acme Ops").await.expect(303);
    picture(&alice, &bobs).await;
}

#[tokio::test]
async fn someone_who_was_removed_from_the_account_is_not_seen_there_any_more() {
    let app = TestApp::new().await;
    let (alice, bob) = (app.sign_in("alice").await, app.sign_in("bob").await);
    let bobs = url(&uploaded(&bob, &plain(9, 9)).await, "#masthead");
    let alices = url(&uploaded(&alice, &plain(9, 9)).await, "#masthead");
    picture(&bob, &alices).await;
    let removal = format!("{}/removal", page_of(&alice, "Bob Bakker").await);
    let form = alice.get(&removal).await.expect(200).page().form(&removal);
    alice.submit(&form).await.expect(303);
    alice.get(&bobs).await.expect(404);
    let again = app.sign_in("bob").await;
    again.get(&alices).await.expect(404);
    picture(&again, &bobs).await;
}

#[tokio::test]
async fn an_account_that_wants_a_second_factor_shows_no_pictures_without_one() {
    let app = TestApp::new().await;
    let (alice, bob) = (app.sign_in("alice").await, app.sign_in("bob").await);
    let alices = url(&uploaded(&alice, &plain(9, 9)).await, "#masthead");
    let bobs = url(&uploaded(&bob, &plain(9, 9)).await, "#masthead");
    let mut tx = app.app.db.begin().await.unwrap();
    callbook::sql!(&mut tx, execute, "UPDATE accounts SET second_factor_from = 1").unwrap();
    tx.commit().await.unwrap();
    bob.get(&alices).await.expect(404);
    picture(&bob, &bobs).await;
}

#[tokio::test]
async fn a_person_uploads_ten_pictures_a_minute() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    for _ in 0..10 {
        upload(&alice, &plain(9, 9)).await.expect(303);
    }
    let refused = upload(&alice, &plain(9, 9)).await.expect(429);
    assert!(!refused.header("retry-after").is_empty());
    app.pass(std::time::Duration::from_secs(60));
    upload(&alice, &plain(9, 9)).await.expect(303);
}
