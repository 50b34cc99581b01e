//! The beginning of an episode, and the steps within it.

use super::super::{ALICE, DAY, HOUR, STEP};
use super::{LONGEST_HOLD, Move, SECOND, Side, Walk};
use crate::accounts::page_of;
use crate::support::TestApp;

/// The side of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    Owner,
    Intruder,
}

impl Who {
    fn other(self) -> Self {
        match self {
            Self::Owner => Self::Intruder,
            Self::Intruder => Self::Owner,
        }
    }
}

impl Walk {
    fn side(&mut self, who: Who) -> (&mut Side, &TestApp) {
        match who {
            Who::Owner => (&mut self.owner, &self.app),
            Who::Intruder => (&mut self.intruder, &self.app),
        }
    }

    /// Begins an episode: everything of the owner's is from before the window, and the intruder
    /// gets hold of something.
    pub async fn set_the_scene(&mut self) {
        self.last = None;
        self.app.pass(DAY);
        self.collect().await;
        assert!(self.owner.get_in(&self.app, &[ALICE]).await);
        assert!(self.owner.prove(&self.app).await);
        let has_second = self.addresses().await.iter().any(|(one, _)| one == SECOND);
        if !has_second && self.chance.below(2) == 0 {
            self.add(Who::Owner, SECOND).await;
        }
        if self.owner.keys.is_empty() && self.chance.below(3) == 0 {
            assert!(self.owner.enable(&self.app).await, "{:#?}", self.trail);
        }
        // An address that the owner mistyped and never verified, whose mail someone else reads.
        let slip = format!("evil{}@slip.example", self.count);
        let slipped = self.chance.below(2) == 0;
        if slipped {
            self.count += 1;
            assert!(self.owner.post("/settings/emails", &[("address", &slip)]).await);
        }
        self.app.pass(10 * DAY);
        self.collect().await;
        self.intruder = Side::new(&self.app, "");
        self.intruder.addresses.extend(slipped.then_some(slip));
        self.intruder.browser.set_cookie("device", &self.app.device_of(ALICE).await);
        self.known.clear();
        self.mail.clear();
        assert!(self.owner.get_in(&self.app, &[ALICE]).await, "{:#?}", self.trail);
        // The password, the mailbox, a session, or two of them.
        let has = [0b001, 0b010, 0b100, 0b011, 0b101, 0b110][self.chance.below(6)];
        if has & 0b001 != 0 {
            self.intruder.passwords.extend(self.owner.passwords.last().cloned());
        }
        self.has_mailbox = has & 0b010 != 0;
        if has & 0b100 != 0 {
            let session = self.owner.browser.cookie("sid").unwrap();
            self.intruder.browser.set_cookie("sid", &session);
        }
        let hours = 1 + self.chance.below(94) as u32;
        self.begun = self.app.clock.now();
        self.ends = self.begun + LONGEST_HOLD.min(HOUR * hours);
        self.has_second = self.addresses().await.iter().any(|(one, _)| one == SECOND);
        (self.has_new_password, self.doubted_by) = (false, None);
        self.last = None;
        self.trail.clear();
        self.note(format!("has {has:03b} for {hours} hours"));
    }

    /// Adds an address whose mail the side reads, and verifies it.
    pub async fn add(&mut self, who: Who, address: &str) {
        let (side, app) = self.side(who);
        if !side.prove(app).await {
            return;
        }
        if !side.post("/settings/emails", &[("address", address)]).await {
            return;
        }
        side.addresses.push(address.to_owned());
        self.collect().await;
        let Some(link) = self.latest(address, "email") else { return };
        let (side, _) = self.side(who);
        side.browser.get(&link).await;
        if side.post("/links/email", &[]).await {
            self.happened(Move::Added);
        }
    }

    /// Finds an address of the side or of the other one that is not primary.
    async fn one_of(&mut self, who: Who, own: bool) -> Option<(String, String)> {
        let all = self.addresses().await.into_iter().skip(1);
        let is_evil = (who == Who::Intruder) == own;
        let some: Vec<_> = all.filter(|(one, _)| one.starts_with("evil") == is_evil).collect();
        (!some.is_empty()).then(|| some[self.chance.below(some.len())].clone())
    }

    async fn demote(&mut self, who: Who) {
        // When one side has no other address, the other may have one.
        let (mut who, mut own) = (who, self.one_of(who, true).await);
        if own.is_none() {
            who = who.other();
            own = self.one_of(who, true).await;
        }
        let Some((address, path)) = own else { return self.add_another(who).await };
        let (side, app) = self.side(who);
        if side.prove(app).await {
            side.post(&format!("{path}/primary"), &[]).await;
            // A refusal is told on the card as well.
            if self.addresses().await[0].0 == address {
                self.happened(Move::Demoted);
            }
        }
    }

    async fn remove(&mut self, who: Who) {
        let others = self.one_of(who, false).await;
        let Some((_, path)) = (match others {
            Some(one) => Some(one),
            None => self.one_of(who, true).await,
        }) else {
            return self.demote(who).await;
        };
        let (side, app) = self.side(who);
        if side.prove(app).await && side.post(&format!("{path}/removal"), &[]).await {
            self.happened(Move::Removed);
        }
    }

    /// Verifies an address of the intruder's that stands there unverified.
    async fn verify_late(&mut self) -> bool {
        let mut tx = self.app.app.db.read().await.unwrap();
        let slips = callbook::sql!(&mut tx, scalars String,
            "SELECT address FROM emails WHERE user_id = $1 AND verified_at IS NULL \
                AND blocked_at IS NULL ORDER BY id", self.user)
        .unwrap();
        drop(tx);
        let ours = &self.intruder.addresses;
        let Some(slip) = slips.into_iter().find(|one| ours.contains(one)) else { return false };
        let (_, path) = self.addresses().await.into_iter().find(|(one, _)| *one == slip).unwrap();
        self.intruder.browser.post(&format!("{path}/links"), &[]).await;
        self.collect().await;
        let Some(link) = self.latest(&slip, "email") else { return false };
        self.intruder.browser.get(&link).await;
        let done = self.intruder.post("/links/email", &[]).await;
        if done {
            self.happened(Move::Added);
        }
        done
    }

    async fn add_another(&mut self, who: Who) {
        if who == Who::Intruder && self.verify_late().await {
            return;
        }
        self.count += 1;
        let address = match who {
            Who::Owner => format!("alice{}@home.example", self.count),
            Who::Intruder => format!("evil{}@away.example", self.count),
        };
        self.add(who, &address).await;
    }

    async fn change_password(&mut self, who: Who) {
        let new = self.password();
        let (side, app) = self.side(who);
        if !side.prove(app).await {
            return;
        }
        let Some(current) = side.passwords.last().cloned() else { return };
        let fields = [("current", &*current), ("new", &*new), ("confirm", &*new)];
        if side.post("/settings/password", &fields).await {
            side.passwords.push(new);
            self.has_new_password = true;
            self.happened(Move::Password);
        }
    }

    async fn factor_on(&mut self, who: Who) {
        let (side, app) = self.side(who);
        if side.prove(app).await && side.enable(app).await {
            self.happened(Move::FactorOn);
        }
    }

    async fn factor_off(&mut self, who: Who) {
        let (side, app) = self.side(who);
        if !side.prove(app).await {
            return;
        }
        if side.disable().await {
            self.happened(Move::FactorOff);
        } else {
            self.factor_on(who).await;
        }
    }

    async fn passkey(&mut self, who: Who) {
        let (side, app) = self.side(who);
        if side.passkeys.len() < 9 && side.prove(app).await && side.add_passkey(app).await {
            self.happened(Move::Passkey);
        }
    }

    /// Lists the addresses whose mail a side reads now.
    fn reads(&self, who: Who) -> Vec<String> {
        match who {
            Who::Owner => vec![ALICE.to_owned(), SECOND.to_owned()],
            Who::Intruder => {
                let victims = self.has_mailbox.then(|| ALICE.to_owned());
                self.intruder.addresses.iter().cloned().chain(victims).collect()
            }
        }
    }

    /// An admin, who was told that the factor is lost, requests its reset.
    async fn admin_asks(&mut self) {
        let carol = self.app.sign_in("carol").await;
        let path = format!("{}/second-factor", page_of(&carol, "Alice Archer").await);
        let page = carol.get(&path).await.expect(200).page();
        // Without a form the page says why: there is no factor, or it was asked already.
        let asked = match page.all(&format!("form[action^='{path}']")).is_empty() {
            true => false,
            false => carol.submit(&page.form(&path)).await.status == 303,
        };
        self.collect().await;
        if asked {
            // No other reset is pending now, whoever began the last one.
            self.doubted_by = None;
        }
        self.note(format!("an admin asked: {asked}"));
    }

    /// Presses a link that was mailed to an address of theirs, valid or not.
    async fn undo(&mut self, who: Who) {
        let mut links: Vec<_> = Vec::new();
        // The owner does not keep a foreign factor.
        let may_veto = who == Who::Intruder || self.intruder.keys.is_empty();
        let vetoes = may_veto && self.chance.below(2) == 0;
        for purpose in if vetoes { ["veto", "undo"] } else { ["undo", "veto"] } {
            if (purpose == "veto" && !may_veto) || !links.is_empty() {
                continue;
            }
            for address in self.reads(who) {
                let all = self.mailbox(&address).iter().filter(|(of, _)| *of == purpose);
                links.extend(all.map(|(_, link)| link.clone()).rev().take(3));
            }
        }
        if who == Who::Intruder {
            self.known.extend(links.iter().cloned());
        }
        if links.is_empty() {
            return;
        }
        let link = links[self.chance.below(links.len())].clone();
        let done = self.press(&link).await;
        self.note(format!("{who:?} pressed {}: {done}", &link[..20]));
    }

    async fn reset(&mut self, who: Who) {
        let reads = self.reads(who);
        if reads.is_empty() {
            return;
        }
        let address = reads[self.chance.below(reads.len())].clone();
        self.ask(&address).await;
        let Some(link) = self.latest(&address, "reset") else { return };
        if who == Who::Intruder {
            self.known.push(link.clone());
        }
        if let Some(password) = self.reset_by(&link).await {
            self.side(who).0.passwords.push(password);
        }
    }

    pub async fn step(&mut self) {
        let left = self.ends.since(self.app.clock.now());
        self.app.pass(left / (2 + self.chance.below(60) as u32) + STEP);
        let who = self.any(&[Who::Owner, Who::Intruder]);
        let (side, app) = self.side(who);
        if !side.get_in(app, &[ALICE]).await {
            // A side with the mailbox signs in by mail; otherwise there is little to do.
            self.note(format!("{who:?} is out"));
            // Whether a factor that was added stays is decided by links alone.
            let few = if self.doubted_by.is_some() { 2 } else { 4 };
            return match self.chance.below(few) {
                0 => self.reset(who).await,
                1 => self.undo(who).await,
                _ => {}
            };
        }
        // An admin's reset is told to every address, foreign ones too, and only this way while they
        // stand verified.
        let foreign = self.facts().await.verified.iter().any(|one| one.starts_with("evil"));
        if self.chance.below(if foreign { 8 } else { 25 }) == 0 {
            self.admin_asks().await;
        }
        if self.has_mailbox && self.chance.below(30) == 0 {
            self.note("deletes the mail");
            drop(self.mail.remove(ALICE));
        }
        let wanted = self.wanted();
        self.note(format!("{who:?}: {wanted:?}"));
        match wanted {
            Move::Added => self.add_another(who).await,
            Move::Demoted => self.demote(who).await,
            Move::Removed => self.remove(who).await,
            Move::Password => self.change_password(who).await,
            Move::FactorOn => self.factor_on(who).await,
            Move::FactorOff => self.factor_off(who).await,
            Move::Passkey => self.passkey(who).await,
            Move::Undone => self.undo(who).await,
            Move::Reset => self.reset(who).await,
        }
    }

    /// Chooses the event that followed the last one least often, mostly.
    fn wanted(&mut self) -> Move {
        match self.last {
            Some(last) if self.chance.below(4) != 0 => {
                let times = |what| self.followed.get(&(last, what)).copied().unwrap_or(0);
                let all = Move::ALL.into_iter().filter(|what| what.can_follow(last));
                all.min_by_key(|what| times(*what)).unwrap()
            }
            _ => self.any(&Move::ALL),
        }
    }
}
