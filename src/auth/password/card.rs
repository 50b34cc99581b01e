//! The card of the person's password.

use askama::Template;
use axum::response::Response;
use serde::Deserialize;
use tower_sessions::Session;

use super::{
    CurrentPassword, NewPassword, OwnWords, check_current, forget_tries, replace, typed_twice,
};
use crate::audit::{self, Before, Event, Part};
use crate::core::stamp::Stamp;
use crate::platform::i18n::Message;
use crate::platform::secrets::password::Password;
use crate::web::card::{Card, CardFrame, CardReply, RailEntry, Section, answer};
use crate::web::errors::{Error, Result};
use crate::web::form::{Form, FormErrors, Secret, SmallForm};
use crate::web::gate::SignedIn;
use crate::web::paths;
use crate::web::routes::Routes;
use crate::web::viewer::session::Renewal;

pub static SECTION: Section = Section {
    path: paths::PASSWORD,
    slug: "password",
    title: "password-title",
    rail: Some(RailEntry { icon: "key", synonyms: Some("password-synonyms") }),
    routes: || Routes::new().post(paths::PASSWORD, update),
    card: |me, _| Box::pin(async { card(me, PasswordForm::default(), None).map(Some) }),
};

#[derive(Deserialize, Default)]
#[serde(default)]
struct PasswordForm {
    current: Secret,
    new: Secret,
    confirm: Secret,
}

#[derive(Template)]
#[template(path = "auth/password/card.html")]
struct PasswordCard<'a> {
    frame: CardFrame<'a>,
    form: PasswordForm,
    username: String,
}

fn card(me: &SignedIn, form: PasswordForm, reply: Option<&CardReply>) -> Result<Card> {
    // The card shows nothing that could be outdated: the current password authorises the change.
    let mut frame = CardFrame::new(me, &SECTION, Stamp::default());
    frame.errors = FormErrors::default()
        .of("current", form.current.error())
        .of("new", form.new.error())
        .of("confirm", form.confirm.error());
    if let Some(reply) = reply {
        frame.say(reply);
    }
    let username = me.person.email.clone().unwrap_or_default();
    Card::render(&SECTION, &PasswordCard { frame, form, username })
}

async fn update(
    me: SignedIn,
    session: Session,
    Form(mut form): SmallForm<PasswordForm>,
) -> Result<Response> {
    if me.person.locked_at.is_some() {
        return Err(Error::Locked);
    }
    let own = &mut me.app.db.read().await?;
    let own = OwnWords::of(own, me.person.user_id, &me.person.name).await?;
    if form.current.password().is_empty() {
        form.current.refuse(Message::new("password-current-empty"));
    }
    let new = typed_twice(&me.app, &own, &mut form.new, &mut form.confirm).await?;
    let (Some(new), None) = (new, form.current.error()) else {
        return say(&me, CardReply::invalid(), form).await;
    };

    let current = form.current.password().clone();
    let session = Renewal::of(session).await?;
    match change(&me, &session, current, &new).await? {
        PasswordChange::Changed { epoch } => {
            let flash = Message::new("password-saved");
            let reply = CardReply::renewed(&me, session, epoch, flash).await?;
            say(&me, reply, PasswordForm::default()).await
        }
        PasswordChange::WrongCurrent => {
            form.current.refuse(Message::new("password-current-wrong"));
            say(&me, CardReply::invalid(), form).await
        }
        PasswordChange::TooManyTries { minutes } => {
            let alert = Message::new("common-too-many-tries").with("minutes", minutes);
            say(&me, CardReply::limited(alert), form).await
        }
    }
}

async fn say(me: &SignedIn, reply: CardReply, form: PasswordForm) -> Result<Response> {
    let card = card(me, form, Some(&reply))?;
    answer(me, &SECTION, reply, card).await
}

/// The outcome of changing the password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PasswordChange {
    /// The password is changed, and the epoch raised, which ends every session and v1 token of an
    /// earlier one.
    Changed { epoch: i64 },
    /// The current password was wrong; the attempt counts.
    WrongCurrent,
    /// The limit of attempts is reached: even the correct password is not checked.
    TooManyTries { minutes: i64 },
}

/// Changes the password of a person who knows the current one, deletes their session so that it can
/// be renewed, and notifies them.
///
/// # Errors
/// When no core is free for hashing, or the session ended meanwhile.
pub async fn change(
    me: &SignedIn,
    session: &Renewal,
    current: Password,
    new: &NewPassword,
) -> Result<PasswordChange> {
    let (next_place, user) = (me.app.passwords.queue()?, me.person.user_id);
    let checked = match check_current(me, current).await? {
        CurrentPassword::Right { hash } => hash,
        CurrentPassword::Wrong => return Ok(PasswordChange::WrongCurrent),
        CurrentPassword::TooManyTries { minutes } => {
            return Ok(PasswordChange::TooManyTries { minutes });
        }
    };
    let hash = next_place.hash(new.password().clone()).await?;
    let mut change = me.change().await?;
    let Some(epoch) = replace(&mut change, user, checked.as_deref(), &hash).await? else {
        // The password was changed elsewhere during the hashing: the typed one is no longer
        // current.
        return Ok(PasswordChange::WrongCurrent);
    };
    session.take(&mut change).await?;
    forget_tries(&mut change, user, me.person.session_id).await?;
    let undo = Before::of(Part::Password, &())?;
    audit::notify_with_undo(&mut change, user, &Event::PasswordChanged, undo).await?;
    change.commit().await?;
    Ok(PasswordChange::Changed { epoch })
}
