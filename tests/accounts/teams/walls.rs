use callbook::app::router;
use callbook::platform::ids::TeamId;

use crate::accounts::teams::{acme, elsewhere, listed, make, path, who};
use crate::support::{Browser, TestApp};

/// Lists every route of one team, with a team and a member filled in.
fn routes(team: &str, member: &str) -> Vec<(&'static str, String)> {
    let of_team = router::routes().list();
    let of_team = of_team.iter().filter(|route| route.path.starts_with("/teams/{team}"));
    let filled = |path: &str| path.replace("{team}", team).replace("{member}", member);
    of_team.map(|route| (route.method, filled(&route.path))).collect()
}

async fn ask(browser: &Browser, account: &str, route: &(&str, String), member: &str) -> u16 {
    let (method, path) = route;
    match *method {
        "GET" => browser.get(path).await.status,
        _ => {
            let fields = [("member", member), ("name", "Mine"), ("stamp", "")];
            browser.post(&format!("{path}?account={account}"), &fields).await.status
        }
    }
}

#[tokio::test]
async fn a_team_of_another_account_is_not_there() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let account = acme(&app).await.to_string();
    let me = who(&app, "alice").await.member.to_string();
    let (foreign, stranger) = elsewhere(&app).await;
    let mut walked = 0;
    let nothing = TeamId::mint(app.clock.now()).to_string();
    for team in [&foreign.to_string(), &nothing, "nonsense", "%00", "new-"] {
        for member in [&me, &stranger.to_string()] {
            for route in routes(team, member) {
                let status = ask(&alice, &account, &route, member).await;
                assert_eq!(status, 404, "{route:?}");
                walked += 1;
            }
        }
    }
    assert!(walked >= 90, "{walked}");
    for query in ["", "?q=secret", "?q=%231"] {
        let text = alice.get(&format!("/teams{query}")).await.text;
        assert!(!text.contains("Secret Squad"));
    }
}

#[tokio::test]
async fn a_member_of_another_account_is_in_no_form() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let account = acme(&app).await.to_string();
    let (_, stranger) = elsewhere(&app).await;
    let team = make(&app, "Night Watch", &[who(&app, "alice").await]).await;
    let about_members = |(method, path): &(&str, String)| {
        let is_page = *method == "GET" && path.ends_with("/members");
        !is_page && ["members", "admins", "end"].iter().any(|part| path.contains(part))
    };
    for member in [stranger.to_string(), "nonsense".into(), String::new()] {
        let routes = routes(&team.to_string(), if member.is_empty() { "x" } else { &member });
        let mut walked = 0;
        for route in routes.iter().filter(|route| about_members(route)) {
            assert_eq!(ask(&alice, &account, route, &member).await, 404, "{route:?}");
            walked += 1;
        }
        assert_eq!(walked, 5);
    }
    let form = alice.get("/teams/new").await.page().form("/teams/new");
    let form = form.fill("new-team-name", "Two");
    let forged = form.clone().forge("admins", &stranger.to_string());
    alice.submit(&forged).await.expect(404);
    alice.submit(&forged.with_button("find", "on")).await.expect(404);
    alice.submit(&form.forge("admins", "nonsense")).await.expect(422);
    let page = alice.get(&format!("{}?q=alice", path(team))).await.page();
    assert_eq!(page.all(".found .row").len(), 1, "as a member of this account only");
    assert_eq!(listed(&page), ["Alice Archer team admin"]);
}

#[tokio::test]
async fn a_member_manages_no_team_and_a_team_admin_no_other() {
    let app = TestApp::new().await;
    let bob = app.sign_in("bob").await;
    let account = acme(&app).await.to_string();
    let (a, b) = (who(&app, "alice").await, who(&app, "bob").await);
    let hers = make(&app, "Hers", &[a]).await;
    make(&app, "His", &[b]).await;
    for route in routes(&hers.to_string(), &a.member.to_string()) {
        let status = ask(&bob, &account, &route, &b.member.to_string()).await;
        let reads =
            ["", "/members", "/escalation"].map(|end| ("GET", format!("{}{end}", path(hers))));
        let summary = ("GET", format!("{}/summary", path(hers)));
        let expected = match &route {
            route if reads.contains(route) => 200,
            route if *route == summary => 303,
            _ => 404,
        };
        assert_eq!(status, expected, "{route:?}");
    }
    for path in ["/teams/new".to_owned(), format!("/teams/new?account={account}")] {
        bob.get(&path).await.expect(404);
        let fields = [("name", "Mine"), ("admins", &b.member.to_string())];
        assert!([404, 409].contains(&bob.post(&path, &fields).await.status));
    }
    assert_eq!(bob.get("/teams").await.page().texts("tbody .row-name"), ["Hers", "His"]);
}

#[tokio::test]
async fn a_team_admin_neither_makes_nor_removes_teams() {
    let app = TestApp::new().await;
    let bob = app.sign_in("bob").await;
    let account = acme(&app).await.to_string();
    let his = make(&app, "His", &[who(&app, "bob").await]).await;
    bob.get(&format!("{}/removal", path(his))).await.expect(404);
    bob.post(&format!("{}/removal?account={account}", path(his)), &[]).await.expect(404);
    assert!(bob.get(&path(his)).await.page().all("a[href$=removal].secondary").is_empty());
}

#[tokio::test]
async fn a_form_of_a_team_says_which_account_it_is_of() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let me = who(&app, "alice").await.member.to_string();
    let team = make(&app, "Night Watch", &[who(&app, "alice").await]).await;
    for (method, path) in routes(&team.to_string(), &me) {
        if method == "POST" {
            alice.post(&path, &[("member", &me)]).await.expect(409);
        }
    }
    alice.post("/teams/new", &[("name", "x"), ("admins", &me)]).await.expect(409);
}
