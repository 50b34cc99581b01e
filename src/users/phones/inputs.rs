//! The inputs for a phone number, in My Settings and in onboarding.

use std::str::FromStr;

use serde::Deserialize;
use strum::EnumMessage;

use super::{Method, Phone, PhoneAdded, PhoneNumber, policy};
use crate::core::actor::Gone;
use crate::core::change::Change;
use crate::platform::i18n::{Country, Message};
use crate::platform::ids::PhoneId;
use crate::web::errors::Result;
use crate::web::form::{Choice, Field, FormErrors, choices};
use crate::web::gate::SignedIn;
use crate::web::pickers::country::{self, CountryOptions};
use crate::web::viewer::Ctx;

/// A number as it was typed; the country beside it decides how it is parsed.
#[derive(Clone)]
pub struct TypedNumber;

impl FromStr for TypedNumber {
    type Err = Message;
    fn from_str(text: &str) -> std::result::Result<Self, Message> {
        match text.trim().is_empty() {
            true => Err(Message::new("phones-number-empty")),
            false => Ok(Self),
        }
    }
}

/// The form of a number.
#[derive(Deserialize)]
#[serde(default)]
pub struct PhoneForm {
    pub country: Field<Country>,
    pub number: Field<TypedNumber>,
    pub method: Field<Method>,
}

impl Default for PhoneForm {
    fn default() -> Self {
        Self {
            country: Field::blank(),
            number: Field::blank(),
            method: Field::of(Method::default()),
        }
    }
}

impl PhoneForm {
    /// Returns the number and the method, when the typed number is valid.
    fn read(&mut self) -> Option<(PhoneNumber, Method)> {
        let country = *self.country.value()?;
        self.number.value()?;
        let number = match PhoneNumber::parse(self.number.raw(), country) {
            Ok(number) => number,
            Err(why) => {
                self.number.refuse(why);
                return None;
            }
        };
        Some((number, *self.method.value()?))
    }
}

/// Parses the typed number before it is added, to show how it is understood.
pub(super) fn read_number(
    me: &Ctx,
    text: &str,
    country: Country,
) -> std::result::Result<PhoneNumber, Message> {
    let number = PhoneNumber::parse(text, country)?;
    match policy::is_country_open(&me.app.operator, &number) {
        true => Ok(number),
        false => Err(country_closed(me, number.country())),
    }
}

/// Returns the error of a number of a country whose numbers are not accepted.
pub fn country_closed(ctx: &Ctx, country: Country) -> Message {
    Message::new("phones-number-country-closed").with("country", country.name(ctx.lang).to_owned())
}

/// Describes a number, as in "+31 6 12345678 · Netherlands · mobile".
pub(super) fn describe(ctx: &Ctx, number: &PhoneNumber) -> String {
    let kind = ctx.t(number.kind().get_message().unwrap_or_default());
    format!("{} · {} · {kind}", number.international(), number.country().name(ctx.lang))
}

/// The inputs as they are shown.
pub struct PhoneInputs {
    pub form: PhoneForm,
    pub countries: CountryOptions,
    /// The line that shows how the number was understood.
    pub preview: Option<String>,
    /// Whether a code can be sent by any method.
    pub can_send: bool,
}

impl PhoneInputs {
    /// Makes the inputs of a person with these phones.
    pub fn new(me: &SignedIn, phones: &[Phone], form: PhoneForm) -> Self {
        let known: Vec<_> = phones.iter().map(|phone| phone.number().country()).collect();
        let likely = country::likely(&me.ctx, &known);
        let chosen = form.country.value().copied().or_else(|| likely.first().copied());
        let countries = country::options(&me.ctx, &likely, chosen);
        let number = chosen.and_then(|chosen| read_number(&me.ctx, form.number.raw(), chosen).ok());
        let preview = number.map(|number| describe(&me.ctx, &number));
        let can_send = me.app.transports.can(Method::Sms.channel());
        Self { form, countries, preview, can_send }
    }

    /// Lists the errors of the inputs.
    pub fn errors(&self) -> FormErrors {
        FormErrors::default()
            .of("country", self.form.country.error())
            .of("number", self.form.number.error())
            .of("method", self.form.method.error())
    }

    /// Lists the methods by which a code can be sent.
    pub fn methods(&self, ctx: &Ctx) -> Vec<Choice> {
        choices(ctx, |method: &Method| self.form.method.value() == Some(method))
    }
}

/// The outcome of entering a number.
pub enum Entered {
    /// The number is added and a code queued, as this message says.
    Added(Message),
    /// The number is added, but its owner answered STOP before.
    Stopped(Message),
    /// The number is refused, for the reason in the form.
    Refused,
}

/// Adds the typed number. Commit the change whatever the outcome, because codes are counted in it.
pub async fn enter(me: &SignedIn, change: &mut Change, form: &mut PhoneForm) -> Result<Entered> {
    let Some((number, method)) = form.read() else { return Ok(Entered::Refused) };
    let added = super::add(change, me.person.user_id, &number, method).await?;
    form.number.refuse(match added {
        PhoneAdded::Added(_) => {
            let sent = match (me.app.transports.can(method.channel()), method) {
                (false, _) => "phones-added-unsent",
                (true, Method::Sms) => "phones-added-sms",
                (true, Method::Voice) => "phones-added-voice",
            };
            return Ok(Entered::Added(Message::new(sent)));
        }
        PhoneAdded::Stopped => return Ok(Entered::Stopped(Message::new("phones-added-stopped"))),
        PhoneAdded::Duplicate => Message::new("phones-duplicate"),
        PhoneAdded::Full => Message::new("phones-full").with("most", super::MOST as i64),
        PhoneAdded::CountryClosed => country_closed(me, number.country()),
        PhoneAdded::OutOfReach => {
            form.method.refuse(Message::new("phones-method-landline"));
            return Ok(Entered::Refused);
        }
        PhoneAdded::TooMany { until } => me.try_after(until),
    });
    Ok(Entered::Refused)
}

/// Parses the id of a phone in a path.
pub fn parse(id: &str) -> std::result::Result<PhoneId, Gone> {
    id.parse().map_err(|_| Gone)
}
