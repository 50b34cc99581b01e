//! Rules of verifications: what verifies an address or a number.

use callbook::core::links::LinkPurpose;
use callbook::platform::ids::EmailId;
use callbook::users::{emails, verification};

use crate::accounts::account::user_of;
use crate::support::TestApp;

#[tokio::test]
async fn a_link_that_is_sent_again_is_the_same_and_counts_once() {
    let app = TestApp::new().await;
    let alice = user_of(&app, "alice").await;
    let mut change = app.change().await;
    let email: EmailId = emails::list(&mut change, alice).await.unwrap()[0].id;
    let purpose = LinkPurpose::Reset;
    let first = verification::issue_link(&mut change, purpose, alice, email).await.unwrap();
    let again = verification::issue_link(&mut change, purpose, alice, email).await.unwrap();
    assert_eq!(first, again, "whoever presses the older mail gets in too");
    assert!(verification::consume(&mut change, first).await.unwrap());
    assert!(!verification::consume(&mut change, first).await.unwrap(), "once");
    let next = verification::issue_link(&mut change, purpose, alice, email).await.unwrap();
    assert_ne!(next, first, "a link that was used is not sent again");
}

#[tokio::test]
async fn a_link_is_over_when_its_time_is() {
    let app = TestApp::new().await;
    let alice = user_of(&app, "alice").await;
    let mut change = app.change().await;
    let email = emails::list(&mut change, alice).await.unwrap()[0].id;
    let purpose = LinkPurpose::Reset;
    let id = verification::issue_link(&mut change, purpose, alice, email).await.unwrap();
    let sent = verification::find(&mut change, id).await.unwrap().unwrap();
    let end = change.now() + purpose.life();
    assert!(sent.is_open(change.now()) && !sent.is_open(end));
}
