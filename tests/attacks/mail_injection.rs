//! Strangers' words in our mail: names that look like links, and invitations without end.

use std::time::Duration;

use callbook::accounts::account::{self, AccountName};
use callbook::accounts::invitations::{self, AN_HOUR, InvitationOutcome};
use callbook::core::limits::Limit;
use callbook::messaging::dev::Content;
use callbook::platform::ids::AccountId;
use regex::Regex;

use crate::accounts::invitations::{HOUR, NOBODY, acme, ask, globex, use_up, user_of};
use crate::support::TestApp;

const LINKS: [&str; 6] = [
    "https://evil.example/reset",
    "Your password expired: http://evil.example",
    "www.evil.example",
    "Sign in at evil.example/login",
    "http：／／evil.example",
    "evil。example/login",
];

#[tokio::test]
async fn a_name_that_reads_like_a_link_is_refused_wherever_it_is_typed() {
    let app = TestApp::new().await;
    let alice = app.sign_in("alice").await;
    let program = app.program("alice").await;
    for link in LINKS {
        let page = alice.get("/settings").await.page();
        let form = page.form("/settings/general").fill("general-name", link);
        let page = alice.submit(&form).await.expect(422).page();
        assert_eq!(
            page.text("#general-name-error"),
            "Enter a name that doesn’t contain a web address"
        );
        assert!(link.parse::<AccountName>().is_err(), "{link}");
        for (path, body) in [
            ("/api/v4/users", serde_json::json!({ "name": link, "email": "dora@home.example" })),
            ("/api/v4/teams", serde_json::json!({ "name": link })),
        ] {
            let reply = program.post(path, &body).await.expect(422);
            assert!(reply.text.contains("web address"), "{}", reply.text);
        }
    }
    app.deliver().await;
}

/// Lists what a mail program might turn into a link: a scheme, `www.`, or a name with a known
/// ending.
fn links_in(text: &str) -> Vec<String> {
    let link = Regex::new(
        r"(?i)\b(?:https?://|www\.)[^\s<>\x22]+|\b[\p{L}\d-]+(?:[.。．｡][\p{L}\d-]+)*[.。．｡](?:example|com|io)\b",
    );
    link.unwrap().find_iter(text).map(|found| found.as_str().to_owned()).collect()
}

#[tokio::test]
async fn a_name_that_was_stored_before_is_no_link_in_any_mail() {
    let app = TestApp::new().await;
    let account = acme(&app).await;
    let mut change = app.change().await;
    callbook::sql!(
        &mut change,
        execute,
        "UPDATE accounts SET name = 'Reset it: https://www.evil.example/a?b'"
    )
    .unwrap();
    callbook::sql!(
        &mut change,
        execute,
        "UPDATE users SET name = 'evil.example/login Booking.com'"
    )
    .unwrap();
    change.commit().await.unwrap();
    // To a stranger, to a user of another account, and a notice to herself.
    ask(&app, account, NOBODY).await;
    ask(&app, globex(&app).await, "bob@acme.example").await;
    ask(&app, account, "gus@globex.example").await;
    let alice = app.sign_in("alice").await;
    crate::users::emails::add(&alice, "alice@home.example").await.expect(303);
    let mut mails = 0;
    for kept in app.outbox().await {
        let Content::Mail { subject, text, html } = kept.content else { continue };
        mails += 1;
        for part in [&subject, &text, &html] {
            // Only our own links.
            let others =
                links_in(part).into_iter().filter(|l| !l.starts_with("http://localhost:8080"));
            assert_eq!(others.collect::<Vec<_>>(), Vec::<String>::new(), "{part}");
        }
        let shown = text.replace('\u{2060}', "");
        assert!(shown.contains("evil.example/login Booking.com"), "it reads as it was: {shown}");
    }
    assert!(mails >= 5, "{mails}");
    assert_eq!(links_in("see www.evil.example or evil.com").len(), 2, "it would find them");
}

async fn of_alice(app: &TestApp, name: &str) -> AccountId {
    let mut change = app.change().await;
    let alice = user_of(&mut change, "alice@acme.example").await;
    let account = account::create(&mut change, &name.parse().unwrap(), alice).await.unwrap();
    change.commit().await.unwrap();
    account
}

fn until(outcome: InvitationOutcome) -> Option<callbook::platform::clock::Timestamp> {
    match outcome {
        InvitationOutcome::TooMany { until } => Some(until),
        InvitationOutcome::Created(_) | InvitationOutcome::Invited(_) => None,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn one_person_asks_no_more_people_by_making_more_accounts() {
    let app = TestApp::new().await;
    let one = of_alice(&app, "One").await;
    let mut change = app.change().await;
    let alice = user_of(&mut change, "alice@acme.example").await;
    drop(change);
    let limit = Limit { name: "invitation user", tries: AN_HOUR, window: HOUR };
    use_up(&app, limit, &[alice.as_bytes()], 1).await;
    assert_eq!(until(ask(&app, one, "a@one.example").await), None);
    let past = until(ask(&app, acme(&app).await, "b@two.example").await).unwrap();
    assert!(past.since(app.clock.now()) <= HOUR);
    app.pass(HOUR + Duration::from_secs(1));
    assert_eq!(until(ask(&app, acme(&app).await, NOBODY).await), None);
    app.deliver().await;
}

/// Returns when the next mail to an address has its turn, after this many others.
async fn turn_after(app: &TestApp, others: usize, address: &str) -> Duration {
    let mut change = app.change().await;
    for _ in 0..others {
        invitations::turn(&mut change, address.as_bytes()).await.unwrap();
    }
    let turn = invitations::turn(&mut change, address.as_bytes()).await.unwrap();
    change.commit().await.unwrap();
    turn.since(app.clock.now())
}

#[tokio::test]
async fn one_domain_gets_so_many_invitations_an_hour_and_the_rest_later() {
    let app = TestApp::new().await;
    assert_eq!(turn_after(&app, 999, "a@xn--bcher-kva.example").await, Duration::ZERO);
    // The invitation is accepted: its mail waits.
    let asked = ask(&app, globex(&app).await, "b@Bücher.example").await;
    assert_eq!(until(asked), None);
    assert_eq!(app.texts_to("b@Bücher.example").await.len(), 0);
    assert_eq!(turn_after(&app, 0, "c@elsewhere.example").await, Duration::ZERO);
    assert_eq!(turn_after(&app, 998, "a@xn--bcher-kva.example").await, HOUR);
    assert_eq!(turn_after(&app, 0, "a@xn--bcher-kva.example").await, 2 * HOUR);
    app.pass(HOUR);
    assert_eq!(app.texts_to("b@Bücher.example").await.len(), 1);
    app.deliver().await;
}

#[tokio::test]
async fn all_accounts_together_send_so_many_invitations_an_hour() {
    let app = TestApp::new().await;
    let mut change = app.change().await;
    for n in 0..5000 {
        let address = format!("a@d{n}.example");
        let turn = invitations::turn(&mut change, address.as_bytes()).await.unwrap();
        assert_eq!(turn, app.clock.now());
    }
    change.commit().await.unwrap();
    assert_eq!(turn_after(&app, 0, "a@other.example").await, HOUR);
}
