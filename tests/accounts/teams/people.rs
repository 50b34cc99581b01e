use callbook::accounts::account;
use callbook::accounts::teams::{self, MemberChange, TeamsSet};
use callbook::core::actor::Actor;
use callbook::platform::ids::{AccountUserId, TeamId, UserId};
use futures_util::future::join_all;

use crate::accounts::person;
use crate::accounts::teams::{SECOND, Who, acme, add, audit, elsewhere, listed, make, path, who};
use crate::support::{Browser, Reply, TestApp};

async fn press(app: &TestApp, browser: &Browser, team: TeamId, button: &str) -> Reply {
    app.pass(SECOND);
    let page = browser.get(&path(team)).await.expect(200).page();
    browser.submit(&page.form_of_button(button)).await
}

fn leave(team: TeamId, who: Who) -> String {
    format!("{}/members/{}/removal", path(team), who.member)
}

#[tokio::test]
async fn members_are_found_by_their_words_and_added() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let (a, b) = (who(&app, "alice").await, who(&app, "bob").await);
    let team = make(&app, "Night Watch", &[a]).await;
    let page = alice.get(&format!("{}?q=acme", path(team))).await.page();
    assert_eq!(
        page.texts(".found .row"),
        [
            "AA Alice Archer alice@acme.example in the team",
            "BB Bob Bakker bob@acme.example Add : Bob Bakker",
            "CC Carol Castillo carol@acme.example Add : Carol Castillo",
        ]
    );
    let page = alice.get(&format!("{}?q=BAK", path(team))).await.page();
    let form = page.form_of_button("Add : Bob Bakker");
    app.pass(SECOND);
    let reply = alice.submit(&form).await.expect(303);
    let page = alice.follow(reply).await.page();
    assert_eq!(page.text("#page-notice [role=status]"), "Bob Bakker was added to the team.");
    assert_eq!(listed(&page), ["Alice Archer team admin", "Bob Bakker"]);
    let (event, subject) = audit(&app).await.pop().unwrap();
    assert_eq!((event.as_str(), subject), (r#"{"team_joined":{"name":"Night Watch"}}"#, b.user));
    // Once more, from another tab: nothing changes.
    let before = audit(&app).await.len();
    alice.submit(&form).await.expect(303);
    assert_eq!(audit(&app).await.len(), before);
    assert_eq!(listed(&alice.get(&path(team)).await.page()).len(), 2);
    let page = alice.get(&format!("{}?q=nobody", path(team))).await.page();
    assert_eq!(page.text("#add > .hint"), "No one in this account matches “nobody”.");
}

#[tokio::test]
async fn team_admins_are_made_and_unmade_and_members_removed() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let (a, b) = (who(&app, "alice").await, who(&app, "bob").await);
    let team = make(&app, "Night Watch", &[a]).await;
    add(&alice, team, "bob", "Bob Bakker").await.expect(303);
    let reply = press(&app, &alice, team, "Make team admin : Bob Bakker").await;
    let page = alice.follow(reply).await.page();
    assert_eq!(page.text("#page-notice [role=status]"), "Bob Bakker is now a team admin.");
    assert_eq!(listed(&page)[1], "Bob Bakker team admin");
    // A team admin may do the same, to themselves too.
    let bob = app.sign_in("bob").await;
    press(&app, &bob, team, "Als teambeheerder verwijderen : Alice Archer").await.expect(303);
    assert_eq!(listed(&alice.get(&path(team)).await.page())[0], "Alice Archer");
    press(&app, &bob, team, "Teambeheerder maken : Alice Archer").await.expect(303);
    press(&app, &bob, team, "Als teambeheerder verwijderen : Bob Bakker").await.expect(303);
    bob.post(&format!("{}/admins", path(team)), &[("member", &b.member.to_string())])
        .await
        .expect(409);
    assert!(bob.get(&path(team)).await.page().all("main form").is_empty(), "no longer theirs");
    let page = alice.get(&leave(team, b)).await.expect(200).page();
    assert_eq!(page.text(".thing"), "Bob Bakker");
    app.pass(SECOND);
    let reply = alice.submit(&page.form(&leave(team, b))).await.expect(303);
    let page = alice.follow(reply).await.page();
    assert_eq!(page.text("#page-notice [role=status]"), "Bob Bakker was removed from the team.");
    assert_eq!(listed(&page), ["Alice Archer team admin"]);
    alice.get(&leave(team, b)).await.expect(404);
    let kinds: Vec<_> = audit(&app)
        .await
        .iter()
        .filter(|(_, subject)| *subject == b.user)
        .map(|(event, _)| event[2..].split('"').next().unwrap().to_owned())
        .collect();
    assert_eq!(kinds, ["team_joined", "team_admin_made", "team_admin_unmade", "team_left"]);
}

#[tokio::test]
async fn a_team_may_be_left_without_team_admin() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let b = who(&app, "bob").await;
    let team = make(&app, "Night Watch", &[b]).await;
    add(&alice, team, "alice", "Alice Archer").await.expect(303);
    press(&app, &alice, team, "Remove as team admin : Bob Bakker").await.expect(303);
    assert_eq!(listed(&alice.get(&path(team)).await.page()), ["Alice Archer", "Bob Bakker"]);
    press(&app, &alice, team, "Make team admin : Bob Bakker").await.expect(303);
    let page = alice.get(&leave(team, b)).await.expect(200).page();
    alice.submit(&page.form(&leave(team, b))).await.expect(303);
    assert_eq!(listed(&alice.get(&path(team)).await.page()), ["Alice Archer"]);
}

#[tokio::test]
async fn of_many_who_add_one_person_at_once_one_does() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let (a, b) = (who(&app, "alice").await, who(&app, "bob").await);
    let team = make(&app, "Night Watch", &[a]).await;
    let page = alice.get(&format!("{}?q=bob", path(team))).await.page();
    let form = page.form_of_button("Add : Bob Bakker");
    let replies = join_all((0..20).map(|_| alice.submit(&form))).await;
    assert!(replies.iter().all(|reply| [303, 503].contains(&reply.status)));
    assert_eq!(audit(&app).await.iter().filter(|(_, subject)| *subject == b.user).count(), 1);
}

#[tokio::test]
async fn removing_someone_from_the_account_may_leave_a_team_without_team_admin() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let (a, b) = (who(&app, "alice").await, who(&app, "bob").await);
    let account = acme(&app).await;
    let team = make(&app, "Night Watch", &[b]).await;
    let mut change = app.change_of(a.user, Some(account)).await;
    account::remove_member(&mut change, account, b.member).await.unwrap();
    change.commit().await.unwrap();
    let page = alice.get("/teams").await.page();
    assert_eq!(page.texts("tbody td")[2..4], ["0", "no team admin"]);
    let page = alice.get(&path(team)).await.page();
    assert!(page.text("#members .empty").ends_with("The first person you add becomes team admin."));
    add(&alice, team, "carol", "Carol Castillo").await.expect(303);
    add(&alice, team, "alice", "Alice Archer").await.expect(303);
    assert_eq!(
        listed(&alice.get(&path(team)).await.page()),
        ["Alice Archer", "Carol Castillo team admin"]
    );
}

async fn set(app: &TestApp, member: AccountUserId, by: UserId, ids: &[TeamId]) -> TeamsSet {
    let account = acme(app).await;
    let mut change = app.change_of(by, Some(account)).await;
    let set = teams::set_teams_of(&mut change, account, member, ids).await.unwrap();
    change.commit().await.unwrap();
    set
}

#[tokio::test]
async fn a_member_is_put_into_exactly_these_teams() {
    let app = TestApp::new().await;
    let (a, b) = (who(&app, "alice").await, who(&app, "bob").await);
    let account = acme(&app).await;
    let day = make(&app, "Day", &[a]).await;
    let night = make(&app, "Night", &[a]).await;
    let own = make(&app, "Own", &[b]).await;
    let (foreign, stranger) = elsewhere(&app).await;
    let of_bob = async || {
        let mut tx = app.app.db.read().await.unwrap();
        let teams = teams::of_member(&mut tx, account, b.member).await.unwrap();
        teams.into_iter().map(|(_, name)| name).collect::<Vec<_>>()
    };
    assert_eq!(set(&app, b.member, a.user, &[own, night, day, day]).await, TeamsSet::Set);
    assert_eq!(of_bob().await, ["Day", "Night", "Own"]);
    assert_eq!(set(&app, b.member, a.user, &[day, own]).await, TeamsSet::Set);
    assert_eq!(of_bob().await, ["Day", "Own"]);
    assert_eq!(set(&app, b.member, a.user, &[own, foreign]).await, TeamsSet::Gone);
    assert_eq!(set(&app, stranger, a.user, &[day]).await, TeamsSet::Gone);
    assert_eq!(of_bob().await, ["Day", "Own"], "nothing was changed");
    let mut tx = app.app.db.read().await.unwrap();
    let offered = teams::list_of(&mut tx, account).await.unwrap();
    assert_eq!(offered, [(day, "Day".into()), (night, "Night".into()), (own, "Own".into())]);
    let events = audit(&app).await;
    let about_bob = events.iter().filter(|(_, subject)| *subject == b.user);
    assert_eq!(about_bob.count(), 3 + 2 + 1, "made with a team, joined two, left one");
}

#[tokio::test]
async fn a_large_team_has_pages() {
    let app = TestApp::new().await;
    let bob = app.sign_in("bob").await;
    let team = make(&app, "Night Watch", &[who(&app, "alice").await]).await;
    let (account, now) = (acme(&app).await, app.clock.now());
    let mut users = Vec::new();
    for n in 0..60 {
        let email = format!("person{n}@acme.example");
        users.push(person(&app, &format!("Person {n:02}"), &email).await);
    }
    let mut change = app.change().await;
    for user in users {
        let member = AccountUserId::mint(now);
        let joined = account::add_member(&mut change, account, user, Default::default()).await;
        let account::Joined::As(id) = joined.unwrap() else { panic!("not in") };
        assert_ne!(id, member);
        change.act_as(Actor::on_page(user, Some(account)));
        let made = teams::add_member(&mut change, account, team, id).await.unwrap();
        assert!(matches!(made, MemberChange::Done(_)));
    }
    change.commit().await.unwrap();
    let page = bob.get(&path(team)).await.page();
    assert_eq!(listed(&page).len(), 50);
    let next = page.attribute("a[rel=next]", "href");
    let page = bob.get(&next).await.expect(200).page();
    assert_eq!(listed(&page).len(), 11);
    assert_eq!(page.attribute("a[rel=prev]", "href"), path(team));
}
