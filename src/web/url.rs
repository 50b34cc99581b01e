//! Every URL of ours, written once: handlers, redirects and templates name them from here.

use std::fmt;

use axum::http::Uri;

pub const HOME: &str = "/";
pub const SIGN_IN: &str = "/login";
pub const CHALLENGE: &str = "/login/challenge";
pub const PASSKEY_SIGN_IN: &str = "/login/passkey";
pub const SUDO: &str = "/sudo";
pub const PASSKEY_SUDO: &str = "/sudo/passkey";
pub const SIGN_OUT: &str = "/logout";
pub const SET_UP: &str = "/setup/{token}";
pub const SETTINGS: &str = "/settings";
pub const GENERAL: &str = "/settings/general";
pub const OTHER: &str = "/settings/other";
pub const EMAILS: &str = "/settings/emails";
pub const EMAIL_LINKS: &str = "/settings/emails/{email}/links";
pub const EMAIL_PRIMARY: &str = "/settings/emails/{email}/primary";
pub const EMAIL_REMOVAL: &str = "/settings/emails/{email}/removal";
pub const PHONES: &str = "/settings/phones";
pub const PHONE_PREVIEW: &str = "/settings/phones/preview";
pub const PHONE_CODES: &str = "/settings/phones/{phone}/codes";
pub const PHONE_VERIFICATION: &str = "/settings/phones/{phone}/verification";
pub const PHONE_PRIMARY: &str = "/settings/phones/{phone}/primary";
pub const PHONE_REMOVAL: &str = "/settings/phones/{phone}/removal";
pub const CHANNELS: &str = "/settings/channels";
pub const CHANNEL_TESTS: &str = "/settings/channels/{channel}/tests";
pub const TWO_FACTOR: &str = "/settings/two-factor";
pub const ENROLMENT: &str = "/settings/two-factor/enrolment";
pub const RECOVERY_CODES: &str = "/settings/two-factor/recovery-codes";
pub const TWO_FACTOR_REMOVAL: &str = "/settings/two-factor/removal";
pub const AUTHENTICATOR_REMOVAL: &str =
    "/settings/two-factor/authenticators/{authenticator}/removal";
pub const PASSKEYS: &str = "/settings/passkeys";
pub const PASSKEY_NEW: &str = "/settings/passkeys/new";
pub const PASSKEY_REMOVAL: &str = "/settings/passkeys/{passkey}/removal";
pub const SESSIONS: &str = "/settings/sessions";
pub const SESSION_END: &str = "/settings/sessions/{session}/end";
pub const HISTORY: &str = "/settings/history";
pub const RECEIPT: &str = "/settings/history/receipt";
pub const PASSWORD: &str = "/settings/password";
pub const FORGOT_PASSWORD: &str = "/forgot-password/new";
pub const LINK: &str = "/links/{purpose}/{token}";
pub const EMAIL_LINK: &str = "/links/email";
pub const RESET_LINK: &str = "/links/reset";
pub const UNDO_LINK: &str = "/links/undo";
pub const DELIVERIES: &str = "/deliveries";
pub const JOBS: &str = "/jobs";
pub const DEV_OUTBOX: &str = "/dev/outbox";
pub const DEV_OUTBOX_MAIL: &str = "/dev/outbox/{number}/mail";
pub const SMS_STATUS: &str = "/hooks/sms/status/{delivery}";
pub const SMS_INBOUND: &str = "/hooks/sms/inbound";
pub const MAIL_HOOK: &str = "/hooks/mail";
pub const TIME_ZONES: &str = "/time-zones";
pub const ASSET: &str = "/assets/{*path}";
pub const HEALTH: &str = "/healthz";
pub const READY: &str = "/readyz";
pub const ROBOTS: &str = "/robots.txt";
pub const SECURITY_TXT: &str = "/.well-known/security.txt";
pub const CHANGE_PASSWORD: &str = "/.well-known/change-password";
pub const PASSKEY_ENDPOINTS: &str = "/.well-known/passkey-endpoints";

/// The one-time URL of first-run set-up.
pub fn set_up(token: &str) -> String {
    of(SET_UP, &token)
}

/// A path with the one thing in it that it is about.
pub fn of(path: &str, thing: &impl fmt::Display) -> String {
    let (front, rest) = path.split_once('{').unwrap_or((path, "}"));
    let back = rest.split_once('}').map_or("", |(_, back)| back);
    format!("{front}{thing}{back}")
}

/// The link of a mail: its purpose and its token.
pub fn link(purpose: &str, token: &str) -> String {
    LINK.replace("{purpose}", purpose).replace("{token}", token)
}

/// Sign-in that leads on to `next`.
pub fn sign_in_then(next: &Next) -> String {
    then(SIGN_IN, next)
}

/// The second factor of a sign-in that leads on to `next`.
pub fn challenge_then(next: &Next) -> String {
    then(CHALLENGE, next)
}

/// The proof of who one is that leads on to `next`.
pub fn prove_then(next: &Next) -> String {
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

/// Where to go after signing in: a path of ours, never another site's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next(String);

impl Next {
    /// The path if it is one of ours, else the start page. What a browser would read as another
    /// host (`//x`, `/\x`, a tab inside), or as leading nowhere new, is not ours.
    pub fn parse(text: &str) -> Self {
        let plain = text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
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
        // A relative path from the root, compared with what was given: nothing was cut off.
        match path.filter(|path| path.starts_with('/') && text.starts_with('/')) {
            Some(path) => Self(path),
            None => Self(HOME.to_owned()),
        }
    }

    /// The path with its query.
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

impl<'de> serde::Deserialize<'de> for Next {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        Ok(Self::parse(&text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_filled_in_with_what_it_is_about() {
        assert_eq!(of(EMAIL_REMOVAL, &"eml_1"), "/settings/emails/eml_1/removal");
        assert_eq!(of(SMS_STATUS, &"ntf_1"), "/hooks/sms/status/ntf_1");
        assert_eq!(link("reset", "abc"), "/links/reset/abc");
    }

    #[test]
    fn a_path_of_ours_is_kept_with_its_query() {
        for path in ["/settings", "/settings/other?a=b", "/users?page=2&q=%C3%A9"] {
            assert_eq!(Next::parse(path).as_str(), path);
        }
        assert_eq!(sign_in_then(&Next::parse("/settings?a=b")), "/login?next=%2Fsettings%3Fa%3Db");
    }

    #[test]
    fn anything_that_could_leave_the_site_leads_home() {
        for text in [
            "",
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
