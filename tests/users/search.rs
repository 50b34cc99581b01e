//! Search for members by the beginnings of words.

use callbook::platform::i18n::Lang;
use callbook::users::search;

use crate::accounts::{acme, elsewhere};
use crate::support::TestApp;

#[tokio::test]
async fn a_member_is_found_by_the_beginnings_of_their_words_in_their_account_alone() {
    let app = TestApp::new().await;
    let (here, (there, _)) = (acme(&app).await, elsewhere(&app).await);
    let mut tx = app.app.db.read().await.unwrap();
    for (text, names) in [
        ("cas", vec!["Carol Castillo"]),
        ("CAROL cas", vec!["Carol Castillo"]),
        ("bob@acme", vec!["Bob Bakker"]),
        ("castillo bob", vec![]),
        ("mallory", vec![]),
    ] {
        let found = search::find_members(&mut tx, here, text, Lang::En, 10).await.unwrap();
        let found: Vec<_> = found.into_iter().map(|member| member.name).collect();
        assert_eq!(found, names, "{text}");
    }
    let found = search::find_members(&mut tx, there, "mallory", Lang::En, 10).await.unwrap();
    assert_eq!(found.len(), 1);
}
