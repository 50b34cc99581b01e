//! Random walks of an owner and an intruder: in any order of steps, the owner gets the user back.
//!
//! In each episode the intruder has the password, the mailbox of an address, a session, or two of
//! the three, for less than the undo window. They keep what they learned: passwords they set,
//! factors and passkeys they added, links they read. The owner has one address from before the
//! window, and reads its mail at the end, although an intruder with the mailbox may have deleted
//! earlier mail.
//!
//! Each walk prints how often each event happened, and what followed what.

mod ending;
mod rules;
mod side;
mod steps;

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use callbook::messaging::dev::Content;
use callbook::platform::clock::Timestamp;
use callbook::platform::ids::{EmailId, UserId};
use callbook::web::paths;
use side::Side;

use super::{ALICE, Chance};
use crate::support::{TestApp, database, password_of};

/// The steps of a walk; four walks run. `CALLBOOK_WALK_STEPS` sets another number.
const STEPS: usize = 5_000;
/// Steps on PostgreSQL, where the walk is the same.
const STEPS_ON_POSTGRES: usize = 500;
/// In a whole walk every event must happen at least this often right after every event that it can
/// follow; mostly it is twice as often, which the walk prints.
const LEAST: usize = 8;
/// The longest time of an intruder: shorter than the window.
const LONGEST_HOLD: Duration = Duration::from_secs(94 * 60 * 60);
/// A second address of the owner from before the window, in every other episode.
const SECOND: &str = "alice@home.example";

/// Events that decide who keeps a user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Move {
    /// An address was added and verified.
    Added,
    Demoted,
    Removed,
    Password,
    FactorOn,
    FactorOff,
    Passkey,
    Undone,
    Reset,
}

impl Move {
    const ALL: [Self; 9] = [
        Self::Added,
        Self::Demoted,
        Self::Removed,
        Self::Password,
        Self::FactorOn,
        Self::FactorOff,
        Self::Passkey,
        Self::Undone,
        Self::Reset,
    ];

    /// Tells whether it can come right after another: after an undo everything is locked until the
    /// password is reset, and a factor that is off cannot be turned off.
    fn can_follow(self, last: Self) -> bool {
        match last {
            Self::Undone => self == Self::Reset,
            Self::FactorOff => self != Self::FactorOff,
            _ => true,
        }
    }
}

/// Mails with a link to one address.
#[derive(Default)]
struct Mailbox(Vec<(&'static str, String)>);

impl Mailbox {
    fn latest(&self, purpose: &str) -> Option<String> {
        self.0.iter().rfind(|(of, _)| *of == purpose).map(|(_, link)| link.clone())
    }
}

struct Walk {
    app: TestApp,
    user: UserId,
    chance: Chance,
    owner: Side,
    intruder: Side,
    mail: HashMap<String, Mailbox>,
    /// The number of the latest message that was sorted in.
    read: u64,
    /// The beginning of the episode.
    begun: Timestamp,
    /// The end of the intruder's time, once it has begun.
    ends: Timestamp,
    /// Whether the second address is from before the window.
    has_second: bool,
    /// Whether the password was changed since the last undo.
    has_new_password: bool,
    /// The reader whose undo left a factor that was added.
    doubted_by: Option<String>,
    has_mailbox: bool,
    /// Every link that the intruder has read.
    known: Vec<String>,
    /// Counts passwords and addresses, so that each is different.
    count: usize,
    last: Option<Move>,
    happened: BTreeMap<Move, usize>,
    followed: BTreeMap<(Move, Move), usize>,
    trail: Vec<String>,
}

impl Walk {
    async fn begin(seed: u64) -> Self {
        let app = TestApp::new().await.leave_work();
        let owner = Side::new(&app, password_of("alice"));
        let intruder = Side::new(&app, "");
        let user = {
            let mut tx = app.app.db.read().await.unwrap();
            callbook::sql!(&mut tx, scalar UserId,
                "SELECT user_id FROM emails WHERE address = $1", ALICE)
            .unwrap()
        };
        let walk = Self {
            user,
            owner,
            intruder,
            chance: Chance(seed),
            mail: HashMap::new(),
            read: 0,
            begun: app.clock.now(),
            ends: app.clock.now(),
            has_second: false,
            has_new_password: false,
            doubted_by: None,
            has_mailbox: false,
            known: Vec::new(),
            count: 0,
            last: None,
            happened: BTreeMap::new(),
            followed: BTreeMap::new(),
            trail: Vec::new(),
            app,
        };
        walk.owner.browser.set_cookie("device", &walk.app.device_of(ALICE).await);
        walk
    }

    fn note(&mut self, what: impl Into<String>) {
        let at = self.app.clock.now().millis() / 60_000 % 100_000;
        self.trail.push(format!("{at}: {}", what.into()));
    }

    fn happened(&mut self, what: Move) {
        *self.happened.entry(what).or_default() += 1;
        if let Some(last) = self.last.replace(what) {
            *self.followed.entry((last, what)).or_default() += 1;
        }
        self.note(format!("== {what:?}"));
    }

    fn any<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.chance.below(of.len())]
    }

    /// Lets the program send what is due, and sorts the mail.
    async fn collect(&mut self) {
        let new = self.app.outbox().await.into_iter().filter(|kept| kept.number > self.read);
        // The outbox lists the newest first.
        for kept in new.collect::<Vec<_>>().into_iter().rev() {
            let Content::Mail { text, .. } = kept.content else { continue };
            let mailbox_of = kept.to;
            let mailbox = self.mail.entry(mailbox_of.clone()).or_default();
            for purpose in ["email", "reset", "undo", "veto"] {
                let Some(at) = text.find(&format!("/links/{purpose}/")) else { continue };
                let link = text[at..].split_whitespace().next().unwrap();
                let is_foreign = mailbox_of.starts_with("evil");
                assert!(!is_foreign || purpose != "veto", "{mailbox_of} may keep a factor");
                mailbox.0.push((purpose, link.to_owned()));
            }
        }
        let newest = self.app.app.transports.dev().unwrap().messages().into_iter();
        self.read = newest.map(|kept| kept.number).max().unwrap_or(self.read);
    }

    fn mailbox(&self, address: &str) -> &[(&'static str, String)] {
        self.mail.get(address).map_or(&[], |mailbox| &mailbox.0)
    }

    fn latest(&self, address: &str, purpose: &str) -> Option<String> {
        self.mail.get(address)?.latest(purpose)
    }

    /// Lists the addresses of the user with their paths, the primary one first. A signed-in side
    /// could read them off the card; the walk looks them up, which is faster.
    async fn addresses(&self) -> Vec<(String, String)> {
        let mut tx = self.app.app.db.read().await.unwrap();
        let rows = callbook::sql!(
            &mut tx,
            fetch_all(EmailId, String),
            "SELECT id, address FROM emails WHERE user_id = $1 ORDER BY is_primary DESC, id",
            self.user
        )
        .unwrap();
        let path = |id| paths::of("/settings/emails/{email}", &id);
        rows.into_iter().map(|(id, address)| (address, path(id))).collect()
    }

    /// Requests a password by mail.
    async fn ask(&mut self, address: &str) {
        let facts = self.facts().await;
        let resets = |walk: &Self| {
            walk.mailbox(address).iter().filter(|(purpose, _)| *purpose == "reset").count()
        };
        let before = resets(self);
        self.app.visitor().post("/forgot-password/new", &[("email", address)]).await;
        self.collect().await;
        if resets(self) > before {
            self.check_trust(&facts, address, "a way back");
        }
    }

    /// Follows a link and presses its button.
    async fn press(&mut self, link: &str) -> bool {
        let (facts, reader) = (self.facts().await, self.mailed_to(link));
        let browser = self.app.visitor();
        browser.get(link).await;
        let purpose = link.split('/').nth(2).unwrap();
        let done = browser.post(&format!("/links/{purpose}"), &[]).await.status == 200;
        if done && purpose == "undo" {
            self.happened(Move::Undone);
            if let Some(reader) = &reader {
                self.check_trust(&facts, reader, "an undo");
            }
            self.check_undone(reader).await;
        } else if done {
            self.check_vetoed(reader.as_deref());
        }
        self.collect().await;
        done
    }

    /// Sets a password by a mailed link, and returns it if the link was valid.
    async fn reset_by(&mut self, link: &str) -> Option<String> {
        let (facts, reader) = (self.facts().await, self.mailed_to(link));
        let password = self.password();
        let browser = self.app.visitor();
        browser.get(link).await;
        let fields = [("new", password.as_str()), ("confirm", password.as_str())];
        let done = browser.post("/links/reset", &fields).await.status == 303;
        if done {
            self.happened(Move::Reset);
            if let Some(reader) = reader {
                self.check_trust(&facts, &reader, "a reset");
            }
        }
        self.collect().await;
        done.then_some(password)
    }

    /// Returns a password that was never used before.
    fn password(&mut self) -> String {
        self.count += 1;
        format!("velvet tractor mosaic dune {}", self.count)
    }

    /// Prints how often each event happened, and after what.
    fn print(&self) {
        println!("{:>10} {:>6}  after {:?}", "", "", Move::ALL);
        for what in Move::ALL {
            let after = |last| self.followed.get(&(last, what)).copied().unwrap_or(0);
            let after: Vec<_> = Move::ALL.map(after).iter().map(|n| format!("{n:>4}")).collect();
            let times = self.happened.get(&what).copied().unwrap_or(0);
            println!("{:>10} {times:>6}  {}", format!("{what:?}"), after.join(" "));
        }
    }

    fn check_coverage(&self) {
        for last in Move::ALL {
            for what in Move::ALL.into_iter().filter(|what| what.can_follow(last)) {
                let times = self.followed.get(&(last, what)).copied().unwrap_or(0);
                assert!(times >= LEAST, "{what:?} came {times} times after {last:?}");
            }
        }
    }
}

async fn walk(seed: u64) {
    let asked = std::env::var("CALLBOOK_WALK_STEPS").ok().and_then(|steps| steps.parse().ok());
    let usual = if database::is_postgres() { STEPS_ON_POSTGRES } else { STEPS };
    let steps: usize = asked.unwrap_or(usual);
    let mut walk = Walk::begin(seed).await;
    let (mut step, mut episodes) = (0, 0);
    while step < steps {
        walk.set_the_scene().await;
        while walk.app.clock.now() < walk.ends {
            walk.step().await;
            step += 1;
        }
        walk.owner_gets_the_user_back().await;
        walk.intruder_tries_all_they_have().await;
        episodes += 1;
    }
    println!("{step} steps in {episodes} episodes");
    walk.print();
    if step >= STEPS {
        walk.check_coverage();
    }
}

#[tokio::test]
async fn a_walk_of_owner_and_intruder() {
    walk(1).await;
}

#[tokio::test]
async fn another_walk_of_owner_and_intruder() {
    walk(2).await;
}

#[tokio::test]
async fn a_third_walk_of_owner_and_intruder() {
    walk(3).await;
}

#[tokio::test]
async fn a_fourth_walk_of_owner_and_intruder() {
    walk(4).await;
}
