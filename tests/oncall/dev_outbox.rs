//! The page of the dev outbox.

use callbook::audit::{self, Event};

use crate::accounts::account::user_of;
use crate::support::{Setup, TestApp};

#[tokio::test]
async fn every_message_can_be_read_where_none_is_sent() {
    let app = TestApp::new().await;
    let alice = user_of(&app, "alice").await;
    let mut change = app.change_of(alice, None).await;
    audit::notify(&mut change, alice, &Event::DataExported).await.unwrap();
    change.commit().await.unwrap();
    app.deliver().await;
    let page = app.visitor().get("/dev/outbox").await.expect(200).page();
    assert!(page.text("main").contains("alice@acme.example"));
}

#[tokio::test]
async fn there_is_none_where_messages_are_sent() {
    let app = TestApp::with(Setup {
        env: vec![("CALLBOOK_DEV_OUTBOX", "false".to_owned())],
        ..Setup::default()
    })
    .await;
    app.visitor().get("/dev/outbox").await.expect(404);
}
