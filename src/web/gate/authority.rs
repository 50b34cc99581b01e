//! The authority that a gate required, checked again under the locks of a change.
//!
//! A gate passes before the body has arrived, and the body may take its time. A role, membership,
//! session or reauthentication that is taken away meanwhile no longer counts when the change
//! begins.

use super::person::SignedIn;
use super::refused;
use crate::core::actor::{Actor, Via};
use crate::core::change::{Change, UserLock};
use crate::platform::clock::Timestamp;
use crate::platform::ids::{AccountId, UserId};
use crate::web::errors::{Error, Result};
use crate::web::viewer::person::Person;

/// The role that a gate requires of a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequiredRole {
    Member,
    Admin,
    Owner,
}

/// The authority that a gate required of a session.
#[derive(Clone, Copy, Debug)]
pub struct Authority {
    /// The hash of the session's id.
    pub session: [u8; 32],
    /// The person must not be locked after an undo.
    pub unlocked: bool,
    /// The person must have reauthenticated recently.
    pub reauthenticated: bool,
    /// The current account, and the role that is required there.
    pub place: Option<(AccountId, RequiredRole)>,
}

impl Authority {
    /// Refuses a person who no longer has the authority.
    fn check(&self, me: &SignedIn, person: &Person, now: Timestamp) -> Result<()> {
        if self.unlocked && person.locked_at.is_some() {
            return Err(Error::Locked);
        }
        if self.reauthenticated && !person.is_reauthenticated(now) {
            return Err(Error::ReauthElsewhere(me.back.clone(), me.render_mode));
        }
        let Some((account, role)) = self.place else { return Ok(()) };
        match person.account() {
            Some((current, _)) if current == account => {}
            Some(_) => return Err(Error::OtherAccount),
            None => return Err(Error::NotFound),
        }
        let Some(place) = person.membership() else { return Err(Error::NeedsSecondFactor) };
        let has = match role {
            RequiredRole::Member => true,
            RequiredRole::Admin => place.is_admin,
            RequiredRole::Owner => place.is_owner,
        };
        has.then_some(()).ok_or_else(|| refused("role_lost"))
    }
}

impl SignedIn {
    /// Begins a change under its locks, in their fixed order (the account, then users by id), and
    /// checks the authority again.
    ///
    /// # Errors
    /// When the person no longer has the authority: the refusal that the gate itself would give
    /// now.
    pub(super) async fn begin(
        &self,
        accounts: &[AccountId],
        mine: UserLock,
        others: &[UserId],
    ) -> Result<Change> {
        let me = self.person.user_id;
        let mut change = self.app.change(self.origin()).await?;
        let now = change.now();
        let place = self.authority.place.map(|(account, _)| account);
        let others = others.iter().map(|user| (*user, UserLock::Whole));
        change.lock(accounts.iter().copied().chain(place), others.chain([(me, mine)])).await?;
        let person = Person::of_session(&mut change, &self.authority.session, now).await?;
        let person = person.ok_or(Error::SessionEnded)?;
        self.authority.check(self, &person, now)?;
        let place = person.membership();
        change.act_as(Actor {
            user: Some(person.user_id),
            account: place.as_ref().map(|place| place.account_id),
            member: place.as_ref().map(|place| place.account_user_id),
            is_admin: place.as_ref().is_some_and(|place| place.is_admin),
            is_owner: place.as_ref().is_some_and(|place| place.is_owner),
            via: Via::Page,
            session: Some(person.session_id),
        });
        Ok(change)
    }
}
