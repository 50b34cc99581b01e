//! One of the two sides: their browser, and what they know and have.

use super::super::{ALICE, GATED, STEP};
use crate::auth::second_factor::{digits, key_of};
use crate::support::passkey::{Device, NEW, SIGN_IN};
use crate::support::{Browser, TestApp};

const ENROLMENT: &str = "/settings/two-factor/enrolment";
const DISABLING: &str = "/settings/two-factor/removal";

pub struct Side {
    pub browser: Browser,
    /// Passwords that were correct once, the latest last.
    pub passwords: Vec<String>,
    /// Authenticator apps, as their keys.
    pub keys: Vec<String>,
    pub passkeys: Vec<Device>,
    /// Addresses whose mail they read.
    pub addresses: Vec<String>,
}

impl Side {
    pub fn new(app: &TestApp, password: &str) -> Self {
        let passwords = [password].into_iter().filter(|one| !one.is_empty());
        Self {
            browser: app.visitor(),
            passwords: passwords.map(str::to_owned).collect(),
            keys: Vec::new(),
            passkeys: Vec::new(),
            addresses: Vec::new(),
        }
    }

    pub async fn is_in(&self) -> bool {
        self.browser.get(GATED).await.status == 200
    }

    /// Signs in at an address with everything they know and have, unless they are signed in.
    pub async fn get_in(&mut self, app: &TestApp, addresses: &[&str]) -> bool {
        if self.is_in().await {
            return true;
        }
        for address in addresses {
            for password in self.passwords.iter().rev().take(2) {
                let fields = [("email", *address), ("password", password.as_str())];
                let reply = self.browser.post("/login", &fields).await;
                if reply.status != 303 {
                    continue;
                }
                if reply.location() == "/login/challenge" {
                    for key in self.keys.iter().rev() {
                        let code = digits(app, key);
                        self.browser.post("/login/challenge", &[("code", &code)]).await;
                        app.pass(STEP);
                    }
                }
                if self.is_in().await {
                    return true;
                }
            }
        }
        for device in &self.passkeys {
            device.answer(&self.browser, SIGN_IN).await;
            if self.is_in().await {
                return true;
            }
        }
        false
    }

    /// Signs in and reauthenticates.
    pub async fn prove(&mut self, app: &TestApp) -> bool {
        if !self.get_in(app, &[ALICE]).await {
            return false;
        }
        if self.is_proved().await {
            return true;
        }
        let codes: Vec<_> = self.keys.iter().rev().map(|key| digits(app, key)).collect();
        for proof in codes.iter().take(1).chain(self.passwords.last()) {
            self.browser.post("/sudo", &[("proof", proof)]).await;
        }
        app.pass(STEP);
        self.is_proved().await
    }

    async fn is_proved(&self) -> bool {
        self.browser.get(NEW).await.status == 200
    }

    /// Sends a form, and tells whether it succeeded.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> bool {
        let reply = self.browser.post(path, fields).await;
        reply.status == 303
            && !["/sudo", "/login"].iter().any(|to| reply.location().starts_with(to))
    }

    pub async fn enable(&mut self, app: &TestApp) -> bool {
        let page = self.browser.get(ENROLMENT).await;
        if page.status != 200 {
            return false;
        }
        let key = key_of(&page.page());
        let code = digits(app, &key);
        let fields = [("saved", "on"), ("name", "Phone"), ("code", code.as_str())];
        let done = self.post(ENROLMENT, &fields).await;
        app.pass(STEP);
        if done {
            self.keys.push(key);
        }
        done
    }

    pub async fn disable(&mut self) -> bool {
        self.post(DISABLING, &[]).await
    }

    pub async fn add_passkey(&mut self, app: &TestApp) -> bool {
        if self.browser.get(NEW).await.status != 200 {
            return false;
        }
        let mut device = Device::new(app);
        let done = device.enrol(&self.browser, "Laptop").await.status == 303;
        if done {
            self.passkeys.push(device);
        }
        done
    }
}
