//! Paths: every URL of ours, defined once for handlers, redirects and templates.

mod next;

use std::fmt;

pub use next::{Next, challenge_then, reauth_then, sign_in_then};

use crate::platform::ids::UserId;

/// The query parameter of a form's action that names the account that the form is of.
pub const ACCOUNT_PARAM: &str = "account";
/// The query parameter that keeps the inputs of a form, encrypted.
pub const KEPT_PARAM: &str = "kept";

/// The prefix of the APIs, under which there are no pages.
pub const API: &str = "/api";
pub const V1_PUBLIC: &str = "/public";
pub const V1_ACCOUNTS: &str = "/account";
pub const V1_TEAMS: &str = "/team";
pub const V1_USERS: &str = "/user";
/// Paths that v1 had and that this program does not serve; no page has them either.
pub const V1_GONE: [&str; 6] =
    ["/alert", "/broadcast", "/incident", "/integration", "/notification", "/schedule"];

pub const API_OPENAPI: &str = "/api/v4/openapi.json";
pub const API_ACCOUNT: &str = "/api/v4/account";
pub const API_ACCOUNT_USERS: &str = "/api/v4/account_users";
pub const API_ACCOUNT_USER: &str = "/api/v4/account_users/{id}";
pub const API_ME: &str = "/api/v4/me";
pub const API_MY_REACHABILITY: &str = "/api/v4/me/reachability";
pub const API_TEAMS: &str = "/api/v4/teams";
pub const API_TEAM: &str = "/api/v4/teams/{id}";
pub const API_ALERTS: &str = "/api/v4/alerts";
pub const API_ALERT: &str = "/api/v4/alerts/{id}";
pub const API_ALERT_ACKNOWLEDGE: &str = "/api/v4/alerts/{id}/acknowledge";
pub const API_ALERT_REJECT: &str = "/api/v4/alerts/{id}/reject";
pub const API_ALERT_RESOLVE: &str = "/api/v4/alerts/{id}/resolve";
pub const API_ALERT_HANDOFF: &str = "/api/v4/alerts/{id}/handoff";
pub const API_ALERT_COMMENTS: &str = "/api/v4/alerts/{id}/comments";
pub const API_TEAM_ALERTS: &str = "/api/v4/teams/{id}/alerts";
pub const API_TEAM_ON_CALL: &str = "/api/v4/teams/{id}/current_oncall";
pub const API_ESCALATION_POLICIES: &str = "/api/v4/escalation_policies";
pub const API_ESCALATION_POLICY: &str = "/api/v4/escalation_policies/{id}";
pub const API_TIME_ZONES: &str = "/api/v4/events/time_zones";
pub const API_USERS: &str = "/api/v4/users";
pub const API_USER: &str = "/api/v4/users/{id}";
pub const V1_OPENAPI: &str = "/openapi.json";
pub const V1_SIGN_IN: &str = "/public/login";
pub const V1_ACCOUNT: &str = "/account/{id}";
pub const V1_TEAM: &str = "/team/{id}";
pub const V1_TEAM_MEMBERS: &str = "/team/{id}/members";
pub const V1_TEAM_ON_CALL: &str = "/team/{id}/current-oncall";
pub const V1_USER: &str = "/user/{id}";
pub const V1_USER_TEAMS: &str = "/user/{id}/add-to-teams";
pub const API_REFERENCE: &str = "/docs/api";
pub const V1_REFERENCE: &str = "/docs/api/older";

pub const HOME: &str = "/";
pub const SIGN_IN: &str = "/login";
pub const CHALLENGE: &str = "/login/challenge";
pub const PASSKEY_SIGN_IN: &str = "/login/passkey";
pub const SUDO: &str = "/sudo";
pub const PASSKEY_SUDO: &str = "/sudo/passkey";
pub const SIGN_OUT: &str = "/logout";
pub const FIRST_RUN: &str = "/setup/{token}";
pub const SETTINGS: &str = "/settings";
pub const SETTINGS_SUMMARY: &str = "/settings/summary";
pub const GENERAL: &str = "/settings/general";
pub const AVATAR_UPLOAD: &str = "/settings/general/avatar";
pub const AVATAR_REMOVAL: &str = "/settings/general/avatar/removal";
pub const AVATAR: &str = "/avatars/{avatar}/{size}";
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
pub const TEST_ALERT: &str = "/settings/test-alert";
pub const TEST_ALERT_ANSWER: &str = "/settings/test-alert/answer";
pub const CHANNEL_TESTS: &str = "/settings/channels/{channel}/tests";
pub const TWO_FACTOR: &str = "/settings/two-factor";
pub const ENROLMENT: &str = "/settings/two-factor/enrolment";
pub const RECOVERY_CODES: &str = "/settings/two-factor/recovery-codes";
pub const TWO_FACTOR_REMOVAL: &str = "/settings/two-factor/removal";
pub const AUTHENTICATOR_REMOVAL: &str =
    "/settings/two-factor/authenticators/{authenticator}/removal";
pub const AUTHENTICATOR_NAME: &str = "/settings/two-factor/authenticators/{authenticator}/name";
pub const PASSKEYS: &str = "/settings/passkeys";
pub const PASSKEY_NEW: &str = "/settings/passkeys/new";
pub const PASSKEY_NAME: &str = "/settings/passkeys/{passkey}/name";
pub const PASSKEY_REMOVAL: &str = "/settings/passkeys/{passkey}/removal";
pub const API_TOKENS: &str = "/settings/api-tokens";
pub const API_TOKEN_NEW: &str = "/settings/api-tokens/new";
pub const API_TOKEN_REGENERATION: &str = "/settings/api-tokens/{api_token}/regeneration";
pub const API_TOKEN_REMOVAL: &str = "/settings/api-tokens/{api_token}/removal";
pub const SESSIONS: &str = "/settings/sessions";
pub const SESSION_END: &str = "/settings/sessions/{session}/end";
pub const DEVICE_FORGET: &str = "/settings/devices/{device}/forget";
pub const HISTORY: &str = "/settings/history";
pub const RECEIPT: &str = "/settings/history/receipt";
pub const PASSWORD: &str = "/settings/password";
pub const FORGOT_PASSWORD: &str = "/forgot-password/new";
pub const LINK: &str = "/links/{purpose}/{token}";
pub const EMAIL_LINK: &str = "/links/email";
pub const RESET_LINK: &str = "/links/reset";
pub const UNDO_LINK: &str = "/links/undo";
pub const INVITATION_LINK: &str = "/links/invitation";
pub const ACTIVATION_LINK: &str = "/links/welcome";
pub const VETO_LINK: &str = "/links/veto";
pub const ALERT_LINK: &str = "/links/alert";
pub const ONBOARDING: &str = "/welcome";
pub const ONBOARDING_REGION: &str = "/welcome/region";
pub const ONBOARDING_PHONE: &str = "/welcome/phone";
pub const ONBOARDING_PHONE_VERIFICATION: &str = "/welcome/phone/{phone}/verification";
pub const ONBOARDING_PHONE_CODES: &str = "/welcome/phone/{phone}/codes";
pub const ONBOARDING_TEST: &str = "/welcome/test";
pub const ONBOARDING_END: &str = "/welcome/end";
pub const DATA: &str = "/settings/data";
pub const DATA_EXPORT: &str = "/settings/data/export";
pub const DATA_LEAVING: &str = "/settings/data/accounts/{account}/leaving";
pub const DATA_REMOVAL: &str = "/settings/data/removal";
pub const USERS: &str = "/users";
pub const USER_NEW: &str = "/users/new";
pub const USER: &str = "/users/{member}";
pub const USER_IMPORT: &str = "/users/import";
pub const USER_IMPORT_RUN: &str = "/users/import/run";
pub const USER_EXPORT: &str = "/users/export";
pub const USER_SUMMARY: &str = "/users/{member}/summary";
pub const USER_ROLES: &str = "/users/{member}/roles";
pub const USER_TEAMS: &str = "/users/{member}/teams";
pub const USER_REMOVAL: &str = "/users/{member}/removal";
pub const USER_SESSIONS_END: &str = "/users/{member}/sessions/end";
pub const USER_LINKS: &str = "/users/{member}/links";
pub const USER_EMAILS: &str = "/users/{member}/emails";
pub const USER_EMAIL_REMOVAL: &str = "/users/{member}/emails/{email}/removal";
pub const USER_PHONES: &str = "/users/{member}/phones";
pub const USER_PHONE_REMOVAL: &str = "/users/{member}/phones/{phone}/removal";
pub const INVITATION_LINKS: &str = "/users/invitations/{invitation}/links";
pub const INVITATION_WITHDRAWAL: &str = "/users/invitations/{invitation}/withdrawal";
pub const USER_FACTOR_RESET: &str = "/users/{member}/second-factor";
pub const TEAMS: &str = "/teams";
pub const TEAM_NEW: &str = "/teams/new";
pub const TEAM: &str = "/teams/{team}";
pub const TEAM_SUMMARY: &str = "/teams/{team}/summary";
pub const TEAM_REMOVAL: &str = "/teams/{team}/removal";
pub const TEAM_ESCALATION: &str = "/teams/{team}/escalation";
pub const TEAM_MEMBERS: &str = "/teams/{team}/members";
pub const TEAM_MEMBER_REMOVAL: &str = "/teams/{team}/members/{member}/removal";
pub const TEAM_ADMINS: &str = "/teams/{team}/admins";
pub const TEAM_ADMIN_END: &str = "/teams/{team}/admins/{member}/end";
pub const ACCOUNTS: &str = "/accounts";
pub const ACCOUNT_NEW: &str = "/accounts/new";
pub const ACCOUNT_SWITCH: &str = "/accounts/{account}/switch";
pub const ACCOUNT_SETTINGS: &str = "/account-settings";
pub const ACCOUNT_INTERFACES: &str = "/account-settings/interfaces";
pub const ACCOUNT_SECOND_FACTOR: &str = "/account-settings/second-factor";
pub const ACCOUNT_SESSIONS: &str = "/account-settings/sessions";
pub const ACCOUNT_SESSIONS_END: &str = "/account-settings/sessions/end";
pub const ACCOUNT_OWNER: &str = "/account-settings/owner";
pub const ACCOUNT_NEXT_OWNER: &str = "/account-settings/owner/{member}";
pub const ACCOUNT_REMOVAL: &str = "/account-settings/removal";
pub const AUDIT: &str = "/audit";
pub const AUDIT_EXPORT: &str = "/audit/export";
pub const ALERTS: &str = "/alerts";
pub const ALERT_KEYS: &str = "/alerts/keys";
pub const ALERT_KEY_NEW: &str = "/alerts/keys/new";
pub const ALERT_KEY_REMOVAL: &str = "/alerts/keys/{key}/removal";
pub const ALERT_MASS_ANSWERS: &str = "/alerts/answers";
pub const ALERT_NEW: &str = "/alerts/new";
pub const ALERT: &str = "/alerts/{alert}";
pub const ALERT_ANSWERS: &str = "/alerts/{alert}/answers";
pub const ALERT_COMMENTS: &str = "/alerts/{alert}/comments";
pub const ALERT_HANDOFF: &str = "/alerts/{alert}/handoff";
pub const ALERT_REMOVAL: &str = "/alerts/{alert}/removal";
pub const DELIVERIES: &str = "/deliveries";
pub const JOBS: &str = "/jobs";
pub const DEV_OUTBOX: &str = "/dev/outbox";
pub const DEV_OUTBOX_MAIL: &str = "/dev/outbox/{number}/mail";
pub const SMS_STATUS: &str = "/hooks/sms/status/{delivery}";
pub const SMS_INBOUND: &str = "/hooks/sms/inbound";
pub const VOICE_KEYS: &str = "/hooks/voice/keys/{delivery}";
pub const MAIL_HOOK: &str = "/hooks/mail";
pub const TIME_ZONES: &str = "/time-zones";
pub const TIME_ZONE_LIST: &str = "/time-zones.json";
pub const ASSET: &str = "/assets/{*path}";
pub const HEALTH: &str = "/healthz";
pub const READY: &str = "/readyz";
pub const ROBOTS: &str = "/robots.txt";
pub const SECURITY_TXT: &str = "/.well-known/security.txt";
pub const CHANGE_PASSWORD: &str = "/.well-known/change-password";
pub const PASSKEY_ENDPOINTS: &str = "/.well-known/passkey-endpoints";

/// Returns the one-time URL of first run.
pub fn first_run(token: &str) -> String {
    of(FIRST_RUN, &token)
}

/// Returns a path with its one parameter filled in.
pub fn of(path: &str, thing: &impl fmt::Display) -> String {
    let (front, rest) = path.split_once('{').unwrap_or((path, "}"));
    let back = rest.split_once('}').map_or("", |(_, back)| back);
    format!("{front}{thing}{back}")
}

/// Returns a path with its two parameters filled in, in their order.
pub fn of_both(path: &str, one: &impl fmt::Display, other: &impl fmt::Display) -> String {
    of(&of(path, one), other)
}

/// Returns the URL of a table filtered to one person.
pub fn of_person(table: &str, person: &UserId) -> String {
    format!("{table}?person={person}")
}

/// Tells whether a path is another one whose parameters are filled in.
pub fn is_of(path: &str, template: &str) -> bool {
    let (mut given, mut wanted) = (path.split('/'), template.split('/'));
    let agree = |one: &str, other: &str| one == other || other.starts_with('{');
    loop {
        match (given.next(), wanted.next()) {
            (None, None) => return true,
            (Some(one), Some(other)) if agree(one, other) => {}
            _ => return false,
        }
    }
}

/// Returns the URL of a mailed link, from its purpose and its token.
pub fn link(purpose: &str, token: &str) -> String {
    LINK.replace("{purpose}", purpose).replace("{token}", token)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_filled_in_with_what_it_is_about() {
        assert_eq!(of(EMAIL_REMOVAL, &"eml_1"), "/settings/emails/eml_1/removal");
        assert_eq!(of(SMS_STATUS, &"ntf_1"), "/hooks/sms/status/ntf_1");
        assert_eq!(link("reset", "abc"), "/links/reset/abc");
        assert!(is_of("/settings/emails/eml_1/removal", EMAIL_REMOVAL));
        for other in ["/settings/emails/eml_1", "/settings/emails/eml_1/removal/", "/settings"] {
            assert!(!is_of(other, EMAIL_REMOVAL), "{other}");
        }
    }
}
