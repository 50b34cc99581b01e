//! Reachability of the token's owner in API v4.

use axum::Json;
use serde::Serialize;
use utoipa::ToSchema;

use super::Reach;
use super::reachability::{ChannelReach, Reachability, Reached};
use crate::platform::i18n::Lang;
use crate::web::api::Result;
use crate::web::api::gate::ApiCaller;
use crate::web::api::refusal::ReadRefusals;
use crate::web::paths;
use crate::web::routes::{Routes, operations};

pub fn routes() -> Routes {
    operations!(show_my_reachability)
}

/// Whether a person can be paged now.
#[derive(Serialize, ToSchema)]
#[schema(as = Reachability)]
struct ReachabilityObject {
    status: Status,
    /// The same as a sentence in English, as My Settings has it.
    #[schema(examples("Yes, by email and SMS."))]
    message: String,
    channels: Vec<ChannelObject>,
}

/// Answer to whether a person can be paged now.
#[derive(Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ReachabilityStatus)]
enum Status {
    Reachable,
    /// The same, except that a channel that is on does not work.
    PartlyReachable,
    /// Messages arrive only where they wake nobody, such as by email.
    Quiet,
    Unreachable,
}

/// A notification channel of a person.
#[derive(Serialize, ToSchema)]
#[schema(as = ChannelReachability)]
struct ChannelObject {
    #[schema(examples("sms"))]
    channel: &'static str,
    /// Whether the person has it on.
    enabled: bool,
    /// Whether a message on it would arrive, were it on.
    working: bool,
    /// Masked contact that its messages go to.
    #[schema(examples("+44 •••• ••56"))]
    contact: Option<String>,
    /// Why it does not work.
    reason: Option<Reason>,
}

/// Reason why a channel does not work.
#[derive(Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ChannelReason)]
enum Reason {
    /// The server cannot send on it.
    NotConfigured,
    /// The person has no contact for it that is verified and not blocked.
    NoContact,
}

impl From<Reached> for Status {
    fn from(reached: Reached) -> Self {
        match reached {
            Reached::Yes => Self::Reachable,
            Reached::Partly => Self::PartlyReachable,
            Reached::Quietly => Self::Quiet,
            Reached::No => Self::Unreachable,
        }
    }
}

impl From<&ChannelReach> for ChannelObject {
    fn from(one: &ChannelReach) -> Self {
        let (contact, reason) = match &one.reach {
            Reach::To(to) => (Some(to.masked.clone()), None),
            Reach::Off => (None, Some(Reason::NotConfigured)),
            Reach::NoContact => (None, Some(Reason::NoContact)),
        };
        Self {
            channel: one.of.channel.into(),
            enabled: one.on,
            working: contact.is_some(),
            contact,
            reason,
        }
    }
}

/// Tells whether the token's owner can be paged now, and on which channels.
#[utoipa::path(get, path = paths::API_MY_REACHABILITY, tag = "Account",
    responses((status = 200, description = "The answer", body = ReachabilityObject), ReadRefusals))]
async fn show_my_reachability(ApiCaller(caller): ApiCaller) -> Result<Json<ReachabilityObject>> {
    let app = &caller.app;
    let mut tx = app.db.read().await?;
    let place = &caller.place;
    let found =
        Reachability::find(&mut tx, place.user_id, Some(place.account_id), &app.transports).await?;
    let words = found.words(Lang::En, &app.messages);
    Ok(Json(ReachabilityObject {
        status: found.reached().into(),
        message: app.messages.text(Lang::En, &words),
        channels: found.channels.iter().map(ChannelObject::from).collect(),
    }))
}
