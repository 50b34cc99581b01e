//! The context of a page: who asks, in which language and zone, and by what means.

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
use crate::platform::i18n::{Country, Dates, Lang, Message, TimeFormat, TimeZone};

/// The one context field of every view.
#[derive(Clone)]
pub struct Ctx {
    pub app: App,
    pub now: Timestamp,
    pub lang: Lang,
    pub person: Option<Arc<Person>>,
    /// The hash by which the database knows the session, when it is a person's.
    pub session: Option<[u8; 32]>,
    pub render_mode: RenderMode,
    pub theme: Theme,
    /// The path that was asked for.
    pub path: String,
    /// The query behind it.
    pub query: String,
    /// The countries that the browser names beside its languages.
    pub countries: Vec<Country>,
    /// The address that asks, as far as it can be believed.
    pub address: String,
    /// The browser, in its own words.
    pub agent: String,
    /// By which the log knows this request.
    pub request_id: String,
}

impl Ctx {
    /// Where this request comes from.
    pub fn origin(&self) -> Origin {
        Origin {
            network: address::network(&self.address),
            address: self.address.clone(),
            agent: self.agent.chars().take(session::AGENT_CHARS).collect(),
        }
    }

    /// Reads the context off a request; one statement when there is a session, none otherwise.
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

    /// The context of someone unknown; cannot fail, which an error page relies on.
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

    /// The text with this id.
    pub fn t(&self, id: &str) -> Cow<'_, str> {
        self.app.messages.plain(self.lang, id)
    }

    /// The text of a message.
    pub fn text(&self, message: &Message) -> String {
        self.app.messages.text(self.lang, message)
    }

    /// The text with this id and one variable put in.
    pub fn t_with(&self, id: &'static str, name: &'static str, value: impl fmt::Display) -> String {
        self.text(&Message::new(id).with(name, value.to_string()))
    }

    /// The two sides of a sentence around something that is more than text, such as a `<time>`:
    /// the sentence stays whole for its translators.
    pub fn around(&self, message: &Message, name: &'static str) -> (String, String) {
        const PLACE: &str = "\u{1}";
        let whole = self.text(&message.clone().with(name, PLACE.to_owned()));
        match whole.split_once(PLACE) {
            Some((before, after)) => (before.to_owned(), after.to_owned()),
            None => (whole, String::new()),
        }
    }

    /// The two sides of the sentence with this id.
    pub fn around_id(&self, id: &'static str, name: &'static str) -> (String, String) {
        self.around(&Message::new(id), name)
    }

    /// Writes moments for whoever asks; for someone unknown, in UTC.
    pub fn dates(&self) -> Dates {
        match &self.person {
            Some(person) => Dates::new(self.lang, person.time_zone.clone(), person.time_format),
            None => Dates::new(self.lang, TimeZone::utc(), TimeFormat::default()),
        }
    }

    /// What someone reads who asked for something too often.
    pub fn try_after(&self, until: Timestamp) -> Message {
        Message::new("common-try-after").with("when", self.dates().date_time(until))
    }

    /// What someone reads who asked again too soon.
    pub fn wait_until(&self, until: Timestamp) -> Message {
        let seconds = i64::try_from(until.since(self.now).as_secs()).unwrap_or(i64::MAX);
        Message::new("common-wait-seconds").with("seconds", seconds.max(1))
    }

    /// Where an asset is served, by a name that changes with its content.
    pub fn asset(&self, path: &str) -> &str {
        self.app.assets.url(path)
    }

    /// The current account of the person who asks.
    pub fn membership(&self) -> Option<Membership> {
        self.person.as_ref()?.membership()
    }

    /// Where a form of the current account posts: it says which account it is of.
    pub fn of_account(&self, path: &str) -> String {
        match self.membership() {
            Some(account) => format!("{path}?{}={}", paths::ACCOUNT_PARAM, account.account_id),
            None => path.to_owned(),
        }
    }

    /// Whether ids and timings are shown.
    pub fn debug(&self) -> bool {
        self.person.as_ref().is_some_and(|person| person.debug_mode)
    }

    /// A cookie of ours, kept for so many days; scripts cannot read it, other sites do not send it.
    pub fn cookie(&self, name: &'static str, value: String, days: i64) -> Cookie<'static> {
        Cookie::build((name, value))
            .path(paths::HOME)
            .secure(self.app.public_url.is_https())
            .http_only(true)
            .same_site(SameSite::Lax)
            .max_age(time::Duration::days(days))
            .build()
    }

    /// The cookie that remembers a language for a year.
    pub fn remember_language(&self, lang: Lang) -> Cookie<'static> {
        self.cookie(language_cookie_name(&self.app), lang.tag().to_owned(), 365)
    }

    /// A page or a card as an answer; with the time it took, for those who debug.
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

/// The cookie of the language that was last read here, for when nobody is signed in.
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
