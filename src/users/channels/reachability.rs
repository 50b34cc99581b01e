//! Reachability: whether a person can be paged now, on which channels, and what stands in the way.

use std::collections::HashMap;

use super::{Channels, Contacts, Reach, store};
use crate::core::mood::Mood;
use crate::messaging::transports::Transports;
use crate::messaging::{CHANNELS, ChannelRow};
use crate::platform::db::{Result, Tx};
use crate::platform::i18n::{Lang, Message, Messages};
use crate::platform::ids::{AccountId, UserId};
use crate::users::emails::{self, Email};
use crate::users::phones;

/// Whether a person can be paged now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reached {
    /// A message on at least one channel wakes them, and every channel that is on works.
    Yes,
    /// A message wakes them, but a channel that is on does not work.
    Partly,
    /// Messages arrive only where they wake nobody, such as by email.
    Quietly,
    /// Nothing arrives on any channel that is on.
    No,
}

/// A channel, whether a person has it on, and where its messages go.
pub struct ChannelReach {
    pub of: &'static ChannelRow,
    pub on: bool,
    pub reach: Reach,
}

impl ChannelReach {
    /// Tells whether a message would arrive.
    pub fn works(&self) -> bool {
        self.on && matches!(self.reach, Reach::To(_))
    }

    /// Tells whether the person relies on it in vain. A channel that the program cannot send on is
    /// relied on by nobody.
    fn fails(&self) -> bool {
        self.on && self.of.sends && !self.works()
    }
}

/// What a person can be reached on. The card, the APIs and every success that promises it read it
/// off here.
pub struct Reachability {
    /// Every channel, in the order of [`CHANNELS`].
    pub channels: Vec<ChannelReach>,
    has_phone: bool,
}

impl Reachability {
    /// Reads it for a person, as a member of an account.
    pub async fn find(
        tx: &mut Tx,
        user: UserId,
        account: Option<AccountId>,
        transports: &Transports,
    ) -> Result<Self> {
        let on = store::find(tx, user).await?;
        Ok(Self::of(&Contacts::of(tx, user, account).await?, &on, transports))
    }

    /// Reads it for several people, as members of an account.
    pub async fn of_all(
        tx: &mut Tx,
        users: &[UserId],
        account: AccountId,
        transports: &Transports,
    ) -> Result<HashMap<UserId, Self>> {
        let on = store::of_all(tx, users).await?;
        let mut emails = emails::of_all(tx, users).await?;
        let mut phones = phones::of_all(tx, users).await?;
        let of = |user: &UserId| {
            let usable = emails.remove(user).unwrap_or_default();
            let usable = usable.into_iter().filter(Email::is_usable);
            let contacts = Contacts {
                user: *user,
                account: Some(account),
                emails: usable.map(|email| email.recipient(*user, Some(account))).collect(),
                phones: phones.remove(user).unwrap_or_default(),
            };
            let none = Channels::default();
            (*user, Self::of(&contacts, on.get(user).unwrap_or(&none), transports))
        };
        Ok(users.iter().map(of).collect())
    }

    /// Computes it from contacts and the channels that are on.
    pub fn of(contacts: &Contacts, on: &Channels, transports: &Transports) -> Self {
        let channels = CHANNELS.iter().map(|of| ChannelReach {
            of,
            on: on.is_on(of.channel),
            reach: contacts.reach(transports, of.channel),
        });
        Self { channels: channels.collect(), has_phone: contacts.has_usable_phone() }
    }

    /// Returns the answer.
    pub fn reached(&self) -> Reached {
        let mut working = self.channels.iter().filter(|one| one.works()).peekable();
        if working.peek().is_none() {
            return Reached::No;
        }
        match (working.any(|one| one.of.wakes), self.channels.iter().any(ChannelReach::fails)) {
            (false, _) => Reached::Quietly,
            (true, true) => Reached::Partly,
            (true, false) => Reached::Yes,
        }
    }

    /// Returns the answer as a sentence.
    pub fn words(&self, lang: Lang, messages: &Messages) -> Message {
        let named = |is_it: fn(&ChannelReach) -> bool| -> Vec<String> {
            let those = self.channels.iter().filter(|one| is_it(one));
            those.map(|one| messages.plain(lang, one.of.word).into_owned()).collect()
        };
        let working = named(ChannelReach::works);
        match self.reached() {
            Reached::Yes => Message::new("channels-reach-yes").with("channels", working),
            Reached::Partly => Message::new("channels-reach-partly")
                .with("channels", working)
                .with("failing", named(ChannelReach::fails)),
            Reached::Quietly => Message::new("channels-reach-quiet").with("channels", working),
            Reached::No => Message::new("channels-reach-no"),
        }
    }

    /// Lists the channels that are on and work.
    pub fn working(&self) -> impl Iterator<Item = &'static ChannelRow> {
        self.channels.iter().filter(|one| one.works()).map(|one| one.of)
    }

    /// Tells whether the person has a phone that can be used.
    pub fn has_phone(&self) -> bool {
        self.has_phone
    }
}

impl Reached {
    /// Returns how the answer is shown.
    pub fn mood(self) -> Mood {
        match self {
            Self::Yes => Mood::Well,
            Self::Partly | Self::Quietly => Mood::Waiting,
            Self::No => Mood::Ill,
        }
    }
}
