//! The channels that a phone is used for: offered beside its code, and turned on once it is verified.

use super::Phone;
use crate::core::change::Change;
use crate::core::filled::Filled;
use crate::messaging::transports::Transports;
use crate::messaging::{CHANNELS, Channel, ContactKind};
use crate::platform::db::{DbFuture, Result, Tx};
use crate::platform::ids::UserId;

/// The channels' side of a phone's uses, which phones cannot import.
pub struct PhoneUses {
    /// Tells which channels a person has on.
    pub on: for<'a> fn(&'a mut Tx, UserId) -> DbFuture<'a, Vec<Channel>>,
    /// Turns channels on.
    pub turn_on: for<'a> fn(&'a mut Change, UserId, Vec<Channel>) -> DbFuture<'a, ()>,
}

/// See [`PhoneUses`].
pub static USES: Filled<PhoneUses> = Filled::empty();

/// A channel that is offered beside a phone's code.
pub struct PhoneUse {
    pub channel: Channel,
    /// Whether the checkbox of the channel is ticked.
    pub on: bool,
}

/// Lists the channels that work with a phone and that its owner has off.
pub async fn offered(
    tx: &mut Tx,
    transports: &Transports,
    user: UserId,
    phone: &Phone,
) -> Result<Vec<Channel>> {
    let on = (USES.required()?.on)(tx, user).await?;
    let of_phones = CHANNELS.iter().filter(|row| row.goes_to == Some(ContactKind::Phone));
    let channels = of_phones.map(|row| row.channel);
    let works = |channel: &Channel| transports.can(*channel) && phone.takes(*channel);
    Ok(channels.filter(works).filter(|channel| !on.contains(channel)).collect())
}

/// Turns on the channels that were ticked.
pub async fn turn_on(change: &mut Change, user: UserId, ticked: &[Channel]) -> Result<()> {
    if ticked.is_empty() {
        return Ok(());
    }
    (USES.required()?.turn_on)(change, user, ticked.to_vec()).await
}
