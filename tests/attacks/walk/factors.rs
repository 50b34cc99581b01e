//! Steps of a walk that change a person's credentials.

use crate::attacks::walk::{Is, STEP, Walk};
use crate::support::Page;
use crate::support::passkey::{Device, NEW, SIGN_IN};

pub const ENROLMENT: &str = "/settings/two-factor/enrolment";
const DISABLING: &str = "/settings/two-factor/removal";

impl Walk {
    /// Reauthenticates where that is required, and returns the page.
    pub async fn page(&mut self, at: usize, path: &str) -> Option<Page> {
        let reply = self.browsers[at].0.get(path).await;
        if reply.status == 200 {
            return Some(reply.page());
        }
        if reply.status == 401 {
            self.anonymise(at);
            let proof = [("proof", self.password())];
            let proved = self.browsers[at].0.post("/sudo", &proof).await;
            if proved.status != 303 {
                drop(self.dead.pop_back());
                return None;
            }
            if let Is::In { began, .. } = self.browsers[at].1 {
                let (generation, seen) = (self.generation, self.now());
                self.browsers[at].1 = Is::In { generation, began, seen };
            }
            let reply = self.browsers[at].0.get(path).await;
            return (reply.status == 200).then(|| reply.page());
        }
        None
    }

    /// Records that every other session ended, and this one has a new id.
    fn renewed(&mut self, at: usize) {
        self.generation += 1;
        if let Is::In { began, seen, .. } = self.browsers[at].1 {
            self.browsers[at].1 = Is::In { generation: self.generation, began, seen };
        }
    }

    pub async fn enable(&mut self, at: usize) {
        let Some(page) = self.page(at, ENROLMENT).await else { return };
        let key = page.text(".thing code").replace(' ', "");
        let codes = page.texts(".code-list code");
        let before = self.key.replace(key);
        let digits = self.digits().unwrap();
        self.anonymise(at);
        let fields = [("saved", "on"), ("name", "Phone"), ("code", digits.as_str())];
        let reply = self.browsers[at].0.post(ENROLMENT, &fields).await;
        if reply.status != 303 {
            self.key = before;
            drop(self.dead.pop_back());
            return;
        }
        if before.is_some() {
            // With a second authenticator app either one works, and the recovery codes stay.
            self.key = before;
        } else {
            self.codes = codes;
        }
        self.renewed(at);
        self.app.pass(STEP);
    }

    pub async fn disable(&mut self, at: usize) {
        if self.page(at, DISABLING).await.is_none() {
            return;
        }
        self.anonymise(at);
        let reply = self.browsers[at].0.post(DISABLING, &[]).await;
        assert_eq!(reply.status, 303, "{:#?}", self.trail);
        (self.key, self.codes) = (None, Vec::new());
        self.renewed(at);
    }

    pub async fn add_passkey(&mut self, at: usize) {
        if self.passkey.is_some() || self.page(at, NEW).await.is_none() {
            return;
        }
        let mut device = Device::new(&self.app);
        self.anonymise(at);
        let reply = device.enrol(&self.browsers[at].0, "Phone").await;
        assert_eq!(reply.status, 303, "{:#?}", self.trail);
        self.passkey = Some(device);
        self.renewed(at);
    }

    pub async fn remove_passkey(&mut self, at: usize) {
        let Some(page) = self.page(at, "/settings/passkeys").await else { return };
        let Some(row) = page
            .all("#passkeys .row-actions a.danger")
            .first()
            .map(|link| link.attr("href").unwrap().to_owned())
        else {
            return;
        };
        if self.page(at, &row).await.is_none() {
            return;
        }
        self.anonymise(at);
        let reply = self.browsers[at].0.post(&row, &[]).await;
        assert_eq!(reply.status, 303, "{:#?}", self.trail);
        self.passkey = None;
        self.renewed(at);
    }

    pub async fn use_passkey(&mut self, at: usize) {
        let stranger = Device::new(&self.app);
        let known = self.passkey.is_some();
        self.anonymise(at);
        let device = self.passkey.as_ref().unwrap_or(&stranger);
        let reply = device.answer(&self.browsers[at].0, SIGN_IN).await;
        assert_eq!(reply.status == 303, known, "{:#?}", self.trail);
        match known {
            true => self.let_in(at),
            false => drop(self.dead.pop_back()),
        }
    }
}
