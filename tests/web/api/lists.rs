use serde_json::json;

use crate::support::TestApp;

#[tokio::test]
async fn a_list_is_a_part_with_its_total_and_whether_there_is_more() {
    let app = TestApp::new().await;
    let alice = app.program("alice").await;
    let all = alice.get("/api/v4/users").await.expect(200).json();
    assert_eq!(all["total_count"], 3);
    assert_eq!(all["has_more"], false);
    assert_eq!(all["data"].as_array().unwrap().len(), 3);
    let first = alice.get("/api/v4/users?limit=2").await.json();
    assert_eq!((&first["has_more"], &first["total_count"]), (&json!(true), &json!(3)));
    let second = alice.get("/api/v4/users?limit=2&page=2").await.json();
    assert_eq!(second, alice.get("/api/v4/users?limit=2&offset=2").await.json());
    assert_eq!(second["has_more"], false);
    let both: Vec<_> =
        [&first, &second].iter().flat_map(|l| l["data"].as_array().unwrap()).collect();
    assert_eq!(both, all["data"].as_array().unwrap().iter().collect::<Vec<_>>());
    let past = alice.get("/api/v4/users?offset=9223372036854775807").await.expect(200).json();
    assert_eq!((&past["data"], &past["has_more"]), (&json!([]), &json!(false)));
}

#[tokio::test]
async fn what_is_out_of_range_or_unknown_is_named() {
    let app = TestApp::new().await;
    let alice = app.program("alice").await;
    for (query, says) in [
        ("limit=0", "limit must be between 1 and 100"),
        ("limit=101", "limit must be between 1 and 100"),
        ("limit=ten", "limit must be between 1 and 100"),
        ("offset=-1", "offset must be a whole number from 0"),
        ("page=0", "page must be a whole number from 1"),
        ("shoe_size=44", "shoe_size is not an attribute to filter by"),
        ("sort=shoe_size", "sort cannot be shoe_size"),
        ("direction=up", "direction must be asc or desc"),
        ("ops=name:like&name=x", "ops has the unknown operator like"),
        ("ops=name:contains", "name has an operator in ops but no value"),
        ("ops=name&name=x", "ops has name without an operator"),
        ("ops=name:lt&name=x", "name cannot be compared with lt"),
        ("notify_sms=maybe", "notify_sms has an invalid value"),
        ("created_at=yesterday", "created_at has an invalid value"),
        ("name=%00", "name has an invalid value"),
    ] {
        let reply = alice.get(&format!("/api/v4/users?{query}")).await.expect(400);
        assert_eq!(reply.faults(), [says], "{query}");
    }
    let many = alice.get(&format!("/api/v4/users?{}", vec!["name=x"; 51].join("&"))).await;
    assert_eq!(many.expect(400).faults(), ["The query has more than 50 parameters"]);
    let twice = alice.get("/api/v4/users?name=a&name=b").await.expect(400);
    assert_eq!(twice.faults(), ["name appears twice"]);
    let twice = alice.get("/api/v4/users?ops=name:ne,name:contains&name=b").await.expect(400);
    assert_eq!(twice.faults(), ["ops names an attribute twice"]);
    let two = alice.get("/api/v4/users?limit=0&page=0").await.expect(400);
    assert_eq!(two.faults().len(), 2);
}

#[tokio::test]
async fn lists_are_filtered_sorted_and_searched() {
    let app = TestApp::new().await;
    let alice = app.program("alice").await;
    let names = async |path: &str| -> Vec<String> {
        let list = alice.get(path).await.expect(200).json();
        let all = list["data"].as_array().unwrap();
        assert_eq!(list["total_count"], all.len(), "{path}");
        let name = |one: &serde_json::Value| {
            let name = one["user"]["name"].as_str().or(one["name"].as_str());
            name.unwrap().split(' ').next().unwrap().to_owned()
        };
        all.iter().map(name).collect()
    };
    let users = async |query: &str| names(&format!("/api/v4/users?{query}")).await;
    assert_eq!(users("name=Bob+Bakker").await, ["Bob"]);
    assert_eq!(users("name=bob+bakker").await, [""; 0]);
    assert_eq!(users("email=BOB@acme.example").await, ["Bob"]);
    assert_eq!(users("sort=name&direction=desc").await, ["Carol", "Bob", "Alice"]);
    assert_eq!(users("q=bak").await, ["Bob"]);
    assert_eq!(users("q=admin&sort=name").await, ["Alice", "Carol"]);
    assert_eq!(users("ops=name:contains&name=a&sort=name").await, ["Bob", "Carol"]);
    assert_eq!(users("ops=name:beginsWith&name=Al").await, ["Alice"]);
    assert_eq!(users("ops=name:ne&name=Bob+Bakker&sort=name").await, ["Alice", "Carol"]);
    assert_eq!(users("ops=name:contains,email:beginsWith&name=l&email=c").await, ["Carol"]);
    let me = alice.get("/api/v4/me").await.json();
    let by_id = format!("prefix_id={}", me["user"]["prefix_id"].as_str().unwrap());
    assert_eq!(users(&by_id).await, ["Alice"]);
    let body = json!({"phones_attributes": [{"phone": "+31612345678"}]});
    let path = format!("/api/v4/users/{}", me["user"]["id"].as_str().unwrap());
    alice.put(&path, &body).await.expect(200);
    assert_eq!(users("phone=%2B31612345678").await, ["Alice"]);
    assert_eq!(users("ops=created_at:between&created_at=2026-01-01..2027-01-01").await.len(), 3);
    assert_eq!(users("ops=created_at:gt&created_at=2030-01-01T00:00:00Z").await, [""; 0]);
    let between = "ops=created_at:between&created_at=2026-01-01T00:00:00Z..2027-01-01T00:00:00Z";
    assert_eq!(users(between).await.len(), 3);
    alice.put(&path, &json!({"notify_sms": true, "notify_push": false})).await.expect(200);
    assert_eq!(users("notify_sms=true&notify_push=false").await, ["Alice"]);
    assert_eq!(users("ops=notify_sms:ne&notify_sms=true&sort=name").await, ["Bob", "Carol"]);
    let members = async |query: &str| names(&format!("/api/v4/account_users?{query}")).await;
    assert_eq!(members("admin=true&sort=tiny_id&direction=desc").await, ["Carol", "Alice"]);
    assert_eq!(members("owner=true").await, ["Alice"]);
    assert_eq!(members("ops=tiny_id:gte&tiny_id=2").await.len(), 2);
    assert_eq!(members("ops=admin:ne&admin=true").await, ["Bob"]);
    app.deliver().await;
}

/// A list is a composed statement: each combination runs on both databases.
#[tokio::test]
async fn every_attribute_operator_and_order_runs() {
    let app = TestApp::new().await;
    let alice = app.program("alice").await;
    let mut refused = 0;
    for (path, attributes) in [
        ("/api/v4/users", callbook::accounts::members::api::USER_ATTRIBUTES),
        ("/api/v4/account_users", callbook::accounts::members::api::ACCOUNT_USER_ATTRIBUTES),
        ("/api/v4/teams", callbook::accounts::teams::api::ATTRIBUTES),
    ] {
        for attribute in attributes {
            let name = attribute.name;
            for op in
                ["equals", "ne", "lt", "lte", "gt", "gte", "beginsWith", "contains", "between"]
            {
                for value in ["true", "7", "2026-11-22T10:00:00Z", "01KAJ8000000000000000000AB"] {
                    let value =
                        if op == "between" { format!("{value}..{value}") } else { value.into() };
                    let query = format!("{path}?ops={name}:{op}&{name}={value}&q=a");
                    // Each test of a pair has quota of its own.
                    app.pass(std::time::Duration::from_secs(1));
                    match alice.get(&query).await.status {
                        200 => {}
                        400 => refused += 1,
                        status => panic!("{query}: {status}"),
                    }
                }
            }
            for direction in ["asc", "desc"].into_iter().filter(|_| attribute.order.is_some()) {
                let query = format!("{path}?sort={name}&direction={direction}");
                alice.get(&query).await.expect(200);
            }
        }
    }
    assert!(refused > 100);
}
