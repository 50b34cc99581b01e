//! Someone lost their second factor: an admin has it taken off, a day later, unless they say no.

mod mail;
mod page;
mod store;

use std::time::Duration;

use mail::{FactorResetDue, FactorResetMail};
pub use page::{member_row, routes};
pub use store::FactorReset;

use crate::accounts::account;
use crate::audit::{self, Event};
use crate::core::actor::Actor;
use crate::core::change::Change;
use crate::core::limits::{Limit, Verdict};
use crate::core::links::{LinkPurpose, LinkToken};
use crate::core::personal_data::Forget;
use crate::messaging::{self, Channel, Contact, JobKind};
use crate::platform::db::{Result, Tx};
use crate::platform::ids::{AccountId, AccountUserId, FactorResetId, UserId};
use crate::platform::secrets::keys::SecretKeys;
use crate::users::emails;

/// The time for whoever still has the factor to stop its reset.
pub const DELAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Resets of one person that are asked for.
const OF_PERSON: Limit = Limit { name: "factor reset", tries: 3, window: DELAY };

/// The kinds of jobs of this noun.
pub const JOBS: &[JobKind] = &[JobKind::of::<FactorResetMail>(), JobKind::of::<FactorResetDue>()];

/// Resets go with the person whose factor it was. Their history has them for the export.
pub const FORGET: Forget = |change, user| Box::pin(store::forget(change, user));

/// The outcome of asking for a reset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactorResetRequested {
    Asked,
    Gone,
    /// There is nothing to take off.
    NotOn,
    /// Another account has them too: only whoever runs the server may.
    Shared,
    /// One's own is taken off in My Settings.
    Oneself,
    Already,
    /// The person has no address that could be told, and so nobody could stop the reset.
    NoRecipients,
    /// Resets of this person were asked for too often today.
    TooMany,
}

/// How a reset ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "TEXT", rename_all = "lowercase")]
pub enum FactorResetOutcome {
    Done,
    Vetoed,
    Withdrawn,
}

/// The reset of a person's second factor that an account asked for and that is under way.
pub async fn open_for(
    tx: &mut Tx,
    account: AccountId,
    user: UserId,
) -> Result<Option<FactorReset>> {
    Ok(store::open_for(tx, user).await?.filter(|reset| reset.account_id == account))
}

/// Asks for it, and tells every address of the person, who can stop it.
pub async fn ask(
    change: &mut Change,
    account: AccountId,
    id: AccountUserId,
) -> Result<FactorResetRequested> {
    let now = change.now();
    change.lock_account(account).await?;
    let Some(member) = account::member(change, account, id).await? else {
        return Ok(FactorResetRequested::Gone);
    };
    let user = member.user_id;
    if change.actor().user == Some(user) {
        return Ok(FactorResetRequested::Oneself);
    }
    change.lock_user(user).await?;
    if account::is_shared(change, account, user).await? {
        return Ok(FactorResetRequested::Shared);
    }
    if !super::is_on(change, user).await? {
        return Ok(FactorResetRequested::NotOn);
    }
    if store::open_for(change, user).await?.is_some() {
        return Ok(FactorResetRequested::Already);
    }
    let told = emails::security_recipients(change, user, Some(account)).await?;
    if told.is_empty() {
        return Ok(FactorResetRequested::NoRecipients);
    }
    if let Verdict::Past { .. } = OF_PERSON.count(change, &[user.as_bytes()]).await? {
        return Ok(FactorResetRequested::TooMany);
    }
    let reset = FactorResetId::mint(now);
    let actor = change.actor().user;
    store::insert(change, reset, (account, user, actor), (now + DELAY, now)).await?;
    messaging::at(change, Channel::Email, &FactorResetDue { reset }, now + DELAY).await?;
    let receipt = audit::record(change, user, &Event::FactorResetAsked).await?;
    for to in told {
        if let Contact::Email(email) = to.contact {
            messaging::send(change, &to, &FactorResetMail { email, reset, receipt }).await?;
        }
    }
    Ok(FactorResetRequested::Asked)
}

/// An admin no longer asks for it, which the person is told. `false` when nothing was under way.
pub async fn withdraw(change: &mut Change, account: AccountId, id: AccountUserId) -> Result<bool> {
    change.lock_account(account).await?;
    let Some(member) = account::member(change, account, id).await? else { return Ok(false) };
    change.lock_user(member.user_id).await?;
    let Some(open) = open_for(change, account, member.user_id).await? else { return Ok(false) };
    stop(change, &open, FactorResetOutcome::Withdrawn).await
}

/// Ends one that was under way, and tells the person. `false` when it has ended before.
async fn stop(
    change: &mut Change,
    reset: &FactorReset,
    outcome: FactorResetOutcome,
) -> Result<bool> {
    let now = change.now();
    if !store::end(change, reset.id, outcome, now).await? {
        return Ok(false);
    }
    audit::notify(change, reset.user_id, &Event::FactorResetStopped).await?;
    Ok(true)
}

/// The token of the link that stops it.
fn veto_token(keys: &SecretKeys, reset: FactorResetId) -> String {
    LinkToken::derive(keys, LinkPurpose::Veto, reset.as_bytes(), &[])
}

/// The reset that a link stops, while it is under way.
pub async fn look_up(
    tx: &mut Tx,
    keys: &SecretKeys,
    token: &LinkToken,
) -> Result<Option<FactorReset>> {
    if !token.is_of(keys, LinkPurpose::Veto, &[]) {
        return Ok(None);
    }
    store::open(tx, FactorResetId::from_bytes(token.id)).await
}

/// Stops it: whoever reads the person's mail says that the factor is not lost. `false` when the
/// link is not good, or not any more.
pub async fn veto(change: &mut Change, token: &LinkToken) -> Result<bool> {
    let keys = &change.keys();
    let Some(found) = look_up(change, keys, token).await? else { return Ok(false) };
    change.lock_user(found.user_id).await?;
    change.act_as(Actor::on_page(found.user_id, Some(found.account_id)));
    stop(change, &found, FactorResetOutcome::Vetoed).await
}

/// Does what was asked for, when nobody has stopped it: the factor is off, and every session ends.
/// Should the person be in another account by now, it is no longer this one's matter.
pub async fn carry_out(change: &mut Change, reset: FactorResetId) -> Result<()> {
    let now = change.now();
    let Some(found) = store::open(change, reset).await?.filter(|found| found.due_at <= now) else {
        return Ok(());
    };
    let (user, account) = (found.user_id, found.account_id);
    change.lock_account(account).await?;
    change.lock_user(user).await?;
    let is_theirs = account::is_only_in(change, account, user).await?;
    let outcome = if is_theirs { FactorResetOutcome::Done } else { FactorResetOutcome::Withdrawn };
    if !store::end(change, reset, outcome, now).await? || !is_theirs {
        return Ok(());
    }
    super::turn_off(change, user).await?;
    let asked_by = Actor { user: found.asked_by, account: Some(account), ..Actor::nobody() };
    change.act_as(asked_by);
    audit::notify(change, user, &Event::FactorResetDone).await
}
