//! Errors of handlers: why a request has no answer of the usual kind.

use std::time::Duration;

use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use tower_sessions::session_store;

use super::fault::PageFault;
use super::htmx::RenderMode;
use super::paths::{self, Next};
use crate::core::actor::{Gone, NotDone};
use crate::platform::db::Trouble;
use crate::platform::ids::NotAnId;
use crate::platform::secrets::password::{Busy, HashingFailed};

/// How long a client waits before it retries while the database cannot be reached.
pub const AWAY_RETRY_AFTER: Duration = Duration::from_secs(10);

/// The result of a handler.
pub type Result<T> = std::result::Result<T, Error>;

/// The reason why a request has no answer of the usual kind.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nothing exists here, or nothing that this person may know about.
    #[error("not found")]
    NotFound,
    /// The page needs a session.
    #[error("sign in first")]
    SignInFirst(Next),
    /// The page needs a recent reauthentication.
    #[error("prove first who you are")]
    ReauthFirst(Next),
    /// The form needs a recent reauthentication, which happens on a page of its own.
    #[error("prove first who you are, and send the form again")]
    ReauthElsewhere(Next, RenderMode),
    /// The form's session has ended.
    #[error("the session has ended")]
    SessionEnded,
    /// The action is locked after an undo.
    #[error("locked until the password is reset")]
    Locked,
    /// The current account requires a second factor that this session does not have.
    #[error("the account needs a second factor")]
    NeedsSecondFactor,
    /// The form is of an account that is no longer current.
    #[error("another account is current by now")]
    OtherAccount,
    /// The form was sent by another site.
    #[error("sent from another site")]
    OtherSite,
    /// The request was sent to another host than the public URL's.
    #[error("sent to another host")]
    OtherHost,
    /// The body is larger than its limit, which is in bytes.
    #[error("the body is too large")]
    TooLarge(u64),
    /// The body did not arrive in time.
    #[error("the body came too slowly")]
    TooSlow,
    /// The body is not a form, or was cut off.
    #[error("the body cannot be read")]
    Unreadable,
    /// The body has another media type than a form.
    #[error("not form-encoded")]
    UnsupportedMediaType,
    /// The URL does not support the method.
    #[error("method not allowed")]
    MethodNotAllowed,
    /// A limit of requests is reached: of one person, or of unknown visitors from one network.
    #[error("too many requests")]
    TooMany(Duration),
    /// The server is busy, and nothing was done.
    #[error("busy")]
    Busy(Duration),
    /// The database cannot be reached, or cannot write. The log has the details.
    #[error("the database does not serve")]
    Away,
    /// A defect, or a part that does not work. The log has the details.
    #[error(transparent)]
    Internal(anyhow::Error),
}

impl From<anyhow::Error> for Error {
    fn from(error: anyhow::Error) -> Self {
        match error.downcast::<crate::platform::db::Error>() {
            Ok(error) => error.into(),
            Err(error) => Self::Internal(error),
        }
    }
}

impl From<Gone> for Error {
    fn from(_: Gone) -> Self {
        Self::NotFound
    }
}

impl From<NotDone> for Error {
    fn from(why: NotDone) -> Self {
        match why {
            NotDone::Gone => Self::NotFound,
            NotDone::Failed(error) => error.into(),
        }
    }
}

impl From<crate::platform::db::Error> for Error {
    fn from(error: crate::platform::db::Error) -> Self {
        let Some(trouble) = Trouble::of(&error) else { return Self::Internal(error.into()) };
        tracing::warn!(event = "database_failed", %error, "the database did not serve");
        match trouble {
            Trouble::Busy => Self::Busy(Busy::RETRY_AFTER),
            Trouble::Away => Self::Away,
        }
    }
}

impl From<askama::Error> for Error {
    fn from(error: askama::Error) -> Self {
        Self::Internal(error.into())
    }
}

impl From<tower_sessions::session::Error> for Error {
    fn from(error: tower_sessions::session::Error) -> Self {
        use tower_sessions::session::Error as SessionError;
        match error {
            // The session store has logged the database's error.
            SessionError::Store(session_store::Error::Backend(_)) => Self::Away,
            error => Self::Internal(error.into()),
        }
    }
}

/// A text that is no id names nothing.
impl From<NotAnId> for Error {
    fn from(_: NotAnId) -> Self {
        Self::NotFound
    }
}

impl From<Busy> for Error {
    fn from(_: Busy) -> Self {
        Self::Busy(Busy::RETRY_AFTER)
    }
}

impl From<HashingFailed> for Error {
    fn from(error: HashingFailed) -> Self {
        match error {
            HashingFailed::Busy(_) => Self::Busy(Busy::RETRY_AFTER),
            HashingFailed::Broken(error) => Self::Internal(error),
        }
    }
}

impl Error {
    /// Logs what operators should know: denied access, requests of other sites, defects.
    pub fn log(&self) {
        let why = match self {
            Self::Locked => "locked",
            Self::NeedsSecondFactor => "second_factor_required",
            Self::OtherAccount => "other_account",
            Self::OtherSite => {
                tracing::warn!(
                    target: "security",
                    event = "foreign_form_refused",
                    "another site sent a form"
                );
                return;
            }
            Self::Internal(error) => {
                tracing::error!(
                    event = "request_failed",
                    error = format!("{error:#}"),
                    "a request failed"
                );
                return;
            }
            _ => return,
        };
        log_no_access(why);
    }
}

/// Logs that a person was denied what they asked for, and why.
pub fn log_no_access(why: &'static str) {
    tracing::warn!(
        target: "security",
        event = "access_refused",
        why,
        "someone may not do this"
    );
}

/// Marks an error whose body is for machines and is sent as it is.
#[derive(Clone, Copy)]
pub struct Verbatim;

/// Marks an error whose text the layer has yet to write.
#[derive(Clone, Copy)]
pub struct Unworded {
    pub fault: PageFault,
    /// The limit that a body was larger than, in bytes.
    pub limit: Option<u64>,
}

/// Answers with the status and the fault only: the text needs the reader's language, which the
/// layer knows.
impl IntoResponse for Error {
    fn into_response(self) -> Response {
        self.log();
        let fault = match &self {
            Self::SignInFirst(next) => {
                return Redirect::to(&paths::sign_in_then(next)).into_response();
            }
            Self::ReauthFirst(next) => {
                let mut response = StatusCode::UNAUTHORIZED.into_response();
                response.extensions_mut().insert(ReauthNeeded(next.clone()));
                return response;
            }
            Self::ReauthElsewhere(next, render_mode) => {
                return render_mode.redirect(&paths::reauth_then(next));
            }
            Self::NotFound => PageFault::NotFound,
            Self::SessionEnded => PageFault::SessionEnded,
            Self::Locked => PageFault::Locked,
            // Two-factor authentication can be set up there, and the card says why.
            Self::NeedsSecondFactor => return Redirect::to(paths::TWO_FACTOR).into_response(),
            Self::OtherAccount => PageFault::OtherAccount,
            Self::OtherSite => PageFault::OtherSite,
            Self::OtherHost => PageFault::OtherHost,
            Self::TooLarge(_) => PageFault::TooLarge,
            Self::TooSlow => PageFault::TooSlow,
            Self::Unreadable => PageFault::Unreadable,
            Self::UnsupportedMediaType => PageFault::Unreadable,
            Self::MethodNotAllowed => PageFault::MethodNotAllowed,
            Self::TooMany(_) => PageFault::TooMany,
            Self::Busy(_) => PageFault::Busy,
            Self::Away => PageFault::Away,
            Self::Internal(_) => PageFault::Internal,
        };
        let mut response = fault.status().into_response();
        if let Self::UnsupportedMediaType = self {
            *response.status_mut() = StatusCode::UNSUPPORTED_MEDIA_TYPE;
        }
        let wait = match self {
            Self::Busy(wait) | Self::TooMany(wait) => Some(wait),
            Self::Away => Some(AWAY_RETRY_AFTER),
            _ => None,
        };
        if let Some(wait) = wait {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(wait.as_secs().max(1)));
        }
        let limit = match self {
            Self::TooLarge(limit) => Some(limit),
            _ => None,
        };
        response.extensions_mut().insert(Unworded { fault, limit });
        response
    }
}

/// Marks an answer that the layer replaces by the reauthentication page, in place of the page that
/// was requested.
#[derive(Clone)]
pub struct ReauthNeeded(pub Next);

/// Returns the error of an answer whose text the layer has yet to write.
pub fn unworded(response: &Response) -> Option<Unworded> {
    if let Some(unworded) = response.extensions().get() {
        return Some(*unworded);
    }
    let status = response.status();
    let failed = status.is_client_error() || status.is_server_error();
    let is_page = |kind: &HeaderValue| kind.as_bytes().starts_with(b"text/html");
    let verbatim = response.extensions().get::<Verbatim>().is_some();
    let worded = response.headers().get(CONTENT_TYPE).is_some_and(is_page);
    (failed && !worded && !verbatim).then(|| Unworded { fault: PageFault::of(status), limit: None })
}
