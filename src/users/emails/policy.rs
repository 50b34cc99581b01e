//! Trust in an address for undo and recovery, by its age.
//!
//! An intruder adds an address of their own. So an address from within the undo window is trusted
//! only beside older ones, and not at all once an older one was removed or demoted.

use std::collections::HashMap;

use super::{Email, store};
use crate::audit::{self, Part, WINDOW};
use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::ids::{EmailId, UserId};

/// The age of a person's address; later variants are trusted with more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AddressAge {
    /// The address is unverified or gone, or was verified within the window while an older one was
    /// removed or demoted.
    Young,
    /// The address was verified within the window, and every older one is still in place.
    Beside,
    /// The address was verified before the window, or is the first that the person ever verified.
    Old,
}

/// The ages of a person's addresses, including those that were removed within the window.
pub struct AddressAges(Vec<(EmailId, AddressAge)>);

impl AddressAges {
    /// Reads the ages at a moment.
    pub async fn of(tx: &mut Tx, user: UserId, now: Timestamp) -> Result<Self> {
        let current = store::list(tx, user).await?;
        let mut former = Vec::new();
        for kept in audit::kept(tx, user, now).await? {
            if kept.part == Part::Emails {
                former.extend(kept.was::<Vec<Email>>()?);
            }
        }
        Ok(Self::judge(&current, &former, now))
    }

    fn judge(current: &[Email], former: &[Email], now: Timestamp) -> Self {
        let mut since: HashMap<&[u8], Timestamp> = HashMap::new();
        for email in current.iter().chain(former) {
            let Some(at) = email.verified_at else { continue };
            let first = since.entry(&email.address_key).or_insert(at);
            *first = at.min(*first);
        }
        let eldest = since.values().copied().min();
        let is_old = |key: &[u8]| {
            since.get(key).is_some_and(|at| Some(*at) == eldest || *at <= now - WINDOW)
        };
        let stands = |key: &[u8]| {
            current.iter().any(|email| email.address_key == key && email.verified_at.is_some())
        };
        let primary = current.iter().find(|email| email.is_primary && email.verified_at.is_some());
        let all_stand = since.keys().all(|key| !is_old(key) || stands(key))
            && primary.is_none_or(|primary| is_old(&primary.address_key));
        let age = |email: &Email| match is_old(&email.address_key) {
            true => AddressAge::Old,
            false if all_stand && stands(&email.address_key) => AddressAge::Beside,
            false => AddressAge::Young,
        };
        Self(former.iter().chain(current).map(|email| (email.id, age(email))).collect())
    }

    /// Returns the age of one address. An unknown one is [`AddressAge::Young`].
    pub fn age(&self, id: EmailId) -> AddressAge {
        // The present state comes after the earlier ones.
        let age = self.0.iter().rfind(|(other, _)| *other == id).map(|(_, age)| *age);
        age.unwrap_or(AddressAge::Young)
    }

    /// Returns the address whose token a link has.
    pub fn mailed_to(&self, is_it: impl Fn(EmailId) -> bool) -> Option<EmailId> {
        self.0.iter().map(|(id, _)| *id).find(|id| is_it(*id))
    }
}

#[cfg(test)]
mod tests {
    use std::slice;
    use std::time::Duration;

    use super::*;

    const HOUR: Duration = Duration::from_secs(60 * 60);
    const NOW: Timestamp = Timestamp::from_millis(1_800_000_000_000);

    fn email(n: u8, hours_ago: Option<u32>, is_primary: bool) -> Email {
        Email {
            id: EmailId::from_bytes([n; 16]),
            address: String::new(),
            address_key: vec![n],
            is_primary,
            verified_at: hours_ago.map(|hours| NOW - HOUR * hours),
            blocked_at: None,
            blocked_why: None,
        }
    }

    fn ages(current: &[Email], former: &[Email]) -> Vec<AddressAge> {
        let ages = AddressAges::judge(current, former, NOW);
        current.iter().map(|email| ages.age(email.id)).collect()
    }

    #[test]
    fn what_was_there_before_the_window_is_old_and_what_came_since_stands_beside_it() {
        use AddressAge::*;
        let (mine, new) = (email(1, Some(500), true), email(2, Some(3), false));
        assert_eq!(ages(&[mine.clone(), new.clone()], &[]), [Old, Beside]);
        let edge = [email(2, Some(96), false), email(3, Some(95), false)];
        assert_eq!(ages(&[&[mine.clone()][..], &edge].concat(), &[]), [Old, Old, Beside]);
        assert_eq!(ages(&[mine.clone(), email(2, None, false)], &[]), [Old, Young]);
        let gone = AddressAges::judge(&[mine], slice::from_ref(&new), NOW);
        assert_eq!(gone.age(new.id), Young, "removed");
        assert_eq!(ages(&[new], &[]), [Old], "the first one ever");
    }

    #[test]
    fn what_drove_something_older_out_is_young() {
        use AddressAge::*;
        let (mine, new) = (email(1, Some(500), false), email(2, Some(3), true));
        assert_eq!(ages(&[mine.clone(), new.clone()], &[]), [Old, Young], "demoted");
        assert_eq!(ages(slice::from_ref(&new), slice::from_ref(&mine)), [Young], "removed");
        let unverified = Email { verified_at: None, is_primary: true, ..mine.clone() };
        assert_eq!(ages(&[unverified, email(2, Some(3), false)], slice::from_ref(&mine))[1], Young);
        // An address that is added again is as old as before.
        let anew = Email { id: EmailId::from_bytes([9; 16]), ..email(1, Some(1), true) };
        let ages = AddressAges::judge(&[anew.clone(), new], &[mine], NOW);
        assert_eq!(ages.age(anew.id), Old);
        assert_eq!(ages.age(EmailId::from_bytes([7; 16])), Young);
    }
}
