//! Attributes by which members are filtered and sorted through the APIs.

use crate::platform::db::filter::{self, Attribute, ValueKind};
use crate::platform::ids::{AccountId, AccountUserId, NotificationRuleId, UserId};
use crate::users::emails::EmailAddress;

/// The condition that a channel is on for the user `u`.
macro_rules! is_on {
    ($channel:literal) => {
        concat!(
            "EXISTS (SELECT 1 FROM notification_channels c WHERE c.user_id = u.id AND c.channel = '",
            $channel,
            "')"
        )
    };
}
pub(super) use is_on;

fn email_key(text: &str) -> Vec<u8> {
    // A text that is no address matches no address.
    text.parse::<EmailAddress>().map(|address| address.key().to_vec()).unwrap_or_default()
}

const NAME: Attribute =
    Attribute::of("name", "u.name", ValueKind::Text, Some(&["m.name_key", "m.id"]));
const EMAIL: Attribute = Attribute::of(
    "email",
    "e.address",
    ValueKind::Keyed {
        column: "e.address_key",
        // Looks up the one address and its user, instead of every address in the account.
        equals: "m.user_id IN (SELECT k.user_id FROM emails k \
                               WHERE k.address_key = ? AND k.is_primary)",
        key: email_key,
    },
    None,
);

/// The first phone number of the user.
const PHONE: Attribute = Attribute::of(
    "phone",
    "(SELECT p.e164 FROM phones p WHERE p.user_id = u.id ORDER BY p.is_primary DESC, p.id LIMIT 1)",
    ValueKind::Text,
    None,
);

/// A user who never signed in sorts first, on both databases.
const LAST_SIGN_IN: &str = "COALESCE(u.last_sign_in_at, 0)";

/// The attributes by which users are filtered and sorted. Ids and numbers are in the order of
/// creation, and have an index.
pub const USER_ATTRIBUTES: &[Attribute] = &[
    Attribute::of("id", "m.user_id", ValueKind::Id(filter::id::<UserId>), Some(&["m.user_id"])),
    Attribute::of(
        "prefix_id",
        "m.user_id",
        ValueKind::Id(filter::id::<UserId>),
        Some(&["m.user_id"]),
    ),
    NAME,
    EMAIL,
    PHONE,
    Attribute::of("time_zone", "pref.time_zone", ValueKind::Text, None),
    Attribute::of("preferred_language", "pref.language", ValueKind::Text, None),
    Attribute::of(
        "last_sign_in_at",
        "u.last_sign_in_at",
        ValueKind::Time,
        Some(&[LAST_SIGN_IN, "m.id"]),
    ),
    Attribute::of("notify_push", is_on!("push"), ValueKind::Flag, None),
    Attribute::of("notify_email", is_on!("email"), ValueKind::Flag, None),
    Attribute::of("notify_sms", is_on!("sms"), ValueKind::Flag, None),
    Attribute::of("notify_voice", is_on!("voice"), ValueKind::Flag, None),
    Attribute::of("notify_whatsapp", is_on!("whatsapp"), ValueKind::Flag, None),
    Attribute::of("notify_slack", is_on!("slack"), ValueKind::Flag, None),
    Attribute::of("created_at", "u.created_at", ValueKind::Time, Some(&["m.user_id"])),
    Attribute::of("updated_at", "u.updated_at", ValueKind::Time, Some(&["u.updated_at", "m.id"])),
];

/// The attributes by which account users are filtered and sorted.
pub const ACCOUNT_USER_ATTRIBUTES: &[Attribute] = &[
    Attribute::of("id", "m.id", ValueKind::Id(filter::id::<AccountUserId>), Some(&["m.id"])),
    Attribute::of("prefix_id", "m.id", ValueKind::Id(filter::id::<AccountUserId>), Some(&["m.id"])),
    Attribute::of("account_id", "m.account_id", ValueKind::Id(filter::id::<AccountId>), None),
    Attribute::of("tiny_id", "m.tiny_id", ValueKind::Number, Some(&["m.tiny_id"])),
    Attribute::of(
        "user_id",
        "m.user_id",
        ValueKind::Id(filter::id::<UserId>),
        Some(&["m.user_id"]),
    ),
    NAME,
    EMAIL,
    Attribute::of("owner", "m.is_owner", ValueKind::Flag, None),
    Attribute::of("admin", "m.is_admin", ValueKind::Flag, None),
    Attribute::of("billing", "m.is_billing", ValueKind::Flag, None),
    Attribute::of("broadcaster", "m.is_broadcaster", ValueKind::Flag, None),
    Attribute::of("communicator", "m.is_communicator", ValueKind::Flag, None),
    Attribute::of("status", "m.status", ValueKind::Text, None),
    Attribute::of(
        "notification_rule_id",
        "m.notification_rule_id",
        ValueKind::Id(filter::id::<NotificationRuleId>),
        None,
    ),
    Attribute::of("created_at", "m.created_at", ValueKind::Time, Some(&["m.tiny_id"])),
    Attribute::of("updated_at", "m.updated_at", ValueKind::Time, Some(&["m.updated_at", "m.id"])),
];

/// The attributes by which v1 filters and sorts users.
pub const V1_ATTRIBUTES: &[Attribute] = &[
    Attribute::of("id", "m.user_id", ValueKind::Id(filter::id::<UserId>), Some(&["m.user_id"])),
    Attribute::of("sid", "m.account_id", ValueKind::Id(filter::id::<AccountId>), None),
    NAME,
    EMAIL,
    PHONE,
    Attribute::of("createdAt", "u.created_at", ValueKind::Time, Some(&["m.user_id"])),
    Attribute::of("updatedAt", "u.updated_at", ValueKind::Time, Some(&["u.updated_at", "m.id"])),
    Attribute::of("tinyId", "m.tiny_id", ValueKind::Number, Some(&["m.tiny_id"])),
    // In seconds, as v1 serves it.
    Attribute::of(
        "lastlogin",
        "u.last_sign_in_at / 1000",
        ValueKind::Number,
        Some(&[LAST_SIGN_IN, "m.id"]),
    ),
];
