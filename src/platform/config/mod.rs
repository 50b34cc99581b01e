//! Every setting with its default and its help text: from flags, the environment, or one TOML file.

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

use crate::platform::secrets::password::HashCost;

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

    /// The origin under which people reach Callbook, for links in mail and the origin of forms.
    /// [default: http://localhost:<port>]
    #[arg(long, env = "CALLBOOK_PUBLIC_URL", value_parser = parse_public_url, global = true)]
    pub public_url: Option<PublicUrl>,

    /// Allow a public URL with http on another host than this machine: passwords and sessions are
    /// then sent unencrypted.
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

    /// postgres://… or sqlite:<path>. The certificate of a PostgreSQL server on another machine is
    /// verified, unless the URL sets another sslmode. [default: SQLite in the data folder]
    #[arg(long, env = "CALLBOOK_DATABASE_URL", hide_env_values = true, global = true)]
    pub database_url: Option<String>,

    /// The folder of the SQLite database and the secret key.
    #[arg(long, env = "CALLBOOK_DATA_DIR", default_value = "./data", global = true)]
    pub data_dir: PathBuf,

    /// The key that signs links and encrypts password hashes; "new,old" rotates it. Required with
    /// PostgreSQL. [default: created in the data folder]
    #[arg(long, env = "CALLBOOK_SECRET_KEY", hide_env_values = true, global = true)]
    pub secret_key: Option<String>,

    /// A file of breached passwords to refuse: SHA-1 digests ordered by hash, as Have I Been Pwned
    /// publishes them. [default: only the built-in lists]
    #[arg(long, env = "CALLBOOK_BREACHED_PASSWORDS", global = true)]
    pub breached_passwords: Option<PathBuf>,

    /// Networks or addresses of reverse proxies whose X-Forwarded-For is trusted, separated by
    /// commas.
    #[arg(long, env = "CALLBOOK_TRUSTED_PROXIES", value_delimiter = ',', value_parser = parse_network, global = true)]
    pub trusted_proxies: Vec<IpNet>,

    /// Where to report a vulnerability (mailto: or https:); published in /.well-known/security.txt.
    #[arg(long, env = "CALLBOOK_SECURITY_CONTACT", global = true)]
    pub security_contact: Option<String>,

    /// smtps://user:password@host[:465], or smtp://…[:587] with STARTTLS; ?tls=off sends
    /// unencrypted. [default: no mail]
    #[arg(long, env = "CALLBOOK_SMTP_URL", hide_env_values = true, global = true)]
    pub smtp_url: Option<String>,

    /// A PEM file of the CA that signed the mail server's certificate. [default: the public CAs]
    #[arg(long, env = "CALLBOOK_SMTP_CA_FILE", global = true)]
    pub smtp_ca_file: Option<PathBuf>,

    /// The sender of mail. [default: callbook@<host of the public URL>]
    #[arg(long, env = "CALLBOOK_MAIL_FROM", global = true)]
    pub mail_from: Option<String>,

    /// The secret (whsec_…) that signs requests to POST /hooks/mail, by the Standard Webhooks
    /// specification. [default: the hook is off]
    #[arg(long, env = "CALLBOOK_MAIL_HOOK_SECRET", hide_env_values = true, global = true)]
    pub mail_hook_secret: Option<String>,

    /// The URL of Twilio's API, or of a compatible one.
    #[arg(
        long,
        env = "CALLBOOK_TWILIO_API_URL",
        default_value = "https://api.twilio.com",
        global = true
    )]
    pub twilio_api_url: String,

    /// The SID of the Twilio account. SMS and voice are off unless the SID, the auth token and a
    /// number are set.
    #[arg(long, env = "CALLBOOK_TWILIO_ACCOUNT_SID", global = true)]
    pub twilio_account_sid: Option<String>,

    /// The auth token of the Twilio account, which also signs its webhooks.
    #[arg(long, env = "CALLBOOK_TWILIO_AUTH_TOKEN", hide_env_values = true, global = true)]
    pub twilio_auth_token: Option<String>,

    /// The number (+…) that sends text messages and calls. Text messages may also be sent by a
    /// messaging service (MG…), a short code or a name; calls then need twilio_call_from.
    #[arg(long, env = "CALLBOOK_TWILIO_FROM", global = true)]
    pub twilio_from: Option<String>,

    /// The number (+…) that calls come from. [default: twilio_from]
    #[arg(long, env = "CALLBOOK_TWILIO_CALL_FROM", global = true)]
    pub twilio_call_from: Option<String>,

    /// Countries (ISO 3166-1 alpha-2) whose phone numbers are accepted, separated by commas.
    /// [default: all]
    #[arg(long, env = "CALLBOOK_PHONE_COUNTRIES", value_delimiter = ',', value_parser = parse_country, global = true)]
    pub phone_countries: Vec<String>,

    /// The maximum number of verification codes sent to phones in 24 hours, over all people.
    #[arg(
        long,
        env = "CALLBOOK_CODES_A_DAY",
        default_value = "1000",
        value_parser = parse_codes,
        global = true
    )]
    pub codes_a_day: i64,

    /// Show every message on the page /dev/outbox instead of sending it; on loopback only.
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

    /// Start even though data depends on an old secret key that is no longer configured: that data
    /// is lost.
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

    /// The cost of a password hash. No setting changes it; tests make it small, because most of
    /// them sign in and none of them guesses.
    #[arg(skip)]
    pub hash_cost: HashCost,
}

impl Config {
    /// Checks settings against each other.
    ///
    /// # Errors
    /// When the dev outbox would be readable from another machine, passwords would be sent
    /// unencrypted, or a setting is invalid.
    pub fn check(&self) -> anyhow::Result<()> {
        let is_local = self.listen.ip().is_loopback()
            && self.public_url().is_loopback()
            && self.trusted_proxies.is_empty();
        ensure!(
            is_local || !self.dev_outbox,
            "the dev outbox (dev_outbox) and the demo show codes and links to everyone: set \
             listen to a loopback address, public_url to a URL on loopback, and no \
             trusted_proxies"
        );
        ensure!(
            self.allow_plain_http || !self.is_plain_http(),
            "the setting public_url is http:// on a host that is not this machine: passwords and \
             sessions would be sent unencrypted, and browsers offer no passkeys there. Put a \
             proxy with TLS in front of it and use https://; to try it in your own network, set \
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

    /// Tells whether people reach it without TLS from another machine.
    pub fn is_plain_http(&self) -> bool {
        let url = self.public_url();
        !url.is_https() && !url.is_loopback()
    }

    /// Returns the public origin: as configured, or this machine's.
    pub fn public_url(&self) -> PublicUrl {
        let local = || PublicUrl::local(self.listen.port());
        self.public_url.clone().unwrap_or_else(local)
    }

    /// Returns the database's URL: as configured, or SQLite in the data folder.
    pub fn database_url(&self) -> String {
        let local = || format!("sqlite:{}", self.data_dir.join("callbook.db").display());
        self.database_url.clone().unwrap_or_else(local)
    }
}
