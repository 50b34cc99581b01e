//! Attacks with a token, or with something that looks like one.

use axum::http::{HeaderValue, Method, Request};
use callbook::app::router;
use callbook::platform::ids::{
    AccountUserId, EmailId, EscalationPolicyId, PhoneId, TeamId, UserId,
};
use serde_json::{Value, json};

use crate::accounts::elsewhere;
use crate::support::{Program, TestApp, asks_for_a_session, password_of};

/// Starts an app whose account has both APIs enabled.
async fn speaking() -> TestApp {
    let app = TestApp::new().await;
    let mut tx = app.app.db.begin().await.unwrap();
    callbook::sql!(&mut tx, execute, "UPDATE accounts SET v1_api = TRUE").unwrap();
    tx.commit().await.unwrap();
    app
}

/// No page accepts a token, and no API endpoint concerns what a token must not reach.
#[tokio::test]
async fn token_scope() {
    let app = TestApp::new().await;
    let alice = app.program("alice").await;
    let mut walked = 0;
    for route in router::routes().list() {
        if !asks_for_a_session(route.gate) {
            continue;
        }
        let path = route.path.replace(['{', '}'], "");
        let method: Method = route.method.parse().unwrap();
        let form = "application/x-www-form-urlencoded";
        let reply = alice.send(method, &path, form, "").await;
        match route.method {
            "GET" => assert_eq!(reply.status, 406, "{path}"),
            _ => assert_eq!(reply.status, 401, "{path}"),
        }
        walked += 1;
    }
    assert!(walked >= 90, "{walked}");
    let about = ["password", "factor", "passkey", "token", "session", "recovery", "sudo"];
    for route in callbook::api::routes().list() {
        assert!(!about.iter().any(|what| route.path.contains(what)), "{route:?}");
    }
}

/// Everything that a body might smuggle in beside its known attributes.
fn smuggled() -> Value {
    let text = r#"{
        "id": "usr_01arz3ndektsv4rrffq69g5fav", "user_id": "usr_01arz3ndektsv4rrffq69g5fav",
        "account_id": "acc_01arz3ndektsv4rrffq69g5fav", "sid": "acc_01arz3ndektsv4rrffq69g5fav",
        "tiny_id": 4242, "version": 99, "epoch": 99, "password": "smuggled smuggled smuggled",
        "locked_at": null, "deleted_at": 1, "welcomed_at": 1, "owner": true, "is_owner": true,
        "is_admin": true, "admin": true, "status": "invited", "verified": true, "verified_at": 1,
        "email_verified": 1, "email_verfied": 1, "phone_verified": 1, "last_sign_in_at": 1,
        "lastlogin": 1, "created_at": "2001-01-01T00:00:00Z", "updated_at": "2001-01-01T00:00:00Z",
        "createdAt": "2001-01-01T00:00:00Z", "second_factor": false, "authenticators": [],
        "emails": [{"email": "x@y.example", "verified": true, "primary": true}],
        "phones": [{"phone": "+31612345678", "verified": true}],
        "user": {"name": "Smuggled"}, "advanced_mode": true, "debug_mode": true,
        "schedule_id": "skd_01arz3ndektsv4rrffq69g5fav",
        "older_api": false, "require_second_factor": false, "user_limit": 1, "active": false,
        "token_id": "x", "setup_complete": 1, "stripe_customer_id": "x"
    }"#;
    serde_json::from_str(text).unwrap()
}

fn with(mut body: Value, more: &Value) -> Value {
    for (key, value) in more.as_object().unwrap() {
        body.as_object_mut().unwrap().entry(key.clone()).or_insert(value.clone());
    }
    body
}

/// Removes attributes that every write changes.
fn settled(mut object: Value) -> Value {
    object
        .as_object_mut()
        .unwrap()
        .retain(|key, _| !["updated_at", "updatedAt"].contains(&key.as_str()));
    if object["user"].is_object() {
        object["user"] = settled(object["user"].take());
    }
    object
}

#[tokio::test]
async fn mass_assignment() {
    let app = speaking().await;
    let (alice, bob) = (app.program("alice").await, app.program("bob").await);
    let me = bob.get("/api/v4/me").await.json();
    let (place, user) = (me["id"].as_str().unwrap(), me["user"]["prefix_id"].as_str().unwrap());
    let account = alice.get("/api/v4/account").await.json();
    let team = alice.post("/api/v4/teams", &with(json!({"name": "One"}), &smuggled())).await;
    let team = team.expect(201).json();
    assert_eq!((&team["tiny_id"], &team["account_id"]), (&json!(1), &account["id"]));
    assert_ne!(team["created_at"], "2001-01-01T00:00:00.000Z");
    let older_account = format!("/account/{}", account["prefix_id"].as_str().unwrap());
    for (program, path) in [
        (&bob, format!("/api/v4/users/{user}")),
        (&bob, format!("/api/v4/account_users/{place}")),
        (&bob, format!("/user/{user}")),
        (&alice, format!("/api/v4/account_users/{place}")),
        (&alice, format!("/user/{user}")),
        (&alice, format!("/api/v4/teams/{}", team["id"].as_str().unwrap())),
        (&alice, format!("/api/v4/escalation_policies/{}", team["id"].as_str().unwrap())),
        (&alice, format!("/team/{}", team["prefix_id"].as_str().unwrap())),
        (&alice, older_account),
    ] {
        let before = settled(program.get(&path).await.expect(200).json());
        let mut body = smuggled();
        if path.starts_with("/user/") {
            // In v1 these are attributes of their own.
            body.as_object_mut()
                .unwrap()
                .retain(|key, _| !["emails", "phones"].contains(&key.as_str()));
        }
        program.put(&path, &body).await.expect(200);
        assert_eq!(settled(program.get(&path).await.json()), before, "{path}");
    }
    assert_eq!(alice.get("/api/v4/account").await.json()["older_api"], true);
    // A new contact is unverified, whatever the body says.
    let row = json!({"email": "bob@new.example", "verified": true, "verified_at": 1,
        "user_id": "usr_01arz3ndektsv4rrffq69g5fav", "blocked": true});
    let path = format!("/api/v4/users/{user}");
    let now = bob.put(&path, &json!({"emails_attributes": [row]})).await.expect(200).json();
    let new =
        now["emails"].as_array().unwrap().iter().find(|row| row["email"] == "bob@new.example");
    let new = new.unwrap();
    assert_eq!(
        (&new["verified"], &new["primary"], &new["blocked"]),
        (&json!(false), &json!(false), &json!(false))
    );
    // A password in a body sets none.
    app.visitor().sign_in("bob@acme.example", password_of("bob")).await.expect(303);
    app.deliver().await;
}

/// The objects of one account, in every type that a path or a body names.
struct Things {
    user: UserId,
    place: AccountUserId,
    team: TeamId,
    email: EmailId,
    phone: PhoneId,
}

impl Things {
    async fn of(program: &Program, team: &str) -> Self {
        let me = program.get("/api/v4/me").await.expect(200).json();
        let text = |value: &Value| value["prefix_id"].as_str().unwrap().to_owned();
        let user: UserId = text(&me["user"]).parse().unwrap();
        let phone = json!({"phones_attributes": [{"phone": "+31612345678"}]});
        let with_phone = program.put(&format!("/api/v4/users/{user}"), &phone).await;
        let made = program.post("/api/v4/teams", &json!({"name": team})).await.expect(201).json();
        Self {
            user,
            place: text(&me).parse().unwrap(),
            team: text(&made).parse().unwrap(),
            email: text(&me["user"]["emails"][0]).parse().unwrap(),
            phone: text(&with_phone.expect(200).json()["phones"][0]).parse().unwrap(),
        }
    }

    fn nobodys(app: &TestApp) -> Self {
        let now = app.clock.now();
        Self {
            user: UserId::mint(now),
            place: AccountUserId::mint(now),
            team: TeamId::mint(now),
            email: EmailId::mint(now),
            phone: PhoneId::mint(now),
        }
    }

    /// Lists each path with one of the ids, with and without prefix.
    fn paths(&self, account: &str) -> Vec<String> {
        let (user, place, team) = (self.user, self.place, self.team);
        let both = |root: &str, id: String, ulid: String, end: &str| {
            [format!("{root}/{id}{end}"), format!("{root}/{ulid}{end}")]
        };
        let mut all = Vec::new();
        all.extend(both("/api/v4/users", user.to_string(), user.ulid(), ""));
        all.extend(both("/user", user.to_string(), user.ulid(), ""));
        all.extend(both("/api/v4/account_users", place.to_string(), place.ulid(), ""));
        all.extend(both("/api/v4/teams", team.to_string(), team.ulid(), ""));
        all.extend(both("/api/v4/teams", team.to_string(), team.ulid(), "/current_oncall"));
        let policy = EscalationPolicyId::from(team).to_string();
        all.extend(both("/api/v4/escalation_policies", policy, team.ulid(), ""));
        all.extend(both("/team", team.to_string(), team.ulid(), ""));
        all.push(format!("/account/{account}"));
        all
    }

    /// Lists bodies with one of the ids, each with its path.
    fn bodies(&self, mine: &Things) -> Vec<(String, Value)> {
        let user = format!("/api/v4/users/{}", mine.user);
        let place = format!("/api/v4/account_users/{}", mine.place);
        let team = format!("/api/v4/teams/{}", mine.team);
        let (email, phone) = (self.email.to_string(), self.phone.ulid());
        let nested = [
            json!({"emails_attributes": [{"id": email, "_destroy": true}]}),
            json!({"emails_attributes": [{"id": email, "email": "taken@over.example"}]}),
            json!({"emails_attributes": [{"id": email, "primary": true}]}),
            json!({"phones_attributes": [{"id": phone, "_destroy": true}]}),
            json!({"phones_attributes": [{"id": phone, "confirmation_method": "voice"}]}),
            json!({"phones_attributes": [{"id": phone, "phone": "+31612345679"}]}),
        ];
        let mut all: Vec<_> = nested.iter().map(|body| (user.clone(), body.clone())).collect();
        all.extend(nested.map(|body| (place.clone(), json!({"user_attributes": body}))));
        all.push((place.clone(), json!({"member_team_ids": [self.team.to_string()]})));
        all.push((place, json!({"team_ids": [self.team.ulid()]})));
        all.push((team.clone(), json!({"member_account_user_ids": [self.place.ulid()]})));
        all.push((team, json!({"admin_account_user_ids": [self.place.to_string()]})));
        all.push((
            format!("/team/{}", mine.team),
            json!({"member_user_ids": [self.user.to_string()]}),
        ));
        all
    }
}

/// A request with an id of another account gets the answer to an unknown id.
#[tokio::test]
async fn idor_fuzz_of_programs() {
    let app = speaking().await.leave_work();
    let (other, _) = elsewhere(&app).await;
    let (alice, mallory) = (app.program("alice").await, app.program("mallory").await);
    let mine = Things::of(&alice, "Mine").await;
    let theirs = Things::of(&mallory, "Theirs").await;
    let nobodys = Things::nobodys(&app);
    let unknown = "acc_01arz3ndektsv4rrffq69g5fav";
    let mut tried = 0;
    for (path, like) in theirs.paths(&other.to_string()).iter().zip(nobodys.paths(unknown)) {
        for method in [Method::GET, Method::PUT, Method::DELETE] {
            let ask = async |path: &str| {
                let reply = alice.send(method.clone(), path, "application/json", "{}").await;
                (reply.status, reply.text)
            };
            let answer = ask(path).await;
            assert!([404, 405].contains(&answer.0), "{method} {path}: {answer:?}");
            assert_eq!(answer, ask(&like).await, "{method} {path}");
            tried += 1;
        }
    }
    for ((path, body), (_, like)) in theirs.bodies(&mine).iter().zip(nobodys.bodies(&mine)) {
        // An unknown id is an error of its field.
        let status = if path.starts_with("/team/") { 400 } else { 422 };
        let answer = alice.put(path, body).await.expect(status).text;
        assert_eq!(answer, alice.put(path, &like).await.text, "{body}");
        tried += 1;
    }
    assert!(tried >= 50, "{tried}");
    // Nothing of hers has changed, and nothing of theirs is listed.
    let still = Things::of(&mallory, "Theirs too").await;
    assert_eq!((still.email, still.phone), (theirs.email, theirs.phone));
    for path in [
        "/api/v4/users",
        "/api/v4/account_users",
        "/api/v4/teams",
        "/api/v4/escalation_policies",
        "/user",
        "/team",
    ] {
        let list = alice.get(&format!("{path}?limit=100")).await.expect(200).text;
        let foreign = ["Mallory", "Theirs", &theirs.place.ulid(), &theirs.team.ulid()];
        assert!(!foreign.iter().any(|name| list.contains(name)), "{path}: {list}");
    }
}

#[tokio::test]
async fn deep_and_huge_bodies_are_refused_whole() {
    let app = speaking().await;
    let alice = app.program("alice").await;
    let deep = |open: &str, close: &str| {
        format!("{{\"meta\":{}1{}}}", open.repeat(20_000), close.repeat(20_000))
    };
    let form = format!("meta{}=1", "[a]".repeat(20_000));
    for path in ["/api/v4/teams", "/team"] {
        for body in [deep("[", "]"), deep("{\"a\":", "}")] {
            let reply = alice.send(Method::POST, path, "application/json", body).await;
            assert_eq!(reply.expect(400).faults().len(), 1);
        }
        // Forms nest at most six levels; a deeper key is a plain name, and the required attribute
        // is missing.
        assert!([400, 422].contains(&alice.form(Method::POST, path, &form).await.status));
        let huge = json!({"name": "x", "notes": "x".repeat(300 * 1024)});
        assert_eq!(alice.post(path, &huge).await.expect(413).faults().len(), 1);
        let wide: Vec<_> = (0..20_000).map(|_| json!({})).collect();
        let wide = json!({"name": "x", "member_account_user_ids": wide, "member_user_ids": wide});
        let wide = alice.post(path, &wide).await;
        assert!([400, 422].contains(&wide.status), "{}: {}", wide.status, wide.text);
    }
    assert_eq!(alice.get("/api/v4/teams").await.json()["total_count"], 0);
}

#[tokio::test]
async fn header_fuzz_of_programs() {
    let app = speaking().await;
    let token = app.token("bob").await;
    let long = "a".repeat(16_000);
    let values: Vec<Vec<u8>> = ["", " ", ";", ",,,", "*", "0", "-1", "null", "../../etc/passwd"]
        .iter()
        .chain(["%00%0d%0a", "<script>alert(1)</script>", "'; DROP TABLE users; --"].iter())
        .chain(["application/json; charset=\"", "multipart/form-data; boundary=", "gzip"].iter())
        .chain(["Bearer", "Bearer  ", "Basic YTpi", "bearer null", long.as_str()].iter())
        .map(|value| value.as_bytes().to_vec())
        .chain([vec![0x80, 0xff, 0xfe], b"Bearer \xff".to_vec()])
        .collect();
    let names = [
        "accept",
        "access-control-request-headers",
        "access-control-request-method",
        "authorization",
        "content-encoding",
        "content-type",
        "cookie",
        "expect",
        "forwarded",
        "host",
        "idempotency-key",
        "if-match",
        "if-none-match",
        "origin",
        "range",
        "referer",
        "sec-fetch-site",
        "user-agent",
        "x-forwarded-for",
        "x-http-method-override",
        "x-request-id",
    ];
    let asked = [
        ("GET", "/api/v4/me"),
        ("PUT", "/api/v4/account"),
        ("POST", "/team"),
        ("OPTIONS", "/api/v4/users"),
        ("POST", "/public/login"),
    ];
    let mut turns = asked.iter().cycle();
    let bob = Program::new(app.router(), None);
    for name in names {
        for value in &values {
            let value = HeaderValue::from_bytes(value).unwrap();
            let (method, path) = turns.next().unwrap();
            let mut request = Request::builder().method(*method).uri(*path);
            if name != "authorization" {
                request = request.header("authorization", format!("Bearer {token}"));
            }
            let request = request.header(name, &value).body(axum::body::Body::empty()).unwrap();
            let reply = bob.raw(request).await;
            assert!(reply.status < 500, "{method} {path}, {name}: {value:?}: {}", reply.status);
            if reply.status >= 400 {
                assert!(!reply.faults().is_empty(), "{method} {path}, {name}: {value:?}");
            }
            assert!(!reply.text.contains("<script>alert"), "{name} is told as it came");
            assert_eq!(reply.headers.get("set-cookie"), None);
        }
    }
}
