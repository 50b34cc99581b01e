//! Notification channels: how a person wants to be notified, and whether messages would arrive.

mod api;
mod card;
mod line;
mod mail;
mod reachability;
mod store;

use std::collections::BTreeSet;
use std::time::Duration;

pub use api::routes as api_routes;
pub use card::SECTION;
pub use mail::TestMessage;
pub use reachability::{Reachability, Reached};
use serde::{Serialize, Serializer};

use super::emails;
use super::phones::{self, Phone};
use crate::core::change::Change;
use crate::core::limits::{Limit, Verdict};
use crate::core::personal_data::{self, ExportPart, Forget};
use crate::core::stamp::{Stamp, Stamped};
use crate::messaging::transports::Transports;
use crate::messaging::{self, CHANNELS, Channel, ContactKind, JobKind, Recipient};
use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::ids::{AccountId, UserId};

/// The most test messages of one person on one channel.
const TESTS: Limit = Limit { name: "channel test", tries: 5, window: Duration::from_secs(60 * 60) };

pub const JOBS: &[JobKind] = &[JobKind::of::<TestMessage>()];

/// Exports the channels that are on.
pub const EXPORT: ExportPart = ExportPart {
    name: "notification_channels",
    read: |tx, user| personal_data::document(store::find(tx, user)),
};

/// Turns off every channel of a person who deletes their user.
pub const FORGET: Forget = |change, user| Box::pin(store::forget(change, user));

/// The channels that a person has on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Channels(BTreeSet<Channel>);

impl Channels {
    /// Returns the key of a channel in the APIs and in statements, such as `notify_sms`.
    fn key(channel: Channel) -> String {
        format!("notify_{}", channel.as_ref())
    }

    /// Returns the channels that a new user has on.
    pub fn at_first() -> Self {
        CHANNELS.iter().filter(|row| row.is_on_at_first).map(|row| row.channel).collect()
    }

    /// Tells whether a channel is on.
    pub fn is_on(&self, channel: Channel) -> bool {
        self.0.contains(&channel)
    }

    /// Turns a channel on or off.
    pub fn set(&mut self, channel: Channel, on: bool) {
        match on {
            true => self.0.insert(channel),
            false => self.0.remove(&channel),
        };
    }
}

impl FromIterator<Channel> for Channels {
    fn from_iter<I: IntoIterator<Item = Channel>>(on: I) -> Self {
        Self(on.into_iter().collect())
    }
}

/// An object of booleans: every channel by its key.
impl Serialize for Channels {
    fn serialize<S: Serializer>(&self, to: S) -> std::result::Result<S::Ok, S::Error> {
        let channels = CHANNELS.iter().map(|row| row.channel);
        to.collect_map(channels.map(|one| (Self::key(one), self.is_on(one))))
    }
}

/// Whether a message on a channel would arrive.
#[derive(Clone, Debug)]
pub enum Reach {
    /// The message goes to this recipient.
    To(Recipient),
    /// The operator has not configured the channel.
    Off,
    /// The person has no contact that is verified and not blocked.
    NoContact,
}

/// A person's contacts, the primary ones first.
pub struct Contacts {
    user: UserId,
    account: Option<AccountId>,
    emails: Vec<Recipient>,
    phones: Vec<Phone>,
}

impl Contacts {
    /// Reads a person's contacts, for messages in an account's ledger.
    pub async fn of(tx: &mut Tx, user: UserId, account: Option<AccountId>) -> Result<Self> {
        let emails = emails::security_recipients(tx, user, account).await?;
        Ok(Self { user, account, emails, phones: phones::list(tx, user).await? })
    }

    /// Tells whether the person has a phone that messages may be sent to.
    pub fn has_usable_phone(&self) -> bool {
        self.phones.iter().any(Phone::is_usable)
    }

    /// Returns where a message on a channel goes: to the primary contact, else to the first
    /// verified one.
    pub fn reach(&self, transports: &Transports, channel: Channel) -> Reach {
        if !transports.can(channel) {
            return Reach::Off;
        }
        let to = match channel.row().goes_to {
            Some(ContactKind::Email) => self.emails.first().cloned(),
            Some(ContactKind::Phone) => {
                let mut usable = self.phones.iter().filter(|phone| phone.is_usable());
                let phone = usable.find(|phone| phone.takes(channel));
                phone.map(|phone| phone.recipient(self.user, self.account, channel))
            }
            None => None,
        };
        to.map_or(Reach::NoContact, Reach::To)
    }
}

/// Finds the channels that a person has on.
pub async fn find(tx: &mut Tx, user: UserId) -> Result<Channels> {
    store::find(tx, user).await
}

/// Lists the channels that a person has on.
pub async fn on(tx: &mut Tx, user: UserId) -> Result<Vec<Channel>> {
    Ok(store::find(tx, user).await?.0.into_iter().collect())
}

/// Turns on channels of a person, beside those that are on.
pub async fn turn_on(change: &mut Change, user: UserId, channels: Vec<Channel>) -> Result<()> {
    let stored = store::find(change, user).await?;
    let mut to = stored.clone();
    channels.into_iter().for_each(|channel| to.set(channel, true));
    change.touch_user(user).await?;
    turn(change, user, &stored, &to).await
}

/// Turns on the channels that a new user has on.
pub async fn turn_on_first(change: &mut Change, user: UserId) -> Result<()> {
    turn(change, user, &Channels::default(), &Channels::at_first()).await
}

/// Stores the channels that are on, unless they changed since the form was shown.
pub async fn change(
    change: &mut Change,
    user: UserId,
    shown: &Stamp,
    to: &Channels,
) -> Result<Stamped> {
    change.lock_user(user).await?;
    let stored = store::find(change, user).await?;
    let stamp = Stamp::of(&stored);
    if stamp != *shown {
        return Ok(Stamped::Stale(stamp));
    }
    change.touch_user(user).await?;
    turn(change, user, &stored, to).await?;
    Ok(Stamped::Saved)
}

/// Stores the channels that are on, whatever they were.
pub async fn set(change: &mut Change, user: UserId, to: &Channels) -> Result<()> {
    change.touch_user(user).await?;
    let stored = store::find(change, user).await?;
    turn(change, user, &stored, to).await
}

async fn turn(change: &mut Change, user: UserId, from: &Channels, to: &Channels) -> Result<()> {
    let now = change.now();
    for row in CHANNELS {
        match (from.is_on(row.channel), to.is_on(row.channel)) {
            (false, true) => store::turn_on(change, user, row.channel, now).await?,
            (true, false) => store::turn_off(change, user, row.channel).await?,
            (true, true) | (false, false) => {}
        }
    }
    Ok(())
}

/// The outcome of requesting a test message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tested {
    Queued,
    /// The channel cannot be used.
    Unable,
    TooMany {
        until: Timestamp,
    },
}

/// Sends a person a test message on a channel.
pub async fn test(
    change: &mut Change,
    transports: &Transports,
    user: UserId,
    channel: Channel,
) -> Result<Tested> {
    let (now, account) = (change.now(), change.account());
    change.lock_user(user).await?;
    let contacts = Contacts::of(change, user, account).await?;
    let Reach::To(to) = contacts.reach(transports, channel) else {
        return Ok(Tested::Unable);
    };
    let who = [&user.as_bytes()[..], channel.as_ref().as_bytes()];
    if let Verdict::Past { retry_after, .. } = TESTS.count(change, &who).await? {
        return Ok(Tested::TooMany { until: now + retry_after });
    }
    let (email, phone) = to.contact.ids();
    messaging::send(change, &to, &TestMessage { channel, email, phone }).await?;
    Ok(Tested::Queued)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_user_has_push_and_email_on() {
        let says = serde_json::to_string(&Channels::at_first()).unwrap();
        let on = r#"{"notify_push":true,"notify_email":true,"#;
        let off = r#""notify_sms":false,"notify_voice":false,"notify_whatsapp":false,"notify_slack":false}"#;
        assert_eq!(says, format!("{on}{off}"));
    }

    #[test]
    fn a_channel_is_turned_on_once_and_off() {
        let mut channels = Channels::at_first();
        channels.set(Channel::WhatsApp, true);
        channels.set(Channel::WhatsApp, true);
        channels.set(Channel::Push, false);
        assert_eq!(channels, [Channel::WhatsApp, Channel::Email].into_iter().collect());
    }
}
