use std::collections::BTreeMap;

use callbook::accounts::account::Roles;
use callbook::accounts::invitations::{self, InvitationOutcome, Newcomer};
use callbook::accounts::teams::{self, TeamMade};
use callbook::app::router;
use callbook::platform::clock::Timestamp;
use callbook::platform::i18n::Lang;
use callbook::platform::ids::{
    AccountId, AccountUserId, ApiTokenId, AuthenticatorId, AvatarId, EmailId, InvitationId,
    PasskeyId, PhoneId, SessionId, TeamId, UserId,
};
use callbook::users::avatars::{self, Picture};

use crate::accounts::{acme, elsewhere, join, person};
use crate::support::{Browser, TestApp, asks_for_a_session, password_of};
use crate::users::avatars::plain;

/// Ids by the name of their parameter in a route.
type Ids = BTreeMap<&'static str, String>;

/// Lists the ids of an account, and of one person in it.
async fn things(app: &TestApp, account: AccountId, (user, email): (UserId, &str)) -> Ids {
    app.token(email).await;
    let mut change = app.change_of(user, Some(account)).await;
    let member = callbook::sql!(&mut change, scalar AccountUserId,
        "SELECT id FROM account_users WHERE account_id = $1 AND user_id = $2", account, user)
    .unwrap();
    let (name, notes) = (format!("Team of {email}").parse().unwrap(), "".parse().unwrap());
    let made = teams::make(&mut change, account, &name, &notes, &[member]).await;
    let TeamMade::Made(team) = made.unwrap() else { panic!("no team") };
    let newcomer = Newcomer {
        name: &"Greta Guest".parse().unwrap(),
        email: &"greta@third.example".parse().unwrap(),
        phone: None,
        roles: Roles::default(),
        teams: &[],
    };
    let asked = invitations::ask(&mut change, account, &newcomer, Lang::En);
    let InvitationOutcome::Invited(invitation) = asked.await.unwrap() else {
        panic!("not invited")
    };
    let address = callbook::sql!(&mut change, scalar EmailId,
        "SELECT id FROM emails WHERE user_id = $1", user)
    .unwrap();
    let session = callbook::sql!(&mut change, scalar SessionId,
        "SELECT id FROM sessions WHERE user_id = $1", user)
    .unwrap();
    let token = callbook::sql!(&mut change, scalar ApiTokenId,
        "SELECT id FROM api_tokens WHERE user_id = $1", user)
    .unwrap();
    let picture = Picture::of_file(&plain(8, 8)).unwrap();
    let avatar = avatars::set(&mut change, user, &picture).await.unwrap();
    change.commit().await.unwrap();
    let unknown = unknown();
    [
        ("avatar", avatar.to_string()),
        ("account", account.to_string()),
        ("member", member.to_string()),
        ("team", team.to_string()),
        ("invitation", invitation.to_string()),
        ("email", address.to_string()),
        ("session", session.to_string()),
        ("api_token", token.to_string()),
    ]
    .into_iter()
    .chain(
        unknown
            .into_iter()
            .filter(|(name, _)| ["phone", "authenticator", "passkey"].contains(name)),
    )
    .collect()
}

/// Lists ids that nothing has.
fn unknown() -> Ids {
    let now = Timestamp::from_millis(1_795_341_600_000);
    [
        ("avatar", AvatarId::mint(now).to_string()),
        ("account", AccountId::mint(now).to_string()),
        ("member", AccountUserId::mint(now).to_string()),
        ("team", TeamId::mint(now).to_string()),
        ("invitation", InvitationId::mint(now).to_string()),
        ("email", EmailId::mint(now).to_string()),
        ("phone", PhoneId::mint(now).to_string()),
        ("session", SessionId::mint(now).to_string()),
        ("authenticator", AuthenticatorId::mint(now).to_string()),
        ("passkey", PasskeyId::mint(now).to_string()),
        ("api_token", ApiTokenId::mint(now).to_string()),
    ]
    .into()
}

fn names(path: &str) -> Vec<&str> {
    path.split('{').skip(1).filter_map(|part| part.split('}').next()).collect()
}

async fn ask(browser: &Browser, method: &str, path: &str, account: AccountId) -> (u16, String) {
    let path = format!("{path}?account={account}");
    let reply = match method {
        "GET" => browser.get(&path).await,
        _ => browser.post(&path, &[]).await,
    };
    (reply.status, reply.page().texts("h1").concat())
}

/// Requests every page of one of two accounts with ids of the other: in all parameters at once, and
/// in each one beside ids of its own. The answer is the one to an unknown id.
#[tokio::test]
async fn idor_fuzz() {
    let app = TestApp::new().await.leave_work();
    person(&app, "Greta Grün", "greta@third.example").await;
    let (other, _) = elsewhere(&app).await;
    let own = acme(&app).await;
    let mallory = app.visitor();
    mallory.sign_in("mallory@other.example", password_of("bob")).await.expect(303);
    let alice = app.sign_in("alice").await;
    let user = async |email: &str| {
        let mut tx = app.app.db.read().await.unwrap();
        callbook::sql!(&mut tx, scalar UserId, "SELECT user_id FROM emails WHERE address = $1", email)
            .unwrap()
    };
    let (hers, theirs) = (user("alice@acme.example").await, user("mallory@other.example").await);
    let mine = things(&app, own, (hers, "alice@acme.example")).await;
    let foreign = things(&app, other, (theirs, "mallory@other.example")).await;
    let nobodys = unknown();
    let mut tried = 0;
    for route in router::routes().list() {
        // The size of a picture is no id.
        let path = route.path.replace("{size}", "small");
        let places = names(&path);
        let is_open = !asks_for_a_session(route.gate);
        // Onboarding is closed to people who finished it.
        let is_wizard = route.path.starts_with("/welcome");
        let is_known = !places.is_empty() && places.iter().all(|place| mine.contains_key(place));
        if is_open || is_wizard || !is_known {
            continue;
        }
        let fill = |with: &Ids, at: Option<&str>| {
            places.iter().fold(path.clone(), |path, place| {
                let ids = if at.is_none_or(|at| at == *place) { with } else { &mine };
                path.replace(&format!("{{{place}}}"), &ids[place])
            })
        };
        let alone = places.iter().map(|place| Some(*place));
        for at in std::iter::once(None).chain(alone) {
            let path = fill(&foreign, at);
            let answer = ask(&alice, route.method, &path, own).await;
            assert_eq!(answer.0, 404, "{} {path}: {}", route.method, answer.1);
            assert_eq!(answer, ask(&alice, route.method, &fill(&nobodys, at), own).await, "{path}");
            tried += 1;
        }
    }
    assert!(tried >= 60, "{tried}");
    let still = mallory.get("/users").await.expect(200).page();
    assert_eq!(still.texts("tbody a[translate]"), ["Mallory Moss"]);
    mallory.get(&format!("/teams/{}", foreign["team"])).await.expect(200);
    let _ = join(&app, theirs).await;
}
