//! Names of settings: which are secret, which has which value, and which someone may have meant.

use anyhow::anyhow;

/// A name that is no further from a setting's is taken for a slip of the keys.
const SLIP: usize = 3;

/// Settings whose value must not be shown, and which may be read from a file named by `…_FILE`.
pub const SECRET: &[&str] =
    &["secret_key", "database_url", "smtp_url", "mail_hook_secret", "twilio_auth_token"];

/// A setting that there is.
pub struct Setting {
    pub key: String,
    /// Whether it takes several values.
    pub is_list: bool,
}

/// The value that the environment or a file has for a setting.
pub struct SettingValue {
    pub key: String,
    pub value: String,
    /// Where it stands, as the operator knows it.
    pub place: String,
}

/// The error of a name that is no setting, with the one that may be meant.
pub fn unknown(name: &str, names: impl Iterator<Item = String>) -> anyhow::Error {
    let short = |name: &str| name.to_ascii_lowercase().replacen("callbook_", "", 1);
    let distance = |one: &String| strsim::damerau_levenshtein(&short(one), &short(name));
    let nearest = names.map(|one| (distance(&one), one)).min();
    let is_slip = |distance: usize| distance <= SLIP && distance * 2 <= short(name).len();
    let meant = nearest.filter(|(distance, _)| is_slip(*distance));
    let meant = meant.map(|(_, one)| format!("is {one} meant? ")).unwrap_or_default();
    anyhow!("{name} is not a setting; {meant}`callbook --help` lists them")
}
