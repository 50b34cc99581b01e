//! The reference as people read it.

use scraper::{Html, Selector};

use crate::support::TestApp;

fn texts(html: &str, selector: &str) -> Vec<String> {
    let page = Html::parse_document(html);
    let selector = Selector::parse(selector).unwrap();
    page.select(&selector).map(|one| one.text().collect()).collect()
}

#[tokio::test]
async fn everyone_reads_it_and_finds_every_operation() {
    let app = TestApp::new().await;
    for (path, api) in [
        ("/docs/api", callbook::api::reference::v4("https://a.example")),
        ("/docs/api/older", callbook::api::reference::v1("https://a.example")),
    ] {
        let page = app.visitor().get(path).await.expect(200).text;
        let described: usize = {
            let json = serde_json::to_value(&api).unwrap();
            let paths = json["paths"].as_object().unwrap().values();
            paths.map(|methods| methods.as_object().unwrap().len()).sum()
        };
        assert_eq!(texts(&page, ".operation summary").len(), described, "{path}");
        for language in ["curl", "python", "javascript"] {
            let lines = texts(&page, &format!(".operation .code > .{language}"));
            assert_eq!(lines.len(), described, "{path}");
            assert!(lines.iter().all(|lines| lines.contains(app.app.public_url.as_str())));
        }
        let codes = texts(&page, ".operation .code").len();
        assert!(codes > described, "{path}: there are examples of answers");
        assert_eq!(texts(&page, ".operation .code [data-copy]").len(), codes, "{path}");
    }
}

#[tokio::test]
async fn it_is_in_the_menu_of_advanced_mode() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let links = async || {
        let page = alice.get("/users").await.expect(200).text;
        texts(&page, ".menu a[href='/docs/api']").len()
    };
    assert_eq!(links().await, 0);
    let mut tx = app.app.db.begin().await.unwrap();
    callbook::sql!(&mut tx, execute, "UPDATE preferences SET advanced_mode = TRUE").unwrap();
    tx.commit().await.unwrap();
    assert_eq!(links().await, 1);
    alice.get("/docs/api").await.expect(200);
}

#[tokio::test]
async fn its_words_are_the_reader_s_and_what_programs_read_is_english() {
    let app = TestApp::new().await;
    let reader = app.visitor();
    reader.always("accept-language", "de");
    let page = reader.get("/docs/api").await.expect(200).text;
    assert_eq!(texts(&page, "h1"), ["API-Referenz"]);
    assert_eq!(texts(&page, "[data-find] label"), ["Referenz durchsuchen"]);
    assert!(texts(&page, "[lang=en] h2").contains(&"Users".to_owned()));
}
