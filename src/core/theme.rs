//! The theme of pages.

/// The theme of pages.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Default,
    serde::Serialize,
    sqlx::Type,
    strum::EnumString,
    strum::AsRefStr,
    strum::VariantArray,
    strum::EnumMessage,
)]
#[strum(serialize_all = "lowercase")]
#[sqlx(type_name = "TEXT", rename_all = "lowercase")]
pub enum Theme {
    /// The device decides.
    #[default]
    #[strum(message = "other-theme-system")]
    System,
    #[strum(message = "other-theme-light")]
    Light,
    #[strum(message = "other-theme-dark")]
    Dark,
}
