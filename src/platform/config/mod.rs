//! Every setting with its default and its sentence: from flags, the environment, or one TOML file.

mod sources;

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use clap::Args;
use ipnet::IpNet;
pub use sources::load;

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

    /// A file of breached passwords that nobody may set: SHA-1 digests ordered by hash, as Have I Been
    /// Pwned offers them for download. [default: only the built-in lists]
    #[arg(long, env = "CALLBOOK_BREACHED_PASSWORDS", global = true)]
    pub breached_passwords: Option<PathBuf>,

    /// Networks or addresses of reverse proxies whose X-Forwarded-For is believed, separated by commas.
    #[arg(long, env = "CALLBOOK_TRUSTED_PROXIES", value_delimiter = ',', value_parser = parse_network, global = true)]
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

    /// The most codes that go to phones in 24 hours, all people together.
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

    /// Start although something hangs on an old secret key that is not configured any more: it is lost.
    #[arg(
        long,
        env = "CALLBOOK_FORGET_OLD_KEY",
        default_value = "false",
        default_missing_value = "true",
        num_args = 0..=1,
        action = clap::ArgAction::Set,
        global = true
    )]
    pub forget_old_key: bool,

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

    /// Whether only this machine can reach it.
    pub fn is_loopback(&self) -> bool {
        is_loopback_host(self.host())
    }

    /// Whether cookies may be marked `Secure` and HSTS is sent.
    pub fn is_https(&self) -> bool {
        self.0.starts_with("https://")
    }
}

/// Whether a host, without a port, is a name or an address of this machine (RFC 6761 §6.3).
pub fn is_loopback_host(host: &str) -> bool {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    match address {
        Ok(address) => address.to_canonical().is_loopback(),
        Err(_) => host == "localhost" || host.ends_with(".localhost"),
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

fn parse_network(text: &str) -> Result<IpNet, String> {
    let text = text.trim();
    let alone = || text.parse::<IpAddr>().map(IpNet::from);
    text.parse::<IpNet>().or_else(|_| alone()).map_err(|_| {
        "must be networks like 10.0.0.0/8 or addresses, separated by commas".to_owned()
    })
}

fn parse_country(text: &str) -> Result<String, String> {
    let code = text.trim().to_ascii_uppercase();
    match code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase()) {
        true => Ok(code),
        false => Err("must be a code of two letters, like NL".to_owned()),
    }
}

impl Config {
    /// Checks what no setting shows by itself.
    ///
    /// # Errors
    /// When the dev outbox could be read from another machine.
    pub fn check(&self) -> anyhow::Result<()> {
        let is_local = self.listen.ip().is_loopback()
            && self.public_url().is_loopback()
            && self.trusted_proxies.is_empty();
        anyhow::ensure!(
            is_local || !self.dev_outbox,
            "the dev outbox and the demo show codes and links to everyone: they need a loopback \
             address to listen on, a public URL on loopback, and no trusted proxies"
        );
        Ok(())
    }

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_public_url_is_an_origin() {
        assert!(parse_public_url("https://Callbook.example/").is_ok_and(|url| url.is_https()));
        for bad in ["callbook.example", "ftp://x", "https://x/path", "https://x?q", ""] {
            assert!(parse_public_url(bad).is_err(), "{bad}");
        }
        for local in
            ["http://localhost:8080", "http://127.0.0.2", "http://[::1]:80", "http://a.localhost"]
        {
            assert!(parse_public_url(local).is_ok_and(|url| url.is_loopback()), "{local}");
        }
        for far in [
            "http://localhost.example",
            "http://127.0.0.1.example",
            "http://0.0.0.0",
            "http://[::2]",
        ] {
            assert!(parse_public_url(far).is_ok_and(|url| !url.is_loopback()), "{far}");
        }
    }

    #[test]
    fn a_proxy_is_a_network_or_an_address_whatever_blanks_are_around_it() {
        let parsed = |text: &str| parse_network(text).map(|network| network.to_string());
        assert_eq!(parsed("10.0.0.0/8").as_deref(), Ok("10.0.0.0/8"));
        assert_eq!(parsed(" 127.0.0.1 ").as_deref(), Ok("127.0.0.1/32"));
        assert_eq!(parsed("::1").as_deref(), Ok("::1/128"));
        for bad in ["", "proxy", "10.0.0.0/33"] {
            assert!(parse_network(bad).is_err(), "{bad}");
        }
    }
}
