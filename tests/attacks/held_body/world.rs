//! The state in which every case begins: Acme Ops, its people, and their browsers and programs.

use std::time::Duration;

use callbook::accounts::account::{Roles, add_member};
use callbook::platform::clock::Timestamp;
use callbook::platform::db::Tx;
use callbook::platform::ids::{
    AccountId, AccountUserId, AuthenticatorId, InvitationId, SessionId, TeamId, UserId,
};
use callbook::sql;
use serde_json::json;

use crate::accounts::account::form;
use crate::accounts::invitations::{NOBODY, ask, created, invited};
use crate::accounts::{acme, elsewhere, teams};
use crate::support::{Browser, Form, TestApp, password_of};

pub const MALLORY: &str = "mallory@other.example";

/// The person of the request, and what their authority is: Bob is a member and team admin, Carol an
/// admin, Alice the owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    Alice,
    Bob,
    Carol,
}

impl Who {
    pub fn name(self) -> &'static str {
        match self {
            Self::Alice => "alice",
            Self::Bob => "bob",
            Self::Carol => "carol",
        }
    }

    pub fn address(self) -> String {
        format!("{}@acme.example", self.name())
    }
}

/// The credential of the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    Session,
    /// An API token.
    Token,
    /// A token of v1, issued for a password.
    Jwt,
}

/// Gives a person an authenticator app.
pub async fn give_factor(tx: &mut Tx, user: UserId, now: Timestamp) {
    sql!(
        tx,
        execute,
        "INSERT INTO authenticators (id, user_id, name, secret, last_step, created_at) \
         VALUES ($1, $2, 'Lost', $3, 0, $4)",
        AuthenticatorId::mint(now),
        user,
        &b"lost"[..],
        now
    )
    .unwrap();
}

pub struct Person {
    pub user: UserId,
    pub member: AccountUserId,
    /// The session of the case's request.
    pub session: SessionId,
    /// The session of another browser of theirs.
    pub session_elsewhere: SessionId,
    sid: String,
    sid_elsewhere: String,
    token: String,
    jwt: String,
    /// An undo link of a change of theirs.
    pub undo: String,
    /// The form of their roles on their page.
    pub roles: Form,
}

pub struct World {
    pub app: TestApp,
    pub account: AccountId,
    /// An account of Mallory's, which nobody of Acme Ops is in.
    pub other: AccountId,
    /// A team with Alice and Bob as team admins and Carol as a member, without Dora.
    pub team: TeamId,
    /// A user whom an admin created, without a verified contact.
    pub dora: AccountUserId,
    /// Mallory's invitation.
    pub invitation: InvitationId,
    /// The form that disables v1.
    pub older_off: Form,
    people: Vec<Person>,
}

impl World {
    pub async fn new() -> Self {
        let app = TestApp::new().await.leave_work();
        let mut tx = app.app.db.begin().await.unwrap();
        sql!(&mut tx, execute, "UPDATE accounts SET v1_api = TRUE").unwrap();
        tx.commit().await.unwrap();
        let account = acme(&app).await;
        let (other, _) = elsewhere(&app).await;
        let dora = created(ask(&app, account, NOBODY).await);
        let invitation = invited(ask(&app, account, MALLORY).await);
        let (alice, bob) = (teams::who(&app, "alice").await, teams::who(&app, "bob").await);
        let team = teams::make(&app, "Night Watch", &[alice, bob]).await;
        let owner = app.sign_in("alice").await;
        let carol = teams::who(&app, "carol").await.member.to_string();
        let members = format!("/teams/{team}/members?account={account}");
        owner.post(&members, &[("member", &carol)]).await.expect(303);
        let mut people = Vec::new();
        for who in [Who::Alice, Who::Bob, Who::Carol] {
            people.push(person(&app, &owner, who).await);
        }
        let page = owner.get("/account-settings").await.expect(200).page();
        let older_off = form(&page, "/account-settings/interfaces");
        let older_off = older_off.tick("interfaces-older_api", false);
        Self { app, account, other, team, dora, invitation, older_off, people }
    }

    pub fn person(&self, who: Who) -> &Person {
        &self.people[who as usize]
    }

    /// Returns another browser of a person.
    pub fn elsewhere(&self, who: Who) -> Browser {
        let browser = self.app.visitor();
        browser.set_cookie("sid", &self.person(who).sid_elsewhere);
        browser
    }

    /// Returns the path of a form of Acme Ops.
    pub fn here(&self, path: &str) -> String {
        format!("{path}?account={}", self.account)
    }

    /// Returns a fresh browser or program of a person.
    fn sender(&self, who: Who, by: By) -> Browser {
        let (person, visitor) = (self.person(who), self.app.visitor());
        let bear = |token: &str| visitor.always("authorization", &format!("Bearer {token}"));
        match by {
            By::Session => visitor.set_cookie("sid", &person.sid),
            By::Token => _ = bear(&person.token),
            By::Jwt => _ = bear(&person.jwt),
        }
        visitor
    }

    pub fn stage(&self, who: Who, by: By) -> Stage<'_> {
        Stage { world: self, who, by, me: self.sender(who, by) }
    }
}

async fn person(app: &TestApp, owner: &Browser, who: Who) -> Person {
    let token = app.token(who.name()).await;
    let teams::Who { user, member } = teams::who(app, who.name()).await;
    app.pass(Duration::from_secs(1));
    let sid = app.sign_in(who.name()).await.cookie("sid").unwrap();
    app.pass(Duration::from_secs(1));
    let elsewhere = app.sign_in(who.name()).await;
    let mut tx = app.app.db.read().await.unwrap();
    let mut sessions = sql!(&mut tx, scalars SessionId,
        "SELECT id FROM sessions WHERE user_id = $1 ORDER BY created_at", user)
    .unwrap();
    drop(tx);
    let (session_elsewhere, session) = (sessions.pop().unwrap(), sessions.pop().unwrap());
    let new = "/settings/api-tokens/new";
    let new = elsewhere.get(new).await.expect(200).page().form(new);
    elsewhere.submit(&new.fill("new-token-name", "Spare")).await.expect(200);
    let undo = app.links_to(&who.address(), "undo").await.remove(0);
    let login = json!({"username": who.address(), "password": password_of(who.name())});
    let jwt = app.stranger().post("/public/login", &login).await.expect(200).json();
    let path = format!("/users/{member}");
    let roles = match who {
        // The owner's own roles cannot be changed.
        Who::Alice => elsewhere.get("/settings").await.page().form("/settings/general"),
        _ => form(&owner.get(&path).await.expect(200).page(), &format!("{path}/roles")),
    };
    Person {
        user,
        member,
        session,
        session_elsewhere,
        sid,
        sid_elsewhere: elsewhere.cookie("sid").unwrap(),
        token,
        jwt: jwt["token"].as_str().unwrap().to_owned(),
        undo,
        roles,
    }
}

/// One case: its person, and their browser or program.
pub struct Stage<'a> {
    pub world: &'a World,
    pub who: Who,
    pub by: By,
    pub me: Browser,
}

impl Stage<'_> {
    pub fn app(&self) -> &TestApp {
        &self.world.app
    }

    pub fn person(&self) -> &Person {
        self.world.person(self.who)
    }

    /// Returns another tab of the same browser, or the same program again.
    pub fn tab(&self) -> Browser {
        let tab = self.world.sender(self.who, self.by);
        self.me.share_cookies_with(&tab);
        tab
    }

    /// Waits until a message may be sent again.
    pub fn minute(&self) {
        self.app().pass(Duration::from_secs(61));
    }

    /// Sets Bob's language from Dutch to English, in which some pages are read.
    pub async fn read_english(&self) {
        let mut tx = self.app().app.db.begin().await.unwrap();
        let user = self.person().user;
        sql!(&mut tx, execute, "UPDATE preferences SET language = 'en' WHERE user_id = $1", user)
            .unwrap();
        tx.commit().await.unwrap();
    }

    /// Returns the form of a page that posts to a URL.
    pub async fn form(&self, page: &str, action: &str) -> Form {
        self.me.get(page).await.expect(200).page().form(action)
    }

    /// Adds the person to Mallory's account too.
    pub async fn join_other(&self) {
        let mut change = self.app().change().await;
        let (other, user) = (self.world.other, self.person().user);
        add_member(&mut change, other, user, Roles::default()).await.unwrap();
        change.commit().await.unwrap();
    }
}
