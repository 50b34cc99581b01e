//! Every column that could hold personal data, and what happens to it.

/// Columns with personal data that are exported, and deleted with the user.
pub const EXPORTED: &[&str] = &[
    "account_users.meta",
    "api_tokens.name",
    "api_tokens.previous_tail",
    "api_tokens.tail",
    "audit.address",
    "audit.agent",
    "audit.event",
    "authenticators.name",
    "avatars.large",
    "deliveries.answer",
    "deliveries.reference",
    "deliveries.sent_to",
    "emails.address",
    "invitations.address",
    "invitations.name",
    "known_devices.address",
    "known_devices.agent",
    "passkeys.name",
    "phones.e164",
    "preferences.time_zone",
    "sessions.address",
    "sessions.agent",
    "users.name",
];

/// Exported columns whose bytes are written as Base64.
pub const BASE64: &[&str] = &["avatars.large"];

const SECRET: &str = "secret: whoever has the copy must not get in with it";
const COPY: &str = "made of a name, an address or a number, which is exported";

/// Columns with personal data that are not exported, with the reason. They are deleted with the
/// user.
pub const HIDDEN: &[(&str, &str)] = &[
    ("account_user_words.word", COPY),
    ("account_users.name_key", COPY),
    ("account_users.name_key_es", COPY),
    ("api_tokens.digest", SECRET),
    ("api_tokens.previous_digest", SECRET),
    ("authenticators.secret", SECRET),
    ("avatars.small", "made of the large picture, which is exported"),
    ("emails.address_key", COPY),
    ("idempotency_keys.answer", "for a day, what a program was told of rows that are exported"),
    ("known_devices.token_digest", SECRET),
    ("outbox.payload", "until it is sent, what the ledger has, which is exported"),
    ("passkeys.credential", SECRET),
    ("passkeys.credential_id", SECRET),
    ("recovery_codes.digest", SECRET),
    ("sessions.flash", "a sentence of ours, until the next page"),
    ("sessions.id_hash", SECRET),
    ("undos.before", "for four days, copies of what is exported, and of what is secret"),
    ("undos.removed_key", COPY),
    ("users.name_key", COPY),
    ("users.password", SECRET),
];

const CLOSED: &str = "one of a few values that the program knows";
const OF_ACCOUNT: &str = "a thing of an account, which stays when people go";
const KEYED: &str = "a digest under a key that the database does not have";

/// Columns without personal data, with the reason.
pub const IMPERSONAL: &[(&str, &str)] = &[
    ("account_users.off_call_layers", "numbers of layers"),
    ("account_users.off_call_lead_times", CLOSED),
    ("account_users.on_call_layers", "numbers of layers"),
    ("account_users.on_call_lead_times", CLOSED),
    ("account_users.status", CLOSED),
    ("accounts.name", OF_ACCOUNT),
    ("alert_comments.body", OF_ACCOUNT),
    ("alert_entries.entry", "kinds of events, and names of teams"),
    ("alert_dedup_keys.key", OF_ACCOUNT),
    ("alert_keys.digest", OF_ACCOUNT),
    ("alert_keys.name", OF_ACCOUNT),
    ("alert_keys.tail", OF_ACCOUNT),
    ("alert_pages.answer", CLOSED),
    ("alerts.description", OF_ACCOUNT),
    ("alerts.meta", OF_ACCOUNT),
    ("alerts.search", OF_ACCOUNT),
    ("alerts.status", CLOSED),
    ("alerts.tags", OF_ACCOUNT),
    ("alerts.thirdparty_id", OF_ACCOUNT),
    ("alerts.title", OF_ACCOUNT),
    ("alerts.urgency", CLOSED),
    ("audit.scope", CLOSED),
    ("audit.topic", CLOSED),
    ("audit.via", CLOSED),
    ("ceremonies.id", "random, and of nobody"),
    ("counters.kind", CLOSED),
    ("deliveries.channel", CLOSED),
    ("deliveries.kind", CLOSED),
    ("deliveries.reason", CLOSED),
    ("deliveries.state", CLOSED),
    ("emails.blocked_why", CLOSED),
    ("escalation_policies.meta", OF_ACCOUNT),
    ("factor_resets.outcome", CLOSED),
    ("idempotency_keys.body", "a digest of what a program sent, for a day"),
    ("idempotency_keys.key", KEYED),
    ("instance.name", CLOSED),
    ("instance.value", "of the installation"),
    ("invitations.answer", CLOSED),
    ("invitations.team_ids", "ids of an account's teams"),
    ("known_networks.network", KEYED),
    ("limits.key", KEYED),
    ("notification_channels.channel", CLOSED),
    ("notification_rules.name", OF_ACCOUNT),
    ("outbox.kind", CLOSED),
    ("outbox.queue", CLOSED),
    ("phones.blocked_why", CLOSED),
    ("phones.confirmation_method", CLOSED),
    ("phones.country", CLOSED),
    ("phones.kind", CLOSED),
    ("preferences.app_persistent", CLOSED),
    ("preferences.app_sound", CLOSED),
    ("preferences.first_day", CLOSED),
    ("preferences.language", CLOSED),
    ("preferences.theme", CLOSED),
    ("preferences.date_format", CLOSED),
    ("preferences.time_format", CLOSED),
    ("receipts.key", "a digest of a webhook"),
    ("sessions.signed_in_by", CLOSED),
    ("stopped_numbers.key", KEYED),
    (
        "stopped_numbers.sealed",
        "a number, encrypted under a key that the database does not have, without whose it is",
    ),
    ("team_words.word", OF_ACCOUNT),
    ("teams.meta", OF_ACCOUNT),
    ("teams.name", OF_ACCOUNT),
    ("teams.name_key", OF_ACCOUNT),
    ("teams.notes", OF_ACCOUNT),
    ("undos.part", CLOSED),
    ("verifications.purpose", CLOSED),
];

const LOG: &str = "an account's log shows its admins for thirteen months who did what and from where, \
    or whoever did harm would only have to delete their user; so long is it known that one was deleted";
const IN_LOG: &str = "account_id IS NOT NULL OR event = '\"user_deleted\"'";

/// Data that stays after the deletion of a user: the column, the rows, the reason and the term.
pub const KEPT: &[(&str, &str, &str)] =
    &[("audit.address", IN_LOG, LOG), ("audit.agent", IN_LOG, LOG), ("audit.event", IN_LOG, LOG)];
