use crate::accounts::{elsewhere, join, page_of, person};
use crate::support::{Page, TestApp};

fn lines(page: &Page) -> Vec<String> {
    page.texts("tbody tr")
}

#[tokio::test]
async fn admins_read_who_did_what_to_whom() {
    let app = TestApp::new().await;
    let (alice, bob) = (app.sign_in("alice").await, app.sign_in("bob").await);
    bob.get("/audit").await.expect(404);
    let path = page_of(&alice, "Bob Bakker").await;
    let form = alice.get(&path).await.page().form(&format!("{path}/roles"));
    app.pass(std::time::Duration::from_secs(1));
    alice.submit(&form.tick_one("roles", "billing")).await.expect(303);
    let page = alice.get("/audit").await.expect(200).page();
    let first = &lines(&page)[0];
    for word in ["Alice Archer", "Roles changed", "billing", "Bob Bakker", "Web"] {
        assert!(first.contains(word), "{word} in {first}");
    }
    let history = bob.get("/settings").await.page();
    assert!(history.text("#history").contains("Rollen gewijzigd"), "Bob reads of it too");
    app.deliver().await;
}

#[tokio::test]
async fn the_log_is_filtered_by_topic_way_person_and_words() {
    let app = TestApp::new().await;
    let (alice, _carol) = (app.sign_in("alice").await, app.sign_in("carol").await);
    let path = page_of(&alice, "Bob Bakker").await;
    let form = alice.get(&path).await.page().form(&format!("{path}/roles"));
    alice.submit(&form.tick_one("roles", "billing")).await.expect(303);
    let count = async |query: &str| {
        lines(&alice.get(&format!("/audit?{query}")).await.expect(200).page()).len()
    };
    assert_eq!(count("").await, 3);
    assert_eq!(count("page=99").await, 3, "the last page");
    assert_eq!(count("show=signin").await, 2);
    assert_eq!(count("show=users").await, 1);
    assert_eq!(count("via=console").await, 0);
    assert_eq!(count("via=page").await, 3);
    assert_eq!(count("q=carol").await, 1);
    assert_eq!(count("q=bak").await, 1);
    assert_eq!(count("q=nobody").await, 0);
    let page = alice.get("/audit?q=nobody").await.page();
    assert_eq!(page.text(".empty"), "No events match these filters. Clear filters");
    assert_eq!(page.attribute(".empty a", "href"), "/audit");
    assert_eq!(count("show=nonsense&via=nonsense&person=nonsense").await, 3);
    let page = alice.get("/audit?show=users").await.page();
    let bob = page.attribute("tbody td.what a", "href");
    let page = alice.get(&bob).await.page();
    assert_eq!(lines(&page).len(), 1);
    assert!(page.text(".filtered").starts_with("Showing events for Bob Bakker only."));
    app.deliver().await;
}

#[tokio::test]
async fn the_log_is_filtered_by_days_of_the_readers_zone_both_included() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let page = alice.get("/audit").await.page();
    let day = |page: &Page| page.all("tbody time")[0].attr("datetime").unwrap()[..10].to_owned();
    let today = day(&page);
    app.pass(std::time::Duration::from_secs(2 * 24 * 60 * 60));
    let alice = app.sign_in("alice").await;
    let later = day(&alice.get("/audit").await.page());
    assert_ne!(today, later);
    let count = async |query: &str| {
        lines(&alice.get(&format!("/audit?{query}")).await.expect(200).page()).len()
    };
    assert_eq!(count("from=&to=").await, 2);
    assert_eq!(count(&format!("from={today}&to={today}")).await, 1);
    assert_eq!(count(&format!("to={today}")).await, 1);
    assert_eq!(count(&format!("from={later}")).await, 1);
    assert_eq!(count(&format!("from={today}")).await, 2);
    assert_eq!(count("to=2000-01-01").await, 0);

    let page = alice.get(&format!("/audit?from={later}&to={today}&show=signin")).await;
    let page = page.expect(422).page();
    assert!(page.text("[role=alert]").contains("This date is before “From”"));
    assert!(page.all("tbody").is_empty(), "nothing that looks as if it were filtered");
    assert_eq!(page.attribute("#log-from", "value"), later);
    assert_eq!(page.attribute("#log-to", "value"), today);
    assert_eq!(page.attribute("#log-to", "aria-invalid"), "true");
    assert_eq!(page.attribute("#log-topic [selected]", "value"), "signin");
    alice.submit(&page.form("/audit/export")).await.expect(422);
    let page = alice.get(&format!("/audit?from={later}&show=signin")).await.page();
    let file = alice.submit(&page.form("/audit/export")).await.expect(200);
    assert_eq!(file.text.lines().count(), 2, "filtered as the page is: {}", file.text);
    let page = alice.get("/audit?from=yesterday").await.expect(422).page();
    assert!(page.text("[role=alert]").contains("Enter a date, such as"));
    app.leave_work();
}

#[tokio::test]
async fn nothing_of_another_account_is_in_the_log() {
    let app = TestApp::new().await;
    elsewhere(&app).await;
    let mallory = app.visitor();
    let password = crate::support::password_of("bob");
    mallory.sign_in("mallory@other.example", password).await.expect(303);
    let alice = app.sign_in("alice").await;
    let text = alice.get("/audit").await.page().text("main");
    assert!(!text.contains("Mallory"), "{text}");
    assert!(mallory.get("/audit").await.page().text("main").contains("Mallory"));
    app.leave_work();
}

#[tokio::test]
async fn the_log_as_a_file_holds_no_formulas() {
    let app = TestApp::new().await;
    let user = person(&app, "=HYPERLINK(\"evil.example\")", "h@x.example").await;
    join(&app, user).await;
    let alice = app.sign_in("alice").await;
    let path = page_of(&alice, "=HYPERLINK(\"evil.example\")").await;
    let form = alice.get(&path).await.page().form(&format!("{path}/roles"));
    alice.submit(&form.tick_one("roles", "admin")).await.expect(303);
    let page = alice.get("/audit?show=users").await.page();
    let file = alice.submit(&page.form("/audit/export")).await.expect(200);
    assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
    assert!(file.header("content-disposition").contains("callbook-audit.csv"));
    let cells: Vec<_> = file.text.lines().nth(1).unwrap().split(',').collect();
    assert!(cells.iter().any(|cell| cell.starts_with("\"'=HYPERLINK")), "{cells:?}");
    assert_eq!(file.text.lines().count(), 2, "filtered as the page is");
    app.deliver().await;
}

#[test]
fn the_log_is_only_ever_added_to() {
    let statements = callbook::platform::db::statements().map(|statement| statement.text);
    let of_audit: Vec<_> = statements
        .filter(|text| {
            let text = text.to_lowercase();
            ["update audit", "delete from audit", "insert into audit"]
                .iter()
                .any(|verb| text.contains(verb))
        })
        .collect();
    assert_eq!(of_audit.len(), 3, "{of_audit:?}");
    assert!(of_audit.iter().any(|text| text.starts_with("INSERT INTO audit (")));
    assert!(of_audit.contains(&"DELETE FROM audit WHERE created_at < $1"), "after thirteen months");
    // Events of a deleted user that stand in no account's log are deleted with them.
    let own = "DELETE FROM audit WHERE subject_id = $1 AND account_id IS NULL";
    assert!(of_audit.contains(&own));
}
