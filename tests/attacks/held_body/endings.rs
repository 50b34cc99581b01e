//! Endings of an authority between the head of a request and its body, each caused by a real
//! request; and which gates depend on which.

use std::time::Duration;

use callbook::auth::second_factor::{enrolment, reset};
use callbook::platform::ids::{ApiTokenId, FactorResetId};
use callbook::sql;
use strum::VariantArray;

use super::cases::Case;
use super::tables::Tables;
use super::world::{By, Stage, Who, give_factor};
use crate::support::{Browser, password_of};

const NEW_PASSWORD: &str = "velvet tractor mosaic dune";
/// A minute; a reauthentication counts for fifteen.
const MINUTE: Duration = Duration::from_secs(60);

#[derive(Clone, Copy, Debug, PartialEq, Eq, VariantArray)]
pub enum Ending {
    /// The person ends this session from another browser.
    SessionEnded,
    /// An admin signs the person out of the account.
    SessionsEndedByAdmin,
    PasswordChanged,
    /// The person presses an undo link, which locks the user and ends all sessions.
    TakenBack,
    /// The reset that an admin requested takes effect.
    FactorReset,
    UserDeleted,
    MemberRemoved,
    AccountDeleted,
    /// The person makes another account current in another tab.
    AccountSwitched,
    /// The person is no longer an admin.
    AdminTaken,
    /// The person stays an admin.
    OwnershipTransferred,
    TeamAdminTaken,
    /// The person reauthenticated fifteen minutes ago.
    ProofExpired,
    TokenRemoved,
    /// The person's roles change, which ends tokens that were issued for a password.
    RolesChanged,
    OlderApiOff,
}

/// Tells whether a gate requires a membership, and whether it requires reauthentication.
fn asked_by(gate: &str) -> (bool, bool) {
    match gate {
        "Visitor" | "SignedIn" | "EvenLocked" => (false, false),
        "Sudo" | "SudoKeeping" => (false, true),
        "Member" | "Admin" | "TeamManager" => (true, false),
        "SudoMember" | "SudoMemberKeeping" | "SudoAdmin" | "SudoOwner" => (true, true),
        "ApiCaller" | "ApiAdmin" | "ApiSender" | "V1Caller" | "V1Admin" => (true, false),
        gate => panic!("what ends what {gate} asks for?"),
    }
}

impl Ending {
    /// Tells whether it ends what a request depends on: what its gate requires, the person, the
    /// credential, and what the case adds.
    pub fn concerns(self, case: &Case, gate: &str, by: By) -> bool {
        let (place, proof) = asked_by(gate);
        let concerns = match self {
            Self::SessionEnded => by == By::Session,
            Self::PasswordChanged | Self::FactorReset | Self::SessionsEndedByAdmin => {
                by != By::Token
            }
            Self::TakenBack | Self::UserDeleted => true,
            Self::MemberRemoved | Self::AccountDeleted => place,
            Self::AccountSwitched => by == By::Session && place,
            Self::AdminTaken => case.who == Who::Carol,
            Self::OwnershipTransferred => case.who == Who::Alice,
            Self::TeamAdminTaken => gate == "TeamManager" && case.who == Who::Bob,
            Self::ProofExpired => proof,
            Self::TokenRemoved => by == By::Token,
            Self::RolesChanged => by == By::Jwt,
            Self::OlderApiOff => gate.starts_with("V1"),
        };
        concerns || case.also.contains(&self)
    }

    /// Prepares what the ending needs before the request.
    pub async fn arrange(self, stage: &Stage<'_>, tables: &mut Tables) {
        match self {
            Self::AccountSwitched => stage.join_other().await,
            Self::ProofExpired => {
                let proved = (stage.app().clock.now() - MINUTE * 14).millis();
                tables.run(&format!("UPDATE sessions SET authenticated_at = {proved}")).await;
            }
            _ => {}
        }
    }

    /// Causes the ending.
    pub async fn happen(self, stage: &Stage<'_>) {
        let (world, person) = (stage.world, stage.person());
        let (owner, elsewhere) = (world.elsewhere(Who::Alice), world.elsewhere(stage.who));
        let member = person.member;
        let post = async |browser: &Browser, path: &str, fields: &[(&str, &str)]| {
            browser.post(path, fields).await.expect(303);
        };
        match self {
            Self::SessionEnded => {
                post(&elsewhere, &format!("/settings/sessions/{}/end", person.session), &[]).await;
            }
            Self::SessionsEndedByAdmin => {
                let path = world.here(&format!("/users/{member}/sessions/end"));
                post(&another_admin(stage), &path, &[]).await;
            }
            Self::PasswordChanged => {
                let current = password_of(stage.who.name());
                let fields =
                    [("current", current), ("new", NEW_PASSWORD), ("confirm", NEW_PASSWORD)];
                post(&elsewhere, "/settings/password", &fields).await;
            }
            Self::TakenBack => {
                let reader = stage.app().visitor();
                reader.get(&person.undo).await.expect(303);
                reader.post("/links/undo", &[]).await.expect(200);
            }
            Self::FactorReset => reset_factor(stage).await,
            Self::UserDeleted => {
                hand_over(stage).await;
                post(&elsewhere, "/settings/data/removal", &[]).await;
            }
            Self::MemberRemoved => {
                hand_over(stage).await;
                let path = world.here(&format!("/users/{member}/removal"));
                post(&another_admin(stage), &path, &[]).await;
            }
            Self::AccountDeleted => {
                let path = world.here("/account-settings/removal");
                post(&owner, &path, &[("name", "Acme Ops")]).await;
            }
            Self::AccountSwitched => {
                let path = format!("/accounts/{}/switch", world.other);
                post(&stage.tab(), &path, &[]).await;
            }
            Self::AdminTaken => {
                let form = person.roles.clone().without("roles");
                owner.submit(&form).await.expect(303);
            }
            Self::OwnershipTransferred => hand_over(stage).await,
            Self::TeamAdminTaken => {
                let path = format!("/teams/{}/admins/{member}/end", world.team);
                post(&owner, &world.here(&path), &[]).await;
            }
            Self::ProofExpired => stage.app().pass(MINUTE),
            Self::TokenRemoved => {
                let mut tx = stage.app().app.db.read().await.unwrap();
                let token = sql!(&mut tx, scalar ApiTokenId,
                    "SELECT id FROM api_tokens WHERE user_id = $1 AND name = 'Test'", person.user)
                .unwrap();
                drop(tx);
                let path = world.here(&format!("/settings/api-tokens/{token}/removal"));
                post(&elsewhere, &path, &[]).await;
            }
            Self::RolesChanged => {
                let form = person.roles.clone().tick_one("roles", "communicator");
                owner.submit(&form).await.expect(303);
            }
            Self::OlderApiOff => {
                owner.submit(&world.older_off).await.expect(303);
            }
        }
    }
}

/// Returns a browser of an admin who is not the one of the case.
fn another_admin(stage: &Stage<'_>) -> Browser {
    stage.world.elsewhere(match stage.who {
        Who::Alice => Who::Carol,
        Who::Bob | Who::Carol => Who::Alice,
    })
}

/// Transfers the ownership to Carol, because an owner can neither be removed nor delete their user.
async fn hand_over(stage: &Stage<'_>) {
    if stage.who == Who::Alice {
        let next = stage.world.person(Who::Carol).member;
        let path = stage.world.here(&format!("/account-settings/owner/{next}"));
        stage.world.elsewhere(Who::Alice).post(&path, &[]).await.expect(303);
    }
}

/// Carries out a reset that was requested a day ago, as a worker would.
async fn reset_factor(stage: &Stage<'_>) {
    let now = stage.app().clock.now();
    let mut change = stage.app().change().await;
    let (reset, user) = (FactorResetId::mint(now), stage.person().user);
    give_factor(&mut change, user, now).await;
    sql!(
        &mut change,
        execute,
        "INSERT INTO factor_resets (id, account_id, user_id, due_at, created_at) \
         VALUES ($1, $2, $3, $4, $4)",
        reset,
        stage.world.account,
        user,
        now
    )
    .unwrap();
    reset::carry_out(&mut change, reset).await.unwrap();
    let outcome = sql!(&mut change, scalar Option<String>,
        "SELECT outcome FROM factor_resets WHERE id = $1", reset)
    .unwrap();
    if outcome.as_deref() != Some("done") {
        // For a person in two accounts only the console resets the factor.
        let address = stage.who.address().parse().unwrap();
        enrolment::reset_on_console(&mut change, &address).await.unwrap();
    }
    change.commit().await.unwrap();
}
