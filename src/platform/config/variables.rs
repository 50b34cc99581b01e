//! Environment variables of settings, and the files that they name.

use std::path::Path;

use anyhow::{Context, bail, ensure};

use super::names::{SECRET, Setting, unknown};

/// The prefix of our environment variables.
pub const PREFIX: &str = "CALLBOOK_";

/// Lists the variables of this process that are valid UTF-8.
///
/// # Errors
/// When a variable of ours is not.
pub fn environment() -> anyhow::Result<Vec<(String, String)>> {
    let mut texts = Vec::new();
    for (name, value) in std::env::vars_os() {
        let Ok(name) = name.into_string() else { continue };
        match value.into_string() {
            Ok(value) => texts.push((name, value)),
            Err(_) => ensure!(!name.starts_with(PREFIX), "{name} is not valid UTF-8"),
        }
    }
    Ok(texts)
}

/// Returns the variable of a setting.
pub fn variable(key: &str) -> String {
    format!("{PREFIX}{}", key.to_ascii_uppercase())
}

/// Returns the secret whose file a variable names; `None` when the variable is a setting itself.
///
/// # Errors
/// When the variable is neither, with the name that it may mean.
pub fn secret_of_file<'a>(name: &str, known: &[Setting]) -> anyhow::Result<Option<&'a str>> {
    let key = name[PREFIX.len()..].to_ascii_lowercase();
    if name == variable(&key) && known.iter().any(|setting| setting.key == key) {
        return Ok(None);
    }
    let of_file = key.strip_suffix("_file").filter(|_| name == variable(&key));
    match of_file {
        Some(of) if SECRET.contains(&of) => {
            Ok(SECRET.iter().find(|secret| **secret == of).copied())
        }
        Some(of) if known.iter().any(|setting| setting.key == of) => {
            bail!("{name} is not a setting: only secrets are read from files; set {}", variable(of))
        }
        _ => {
            let files = SECRET.iter().map(|secret| format!("{}_FILE", variable(secret)));
            let names = known.iter().map(|setting| variable(&setting.key));
            Err(unknown(name, names.chain(files)))
        }
    }
}

/// Reads a secret from a file.
pub fn secret_in(path: &Path) -> anyhow::Result<String> {
    let text = std::fs::read_to_string(path).context("cannot read this file")?;
    let text = text.trim();
    ensure!(!text.is_empty(), "this file is empty; write the secret to it");
    ensure!(text.lines().count() == 1, "this file must contain only the secret, in one line");
    Ok(text.to_owned())
}

/// Tells whether a variable, without its prefix, is one that Kubernetes gives to containers beside
/// a service named `callbook` (Kubernetes, "Service environment variables").
pub fn is_of_kubernetes(name: &str, value: &str) -> bool {
    let numbered = |rest: &str| {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        digits > 0 && rest[digits..].starts_with('_')
    };
    name == "SERVICE_HOST"
        || name == "SERVICE_PORT"
        || name.starts_with("SERVICE_PORT_")
        || (name == "PORT" && value.contains("://"))
        || name.strip_prefix("PORT_").is_some_and(numbered)
}
