//! Escalation policies in API v4: the body.

use std::collections::BTreeMap;

use serde::Deserialize;
use strum::VariantArray;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema};

use crate::oncall::escalation::{EscalationLayers, LayerRepeats, LayerTerms, LayerTimeOut};
use crate::web::api::body::{ApiBody, Fields, ListMode};
use crate::web::api::field::{ApiString, Patch, Text, WholeNumber, Wire, Wrong};
use crate::web::api::object::{JsonObject, Objects};

/// An escalation policy to update. Omitted attributes keep their values.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct EscalationPolicyBody {
    /// All layers of the team.
    escalation_layers_attributes: Patch<Objects<LayerBody>>,
    /// Custom metadata. Up to 50 keys, 16 KiB in total.
    pub meta: Patch<JsonObject>,
}

impl ApiBody for EscalationPolicyBody {
    const NAME: &'static str = "EscalationPolicyAttributes";
    const EXAMPLE: &'static str = r#"{"escalation_layers_attributes": [
        {"layer": 1, "timeout": 5, "timeout_unit": "minutes", "repeats": 1},
        {"layer": 2, "timeout": 10, "timeout_unit": "minutes"}]}"#;

    fn check(&self, fields: &mut impl Fields) {
        fields.each("escalation_layers_attributes", &self.numbered()).of("meta", &self.meta);
    }
}

impl EscalationPolicyBody {
    /// Returns the list as it was sent, with a refusal in each entry whose number is not one of
    /// 1 to their count, or is another entry's too. An entry without a number has that of its
    /// place.
    fn numbered(&self) -> Patch<Objects<LayerBody>> {
        let Patch::Value(Objects(entries)) = &self.escalation_layers_attributes else {
            return self.escalation_layers_attributes.clone();
        };
        let (mut entries, count) = (entries.clone(), entries.len() as i64);
        let mut taken = Vec::new();
        for (place, entry) in (1..).zip(&mut entries) {
            if matches!(entry.layer, Patch::Refused { .. }) {
                continue;
            }
            let number = entry.number(place);
            if number > count || taken.contains(&number) {
                let sent = entry.layer.copied().map(|layer| layer.0.into());
                entry.layer = Patch::Refused { wrong: Wrong::Kind(LayerNumber::MUST), sent };
            }
            taken.push(number);
        }
        Patch::Value(Objects(entries))
    }

    /// Returns the layers in the order of their numbers, if the body has them.
    pub fn layers(&self) -> Option<EscalationLayers> {
        let Objects(entries) = self.escalation_layers_attributes.value()?;
        let entries = (1..).zip(entries).map(|(place, entry)| (entry.number(place), entry));
        let by_number: BTreeMap<_, _> = entries.collect();
        let terms = by_number.into_values().map(LayerBody::terms).collect::<Option<_>>()?;
        EscalationLayers::of(terms)
    }
}

/// A layer of a team. Without `layer` it has the number of its place in the list.
#[derive(Clone, Debug, Deserialize, Default)]
#[serde(default)]
struct LayerBody {
    layer: Patch<LayerNumber>,
    timeout: Patch<TimeoutNumber>,
    timeout_unit: Patch<Text<TimeoutUnit>>,
    repeats: Patch<RepeatsNumber>,
}

impl ApiBody for LayerBody {
    const NAME: &'static str = "EscalationLayerAttributes";
    const LIST: ListMode =
        ListMode::Replaced { least: EscalationLayers::LEAST, most: EscalationLayers::MOST };

    fn check(&self, fields: &mut impl Fields) {
        fields
            .of("layer", &self.layer)
            .required("timeout", &self.timeout_in_unit())
            .of("timeout_unit", &self.timeout_unit)
            .of("repeats", &self.repeats);
    }
}

impl LayerBody {
    fn number(&self, place: i64) -> i64 {
        self.layer.value().map_or(place, |layer| layer.0)
    }

    /// Returns the time-out, if it is within the limits in its unit.
    fn time_out(&self) -> Option<LayerTimeOut> {
        let timeout = self.timeout.value()?.0;
        let minutes = match self.timeout_unit.value().map_or(TimeoutUnit::Minutes, |unit| unit.0) {
            TimeoutUnit::Seconds if timeout % 60 == 0 => timeout / 60,
            TimeoutUnit::Seconds => return None,
            TimeoutUnit::Minutes => timeout,
            TimeoutUnit::Hours => timeout.checked_mul(60)?,
        };
        LayerTimeOut::of_minutes(minutes)
    }

    /// Returns the number as it was sent, with a refusal if it is out of the limits in its unit.
    fn timeout_in_unit(&self) -> Patch<TimeoutNumber> {
        let is_known = !matches!(self.timeout_unit, Patch::Refused { .. });
        match &self.timeout {
            Patch::Value(timeout) if is_known && self.time_out().is_none() => Patch::Refused {
                wrong: Wrong::Kind(TimeoutNumber::MUST),
                sent: Some(timeout.0.into()),
            },
            timeout => timeout.clone(),
        }
    }

    fn terms(&self) -> Option<LayerTerms> {
        let repeats = self.repeats.value().map(|repeats| repeats.0).unwrap_or_default();
        Some(LayerTerms { time_out: self.time_out()?, repeats })
    }
}

/// The unit of a time-out.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, strum::EnumString, strum::AsRefStr, strum::VariantArray,
)]
#[strum(serialize_all = "lowercase")]
enum TimeoutUnit {
    Seconds,
    Minutes,
    Hours,
}

impl ApiString for TimeoutUnit {
    fn describe(text: ObjectBuilder) -> ObjectBuilder {
        let text = text.enum_values(Some(<Self as ApiString>::allowed()));
        text.description(Some("`minutes` by default."))
    }
    fn allowed() -> Vec<&'static str> {
        Self::VARIANTS.iter().map(AsRef::as_ref).collect()
    }
}

/// The number of a layer.
#[derive(Clone, Copy, Debug)]
struct LayerNumber(i64);

impl Wire for LayerNumber {
    type Raw = WholeNumber;
    const MUST: &'static str = "must be a number from 1 to the number of layers, each used once";
    fn read(WholeNumber(raw): WholeNumber) -> Result<Self, Wrong> {
        let is_in = (1..=EscalationLayers::MOST as i64).contains(&raw);
        is_in.then_some(Self(raw)).ok_or(Wrong::Kind(Self::MUST))
    }
    fn schema() -> RefOr<Schema> {
        WholeNumber::between(1, EscalationLayers::MOST as i64).build().into()
    }
}

/// A number of seconds, minutes or hours.
#[derive(Clone, Copy, Debug)]
struct TimeoutNumber(i64);

impl Wire for TimeoutNumber {
    type Raw = WholeNumber;
    const MUST: &'static str = "must be 1 to 60 whole minutes";
    fn read(WholeNumber(raw): WholeNumber) -> Result<Self, Wrong> {
        Ok(Self(raw))
    }
    fn schema() -> RefOr<Schema> {
        let number = WholeNumber::between(1, LayerTimeOut::MOST * 60);
        number.description(Some("1 to 60 whole minutes, in the unit.")).build().into()
    }
}

/// A number of repeats.
#[derive(Clone, Copy, Debug)]
struct RepeatsNumber(LayerRepeats);

impl Wire for RepeatsNumber {
    type Raw = WholeNumber;
    const MUST: &'static str = "must be a whole number from 0 to 3";
    fn read(WholeNumber(raw): WholeNumber) -> Result<Self, Wrong> {
        LayerRepeats::of_times(raw).map(Self).ok_or(Wrong::Kind(Self::MUST))
    }
    fn schema() -> RefOr<Schema> {
        let number = WholeNumber::between(0, LayerRepeats::Thrice.times());
        number.description(Some("0 by default.")).build().into()
    }
}
