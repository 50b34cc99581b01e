//! Every setting with its default and its sentence: from flags, the environment, or one TOML file.

mod address;
mod names;
mod sources;
mod toml_file;
mod values;
mod variables;

use std::net::SocketAddr;
use std::path::PathBuf;

pub use address::{PublicUrl, is_loopback_host, parse_public_url, read_url};
use anyhow::ensure;
use clap::Args;
use ipnet::IpNet;
pub use sources::load;
use values::{parse_codes, parse_country, parse_listen, parse_network, parse_switch};
pub use variables::environment;

/// The settings.
#[derive(Args, Debug, Clone)]
pub struct Config {
    /// A TOML file with any of the settings below.
    #[arg(long, env = "CALLBOOK_CONFIG", global = true)]
    pub config: Option<PathBuf>,

    /// The address and port to listen on.
    #[arg(
        long,
        env = "CALLBOOK_LISTEN",
        default_value = "127.0.0.1:8080",
        value_parser = parse_listen,
        global = true
    )]
    pub listen: SocketAddr,

    /// Where people reach it; links in mail and the origin of forms come from here alone.
    /// [default: http://localhost:<port>]
    #[arg(long, env = "CALLBOOK_PUBLIC_URL", value_parser = parse_public_url, global = true)]
    pub public_url: Option<PublicUrl>,

    /// Let the public URL be http on a host that is not this machine: passwords and sessions then go in
    /// the clear.
    #[arg(
        long,
        env = "CALLBOOK_ALLOW_PLAIN_HTTP",
        default_value = "false",
        default_missing_value = "true",
        num_args = 0..=1,
        value_parser = parse_switch,
        action = clap::ArgAction::Set,
        global = true
    )]
    pub allow_plain_http: bool,

    /// postgres://…, or sqlite:<path>. A server on another machine has its certificate checked, unless
    /// the URL has another sslmode. [default: SQLite in the data folder]
    #[arg(long, env = "CALLBOOK_DATABASE_URL", hide_env_values = true, global = true)]
    pub database_url: Option<String>,

    /// The folder of the SQLite database and the secret key.
    #[arg(long, env = "CALLBOOK_DATA_DIR", default_value = "./data", global = true)]
    pub data_dir: PathBuf,

    /// Signs links and encrypts password hashes; "new,old" rotates. Required with PostgreSQL.
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

    /// A PEM file of the one CA that the mail server's certificate may be signed by. [default: the
    /// public ones]
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

    /// The number that SMS and calls come from (+…). SMS may come from a messaging service (MG…), a short
    /// code or a name instead; calls then need a number of their own.
    #[arg(long, env = "CALLBOOK_TWILIO_FROM", global = true)]
    pub twilio_from: Option<String>,

    /// The number that calls come from (+…). [default: that of SMS]
    #[arg(long, env = "CALLBOOK_TWILIO_CALL_FROM", global = true)]
    pub twilio_call_from: Option<String>,

    /// Countries (ISO 3166-1 alpha-2) whose phone numbers are taken, separated by commas.
    /// [default: all]
    #[arg(long, env = "CALLBOOK_PHONE_COUNTRIES", value_delimiter = ',', value_parser = parse_country, global = true)]
    pub phone_countries: Vec<String>,

    /// The most codes that go to phones in 24 hours, all people together.
    #[arg(
        long,
        env = "CALLBOOK_CODES_A_DAY",
        default_value = "1000",
        value_parser = parse_codes,
        global = true
    )]
    pub codes_a_day: i64,

    /// Keep every message on the page /dev/outbox instead of sending it; on loopback only.
    #[arg(
        long,
        env = "CALLBOOK_DEV_OUTBOX",
        default_value = "false",
        default_missing_value = "true",
        num_args = 0..=1,
        value_parser = parse_switch,
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
        value_parser = parse_switch,
        action = clap::ArgAction::Set,
        global = true
    )]
    pub forget_old_key: bool,

    /// What is logged, as `tracing` directives.
    #[arg(long, env = "CALLBOOK_LOG", default_value = "info", global = true)]
    pub log: String,

    /// The files that secrets were read from.
    #[arg(skip)]
    pub secret_files: Vec<PathBuf>,
}

impl Config {
    /// Checks what no setting shows by itself.
    ///
    /// # Errors
    /// When the dev outbox could be read from another machine, passwords would go in the clear, or a
    /// setting makes no sense.
    pub fn check(&self) -> anyhow::Result<()> {
        let is_local = self.listen.ip().is_loopback()
            && self.public_url().is_loopback()
            && self.trusted_proxies.is_empty();
        ensure!(
            is_local || !self.dev_outbox,
            "the dev outbox (dev_outbox) and the demo show codes and links to everyone: they need a \
             loopback address to listen on, a public URL on loopback, and no trusted proxies"
        );
        ensure!(
            self.allow_plain_http || !self.is_plain_http(),
            "the setting public_url is http:// on a host that is not this machine: passwords and \
             sessions would go in the clear, and browsers have no passkeys there. Put a proxy with TLS \
             before it and say https://; for a trial in a network of your own, set \
             CALLBOOK_ALLOW_PLAIN_HTTP=true"
        );
        if let Some(contact) = &self.security_contact {
            let is_mail = contact.strip_prefix("mailto:").is_some_and(|rest| rest.contains('@'));
            let is_page = contact.starts_with("https://") && read_url(contact).is_ok();
            ensure!(
                (is_mail || is_page) && !contact.contains(char::is_whitespace),
                "the setting security_contact must be one address, like \
                 mailto:security@example.com or https://example.com/security"
            );
        }
        Ok(())
    }

    /// Whether people reach it without TLS from another machine.
    pub fn is_plain_http(&self) -> bool {
        let url = self.public_url();
        !url.is_https() && !url.is_loopback()
    }

    /// The public origin: as configured, or this machine's.
    pub fn public_url(&self) -> PublicUrl {
        let local = || PublicUrl::local(self.listen.port());
        self.public_url.clone().unwrap_or_else(local)
    }

    /// The database: as configured, or SQLite in the data folder.
    pub fn database_url(&self) -> String {
        let local = || format!("sqlite:{}", self.data_dir.join("callbook.db").display());
        self.database_url.clone().unwrap_or_else(local)
    }
}
