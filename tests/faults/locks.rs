//! Two changes of the same rows: both lock them in one order, and neither waits for ever.

use callbook::core::change::UserLock;
use callbook::platform::ids::UserId;
use futures_util::future::join_all;

use crate::support::TestApp;

const CHANGES: usize = 40;

#[tokio::test]
async fn two_who_change_each_other_both_come_to_an_end() {
    let app = TestApp::new().await;
    let users = callbook::sql!(&mut app.app.db.read().await.unwrap(), scalars UserId,
        "SELECT id FROM users ORDER BY id LIMIT 2")
    .unwrap();
    let changes = (0..CHANGES).map(async |n| {
        // Each user is the actor of half of the changes, and the subject of the other half.
        let (actor, other) = (users[n % 2], users[(n + 1) % 2]);
        let mut change = app.change().await;
        change.lock([], [(actor, UserLock::Shared), (other, UserLock::Whole)]).await?;
        tokio::task::yield_now().await;
        change.commit().await
    });
    for done in join_all(changes).await {
        done.unwrap();
    }
}
