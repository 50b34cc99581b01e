use callbook::platform::ids::TeamId;

use super::{events, set, stored};
use crate::accounts::teams::{acme, add, elsewhere, make, path, who};
use crate::support::{Browser, Form, Page, TestApp};

fn escalation(team: TeamId) -> String {
    format!("{}/escalation", path(team))
}

async fn page(browser: &Browser, team: TeamId) -> Page {
    browser.get(&path(team)).await.expect(200).page()
}

async fn form(browser: &Browser, team: TeamId) -> Form {
    page(browser, team).await.form(&escalation(team))
}

/// A team of Alice and Bob, whose admin is Alice.
async fn night(app: &TestApp) -> TeamId {
    let team = make(app, "Night Watch", &[who(app, "alice").await]).await;
    let alice = app.sign_in("alice").await;
    add(&alice, team, "bob", "Bob Bakker").await.expect(303);
    team
}

/// Asserts that an answer is the card alone.
fn is_card(page: &Page) {
    assert_eq!(page.all("section.card").len(), 1);
    assert_eq!(page.attribute("section.card", "id"), "escalation");
    assert!(page.all("main").is_empty());
}

#[tokio::test]
async fn the_card_says_who_is_on_each_layer_and_marks_those_without_anyone() {
    let app = TestApp::new().await;
    let (alice, bob) = (app.sign_in("alice").await, app.sign_in("bob").await);
    let team = night(&app).await;
    set(&app, team, &[(1, 0), (15, 2), (5, 3)]).await;
    let shown = page(&alice, team).await;
    let slugs: Vec<_> =
        shown.all("section.card").iter().map(|card| card.attr("id").unwrap().to_owned()).collect();
    assert_eq!(slugs, ["members", "escalation", "details"]);
    let legends = shown.texts("#escalation legend");
    let expected = ["Layer 1 All members", "Layer 2 Team admins", "Layer 3 No one, skipped"];
    assert_eq!(legends.len(), 3);
    for (legend, expected) in legends.iter().zip(expected) {
        assert_eq!(legend.replace("Alert: ", ""), expected);
    }
    let text = shown.text("#escalation");
    assert!(text.contains("The team’s schedule has no shifts yet."), "{text}");
    assert!(text.contains("After the last layer"), "{text}");
    // Who does not manage the team reads the same, in Dutch.
    let shown = page(&bob, team).await;
    assert!(shown.all("#escalation form, #escalation button").is_empty());
    let layers = shown.texts("#escalation .layers > .row");
    assert_eq!(layers[0], "Laag 1 1 minuut om te reageren · Niet opnieuw Alle leden");
    assert_eq!(layers[1], "Laag 2 15 minuten om te reageren · Nog twee keer Teambeheerders");
    assert!(layers[2].contains("Niemand, wordt overgeslagen"), "{}", layers[2]);
    assert!(page(&alice, team).await.texts("#escalation .pill").len() == 1);
    let empty = make(&app, "Nobody", &[who(&app, "alice").await]).await;
    let alone = page(&alice, empty).await;
    assert!(alone.all("#escalation .pill").is_empty());
    let mut tx = app.app.db.begin().await.unwrap();
    callbook::sql!(&mut tx, execute, "DELETE FROM team_members WHERE team_id = $1", empty).unwrap();
    tx.commit().await.unwrap();
    assert_eq!(page(&alice, empty).await.all("#escalation .pill").len(), 2, "nobody is in it");
}

#[tokio::test]
async fn a_team_admin_saves_adds_and_removes_layers_without_a_script() {
    let app = TestApp::new().await;
    let bob = app.sign_in("bob").await;
    let team = make(&app, "Night Watch", &[who(&app, "bob").await]).await;
    let filled = form(&bob, team)
        .await
        .fill("escalation-1-time_out", "7")
        .fill("escalation-2-repeats", "Nog drie keer");
    let reply = bob.submit(&filled).await.expect(303);
    assert_eq!(reply.location(), escalation(team));
    let shown = bob.follow(reply).await.expect(200).page();
    assert_eq!(shown.text("#page-notice [role=status]"), "De escalatie is opgeslagen.");
    assert_eq!(shown.attribute(".cards", "data-focus"), "escalation");
    assert_eq!(stored(&app, team).await, [(7, 0), (5, 3)]);
    // A button saves the inputs, too.
    let more = shown.form_of_button("Laag toevoegen").fill("escalation-2-time_out", "9");
    let reply = bob.submit(&more).await.expect(303);
    let shown = bob.follow(reply).await.page();
    assert_eq!(shown.text("#page-notice [role=status]"), "Laag 3 is toegevoegd.");
    assert_eq!(stored(&app, team).await, [(7, 0), (9, 3), (5, 0)]);
    // What is typed for the layer that goes is no reason to keep it.
    let fewer = shown
        .form_of_button("Laag 3 verwijderen")
        .fill("escalation-1-time_out", "8")
        .fill("escalation-3-time_out", "soon");
    let reply = bob.submit(&fewer).await.expect(303);
    let shown = bob.follow(reply).await.page();
    assert_eq!(shown.text("#page-notice [role=status]"), "Laag 3 is verwijderd.");
    assert_eq!(stored(&app, team).await, [(8, 0), (9, 3)]);
    bob.submit(&shown.form_of_button("Laag 2 verwijderen")).await.expect(303);
    assert_eq!(stored(&app, team).await, [(8, 0)]);
    let shown = page(&bob, team).await;
    let buttons = shown.texts("#escalation button");
    assert_eq!(buttons, ["Opslaan", "Laag toevoegen"], "one layer stays");
    assert_eq!(events(&app).await.len(), 4);
}

#[tokio::test]
async fn a_script_gets_the_card_alone() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let team = night(&app).await;
    let filled = form(&alice, team).await.fill("escalation-1-time_out", "7");
    let shown = alice.submit_by_script(&filled).await.expect(200).page();
    is_card(&shown);
    assert_eq!(shown.text("#escalation [role=status]"), "Escalation saved.");
    let more = shown.form_of_button("Add layer");
    let shown = alice.submit_by_script(&more).await.expect(200).page();
    is_card(&shown);
    assert_eq!(shown.text("#escalation [role=status]"), "Layer 3 was added.");
    assert_eq!(shown.form(&escalation(team)).value("escalation-1-time_out"), "7");
    assert_eq!(stored(&app, team).await, [(7, 0), (5, 0), (5, 0)]);
}

#[tokio::test]
async fn errors_name_the_layer_and_keep_what_was_typed() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let team = night(&app).await;
    let wrong = form(&alice, team)
        .await
        .fill("escalation-1-time_out", "61")
        .fill("escalation-1-repeats", "Twice more")
        .fill("escalation-2-time_out", "soon");
    for wrong in [wrong.clone(), wrong.with_button("button", "add")] {
        let shown = alice.submit(&wrong).await.expect(422).page();
        let errors = ["Enter 1 to 60 minutes for layer 1", "Enter 1 to 60 minutes for layer 2"];
        assert_eq!(shown.texts("#escalation .summary a"), errors);
        assert_eq!(shown.texts("#escalation .field-error"), errors);
        let links = shown.all("#escalation .summary a");
        let links: Vec<_> = links.iter().map(|link| link.attr("href").unwrap()).collect();
        assert_eq!(links, ["#escalation-1-time_out", "#escalation-2-time_out"]);
        let kept = shown.form(&escalation(team));
        assert_eq!(kept.value("escalation-1-time_out"), "61");
        assert_eq!(kept.value("escalation-1-repeats"), "2");
        assert_eq!(kept.value("escalation-2-time_out"), "soon");
        assert!(shown.all("#escalation-3-time_out").is_empty());
    }
    // A form that no browser sends.
    let forged = form(&alice, team).await.forge("repeats", "4");
    let shown = alice.submit_by_script(&forged).await.expect(422).page();
    is_card(&shown);
    assert_eq!(shown.all("#escalation .field-error").len(), 1);
    assert_eq!(stored(&app, team).await, [(5, 0), (5, 0)]);
}

#[tokio::test]
async fn a_team_has_one_to_ten_layers() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let team = night(&app).await;
    set(&app, team, &[(5, 0); 10]).await;
    let full = form(&alice, team).await;
    assert!(!page(&alice, team).await.text("#escalation").contains("Add layer"));
    let shown = alice.submit(&full.with_button("button", "add")).await.expect(422).page();
    assert_eq!(shown.text("#escalation [role=alert]"), "A team has 1 to 10 layers.");
    assert_eq!(shown.all("#escalation .layer").len(), 10);
    set(&app, team, &[(5, 0)]).await;
    let last = form(&alice, team).await.with_button("button", "remove");
    alice.submit(&last).await.expect(422);
    let none = form(&alice, team).await.without("time_out").without("repeats");
    alice.submit(&none).await.expect(422);
    let half = form(&alice, team).await.without("time_out");
    alice.submit(&half).await.expect(422);
    let odd = form(&alice, team).await.with_button("button", "explode");
    alice.submit(&odd).await.expect(400);
    let account = acme(&app).await;
    let many = "&time_out=5&repeats=0".repeat(500);
    let fields: Vec<_> = many.split('&').filter_map(|pair| pair.split_once('=')).collect();
    let at = format!("{}?account={account}", escalation(team));
    let shown = alice.post(&at, &fields).await.expect(422).page();
    assert!(shown.all("#escalation .layer").len() <= 11);
    assert_eq!(stored(&app, team).await, [(5, 0)]);
}

#[tokio::test]
async fn a_stale_form_is_told_and_what_was_typed_is_kept() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let team = night(&app).await;
    let old = form(&alice, team).await.fill("escalation-1-time_out", "8");
    set(&app, team, &[(1, 0), (2, 0), (3, 0)]).await;
    for old in [old.clone(), old.clone().with_button("button", "remove")] {
        let shown = alice.submit_by_script(&old).await.expect(409).page();
        is_card(&shown);
        assert!(
            shown.text("#escalation [role=alert]").starts_with("This was changed in another tab")
        );
        assert_eq!(shown.all("#escalation .layer").len(), 2);
        assert_eq!(shown.form(&escalation(team)).value("escalation-1-time_out"), "8");
    }
    assert_eq!(stored(&app, team).await, [(1, 0), (2, 0), (3, 0)]);
    let shown = alice.submit(&old).await.expect(409).page();
    alice.submit(&shown.form(&escalation(team))).await.expect(303);
    assert_eq!(stored(&app, team).await, [(8, 0), (5, 0)], "the second time it is stored");
}

#[tokio::test]
async fn only_who_manages_the_team_changes_its_layers() {
    let app = TestApp::new().await;
    let (alice, bob) = (app.sign_in("alice").await, app.sign_in("bob").await);
    let team = night(&app).await;
    let hers = form(&alice, team).await.fill("escalation-1-time_out", "8");
    bob.get(&escalation(team)).await.expect(200);
    bob.submit(&hers).await.expect(404);
    let (foreign, _) = elsewhere(&app).await;
    let account = acme(&app).await;
    let fields = [("time_out", "8"), ("repeats", "0")];
    alice.post(&format!("{}?account={account}", escalation(foreign)), &fields).await.expect(404);
    alice.get(&escalation(foreign)).await.expect(404);
    for team in [team, foreign] {
        assert_eq!(stored(&app, team).await, [(5, 0), (5, 0)]);
    }
}
