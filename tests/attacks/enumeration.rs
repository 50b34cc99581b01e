//! Enumeration: neither an answer nor the work behind it tells whether an address is known.

use crate::support::work::Watch;
use crate::support::{Browser, TestApp};

/// Known, unknown, unverified, blocked, without a password.
const ADDRESSES: [&str; 5] = [
    "alice@acme.example",
    "nobody@acme.example",
    "bob@acme.example",
    "carol@acme.example",
    "second@acme.example",
];

async fn prepare(app: &TestApp) {
    let alice = app.sign_in("alice").await;
    let page = alice.get("/settings").await.page();
    let form = page.form("/settings/emails").fill("emails-address", "second@acme.example");
    alice.submit(&form).await.expect(303);
    app.deliver().await;
    let mut tx = app.app.db.begin().await.unwrap();
    callbook::sql!(
        &mut tx,
        execute,
        "UPDATE emails SET verified_at = NULL WHERE address = 'bob@acme.example'"
    )
    .unwrap();
    callbook::sql!(&mut tx, execute,
        "UPDATE emails SET blocked_at = 1, blocked_why = 'bounced' WHERE address = 'carol@acme.example'")
    .unwrap();
    tx.commit().await.unwrap();
}

async fn answer(browser: &Browser, address: &str) -> String {
    let reply = browser.post("/forgot-password/new", &[("email", address)]).await.expect(303);
    let mut headers: Vec<_> = reply
        .headers
        .iter()
        .filter(|(name, _)| *name != "x-request-id")
        .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
        .collect();
    headers.sort();
    let page = browser.follow(reply).await.expect(200);
    let id = page.header("x-request-id").to_owned();
    format!("{headers:?} {}", page.text.replace(&id, ""))
}

#[tokio::test]
async fn enum_matrix_for_forgotten_passwords() {
    let app = TestApp::new().await;
    prepare(&app).await;
    let known = answer(&app.visitor(), ADDRESSES[0]).await;
    for address in ADDRESSES {
        assert_eq!(answer(&app.visitor(), address).await, known, "{address}");
    }
    app.deliver().await;
}

#[tokio::test]
async fn enum_work_for_forgotten_passwords_and_for_links() {
    let app = TestApp::new().await;
    prepare(&app).await;
    let watch = Watch::begin();
    let mut asked = Vec::new();
    for address in ADDRESSES {
        watch.take();
        app.visitor().post("/forgot-password/new", &[("email", address)]).await.expect(303);
        asked.push(watch.take());
    }
    assert!(asked[0].statements.len() >= 3, "{asked:?}");
    for (address, work) in ADDRESSES.iter().zip(&asked) {
        assert_eq!(work, &asked[0], "{address}");
    }
    // Adding an address, and requesting its link again, whether or not someone else has it.
    let carol = app.sign_in("carol").await;
    let mut work = Vec::new();
    for address in ["alice@acme.example", "stranger@acme.example"] {
        let page = carol.get("/settings").await.page();
        let form = page.form("/settings/emails").fill("emails-address", address);
        watch.take();
        let reply = carol.submit(&form).await.expect(303);
        let added = watch.take();
        let page = carol.follow(reply).await.page();
        let row = page.all("#emails .row").into_iter().find(|row| row.html().contains(address));
        let html = row.unwrap().html();
        let end = html.find("/links\"").unwrap();
        let path = format!("{}/links", &html[html[..end].rfind("/settings").unwrap()..end]);
        app.pass(std::time::Duration::from_secs(31));
        watch.take();
        carol.post(&path, &[]).await.expect(303);
        work.push((added, watch.take()));
        carol.post(&path.replace("/links", "/removal"), &[]).await.expect(303);
    }
    assert_eq!(work[0], work[1]);
    app.deliver().await;
}
