//! Forged JSON Web Tokens, at v1, the only API that accepts any.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use callbook::platform::secrets::keys::Purpose;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::{Sha256, Sha384, Sha512};

use crate::support::{Program, TestApp, password_of};

/// A genuine token in its parts.
struct Good {
    text: String,
    header: Value,
    claims: Value,
    signature: String,
}

fn part(text: &str) -> Value {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(text).unwrap()).unwrap()
}

fn packed(json: &Value) -> String {
    URL_SAFE_NO_PAD.encode(json.to_string())
}

async fn given(app: &TestApp) -> Good {
    let body = json!({"username": "bob@acme.example", "password": password_of("bob")});
    let reply = app.stranger().post("/public/login", &body).await.expect(200).json();
    let text = reply["token"].as_str().unwrap().to_owned();
    let parts: Vec<_> = text.split('.').collect();
    let (header, claims) = (part(parts[0]), part(parts[1]));
    Good { header, claims, signature: parts[2].to_owned(), text }
}

/// Changes or removes a field of a JSON object.
fn with(json: &Value, field: &str, value: Option<Value>) -> Value {
    let mut json = json.clone();
    let fields = json.as_object_mut().unwrap();
    match value {
        Some(value) => fields.insert(field.to_owned(), value),
        None => fields.shift_remove(field),
    };
    json
}

impl Good {
    /// Combines another header or other claims with the genuine signature.
    fn resigned(&self, header: &Value, claims: &Value) -> String {
        format!("{}.{}.{}", packed(header), packed(claims), self.signature)
    }

    /// Signs with a key that is not ours.
    fn by(&self, key: &[u8]) -> String {
        signed("HS256", &self.header["kid"], &self.claims, key)
    }
}

/// Returns the base64 tag of a message under a key.
macro_rules! tag {
    ($hash:ty, $key:expr, $message:expr) => {{
        let mut mac = <Hmac<$hash> as KeyInit>::new_from_slice($key).unwrap();
        mac.update($message.as_bytes());
        URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes())
    }};
}

/// Makes a token with a key by RFC 7515, without the program's own code.
fn signed(algorithm: &str, kid: &Value, claims: &Value, key: &[u8]) -> String {
    let header = json!({"typ": "JWT", "alg": algorithm, "kid": kid});
    let header = with(&header, "kid", Some(kid.clone()).filter(|kid| !kid.is_null()));
    let message = format!("{}.{}", packed(&header), packed(claims));
    let tag = match algorithm {
        "HS256" => tag!(Sha256, key, message),
        "HS384" => tag!(Sha384, key, message),
        "HS512" => tag!(Sha512, key, message),
        other => panic!("{other}"),
    };
    format!("{message}.{tag}")
}

/// Lists tokens that are signed with our own key but are invalid.
fn signed_with_ours(app: &TestApp, good: &Good, carol: &str) -> Vec<String> {
    let claims = &good.claims;
    let now = claims["iat"].as_i64().unwrap();
    let wrong = [
        ("exp", None),
        ("exp", Some(json!(now))),
        ("exp", Some(json!(now - 1))),
        ("exp", Some(json!(-1))),
        ("exp", Some(json!("9999999999"))),
        ("exp", Some(json!(null))),
        ("nbf", None),
        ("nbf", Some(json!(now + 60))),
        ("nbf", Some(json!("0"))),
        ("iss", None),
        ("iss", Some(json!("https://evil.example"))),
        ("iss", Some(json!(["https://evil.example"]))),
        ("aud", None),
        ("aud", Some(json!("v4"))),
        ("aud", Some(json!([]))),
        ("sub", None),
        ("sub", Some(json!(carol))),
        ("id", Some(json!(carol))),
        ("id", None),
        ("id", Some(json!("usr_0"))),
        ("sid", None),
        ("sid", Some(json!(carol))),
        ("sid", Some(json!("acc_01arz3ndektsv4rrffq69g5fav"))),
        ("epoch", None),
        ("epoch", Some(json!(claims["epoch"].as_i64().unwrap() + 1))),
        ("epoch", Some(json!(claims["epoch"].as_i64().unwrap() - 1))),
        ("epoch", Some(json!("0"))),
        ("roles", None),
        ("roles", Some(json!("owner admin billing"))),
    ];
    let (id, key) = app.app.keys.current(Purpose::V1Api);
    let kid = json!(URL_SAFE_NO_PAD.encode(id));
    let mut all: Vec<_> = wrong
        .into_iter()
        .map(|(field, value)| signed("HS256", &kid, &with(claims, field, value), &*key))
        .collect();
    all.push(signed("HS384", &kid, claims, &*key));
    all.push(signed("HS512", &kid, claims, &*key));
    all.push(signed("HS256", &Value::Null, claims, &*key));
    for purpose in [Purpose::Pepper, Purpose::Idempotency] {
        all.push(signed("HS256", &kid, claims, &*app.app.keys.current(purpose).1));
    }
    // Another person's id with their present epoch.
    let theirs = with(&with(claims, "id", Some(json!(carol))), "sub", Some(json!(carol)));
    all.push(signed("HS256", &kid, &theirs, &*key));
    all
}

/// Lists forgeries that need no key.
fn without_a_key(good: &Good) -> Vec<String> {
    let Good { text, header, claims, signature } = good;
    let (head, body) = (packed(header), packed(claims));
    let mut all = Vec::new();
    for none in ["none", "None", "NONE", "nOnE", "", "HS256 "] {
        let header = with(header, "alg", Some(json!(none)));
        all.push(format!("{}.{body}.", packed(&header)));
        all.push(good.resigned(&header, claims));
    }
    for algorithm in ["RS256", "ES256", "PS256", "EdDSA"] {
        all.push(good.resigned(&with(header, "alg", Some(json!(algorithm))), claims));
    }
    let kid = [json!("../../dev/null"), json!(""), json!("AAAAAAAA"), json!(1), json!(null)];
    all.extend(kid.map(|kid| good.resigned(&with(header, "kid", Some(kid)), claims)));
    for (field, value) in [
        ("jwk", json!({"kty": "oct", "k": "c2VjcmV0"})),
        ("jku", json!("https://evil.example/keys")),
        ("x5u", json!("https://evil.example/cert")),
        ("crit", json!(["exp"])),
    ] {
        all.push(good.resigned(&with(header, field, Some(value)), claims));
    }
    for key in [&b""[..], b"secret", b"callbook", b"null", signature.as_bytes()] {
        all.push(good.by(key));
    }
    for (field, value) in
        [("exp", json!(9_999_999_999_i64)), ("roles", json!("owner admin")), ("epoch", json!(99))]
    {
        all.push(good.resigned(header, &with(claims, field, Some(value))));
    }
    let (cut, other) = signature.split_at(signature.len() - 1);
    let turned = if other == "A" { "B" } else { "A" };
    // The last character of the signature has two unused bits.
    let turned = format!("{}{turned}{other}", &cut[..cut.len() - 1]);
    all.extend([
        format!("{head}.{body}."),
        format!("{head}.{body}"),
        format!("{head}..{signature}"),
        format!(".{body}.{signature}"),
        format!("{head}.{body}.{cut}"),
        format!("{head}.{body}.{turned}"),
        format!("{text}.{signature}"),
        format!("{text}="),
        format!("{head}.{body}.{signature}{signature}"),
        text.replace('.', ".."),
        text.to_lowercase(),
        "..".to_owned(),
        "a.b.c".to_owned(),
        format!("{{\"token\":\"{text}\"}}"),
    ]);
    all
}

#[tokio::test]
async fn jwt_forge() {
    let app = TestApp::new().await;
    let mut tx = app.app.db.begin().await.unwrap();
    callbook::sql!(&mut tx, execute, "UPDATE accounts SET v1_api = TRUE").unwrap();
    // Her epoch must differ from his, or nothing would tell them apart.
    callbook::sql!(
        &mut tx,
        execute,
        "UPDATE users SET epoch = epoch + 3 \
         WHERE id = (SELECT user_id FROM emails WHERE address = 'carol@acme.example')"
    )
    .unwrap();
    let carol = callbook::sql!(&mut tx, scalar callbook::platform::ids::UserId,
        "SELECT user_id FROM emails WHERE address = 'carol@acme.example'")
    .unwrap();
    tx.commit().await.unwrap();
    let good = given(&app).await;
    let open = |text: &str| Program::new(app.router(), Some(text.to_owned()));
    open(&good.text).get("/user").await.expect(200);
    // This checks the test's own signing: later tokens fail for their content, not their encoding.
    let (id, key) = app.app.keys.current(Purpose::V1Api);
    let right = signed("HS256", &json!(URL_SAFE_NO_PAD.encode(id)), &good.claims, &*key);
    open(&right).get("/user").await.expect(200);
    open(&good.text).get("/api/v4/me").await.expect(401);
    let mut forged = signed_with_ours(&app, &good, &carol.to_string());
    forged.extend(without_a_key(&good));
    assert!(forged.len() >= 60, "{}", forged.len());
    for text in &forged {
        assert_ne!(*text, good.text);
        let reply = open(text).get("/user").await;
        assert_eq!(reply.status, 401, "{text}");
        assert_eq!(reply.faults().len(), 1);
    }
}
