//! Names of settings: which are secret, what value each takes, and what a misspelt one may mean.

use anyhow::anyhow;

/// The largest edit distance at which a setting is suggested for an unknown name.
const SLIP: usize = 3;

/// Settings whose value is never shown, and which may be read from a file named by `…_FILE`.
pub const SECRET: &[&str] =
    &["secret_key", "database_url", "smtp_url", "mail_hook_secret", "twilio_auth_token"];

/// A known setting.
pub struct Setting {
    pub key: String,
    /// Whether it takes several values.
    pub is_list: bool,
}

/// The value of a setting in the environment or a file.
pub struct SettingValue {
    pub key: String,
    pub value: String,
    /// Where the value was found, in words for the operator.
    pub place: String,
}

/// Returns the error of an unknown name, with the setting that it may mean.
pub fn unknown(name: &str, names: impl Iterator<Item = String>) -> anyhow::Error {
    let short = |name: &str| name.to_ascii_lowercase().replacen("callbook_", "", 1);
    let distance = |one: &String| strsim::damerau_levenshtein(&short(one), &short(name));
    let nearest = names.map(|one| (distance(&one), one)).min();
    let is_slip = |distance: usize| distance <= SLIP && distance * 2 <= short(name).len();
    let meant = nearest.filter(|(distance, _)| is_slip(*distance));
    let meant = meant.map(|(_, one)| format!("did you mean {one}? ")).unwrap_or_default();
    anyhow!("{name} is not a setting; {meant}`callbook --help` lists them")
}
