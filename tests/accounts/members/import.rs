//! The import of a file of people, and their export.

use super::new::{flash, form};
use crate::accounts::invitations::{OF_ACCOUNT, use_up};
use crate::accounts::teams::{make, who};
use crate::accounts::{acme, elsewhere};
use crate::support::{Browser, Page, TestApp, password_of};

fn file(text: &str) -> String {
    format!(
        "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"u.csv\"\r\n\
         Content-Type: text/csv\r\n\r\n{text}\r\n--b--\r\n"
    )
}

async fn upload(browser: &Browser, text: &str) -> crate::support::Reply {
    use axum::body::Body;
    use axum::http::Request;
    let form = browser.get("/users/import").await.expect(200).page().form("/users/import");
    let request = Request::post(&form.action)
        .header("content-type", "multipart/form-data; boundary=b")
        .header("sec-fetch-site", "same-origin")
        .header("content-length", file(text).len())
        .body(Body::from(file(text)))
        .unwrap();
    browser.send(request).await
}

#[tokio::test]
async fn a_file_is_read_before_anything_happens_and_every_fault_has_its_line() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let text = "name,email,phone,roles\nAnn,ann@x.example,,admin\n,bad,06,king\n";
    let page = upload(&alice, text).await.expect(422).page();
    assert_eq!(page.texts("tbody td:first-child"), ["3"; 4]);
    assert_eq!(page.texts("thead th"), ["Line", "Column", "Value", "What to do"]);
    assert_eq!(page.texts("tbody td:nth-child(2)"), ["roles", "name", "email", "phone"]);
    assert_eq!(page.texts("tbody td:nth-child(3)"), ["king", "Empty", "bad", "06"]);
    assert!(page.all("form[action^='/users/import/run']").is_empty());
    assert_eq!(alice.get("/users").await.page().all("tbody tr").len(), 3, "nothing happened");
    upload(&alice, "").await.expect(422);
    app.sign_in("bob").await.get("/users/import").await.expect(404);
}

#[tokio::test]
async fn a_file_that_is_too_large_is_told_its_size_and_the_limits_beside_the_form() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let hint = alice.get("/users/import").await.page().text("#people-file-hint");
    assert!(hint.ends_with("Up to 500 lines."), "{hint}");
    let line = "Ann,ann@x.example\n";
    let large = |bytes: usize| format!("name,email\n{}", line.repeat(bytes / line.len()));
    for (bytes, size) in [(90 * 1024, "90"), (5_870_000, "5.6")] {
        let page = upload(&alice, &large(bytes)).await.expect(413).page();
        let alert = page.text("[role=alert]");
        assert!(alert.contains(&format!("This file is {size}")), "{alert}");
        assert!(alert.contains("The limit is 84 KB and 500 lines per file"), "{alert}");
        page.form("/users/import");
    }
    let huge = upload(&alice, &large(17 * 1024 * 1024)).await.expect(413).page();
    assert!(huge.text("[role=alert]").contains("This file is 17"));
    // A file within the limit can be sent back as a form, whatever it is made of.
    let worst = format!("name,email,notes\nAnn,ann@x.example,{}\n", "é".repeat(42_900));
    let page = upload(&alice, &worst).await.expect(200).page();
    alice.submit(&page.form("/users/import/run")).await.expect(303);
    app.deliver().await;
}

#[tokio::test]
async fn the_check_of_a_file_tells_who_is_new_and_nothing_of_people_elsewhere() {
    let app = TestApp::new().await;
    elsewhere(&app).await;
    let alice = app.sign_in("alice").await;
    make(&app, "Night Watch", &[who(&app, "alice").await]).await;
    let mallory = "mallory@other.example";
    let text = format!(
        "name,email,roles,teams\nAnn,ann@x.example,admin;billing,Night Watch\n\
         Bob,bob@acme.example,,\nM. M.,{mallory},,\n"
    );
    let cells = |page: &Page, nth: u8| page.texts(&format!("tbody td:nth-child({nth})"));
    let page = upload(&alice, &text).await.expect(200).page();
    assert_eq!(cells(&page, 3), ["admin billing", "", ""]);
    assert_eq!(cells(&page, 4), ["Night Watch", "", ""]);
    assert_eq!(cells(&page, 5), ["New", "Already in the account", "New"]);
    assert_eq!(
        page.text("form[action^='/users/import/run'] p:not(.ways-on)"),
        "The file is valid. 2 people will be added, or invited if they already have a profile. \
         One person is already in the account or invited: nothing changes for them."
    );
    let invited = form(&alice).await.fill("new-user-name", "M. M.");
    alice.submit(&invited.fill("new-user-email", mallory)).await.expect(303);
    let page = upload(&alice, &text).await.expect(200).page();
    assert_eq!(cells(&page, 5), ["New", "Already in the account", "Already invited"]);
    let page = upload(&alice, "name,email\nBob,bob@acme.example\n").await.expect(200).page();
    assert!(
        page.text("form[action^='/users/import/run'] p:not(.ways-on)")
            .ends_with("There is nothing to import.")
    );
    assert!(page.all("form[action^='/users/import/run'] button").is_empty());
    app.deliver().await;
}

#[tokio::test]
async fn a_good_file_is_imported_as_far_as_an_hour_allows() {
    let app = TestApp::new().await.leave_work();
    let alice = app.sign_in("alice").await;
    let people: String =
        (0..60).map(|n| format!("Ann {n},ann{n}@x.example,+3161234{n:04},\n")).collect();
    let text = format!("name,email,phone,roles\nBob,bob@acme.example,,\n{people}");
    let page = upload(&alice, &text).await.expect(200).page();
    assert_eq!(alice.get("/users").await.page().text(".lead"), "3 people in this account.");
    let run = page.form("/users/import/run");
    use_up(&app, OF_ACCOUNT, &[acme(&app).await.as_bytes()], 50).await;
    let page = alice.follow(alice.submit(&run).await.expect(303)).await.page();
    assert_eq!(
        flash(&page),
        "Partly imported. 50 people were added. One person was already in the account or invited. \
         10 people could not be imported: the account has reached its user limit or the hourly limit for invitations. \
         Raise the user limit in Account Settings or wait an hour, then import the same file again."
    );
    assert_eq!(page.text(".lead"), "53 people in this account.");
    app.pass(std::time::Duration::from_secs(60 * 60));
    assert!(alice.submit(&run).await.expect(303).location().starts_with("/sudo"));
    alice.post("/sudo", &[("proof", password_of("alice"))]).await.expect(303);
    let page = alice.follow(alice.submit(&run).await.expect(303)).await.page();
    let done =
        "Import finished. 10 people were added. 51 people were already in the account or invited.";
    assert_eq!(flash(&page), done);
}

#[tokio::test]
async fn the_people_of_an_account_are_exported_without_formulas_and_can_be_imported_again() {
    let app = TestApp::new().await.leave_work();
    let alice = app.sign_in("alice").await;
    let filled =
        form(&alice).await.fill("new-user-name", "=1+1").fill("new-user-email", "f@x.example");
    alice.submit(&filled.fill("new-user-phone", "+31612345678")).await.expect(303);
    elsewhere(&app).await;
    let export = alice.get("/users").await.page().form("/users/export");
    let file = alice.submit(&export).await.expect(200);
    assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
    let line = file.text.lines().find(|line| line.contains("f@x.example")).unwrap();
    assert!(line.contains("'=1+1") && line.contains("'+31612345678"), "{line}");
    assert!(!file.text.contains("mallory"));
    let page = upload(&alice, &file.text).await.expect(200).page();
    assert!(page.texts("tbody .row-name").contains(&"=1+1".to_owned()));
    // Spreadsheets of other languages split at semicolons.
    let carol = app.sign_in("carol").await;
    let export = carol.get("/users").await.page().form("/users/export");
    let file = carol.submit(&export).await.expect(200);
    assert!(file.text.contains("\"number\";\"name\";\"email\""), "{}", file.text);
    let page = upload(&carol, &file.text).await.expect(200).page();
    assert!(page.texts("tbody .row-name").contains(&"=1+1".to_owned()));
    app.sign_in("bob").await.submit(&export).await.expect(404);
    app.pass(std::time::Duration::from_secs(16 * 60));
    assert!(alice.submit(&export).await.expect(303).location().starts_with("/sudo"));
}
