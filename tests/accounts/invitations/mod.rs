pub mod answer;
use std::time::Duration;

use callbook::accounts::account::{self, Role, Roles};
use callbook::accounts::invitations::{self, InvitationOutcome, Newcomer};
use callbook::core::change::Change;
use callbook::core::limits::{Limit, Verdict};
use callbook::platform::db::Tx;
use callbook::platform::i18n::{Country, Lang, TimeZone};
use callbook::platform::ids::{AccountId, AccountUserId, InvitationId, ScheduleId, TeamId, UserId};
use callbook::sql;
use callbook::users::phones::PhoneNumber;
use callbook::users::profile::{self, NewUser};
use futures_util::future::join_all;

use crate::support::TestApp;

pub const HOUR: Duration = Duration::from_secs(60 * 60);
pub const BOB: &str = "bob@acme.example";
pub const NOBODY: &str = "dora@globex.example";

pub async fn user_of(tx: &mut Tx, address: &str) -> UserId {
    sql!(tx, scalar UserId,
        "SELECT user_id FROM emails WHERE address = $1 ORDER BY user_id DESC LIMIT 1", address)
    .unwrap()
}

/// Finds the demo's account.
pub async fn acme(app: &TestApp) -> AccountId {
    let mut tx = app.app.db.read().await.unwrap();
    sql!(&mut tx, scalar AccountId, "SELECT id FROM accounts WHERE name = 'Acme Ops'").unwrap()
}

/// Creates another account, with only its owner in it.
pub async fn globex(app: &TestApp) -> AccountId {
    let mut change = app.change().await;
    let now = app.clock.now();
    let new = NewUser {
        name: &"Gus Garcia".parse().unwrap(),
        email: &format!("gus{}@globex.example", now.millis()).parse().unwrap(),
        password: None,
        language: Lang::En,
        time_zone: &TimeZone::utc(),
        is_onboarded: true,
    };
    let owner = profile::create(&mut change, &new).await.unwrap().unwrap();
    let account = account::create(&mut change, &"Globex".parse().unwrap(), owner).await.unwrap();
    change.commit().await.unwrap();
    account
}

/// Invites an address on behalf of Alice, as "Dora Diaz", an admin.
pub async fn ask(app: &TestApp, account: AccountId, address: &str) -> InvitationOutcome {
    ask_with(app, account, address, (&[], Lang::En)).await
}

pub async fn ask_with(
    app: &TestApp,
    account: AccountId,
    address: &str,
    (teams, lang): (&[TeamId], Lang),
) -> InvitationOutcome {
    let mut change = by_alice(app, account).await;
    let phone = PhoneNumber::parse("0612345678", Country::of_code("NL").unwrap()).unwrap();
    let newcomer = Newcomer {
        name: &"Dora Diaz".parse().unwrap(),
        email: &address.parse().unwrap(),
        phone: Some(&phone),
        roles: Roles::of(&[Role::Admin]),
        teams,
    };
    let asked = invitations::ask(&mut change, account, &newcomer, lang).await;
    change.commit().await.unwrap();
    asked.unwrap()
}

/// Begins a change of Alice in an account.
pub async fn by_alice(app: &TestApp, account: AccountId) -> Change {
    let alice = user_of(&mut app.app.db.read().await.unwrap(), "alice@acme.example").await;
    app.change_of(alice, Some(account)).await
}

pub fn invited(asked: InvitationOutcome) -> InvitationId {
    let InvitationOutcome::Invited(id) = asked else { panic!("{asked:?}") };
    id
}

pub fn created(asked: InvitationOutcome) -> AccountUserId {
    let InvitationOutcome::Created(id) = asked else { panic!("{asked:?}") };
    id
}

pub async fn count(app: &TestApp, account: AccountId, of: &str) -> i64 {
    let mut tx = app.app.db.read().await.unwrap();
    sql!(&mut tx, scalar i64,
        "SELECT COUNT(*) FROM account_users m JOIN emails e ON e.user_id = m.user_id \
         WHERE m.account_id = $1 AND e.address = $2", account, of)
    .unwrap()
}

pub async fn events(app: &TestApp, account: AccountId) -> String {
    let mut tx = app.app.db.read().await.unwrap();
    sql!(&mut tx, scalars String,
        "SELECT event FROM audit WHERE account_id = $1 ORDER BY id", account)
    .unwrap()
    .join(" ")
}

pub fn answer(value: &str) -> [(&str, &str); 1] {
    [("answer", value)]
}

#[tokio::test]
async fn who_is_unknown_becomes_a_user_who_has_yet_to_prove_anything() {
    let app = TestApp::new().await;
    let account = acme(&app).await;
    let member = created(ask(&app, account, NOBODY).await);
    let mut tx = app.app.db.read().await.unwrap();
    let found = account::member(&mut tx, account, member).await.unwrap().unwrap();
    assert_eq!((found.name.as_str(), found.tiny_id), ("Dora Diaz", 4));
    assert!(found.roles.admin && !found.is_owner);
    let (verified, phones) = sql!(
        &mut tx,
        fetch_one(Option<i64>, i64),
        "SELECT e.verified_at, (SELECT COUNT(*) FROM phones p WHERE p.user_id = e.user_id \
             AND p.verified_at IS NULL AND NOT p.is_primary) \
         FROM emails e WHERE e.user_id = $1",
        found.user_id
    )
    .unwrap();
    assert_eq!((verified, phones), (None, 1));
    drop(tx);
    assert_eq!(app.outbox().await.len(), 1, "no code goes to a phone that an admin typed");
    assert_eq!(app.subjects_to(NOBODY).await, ["Acme Ops has set up Callbook for you"]);
    let text = app.texts_to(NOBODY).await.remove(0);
    assert!(text.contains("Alice Archer added you to Acme Ops"), "{text}");
    assert!(events(&app, account).await.contains("member_created"));
    assert_eq!(ask(&app, account, "DORA@globex.example").await, InvitationOutcome::AlreadyHere);
    assert_eq!(ask(&app, account, BOB).await, InvitationOutcome::AlreadyHere);
}

#[tokio::test]
async fn who_has_a_user_is_invited_in_their_language_and_nothing_of_them_is_told() {
    let app = TestApp::new().await;
    let account = globex(&app).await;
    invited(ask(&app, account, BOB).await);
    assert_eq!(ask(&app, account, BOB).await, InvitationOutcome::InvitedAlready);
    assert_eq!(count(&app, account, BOB).await, 0);
    assert_eq!(app.subjects_to(BOB).await, ["Uitnodiging voor Globex in Callbook"]);
    let text = app.texts_to(BOB).await.remove(0);
    assert!(text.contains("Accepteren\n") && text.contains("Weigeren\n"), "{text}");
    let mut tx = app.app.db.read().await.unwrap();
    let pending = invitations::pending(&mut tx, account).await.unwrap();
    let shown: Vec<_> = pending.iter().map(|p| (p.name.as_str(), p.address.as_str())).collect();
    assert_eq!(shown, [("Dora Diaz", BOB)], "as the admin typed it");
    let of_account = sql!(&mut tx, scalar i64,
        "SELECT COUNT(*) FROM deliveries WHERE account_id = $1", account)
    .unwrap();
    assert_eq!(of_account, 0, "the ledger would tell the admins what Bob is called");
    assert!(!format!("{pending:?} {}", events(&app, account).await).contains("Bakker"));
}

#[tokio::test]
async fn an_invitation_that_was_not_answered_in_time_makes_way_for_another() {
    let app = TestApp::new().await;
    let account = globex(&app).await;
    let first = invited(ask(&app, account, BOB).await);
    app.pass(72 * HOUR);
    assert_ne!(invited(ask(&app, account, BOB).await), first);
    let mut tx = app.app.db.begin().await.unwrap();
    let later = app.clock.now() + (73 + 30 * 24) * HOUR;
    assert_eq!((invitations::CLEANUP.run)(&mut tx, later).await.unwrap(), 1);
    tx.commit().await.unwrap();
    app.deliver().await;
}

#[tokio::test]
async fn two_admins_who_ask_the_same_person_at_once_make_one_user_and_one_invitation() {
    let app = TestApp::new().await;
    let account = globex(&app).await;
    for (address, again) in
        [(NOBODY, InvitationOutcome::AlreadyHere), (BOB, InvitationOutcome::InvitedAlready)]
    {
        let asked = join_all((0..8).map(|_| ask(&app, account, address))).await;
        assert_eq!(asked.iter().filter(|asked| **asked == again).count(), 7, "{asked:?}");
    }
    let mut tx = app.app.db.read().await.unwrap();
    let users = sql!(&mut tx, scalar i64, "SELECT COUNT(*) FROM users").unwrap();
    assert_eq!(users, 5);
    drop(tx);
    app.deliver().await;
}

/// Uses a limit up, except for `left` attempts.
pub async fn use_up(app: &TestApp, limit: Limit, who: &[&[u8]], left: i64) {
    let mut change = app.change().await;
    for _ in left..limit.tries {
        assert_eq!(limit.count(&mut change, who).await.unwrap(), Verdict::Within);
    }
    change.commit().await.unwrap();
}

/// The hourly limit of one account.
pub const OF_ACCOUNT: Limit =
    Limit { name: "invitation account", tries: invitations::AN_HOUR, window: HOUR };

#[tokio::test]
async fn an_account_asks_thousands_an_hour_and_no_more() {
    let app = TestApp::new().await;
    let (account, other) = (globex(&app).await, acme(&app).await);
    use_up(&app, OF_ACCOUNT, &[account.as_bytes()], 1).await;
    created(ask(&app, account, "last@globex.example").await);
    let until = app.clock.now() + HOUR;
    assert_eq!(ask(&app, account, NOBODY).await, InvitationOutcome::TooMany { until });
    assert_eq!(ask(&app, account, BOB).await, InvitationOutcome::TooMany { until }, "known or not");
    created(ask(&app, other, NOBODY).await);
    app.pass(HOUR);
    created(ask(&app, account, "late@globex.example").await);
    app.deliver().await;
}

#[tokio::test]
async fn teams_are_joined_when_the_account_is_and_another_accounts_never() {
    let app = TestApp::new().await;
    let (ours, theirs) = (globex(&app).await, acme(&app).await);
    let now = app.clock.now();
    let teams = [TeamId::mint(now), TeamId::mint(now)];
    let mut tx = app.app.db.begin().await.unwrap();
    for (team, account) in teams.iter().zip([ours, theirs]) {
        let key: &[u8] = b"x";
        sql!(
            &mut tx,
            execute,
            "INSERT INTO teams (id, account_id, tiny_id, version, name, name_key, notes, \
                created_at, updated_at) VALUES ($1, $2, 1, 1, 'x', $3, '', $4, $4)",
            team,
            account,
            key,
            now
        )
        .unwrap();
        sql!(
            &mut tx,
            execute,
            "INSERT INTO schedules (id, account_id, team_id, tiny_id, version, created_at, \
                updated_at) VALUES ($1, $2, $3, 1, 1, $4, $4)",
            ScheduleId::mint(now),
            account,
            team,
            now
        )
        .unwrap();
    }
    tx.commit().await.unwrap();
    created(ask_with(&app, ours, NOBODY, (&teams, Lang::En)).await);
    invited(ask_with(&app, ours, BOB, (&teams, Lang::En)).await);
    let bob = app.sign_in("bob").await;
    bob.get(&app.link("invitation").await).await.expect(303);
    let members = async || {
        let mut tx = app.app.db.read().await.unwrap();
        sql!(&mut tx, scalars TeamId, "SELECT team_id FROM team_members").unwrap()
    };
    assert_eq!(members().await, [teams[0]]);
    bob.post("/links/invitation", &answer("approve")).await.expect(200);
    assert_eq!(members().await, [teams[0], teams[0]]);
}
