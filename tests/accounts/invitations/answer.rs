use std::time::Duration;

use callbook::accounts::invitations::{self, Approved, InvitationOutcome, InvitationResent};
use callbook::core::links::LinkToken;
use callbook::core::origin::Origin;
use callbook::platform::ids::AccountId;
use callbook::sql;
use futures_util::future::join_all;

use crate::accounts::invitations::{
    BOB, HOUR, NOBODY, acme, answer, ask, by_alice, count, events, globex, invited, user_of,
};
use crate::support::{TestApp, altered, password_of};

const CAROL: &str = "carol@acme.example";

async fn limit(app: &TestApp, account: AccountId, limit: i64) {
    let mut tx = app.app.db.begin().await.unwrap();
    sql!(&mut tx, execute, "UPDATE accounts SET user_limit = $2 WHERE id = $1", account, limit)
        .unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn approving_needs_that_person_signed_in_and_leaves_them_where_they_are() {
    let app = TestApp::new().await;
    let account = globex(&app).await;
    ask(&app, account, BOB).await;
    let link = app.link("invitation").await;
    let bob = app.visitor();
    bob.set_cookie("device", &app.device_of(BOB).await);
    let reply = bob.get(&link).await;
    assert_eq!(reply.header("referrer-policy"), "no-referrer");
    let page = bob.follow(reply).await.expect(200).page();
    assert_eq!(page.text("h1"), "Lid worden van Globex?");
    assert_eq!(page.texts(".pill"), ["beheerder"]);
    assert!(page.text("main").contains("Alice Archer nodigt je uit"));
    let reply = bob.post("/links/invitation", &answer("approve")).await.expect(303);
    assert_eq!(reply.location(), "/login?next=%2Flinks%2Finvitation");
    assert_eq!(count(&app, account, BOB).await, 0);
    let page = bob.follow(reply).await.expect(200).page();
    let form = page.form("/login").fill("sign-in-email", BOB);
    let reply = bob.submit(&form.fill("sign-in-password", password_of("bob"))).await;
    bob.follow(reply).await.expect(200);
    let page = bob.post("/links/invitation", &answer("approve")).await.expect(200).page();
    assert_eq!(page.text("h1"), "Je bent lid geworden van Globex");
    assert_eq!(page.texts("main a[href='/accounts']"), ["Van account wisselen"]);
    assert_eq!(bob.get("/settings").await.page().text(".profile-who span"), "Acme Ops");
    assert_eq!(count(&app, account, BOB).await, 1);
    assert!(events(&app, account).await.contains("member_joined"));
    bob.get(&link).await.expect(303);
    bob.get("/links/invitation").await.expect(404);
    bob.post("/links/invitation", &answer("deny")).await.expect(422);
    app.deliver().await;
}

#[tokio::test]
async fn denying_needs_the_link_alone_and_the_account_may_ask_again() {
    let app = TestApp::new().await;
    let account = globex(&app).await;
    let first = invited(ask(&app, account, BOB).await);
    let stranger = app.visitor();
    stranger.get(&app.link("invitation").await).await.expect(303);
    stranger.post("/links/invitation", &[]).await.expect(422);
    let page = stranger.post("/links/invitation", &answer("deny")).await.expect(200).page();
    assert_eq!(page.text("h1"), "Uitnodiging geweigerd");
    stranger.post("/links/invitation", &answer("deny")).await.expect(422);
    // It is in his own history only: the account's admins would otherwise learn whose address it
    // is.
    assert!(!events(&app, account).await.contains("invitation_denied"));
    let bob = app.sign_in("bob").await;
    assert!(bob.get("/settings").await.page().text("#history").contains("geweigerd"));
    assert_eq!(count(&app, account, BOB).await, 0);
    assert_ne!(invited(ask(&app, account, BOB).await), first);
    app.deliver().await;
}

#[tokio::test]
async fn another_person_can_answer_nothing() {
    let app = TestApp::new().await;
    let account = globex(&app).await;
    ask(&app, account, BOB).await;
    let carol = app.sign_in("carol").await;
    carol.get(&app.link("invitation").await).await.expect(303);
    let page = carol.get("/links/invitation").await.expect(404).page();
    assert!(page.text("[role=alert]").starts_with("Esta invitación es para otro perfil."));
    for pressed in ["approve", "deny"] {
        carol.post("/links/invitation", &answer(pressed)).await.expect(422);
    }
    assert_eq!(count(&app, account, CAROL).await, 0);
    let token = app.link("invitation").await.rsplit('/').next().and_then(LinkToken::parse).unwrap();
    let mut change = app.change().await;
    let (carol, origin) = (user_of(&mut change, CAROL).await, Origin::default());
    let by = (carol, &origin);
    let approved = invitations::approve(&mut change, &token, by.0).await;
    assert_eq!(approved.unwrap(), Approved::NotYours);
}

#[tokio::test]
async fn a_late_an_altered_and_a_withdrawn_invitation_say_so() {
    let app = TestApp::new().await;
    let account = globex(&app).await;
    let id = invited(ask(&app, account, BOB).await);
    let link = app.link("invitation").await;
    let bob = app.sign_in("bob").await;
    let refused = async |link: &str| {
        bob.get(link).await.expect(303);
        let page = bob.get("/links/invitation").await.expect(404).page();
        assert!(page.text("[role=alert]").starts_with("Deze link is niet meer geldig."));
        bob.post("/links/invitation", &answer("approve")).await.expect(422);
        bob.post("/links/invitation", &answer("deny")).await.expect(422);
    };
    refused(&altered(&link)).await;
    app.pass(72 * HOUR - Duration::from_millis(1));
    bob.get(&link).await.expect(303);
    bob.get("/links/invitation").await.expect(200);
    app.pass(Duration::from_millis(1));
    refused(&link).await;
    // A resend restarts the validity of the link; a withdrawal ends it.
    let mut change = by_alice(&app, account).await;
    let other = acme(&app).await;
    assert!(!invitations::withdraw(&mut change, other, id).await.unwrap());
    let foreign = invitations::resend(&mut change, other, id).await.unwrap();
    assert_eq!(foreign, InvitationResent::Gone, "another account's admin");
    assert_eq!(
        invitations::resend(&mut change, account, id).await.unwrap(),
        InvitationResent::Sent
    );
    change.commit().await.unwrap();
    app.pass(Duration::from_secs(59));
    let mut change = by_alice(&app, account).await;
    let again = invitations::resend(&mut change, account, id).await.unwrap();
    assert!(matches!(again, InvitationResent::Wait { .. }), "{again:?}");
    change.commit().await.unwrap();
    assert_eq!(app.link("invitation").await, link);
    bob.get(&link).await.expect(303);
    bob.get("/links/invitation").await.expect(200);
    let mut change = by_alice(&app, account).await;
    assert!(invitations::withdraw(&mut change, account, id).await.unwrap());
    assert!(!invitations::withdraw(&mut change, account, id).await.unwrap());
    change.commit().await.unwrap();
    app.pass(HOUR);
    let mut change = by_alice(&app, account).await;
    let late = invitations::resend(&mut change, account, id).await.unwrap();
    assert_eq!(late, InvitationResent::NotNeeded);
    change.commit().await.unwrap();
    refused(&link).await;
    assert!(events(&app, account).await.contains("invitation_withdrawn"));
}

#[tokio::test]
async fn the_limit_of_an_account_holds_when_asking_and_when_two_approve_at_once() {
    let app = TestApp::new().await;
    let account = globex(&app).await;
    limit(&app, account, 1).await;
    assert_eq!(ask(&app, account, NOBODY).await, InvitationOutcome::Full { limit: 1 });
    assert_eq!(ask(&app, account, BOB).await, InvitationOutcome::Full { limit: 1 });
    limit(&app, account, 2).await;
    let mut people = Vec::new();
    for (who, address) in [("bob", BOB), ("carol", CAROL)] {
        let browser = app.sign_in(who).await;
        ask(&app, account, address).await;
        browser.get(&app.link("invitation").await).await.expect(303);
        people.push(browser);
    }
    let approve = answer("approve");
    let replies = people.iter().map(|browser| browser.post("/links/invitation", &approve));
    let replies = join_all(replies).await;
    let mut statuses: Vec<_> = replies.iter().map(|reply| reply.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 422]);
    let (at, full) = replies.iter().enumerate().find(|(_, reply)| reply.status == 422).unwrap();
    assert!(
        ["Dit account", "Esta cuenta"]
            .iter()
            .any(|words| full.page().text("[role=alert]").starts_with(words))
    );
    limit(&app, account, 3).await;
    people[at].post("/links/invitation", &approve).await.expect(200);
    app.deliver().await;
}

#[tokio::test]
async fn of_many_answers_at_once_one_counts() {
    let app = TestApp::new().await;
    for yes in [true, false] {
        let account = globex(&app).await;
        ask(&app, account, BOB).await;
        let token =
            app.link("invitation").await.rsplit('/').next().and_then(LinkToken::parse).unwrap();
        let bob = user_of(&mut app.app.db.read().await.unwrap(), BOB).await;
        let tries = (0..200).map(async |_| {
            let mut change = app.app.change(Origin::default()).await.ok()?;
            let counts = match yes {
                true => {
                    let approved = invitations::approve(&mut change, &token, bob).await;
                    approved.unwrap() == Approved::Joined
                }
                false => {
                    let denied = invitations::deny(&mut change, &token).await;
                    denied.unwrap().is_some()
                }
            };
            change.commit().await.unwrap();
            Some(counts)
        });
        let counted: Vec<_> = join_all(tries).await.into_iter().flatten().collect();
        assert!(counted.len() > 1);
        assert_eq!(counted.iter().filter(|counts| **counts).count(), 1, "{yes}");
        app.pass(HOUR);
    }
}
