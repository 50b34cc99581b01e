//! Where settings come from: flags, the environment, files that it names, and one TOML file.

use std::ffi::OsString;
use std::path::PathBuf;

use anyhow::{Context, bail};
use clap::builder::Resettable;
use clap::parser::ValueSource;
use clap::{CommandFactory, FromArgMatches};

/// What every environment variable of ours begins with.
const PREFIX: &str = "CALLBOOK_";

/// Settings whose value must not be shown, and which may be read from a file named by `…_FILE`.
const SECRET: &[&str] =
    &["secret_key", "database_url", "smtp_url", "mail_hook_secret", "twilio_auth_token"];

/// Reads flags, environment and file, in this order of precedence, for a command line that holds
/// the settings. An empty text in the environment or the file is a setting that is not set.
///
/// # Errors
/// With a sentence that names the setting: unknown keys, empty files of secrets, unreadable files, values that do not
/// parse. `--help` and `--version` come as clap errors that print themselves.
pub fn load<C: CommandFactory + FromArgMatches>(
    args: impl IntoIterator<Item = OsString>,
    env: &[(String, String)],
) -> anyhow::Result<C> {
    let args: Vec<OsString> = args.into_iter().collect();
    let mut command = C::command();
    let known: Vec<String> = command
        .get_arguments()
        .map(|arg| arg.get_id().to_string())
        .filter(|id| !matches!(id.as_str(), "help" | "version"))
        .collect();

    let mut given: Vec<(String, String)> = Vec::new();
    if let Some(path) = config_path(&args, env) {
        let text = std::fs::read_to_string(&path)
            .with_context(|| format!("cannot read the configuration file {}", path.display()))?;
        given = from_toml(&text, &known).with_context(|| path.display().to_string())?;
    }
    for (name, value) in env.iter().filter(|(name, _)| name.starts_with(PREFIX)) {
        if value.is_empty() || is_of_kubernetes(&name[PREFIX.len()..], value) {
            continue;
        }
        let key = name[PREFIX.len()..].to_ascii_lowercase();
        if let Some(secret) = key.strip_suffix("_file").filter(|key| SECRET.contains(key)) {
            let plain = format!("{PREFIX}{}", secret.to_ascii_uppercase());
            if env.iter().any(|(name, value)| *name == plain && !value.is_empty()) {
                bail!("{name} and {plain} are both set; which is meant?");
            }
            let text = std::fs::read_to_string(value)
                .with_context(|| format!("cannot read the file {value} that {name} names"))?;
            let text = text.trim();
            if text.is_empty() {
                bail!("the file {value} that {name} names is empty");
            }
            given.retain(|(key, _)| key != secret);
            given.push((secret.to_owned(), text.to_owned()));
        } else if !known.contains(&key) {
            bail!("{name} is not a setting; `callbook --help` lists them");
        }
    }
    // What compose files write for "not set".
    for (name, _) in env.iter().filter(|(_, value)| value.is_empty()) {
        let key = name.strip_prefix(PREFIX).map(str::to_ascii_lowercase);
        if let Some(key) = key.filter(|key| known.contains(key)) {
            command = command.mut_arg(key, |arg| arg.env(Resettable::Reset));
        }
    }
    // What the file says stands in for the default, so that clap parses and reports all alike.
    for (key, value) in given {
        let secret = SECRET.contains(&key.as_str());
        command = command.mut_arg(key, |arg| arg.default_value(value).hide_default_value(secret));
    }

    let matches = command.try_get_matches_from(args)?;
    for secret in SECRET {
        if matches.value_source(secret) == Some(ValueSource::CommandLine) {
            let name = format!("{PREFIX}{}", secret.to_ascii_uppercase());
            bail!(
                "a secret on the command line is seen by everyone on the machine; \
                   use {name} or {name}_FILE"
            );
        }
    }
    Ok(C::from_arg_matches(&matches)?)
}

/// Where the file is must be known before the rest is parsed.
fn config_path(args: &[OsString], env: &[(String, String)]) -> Option<PathBuf> {
    let flag = args.iter().enumerate().find_map(|(at, arg)| match arg.to_str()? {
        "--config" => args.get(at + 1).map(PathBuf::from),
        arg => arg.strip_prefix("--config=").map(PathBuf::from),
    });
    let variable = || env.iter().find(|(name, path)| name == "CALLBOOK_CONFIG" && !path.is_empty());
    flag.or_else(|| variable().map(|(_, path)| PathBuf::from(path)))
}

fn from_toml(text: &str, known: &[String]) -> anyhow::Result<Vec<(String, String)>> {
    let table: toml::Table = text.parse()?;
    table
        .into_iter()
        .map(|(key, value)| {
            if !known.contains(&key) || key == "config" {
                bail!("{key} is not a setting; `callbook --help` lists them");
            }
            let one = |value: &toml::Value| match value {
                toml::Value::String(text) => Ok(text.clone()),
                toml::Value::Integer(number) => Ok(number.to_string()),
                toml::Value::Boolean(switch) => Ok(switch.to_string()),
                _ => bail!("{key} must be a text, a number or true/false"),
            };
            let value = match &value {
                toml::Value::Array(list) => {
                    list.iter().map(one).collect::<anyhow::Result<Vec<_>>>()?.join(",")
                }
                single => one(single)?,
            };
            Ok((key, value))
        })
        .filter(|pair| !pair.as_ref().is_ok_and(|(_, value)| value.is_empty()))
        .collect()
}

/// Whether a variable, less its prefix, is what Kubernetes tells every container of a service that is
/// called `callbook` (Kubernetes, "Service environment variables").
fn is_of_kubernetes(name: &str, value: &str) -> bool {
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

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::platform::config::Config;

    /// A command line with nothing but the settings.
    #[derive(Parser, Debug)]
    struct Settings {
        #[command(flatten)]
        config: Config,
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
        assert!(error.contains("CALLBOOK_LISTENN is not a setting"), "{error}");
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
        assert!(load(&[], &[file]).unwrap_err().to_string().contains("is empty"));
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
