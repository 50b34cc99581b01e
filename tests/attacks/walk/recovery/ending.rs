//! The end of an episode: the owner gets the user back, and nobody else keeps it.

use super::super::{ALICE, DAY, HOUR};
use super::{SECOND, Side, Walk};
use crate::support::passkey::SIGN_IN;

impl Walk {
    /// Requests a password at the old address, undoes what can be undone, sets the password and
    /// signs in; a day later when a foreign second factor is in the way.
    pub async fn owner_gets_the_user_back(&mut self) {
        self.has_mailbox = false;
        self.note("the owner's turn");
        // A requester over the limit delays nobody for longer.
        self.app.pass(HOUR + HOUR / 2);
        self.collect().await;
        for day in 0..3 {
            self.ask(ALICE).await;
            let links: Vec<_> = self.mailbox(ALICE).iter().rev().cloned().collect();
            for (_, link) in links.iter().filter(|(purpose, _)| *purpose == "undo") {
                if self.press(link).await {
                    break;
                }
            }
            self.ask(ALICE).await;
            let link = self.latest(ALICE, "reset");
            let link = link.unwrap_or_else(|| panic!("no way back: {:#?}", self.trail));
            let Some(password) = self.reset_by(&link).await else {
                panic!("the way back is closed: {:#?}", self.trail);
            };
            self.owner.passwords.push(password);
            if self.owner.get_in(&self.app, &[ALICE]).await {
                break;
            }
            // A foreign second factor is removed a day later.
            assert!(day < 2, "the owner is not let in: {:#?}", self.trail);
            self.app.pass(DAY);
            self.collect().await;
            if self.owner.get_in(&self.app, &[ALICE]).await {
                break;
            }
        }
        self.owner.prove(&self.app).await;
        self.tidy_up().await;
    }

    /// Removes what the owner does not know.
    async fn tidy_up(&mut self) {
        let mine = |one: &str| one == ALICE || one == SECOND;
        let all = self.addresses().await;
        if !mine(&all[0].0) {
            let (_, path) = all.iter().find(|(one, _)| one == ALICE).unwrap();
            self.owner.browser.post(&format!("{path}/primary"), &[]).await.expect(303);
        }
        for (address, path) in all.iter().filter(|(one, _)| !mine(one)) {
            self.note(format!("removes {address}"));
            self.owner.prove(&self.app).await;
            self.owner.browser.post(&format!("{path}/removal"), &[]).await.expect(303);
        }
        if self.owner.disable().await {
            self.owner.keys.clear();
        }
        self.owner.passkeys.clear();
        self.collect().await;
        self.owner.get_in(&self.app, &[ALICE]).await;
        let page = self.owner.browser.get("/settings/passkeys").await.expect(200).page();
        for link in page.all("#passkeys a[href$='/removal']") {
            let path = link.attr("href").unwrap().to_owned();
            self.owner.prove(&self.app).await;
            self.owner.browser.post(&path, &[]).await.expect(303);
        }
        self.collect().await;
    }

    /// Now, and when the window is over.
    pub async fn intruder_tries_all_they_have(&mut self) {
        for later in [HOUR, 5 * DAY] {
            self.app.pass(later);
            let intruder = &mut self.intruder;
            assert!(!intruder.is_in().await, "a session: {:#?}", self.trail);
            for device in &intruder.passkeys {
                let browser = self.app.visitor();
                let reply = device.answer(&browser, SIGN_IN).await;
                assert_eq!(reply.status, 422, "a passkey: {:#?}", self.trail);
            }
            let mut afresh = Side::new(&self.app, "");
            afresh.passwords.extend(intruder.passwords.iter().rev().take(2).rev().cloned());
            afresh.keys.clone_from(&intruder.keys);
            assert!(!afresh.get_in(&self.app, &[ALICE]).await, "{:#?}", self.trail);
            for address in self.intruder.addresses.clone() {
                self.mail.remove(&address);
                self.ask(&address).await;
                for purpose in ["reset", "undo", "veto"] {
                    let link = self.latest(&address, purpose);
                    assert!(link.is_none(), "{purpose} for {address}: {:#?}", self.trail);
                }
            }
            for link in std::mem::take(&mut self.known) {
                if link.contains("/reset/") {
                    let done = self.reset_by(&link).await.is_some();
                    assert!(!done, "a link that was read: {:#?}", self.trail);
                } else {
                    // Keeping a factor of the owner's is harmless.
                    let done = self.press(&link).await && !link.contains("/veto/");
                    assert!(!done, "a link that was read: {:#?}", self.trail);
                }
            }
            assert!(self.owner.get_in(&self.app, &[ALICE]).await, "{:#?}", self.trail);
            let mut strange = self.addresses().await;
            strange.retain(|(one, _)| one != ALICE && one != SECOND);
            assert!(strange.is_empty(), "{strange:?}: {:#?}", self.trail);
        }
    }
}
