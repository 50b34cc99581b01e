//! Methods: how the code that proves a number comes.

use crate::messaging::Channel;

/// The way in which a code reaches a phone.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Default,
    serde::Serialize,
    serde::Deserialize,
    strum::EnumString,
    strum::AsRefStr,
    strum::VariantArray,
    strum::EnumMessage,
    sqlx::Type,
)]
#[strum(serialize_all = "lowercase")]
#[serde(rename_all = "lowercase")]
#[sqlx(type_name = "TEXT", rename_all = "lowercase")]
pub enum Method {
    #[default]
    #[strum(message = "phones-method-sms")]
    Sms,
    #[strum(message = "phones-method-voice")]
    Voice,
}

impl Method {
    /// The channel it goes on.
    pub fn channel(self) -> Channel {
        match self {
            Self::Sms => Channel::Sms,
            Self::Voice => Channel::Voice,
        }
    }
}
