use callbook::accounts::teams::{self, TEAMS, TeamQuery};
use callbook::platform::db::list::{Direction, PageWanted};
use callbook::users::search::{Sort, Sought};
use futures_util::future::join_all;
use strum::VariantArray;

use crate::accounts::teams::{acme, audit, count, listed, make, path, who};
use crate::support::{Browser, Page, Reply, TestApp};

async fn create(browser: &Browser, name: &str) -> Reply {
    let page = browser.get("/teams/new").await.expect(200).page();
    browser.submit(&page.form("/teams/new").fill("new-team-name", name)).await
}

fn names(page: &Page) -> Vec<String> {
    page.texts("tbody .row-name")
}

#[tokio::test]
async fn an_admin_makes_a_team_and_everyone_sees_it() {
    let app = TestApp::new().await;
    let (alice, bob) = (app.sign_in("alice").await, app.sign_in("bob").await);
    let page = alice.get("/teams").await.expect(200).page();
    assert!(page.text(".empty").starts_with("There are no teams yet."));
    assert_eq!(page.attribute(".menu a[aria-current]", "href"), "/teams");
    let form = alice.get("/teams/new").await.page().form("/teams/new");
    let form = form.fill("new-team-name", " Night  Watch ");
    let form = form.fill("new-team-notes", "The pager.\r\n\r\n  Call twice. \r\n");
    let reply = alice.submit(&form).await.expect(303);
    let team = reply.location().to_owned();
    let page = alice.follow(reply).await.expect(200).page();
    assert_eq!(page.text("#page-notice [role=status]"), "The team was created.");
    assert_eq!(page.text("h1"), "Night Watch");
    assert_eq!(page.text(".way-up .tiny-id"), "#1");
    assert_eq!(listed(&page), ["Alice Archer team admin"]);
    assert_eq!(page.form(&team).value("details-notes"), "The pager.\r\n\r\n  Call twice.");
    let beyond = alice.get(&format!("{team}?page=99")).await.expect(200).page();
    assert_eq!(listed(&beyond), ["Alice Archer team admin"], "the last page");
    for browser in [&alice, &bob] {
        let beyond = browser.get("/teams?page=99").await.expect(200).page();
        assert_eq!(names(&beyond), ["Night Watch"], "the last page");
        let page = browser.get("/teams").await.expect(200).page();
        let cells = page.texts("tbody td");
        assert_eq!(cells[..4], ["#1", "Night Watch", "1", "Alice Archer"]);
        let link = page.attribute("tbody .row-name", "href");
        browser.get(&link).await.expect(200);
    }
    assert_eq!((count(&app, TEAMS).await, count(&app, "schedule").await), (1, 1));
    let alice = who(&app, "alice").await.user;
    let mut written = audit(&app).await;
    written.sort();
    let event = |kind: &str| (format!(r#"{{"{kind}":{{"name":"Night Watch"}}}}"#), alice);
    assert_eq!(written, ["team_admin_made", "team_joined", "team_made"].map(event));
}

#[tokio::test]
async fn a_new_team_with_others_as_team_admins_keeps_what_was_typed_while_they_are_looked_for() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let page = alice.get("/teams/new").await.page();
    assert_eq!(page.all(".people li").len(), 3, "a small account is offered whole");
    let me = page.form("/teams/new").ticked("admins").len();
    assert_eq!(me, 1, "whoever makes it");
    let typed = page.form("/teams/new").fill("new-team-name", "").fill("new-team-q", "bakk");
    let typed = typed.fill("new-team-notes", "One\r\ntwo").with_button("find", "on");
    let page = alice.submit(&typed).await.expect(200).page();
    assert!(page.all(".field-error").is_empty(), "nobody was asked to fill it in yet");
    let people = page.texts(".people li");
    assert_eq!(people, ["Alice Archer", "Bob Bakker bob@acme.example"]);
    let form = page.form("/teams/new");
    assert_eq!(form.value("new-team-notes"), "One\r\ntwo");
    let bob = who(&app, "bob").await.member.to_string();
    let form = form.tick_one("admins", &bob).fill("new-team-q", "nobody");
    let page = alice.submit(&form.with_button("find", "on")).await.expect(200).page();
    assert_eq!(page.texts(".people li").len(), 2, "who was chosen stays");
    assert!(page.texts(".checks .hint")[1].contains("“nobody”"));
    let form = page.form("/teams/new").fill("new-team-name", "Two");
    let reply = alice.submit(&form).await.expect(303);
    let page = alice.follow(reply).await.page();
    assert_eq!(listed(&page), ["Alice Archer team admin", "Bob Bakker team admin"]);
}

#[tokio::test]
async fn what_will_not_do_for_a_team_is_told_and_kept() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let page = alice.get("/teams/new").await.page();
    let mut form = page.form("/teams/new").fill("new-team-name", "Night\u{202e}Watch");
    form = form.fill("new-team-notes", &"x".repeat(2_001)).without("admins");
    let page = alice.submit(&form).await.expect(422).page();
    let summary = page.texts(".summary a");
    let expected = [
        "Remove the invisible characters from the name",
        "Enter notes of up to 2,000 characters",
        "Choose at least one team admin",
    ];
    assert_eq!(summary, expected);
    assert_eq!(page.texts(".field-error"), expected);
    assert_eq!(page.form("/teams/new").value("new-team-name"), "Night\u{202e}Watch");
    assert_eq!(page.form("/teams/new").value("new-team-notes").len(), 2_001);
    assert_eq!(create(&alice, " ").await.expect(422).page().texts(".field-error").len(), 1);
    assert_eq!(count(&app, TEAMS).await, 0);
}

#[tokio::test]
async fn no_two_teams_are_called_alike() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    create(&alice, "Équipe de nuit").await.expect(303);
    for name in ["Équipe de nuit", "EQUIPE DE NUIT", "equipe de  nuit"] {
        let page = create(&alice, name).await.expect(422).page();
        assert!(
            page.text(".field-error").starts_with("Another team already has this name."),
            "{name}"
        );
        assert_eq!(page.form("/teams/new").value("new-team-name"), name);
    }
    create(&alice, "Équipe de nuit 2").await.expect(303);
    let id = make(&app, "Other", &[who(&app, "alice").await]).await;
    let page = alice.get(&path(id)).await.page();
    let form = page.form(&path(id)).fill("details-name", "équipe de nuit");
    let page = alice.submit(&form).await.expect(422).page();
    assert!(page.text(".field-error").starts_with("Another team already has this name."));
    assert_eq!(
        (page.text("h1"), page.form(&path(id)).value("details-name").to_owned()),
        ("Other".into(), "équipe de nuit".into())
    );
    // Its own name in another spelling is not another team's.
    let form = page.form(&path(id)).fill("details-name", "OTHER");
    alice.submit(&form).await.expect(303);
}

#[tokio::test]
async fn of_many_who_make_a_team_of_one_name_at_once_one_does() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let form = alice.get("/teams/new").await.page().form("/teams/new");
    let form = form.fill("new-team-name", "Night Watch");
    let replies = join_all((0..20).map(|_| alice.submit(&form))).await;
    let made = replies.iter().filter(|reply| reply.status == 303).count();
    assert_eq!((made, count(&app, TEAMS).await), (1, 1));
    assert!(replies.iter().all(|reply| [303, 422, 503].contains(&reply.status)));
}

#[tokio::test]
async fn teams_are_found_by_the_beginnings_of_their_words_and_by_number() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let me = who(&app, "alice").await;
    for name in ["Nachtdienst Zürich", "Day Watch", "Night Watch", "Networks"] {
        make(&app, name, &[me]).await;
    }
    for (q, found) in [
        ("wat", vec!["Day Watch", "Night Watch"]),
        ("N", vec!["Nachtdienst Zürich", "Networks", "Night Watch"]),
        ("WATCH+ni", vec!["Night Watch"]),
        ("zuri", vec!["Nachtdienst Zürich"]),
        ("Z%C3%BCr", vec!["Nachtdienst Zürich"]),
        ("%233", vec!["Night Watch"]),
        ("atch", vec![]),
        ("%25", vec![]),
        ("%2399", vec![]),
    ] {
        let page = alice.get(&format!("/teams?q={q}")).await.expect(200).page();
        assert_eq!(names(&page), found, "{q}");
    }
    let page = alice.get("/teams?q=nothing").await.page();
    assert_eq!(page.text(".empty"), "No teams match “nothing”. Show all teams");
    let page = alice.get("/teams?sort=number&direction=desc&q=w").await.page();
    assert_eq!(names(&page), ["Night Watch", "Day Watch"]);
    assert_eq!(page.attribute("th[aria-sort=descending] a", "href"), "/teams?q=w&sort=number");
}

#[tokio::test]
async fn a_long_table_of_teams_has_pages_with_and_without_a_search() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let me = who(&app, "alice").await;
    for n in 1..=23 {
        make(&app, &format!("Team {n:02}"), &[me]).await;
    }
    for q in ["", "?q=te"] {
        let mut page = alice.get(&format!("/teams{q}")).await.expect(200).page();
        assert!(page.all("a[rel=prev]").is_empty());
        let mut seen = names(&page);
        for rows in [10, 3] {
            let next = page.attribute("a[rel=next]", "href");
            page = alice.get(&next).await.expect(200).page();
            assert_eq!(names(&page).len(), rows);
            seen.extend(names(&page));
        }
        assert!(page.all("a[rel=next]").is_empty());
        assert_eq!(seen, (1..=23).map(|n| format!("Team {n:02}")).collect::<Vec<_>>());
    }
}

#[tokio::test]
async fn three_team_admins_are_named_and_the_others_counted() {
    let app = TestApp::new().await;
    let bob = app.sign_in("bob").await;
    let people = [who(&app, "carol").await, who(&app, "alice").await, who(&app, "bob").await];
    make(&app, "All", &people).await;
    let page = bob.get("/teams").await.page();
    assert_eq!(page.texts("tbody td")[3], "Alice Archer, Bob Bakker, Carol Castillo");
}

#[tokio::test]
async fn whoever_may_manage_a_team_has_a_menu_of_actions_in_its_row() {
    let app = TestApp::new().await;
    let (alice, bob) = (app.sign_in("alice").await, app.sign_in("bob").await);
    let (a, b) = (who(&app, "alice").await, who(&app, "bob").await);
    make(&app, "Hers", &[a]).await;
    make(&app, "His", &[b]).await;
    let actions = async |browser: &Browser| {
        let page = browser.get("/teams").await.page();
        page.all("tbody .actions").len()
    };
    assert_eq!((actions(&alice).await, actions(&bob).await), (2, 1));
    assert!(bob.get("/teams").await.page().all(".actions-menu .ill").is_empty(), "not theirs");
    let page = alice.get("/teams").await.page();
    assert_eq!(
        page.texts("summary .visually-hidden")[1..],
        ["Actions for Hers", "Actions for His"]
    );
    let removal = page.all(".actions-menu .ill")[0].attr("href").unwrap().to_owned();
    alice.get(&removal).await.expect(200);
}

#[tokio::test]
async fn every_order_and_search_prepares() {
    let app = TestApp::new().await;
    let me = who(&app, "alice").await;
    make(&app, "Night Watch", &[me]).await;
    let account = acme(&app).await;
    let mut tx = app.app.db.read().await.unwrap();
    for &sort in Sort::VARIANTS {
        for direction in [Direction::Asc, Direction::Desc] {
            for q in ["", "night", "#1"] {
                let wanted = TeamQuery { sought: Sought::from(q), sort, direction };
                let page = PageWanted { number: 1, rows: 10 };
                let found = teams::list(&mut tx, account, me.member, &wanted, page).await.unwrap();
                let rows = found.rows;
                assert_eq!(rows.len(), 1, "{q}");
                assert!(rows[0].is_mine);
            }
        }
    }
}
