//! Faults of pages: the status, the texts and the action of each error page.

use axum::http::StatusCode;
use strum::{EnumMessage, VariantArray};

/// The kind of an error page, which decides its title and text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::EnumMessage, strum::VariantArray)]
pub enum PageFault {
    #[strum(message = "errors-not-found-title", detailed_message = "errors-not-found-text")]
    NotFound,
    #[strum(message = "errors-session-ended-title", detailed_message = "errors-session-ended-text")]
    SessionEnded,
    #[strum(message = "errors-locked-title", detailed_message = "errors-locked-text")]
    Locked,
    #[strum(message = "errors-other-account-title", detailed_message = "errors-other-account-text")]
    OtherAccount,
    #[strum(message = "errors-other-site-title", detailed_message = "errors-other-site-text")]
    OtherSite,
    #[strum(message = "errors-other-host-title", detailed_message = "errors-other-host-text")]
    OtherHost,
    #[strum(message = "errors-too-large-title", detailed_message = "errors-too-large-text")]
    TooLarge,
    #[strum(message = "errors-too-slow-title", detailed_message = "errors-too-slow-text")]
    TooSlow,
    #[strum(message = "errors-unreadable-title", detailed_message = "errors-unreadable-text")]
    Unreadable,
    #[strum(
        message = "errors-method-not-allowed-title",
        detailed_message = "errors-method-not-allowed-text"
    )]
    MethodNotAllowed,
    #[strum(message = "errors-timed-out-title", detailed_message = "errors-timed-out-text")]
    TimedOut,
    #[strum(message = "errors-too-many-title", detailed_message = "errors-too-many-text")]
    TooMany,
    #[strum(message = "errors-busy-title", detailed_message = "errors-busy-text")]
    Busy,
    #[strum(message = "errors-away-title", detailed_message = "errors-away-text")]
    Away,
    #[strum(message = "errors-internal-title", detailed_message = "errors-internal-text")]
    Internal,
}

impl PageFault {
    /// Returns the status. Two faults have 503; a bare 503 means the first.
    pub fn status(self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::SessionEnded => StatusCode::UNAUTHORIZED,
            Self::Locked => StatusCode::LOCKED,
            Self::OtherAccount => StatusCode::CONFLICT,
            Self::OtherSite => StatusCode::FORBIDDEN,
            Self::OtherHost => StatusCode::MISDIRECTED_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::Unreadable => StatusCode::BAD_REQUEST,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::TimedOut => StatusCode::GATEWAY_TIMEOUT,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy | Self::Away => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Returns the fault of a bare status, where a layer refused before any handler.
    pub fn of(status: StatusCode) -> Self {
        let known = Self::VARIANTS.iter().copied().find(|fault| fault.status() == status);
        known.unwrap_or(match status.is_client_error() {
            true => Self::Unreadable,
            false => Self::Internal,
        })
    }

    /// Tells whether the page offers to sign in again.
    pub fn needs_sign_in(self) -> bool {
        self == Self::SessionEnded
    }

    /// Tells whether the page links to the public URL.
    pub fn needs_public_url(self) -> bool {
        self == Self::OtherHost
    }

    /// Tells whether the page offers to reset the password by mail.
    pub fn needs_reset(self) -> bool {
        self == Self::Locked
    }

    /// Returns the text id of the title.
    pub fn title(self) -> &'static str {
        self.get_message().unwrap_or_default()
    }

    /// Returns the text id of what to do.
    pub fn text(self) -> &'static str {
        self.get_detailed_message().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_answers_with_a_status_that_means_it() {
        for &fault in PageFault::VARIANTS {
            let meant = PageFault::of(fault.status());
            assert!(meant == fault || (meant, fault) == (PageFault::Busy, PageFault::Away));
        }
    }
}
