//! An authenticator that creates passkeys and signs with them, or misbehaves when told to.

use std::cell::Cell;

use callbook::platform::secrets::{decode, digest, encode, random};
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};

use super::{Browser, TestApp};

const PRESENT: u8 = 1;
const VERIFIED: u8 = 1 << 2;
const CAN_SYNC: u8 = 1 << 3;
const SYNCED: u8 = 1 << 4;
const HAS_CREDENTIAL: u8 = 1 << 6;

/// The AAGUID of Bitwarden.
const AAGUID: &str = "d548826e79b4db40a3d811116f7e8349";

pub struct Device {
    key: SigningKey,
    pub id: Vec<u8>,
    handle: String,
    /// The origin that the browser claims to show.
    pub origin: String,
    pub host: String,
    pub verifies: bool,
    pub synced: bool,
    pub counter: Cell<u32>,
}

impl Device {
    pub fn new(app: &TestApp) -> Self {
        Self {
            key: SigningKey::from_slice(&random::<32>()).unwrap(),
            id: random::<16>().to_vec(),
            handle: String::new(),
            origin: app.app.public_url.as_str().to_owned(),
            host: "localhost".to_owned(),
            verifies: true,
            synced: false,
            counter: Cell::new(0),
        }
    }

    fn client_data(&self, what: &str, options: &Value) -> Vec<u8> {
        let challenge = &options["publicKey"]["challenge"];
        let data = json!({
            "type": what, "challenge": challenge, "origin": self.origin, "crossOrigin": false,
        });
        data.to_string().into_bytes()
    }

    fn data(&self, flags: u8) -> Vec<u8> {
        let verified = if self.verifies { VERIFIED } else { 0 };
        let synced = if self.synced { CAN_SYNC | SYNCED } else { 0 };
        let flags = [flags | PRESENT | verified | synced];
        let counter = self.counter.get().to_be_bytes();
        [&digest(self.host.as_bytes())[..], &flags, &counter].concat()
    }

    /// Creates a passkey, and returns what a browser would send.
    pub fn make(&mut self, options: &Value) -> String {
        self.handle = options["publicKey"]["user"]["id"].as_str().unwrap().to_owned();
        let client_data = self.client_data("webauthn.create", options);
        let point = self.key.verifying_key().to_sec1_point(false);
        let (x, y) = (point.x().unwrap(), point.y().unwrap());
        // ES256 on P-256, in COSE encoding (RFC 9052).
        let key =
            [&[0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32], &x[..], &[0x22, 0x58, 32], &y[..]]
                .concat();
        let mut data = self.data(HAS_CREDENTIAL);
        data.extend((0..16).map(|n| u8::from_str_radix(&AAGUID[2 * n..2 * n + 2], 16).unwrap()));
        data.extend((self.id.len() as u16).to_be_bytes());
        data.extend(&self.id);
        data.extend(key);
        let length = u8::try_from(data.len()).unwrap();
        let attestation =
            [b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58", &[length][..], &data].concat();
        json!({
            "id": encode(&self.id), "rawId": encode(&self.id), "type": "public-key",
            "clientExtensionResults": { "credProps": { "rk": true } },
            "response": {
                "attestationObject": encode(&attestation),
                "clientDataJSON": encode(&client_data),
                "authenticatorData": encode(&data),
                "transports": ["internal"],
            },
        })
        .to_string()
    }

    /// Signs a challenge, and returns what a browser would send.
    pub fn sign(&self, options: &Value) -> String {
        let client_data = self.client_data("webauthn.get", options);
        let data = self.data(0);
        let signed = [&data[..], &digest(&client_data)].concat();
        let signature: Signature = self.key.sign(&signed);
        json!({
            "id": encode(&self.id), "rawId": encode(&self.id), "type": "public-key",
            "clientExtensionResults": {},
            "response": {
                "authenticatorData": encode(&data),
                "clientDataJSON": encode(&client_data),
                "signature": encode(signature.to_der().as_bytes()),
                "userHandle": self.handle,
            },
        })
        .to_string()
    }

    /// Adds a passkey of this authenticator through its page, and returns the answer.
    pub async fn enrol(&mut self, browser: &Browser, name: &str) -> super::Reply {
        let page = browser.get(NEW).await.expect(200).page();
        let options = page.attribute("form[data-passkey-make]", "data-passkey-make");
        let answer = self.make(&serde_json::from_str(&options).unwrap());
        let form = page.form(NEW).fill("passkey-name", name).forge("answer", &answer);
        browser.submit(&form).await
    }

    /// Answers a challenge of this path as the script does.
    pub async fn answer(&self, browser: &Browser, path: &str) -> super::Reply {
        let (options, state) = challenge(browser, path).await;
        let answer = self.sign(&options);
        browser.post(path, &[("state", &state), ("answer", &answer)]).await
    }

    /// Uses another user's handle.
    #[must_use]
    pub fn claiming(mut self, handle: &[u8]) -> Self {
        assert!(decode(&self.handle).is_some());
        self.handle = encode(handle);
        self
    }
}

pub const NEW: &str = "/settings/passkeys/new";
pub const SIGN_IN: &str = "/login/passkey";
pub const SUDO: &str = "/sudo/passkey";

/// Fetches a challenge as the script does, and returns its options and its state.
pub async fn challenge(browser: &Browser, path: &str) -> (Value, String) {
    let reply = browser.get(path).await.expect(200);
    assert_eq!(reply.header("content-type"), "application/json");
    let asked: Value = serde_json::from_str(&reply.text).unwrap();
    (asked["options"].clone(), asked["state"].as_str().unwrap().to_owned())
}
