//! Reset of a second factor, a day after it was requested, unless its owner stops it.
//!
//! An admin requests it for a person who lost their factor; or the reader of a mail who undoes a
//! change, which resets what was added within the undo window.

mod mail;
mod page;
mod store;

use std::time::Duration;

use mail::{FactorResetDue, FactorResetMail};
pub use page::{member_row, routes};
pub use store::FactorReset;

use crate::accounts::account;
use crate::audit::{self, Event, WINDOW};
use crate::core::actor::Actor;
use crate::core::change::Change;
use crate::core::limits::{Limit, Verdict};
use crate::core::links::{FACTOR_REMOVAL_DELAY, LinkPurpose, LinkToken};
use crate::core::personal_data::Forget;
use crate::core::rotation::OpenLinks;
use crate::messaging::{self, Contact, JobKind, Recipient};
use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::ids::{AccountId, AccountUserId, EmailId, FactorResetId, UserId};
use crate::platform::secrets::keys::SecretKeys;
use crate::users::emails::{self, AddressAge, AddressAges};
use crate::users::phones::{self, PhoneWarning};

/// The time in which the owner of a factor can stop its reset.
pub const DELAY: Duration = FACTOR_REMOVAL_DELAY;

/// The most resets of one person that are requested.
const OF_PERSON: Limit = Limit { name: "factor reset", tries: 3, window: DELAY };

pub const JOBS: &[JobKind] = &[JobKind::of::<FactorResetMail>(), JobKind::of::<FactorResetDue>()];

/// Deletes the resets of a person's factor with their user. The export has them as events of the
/// history.
pub const FORGET: Forget = |change, user| Box::pin(store::forget(change, user));

/// Counts the open links that an earlier key signed.
pub const OPEN_LINKS: OpenLinks =
    |tx, made_before, now| Box::pin(store::open_before(tx, made_before, now));

/// The outcome of requesting a reset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactorResetRequested {
    Asked,
    Gone,
    /// The person has no second factor.
    NotOn,
    /// The person is in another account too: only the server's operator may reset their factor.
    Shared,
    /// People turn off their own factor in My Settings.
    Oneself,
    Already,
    /// The person has no address to notify, so nobody could stop the reset.
    NoRecipients,
    /// The limit of resets of this person is reached.
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

/// Finds the pending reset of a person's second factor that an account requested.
pub async fn open_for(
    tx: &mut Tx,
    account: AccountId,
    user: UserId,
) -> Result<Option<FactorReset>> {
    Ok(store::open_for(tx, user).await?.filter(|reset| reset.account_id == Some(account)))
}

/// Requests a reset, and notifies every address and phone of the person, who can stop it.
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
    let reset = FactorReset {
        id: FactorResetId::mint(now),
        account_id: Some(account),
        user_id: user,
        asked_by: change.actor().user,
        asked_through: None,
        due_at: now + DELAY,
        created_at: now,
    };
    begin(change, &reset, Event::FactorResetAsked, told).await?;
    Ok(FactorResetRequested::Asked)
}

/// Requests the reset of what was added within the undo window, by the reader of this address, who
/// undid a change and says that a factor is not theirs. A pending reset of an admin or of the same
/// reader goes on; of two readers the later one counts, so that the earlier one cannot stop it.
pub async fn doubt(change: &mut Change, user: UserId, asked_through: EmailId) -> Result<()> {
    let now = change.now();
    if let Some(open) = store::open_for(change, user).await? {
        if open.asked_through.is_none_or(|asked| asked == asked_through) {
            return Ok(());
        }
        store::end(change, open.id, FactorResetOutcome::Withdrawn, now).await?;
    }
    let reset = FactorReset {
        id: FactorResetId::mint(now),
        account_id: None,
        user_id: user,
        asked_by: None,
        asked_through: Some(asked_through),
        due_at: now + DELAY,
        created_at: now,
    };
    let account = change.account();
    let told = emails::security_recipients(change, user, account).await?;
    begin(change, &reset, Event::FactorDoubted, told).await
}

async fn begin(
    change: &mut Change,
    reset: &FactorReset,
    event: Event,
    told: Vec<Recipient>,
) -> Result<()> {
    store::insert(change, reset).await?;
    let due = FactorResetDue { reset: reset.id };
    messaging::at(change, &due, reset.due_at).await?;
    let receipt = audit::record(change, reset.user_id, &event).await?;
    for to in told {
        if let Contact::Email(email) = to.contact {
            let mail = FactorResetMail { email, event: event.clone(), reset: reset.id, receipt };
            messaging::send(change, &to, &mail).await?;
        }
    }
    phones::warn(change, reset.user_id, PhoneWarning::FactorReset).await
}

/// Withdraws an admin's request, and notifies the person. Returns `false` when none was pending.
pub async fn withdraw(change: &mut Change, account: AccountId, id: AccountUserId) -> Result<bool> {
    change.lock_account(account).await?;
    let Some(member) = account::member(change, account, id).await? else { return Ok(false) };
    change.lock_user(member.user_id).await?;
    let Some(open) = open_for(change, account, member.user_id).await? else { return Ok(false) };
    stop(change, &open, FactorResetOutcome::Withdrawn).await
}

/// Ends a pending reset, and notifies the person. Returns `false` when it had ended already.
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

/// Returns the token of the link that stops a reset, mailed to one address.
fn veto_token(keys: &SecretKeys, reset: FactorResetId, to: EmailId) -> String {
    LinkToken::derive(keys, LinkPurpose::Veto, reset.as_bytes(), &[to.as_bytes()])
}

/// Tells whether the reader of an address may stop a reset: the address is from before the undo
/// window, and is not the one that requested it.
fn may_veto(reset: &FactorReset, email: EmailId, ages: &AddressAges) -> bool {
    ages.age(email) == AddressAge::Old && reset.asked_through != Some(email)
}

/// Finds the pending reset that a link stops.
pub async fn look_up(
    tx: &mut Tx,
    keys: &SecretKeys,
    token: &LinkToken,
    now: Timestamp,
) -> Result<Option<FactorReset>> {
    let id = FactorResetId::from_bytes(token.id);
    let Some(found) = store::open(tx, id).await? else { return Ok(None) };
    let ages = AddressAges::of(tx, found.user_id, now).await?;
    let mailed_to =
        ages.mailed_to(|email| token.is_of(keys, LinkPurpose::Veto, &[email.as_bytes()]));
    Ok(Some(found).filter(|found| mailed_to.is_some_and(|email| may_veto(found, email, &ages))))
}

/// Stops a reset: the reader of the person's mail says that the factor is not lost. Returns `false`
/// when the link is not, or no longer, valid.
pub async fn veto(change: &mut Change, token: &LinkToken) -> Result<bool> {
    let keys = &change.keys();
    let now = change.now();
    let Some(found) = look_up(change, keys, token, now).await? else { return Ok(false) };
    change.lock_user(found.user_id).await?;
    let Some(found) = look_up(change, keys, token, now).await? else { return Ok(false) };
    change.act_as(Actor::on_page(found.user_id, found.account_id));
    stop(change, &found, FactorResetOutcome::Vetoed).await
}

/// Carries out a reset that nobody has stopped: removes the factor and ends every session. Does
/// nothing when the person is in another account too by now.
pub async fn carry_out(change: &mut Change, reset: FactorResetId) -> Result<()> {
    let now = change.now();
    let Some(found) = store::open(change, reset).await?.filter(|found| found.due_at <= now) else {
        return Ok(());
    };
    let user = found.user_id;
    if let Some(account) = found.account_id {
        change.lock_account(account).await?;
    }
    change.lock_user(user).await?;
    let is_theirs = match found.account_id {
        Some(account) => account::is_only_in(change, account, user).await?,
        None => true,
    };
    let outcome = if is_theirs { FactorResetOutcome::Done } else { FactorResetOutcome::Withdrawn };
    if !store::end(change, reset, outcome, now).await? || !is_theirs {
        return Ok(());
    }
    match found.asked_through {
        Some(_) => super::remove_added_since(change, user, found.created_at - WINDOW).await?,
        None => super::turn_off(change, user).await.map(drop)?,
    }
    let asked_by = Actor { user: found.asked_by, account: found.account_id, ..Actor::nobody() };
    change.act_as(asked_by);
    audit::notify(change, user, &Event::FactorResetDone).await
}
