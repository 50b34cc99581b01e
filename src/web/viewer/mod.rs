//! The context of a request: the viewer, their language and time zone, and their browser.

pub mod address;
pub mod device;
pub mod person;
pub mod session;
pub mod session_store;

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::header::{ACCEPT_LANGUAGE, USER_AGENT};
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use person::{Membership, Person};
use tower_http::request_id::RequestId;
use tower_sessions::Session;
use tower_sessions::cookie::time;

use super::errors::{Error, Result};
use super::htmx::RenderMode;
use super::pickers::country;
use super::{App, paths};
use crate::core::origin::Origin;
use crate::core::theme::Theme;
use crate::platform::clock::Timestamp;
use crate::platform::i18n::{Country, Dates, Formats, Lang, Message, TimeZone};

/// The context that every view has as a field.
#[derive(Clone)]
pub struct Ctx {
    pub app: App,
    pub now: Timestamp,
    pub lang: Lang,
    pub person: Option<Arc<Person>>,
    /// The hash of the session's id, when a person is signed in.
    pub session: Option<[u8; 32]>,
    pub render_mode: RenderMode,
    pub theme: Theme,
    /// The path of the request.
    pub path: String,
    /// The query of the request.
    pub query: String,
    /// The countries that the browser names with its languages.
    pub countries: Vec<Country>,
    /// The client's address, by the rules of [`address`].
    pub address: String,
    /// The `User-Agent`.
    pub agent: String,
    /// The id of this request in the log.
    pub request_id: String,
}

impl Ctx {
    /// Returns where the request comes from, for the audit log.
    pub fn origin(&self) -> Origin {
        Origin {
            network: address::network(&self.address),
            address: self.address.clone(),
            agent: self.agent.chars().take(session::AGENT_CHARS).collect(),
        }
    }

    /// Reads the context from a request: one statement when there is a session, none otherwise.
    pub async fn of(parts: &mut Parts, app: &App) -> Result<Self> {
        let now = app.clock.now();
        let session = parts.extensions.get::<Session>().cloned();
        let (mut person, mut hash) = (None, None);
        if let Some((session, id)) = session.as_ref().and_then(|s| Some((s, s.id()?))) {
            let mut tx = app.db.read().await?;
            hash = Some(session::hash(id));
            person = Person::of_session(&mut tx, &session::hash(id)[..], now).await?;
            // A second connection while holding the first would stall a full pool.
            drop(tx);
            if let Some(person) = &person {
                session::touch(session, person.seen_at, now).await?;
            }
        }
        let session = hash.filter(|_| person.is_some());
        Ok(Self { session, ..Self::new(parts, app, now, person.map(Arc::new)) })
    }

    /// Makes the context of an unknown visitor. It cannot fail, which error pages rely on.
    pub fn of_stranger(parts: &Parts, app: &App) -> Self {
        Self::new(parts, app, app.clock.now(), None)
    }

    fn new(parts: &Parts, app: &App, now: Timestamp, person: Option<Arc<Person>>) -> Self {
        let text = |name| parts.headers.get(name).and_then(|value| value.to_str().ok());
        let lang = match &person {
            Some(person) => person.language,
            None => language_cookie(parts, app)
                .or_else(|| text(ACCEPT_LANGUAGE).and_then(Lang::negotiate))
                .unwrap_or_default(),
        };
        let id = parts.extensions.get::<RequestId>().and_then(|id| id.header_value().to_str().ok());
        Self {
            app: app.clone(),
            now,
            lang,
            theme: person.as_ref().map(|person| person.theme).unwrap_or_default(),
            person,
            session: None,
            render_mode: RenderMode::of(&parts.headers),
            path: parts.uri.path().to_owned(),
            query: parts.uri.query().unwrap_or_default().to_owned(),
            countries: country::named_by(&parts.headers),
            address: address::address(&parts.extensions, &parts.headers, &app.trusted_proxies),
            agent: text(USER_AGENT).unwrap_or_default().to_owned(),
            request_id: id.unwrap_or_default().to_owned(),
        }
    }

    /// Returns the text with this id.
    pub fn t(&self, id: &str) -> Cow<'_, str> {
        self.app.messages.plain(self.lang, id)
    }

    /// Returns the text of a message.
    pub fn text(&self, message: &Message) -> String {
        self.app.messages.text(self.lang, message)
    }

    /// Returns the text with this id and one variable.
    pub fn t_with(&self, id: &'static str, name: &'static str, value: impl fmt::Display) -> String {
        self.text(&Message::new(id).with(name, value.to_string()))
    }

    /// Returns the two parts of a sentence around an element such as `<time>`, so that translators
    /// see the whole sentence.
    pub fn around(&self, message: &Message, name: &'static str) -> (String, String) {
        const PLACE: &str = "\u{1}";
        let whole = self.text(&message.clone().with(name, PLACE.to_owned()));
        match whole.split_once(PLACE) {
            Some((before, after)) => (before.to_owned(), after.to_owned()),
            None => (whole, String::new()),
        }
    }

    /// Returns the two parts of the sentence with this id.
    pub fn around_id(&self, id: &'static str, name: &'static str) -> (String, String) {
        self.around(&Message::new(id), name)
    }

    /// Tells whether the viewer wants emoji in menus.
    pub fn has_emoji(&self) -> bool {
        self.person.as_ref().is_some_and(|person| person.emoji_mode)
    }

    /// Returns the formatter of moments for the viewer; for an unknown visitor in UTC, which it shows.
    pub fn dates(&self) -> Dates {
        match &self.person {
            Some(person) => Dates::new(self.lang, person.time_zone.clone(), person.formats),
            None => Dates::new(self.lang, TimeZone::utc(), Formats::default()).with_zone(),
        }
    }

    /// Returns the text of a limit that is reached until a moment.
    pub fn try_after(&self, until: Timestamp) -> Message {
        Message::new("common-try-after").with("when", self.dates().date_time(until))
    }

    /// Returns the text of an action that was repeated too soon.
    pub fn wait_until(&self, until: Timestamp) -> Message {
        let seconds = i64::try_from(until.since(self.now).as_secs()).unwrap_or(i64::MAX);
        Message::new("common-wait-seconds").with("seconds", seconds.max(1))
    }

    /// Returns the URL of an asset, which changes with its content.
    pub fn asset(&self, path: &str) -> &str {
        self.app.assets.url(path)
    }

    /// Returns the viewer's membership of the current account.
    pub fn membership(&self) -> Option<Membership> {
        self.person.as_ref()?.membership()
    }

    /// Returns the URL that a form of the current account posts to, with the account in its query.
    pub fn of_account(&self, path: &str) -> String {
        match self.membership() {
            Some(account) => format!("{path}?{}={}", paths::ACCOUNT_PARAM, account.account_id),
            None => path.to_owned(),
        }
    }

    /// Tells whether ids and timings are shown.
    pub fn debug(&self) -> bool {
        self.person.as_ref().is_some_and(|person| person.debug_mode)
    }

    /// Makes a cookie of ours for this many days, which scripts cannot read and other sites do not
    /// send.
    pub fn cookie(&self, name: &'static str, value: String, days: i64) -> Cookie<'static> {
        Cookie::build((name, value))
            .path(paths::HOME)
            .secure(self.app.public_url.is_https())
            .http_only(true)
            .same_site(SameSite::Lax)
            .max_age(time::Duration::days(days))
            .build()
    }

    /// Makes the cookie that remembers a language for a year.
    pub fn remember_language(&self, lang: Lang) -> Cookie<'static> {
        self.cookie(language_cookie_name(&self.app), lang.tag().to_owned(), 365)
    }

    /// Answers with a page or a card, and with the time it took in debug mode.
    pub fn html(&self, status: StatusCode, html: String) -> Response {
        let mut response = (status, Html(html)).into_response();
        if self.debug() {
            let millis = self.app.clock.now().since(self.now).as_millis();
            if let Ok(timing) = HeaderValue::from_str(&format!("total;dur={millis}")) {
                response.headers_mut().insert(SERVER_TIMING, timing);
            }
        }
        response
    }
}

const SERVER_TIMING: HeaderName = HeaderName::from_static("server-timing");

/// Returns the name of the cookie with the last language of this browser, for when nobody is signed
/// in.
fn language_cookie_name(app: &App) -> &'static str {
    if app.public_url.is_https() { "__Host-lang" } else { "lang" }
}

fn language_cookie(parts: &Parts, app: &App) -> Option<Lang> {
    let cookies = CookieJar::from_headers(&parts.headers);
    cookies.get(language_cookie_name(app))?.value().parse().ok()
}

impl FromRequestParts<App> for Ctx {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        Self::of(parts, app).await
    }
}
