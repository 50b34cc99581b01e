//! The request for a link that sets a new password.

use std::time::Duration;

use super::mail::ResetRequest;
use super::store;
use crate::auth::sign_in::KnownPlace;
use crate::auth::undo;
use crate::core::limits::{Limit, Verdict};
use crate::core::origin::Origin;
use crate::messaging;
use crate::platform::clock::Timestamp;
use crate::users::emails::EmailAddress;
use crate::web::App;
use crate::web::errors::Result;
use crate::web::viewer::device::Device;

const HOUR: Duration = Duration::from_secs(60 * 60);
/// The most links to one address, for all strangers together and for each known place. A request
/// beyond the limit gets the same answer and sends nothing: the owner has the earlier links.
const TO_ADDRESS: Limit = Limit { name: "reset address", tries: 5, window: HOUR };

/// The most requests from one network.
const BY_NETWORK: Limit = Limit { name: "reset network", tries: 50, window: HOUR };

/// The outcome of requesting a link for a new password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResetRequested {
    /// If a user has verified the address, a link is sent to it.
    Accepted,
    /// The network's limit of requests is reached, for whatever addresses.
    TooMany { until: Timestamp },
}

/// Accepts a request. The statements are the same for every address: it is looked up, but
/// everything that depends on the result is left to the outbox.
pub async fn ask(
    app: &App,
    address: &EmailAddress,
    origin: Origin,
    device: &Device,
) -> Result<ResetRequested> {
    let network = origin.network.clone();
    let mut change = app.change(origin).await?;
    let now = change.now();
    let by_network = BY_NETWORK.count(&mut change, &[network.as_bytes()]).await?;
    if let Verdict::Past { retry_after, .. } = by_network {
        // Before the address is counted: a requester over the limit must not use up the address's
        // requests.
        change.commit().await?;
        return Ok(ResetRequested::TooMany { until: now + retry_after });
    }
    let verified = store::verified(&mut change, address.key()).await?;
    let owner = verified.as_ref().map(|verified| verified.user_id);
    // Strangers share the address's links; a place where its owner has signed in has its own.
    let known = KnownPlace::of(&mut change, device, owner).await?;
    let mut who = vec![address.key()];
    who.extend(known.as_ref().map(KnownPlace::key));
    let to_address = TO_ADDRESS.count(&mut change, &who).await?;
    let email = verified.map(|verified| verified.id);
    let removal = undo::removal_of(&mut change, address.key(), now).await?;
    let request = match to_address {
        Verdict::Within => ResetRequest { email, removal },
        Verdict::Past { .. } => ResetRequest { email: None, removal: None },
    };
    messaging::later(&mut change, &request).await?;
    change.commit().await?;
    Ok(ResetRequested::Accepted)
}
