//! Cases: for each route, a valid request of each kind of person that it is open to.

mod accounts;
mod alerts;
mod credentials;
mod members;
mod mine;
mod phones;
mod programs;
mod teams;

use std::pin::Pin;

use super::endings::Ending;
use super::held::Sent;
use super::world::{By, Stage, Who};

/// The preparation of a case, and its request.
pub type Preparing<'a> = Pin<Box<dyn Future<Output = Sent> + 'a>>;

pub struct Case {
    /// Method and path, as registered.
    pub route: (&'static str, &'static str),
    pub who: Who,
    pub prepare: for<'a> fn(&'a Stage<'a>) -> Preparing<'a>,
    /// Endings that the case depends on beyond its gate's.
    pub also: &'static [Ending],
    /// Endings that remove the object too: the answer may then be 422.
    pub gone: &'static [Ending],
}

impl Case {
    const fn new(
        who: Who,
        method: &'static str,
        path: &'static str,
        prepare: for<'a> fn(&'a Stage<'a>) -> Preparing<'a>,
    ) -> Self {
        Self { route: (method, path), who, prepare, also: &[], gone: &[] }
    }

    const fn also(self, also: &'static [Ending]) -> Self {
        Self { also, ..self }
    }

    const fn gone(self, gone: &'static [Ending]) -> Self {
        Self { gone, ..self }
    }
}

/// Cases that run one after another, each with every credential.
pub struct Area {
    pub by: &'static [By],
    pub cases: &'static [Case],
}

const fn of_pages(cases: &'static [Case]) -> Area {
    Area { by: &[By::Session], cases }
}

pub const MINE: Area = of_pages(mine::CASES);
pub const CREDENTIALS: Area = of_pages(credentials::CASES);
pub const PHONES: Area = of_pages(phones::CASES);
pub const ALERTS: Area = of_pages(alerts::CASES);
pub const TEAMS: Area = of_pages(teams::CASES);
pub const ACCOUNTS: Area = of_pages(accounts::CASES);
pub const MEMBERS: Area = of_pages(members::CASES);
pub const API: Area = Area { by: &[By::Token], cases: programs::V4 };
pub const ALERTS_API: Area = Area { by: &[By::Token], cases: alerts::V4 };
pub const OLDER_API: Area = Area { by: &[By::Token, By::Jwt], cases: programs::OLDER };

pub const AREAS: &[Area] =
    &[MINE, CREDENTIALS, PHONES, ALERTS, TEAMS, ACCOUNTS, MEMBERS, API, ALERTS_API, OLDER_API];

/// Routes without a case, and why.
pub const NONE: &[(&str, &str, &str)] = &[
    ("POST", "/forgot-password/new", "asks for a mail, for anyone"),
    ("POST", "/hooks/mail", "stands on a signature over the body"),
    ("POST", "/hooks/sms/inbound", "stands on a signature over the body"),
    ("POST", "/hooks/sms/status/{delivery}", "stands on a signature over the body"),
    ("POST", "/hooks/voice/keys/{delivery}", "stands on a signature over the body"),
    ("POST", "/links/alert", "stands on a mailed link, which the rule reads under its locks"),
    ("POST", "/settings/phones/preview", "reads alone: how a number was understood"),
    ("POST", "/links/reset", "stands on a mailed link, which the rule reads under its locks"),
    ("POST", "/links/undo", "stands on a mailed link, which the rule reads under its locks"),
    ("POST", "/links/veto", "stands on a mailed link, which the rule reads under its locks"),
    ("POST", "/links/welcome", "stands on a mailed link, which the rule reads under its locks"),
    ("POST", "/login", "stands on the password in the body"),
    ("POST", "/login/challenge", "stands on the code in the body"),
    ("POST", "/login/passkey", "stands on the signature in the body"),
    ("POST", "/logout", "gives up what is left of a session"),
    ("POST", "/public/login", "stands on the password in the body"),
    ("POST", "/setup/{token}", "stands on the token of the first run"),
    ("POST", "/users/import", "reads a file and shows what it would do; nothing is written"),
    ("DELETE", "/api/v4/users/{id}", "answers 405, always"),
    ("POST", "/api/v4/escalation_policies", "answers 405, always"),
    ("DELETE", "/api/v4/escalation_policies/{id}", "answers 405, always"),
];
