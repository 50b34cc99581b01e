//! Reminders of shifts in the APIs.

use serde::{Deserialize, Serialize};
use strum::VariantArray;
use utoipa::ToSchema;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, Schema, Type};

use crate::platform::i18n::Message;
use crate::users::preferences::{Layers, LeadTime, Reminders};
use crate::web::api::body::{ApiBody, Fields};
use crate::web::api::field::{Patch, Wire, Wrong};
use crate::web::api::object::WireList;

/// Reminders that a shift of the person begins or ends.
#[derive(Default, Serialize, ToSchema)]
#[schema(as = Reminders)]
pub struct RemindersObject {
    pub enabled: bool,
    /// When reminders are sent: ISO 8601 durations before the shift, or `evening` for the evening
    /// before.
    #[schema(value_type = Vec<String>)]
    pub lead_times: Vec<LeadTime>,
    /// Layers to include; empty means all.
    #[schema(value_type = Vec<u16>)]
    pub layers: Layers,
}

impl From<&Reminders> for RemindersObject {
    fn from(Reminders { enabled, lead_times, layers }: &Reminders) -> Self {
        Self { enabled: *enabled, lead_times: lead_times.clone(), layers: layers.clone() }
    }
}

/// Reminders to update. Omitted attributes keep their values.
#[derive(Clone, Debug, Deserialize, Default)]
#[serde(default)]
pub struct RemindersBody {
    enabled: Patch<bool>,
    lead_times: Patch<LeadTimes>,
    layers: Patch<WantedLayers>,
}

impl ApiBody for RemindersBody {
    const NAME: &'static str = "RemindersAttributes";

    fn check(&self, fields: &mut impl Fields) {
        fields
            .of("enabled", &self.enabled)
            .of("lead_times", &self.lead_times)
            .of("layers", &self.layers);
    }
}

impl RemindersBody {
    /// Applies the changes to stored reminders.
    pub fn on(&self, now: &Reminders) -> Reminders {
        Reminders {
            enabled: self.enabled.copied().unwrap_or(now.enabled),
            lead_times: self.lead_times.value().map_or(&now.lead_times, |given| &given.0).clone(),
            layers: self.layers.value().map_or(&now.layers, |given| &given.0).clone(),
        }
    }
}

#[derive(Clone, Debug)]
struct LeadTimes(Vec<LeadTime>);

impl Wire for LeadTimes {
    type Raw = WireList<String>;
    const MUST: &'static str = "must be a list of lead times";
    fn read(WireList(raw): WireList<String>) -> Result<Self, Wrong> {
        let mut lead_times = Vec::new();
        for text in &raw {
            let lead_time =
                text.parse().map_err(|_| Wrong::Kind("contains an unknown lead time"))?;
            if !lead_times.contains(&lead_time) {
                lead_times.push(lead_time);
            }
        }
        Ok(Self(lead_times))
    }
    fn allowed() -> Vec<&'static str> {
        LeadTime::VARIANTS.iter().map(AsRef::as_ref).collect()
    }
    fn schema() -> RefOr<Schema> {
        let one = ObjectBuilder::new().schema_type(Type::String).enum_values(Some(Self::allowed()));
        ArrayBuilder::new().items(one).build().into()
    }
}

#[derive(Clone, Debug)]
struct WantedLayers(Layers);

impl Wire for WantedLayers {
    type Raw = WireList<serde_json::Value>;
    const MUST: &'static str = "must be a list of layers";
    fn read(WireList(raw): Self::Raw) -> Result<Self, Wrong> {
        let numbers =
            raw.iter().map(|one| one.as_str().map_or_else(|| one.to_string(), str::to_owned));
        let numbers: Vec<_> = numbers.collect();
        numbers.join(",").parse().map(Self).map_err(|why: Message| Wrong::Value(why))
    }
    fn schema() -> RefOr<Schema> {
        let one = ObjectBuilder::new().schema_type(Type::Integer);
        let one = one.minimum(Some(1)).maximum(Some(Layers::MOST));
        ArrayBuilder::new().items(one).build().into()
    }
}
