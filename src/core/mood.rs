//! The mood of what a page says: whether it is well.

/// The mood of a state. As text it is a class of the style sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::Display)]
#[strum(serialize_all = "lowercase")]
pub enum Mood {
    Well,
    /// Something is under way, or asks for attention.
    Waiting,
    Ill,
}

impl Mood {
    /// Returns the name of its icon.
    pub fn icon(self) -> &'static str {
        match self {
            Self::Well => "circle-check",
            Self::Waiting => "clock",
            Self::Ill => "circle-alert",
        }
    }

    /// Returns the name of the icon of an answer, which is not under way: it is good or it is not.
    pub fn answer_icon(self) -> &'static str {
        match self {
            Self::Well => "circle-check",
            Self::Waiting | Self::Ill => "circle-alert",
        }
    }
}
