//! Gates of members, admins and the owner of the current account.

use std::ops::Deref;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::authority::RequiredRole;
use super::person::{SignedIn, require_reauth, require_reauth_or_back_to};
use super::{Gate, refused};
use crate::core::change::{Change, UserLock};
use crate::platform::ids::{AccountId, AccountUserId, UserId};
use crate::sql;
use crate::web::errors::{Error, Result};
use crate::web::viewer::person::{AccountAccess, Membership};
use crate::web::{App, paths};

/// Open to the members of the current account. A form says which account it is of: when another
/// account became current meanwhile, in another tab, the form is refused.
pub struct Member {
    pub me: SignedIn,
    pub account: Membership,
}

impl Gate for Member {
    const NAME: &'static str = "Member";
}

impl FromRequestParts<App> for Member {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let mut me = SignedIn::from_request_parts(parts, app).await?;
        let account = match (me.membership(), me.person.access) {
            (Some(account), _) => account,
            (None, AccountAccess::SecondFactorRequired) => return Err(Error::NeedsSecondFactor),
            (None, AccountAccess::Allowed) => return Err(Error::NotFound),
        };
        if !parts.method.is_safe() && account_named(parts) != Some(account.account_id) {
            return Err(Error::OtherAccount);
        }
        me.authority.place = Some((account.account_id, RequiredRole::Member));
        Ok(Self { me, account })
    }
}

/// Returns the account that a form is of, from the query of its action.
fn account_named(parts: &Parts) -> Option<AccountId> {
    let query = serde_html_form::from_str::<Vec<(String, String)>>(parts.uri.query()?).ok()?;
    query.iter().find(|(name, _)| name == paths::ACCOUNT_PARAM)?.1.parse().ok()
}

impl Member {
    fn require(&mut self, role: RequiredRole) {
        self.me.authority.place = Some((self.account.account_id, role));
    }

    /// Returns the current account.
    pub fn account_id(&self) -> AccountId {
        self.account.account_id
    }

    /// Begins a change of the account, which is locked; the member's own user is locked too.
    ///
    /// # Errors
    /// When the person no longer has the authority that the gate required.
    pub async fn change(&self) -> Result<Change> {
        self.begin(&[], UserLock::Shared, &[]).await
    }

    /// Begins a change of the member's own membership.
    ///
    /// # Errors
    /// When the person no longer has the authority that the gate required.
    pub async fn change_own(&self) -> Result<Change> {
        self.begin(&[], UserLock::Whole, &[]).await
    }

    /// Begins a change of another member, whose user is locked too.
    ///
    /// # Errors
    /// When the person no longer has the authority that the gate required, or there is no such
    /// member.
    pub async fn change_of_member(&self, member: AccountUserId) -> Result<Change> {
        let user = self.user_of(member).await?;
        self.begin(&[], UserLock::Shared, &[user]).await
    }

    /// Begins a change of another member and of the person themselves; both users are locked.
    ///
    /// # Errors
    /// When the person no longer has the authority that the gate required, or there is no such
    /// member.
    pub async fn change_both(&self, member: AccountUserId) -> Result<Change> {
        let user = self.user_of(member).await?;
        self.begin(&[], UserLock::Whole, &[user]).await
    }

    /// Finds the user of a membership, which never changes.
    async fn user_of(&self, member: AccountUserId) -> Result<UserId> {
        let (mut tx, account) = (self.app.db.read().await?, self.account_id());
        let user = sql!(&mut tx, scalar_optional UserId,
            "SELECT user_id FROM account_users WHERE id = $1 AND account_id = $2", member, account)?;
        user.ok_or(Error::NotFound)
    }
}

impl Deref for Member {
    type Target = SignedIn;
    fn deref(&self) -> &SignedIn {
        &self.me
    }
}

/// Open to members who reauthenticated recently, by the rules of [`Sudo`].
pub struct SudoMember(pub Member);

impl Gate for SudoMember {
    const NAME: &'static str = "SudoMember";
}

impl FromRequestParts<App> for SudoMember {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let mut member = Member::from_request_parts(parts, app).await?;
        require_reauth(&mut member.me, parts)?;
        Ok(Self(member))
    }
}

/// Open to the same people as [`SudoMember`], and keeps inputs as [`SudoKeeping`] does.
pub struct SudoMemberKeeping(Member);

impl SudoMemberKeeping {
    /// Returns the member.
    ///
    /// # Errors
    /// When they have not reauthenticated recently: a redirect to do so, which leads back to the
    /// page with these inputs.
    pub fn or_back_to(mut self, page: &str, inputs: &[(&str, &str)]) -> Result<Member> {
        require_reauth_or_back_to(&mut self.0.me, page, inputs)?;
        Ok(self.0)
    }
}

impl Gate for SudoMemberKeeping {
    const NAME: &'static str = "SudoMemberKeeping";
}

impl FromRequestParts<App> for SudoMemberKeeping {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        Member::from_request_parts(parts, app).await.map(Self)
    }
}

/// Open to the admins of the current account; everyone else gets 404.
pub struct Admin(pub Member);

impl Gate for Admin {
    const NAME: &'static str = "Admin";
}

impl FromRequestParts<App> for Admin {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let mut member = Member::from_request_parts(parts, app).await?;
        member.require(RequiredRole::Admin);
        member.account.is_admin.then_some(Self(member)).ok_or_else(|| refused("admins_only"))
    }
}

impl Deref for Admin {
    type Target = Member;
    fn deref(&self) -> &Member {
        &self.0
    }
}

/// Open to admins who reauthenticated recently, by the rules of [`Sudo`].
pub struct SudoAdmin(pub Member);

impl Gate for SudoAdmin {
    const NAME: &'static str = "SudoAdmin";
}

impl FromRequestParts<App> for SudoAdmin {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let Admin(mut member) = Admin::from_request_parts(parts, app).await?;
        require_reauth(&mut member.me, parts)?;
        Ok(Self(member))
    }
}

impl Deref for SudoAdmin {
    type Target = Member;
    fn deref(&self) -> &Member {
        &self.0
    }
}

/// Open to the owner of the current account who reauthenticated recently.
pub struct SudoOwner(pub Member);

impl Gate for SudoOwner {
    const NAME: &'static str = "SudoOwner";
}

impl FromRequestParts<App> for SudoOwner {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let mut member = Member::from_request_parts(parts, app).await?;
        if !member.account.is_owner {
            return Err(refused("owner_only"));
        }
        member.require(RequiredRole::Owner);
        require_reauth(&mut member.me, parts)?;
        Ok(Self(member))
    }
}

impl Deref for SudoOwner {
    type Target = Member;
    fn deref(&self) -> &Member {
        &self.0
    }
}
