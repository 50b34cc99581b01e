//! The channels, in one table: names, texts, and what they can do.

/// A channel, and the queue of its jobs. In URLs, forms, jobs and the database it is named in lower
/// case, such as `whatsapp`.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    strum::AsRefStr,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
    serde::Serialize,
    serde::Deserialize,
    sqlx::Type,
)]
#[strum(serialize_all = "lowercase")]
#[serde(rename_all = "lowercase")]
#[sqlx(type_name = "TEXT", rename_all = "lowercase")]
pub enum Channel {
    Push,
    Email,
    Sms,
    Voice,
    WhatsApp,
    Slack,
}

/// The kind of contact that a channel's messages go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContactKind {
    Email,
    Phone,
}

/// A channel's properties outside of its own folder. Texts are named by their ids.
pub struct ChannelRow {
    pub channel: Channel,
    pub title: &'static str,
    /// The text of its name within a sentence.
    pub word: &'static str,
    /// The text that says where its messages arrive.
    pub hint: &'static str,
    /// The text that says why nothing can be sent on it here, and what to do.
    pub unable: &'static str,
    /// The text that says that the person has no contact for it, and what to do.
    pub no_contact: &'static str,
    pub icon: &'static str,
    /// `None` when its messages go to neither an email address nor a phone.
    pub goes_to: Option<ContactKind>,
    /// Whether the program can send on it, once its provider is configured. Only such a channel has
    /// a queue.
    pub sends: bool,
    /// Whether its provider reports that a message arrived.
    pub reports_arrival: bool,
    /// Whether a new user has it on.
    pub is_on_at_first: bool,
    /// Whether its messages wake someone who sleeps beside their phone.
    pub wakes: bool,
}

/// Every channel in the order in which pages list them, which is that of [`Channel`].
pub const CHANNELS: &[ChannelRow] = &[
    ChannelRow {
        channel: Channel::Push,
        title: "channels-push-title",
        word: "channels-push-word",
        hint: "channels-push-hint",
        unable: "channels-push-unable",
        no_contact: "channels-push-unable",
        icon: "smartphone",
        goes_to: None,
        sends: false,
        reports_arrival: false,
        is_on_at_first: true,
        wakes: true,
    },
    ChannelRow {
        channel: Channel::Email,
        title: "channels-email-title",
        word: "channels-email-word",
        hint: "channels-email-hint",
        unable: "channels-off",
        no_contact: "channels-email-no-contact",
        icon: "mail",
        goes_to: Some(ContactKind::Email),
        sends: true,
        reports_arrival: false,
        is_on_at_first: true,
        wakes: false,
    },
    ChannelRow {
        channel: Channel::Sms,
        title: "channels-sms-title",
        word: "channels-sms-word",
        hint: "channels-sms-hint",
        unable: "channels-off",
        no_contact: "channels-phone-no-contact",
        icon: "message-square",
        goes_to: Some(ContactKind::Phone),
        sends: true,
        reports_arrival: true,
        is_on_at_first: false,
        wakes: true,
    },
    ChannelRow {
        channel: Channel::Voice,
        title: "channels-voice-title",
        word: "channels-voice-word",
        hint: "channels-voice-hint",
        unable: "channels-off",
        no_contact: "channels-phone-no-contact",
        icon: "phone",
        goes_to: Some(ContactKind::Phone),
        sends: true,
        reports_arrival: true,
        is_on_at_first: false,
        wakes: true,
    },
    ChannelRow {
        channel: Channel::WhatsApp,
        title: "channels-whatsapp-title",
        word: "channels-whatsapp-word",
        hint: "channels-whatsapp-hint",
        unable: "channels-whatsapp-unable",
        no_contact: "channels-phone-no-contact",
        icon: "message-circle",
        goes_to: Some(ContactKind::Phone),
        sends: false,
        reports_arrival: false,
        is_on_at_first: false,
        wakes: true,
    },
    ChannelRow {
        channel: Channel::Slack,
        title: "channels-slack-title",
        word: "channels-slack-word",
        hint: "channels-slack-hint",
        unable: "channels-slack-unable",
        no_contact: "channels-slack-unable",
        icon: "hash",
        goes_to: None,
        sends: false,
        reports_arrival: false,
        is_on_at_first: false,
        wakes: false,
    },
];

impl Channel {
    /// Returns the channel's row of [`CHANNELS`].
    pub fn row(self) -> &'static ChannelRow {
        &CHANNELS[self as usize]
    }

    /// Lists the channels that the program can send on, each of which has a queue.
    pub fn sending() -> impl Iterator<Item = Self> {
        CHANNELS.iter().filter(|row| row.sends).map(|row| row.channel)
    }
}

#[cfg(test)]
mod tests {
    use strum::VariantArray;

    use super::*;

    #[test]
    fn every_channel_has_its_row_in_its_place() {
        let rows: Vec<_> = CHANNELS.iter().map(|row| row.channel).collect();
        assert_eq!(rows, Channel::VARIANTS);
        assert!(Channel::VARIANTS.iter().all(|channel| channel.row().channel == *channel));
    }

    #[test]
    fn what_a_channel_sends_goes_to_some_contact() {
        assert!(Channel::sending().all(|channel| channel.row().goes_to.is_some()));
    }
}
