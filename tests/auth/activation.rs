use std::time::Duration;

use callbook::accounts::account;
use callbook::accounts::invitations::{self, InvitationOutcome, InvitationResent};
use callbook::auth::activation::{FirstBrowser, begin};
use callbook::auth::password::{NewPassword, OwnWords};
use callbook::core::links::LinkToken;
use callbook::core::origin::Origin;
use callbook::platform::i18n::Lang;
use callbook::platform::ids::{AccountUserId, AuthenticatorId};
use callbook::platform::secrets::password::Password;
use callbook::sql;
use callbook::web::viewer::device::Device;
use futures_util::future::join_all;

use crate::accounts::invitations::{NOBODY, acme, ask, ask_with, by_alice, created};
use crate::support::{Browser, Reply, TestApp, altered};

const HOUR: Duration = Duration::from_secs(60 * 60);
const PASSWORD: &str = "velvet tractor mosaic dune";

/// Creates a user on behalf of Alice, and opens the link in their browser.
pub async fn newcomer(app: &TestApp) -> (Browser, AccountUserId) {
    let member = created(ask(app, acme(app).await, NOBODY).await);
    let browser = app.visitor();
    browser.get(&app.link("welcome").await).await.expect(303);
    (browser, member)
}

pub async fn set(browser: &Browser, password: &str) -> Reply {
    let page = browser.get("/links/welcome").await.expect(200).page();
    browser.submit(&page.form("/links/welcome").fill("welcome-password", password)).await
}

async fn refused(browser: &Browser, words: &str) {
    let page = browser.get("/links/welcome").await.expect(404).page();
    assert!(page.text("[role=alert]").starts_with(words), "{}", page.text("[role=alert]"));
    browser.post("/links/welcome", &[("password", PASSWORD)]).await.expect(422);
}

const NOT_GOOD: &str = "This link is no longer valid.";

#[tokio::test]
async fn a_link_sets_the_first_password_proves_the_address_and_signs_in() {
    let app = TestApp::new().await;
    let (dora, _) = newcomer(&app).await;
    dora.always("accept-language", "fr");
    for _ in 0..3 {
        let page = dora.get("/links/welcome").await.expect(200).page();
        assert_eq!(page.text("h1"), "Bienvenue, Dora Diaz", "looking consumes nothing");
        assert_eq!(page.attribute("input[name=username]", "value"), NOBODY);
    }
    let reply = set(&dora, PASSWORD).await.expect(303);
    assert_eq!(reply.location(), "/welcome");
    let page = dora.get("/settings").await.expect(200).page();
    assert_eq!(page.attribute("html", "lang"), "fr", "the language they read it in");
    assert_eq!(page.text(".profile-who span"), "Acme Ops");
    assert_eq!(page.texts("#emails .pills"), ["principale vérifiée"]);
    let elsewhere = app.visitor();
    assert_eq!(elsewhere.sign_in(NOBODY, PASSWORD).await.location(), "/");
    assert_eq!(app.subjects_to(NOBODY).await.len(), 2, "the link, and the second browser");
}

#[tokio::test]
async fn a_used_a_late_and_an_altered_link_say_so() {
    let app = TestApp::new().await;
    let (dora, _) = newcomer(&app).await;
    let link = app.link("welcome").await;
    dora.get(&altered(&link)).await.expect(303);
    refused(&dora, NOT_GOOD).await;
    app.pass(72 * HOUR - Duration::from_millis(1));
    dora.get(&link).await.expect(303);
    dora.get("/links/welcome").await.expect(200);
    app.pass(Duration::from_millis(1));
    refused(&dora, "This link is more than 72 hours old. Ask an admin of Acme Ops").await;
    let other = app.visitor();
    ask(&app, acme(&app).await, "eve@globex.example").await;
    let link = app.link("welcome").await;
    other.get(&link).await.expect(303);
    set(&other, PASSWORD).await.expect(303);
    let again = app.visitor();
    again.get(&link).await.expect(303);
    refused(&again, NOT_GOOD).await;
}

#[tokio::test]
async fn a_password_that_will_not_do_is_told_and_the_link_stays_good() {
    let app = TestApp::new().await;
    let (dora, _) = newcomer(&app).await;
    for bad in ["", "short", NOBODY] {
        let page = set(&dora, bad).await.expect(422).page();
        assert_eq!(page.texts(".field-error").len(), 1, "{bad}");
        assert!(page.all("input[type=password]").iter().all(|input| input.attr("value").is_none()));
    }
    set(&dora, PASSWORD).await.expect(303);
}

/// The link begins a session, so it must not bypass a password or a second factor.
#[tokio::test]
async fn mfa_everywhere() {
    let app = TestApp::new().await;
    let (dora, member) = newcomer(&app).await;
    let mut tx = app.app.db.begin().await.unwrap();
    let account = acme(&app).await;
    let user = account::member(&mut tx, account, member).await.unwrap().unwrap().user_id;
    let id = AuthenticatorId::mint(app.clock.now());
    sql!(
        &mut tx,
        execute,
        "INSERT INTO authenticators (id, user_id, name, secret, last_step, created_at) \
         VALUES ($1, $2, 'x', $3, 0, 0)",
        id,
        user,
        &b"x"[..]
    )
    .unwrap();
    tx.commit().await.unwrap();
    refused(&dora, NOT_GOOD).await;
    let mut tx = app.app.db.begin().await.unwrap();
    sql!(&mut tx, execute, "DELETE FROM authenticators").unwrap();
    sql!(&mut tx, execute, "UPDATE users SET password = 'x' WHERE id = $1", user).unwrap();
    tx.commit().await.unwrap();
    refused(&dora, NOT_GOOD).await;
    assert_eq!(dora.get("/settings").await.status, 303, "nobody is in");
}

#[tokio::test]
async fn race_once_for_set_up_links() {
    let app = TestApp::new().await;
    newcomer(&app).await;
    let link = app.link("welcome").await;
    let token = link.rsplit('/').next().and_then(LinkToken::parse).unwrap();
    let (typed, own) = (Password::new(PASSWORD.to_owned()), OwnWords::default());
    let new = NewPassword::judge(&app.app.passwords, &typed, &own).await.unwrap().unwrap();
    // By the rule itself: 200 pages would each judge the password first, for seconds.
    let device = Device::unknown();
    let browser = || FirstBrowser { origin: Origin::default(), lang: Lang::En, device: &device };
    let tries = (0..200).map(|_| begin(&app.app, &token, &new, browser()));
    let begun: Vec<_> = join_all(tries).await.into_iter().filter_map(Result::ok).collect();
    assert!(begun.len() > 1, "past the queue of hashes the answer is later");
    assert_eq!(begun.iter().flatten().count(), 1);
}

#[tokio::test]
async fn prehijack() {
    let app = TestApp::new().await;
    // Bob's user has the address unverified: the new user may still verify it.
    let bob = app.sign_in("bob").await;
    crate::users::emails::add(&bob, NOBODY).await.expect(303);
    let bobs = app.link("email").await;
    let (dora, _) = newcomer(&app).await;
    dora.get("/links/welcome").await.expect(200);
    // When Bob reads her mail and verifies it first, her link says so, and he stays signed in as
    // himself.
    bob.get(&bobs).await.expect(303);
    bob.post("/links/email", &[]).await.expect(303);
    refused(&dora, "Another Callbook profile has verified this address.").await;
    let asked = ask(&app, crate::accounts::invitations::globex(&app).await, NOBODY).await;
    assert!(matches!(asked, InvitationOutcome::Invited(_)), "{asked:?}");
    app.deliver().await;
}

#[tokio::test]
async fn who_proves_an_address_first_has_it_and_the_other_links_say_so() {
    let app = TestApp::new().await;
    let (dora, _) = newcomer(&app).await;
    let other = app.visitor();
    created(ask(&app, crate::accounts::invitations::globex(&app).await, NOBODY).await);
    other.get(&app.link("welcome").await).await.expect(303);
    set(&other, PASSWORD).await.expect(303);
    refused(&dora, "Another Callbook profile has verified this address.").await;
}

#[tokio::test]
async fn a_link_dies_with_the_membership() {
    let app = TestApp::new().await;
    let (dora, member) = newcomer(&app).await;
    let account = acme(&app).await;
    let mut change = by_alice(&app, account).await;
    account::remove_member(&mut change, account, member).await.unwrap();
    change.commit().await.unwrap();
    refused(&dora, NOT_GOOD).await;
}

#[tokio::test]
async fn a_set_up_link_is_sent_again_after_a_pause_until_it_was_used() {
    let app = TestApp::new().await;
    let (dora, member) = newcomer(&app).await;
    let account = acme(&app).await;
    let resend = async |account, member| {
        let mut change = by_alice(&app, account).await;
        let resent = invitations::resend_activation(&mut change, account, member).await.unwrap();
        change.commit().await.unwrap();
        resent
    };
    assert!(matches!(resend(account, member).await, InvitationResent::Wait { .. }));
    app.pass(Duration::from_secs(30));
    let other = crate::accounts::invitations::globex(&app).await;
    assert_eq!(resend(other, member).await, InvitationResent::Gone, "another account's admin");
    assert_eq!(resend(account, member).await, InvitationResent::Sent);
    assert_eq!(app.subjects_to(NOBODY).await.len(), 2);
    set(&dora, PASSWORD).await.expect(303);
    app.pass(HOUR);
    assert_eq!(resend(account, member).await, InvitationResent::NotNeeded);
}

#[tokio::test]
async fn the_mail_is_in_the_language_of_who_asked() {
    let app = TestApp::new().await;
    ask_with(&app, acme(&app).await, NOBODY, (&[], Lang::De)).await;
    assert_eq!(app.subjects_to(NOBODY).await, ["Acme Ops hat Callbook für dich eingerichtet"]);
}
