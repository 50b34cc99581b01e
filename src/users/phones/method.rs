//! Methods by which a verification code is sent to a phone.

use crate::messaging::Channel;

/// The method by which a code is sent.
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
    /// Returns the channel of the method.
    pub fn channel(self) -> Channel {
        match self {
            Self::Sms => Channel::Sms,
            Self::Voice => Channel::Voice,
        }
    }
}
