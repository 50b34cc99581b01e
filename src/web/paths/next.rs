//! The page that sign-in and reauthentication lead on to: a path of ours, never another site's.

use std::borrow::Cow;
use std::fmt;

use axum::http::Uri;
use serde::{Deserialize, Deserializer};

use super::{CHALLENGE, HOME, PASSKEY_SIGN_IN, PASSKEY_SUDO, SETTINGS, SIGN_IN, SIGN_OUT, SUDO};

/// Returns the URL of sign-in that leads on to `next`.
pub fn sign_in_then(next: &Next) -> String {
    then(SIGN_IN, next)
}

/// Returns the URL of the second step of a sign-in that leads on to `next`.
pub fn challenge_then(next: &Next) -> String {
    then(CHALLENGE, next)
}

/// Returns the URL of reauthentication that leads on to `next`.
pub fn reauth_then(next: &Next) -> String {
    then(SUDO, next)
}

fn then(path: &str, next: &Next) -> String {
    match next.0.as_str() {
        HOME => path.to_owned(),
        next => {
            let query = serde_html_form::to_string([("next", next)]).unwrap_or_default();
            format!("{path}?{query}")
        }
    }
}

/// The longest path, in bytes; it travels in headers, whose size is limited.
const LONGEST: usize = 2_000;

/// A path of ours to continue at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next(String);

impl Next {
    /// Parses a path of ours; anything else becomes the start page. Not ours is what a browser
    /// would resolve to another host (`//x`, `/\x`, a tab inside), and a page that would lead in
    /// circles.
    pub fn parse(text: &str) -> Self {
        let plain = text.len() <= LONGEST
            && text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
        let path = text
            .parse::<Uri>()
            .ok()
            .filter(|uri| plain && uri.scheme().is_none() && uri.authority().is_none())
            .filter(|uri| uri.path().starts_with('/') && !uri.path().contains("//"))
            .filter(|uri| {
                ![SIGN_IN, SIGN_OUT, CHALLENGE, PASSKEY_SIGN_IN, SUDO, PASSKEY_SUDO]
                    .contains(&uri.path())
            })
            .and_then(|uri| uri.path_and_query().map(ToString::to_string));
        // The parsed path must equal the given text, so that nothing was normalised away.
        match path.filter(|path| path.starts_with('/') && text.starts_with('/')) {
            Some(path) => Self(path),
            None => Self(HOME.to_owned()),
        }
    }

    /// Returns My Settings.
    pub fn settings() -> Self {
        Self(SETTINGS.to_owned())
    }

    /// Returns the path without its query.
    pub fn path(&self) -> &str {
        self.0.split_once('?').map_or(&*self.0, |(path, _)| path)
    }

    /// Returns the path with its query.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for Next {
    fn default() -> Self {
        Self(HOME.to_owned())
    }
}

impl fmt::Display for Next {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Next {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <Cow<'de, str>>::deserialize(deserializer)?;
        Ok(Self::parse(&text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_of_ours_is_kept_with_its_query() {
        for path in ["/settings", "/settings/other?a=b", "/users?page=2&q=%C3%A9"] {
            assert_eq!(Next::parse(path).as_str(), path);
        }
        assert_eq!(sign_in_then(&Next::parse("/settings?a=b")), "/login?next=%2Fsettings%3Fa%3Db");
    }

    #[test]
    fn anything_that_could_leave_the_site_leads_home() {
        let long = format!("/{}", "x".repeat(LONGEST));
        for text in [
            "",
            &long,
            "https://evil.example",
            "//evil.example",
            "///evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "/\t/evil.example",
            "/ /evil.example",
            "javascript:alert(1)",
            "evil.example",
            "/a//evil.example",
            "http:evil.example",
            "@evil.example",
            "/\n/evil",
            "https:///evil.example",
            "/é",
            "/login",
            "/logout",
            "*",
            "?next=/x",
            "#x",
            "\u{0}",
        ] {
            assert_eq!(Next::parse(text).as_str(), HOME, "{text:?}");
        }
    }
}
