//! The TOML file: a key for each setting, and errors that name a line without showing it.

use std::path::Path;

use anyhow::{Context, anyhow, bail};

use super::names::{Setting, SettingValue, unknown};

/// Reads the file. An empty text counts as not set.
pub fn read(path: &Path, known: &[Setting]) -> anyhow::Result<Vec<SettingValue>> {
    let shown = path.display();
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("cannot read the configuration file {shown}"))?;
    let table = text.parse::<toml::Table>().map_err(|error| unreadable(&text, &error));
    let table = table.with_context(|| shown.to_string())?;
    let mut found = Vec::new();
    for (key, value) in table {
        let setting = known.iter().find(|setting| setting.key == key && key != "config");
        let Some(setting) = setting else {
            return Err(unknown(&key, known.iter().map(|setting| setting.key.clone())))
                .with_context(|| shown.to_string());
        };
        let value = match &value {
            toml::Value::Array(list) if setting.is_list => {
                let values = list.iter().map(|value| single(&key, value));
                values.collect::<anyhow::Result<Vec<_>>>()
            }
            value => single(&key, value).map(|value| vec![value]),
        };
        let value = value.with_context(|| shown.to_string())?.join(",");
        if !value.is_empty() {
            found.push(SettingValue { place: format!("{key} in {shown}"), key, value });
        }
    }
    Ok(found)
}

fn single(key: &str, value: &toml::Value) -> anyhow::Result<String> {
    match value {
        toml::Value::String(text) => Ok(text.clone()),
        toml::Value::Integer(number) => Ok(number.to_string()),
        toml::Value::Boolean(switch) => Ok(switch.to_string()),
        toml::Value::Array(_) => bail!("{key} takes one value, not a list"),
        _ => bail!("{key} must be a text in quotes, a number or true/false"),
    }
}

/// Returns the error of a file, with the line number. The line itself may hold a secret.
fn unreadable(text: &str, error: &toml::de::Error) -> anyhow::Error {
    let start = error.span().map_or(0, |span| span.start).min(text.len());
    let before = text.get(..start).unwrap_or_default();
    let line = before.lines().count().max(1);
    let line = if before.ends_with('\n') { line + 1 } else { line };
    let key = text.lines().nth(line - 1).and_then(|line| line.split_once('='));
    let key = key.map(|(key, _)| key.trim()).filter(|key| {
        key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') && !key.is_empty()
    });
    let of = key.map(|key| format!(" ({key})")).unwrap_or_default();
    let why = error.message();
    anyhow!(
        "line {line}{of} is not TOML: {why}; a line is a setting, =, and its value, texts in quotes: \
         listen = \"127.0.0.1:8080\""
    )
}
