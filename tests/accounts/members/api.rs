use std::time::Duration;

use axum::http::Method;
use serde_json::{Value, json};

use crate::support::{Program, TestApp};

/// Finds an account user by name.
pub async fn member(program: &Program, name: &str) -> Value {
    let list = program.get("/api/v4/account_users?limit=100").await.expect(200).json();
    let all = list["data"].as_array().unwrap().clone();
    all.into_iter().find(|one| one["user"]["name"] == name).unwrap()
}

fn id(object: &Value) -> String {
    object["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_user_has_the_shape_that_the_document_says() {
    let app = TestApp::new().await;
    let alice = app.program("alice").await;
    let me = alice.get("/api/v4/me").await.expect(200).json();
    let user = alice.get(&format!("/api/v4/users/{}", id(&me["user"]))).await.expect(200).json();
    assert_eq!(user, me["user"]);
    let keys: Vec<_> = user.as_object().unwrap().keys().map(String::as_str).collect();
    let wanted = [
        "id",
        "prefix_id",
        "name",
        "time_zone",
        "preferred_language",
        "last_sign_in_at",
        "emails",
        "phones",
        "notify_push",
        "notify_email",
        "notify_sms",
        "notify_voice",
        "notify_whatsapp",
        "notify_slack",
        "created_at",
        "updated_at",
    ];
    assert_eq!(keys, wanted);
    let (id, prefix_id) = (user["id"].as_str().unwrap(), user["prefix_id"].as_str().unwrap());
    assert_eq!(prefix_id, format!("usr_{}", id.to_lowercase()));
    assert_eq!(user["created_at"], "2026-11-22T10:00:00.000Z");
    assert_eq!(user["emails"][0]["email"], "alice@acme.example");
    assert_eq!(user["emails"][0]["primary"], true);
    assert_eq!(user["preferred_language"], "en");
    // The id works with and without prefix, but not with another type's.
    alice.get(&format!("/api/v4/users/{prefix_id}")).await.expect(200);
    let wrong = prefix_id.replace("usr_", "acu_");
    alice.get(&format!("/api/v4/users/{wrong}")).await.expect(404);
    assert_eq!(me["roles"]["admin"], true);
    assert_eq!(me["owner"], true);
    assert_eq!(me["status"], "active");
    assert_eq!(me["tiny_id"], 1);
    assert_eq!(me["meta"], json!({}));
}

#[tokio::test]
async fn an_unknown_person_is_made_and_gets_a_link() {
    let app = TestApp::new().await;
    let alice = app.program("alice").await;
    let body = json!({
        "name": "Bobby Hill", "email": "bobby@acme.example", "time_zone": "Hawaii",
        "preferred_language": "fr", "notify_sms": true, "admin": true, "owner": true,
        "phones_attributes": [{"phone": "+31612345678", "primary": false, "confirmation_method": "voice"}],
    });
    let made = alice.post("/api/v4/users", &body).await.expect(201).json();
    assert_eq!(made["name"], "Bobby Hill");
    assert_eq!(made["time_zone"], "Pacific/Honolulu");
    assert_eq!(made["preferred_language"], "fr");
    assert_eq!(made["notify_sms"], true);
    assert_eq!(made["phones"][0]["phone"], "+31612345678");
    assert_eq!(made["phones"][0]["country"], "NL");
    assert_eq!(made["phones"][0]["verified"], false);
    assert_eq!(made["phones"][0]["primary"], false);
    let place = member(&alice, "Bobby Hill").await;
    assert_eq!(place["roles"]["admin"], false, "unknown keys are never assigned");
    let links = app.links_to("bobby@acme.example", "welcome").await;
    assert_eq!(links.len(), 1);
    let again = alice.post("/api/v4/users", &body).await.expect(409);
    assert_eq!(again.faults().len(), 1);
    app.deliver().await;
}

#[tokio::test]
async fn an_existing_person_is_invited_and_nothing_is_told_of_them() {
    let app = TestApp::new().await;
    let (_, user) = crate::accounts::elsewhere(&app).await;
    let alice = app.program("alice").await;
    let body = json!({"name": "Someone", "email": "mallory@other.example",
        "phones_attributes": [{"phone": "+31612345678"}]});
    let invited = alice.post("/api/v4/users", &body).await.expect(201).json();
    assert_eq!(invited["name"], "Someone");
    assert_eq!(invited["phones"], json!([]));
    assert!(invited["prefix_id"].as_str().unwrap().starts_with("inv_"));
    assert!(!invited.to_string().contains(&user.ulid()));
    app.deliver().await;
    // Before they answer, admins see what was typed, by the invitation's id.
    let here = format!("/api/v4/users/{}", id(&invited));
    assert_eq!(alice.get(&here).await.json(), invited);
    let place = format!("/api/v4/account_users/{}", invited["prefix_id"].as_str().unwrap());
    assert_eq!(alice.get(&place).await.json()["status"], "invited");
    let bob = app.program("bob").await;
    bob.get(&here).await.expect(404);
    bob.delete(&place).await.expect(403);
    alice.put(&here, &json!({"name": "Other"})).await.expect(409);
    alice.delete(&place).await.expect(204);
    alice.get(&here).await.expect(404);
    alice.delete(&place).await.expect(404);
}

#[tokio::test]
async fn one_entry_a_fault_and_the_field_is_named() {
    let app = TestApp::new().await;
    let alice = app.program("alice").await;
    let faults = async |body: Value| {
        let reply = alice.post("/api/v4/users", &body).await.expect(422);
        assert_eq!(reply.json()["code"], 422);
        reply.faults()
    };
    assert_eq!(faults(json!({})).await, ["name can't be blank", "email can't be blank"]);
    let body = json!({"name": " ", "email": "x", "time_zone": "Mars", "notify_sms": "yes",
        "phones_attributes": [{"phone": "12"}, {}]});
    let found = faults(body).await;
    let fields: Vec<_> = found.iter().map(|fault| fault.split(' ').next().unwrap()).collect();
    let wanted = [
        "name",
        "email",
        "time_zone",
        "notify_sms",
        "phones_attributes[0].phone",
        "phones_attributes[1].phone",
    ];
    assert_eq!(fields, wanted, "{found:?}");
}

#[tokio::test]
async fn a_person_is_changed_and_what_is_left_out_stays() {
    let app = TestApp::new().await;
    let (alice, bob) = (app.program("alice").await, app.program("bob").await);
    let place = member(&alice, "Bob Bakker").await;
    let path = format!("/api/v4/users/{}", id(&place["user"]));
    let before = alice.get(&path).await.json();
    let after = alice.put(&path, &json!({"name": "Robert Bakker"})).await.expect(200).json();
    assert_eq!(after["name"], "Robert Bakker");
    assert_eq!(after["time_zone"], before["time_zone"]);
    assert_eq!(after["emails"], before["emails"]);
    // A whole object can be sent back as it was read.
    let same = alice.put(&path, &after).await.expect(200).json();
    assert_eq!(same["emails"], after["emails"]);
    bob.put(&path, &json!({"notify_voice": true})).await.expect(200);
    // Only admins change others.
    let alices = format!("/api/v4/users/{}", id(&member(&alice, "Alice Archer").await["user"]));
    bob.put(&alices, &json!({"name": "Eve"})).await.expect(403);
    bob.get(&alices).await.expect(200);
    let carol = app.program("carol").await;
    carol.put(&path, &json!({"preferred_language": "de"})).await.expect(200);
    app.deliver().await;
}

#[tokio::test]
async fn contacts_are_added_unverified_and_only_unverified_ones_go() {
    let app = TestApp::new().await;
    let alice = app.program("alice").await;
    let place = member(&alice, "Bob Bakker").await;
    let path = format!("/api/v4/users/{}", id(&place["user"]));
    let primary = place["user"]["emails"][0].clone();
    let added = json!({"emails_attributes": [{"email": "bob@home.example"}]});
    let user = alice.put(&path, &added).await.expect(200).json();
    assert_eq!(user["emails"].as_array().unwrap().len(), 2);
    let new = user["emails"].as_array().unwrap().iter().find(|e| e["verified"] == false).unwrap();
    // Adding it again changes nothing.
    let user = alice.put(&path, &added).await.expect(200).json();
    assert_eq!(user["emails"].as_array().unwrap().len(), 2);
    // By its id the address itself is changed.
    app.pass(Duration::from_secs(1));
    let other = json!({"emails_attributes": [{"id": new["id"], "email": "bob@away.example"}]});
    let changed = alice.put(&path, &other).await.expect(200).json();
    let row = changed["emails"].as_array().unwrap().iter().find(|e| e["id"] == new["id"]).unwrap();
    assert_eq!((&row["email"], &row["verified"]), (&json!("bob@away.example"), &json!(false)));
    assert!(changed["updated_at"].as_str() > user["updated_at"].as_str(), "contacts are of a user");
    let phone = json!({"phones_attributes": [{"phone": "+31612345678"}]});
    let number = alice.put(&path, &phone).await.expect(200).json()["phones"][0].clone();
    let phone = json!({"phones_attributes": [{"id": number["id"], "phone": "+31612345679"}]});
    let changed = alice.put(&path, &phone).await.expect(200).json()["phones"][0].clone();
    assert_eq!((&changed["id"], &changed["phone"]), (&number["id"], &json!("+31612345679")));
    let row = json!({"id": new["id"], "email": "x@away.example"});
    let twice = json!({"emails_attributes": [row, row]});
    let faults = alice.put(&path, &twice).await.expect(422).faults();
    assert_eq!(faults, ["emails_attributes[1].email appears twice"]);
    let many = json!({"emails_attributes": vec![json!({"email": "x@away.example"}); 101]});
    alice.put(&path, &many).await.expect(422);
    // An entry that adds and removes at once does nothing, but keeps its index.
    let undone = json!({"emails_attributes": [{"_destroy": true}, {"email": "x"}]});
    let faults = alice.put(&path, &undone).await.expect(422).faults();
    assert!(faults[0].starts_with("emails_attributes[1].email is invalid"), "{faults:?}");
    let long = json!({"meta": {"a": "x".repeat(17_000)}});
    let here = format!("/api/v4/account_users/{}", id(&place));
    alice.put(&here, &long).await.expect(422);
    for refused in [
        json!({"emails_attributes": [{"id": new["id"], "primary": true}]}),
        json!({"emails_attributes": [{"id": primary["id"], "_destroy": true}]}),
        json!({"emails_attributes": [{"id": primary["id"], "email": "new@home.example"}]}),
        json!({"emails_attributes": [{"id": primary["id"], "primary": false}]}),
        json!({"phones_attributes": [{"phone": "+31612345678", "primary": true}]}),
    ] {
        alice.put(&path, &refused).await.expect(403);
    }
    // A contact of another user is unknown.
    let me = alice.get("/api/v4/me").await.json();
    let hers =
        json!({"emails_attributes": [{"id": me["user"]["emails"][0]["id"], "_destroy": true}]});
    alice.put(&path, &hers).await.expect(422);
    let gone = json!({"emails_attributes": [{"id": new["prefix_id"], "_destroy": true}]});
    let user = alice.put(&path, &gone).await.expect(200).json();
    assert_eq!(user["emails"].as_array().unwrap().len(), 1);
    app.deliver().await;
}

#[tokio::test]
async fn a_user_cannot_be_deleted_and_the_answer_says_what_can() {
    let app = TestApp::new().await;
    let alice = app.program("alice").await;
    let place = member(&alice, "Bob Bakker").await;
    let reply = alice.delete(&format!("/api/v4/users/{}", id(&place["user"]))).await.expect(405);
    assert!(reply.faults()[0].contains("Delete the account user"));
    assert!(!reply.header("allow").is_empty());
    let bob = app.program("bob").await;
    let path = format!("/api/v4/account_users/{}", id(&place));
    bob.delete(&path).await.expect(403);
    assert_eq!(alice.delete(&path).await.expect(204).text, "");
    alice.delete(&path).await.expect(404);
    bob.get("/api/v4/me").await.expect(401);
    let owner = format!("/api/v4/account_users/{}", id(&alice.get("/api/v4/me").await.json()));
    app.program("carol").await.delete(&owner).await.expect(422);
    app.deliver().await;
}

#[tokio::test]
async fn an_account_user_is_changed_with_roles_teams_and_meta() {
    let app = TestApp::new().await;
    let alice = app.program("alice").await;
    let team = alice.post("/api/v4/teams", &json!({"name": "Night"})).await.expect(201).json();
    let path = format!("/api/v4/account_users/{}", id(&member(&alice, "Bob Bakker").await));
    let body = json!({"roles": {"broadcaster": true}, "team_ids": [team["id"]],
        "meta": {"badge": 7}, "user_attributes": {"notify_slack": true}});
    let bob = alice.put(&path, &body).await.expect(200).json();
    assert_eq!(
        bob["roles"],
        json!({"admin": false, "billing": false, "broadcaster": true,
        "communicator": false})
    );
    assert_eq!(bob["meta"], json!({"badge": 7}));
    assert_eq!(bob["user"]["notify_slack"], true);
    let team = alice.get(&format!("/api/v4/teams/{}", id(&team))).await.json();
    assert_eq!(team["member_account_user_ids"], json!([bob["id"]]));
    assert_eq!(team["admin_account_user_ids"], json!([]), "nobody manages it unasked");
    // Nobody gives themselves a role.
    let bobs = app.program("bob").await;
    bobs.put(&path, &json!({"roles": {"admin": true}})).await.expect(403);
    bobs.put(&path, &json!({"meta": {"badge": 8}})).await.expect(403);
    bobs.put(&path, &json!({"user_attributes": {"name": "Bob B."}})).await.expect(200);
    // The owner keeps admin and billing.
    let owner = format!("/api/v4/account_users/{}", id(&alice.get("/api/v4/me").await.json()));
    alice.put(&owner, &json!({"roles": {"admin": false}})).await.expect(422);
    // A whole object can be sent back as it was read.
    let whole = alice.get(&owner).await.json();
    alice.put(&owner, &whole).await.expect(200);
    let keys: serde_json::Map<_, _> = (0..51).map(|n| (n.to_string(), n.into())).collect();
    alice.put(&path, &json!({"meta": keys})).await.expect(422);
    app.deliver().await;
}

#[tokio::test]
async fn forms_are_taken_as_json_is() {
    let app = TestApp::new().await;
    let alice = app.program("alice").await;
    let body = "name=Zo%C3%AB+Ziegler&email=zoe%40acme.example&notify_sms=true\
        &emails_attributes[0][email]=zoe%40home.example&phones_attributes%5B0%5D%5Bphone%5D=%2B31612345678";
    let made = alice.form(Method::POST, "/api/v4/users", body).await.expect(201).json();
    assert_eq!(made["name"], "Zoë Ziegler");
    assert_eq!(made["notify_sms"], true);
    assert_eq!(made["emails"].as_array().unwrap().len(), 2);
    assert_eq!(made["phones"].as_array().unwrap().len(), 1);
    let path = format!("/api/v4/account_users/{}", id(&member(&alice, "Zoë Ziegler").await));
    let body = "user_attributes[name]=Zoe&roles[communicator]=true";
    let changed = alice.form(Method::PUT, &path, body).await.expect(200).json();
    assert_eq!(changed["user"]["name"], "Zoe");
    assert_eq!(changed["roles"]["communicator"], true);
    app.deliver().await;
}

/// The answers do not tell that two addresses belong to one person, or whether anyone has one.
#[tokio::test]
async fn two_addresses_of_one_person_look_like_two_people() {
    let app = TestApp::new().await;
    let (_, _) = crate::accounts::elsewhere(&app).await;
    let mut tx = app.app.db.begin().await.unwrap();
    callbook::sql!(
        &mut tx,
        execute,
        "INSERT INTO emails (id, user_id, address, address_key, is_primary, verified_at, \
            created_at, updated_at) \
         SELECT $1, user_id, 'mallory@private.example', $2, FALSE, $3, $3, $3 FROM emails \
         WHERE address = 'mallory@other.example'",
        callbook::platform::ids::EmailId::mint(app.clock.now()),
        &b"mallory@private.example"[..],
        app.clock.now()
    )
    .unwrap();
    tx.commit().await.unwrap();
    let alice = app.program("alice").await;
    let asked = async |email: &str| {
        let body = json!({"name": email, "email": email});
        alice.post("/api/v4/users", &body).await.expect(201).json()
    };
    let first = asked("mallory@other.example").await;
    let second = asked("mallory@private.example").await;
    assert_eq!(second["name"], "mallory@private.example");
    assert_eq!(second["emails"][0]["email"], "mallory@private.example");
    assert_ne!(first["id"], second["id"]);
    // Errors are the same, and come before anyone is invited.
    for (email, rule) in [
        ("mallory@other.example", "ntr_01arz3ndektsv4rrffq69g5fav"),
        ("nobody@nowhere.example", "ntr_01arz3ndektsv4rrffq69g5fav"),
        ("nobody@nowhere.example", "tem_01arz3ndektsv4rrffq69g5fav"),
    ] {
        let body = json!({"notification_rule_id": rule,
            "user_attributes": {"name": "X", "emails_attributes": [{"email": email}]}});
        let refused = alice.post("/api/v4/account_users", &body).await.expect(422);
        let why = "notification_rule_id must name a notification rule of this account";
        assert_eq!(refused.faults(), [why]);
    }
    app.deliver().await;
}
