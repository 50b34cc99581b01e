//! The first password of someone whom an admin created: a mailed link sets it and signs them in.

mod mail;
mod page;
mod store;

pub use mail::ActivationLink;
pub use page::routes;
pub use store::AwaitingActivation;

use super::password::{self, NewPassword};
use super::sign_in::{self, Entrant};
use crate::core::change;
use crate::core::change::Change;
use crate::core::links::{LinkPurpose, LinkToken};
use crate::core::origin::Origin;
use crate::messaging;
use crate::platform::clock::Timestamp;
use crate::platform::db::{self, Tx};
use crate::platform::i18n::Lang;
use crate::platform::ids::{AccountId, UserId};
use crate::users::emails::{self, Email};
use crate::users::verification::{self, Again};
use crate::web::App;
use crate::web::errors::Result;

/// What a link is to whoever follows it.
#[derive(Debug)]
pub enum ActivationLinkState {
    /// It sets their password.
    Good(AwaitingActivation),
    /// It is too old; the account's admins can send another one.
    Late {
        account: String,
    },
    /// Another user has verified the address meanwhile.
    Taken {
        account: String,
    },
    NotGood,
}

/// Sends a link to the first address of someone who has no password yet, on behalf of whoever makes
/// the change.
pub async fn send(
    change: &mut Change,
    account: AccountId,
    user: UserId,
    email: &Email,
) -> db::Result<()> {
    let by = change.actor().user;
    let verification =
        verification::issue_link(change, LinkPurpose::Activation, user, email.id).await?;
    let to = email.recipient(user, Some(account));
    messaging::send(change, &to, &ActivationLink { verification, account, by }).await.map(drop)
}

/// The address of someone who has yet to set a password, and when a link may go there again.
/// `None` when there is nothing left to set.
pub async fn waiting(change: &mut Change, user: UserId) -> db::Result<Option<(Email, Again)>> {
    let now = change.now();
    let Some(email) = emails::list(change, user).await?.into_iter().find(|email| email.is_primary)
    else {
        return Ok(None);
    };
    let found = store::newcomer(change, email.id).await?;
    if !found.is_some_and(|found| found.is_new) {
        return Ok(None);
    }
    let last = verification::of_email(change, LinkPurpose::Activation, user, email.id).await?;
    Ok(Some((email, last.map_or(Again::Now, |last| last.again(now)))))
}

/// What a link is: good while it is in its time, unused, its person in an account and without any
/// way to sign in, and the address nobody else's.
pub async fn look_up(
    tx: &mut Tx,
    app: &App,
    token: &LinkToken,
    now: Timestamp,
) -> db::Result<ActivationLinkState> {
    let Some(sent) = verification::find(tx, token.verification()).await? else {
        return Ok(ActivationLinkState::NotGood);
    };
    let Some(email) = sent.email_id else { return Ok(ActivationLinkState::NotGood) };
    let Some(found) = store::newcomer(tx, email).await? else {
        return Ok(ActivationLinkState::NotGood);
    };
    let Some(account) = found.account.clone() else { return Ok(ActivationLinkState::NotGood) };
    let is_genuine = token.is_of(&app.keys, LinkPurpose::Activation, &bound(&found));
    if !is_genuine || !found.is_new || sent.used_at.is_some() {
        return Ok(ActivationLinkState::NotGood);
    }
    Ok(match (sent.is_open(now), found.is_taken) {
        (false, _) => ActivationLinkState::Late { account },
        (true, true) => ActivationLinkState::Taken { account },
        (true, false) => ActivationLinkState::Good(found),
    })
}

/// What a token is bound to.
fn bound(found: &AwaitingActivation) -> [&[u8]; 1] {
    [&found.address_key]
}

/// Sets the first password by a link, which is used up: the address is verified, and its person,
/// who reads this language, is in. `None` when the link is not good, or not any more.
///
/// # Errors
/// When no core is free for hashing.
pub async fn begin(
    app: &App,
    token: &LinkToken,
    new: &NewPassword,
    origin: Origin,
    lang: Lang,
) -> Result<Option<(UserId, Entrant)>> {
    let hash = app.passwords.queue()?.hash(new.password().clone()).await?;
    let mut change = app.change(origin).await?;
    let now = change.now();
    // The owner's row first: of many at once, all but one find the link used up.
    let Some(sent) = verification::find(&mut change, token.verification()).await? else {
        return Ok(None);
    };
    change::lock_user(&mut change, sent.user_id).await?;
    let ActivationLinkState::Good(found) = look_up(&mut change, app, token, now).await? else {
        return Ok(None);
    };
    if !verification::consume(&mut change, token.verification()).await? {
        return Ok(None);
    }
    let user = found.user_id;
    if password::replace(&mut change, user, None, &hash).await?.is_none()
        || !emails::accept(&mut change, user, found.email_id).await?
    {
        return Ok(None);
    }
    store::set_language(&mut change, user, lang, now).await?;
    sign_in::forget_tries(&mut change, &found.address_key).await?;
    // Every browser is new to them: this one is no news.
    let entrant = sign_in::enter(&mut change, user, true).await?;
    change.commit().await?;
    Ok(Some((user, entrant)))
}
