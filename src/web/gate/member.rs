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

/// Open to the members of the current account. A form of one account says which: when another one
/// became current meanwhile, in another tab, it is told and nothing happens.
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

/// The account that a form is of, by the query of its action.
fn account_named(parts: &Parts) -> Option<AccountId> {
    let query = serde_html_form::from_str::<Vec<(String, String)>>(parts.uri.query()?).ok()?;
    query.iter().find(|(name, _)| name == paths::ACCOUNT_PARAM)?.1.parse().ok()
}

impl Member {
    fn require(&mut self, role: RequiredRole) {
        self.me.authority.place = Some((self.account.account_id, role));
    }

    /// The current account.
    pub fn account_id(&self) -> AccountId {
        self.account.account_id
    }

    /// Begins a change of what is the account's, which is locked; they themselves cannot change
    /// meanwhile.
    ///
    /// # Errors
    /// When what the gate asked for is over.
    pub async fn change(&self) -> Result<Change> {
        self.begin(&[], UserLock::Shared, &[]).await
    }

    /// Begins a change of what is the member's own in the account.
    ///
    /// # Errors
    /// When what the gate asked for is over.
    pub async fn change_own(&self) -> Result<Change> {
        self.begin(&[], UserLock::Whole, &[]).await
    }

    /// Begins a change of what is another member's, who is locked too.
    ///
    /// # Errors
    /// When what the gate asked for is over, or there is no such member.
    pub async fn change_of_member(&self, member: AccountUserId) -> Result<Change> {
        let user = self.user_of(member).await?;
        self.begin(&[], UserLock::Shared, &[user]).await
    }

    /// Begins a change of what is another member's and their own: both are locked.
    ///
    /// # Errors
    /// When what the gate asked for is over, or there is no such member.
    pub async fn change_both(&self, member: AccountUserId) -> Result<Change> {
        let user = self.user_of(member).await?;
        self.begin(&[], UserLock::Whole, &[user]).await
    }

    /// The person whom a place in the account is of, which never changes.
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

/// Open to members who proved who they are a short while ago, as [`Sudo`] asks.
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

/// Open to the same people as [`SudoMember`], in the way of [`SudoKeeping`].
pub struct SudoMemberKeeping(Member);

impl SudoMemberKeeping {
    /// The member.
    ///
    /// # Errors
    /// Without a proof: the way to it, and from there back to the page with these inputs.
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

/// Open to the admins of the current account; for everyone else there is nothing there.
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

/// Open to admins who proved who they are a short while ago, as [`Sudo`] asks.
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

/// Open to the owner of the current account, who proved who they are a short while ago.
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
