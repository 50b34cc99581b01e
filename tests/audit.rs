//! Security events: recorded in the change that they are about, and mailed to their subject.

use callbook::audit::{self, Event, EventSource};

use crate::accounts::account::user_of;
use crate::support::TestApp;

#[tokio::test]
async fn an_event_stands_in_the_history_of_its_subject_alone() {
    let app = TestApp::new().await;
    let (alice, bob) = (user_of(&app, "alice").await, user_of(&app, "bob").await);
    let mut change = app.change_of(alice, None).await;
    let receipt = audit::record(&mut change, bob, &Event::MemberChanged).await.unwrap();
    change.commit().await.unwrap();
    let mut tx = app.app.db.read().await.unwrap();
    let found = audit::find(&mut tx, bob, receipt).await.unwrap().unwrap();
    assert_eq!(found.source(), EventSource::Other);
    assert!(audit::find(&mut tx, alice, receipt).await.unwrap().is_none());
    assert_eq!(audit::history(&mut tx, bob, 10).await.unwrap().len(), 1);
}

#[tokio::test]
async fn an_event_of_a_change_that_is_undone_was_never_written_or_mailed() {
    let app = TestApp::new().await;
    let alice = user_of(&app, "alice").await;
    let mut change = app.change_of(alice, None).await;
    audit::notify(&mut change, alice, &Event::DataExported).await.unwrap();
    drop(change);
    assert!(app.outbox().await.is_empty());
    let mut change = app.change_of(alice, None).await;
    audit::notify(&mut change, alice, &Event::DataExported).await.unwrap();
    change.commit().await.unwrap();
    assert_eq!(app.outbox().await.len(), 1);
}
