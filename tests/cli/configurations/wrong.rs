//! The wrong configurations, one a line.

/// Variables without their prefix, and their values.
pub type Variables = &'static [(&'static str, &'static str)];

/// A wrong configuration, and what its error must contain. `{}` is a folder with files in it.
pub struct Wrong {
    pub name: &'static str,
    pub env: Variables,
    pub toml: &'static str,
    pub says: &'static [&'static str],
}

const fn env(name: &'static str, env: Variables, says: &'static [&'static str]) -> Wrong {
    Wrong { name, env, toml: "", says }
}

const fn toml(name: &'static str, toml: &'static str, says: &'static [&'static str]) -> Wrong {
    Wrong { name, env: &[], toml, says }
}

pub const KEY: (&str, &str) = ("SECRET_KEY", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8");
pub const SID: (&str, &str) = ("TWILIO_ACCOUNT_SID", "AC0123456789abcdef0123456789abcdef");
pub const TOKEN: (&str, &str) = ("TWILIO_AUTH_TOKEN", "hush");
pub const FROM: (&str, &str) = ("TWILIO_FROM", "+15005550006");
const ENCODE: &str = "# is %23";

/// Names of variables are without their prefix.
pub const WRONG: &[Wrong] = &[
    env(
        "a slip",
        &[("LISTENN", "127.0.0.1:80")],
        &["LISTENN is not", "did you mean CALLBOOK_LISTEN?"],
    ),
    env(
        "another slip",
        &[("SMPT_URL", "hush")],
        &["SMPT_URL is not", "did you mean CALLBOOK_SMTP_URL?"],
    ),
    env(
        "a slip of a file",
        &[("SECRET_KEYFILE", "x")],
        &["did you mean CALLBOOK_SECRET_KEY_FILE?"],
    ),
    env("a stranger", &[("ELEPHANTS", "12")], &["ELEPHANTS is not a setting; `callbook --help`"]),
    env("a port of our own", &[("PORT", "8080")], &["CALLBOOK_PORT is not a setting"]),
    env(
        "no secret in a file",
        &[("MAIL_FROM_FILE", "x")],
        &["MAIL_FROM_FILE is", "set CALLBOOK_MAIL_FROM"],
    ),
    env(
        "a port alone",
        &[("LISTEN", "8080")],
        &["CALLBOOK_LISTEN must be", "0.0.0.0:8080", "it is \"8080\""],
    ),
    env(
        "a name to listen on",
        &[("LISTEN", "localhost:80")],
        &["CALLBOOK_LISTEN must be an IP address"],
    ),
    env("a port too high", &[("LISTEN", "127.0.0.1:80800")], &["CALLBOOK_LISTEN must be", "65535"]),
    env(
        "no scheme",
        &[("PUBLIC_URL", "callbook.example")],
        &["CALLBOOK_PUBLIC_URL must be http", "https://host"],
    ),
    env(
        "a path",
        &[("PUBLIC_URL", "https://x.example/app")],
        &["PUBLIC_URL must", "without a path"],
    ),
    env("a user", &[("PUBLIC_URL", "https://a:b@x.example")], &["PUBLIC_URL must be http"]),
    env(
        "a port that is none",
        &[("PUBLIC_URL", "https://x.example:0")],
        &["PUBLIC_URL must be http"],
    ),
    env(
        "no address",
        &[("PUBLIC_URL", "http://0.0.0.0:8080")],
        &["PUBLIC_URL must be a name", "listen"],
    ),
    env(
        "http to others",
        &[("PUBLIC_URL", "http://callbook.lan:8080")],
        &["public_url is http://", "use https://", "CALLBOOK_ALLOW_PLAIN_HTTP=true"],
    ),
    env(
        "http to an address",
        &[("PUBLIC_URL", "http://192.0.2.7"), ("ALLOW_PLAIN_HTTP", "false")],
        &["public_url is http://", "CALLBOOK_ALLOW_PLAIN_HTTP=true"],
    ),
    env(
        "no authority of PostgreSQL",
        &[KEY, ("DATABASE_URL", "postgres://db/c?sslrootcert={}/none")],
        &["database_url: sslrootcert: cannot read {}/none"],
    ),
    env(
        "no certificate of PostgreSQL",
        &[KEY, ("DATABASE_URL", "postgres://db/c?sslrootcert={}/secret")],
        &["database_url: sslrootcert", "BEGIN CERTIFICATE"],
    ),
    env(
        "MySQL",
        &[("DATABASE_URL", "mysql://a:hush@b/c")],
        &["database_url", "postgres: or sqlite:"],
    ),
    env(
        "# in a password",
        &[KEY, ("DATABASE_URL", "postgres://a:hush#1@db/c")],
        &["database_url", ENCODE],
    ),
    env(
        "/ in a password",
        &[KEY, ("DATABASE_URL", "postgres://a:1/hush@db/c")],
        &["database_url", ENCODE],
    ),
    env(
        "? in a password",
        &[KEY, ("DATABASE_URL", "postgres://a:1?hush@db/c")],
        &["database_url", ENCODE],
    ),
    env(
        "a blank in a password",
        &[KEY, ("DATABASE_URL", "postgres://a:hush 1@db/c")],
        &["database_url", "%20"],
    ),
    env(
        "a port of letters",
        &[KEY, ("DATABASE_URL", "postgres://a:hush@db:five/c")],
        &["database_url", "65535"],
    ),
    env(
        "an unknown sslmode",
        &[KEY, ("DATABASE_URL", "postgres://db/c?sslmode=on")],
        &["database_url", "sslmode must be verify-full"],
    ),
    env(
        "an option that is passed over",
        &[KEY, ("DATABASE_URL", "postgres://a:hush@db/c?connect_timeout=1")],
        &["database_url", "connect_timeout", "leave it out"],
    ),
    env(
        "no key",
        &[("DATABASE_URL", "postgres://a:hush@db/c")],
        &["CALLBOOK_SECRET_KEY is", "openssl"],
    ),
    env("no file", &[("DATABASE_URL", "sqlite::memory:")], &["database_url", "must name a file"]),
    env("only reading", &[("DATABASE_URL", "sqlite:x.db?mode=ro")], &["database_url", "leave out"]),
    env(
        "a short key",
        &[("SECRET_KEY", "hush")],
        &["secret_key", "43 letters", "openssl rand -base64 32"],
    ),
    env(
        "a key in hex",
        &[("SECRET_KEY", "00112233445566778899aabbccddeeff")],
        &["secret_key", "openssl"],
    ),
    env(
        "a wrong old key",
        &[("SECRET_KEY", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8,hush")],
        &["secret_key", "NEW,OLD"],
    ),
    env(
        "a missing file",
        &[("SECRET_KEY_FILE", "{}/none")],
        &["SECRET_KEY_FILE", "{}/none", "No such file"],
    ),
    env(
        "an empty file",
        &[("SMTP_URL_FILE", "{}/empty")],
        &["SMTP_URL_FILE", "{}/empty", "write the secret"],
    ),
    env("a folder", &[("SECRET_KEY_FILE", "{}")], &["SECRET_KEY_FILE", "cannot read", "directory"]),
    env(
        "two lines",
        &[("SMTP_URL_FILE", "{}/lines")],
        &["SMTP_URL_FILE", "{}/lines", "in one line"],
    ),
    env(
        "twice",
        &[("SECRET_KEY", "hush"), ("SECRET_KEY_FILE", "{}/secret")],
        &["CALLBOOK_SECRET_KEY_FILE and CALLBOOK_SECRET_KEY are both set", "remove one"],
    ),
    env("a wrong key in a file", &[("SECRET_KEY_FILE", "{}/secret")], &["secret_key", "openssl"]),
    env(
        "a proxy's name",
        &[("TRUSTED_PROXIES", "10.0.0.0/8, proxy")],
        &["TRUSTED_PROXIES must be networks", "10.0.0.0/8"],
    ),
    env(
        "a net too long",
        &[("TRUSTED_PROXIES", "10.0.0.0/33")],
        &["TRUSTED_PROXIES must be networks"],
    ),
    env(
        "every proxy",
        &[("TRUSTED_PROXIES", "0.0.0.0/0")],
        &["TRUSTED_PROXIES must name", "anyone"],
    ),
    env(
        "mail without a scheme",
        &[("SECURITY_CONTACT", "a@x.example")],
        &["security_contact must", "mailto:"],
    ),
    env(
        "another server",
        &[("SMTP_URL", "http://u:hush@mail.example")],
        &["smtp_url", "smtps:// or smtp://"],
    ),
    env(
        "a mail host alone",
        &[("SMTP_URL", "mail.example:587")],
        &["smtp_url", "smtps:// or postgres://"],
    ),
    env(
        "# in a mail password",
        &[("SMTP_URL", "smtps://u:12#hush@mail.example")],
        &["smtp_url", ENCODE],
    ),
    env(
        "/ in a mail password",
        &[("SMTP_URL", "smtps://u:hush/1@mail.example")],
        &["smtp_url", ENCODE],
    ),
    env(
        "a user without password",
        &[("SMTP_URL", "smtps://u@mail.example")],
        &["smtp_url", "no password", "user:password@host"],
    ),
    env(
        "a password in the clear",
        &[("SMTP_URL", "smtp://u:hush@mail.example?tls=off")],
        &["smtp_url", "leave tls=off out"],
    ),
    env(
        "an unknown option",
        &[("SMTP_URL", "smtp://u:hush@mail.example?tls=maybe")],
        &["smtp_url", "tls=off"],
    ),
    env(
        "a path of mail",
        &[("SMTP_URL", "smtps://u:hush@mail.example/inbox")],
        &["smtp_url", "path"],
    ),
    env(
        "TLS where none begins",
        &[("SMTP_URL", "smtps://u:hush@mail.example:587")],
        &["smtp_url", "use smtp://"],
    ),
    env(
        "STARTTLS where TLS begins",
        &[("SMTP_URL", "smtp://u:hush@mail.example:465")],
        &["smtp_url", "use smtps://"],
    ),
    env(
        "a mail port that is none",
        &[("SMTP_URL", "smtps://u:hush@mail.example:99999")],
        &["smtp_url", "65535"],
    ),
    env("no authority", &[("SMTP_CA_FILE", "{}/none")], &["smtp_ca_file", "cannot read {}/none"]),
    env("no certificate", &[("SMTP_CA_FILE", "{}/secret")], &["smtp_ca_file", "BEGIN CERTIFICATE"]),
    env(
        "no sender",
        &[("MAIL_FROM", "Callbook")],
        &["mail_from must be one address", "callbook@example.com"],
    ),
    env(
        "two senders",
        &[("MAIL_FROM", "a@x.example, b@x.example")],
        &["mail_from must be one address"],
    ),
    env(
        "a short hook",
        &[("MAIL_HOOK_SECRET", "hush")],
        &["mail_hook_secret", "16 bytes", "openssl"],
    ),
    env("half of Twilio", &[TOKEN], &["twilio_auth_token", "need all of", "twilio_from"]),
    env(
        "a key of Twilio's",
        &[("TWILIO_ACCOUNT_SID", "SK0123456789abcdef0123456789abcdef"), TOKEN, FROM],
        &["twilio_account_sid", "is AC and"],
    ),
    env(
        "a number without country",
        &[SID, TOKEN, ("TWILIO_FROM", "0612345678")],
        &["twilio_from", "+15005550006"],
    ),
    env("a cut service", &[SID, TOKEN, ("TWILIO_FROM", "MG0123")], &["twilio_from", "MG and 32"]),
    env(
        "a service that would call",
        &[SID, TOKEN, ("TWILIO_FROM", "MG0123456789abcdef0123456789abcdef")],
        &["twilio_from", "set CALLBOOK_TWILIO_CALL_FROM"],
    ),
    env(
        "a caller that is no number",
        &[SID, TOKEN, FROM, ("TWILIO_CALL_FROM", "Acme")],
        &["twilio_call_from must be"],
    ),
    env(
        "Twilio in the clear",
        &[SID, TOKEN, FROM, ("TWILIO_API_URL", "http://api.example")],
        &["twilio_api_url", "use https://"],
    ),
    env(
        "a country's name",
        &[("PHONE_COUNTRIES", "NL,Holland")],
        &["PHONE_COUNTRIES must be", "NL,BE"],
    ),
    env(
        "no country",
        &[("PHONE_COUNTRIES", "NL,UK")],
        &["phone_countries: UK is not a country", "GB is"],
    ),
    env("no codes", &[("CODES_A_DAY", "0")], &["CODES_A_DAY must be", "1000", "it is \"0\""]),
    env("codes of letters", &[("CODES_A_DAY", "many")], &["CODES_A_DAY must be a whole number"]),
    env("neither true nor false", &[("DEV_OUTBOX", "yes")], &["DEV_OUTBOX must be true or false"]),
    env(
        "an open dev outbox",
        &[("DEV_OUTBOX", "true"), ("LISTEN", "0.0.0.0:0")],
        &["dev_outbox", "loopback address"],
    ),
    env("no level", &[("LOG", "verbose")], &["setting log", "\"verbose\" is not a level", "debug"]),
    env("a level that is none", &[("LOG", "callbook=loud")], &["setting log", "must be a level"]),
    env(
        "no passwords",
        &[("BREACHED_PASSWORDS", "{}/none")],
        &["breached_passwords", "cannot open {}/none"],
    ),
    env(
        "a missing configuration",
        &[("CONFIG", "{}/none.toml")],
        &["cannot read the configuration file {}/none.toml"],
    ),
    toml(
        "a slip in the file",
        "lissten = '127.0.0.1:1'",
        &["callbook.toml", "lissten is not", "did you mean listen?"],
    ),
    toml("a variable in the file", "CALLBOOK_LISTEN = '127.0.0.1:1'", &["did you mean listen?"]),
    toml("a table", "[database]\nurl = 'hush'", &["callbook.toml", "database is not a setting"]),
    toml(
        "a wrong value in the file",
        "listen = 'nowhere'",
        &["listen in", "callbook.toml", "must be an IP"],
    ),
    toml(
        "no quotes",
        "log = 'info'\nsmtp_url = smtps://u:hush@mail.example",
        &["line 2 (smtp_url)", "in quotes"],
    ),
    toml("an open quote", "secret_key = \"hush", &["line 1 (secret_key)", "in quotes"]),
    toml(
        "twice in the file",
        "secret_key = 'hush'\nsecret_key = 'hush2'",
        &["line 2 (secret_key)", "duplicate"],
    ),
    toml(
        "a list of one value",
        "mail_from = ['a@x.example', 'b@x.example']",
        &["mail_from takes one value"],
    ),
    toml("a number with a point", "codes_a_day = 12.5", &["codes_a_day must be"]),
];
