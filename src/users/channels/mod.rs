//! Notification channels: the ways I want to be called, and whether they work.

mod card;
mod line;
mod mail;
mod store;

use std::time::Duration;

pub use card::SECTION;
pub use line::{TestLine, last_test};
pub use mail::TestMessage;
use serde::Serialize;

use super::emails;
use super::phones::{self, Phone};
use crate::core::change::Change;
use crate::core::limits::{Limit, Verdict};
use crate::core::personal_data::{self, ExportPart, Forget};
use crate::core::stamp::{Stamp, Stamped};
use crate::messaging::transports::Transports;
use crate::messaging::{self, Channel, Contact, JobKind, Recipient};
use crate::platform::clock::Timestamp;
use crate::platform::db::{Result, Tx};
use crate::platform::ids::{AccountId, UserId};

/// Test messages of one person on one channel.
const TESTS: Limit = Limit { name: "channel test", tries: 5, window: Duration::from_secs(60 * 60) };

/// The kinds of jobs of this noun.
pub const JOBS: &[JobKind] = &[JobKind::of::<TestMessage>()];

/// The export of the channels that are on.
pub const EXPORT: ExportPart = ExportPart {
    name: "notification_channels",
    read: |tx, user| {
        Box::pin(async move { personal_data::document(&store::exported(tx, user).await?) })
    },
};

/// Channels are off once the person is gone.
pub const FORGET: Forget = |change, user| Box::pin(store::forget(change, user));

/// What is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, sqlx::FromRow)]
pub struct Channels {
    pub notify_push: bool,
    pub notify_email: bool,
    pub notify_sms: bool,
    pub notify_voice: bool,
    pub notify_whatsapp: bool,
    pub notify_slack: bool,
}

/// A channel's switch on the card. Three of them have no way out yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::VariantArray, strum::AsRefStr)]
#[strum(serialize_all = "lowercase")]
pub enum ChannelKind {
    Push,
    Email,
    Sms,
    Voice,
    WhatsApp,
    Slack,
}

impl ChannelKind {
    /// The way out that it has.
    pub fn channel(self) -> Option<Channel> {
        match self {
            Self::Email => Some(Channel::Email),
            Self::Sms => Some(Channel::Sms),
            Self::Voice => Some(Channel::Voice),
            Self::Push | Self::WhatsApp | Self::Slack => None,
        }
    }
}

/// Whether a message would arrive.
#[derive(Clone, Debug)]
pub enum Reach {
    /// It goes there.
    To(Recipient),
    /// Nothing of the kind is configured here.
    Off,
    /// There is no contact that is proved and not blocked.
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
    /// Reads them, for messages that stand in an account's ledger.
    pub async fn of(tx: &mut Tx, user: UserId, account: Option<AccountId>) -> Result<Self> {
        let emails = emails::security_recipients(tx, user, account).await?;
        Ok(Self { user, account, emails, phones: phones::list(tx, user).await? })
    }

    /// Where a message on a channel goes: to the primary contact, else to the first that is
    /// proved.
    pub fn reach(&self, transports: &Transports, channel: Channel) -> Reach {
        if !transports.can(channel) {
            return Reach::Off;
        }
        let to = match channel {
            Channel::Email => self.emails.first().cloned(),
            Channel::Sms | Channel::Voice => {
                let mut usable = self.phones.iter().filter(|phone| phone.is_usable());
                let phone = usable.find(|phone| phone.takes(channel));
                phone.map(|phone| phone.recipient(self.user, self.account, channel))
            }
        };
        to.map_or(Reach::NoContact, Reach::To)
    }
}

/// What is on.
pub async fn find(tx: &mut Tx, user: UserId) -> Result<Channels> {
    store::find(tx, user).await
}

/// Stores what is on, unless it is no longer what the form was about.
pub async fn change(
    change: &mut Change,
    user: UserId,
    shown: &Stamp,
    to: &Channels,
) -> Result<Stamped> {
    change.lock_user(user).await?;
    let stored = Stamp::of(&store::find(change, user).await?);
    if stored != *shown {
        return Ok(Stamped::Stale(stored));
    }
    set(change, user, to).await?;
    Ok(Stamped::Saved)
}

/// Stores what is on, whatever was.
pub async fn set(change: &mut Change, user: UserId, to: &Channels) -> Result<()> {
    let now = change.now();
    change.lock_user(user).await?;
    store::update(change, user, to, now).await
}

/// What came of asking for a test message.
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
    let (email, phone) = match to.contact {
        Contact::Email(email) => (Some(email), None),
        Contact::Phone(phone) => (None, Some(phone)),
    };
    messaging::send(change, &to, &TestMessage { channel, email, phone }).await?;
    Ok(Tested::Queued)
}
