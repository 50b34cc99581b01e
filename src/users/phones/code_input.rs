//! The input for a phone's code, on the phone's page and in onboarding.

use axum::http::StatusCode;
use serde::Deserialize;

use super::delivery::{self, CodeLine};
use super::inputs::country_closed;
use super::uses::{self, PhoneUse};
use super::verification::{CodeResent, Verified, resend, verify};
use super::{Method, Phone};
use crate::core::actor::Gone;
use crate::core::change::Change;
use crate::messaging::Channel;
use crate::messaging::latest::LatestDelivery;
use crate::platform::clock::Timestamp;
use crate::platform::db::Tx;
use crate::platform::i18n::Message;
use crate::platform::ids::PhoneId;
use crate::users::verification::{self, Again, TypedCode, Verification};
use crate::web::errors::{Error, Result};
use crate::web::form::{Field, FormErrors, MultiChoice};
use crate::web::gate::SignedIn;
use crate::web::paths;
use crate::web::viewer::Ctx;

/// The code as it was typed.
#[derive(Deserialize)]
#[serde(default)]
pub struct CodeForm {
    pub code: Field<TypedCode>,
    /// The channels that the phone is used for once it is verified.
    uses: MultiChoice<Channel>,
}

/// A form without a code is not validated yet.
impl Default for CodeForm {
    fn default() -> Self {
        Self { code: Field::blank(), uses: MultiChoice::default() }
    }
}

impl CodeForm {
    /// Keeps all but the code, which is never sent back; its error is.
    fn emptied(self) -> Self {
        let mut code = Field::blank();
        if let Some(error) = self.code.error() {
            code.refuse(error.clone());
        }
        Self { code, ..self }
    }
}

/// The method by which the code is sent again.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct CodesForm {
    pub method: Field<Method>,
}

/// The input for a code, with its phone, the last code's delivery, and the error.
pub struct CodeEntry {
    pub phone: Phone,
    last: Option<Verification>,
    delivery: Option<LatestDelivery>,
    pub form: CodeForm,
    /// The channels that are offered, all of them ticked at first.
    pub uses: Vec<PhoneUse>,
    pub flash: Option<Message>,
    pub alert: Option<Message>,
    pub errors: FormErrors,
}

impl CodeEntry {
    /// Tells whether the last form was refused.
    pub fn failed(&self) -> bool {
        self.alert.is_some() || !self.errors.is_empty()
    }

    /// Returns a path with the id of the phone.
    pub fn path(&self, path: &str) -> String {
        paths::of(path, &self.phone.id)
    }

    /// Returns the line about the last code: that it did not arrive, or when it expires.
    pub fn line(&self, ctx: &Ctx) -> Option<CodeLine> {
        let open = self.last.as_ref().filter(|last| last.takes_codes(ctx.now));
        delivery::line(ctx, &self.phone, self.delivery.as_ref(), open)
    }

    /// Tells whether a code was sent that can still be typed.
    pub fn has_code(&self, ctx: &Ctx) -> bool {
        self.last.as_ref().is_some_and(|last| last.takes_codes(ctx.now))
    }

    /// Tells whether a code was ever sent: not to a number that an admin entered.
    pub fn was_sent(&self) -> bool {
        self.last.is_some()
    }

    /// Returns the seconds until another code may be requested.
    pub fn wait(&self, ctx: &Ctx) -> u64 {
        match self.last.as_ref().map(|last| last.again(ctx.now)) {
            Some(Again::At(until)) => until.since(ctx.now).as_secs() + 1,
            _ => 0,
        }
    }

    fn locked_until(&self, ctx: &Ctx) -> Option<Timestamp> {
        match self.last.as_ref()?.again(ctx.now) {
            Again::Locked { until } => Some(until),
            Again::Now | Again::At(_) => None,
        }
    }

    /// Tells whether neither a code nor a request for one would be accepted now.
    pub fn is_locked(&self, ctx: &Ctx) -> bool {
        self.locked_until(ctx).is_some()
    }

    /// Lists the methods by which a code can be sent, with their text ids; to send it again, the
    /// phone's own method first.
    pub fn ways(&self) -> Vec<(Method, &'static str)> {
        let mut ways = match self.phone.confirmation_method {
            _ if !self.was_sent() => {
                vec![(Method::Sms, "phones-first-sms"), (Method::Voice, "phones-first-voice")]
            }
            Method::Sms => {
                vec![(Method::Sms, "phones-resend-sms"), (Method::Voice, "phones-resend-voice")]
            }
            Method::Voice => {
                vec![(Method::Voice, "phones-recall-voice"), (Method::Sms, "phones-recall-sms")]
            }
        };
        ways.retain(|(method, _)| self.phone.takes(method.channel()));
        ways
    }
}

fn locked(ctx: &Ctx, until: Timestamp) -> Message {
    Message::new("phones-code-locked").with("when", ctx.dates().time(until))
}

/// Makes the input of a phone, with what was typed, if anything was, and the alert after the last
/// form.
///
/// # Errors
/// When the person has no such phone.
pub async fn code_entry(
    me: &SignedIn,
    tx: &mut Tx,
    id: PhoneId,
    typed: Option<CodeForm>,
    alert: Option<Message>,
) -> Result<CodeEntry> {
    let phone = super::find(tx, me.person.user_id, id).await?.ok_or(Error::NotFound)?;
    let last = verification::of_phone(tx, me.person.user_id, id).await?;
    let last = last.filter(|last| last.used_at.is_none());
    let delivery = delivery::last(tx, me, &phone).await?;
    let offered = uses::offered(tx, &me.app.transports, me.person.user_id, &phone).await?;
    let is_on =
        |channel: &Channel| typed.as_ref().is_none_or(|form| form.uses.values().contains(channel));
    let uses = offered.into_iter().map(|channel| PhoneUse { channel, on: is_on(&channel) });
    let uses = uses.collect();
    let form = typed.unwrap_or_default();
    let errors = FormErrors::default().of("code", form.code.error());
    let mut entry = CodeEntry { phone, last, delivery, form, uses, flash: None, alert, errors };
    if let Some(until) = entry.locked_until(&me.ctx) {
        // Nothing can be typed any more, and one sentence says so.
        entry.alert = Some(locked(&me.ctx, until));
        entry.errors = FormErrors::default();
    }
    Ok(entry)
}

/// The outcome of a form of the input.
pub enum Verifying {
    /// The phone is verified.
    Verified,
    /// Another code is queued.
    Resent(Message),
    /// The input is shown again, with this status.
    Again(StatusCode, Box<CodeEntry>),
}

/// Checks the code that was typed. Commit the change whatever the outcome, because attempts are
/// counted in it.
///
/// # Errors
/// When the person has no such phone.
pub async fn check_code(
    me: &SignedIn,
    change: &mut Change,
    id: PhoneId,
    mut form: CodeForm,
) -> Result<Verifying> {
    const LATER: StatusCode = StatusCode::TOO_MANY_REQUESTS;
    const REFUSED: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;
    let Some(code) = form.code.value() else {
        if form.code.error().is_none() {
            form.code.refuse(Message::new("common-code-empty"));
        }
        let entry = code_entry(me, change, id, Some(form.emptied()), None).await?;
        return Ok(Verifying::Again(REFUSED, Box::new(entry)));
    };
    let verified = verify(change, me.person.user_id, id, code).await?;
    let (status, error, alert) = match verified {
        Verified::Verified => {
            uses::turn_on(change, me.person.user_id, form.uses.values()).await?;
            return Ok(Verifying::Verified);
        }
        Verified::Already => return Ok(Verifying::Verified),
        Verified::Blocked => (REFUSED, None, Some(Message::new("phones-blocked-stopped"))),
        Verified::Wrong { left } => {
            (REFUSED, Some(Message::new("phones-code-wrong").with("left", left)), None)
        }
        Verified::Expired => (REFUSED, Some(Message::new("phones-code-expired")), None),
        // The input itself says until when.
        Verified::Locked => (LATER, None, None),
        Verified::TooMany { until } => (LATER, None, Some(me.try_after(until))),
    };
    if let Some(error) = error {
        form.code.refuse(error);
    }
    let entry = code_entry(me, change, id, Some(form.emptied()), alert).await?;
    Ok(Verifying::Again(status, Box::new(entry)))
}

/// Sends a code again. Commit the change whatever the outcome, because codes are counted in it.
///
/// # Errors
/// When the person has no such phone.
pub async fn send_again(
    me: &SignedIn,
    change: &mut Change,
    id: PhoneId,
    form: &CodesForm,
) -> Result<Verifying> {
    const LATER: StatusCode = StatusCode::TOO_MANY_REQUESTS;
    const REFUSED: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;
    let method = form.method.value().copied().unwrap_or_default();
    let resent = resend(change, me.person.user_id, id, method).await?;
    let (status, alert) = match resent {
        CodeResent::Sent => {
            return Ok(Verifying::Resent(Message::new(match method {
                Method::Sms => "phones-resent-sms",
                Method::Voice => "phones-resent-voice",
            })));
        }
        CodeResent::NotNeeded => return Ok(Verifying::Verified),
        CodeResent::Blocked => (LATER, Message::new("phones-blocked-stopped")),
        CodeResent::CountryClosed => {
            let phone = super::find(change, me.person.user_id, id).await?;
            (REFUSED, country_closed(&me.ctx, phone.ok_or(Gone)?.number().country()))
        }
        CodeResent::OutOfReach => (REFUSED, Message::new("phones-method-landline")),
        CodeResent::Wait { until } => (LATER, me.wait_until(until)),
        CodeResent::Locked { until } => (LATER, locked(me, until)),
        CodeResent::TooMany { until } => (LATER, me.try_after(until)),
    };
    let entry = code_entry(me, change, id, None, Some(alert)).await?;
    Ok(Verifying::Again(status, Box::new(entry)))
}
