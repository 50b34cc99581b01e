//! Sources of settings: flags, the environment, files that it names, and one TOML file.

use std::error::Error;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail};
use clap::builder::Resettable;
use clap::error::{ContextKind, ContextValue};
use clap::parser::ValueSource;
use clap::{ArgMatches, Command, CommandFactory, FromArgMatches};

use super::names::{SECRET, Setting, SettingValue};
use super::variables::{PREFIX, is_of_kubernetes, secret_in, secret_of_file, variable};
use super::{Config, toml_file};

/// Reads flags, environment and file, in this order of precedence, for a command line with the
/// settings. An empty text in the environment or the file counts as not set.
///
/// # Errors
/// When a setting is invalid, with its name and source, and what to do; a secret's value is never
/// repeated. `--help`, `--version` and wrong flags are returned as clap errors, which print
/// themselves.
pub fn load<C: CommandFactory + FromArgMatches + AsMut<Config>>(
    args: impl IntoIterator<Item = OsString>,
    env: &[(String, String)],
) -> anyhow::Result<C> {
    let args: Vec<OsString> = args.into_iter().collect();
    // The environment is read below; clap would read that of the process.
    let command = C::command().mut_args(|arg| arg.env(Resettable::Reset));
    let flags = match command.clone().try_get_matches_from(&args) {
        Ok(flags) => flags,
        Err(error) if error.use_stderr() => return Err(error.into()),
        // The help names the variables, and shows no value of theirs.
        Err(help) => {
            let named = C::command().mut_args(|arg| arg.hide_env_values(true));
            return Err(named.try_get_matches_from(&args).err().unwrap_or(help).into());
        }
    };
    let is_flag = |key: &str| flags.value_source(key) == Some(ValueSource::CommandLine);
    if let Some(secret) = SECRET.iter().find(|secret| is_flag(secret)) {
        let name = variable(secret);
        bail!(
            "a secret on the command line is visible to everyone on the machine; use {name} or \
             {name}_FILE"
        );
    }

    let known = settings(&command);
    let mut found = match config_path(&flags, env) {
        Some(path) => toml_file::read(&path, &known)?,
        None => Vec::new(),
    };
    let holds_secret =
        |found: &[SettingValue]| found.iter().any(|setting| SECRET.contains(&setting.key.as_str()));
    let mut secret_files: Vec<_> =
        config_path(&flags, env).filter(|_| holds_secret(&found)).into_iter().collect();
    for (name, value) in env.iter().filter(|(name, _)| name.starts_with(PREFIX)) {
        if value.is_empty() || is_of_kubernetes(&name[PREFIX.len()..], value) {
            continue;
        }
        let setting = match secret_of_file(name, &known)? {
            Some(key) => {
                let plain = variable(key);
                if env.iter().any(|(name, value)| *name == plain && !value.is_empty()) {
                    bail!("{name} and {plain} are both set; remove one of them");
                }
                secret_files.push(PathBuf::from(value));
                let place = format!("{name} ({value})");
                let value = secret_in(Path::new(value)).context(place.clone())?;
                SettingValue { key: key.to_owned(), value, place }
            }
            None => {
                let key = name[PREFIX.len()..].to_ascii_lowercase();
                SettingValue { key, value: value.clone(), place: name.clone() }
            }
        };
        found.retain(|other| other.key != setting.key);
        found.push(setting);
    }
    found.retain(|setting| !is_flag(&setting.key));

    // They are put before the flags, so that clap parses and reports all alike.
    let as_flag = |setting: &SettingValue| {
        OsString::from(format!("--{}={}", setting.key.replace('_', "-"), setting.value))
    };
    let mut written: Vec<_> = args.iter().take(1).cloned().collect();
    written.extend(found.iter().map(as_flag));
    written.extend(args.into_iter().skip(1));
    let matches = command.try_get_matches_from(written).map_err(|error| said(error, &found))?;
    let mut loaded = C::from_arg_matches(&matches)?;
    loaded.as_mut().secret_files = secret_files;
    Ok(loaded)
}

fn settings(command: &Command) -> Vec<Setting> {
    let settings = command.get_arguments().map(|arg| Setting {
        key: arg.get_id().to_string(),
        is_list: arg.get_value_delimiter().is_some(),
    });
    settings.filter(|setting| !matches!(setting.key.as_str(), "help" | "version")).collect()
}

/// Returns the path of the TOML file, which is needed before the rest is parsed.
fn config_path(flags: &ArgMatches, env: &[(String, String)]) -> Option<PathBuf> {
    let variable = || env.iter().find(|(name, path)| name == "CALLBOOK_CONFIG" && !path.is_empty());
    let flag = flags.get_one::<PathBuf>("config").cloned();
    flag.or_else(|| variable().map(|(_, path)| PathBuf::from(path)))
}

/// Returns clap's error about a value, with the source of the value.
fn said(error: clap::Error, found: &[SettingValue]) -> anyhow::Error {
    let Some(ContextValue::String(arg)) = error.get(ContextKind::InvalidArg) else {
        return error.into();
    };
    let key = arg.trim_start_matches('-').split([' ', '[', '=']).next().unwrap_or_default();
    let key = key.replace('-', "_");
    let Some(setting) = found.iter().find(|setting| setting.key == key) else {
        return error.into();
    };
    let why = error.source().map_or_else(|| "cannot be read".to_owned(), ToString::to_string);
    match SECRET.contains(&key.as_str()) {
        true => anyhow!("{} {why}", setting.place),
        false => anyhow!("{} {why}; it is {:?}", setting.place, setting.value),
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::platform::config::Config;

    /// A command line of settings only.
    #[derive(Parser, Debug)]
    struct Settings {
        #[command(flatten)]
        config: Config,
    }

    impl AsMut<Config> for Settings {
        fn as_mut(&mut self) -> &mut Config {
            &mut self.config
        }
    }

    fn load(args: &[&str], env: &[(&str, &str)]) -> anyhow::Result<Settings> {
        let env: Vec<_> = env.iter().map(|(k, v)| (k.to_string(), v.to_string())).collect();
        super::load(["callbook"].iter().chain(args).map(OsString::from), &env)
    }

    #[test]
    fn without_anything_it_is_sqlite_on_loopback() {
        let cli = load(&[], &[]).unwrap();
        assert_eq!(cli.config.public_url().as_str(), "http://localhost:8080");
        assert_eq!(cli.config.database_url(), "sqlite:./data/callbook.db");
    }

    #[test]
    fn a_file_is_weaker_than_a_flag_and_its_unknown_keys_are_errors() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("callbook.toml");
        let path = path.to_str().unwrap();
        std::fs::write(path, "listen = '127.0.0.1:1'\ntrusted_proxies = ['10.0.0.0/8']").unwrap();
        let cli = load(&["--config", path], &[]).unwrap();
        assert_eq!(cli.config.listen.port(), 1);
        assert_eq!(cli.config.trusted_proxies.len(), 1);
        let cli = load(&["--config", path, "--listen", "127.0.0.1:2"], &[]).unwrap();
        assert_eq!(cli.config.listen.port(), 2);
        std::fs::write(path, "lissten = '127.0.0.1:1'").unwrap();
        let error = format!("{:#}", load(&["--config", path], &[]).unwrap_err());
        assert!(error.contains("lissten is not a setting"), "{error}");
    }

    #[test]
    fn unknown_variables_and_secrets_as_flags_are_errors() {
        let error = load(&[], &[("CALLBOOK_LISTENN", "x")]).unwrap_err().to_string();
        let said = "CALLBOOK_LISTENN is not a setting; did you mean CALLBOOK_LISTEN?";
        assert!(error.starts_with(said), "{error}");
        let error = load(&["--secret-key", "hush"], &[]).unwrap_err().to_string();
        assert!(error.contains("CALLBOOK_SECRET_KEY_FILE"), "{error}");
    }

    #[test]
    fn a_secret_is_read_from_the_file_its_variable_names() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key");
        std::fs::write(&path, "hush\n").unwrap();
        let file = [("CALLBOOK_SECRET_KEY_FILE", path.to_str().unwrap())];
        assert_eq!(load(&[], &file).unwrap().config.secret_key.as_deref(), Some("hush"));
        let help = load(&["--help"], &file).unwrap_err().to_string();
        assert!(help.contains("--secret-key") && !help.contains("hush"), "{help}");
        let both = [file[0], ("CALLBOOK_SECRET_KEY", "other")];
        assert!(load(&[], &both).unwrap_err().to_string().contains("both set"));
    }

    #[test]
    fn an_empty_variable_is_not_set() {
        let cli = load(&[], &[("CALLBOOK_TRUSTED_PROXIES", ""), ("CALLBOOK_CONFIG", "")]).unwrap();
        assert_eq!(cli.config.trusted_proxies.len(), 0);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key");
        std::fs::write(&path, "hush").unwrap();
        let file = ("CALLBOOK_SECRET_KEY_FILE", path.to_str().unwrap());
        let cli = load(&[], &[file, ("CALLBOOK_SECRET_KEY", "")]).unwrap();
        assert_eq!(cli.config.secret_key.as_deref(), Some("hush"));
        assert_eq!(load(&[], &[(file.0, "")]).unwrap().config.secret_key, None);
        std::fs::write(&path, " \n").unwrap();
        assert!(format!("{:#}", load(&[], &[file]).unwrap_err()).contains("is empty"));
        let path = folder.path().join("callbook.toml");
        std::fs::write(&path, "twilio_auth_token = ''").unwrap();
        let cli = load(&["--config", path.to_str().unwrap()], &[]).unwrap();
        assert_eq!(cli.config.twilio_auth_token, None);
    }

    #[test]
    fn what_kubernetes_sets_is_passed_over_and_nothing_else() {
        let kubernetes = [
            ("CALLBOOK_SERVICE_HOST", "10.0.0.1"),
            ("CALLBOOK_SERVICE_PORT", "80"),
            ("CALLBOOK_SERVICE_PORT_HTTP", "80"),
            ("CALLBOOK_PORT", "tcp://10.0.0.1:80"),
            ("CALLBOOK_PORT_80_TCP_ADDR", "10.0.0.1"),
        ];
        load(&[], &kubernetes).unwrap();
        for (name, value) in [
            ("CALLBOOK_PORT", "8080"),
            ("CALLBOOK_PORT_HTTP", "80"),
            ("CALLBOOK_SERVICE", "x"),
            ("CALLBOOK_SERVICE_PORTS", "80"),
        ] {
            let error = load(&[], &[(name, value)]).unwrap_err().to_string();
            assert!(error.contains("is not a setting"), "{error}");
        }
    }
}
