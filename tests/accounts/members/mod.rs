pub mod api;
pub mod import;
pub mod new;
pub mod person;
pub mod powers;
use std::time::Duration;

use callbook::accounts::members::{self, MemberQuery, Show};
use callbook::platform::db::list::{Direction, PageWanted};
use callbook::platform::i18n::Lang;
use callbook::users::search::{self, Sort, Sought};

use crate::accounts::{acme, elsewhere, join, page_of, person};
use crate::support::{Page, TestApp};

fn names(page: &Page) -> Vec<String> {
    page.texts("tbody a[translate]")
}

#[tokio::test]
async fn everyone_of_an_account_is_listed_and_nobody_of_another() {
    let app = TestApp::new().await;
    elsewhere(&app).await;
    let bob = app.sign_in("bob").await;
    let page = bob.get("/users").await.expect(200).page();
    assert_eq!(names(&page), ["Alice Archer", "Bob Bakker", "Carol Castillo"]);
    assert_eq!(page.texts("tbody .tiny-id"), ["#1", "#3", "#2"]);
    assert!(page.text("main").contains("3 mensen in dit account."));
    assert!(page.all("details.actions").is_empty(), "a member manages nobody");
    let page = bob.get("/users?sort=number&direction=desc").await.page();
    assert_eq!(page.texts("tbody .tiny-id"), ["#3", "#2", "#1"]);
    let page = bob.get("/users?direction=desc").await.page();
    assert_eq!(page.texts("tbody .tiny-id"), ["#2", "#3", "#1"]);
    assert_eq!(page.attribute("th:first-child", "aria-sort"), "descending");
}

#[tokio::test]
async fn people_are_found_by_the_beginnings_of_words() {
    let app = TestApp::new().await;
    let zoe = person(&app, "Zoë Ñandú-O’Brien", "z.brown@sub.example").await;
    join(&app, zoe).await;
    elsewhere(&app).await;
    let bob = app.sign_in("bob").await;
    for (q, found) in [
        ("nan", vec!["Zoë Ñandú-O’Brien"]),
        ("ZOE", vec!["Zoë Ñandú-O’Brien"]),
        ("zoë bri", vec!["Zoë Ñandú-O’Brien"]),
        ("brown sub", vec!["Zoë Ñandú-O’Brien"]),
        ("#2", vec!["Carol Castillo"]),
        ("# 1", vec!["Alice Archer"]),
        ("acme car", vec!["Carol Castillo"]),
        ("owner", vec!["Alice Archer"]),
        ("admin", vec!["Alice Archer", "Carol Castillo"]),
        ("a", vec!["Alice Archer", "Bob Bakker", "Carol Castillo"]),
        ("mallory", vec![]),
        ("ob", vec![]),
        ("%", vec![]),
    ] {
        let q_encoded = crate::support::url_encode([("q", q)].into_iter());
        let page = bob.get(&format!("/users?{q_encoded}")).await.expect(200).page();
        assert_eq!(names(&page), found, "{q}");
        assert_eq!(page.attribute("#table-q", "value"), q, "what was looked for stays");
    }
}

#[tokio::test]
async fn a_new_name_address_phone_or_role_is_found_at_once() {
    let app = TestApp::new().await;
    let bob = app.sign_in("bob").await;
    let page = bob.get("/settings").await.page();
    let form = page.form("/settings/general").fill("general-name", "Xaver Quick");
    bob.submit(&form).await.expect(303);
    let form = page.form("/settings/emails").fill("emails-address", "wombat@new.example");
    bob.submit(&form).await.expect(303);
    for q in ["xav", "quick", "wombat"] {
        assert_eq!(names(&bob.get(&format!("/users?q={q}")).await.page()), ["Xaver Quick"], "{q}");
    }
    assert!(names(&bob.get("/users?q=bakker").await.page()).is_empty());
    let carol = app.sign_in("carol").await;
    let path = page_of(&carol, "Xaver Quick").await;
    let form = carol.get(&path).await.page().form(&format!("{path}/roles"));
    carol.submit(&form.tick_one("roles", "communicator")).await.expect(303);
    assert_eq!(names(&bob.get("/users?q=communicator").await.page()), ["Xaver Quick"]);
    app.deliver().await;
}

#[tokio::test]
async fn spanish_readers_find_ñ_after_n() {
    let app = TestApp::new().await;
    for (name, email) in [("Nz Uno", "a@x.example"), ("Ñandu Dos", "b@x.example")] {
        let user = person(&app, name, email).await;
        join(&app, user).await;
    }
    let (bob, carol) = (app.sign_in("bob").await, app.sign_in("carol").await);
    assert_eq!(names(&bob.get("/users").await.page())[3..], ["Ñandu Dos", "Nz Uno"]);
    assert_eq!(names(&carol.get("/users").await.page())[3..], ["Nz Uno", "Ñandu Dos"]);
}

#[tokio::test]
async fn a_long_list_has_pages_that_keep_what_was_asked_for() {
    let app = TestApp::new().await;
    for at in 0..12 {
        let user = person(&app, &format!("Tester {at:02}"), &format!("t{at}@x.example")).await;
        join(&app, user).await;
        let mut tx = app.app.db.begin().await.unwrap();
        callbook::sql!(
            &mut tx,
            execute,
            "UPDATE users SET onboarded_at = NULL WHERE id = $1",
            user
        )
        .unwrap();
        search::index_user(&mut tx, user).await.unwrap();
        tx.commit().await.unwrap();
    }
    let bob = app.sign_in("bob").await;
    let page = bob.get("/users?q=tester").await.page();
    assert_eq!(names(&page).len(), 10);
    let next = page.attribute("a[rel=next]", "href");
    assert_eq!(next, "/users?q=tester&page=2");
    let page = bob.get(&next).await.page();
    assert_eq!(names(&page), ["Tester 10", "Tester 11"]);
    assert_eq!(page.attribute("a[rel=prev]", "href"), "/users?q=tester");
    assert_eq!(page.text(".paging p"), "11–12 van 12");
    assert_eq!(page.text(".paging [aria-disabled]"), "Volgende pagina");
    let beyond = bob.get("/users?q=tester&page=99").await.page();
    assert_eq!(names(&beyond), ["Tester 10", "Tester 11"], "the last page");
    assert_eq!(beyond.attribute("a[rel=prev]", "href"), "/users?q=tester");
    let alice = app.sign_in("alice").await;
    let unfinished = alice.get("/users?show=unfinished&page=99").await.page();
    assert_eq!(names(&unfinished), ["Tester 10", "Tester 11"]);
    let nobody = bob.get("/users?q=nobody&page=99").await.page();
    assert!(nobody.all(".paging").is_empty() && names(&nobody).is_empty());
}

#[tokio::test]
async fn every_order_and_filter_works_with_words_that_few_or_many_have() {
    let app = TestApp::new().await;
    let account = acme(&app).await;
    let mut tx = app.app.db.read().await.unwrap();
    for sort in [Sort::Name, Sort::Number] {
        for direction in [Direction::Asc, Direction::Desc] {
            for &lang in Lang::ALL {
                for show in [Show::All, Show::Unfinished] {
                    for q in ["", "a", "#1", "acme example"] {
                        let sought = Sought::from(q);
                        let wanted = MemberQuery { sought, show, sort, direction, lang };
                        for number in [1, 99] {
                            let page = PageWanted { number, rows: 1 };
                            members::list(&mut tx, account, &wanted, page).await.unwrap();
                        }
                    }
                }
            }
        }
    }
}

#[tokio::test]
async fn a_person_is_shown_with_their_clock_and_contacts() {
    let app = TestApp::new().await;
    let bob = app.sign_in("bob").await;
    let path = page_of(&bob, "Carol Castillo").await;
    let page = bob.get(&path).await.expect(200).page();
    assert_eq!(page.text("h1"), "Carol Castillo");
    let facts = page.text(".facts");
    assert!(facts.contains("carol@acme.example") && facts.contains("Español"), "{facts}");
    assert!(facts.contains("Madrid"), "{facts}");
    assert!(page.all("form[method=post]:not([action='/logout'])").is_empty(), "nothing to manage");
}

#[tokio::test]
async fn admins_give_roles_and_the_owner_keeps_theirs() {
    let app = TestApp::new().await;
    let carol = app.sign_in("carol").await;
    let bob = app.sign_in("bob").await;
    bob.get("/audit").await.expect(404);
    let path = page_of(&carol, "Bob Bakker").await;
    let form = carol.get(&path).await.page().form(&format!("{path}/roles"));
    let stale = form.clone();
    let reply = carol.submit(&form.tick_one("roles", "admin")).await.expect(303);
    let page = carol.follow(reply).await.page();
    assert_eq!(page.text("#page-notice [role=status]"), "Se han guardado los roles.");
    bob.get("/audit").await.expect(200);
    let page = carol.submit(&stale.tick_one("roles", "billing")).await.expect(409).page();
    assert!(page.form(&format!("{path}/roles")).ticked("roles").contains(&"billing"), "kept");

    let path = page_of(&carol, "Alice Archer").await;
    let form = carol.get(&path).await.page().form(&format!("{path}/roles"));
    let reply = carol.submit(&form.clone().without("roles")).await.expect(422);
    assert!(reply.page().text("#roles [role=alert]").contains("propietario"));
    let alice = app.sign_in("alice").await;
    alice.get("/audit").await.expect(200);
    assert_eq!(
        app.subjects_to("bob@acme.example").await,
        ["Je rollen in een Callbook-account zijn gewijzigd"]
    );
}

#[tokio::test]
async fn who_gives_roles_or_changes_how_people_get_in_proves_who_they_are() {
    let app = TestApp::new().await;
    let carol = app.sign_in("carol").await;
    let path = page_of(&carol, "Bob Bakker").await;
    let roles = format!("{path}/roles");
    let page = carol.get(&path).await.page();
    let settings = carol.get("/account-settings").await.page();
    let new = carol.get("/users/new").await.page().form("/users/new");
    let new = new.tick_one("roles", "admin").forge("name", "Eve").forge("email", "eve@x.example");
    let forms = [
        new,
        page.form(&roles).tick_one("roles", "admin"),
        settings.form("/account-settings/second-factor"),
        settings.form("/account-settings/interfaces"),
        settings.form("/account-settings/sessions"),
    ];
    app.pass(Duration::from_secs(16 * 60));
    for form in &forms {
        let reply = carol.submit(form).await.expect(303);
        assert!(reply.location().starts_with("/sudo?next="), "{}", reply.location());
    }
    assert!(!carol.get(&path).await.page().form(&roles).ticked("roles").contains(&"admin"));
    assert!(!names(&carol.get("/users").await.page()).iter().any(|name| name.contains("Eve")));
    for page in ["/users/new", "/users/import"] {
        carol.get(page).await.expect(401);
    }
}

#[tokio::test]
async fn a_removed_person_sees_nothing_of_the_account_at_their_next_request() {
    let app = TestApp::new().await;
    let (carol, bob) = (app.sign_in("carol").await, app.sign_in("bob").await);
    let elsewhere = app.second_instance().await;
    bob.share_cookies_with(&elsewhere);
    elsewhere.get("/users").await.expect(200);
    let path = page_of(&carol, "Bob Bakker").await;
    let form = carol.get(&format!("{path}/removal")).await.page().form(&format!("{path}/removal"));
    carol.submit(&form).await.expect(303);
    for browser in [&bob, &elsewhere] {
        browser.get("/users").await.expect(404);
        browser.get("/settings").await.expect(200);
    }
    carol.get(&path).await.expect(404);
    let page = carol.get("/users").await.page();
    assert_eq!(names(&page), ["Alice Archer", "Carol Castillo"]);
    assert!(page.text("main").contains("2 personas"));

    let path = page_of(&carol, "Alice Archer").await;
    let form = carol.get(&path).await.page();
    assert!(form.all(&format!("a[href='{path}/removal']")).is_empty());
    let page = carol.get(&format!("{path}/removal")).await.expect(200).page();
    assert!(page.all("main form button").is_empty(), "refused before it is asked");
}

#[tokio::test]
async fn what_only_admins_do_is_not_there_for_others() {
    let app = TestApp::new().await;
    let (bob, carol) = (app.sign_in("bob").await, app.sign_in("carol").await);
    let path = page_of(&carol, "Carol Castillo").await;
    let form = carol.get(&path).await.page().form(&format!("{path}/roles"));
    bob.submit(&form).await.expect(404);
    for page in ["removal", "second-factor"] {
        bob.get(&format!("{path}/{page}")).await.expect(404);
    }
    let action = form.action.replace("/roles", "/removal");
    bob.post(&action, &[]).await.expect(404);
    let still = carol.get("/users").await.page();
    assert_eq!(names(&still).len(), 3);
}

#[tokio::test]
async fn a_person_of_another_account_is_not_there_in_any_form() {
    let app = TestApp::new().await;
    let (_, mallory) = elsewhere(&app).await;
    let alice = app.sign_in("alice").await;
    let own = page_of(&alice, "Bob Bakker").await;
    let form = alice.get(&own).await.page().form(&format!("{own}/roles"));
    let query = form.action.split_once('?').unwrap().1.to_owned();
    let foreign = format!("/users/{mallory}");
    for page in ["", "/removal", "/second-factor"] {
        alice.get(&format!("{foreign}{page}")).await.expect(404);
    }
    for verb in ["roles", "removal", "second-factor"] {
        alice.post(&format!("{foreign}/{verb}?{query}"), &[("roles", "admin")]).await.expect(404);
    }
    app.pass(Duration::from_secs(1));
}

#[tokio::test]
async fn a_form_that_names_no_account_or_another_is_told_so() {
    let app = TestApp::new().await;
    let (other, _) = elsewhere(&app).await;
    let carol = app.sign_in("carol").await;
    let path = page_of(&carol, "Bob Bakker").await;
    for query in [String::new(), format!("?account={other}"), "?account=nonsense".to_owned()] {
        let reply = carol.post(&format!("{path}/roles{query}"), &[("roles", "admin")]).await;
        assert!(reply.expect(409).page().text("h1").contains("cuenta"), "{query}");
    }
    app.sign_in("bob").await.get("/audit").await.expect(404);
}

#[tokio::test]
async fn people_are_found_by_their_phones_however_those_are_written() {
    let app = TestApp::new().await;
    let carol = app.sign_in("carol").await;
    crate::users::phones::add(&carol, "NL", "06 12345671", "sms").await.expect(303);
    let bob = app.sign_in("bob").await;
    for (q, is_hers) in [
        ("+31 6 12345671", true),
        ("06-12345671", true),
        ("0031612345671", true),
        ("5671", true),
        ("5672", false),
    ] {
        let q_encoded = crate::support::url_encode([("q", q)].into_iter());
        let page = bob.get(&format!("/users?{q_encoded}")).await.expect(200).page();
        assert_eq!(names(&page).contains(&"Carol Castillo".to_owned()), is_hers, "{q}");
    }
    app.deliver().await;
}
