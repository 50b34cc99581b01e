//! The filled lists, with the values that areas further left provide.

use crate::accounts::account::OnLeaving;
use crate::accounts::invitations::{self, Activation};
use crate::accounts::members::person;
use crate::accounts::teams::OnTeamLife;
use crate::accounts::teams::team::{self, TeamPage};
use crate::accounts::{account, teams};
use crate::auth::api_tokens::TokenUses;
use crate::auth::second_factor::{self, reset};
use crate::auth::your_data::{self, PersonalData};
use crate::auth::{activation, api_tokens, passkeys, password, sessions, sign_in, undo};
use crate::core::personal_data::{ExportPart, Forget};
use crate::core::rotation::Inventory;
use crate::oncall::{alerts, escalation, schedules};
use crate::users::phones::PhoneUses;
use crate::users::{avatars, channels, emails, phones, preferences, profile, verification};
use crate::web::api::idempotency;
use crate::web::card::{self, Section};
use crate::{audit, messaging, settings};

/// The parts of the data export, in the order of the document: the person, their accounts, their
/// sign-in, their history.
const EXPORTS: &[ExportPart] = &[
    profile::EXPORT,
    avatars::EXPORT,
    preferences::EXPORT,
    channels::EXPORT,
    emails::EXPORT,
    phones::EXPORT,
    account::EXPORT,
    teams::EXPORT,
    invitations::EXPORT,
    second_factor::EXPORT,
    second_factor::RECOVERY_CODES_EXPORT,
    passkeys::EXPORT,
    api_tokens::EXPORT,
    sessions::EXPORT,
    sessions::EXPORT_DEVICES,
    audit::EXPORT,
    messaging::EXPORT,
    alerts::EXPORT,
    alerts::COMMENTS_EXPORT,
];

/// The deletions for a person who has left their accounts, and so their memberships and teams.
/// Deletions that find rows by the person's contacts come first. Then rows go before those that
/// they refer to: undos before events, invitations and verifications before contacts. The user's
/// row, which everything refers to, is last.
const FORGETS: &[Forget] = &[
    idempotency::FORGET,
    alerts::FORGET,
    messaging::FORGET,
    undo::FORGET,
    audit::FORGET,
    sessions::FORGET,
    sign_in::FORGET,
    api_tokens::FORGET,
    passkeys::FORGET,
    second_factor::FORGET,
    reset::FORGET,
    password::FORGET,
    invitations::FORGET,
    verification::FORGET,
    channels::FORGET,
    phones::FORGET,
    emails::FORGET,
    preferences::FORGET,
    avatars::FORGET,
    profile::FORGET,
];

/// Everything that depends on the secret key.
pub const INVENTORY: Inventory = Inventory {
    keyed: &[password::KEYED, second_factor::KEYED, phones::KEYED],
    links: &[
        verification::OPEN_LINKS,
        undo::OPEN_LINKS,
        invitations::OPEN_LINKS,
        reset::OPEN_LINKS,
        alerts::OPEN_LINKS,
    ],
};

/// The cards on a team's page that other areas add.
static TEAM_SECTIONS: &[&Section<TeamPage>] = &[&escalation::SECTION];

/// Fills every list; a second call is harmless.
pub fn fill() {
    audit::RECIPIENTS
        .fill(|tx, user, account, now| Box::pin(emails::notified(tx, user, account, now)));
    your_data::PERSONAL_DATA.fill(PersonalData { exports: EXPORTS, forgets: FORGETS });
    card::MY_SETTINGS.fill(settings::page::render);
    person::ROWS.fill(&[reset::member_row]);
    phones::USES.fill(PhoneUses {
        on: |tx, user| Box::pin(channels::on(tx, user)),
        turn_on: |change, user, channels| Box::pin(channels::turn_on(change, user, channels)),
    });
    teams::ON_TEAM_LIFE.fill(OnTeamLife {
        made: |change, account, team| Box::pin(schedules::make(change, account, team)),
        removed: |change, account, team| Box::pin(schedules::remove(change, account, team)),
    });
    api_tokens::USES.fill(TokenUses {
        makes_alerts: |tx, token, now| Box::pin(alerts::makes_alerts(tx, token, now)),
        ends: |change, token| Box::pin(alerts::token_ends(change, token)),
    });
    account::ON_LEAVING.fill(OnLeaving {
        held: |tx, account, user| {
            Box::pin(async move {
                let held = alerts::held_by(tx, account, user).await?;
                Ok(i64::try_from(held.len()).unwrap_or(i64::MAX))
            })
        },
        left: |change, account, user| Box::pin(alerts::left(change, account, user)),
    });
    team::MORE_SECTIONS.fill(TEAM_SECTIONS);
    invitations::ACTIVATION.fill(Activation {
        send: |change, account, user, email| {
            Box::pin(activation::send(change, account, user, email))
        },
        waiting: |change, user| Box::pin(activation::waiting(change, user)),
    });
}
