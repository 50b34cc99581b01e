//! Every setting with its default and its sentence: from flags, the environment, or one TOML file.

use std::ffi::OsString;
use std::net::SocketAddr;
use std::path::PathBuf;

use anyhow::{Context, bail};
use clap::parser::ValueSource;
use clap::{Args, CommandFactory, FromArgMatches};
use ipnet::IpNet;

/// What every environment variable of ours begins with.
const PREFIX: &str = "CALLBOOK_";

/// Settings whose value must not be shown, and which may be read from a file named by `…_FILE`.
const SECRET: &[&str] =
    &["secret_key", "database_url", "smtp_url", "mail_hook_secret", "twilio_auth_token"];

/// The settings.
#[derive(Args, Debug, Clone)]
pub struct Config {
    /// A TOML file with any of the settings below.
    #[arg(long, env = "CALLBOOK_CONFIG", global = true)]
    pub config: Option<PathBuf>,

    /// The address and port to listen on.
    #[arg(long, env = "CALLBOOK_LISTEN", default_value = "127.0.0.1:8080", global = true)]
    pub listen: SocketAddr,

    /// Where people reach it; links in mail and the origin of forms come from here alone.
    /// [default: http://localhost:<port>]
    #[arg(long, env = "CALLBOOK_PUBLIC_URL", value_parser = parse_public_url, global = true)]
    pub public_url: Option<PublicUrl>,

    /// postgres://…, or sqlite:<path>. [default: SQLite in the data folder]
    #[arg(long, env = "CALLBOOK_DATABASE_URL", hide_env_values = true, global = true)]
    pub database_url: Option<String>,

    /// The folder of the SQLite database and the secret key.
    #[arg(long, env = "CALLBOOK_DATA_DIR", default_value = "./data", global = true)]
    pub data_dir: PathBuf,

    /// Signs links and keys password hashes; "new,old" rotates. Required with PostgreSQL.
    /// [default: made in the data folder]
    #[arg(long, env = "CALLBOOK_SECRET_KEY", hide_env_values = true, global = true)]
    pub secret_key: Option<String>,

    /// Networks of reverse proxies whose X-Forwarded-For is believed, separated by commas.
    #[arg(long, env = "CALLBOOK_TRUSTED_PROXIES", value_delimiter = ',', global = true)]
    pub trusted_proxies: Vec<IpNet>,

    /// Where to report a weakness (mailto: or https:); shown in /.well-known/security.txt.
    #[arg(long, env = "CALLBOOK_SECURITY_CONTACT", global = true)]
    pub security_contact: Option<String>,

    /// smtps://user:password@host[:465], or smtp://…[:587] with STARTTLS; ?tls=off sends in the clear.
    /// [default: no mail]
    #[arg(long, env = "CALLBOOK_SMTP_URL", hide_env_values = true, global = true)]
    pub smtp_url: Option<String>,

    /// A PEM file of a private CA that the mail server's certificate may be signed by.
    #[arg(long, env = "CALLBOOK_SMTP_CA_FILE", global = true)]
    pub smtp_ca_file: Option<PathBuf>,

    /// The sender of mail. [default: callbook@<host of the public URL>]
    #[arg(long, env = "CALLBOOK_MAIL_FROM", global = true)]
    pub mail_from: Option<String>,

    /// Signs POST /hooks/mail, as Standard Webhooks has it (whsec_…). [default: the hook is off]
    #[arg(long, env = "CALLBOOK_MAIL_HOOK_SECRET", hide_env_values = true, global = true)]
    pub mail_hook_secret: Option<String>,

    /// Where Twilio's API, or one that speaks like it, is reached.
    #[arg(
        long,
        env = "CALLBOOK_TWILIO_API_URL",
        default_value = "https://api.twilio.com",
        global = true
    )]
    pub twilio_api_url: String,

    /// The account there. SMS and voice are off without it, its token and a number.
    #[arg(long, env = "CALLBOOK_TWILIO_ACCOUNT_SID", global = true)]
    pub twilio_account_sid: Option<String>,

    /// The account's token, which also signs its webhooks.
    #[arg(long, env = "CALLBOOK_TWILIO_AUTH_TOKEN", hide_env_values = true, global = true)]
    pub twilio_auth_token: Option<String>,

    /// The number that SMS and calls come from (+…).
    #[arg(long, env = "CALLBOOK_TWILIO_FROM", global = true)]
    pub twilio_from: Option<String>,

    /// Countries (ISO 3166-1 alpha-2) whose phone numbers are taken, separated by commas.
    /// [default: all]
    #[arg(long, env = "CALLBOOK_PHONE_COUNTRIES", value_delimiter = ',', value_parser = parse_country, global = true)]
    pub phone_countries: Vec<String>,

    /// So many codes go to phones in 24 hours, all people together.
    #[arg(long, env = "CALLBOOK_CODES_A_DAY", default_value_t = 1000, global = true)]
    pub codes_a_day: i64,

    /// Keep every message on the page /dev/outbox instead of sending it; on loopback only.
    #[arg(
        long,
        env = "CALLBOOK_DEV_OUTBOX",
        default_value = "false",
        default_missing_value = "true",
        num_args = 0..=1,
        action = clap::ArgAction::Set,
        global = true
    )]
    pub dev_outbox: bool,

    /// What is logged, as `tracing` directives.
    #[arg(long, env = "CALLBOOK_LOG", default_value = "info", global = true)]
    pub log: String,
}

/// An http(s) origin without a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicUrl(String);

impl PublicUrl {
    /// The origin, without a slash at its end.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The host, without a port.
    pub fn host(&self) -> &str {
        let authority = self.0.split_once("://").map_or(self.as_str(), |(_, rest)| rest);
        match authority.rsplit_once(':') {
            Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
            _ => authority,
        }
    }

    /// Whether cookies may be marked `Secure` and HSTS is sent.
    pub fn is_https(&self) -> bool {
        self.0.starts_with("https://")
    }
}

fn parse_public_url(text: &str) -> Result<PublicUrl, String> {
    let wrong = || "must be http://host[:port] or https://host[:port], without a path".to_owned();
    let text = text.trim_end_matches('/');
    let uri: axum::http::Uri = text.parse().map_err(|_| wrong())?;
    let known = matches!(uri.scheme_str(), Some("http" | "https"));
    if !known || uri.authority().is_none() || uri.path() != "/" || uri.query().is_some() {
        return Err(wrong());
    }
    Ok(PublicUrl(text.to_ascii_lowercase()))
}

fn parse_country(text: &str) -> Result<String, String> {
    let code = text.trim().to_ascii_uppercase();
    match code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase()) {
        true => Ok(code),
        false => Err("must be a code of two letters, like NL".to_owned()),
    }
}

impl Config {
    /// The public origin: as configured, or this machine's.
    pub fn public_url(&self) -> PublicUrl {
        let local = || PublicUrl(format!("http://localhost:{}", self.listen.port()));
        self.public_url.clone().unwrap_or_else(local)
    }

    /// The database: as configured, or SQLite in the data folder.
    pub fn database_url(&self) -> String {
        let local = || format!("sqlite:{}", self.data_dir.join("callbook.db").display());
        self.database_url.clone().unwrap_or_else(local)
    }
}

/// Reads flags, environment and file, in this order of precedence, for a command line that holds
/// the settings.
///
/// # Errors
/// With a sentence that names the setting: unknown keys, unreadable files, values that do not
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
        let key = name[PREFIX.len()..].to_ascii_lowercase();
        if let Some(secret) = key.strip_suffix("_file").filter(|key| SECRET.contains(key)) {
            let plain = format!("{PREFIX}{}", secret.to_ascii_uppercase());
            if env.iter().any(|(name, _)| *name == plain) {
                bail!("{name} and {plain} are both set; which is meant?");
            }
            let text = std::fs::read_to_string(value)
                .with_context(|| format!("cannot read the file {value} that {name} names"))?;
            given.retain(|(key, _)| key != secret);
            given.push((secret.to_owned(), text.trim().to_owned()));
        } else if !known.contains(&key) {
            bail!("{name} is not a setting; `callbook --help` lists them");
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
    let variable = || env.iter().find(|(name, _)| name == "CALLBOOK_CONFIG");
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
        .collect()
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

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
    fn a_public_url_is_an_origin() {
        assert!(parse_public_url("https://Callbook.example/").is_ok_and(|url| url.is_https()));
        for bad in ["callbook.example", "ftp://x", "https://x/path", "https://x?q", ""] {
            assert!(parse_public_url(bad).is_err(), "{bad}");
        }
    }
}
