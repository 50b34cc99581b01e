//! Passkeys: the ceremonies of WebAuthn Level 3, whose state travels sealed until its one use.

mod ceremony;

use std::time::Duration;

pub use ceremony::Binding;
use ceremony::{Ceremony, challenge, open};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use webauthn_rs::prelude::{
    DiscoverableAuthentication, Passkey, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, Url, Uuid, Webauthn, WebauthnBuilder, WebauthnError,
};
use webauthn_rs_proto::ResidentKeyRequirement;

use super::decode;
use super::keys::SecretKeys;

/// How long a challenge can be answered: as long as browsers wait.
const LIFE: Duration = Duration::from_secs(5 * 60);
const LIFE_MILLIS: i64 = 5 * 60 * 1000;
/// The range of the AAGUID in authenticator data (WebAuthn Level 3 §6.5.1).
const AAGUID: std::ops::Range<usize> = 37..53;

/// The relying party, identified by the host of the public URL. Moments are Unix milliseconds.
///
/// The state of a ceremony is sent to the browser and comes back with the answer: nothing is stored
/// of ceremonies that are not completed.
pub struct RelyingParty {
    webauthn: Webauthn,
    id: String,
}

/// A challenge for a browser.
#[derive(Serialize)]
pub struct Challenge {
    /// The options for `navigator.credentials`, as JSON.
    pub options: serde_json::Value,
    /// The sealed state, which comes back beside the answer.
    pub state: String,
}

/// A person who adds a passkey.
pub struct Registrant<'a> {
    pub handle: [u8; 16],
    /// The address by which password managers tell users apart.
    pub name: &'a str,
    pub display_name: &'a str,
    /// The person's credentials, of which a device makes no second one.
    pub known: Vec<Vec<u8>>,
}

/// An answer to a challenge, with the sealed state.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct PasskeyAnswer {
    pub state: String,
    pub answer: String,
}

/// The reason why an answer is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum PasskeyRefusal {
    #[error("the challenge is over, or another one's")]
    Over,
    #[error("the answer is not right")]
    Wrong,
}

impl From<WebauthnError> for PasskeyRefusal {
    fn from(error: WebauthnError) -> Self {
        tracing::debug!(%error, "a passkey was refused");
        Self::Wrong
    }
}

/// A new passkey.
pub struct NewPasskey {
    pub ceremony: [u8; 16],
    pub credential: PasskeyCredential,
    /// The model of its authenticator, as claimed by itself: a label, not to be trusted.
    pub aaguid: Option<Uuid>,
}

/// The credential with which a passkey's signatures are checked.
#[derive(Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PasskeyCredential(Passkey);

impl PasskeyCredential {
    /// Returns the credential id.
    pub fn id(&self) -> &[u8] {
        self.0.cred_id()
    }

    /// Tells whether it is synchronised between devices.
    pub fn is_synced(&self) -> bool {
        webauthn_rs::prelude::Credential::from(self.0.clone()).backup_state
    }
}

/// An answer that names its passkey, which is yet to be found and checked.
pub struct PasskeyClaim {
    pub ceremony: [u8; 16],
    /// The user handle.
    pub user: [u8; 16],
    pub credential_id: Vec<u8>,
    state: DiscoverableAuthentication,
    answer: PublicKeyCredential,
}

impl RelyingParty {
    /// Makes the relying party of a URL; `None` when its host is an IP address, for which there are
    /// no passkeys.
    pub fn at(public_url: &str) -> Option<Self> {
        let origin = Url::parse(public_url).ok()?;
        let id = origin.domain()?.to_owned();
        let builder = WebauthnBuilder::new(&id, &origin).ok()?;
        let webauthn = builder.rp_name("Callbook").timeout(LIFE).build().ok()?;
        Some(Self { webauthn, id })
    }

    /// Returns the relying party id: the host.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Begins to create a discoverable passkey.
    ///
    /// # Errors
    /// When the library cannot make a challenge.
    pub fn begin_making(
        &self,
        keys: &SecretKeys,
        binding: Binding<'_>,
        who: Registrant<'_>,
        now: i64,
    ) -> anyhow::Result<Challenge> {
        let handle = Uuid::from_bytes(who.handle);
        let known = Some(who.known).filter(|known| !known.is_empty());
        let (mut asked, state) =
            self.webauthn.start_passkey_registration(handle, who.name, who.display_name, known)?;
        if let Some(selection) = &mut asked.public_key.authenticator_selection {
            selection.resident_key = Some(ResidentKeyRequirement::Required);
            selection.require_resident_key = true;
        }
        challenge(keys, binding, &asked, state, now)
    }

    /// Checks a passkey that was created for a challenge.
    ///
    /// # Errors
    /// When the challenge has expired, or the answer is not one to it.
    pub fn finish_making(
        &self,
        keys: &SecretKeys,
        binding: Binding<'_>,
        given: &PasskeyAnswer,
        now: i64,
    ) -> Result<NewPasskey, PasskeyRefusal> {
        let ceremony: Ceremony<PasskeyRegistration> = open(keys, binding, &given.state, now)?;
        let answer: RegisterPublicKeyCredential = parse(&given.answer)?;
        let made = self.webauthn.finish_passkey_registration(&answer, &ceremony.state)?;
        let aaguid = aaguid(&given.answer);
        Ok(NewPasskey { ceremony: ceremony.id, credential: PasskeyCredential(made), aaguid })
    }

    /// Begins to ask for any passkey of this site.
    ///
    /// # Errors
    /// When the library cannot make a challenge.
    pub fn begin(
        &self,
        keys: &SecretKeys,
        binding: Binding<'_>,
        now: i64,
    ) -> anyhow::Result<Challenge> {
        let (mut asked, state) = self.webauthn.start_discoverable_authentication()?;
        // The page decides whether it is offered as autofill or after a button.
        asked.mediation = None;
        challenge(keys, binding, &asked, state, now)
    }

    /// Parses an answer far enough to know its passkey.
    ///
    /// # Errors
    /// When the challenge has expired, or the answer is malformed.
    pub fn read(
        &self,
        keys: &SecretKeys,
        binding: Binding<'_>,
        given: &PasskeyAnswer,
        now: i64,
    ) -> Result<PasskeyClaim, PasskeyRefusal> {
        let ceremony: Ceremony<DiscoverableAuthentication> =
            open(keys, binding, &given.state, now)?;
        let answer: PublicKeyCredential = parse(&given.answer)?;
        let (user, credential_id) = self.webauthn.identify_discoverable_authentication(&answer)?;
        let credential_id = credential_id.to_vec();
        let (user, state) = (user.into_bytes(), ceremony.state);
        Ok(PasskeyClaim { ceremony: ceremony.id, user, credential_id, state, answer })
    }

    /// Checks an answer against its passkey: challenge, origin, signature, counter, and that the
    /// device verified its user. Returns the credential to store.
    ///
    /// # Errors
    /// When any of them is wrong.
    pub fn check(
        &self,
        claim: &PasskeyClaim,
        stored: &PasskeyCredential,
    ) -> Result<PasskeyCredential, PasskeyRefusal> {
        let (state, known) = (claim.state.clone(), &stored.0);
        let result =
            self.webauthn.finish_discoverable_authentication_v2(&claim.answer, state, known)?;
        if !result.user_verified() {
            return Err(PasskeyRefusal::Wrong);
        }
        let mut fresh = stored.clone();
        fresh.0.update_credential(&result);
        Ok(fresh)
    }
}

fn parse<T: DeserializeOwned>(answer: &str) -> Result<T, PasskeyRefusal> {
    serde_json::from_str(answer).map_err(|_| PasskeyRefusal::Wrong)
}

fn aaguid(answer: &str) -> Option<Uuid> {
    #[derive(Deserialize)]
    struct ClientAnswer {
        response: Response,
    }
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Response {
        authenticator_data: String,
    }
    let told: ClientAnswer = serde_json::from_str(answer).ok()?;
    let data = decode(told.response.authenticator_data.trim_end_matches('='))?;
    Uuid::from_slice(data.get(AAGUID)?).ok().filter(|id| !id.is_nil())
}
