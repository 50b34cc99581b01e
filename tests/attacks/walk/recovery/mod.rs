//! Random walks of an owner and an intruder: whatever the order of their steps, the owner gets the
//! user back and the intruder does not keep it.
//!
//! In each episode the intruder has the password, the mailbox of an address, a session, or two of the
//! three, for less than the window in which a change can be taken back. What they learnt meanwhile
//! they know for ever: passwords they set, factors and passkeys they added, links they read. The
//! owner has one address that is older than the window, and reads its mail when the time is over,
//! though whoever had the mailbox may have deleted what came before.
//!
//! Each walk prints what happened how often, and what came after what.

mod ending;
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

/// So many steps a walk; four are walked. `CALLBOOK_WALK_STEPS` asks for another number.
const STEPS: usize = 5_000;
/// On PostgreSQL, where what is walked through is the same.
const STEPS_ON_POSTGRES: usize = 500;
/// In a whole walk everything comes at least so often right after everything that it can follow;
/// mostly it is twice as often, which the walk prints.
const LEAST: usize = 8;
/// The intruder's time: shorter than the window.
const LONGEST_HOLD: Duration = Duration::from_secs(94 * 60 * 60);
/// An address that the owner has for longer than the window, in every other episode.
const SECOND: &str = "alice@home.example";

/// What can happen to a user that matters for who keeps it.
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

    /// Whether it can come right after another: once all is taken back, all is locked until the
    /// password is reset; and what is off is not turned off.
    fn can_follow(self, last: Self) -> bool {
        match last {
            Self::Undone => self == Self::Reset,
            Self::FactorOff => self != Self::FactorOff,
            _ => true,
        }
    }
}

/// Mails to one address, as far as a link was in them.
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
    /// The intruder's time is over then, once it has begun.
    ends: Timestamp,
    has_mailbox: bool,
    /// Every link that the intruder has read.
    known: Vec<String>,
    /// Counts passwords and addresses, so that each is another.
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
            ends: app.clock.now(),
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

    /// Lets the program send what it owes, and sorts the mail.
    async fn collect(&mut self) {
        let new = self.app.outbox().await.into_iter().filter(|kept| kept.number > self.read);
        // The outbox has the newest first.
        for kept in new.collect::<Vec<_>>().into_iter().rev() {
            let Content::Mail { text, .. } = kept.content else { continue };
            let mailbox = self.mail.entry(kept.to).or_default();
            for purpose in ["email", "reset", "undo", "veto"] {
                let Some(at) = text.find(&format!("/links/{purpose}/")) else { continue };
                let link = text[at..].split_whitespace().next().unwrap();
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

    /// The addresses of the user, the primary one first, with the paths of their rows. Whoever is in
    /// reads them off the card; the walk looks them up, which is sooner done.
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

    /// Asks for a password by mail.
    async fn ask(&mut self, address: &str) {
        self.app.visitor().post("/forgot-password/new", &[("email", address)]).await;
        self.collect().await;
    }

    /// Follows a link and presses its button.
    async fn press(&mut self, link: &str) -> bool {
        let browser = self.app.visitor();
        browser.get(link).await;
        let purpose = link.split('/').nth(2).unwrap();
        let done = browser.post(&format!("/links/{purpose}"), &[]).await.status == 200;
        if done && purpose == "undo" {
            self.happened(Move::Undone);
        }
        self.collect().await;
        done
    }

    /// A password by a mailed link; gives it, if the link was good.
    async fn reset_by(&mut self, link: &str) -> Option<String> {
        let password = self.password();
        let browser = self.app.visitor();
        browser.get(link).await;
        let fields = [("new", password.as_str()), ("confirm", password.as_str())];
        let done = browser.post("/links/reset", &fields).await.status == 303;
        if done {
            self.happened(Move::Reset);
        }
        self.collect().await;
        done.then_some(password)
    }

    /// One that was never used before.
    fn password(&mut self) -> String {
        self.count += 1;
        format!("velvet tractor mosaic dune {}", self.count)
    }

    /// What happened how often, and after what.
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
