//! Random walks through sign-in: a session has passed every step, and the owner always gets in.
//!
//! After each step a model says which browsers should be signed in, and each is checked. Four walks
//! of `STEPS` steps run; `CALLBOOK_WALK_STEPS` sets another number.

mod factors;
mod recovery;

use std::collections::VecDeque;
use std::time::Duration;

use totp_rs::{Algorithm, Builder, Secret};

use crate::support::passkey::Device;
use crate::support::{Browser, TestApp, database, password_of};

const STEPS: usize = 25_000;
/// Steps on PostgreSQL, where a step takes longer and the walk is the same.
const STEPS_ON_POSTGRES: usize = 2_500;
const ALICE: &str = "alice@acme.example";
/// A cheap page behind a gate.
const GATED: &str = "/sudo";
const CHALLENGE: &str = "/login/challenge";
const PASSWORDS: [&str; 2] = ["velvet tractor mosaic dune", "copper saddle nimbus thread"];

const STEP: Duration = Duration::from_secs(30);
const HOUR: Duration = Duration::from_secs(60 * 60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);
const CLAIM: Duration = Duration::from_secs(10 * 60);

/// Pseudo-random numbers, the same in every run (xorshift64*).
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % bound
    }
}

/// The expected state of a browser, in milliseconds of the virtual clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Is {
    Out,
    /// It entered the correct password of this generation at this moment.
    Claiming(u64, i64),
    /// It is signed in with credentials of this generation, since one moment and last seen at
    /// another.
    In {
        generation: u64,
        began: i64,
        seen: i64,
    },
}

struct Walk {
    app: TestApp,
    chance: Chance,
    browsers: Vec<(Browser, Is)>,
    password: usize,
    key: Option<String>,
    codes: Vec<String>,
    passkey: Option<Device>,
    /// Counts the events that end every session.
    generation: u64,
    /// Session cookies that must no longer work.
    dead: VecDeque<String>,
    trail: VecDeque<String>,
}

impl Walk {
    async fn begin(seed: u64) -> Self {
        let app = TestApp::new().await.leave_work();
        let browsers = (0..4).map(|_| (app.visitor(), Is::Out)).collect();
        let mut walk = Self {
            app,
            chance: Chance(seed),
            browsers,
            password: 0,
            key: None,
            codes: Vec::new(),
            passkey: None,
            generation: 0,
            dead: VecDeque::new(),
            trail: VecDeque::new(),
        };
        walk.reset(0).await;
        walk
    }

    fn now(&self) -> i64 {
        self.app.clock.now().millis()
    }

    fn note(&mut self, what: String) {
        self.trail.push_back(what);
        if self.trail.len() > 30 {
            self.trail.pop_front();
        }
    }

    fn password(&self) -> &'static str {
        PASSWORDS[self.password]
    }

    fn digits(&self) -> Option<String> {
        let secret = Secret::try_from_base32(self.key.as_ref()?).unwrap();
        let totp = Builder::new()
            .with_algorithm(Algorithm::SHA1)
            .with_skew(0)
            .with_secret(secret)
            .build_noncompliant();
        Some(totp.generate(u64::try_from(self.now() / 1000).unwrap()).to_string())
    }

    /// Tells whether a browser should be signed in now.
    fn is_in(&self, at: usize) -> bool {
        let now = self.now();
        match self.browsers[at].1 {
            Is::In { generation, began, seen } => {
                let (idle, age) = (now - seen, now - began);
                let young = idle < 14 * 86_400_000 && age < 30 * 86_400_000;
                generation == self.generation && young
            }
            Is::Out | Is::Claiming(..) => false,
        }
    }

    fn claims(&self, at: usize) -> bool {
        let fresh = |then| self.now() - then < i64::try_from(CLAIM.as_millis()).unwrap();
        matches!(self.browsers[at].1, Is::Claiming(_, then) if fresh(then))
    }

    /// Tells whether nothing has changed since the password was entered.
    fn is_current(&self, at: usize) -> bool {
        matches!(self.browsers[at].1, Is::Claiming(generation, _) if generation == self.generation)
    }

    /// Moves the browser's cookie to the dead ones, before it gets another session.
    fn anonymise(&mut self, at: usize) {
        if let Some(cookie) = self.browsers[at].0.cookie("sid") {
            self.dead.push_back(cookie);
            if self.dead.len() > 20 {
                self.dead.pop_front();
            }
        }
    }

    fn let_in(&mut self, at: usize) {
        let (generation, now) = (self.generation, self.now());
        self.browsers[at].1 = Is::In { generation, began: now, seen: now };
    }

    /// Checks each browser, and one dead cookie.
    async fn look(&mut self, at: usize) {
        let expected = self.is_in(at);
        let status = self.browsers[at].0.get(GATED).await.status;
        let found = status == 200;
        assert_eq!(found, expected, "browser {at}, {:?}: {:#?}", self.browsers[at].1, self.trail);
        if let (true, Is::In { generation, began, seen }) = (found, self.browsers[at].1) {
            // The use of a session is recorded every five minutes.
            let seen = if self.now() - seen >= 300_000 { self.now() } else { seen };
            self.browsers[at].1 = Is::In { generation, began, seen };
        }
        if !self.dead.is_empty() && self.chance.below(4) == 0 {
            let thief = self.app.visitor();
            let which = self.chance.below(self.dead.len());
            thief.set_cookie("sid", &self.dead[which]);
            assert_eq!(thief.get(GATED).await.status, 303, "a dead cookie: {:#?}", self.trail);
        }
    }

    async fn sign_in(&mut self, at: usize, password: &str) {
        let right = password == self.password();
        self.anonymise(at);
        let fields = [("email", ALICE), ("password", password)];
        let reply = self.browsers[at].0.post("/login", &fields).await;
        match reply.status {
            303 => {
                assert!(right, "a wrong password: {:#?}", self.trail);
                let owes = self.key.is_some();
                assert_eq!(reply.location() == CHALLENGE, owes, "{:#?}", self.trail);
                match owes {
                    true => {
                        self.browsers[at].1 = Is::Claiming(self.generation, self.now());
                    }
                    false => self.let_in(at),
                }
            }
            422 => {
                assert!(!right, "the right password: {:#?}", self.trail);
                self.dead.pop_back();
            }
            // A limit is reached: nothing has changed.
            429 => drop(self.dead.pop_back()),
            other => panic!("{other}: {:#?}", self.trail),
        }
    }

    async fn challenge(&mut self, at: usize, field: &str, answer: &str, right: bool) {
        let claims = self.claims(at);
        self.anonymise(at);
        let reply = self.browsers[at].0.post(CHALLENGE, &[(field, answer)]).await;
        match (reply.status, claims) {
            (303, true) if reply.location() == "/" => {
                let current = self.is_current(at);
                assert!(right && current, "a wrong answer, or an old claim: {:#?}", self.trail);
                self.let_in(at);
            }
            (303, false) => {
                assert!(reply.location().starts_with("/login"), "{:#?}", self.trail);
                drop(self.dead.pop_back());
            }
            // After a change of credentials the second step starts over.
            (303, true) => {
                assert!(right || !self.is_current(at), "a current claim: {:#?}", self.trail);
                assert!(reply.location().starts_with("/login"), "{:#?}", self.trail);
                self.browsers[at].1 = Is::Out;
            }
            (422 | 429, true) => drop(self.dead.pop_back()),
            other => panic!("{other:?}: {:#?}", self.trail),
        }
    }

    /// Sets a new password by mail: every session ends, and the second factor stays.
    async fn reset(&mut self, to: usize) {
        let browser = self.app.visitor();
        browser.post("/forgot-password/new", &[("email", ALICE)]).await.expect(303);
        browser.get(&self.app.link("reset").await).await.expect(303);
        let fields = [("new", PASSWORDS[to]), ("confirm", PASSWORDS[to])];
        browser.post("/links/reset", &fields).await.expect(303);
        self.password = to;
        self.generation += 1;
        assert!(!self.app.visitor().get(GATED).await.location().is_empty());
    }

    async fn sign_out(&mut self, at: usize) {
        self.anonymise(at);
        self.browsers[at].0.post("/logout", &[]).await.expect(303);
        self.browsers[at].1 = Is::Out;
    }

    async fn sign_out_others(&mut self, at: usize) {
        if self.page(at, factors::ENROLMENT).await.is_none() {
            return;
        }
        self.browsers[at].0.post("/settings/sessions", &[]).await.expect(303);
        for other in (0..self.browsers.len()).filter(|other| *other != at) {
            if matches!(self.browsers[other].1, Is::In { .. }) {
                self.browsers[other].1 = Is::Out;
            }
        }
    }

    /// Whatever happened, the owner signs in with their credentials, in a new browser.
    async fn owner_gets_in(&mut self) {
        self.app.pass(4 * HOUR);
        self.browsers.push((self.app.visitor(), Is::Out));
        let at = self.browsers.len() - 1;
        self.sign_in(at, self.password()).await;
        if let Some(digits) = self.digits() {
            self.challenge(at, "code", &digits, true).await;
        }
        assert!(self.is_in(at), "the owner is stuck: {:#?}", self.trail);
        self.look(at).await;
        self.browsers.pop();
    }

    async fn step(&mut self) {
        let at = self.chance.below(self.browsers.len());
        let dice = self.chance.below(1000);
        self.note(format!("{dice} in browser {at}, {:?}", self.browsers[at].1));
        match dice {
            0..12 => self.sign_in(at, self.password()).await,
            12..14 => self.sign_in(at, PASSWORDS[1 - self.password]).await,
            14..16 => self.sign_in(at, password_of("alice")).await,
            16..60 => {
                let digits = self.digits().unwrap_or_else(|| "000000".to_owned());
                let right = self.key.is_some();
                self.challenge(at, "code", &digits, right).await;
            }
            60..64 => self.challenge(at, "code", "000000", false).await,
            64..70 => {
                let code = self.codes.pop();
                let claims = self.claims(at);
                let right = code.is_some();
                let typed = code.clone().unwrap_or_else(|| "AAAA AAAA AAAA AAAA".to_owned());
                self.challenge(at, "recovery", &typed, right).await;
                if !claims || !self.is_in(at) {
                    self.codes.extend(code);
                }
            }
            70..90 => self.enable(at).await,
            90..94 => self.disable(at).await,
            94..110 => self.add_passkey(at).await,
            110..113 => self.remove_passkey(at).await,
            113..160 => self.use_passkey(at).await,
            160..170 => self.sign_out(at).await,
            170..174 => self.sign_out_others(at).await,
            174..176 => {
                let to = self.chance.below(2);
                self.reset(to).await;
            }
            176..300 => {
                let long = [STEP, STEP, STEP, CLAIM / 2, CLAIM, HOUR, DAY, 14 * DAY];
                let which = if self.chance.below(40) == 0 { long.len() } else { 4 };
                let time = long[self.chance.below(which)];
                self.app.pass(time);
            }
            _ => self.look(at).await,
        }
    }
}

async fn walk(seed: u64) {
    let steps = std::env::var("CALLBOOK_WALK_STEPS").ok().and_then(|steps| steps.parse().ok());
    let usual = if database::is_postgres() { STEPS_ON_POSTGRES } else { STEPS };
    let steps: usize = steps.unwrap_or(usual);
    let mut walk = Walk::begin(seed).await;
    let mut inside = 0;
    for step in 1..=steps {
        walk.step().await;
        inside += usize::from((0..4).any(|at| walk.is_in(at)));
        if step % 500 == 0 {
            walk.owner_gets_in().await;
        }
    }
    assert!(
        steps < 2_000 || inside * 10 > steps,
        "the walk hardly ever got in: {inside} of {steps}"
    );
}

#[tokio::test]
async fn a_walk_through_signing_in() {
    walk(1).await;
}

#[tokio::test]
async fn another_walk() {
    walk(2).await;
}

#[tokio::test]
async fn a_third_walk() {
    walk(3).await;
}

#[tokio::test]
async fn a_fourth_walk() {
    walk(4).await;
}
