//! The rules of recovery in the walk's own words, checked at every link that is mailed or pressed.

use std::collections::BTreeSet;

use callbook::platform::ids::AuthenticatorId;

use super::super::ALICE;
use super::{SECOND, Walk};

/// What stands of the user at a moment.
#[derive(Debug)]
pub struct Facts {
    locked: bool,
    pub verified: BTreeSet<String>,
    primary: Option<String>,
}

impl Walk {
    /// Reads what stands, before a link is requested or pressed.
    pub async fn facts(&self) -> Facts {
        let mut tx = self.app.app.db.read().await.unwrap();
        let locked = callbook::sql!(&mut tx, scalar bool,
            "SELECT locked_at IS NOT NULL FROM users WHERE id = $1", self.user)
        .unwrap();
        let verified = callbook::sql!(&mut tx, scalars String,
            "SELECT address FROM emails WHERE user_id = $1 AND verified_at IS NOT NULL \
             ORDER BY is_primary DESC", self.user)
        .unwrap();
        let primary = callbook::sql!(&mut tx, scalar_optional String,
            "SELECT address FROM emails WHERE user_id = $1 AND is_primary", self.user)
        .unwrap();
        Facts { locked, verified: verified.into_iter().collect(), primary }
    }

    /// Lists the addresses from before the window.
    fn old(&self) -> Vec<&'static str> {
        if self.has_second { vec![ALICE, SECOND] } else { vec![ALICE] }
    }

    fn is_old(&self, address: &str) -> bool {
        self.old().contains(&address)
    }

    /// Checks that a link could work for the reader of an address: from before the window, or
    /// beside everything from before it while nothing is locked.
    pub fn check_trust(&self, facts: &Facts, address: &str, what: &str) {
        let is_primary_old = facts.primary.as_deref().is_some_and(|one| self.is_old(one));
        let all_stand = self.old().iter().all(|one| facts.verified.contains(*one));
        let beside = facts.verified.contains(address) && is_primary_old && all_stand;
        assert!(
            self.is_old(address) || (beside && !facts.locked),
            "{what} for {address}, {facts:?}: {:#?}",
            self.trail
        );
    }

    /// Returns the address whose mailbox has a link.
    pub fn mailed_to(&self, link: &str) -> Option<String> {
        let has = |links: &[(&'static str, String)]| links.iter().any(|(_, one)| one == link);
        let found = self.mail.iter().find(|(_, mailbox)| has(&mailbox.0));
        found.map(|(address, _)| address.clone())
    }

    /// Checks what an undo leaves, and remembers who doubts a factor that stays.
    pub async fn check_undone(&mut self, reader: Option<String>) {
        let facts = self.facts().await;
        assert!(facts.locked, "an undo locks: {:#?}", self.trail);
        let young: Vec<_> = facts.verified.iter().filter(|one| !self.is_old(one)).collect();
        assert!(young.is_empty(), "{young:?} are verified after an undo: {:#?}", self.trail);
        let mut tx = self.app.app.db.read().await.unwrap();
        let sessions = callbook::sql!(&mut tx, scalar i64,
            "SELECT COUNT(*) FROM sessions s JOIN users u ON u.id = s.user_id \
             WHERE u.id = $1 AND s.epoch = u.epoch", self.user)
        .unwrap();
        assert_eq!(sessions, 0, "an undo ends sessions: {:#?}", self.trail);
        if std::mem::take(&mut self.has_new_password) {
            let has_one = callbook::sql!(&mut tx, scalar bool,
                "SELECT password IS NOT NULL FROM users WHERE id = $1", self.user)
            .unwrap();
            assert!(!has_one, "a changed password is gone after an undo: {:#?}", self.trail);
        }
        let added = callbook::sql!(&mut tx, scalars AuthenticatorId,
            "SELECT id FROM authenticators WHERE user_id = $1 AND created_at > $2",
            self.user, self.begun)
        .unwrap();
        if added.is_empty() {
            return;
        }
        let by_admin = callbook::sql!(&mut tx, scalars bool,
            "SELECT asked_through IS NULL FROM factor_resets \
             WHERE user_id = $1 AND ended_at IS NULL", self.user)
        .unwrap();
        drop(tx);
        assert_eq!(by_admin.len(), 1, "what was added goes the slow way: {:#?}", self.trail);
        // An admin's request goes on, whoever doubts.
        self.doubted_by = reader.filter(|_| !by_admin[0]);
    }

    /// Checks who stopped the slow way: the reader of an address from before the window, and not
    /// whoever began it.
    pub fn check_vetoed(&self, reader: Option<&str>) {
        let Some(reader) = reader else { return };
        assert!(self.is_old(reader), "{reader} stopped a reset: {:#?}", self.trail);
        let doubted = self.doubted_by.as_deref();
        assert_ne!(doubted, Some(reader), "who began a reset stopped it: {:#?}", self.trail);
    }
}
