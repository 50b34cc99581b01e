//! Cases of alerts, which any member makes and answers.

use serde_json::json;

use super::{Case, Preparing};
use crate::attacks::held_body::held::Sent;
use crate::attacks::held_body::world::Who::{Bob, Carol};
use crate::attacks::held_body::world::{Stage, Who};

/// Makes an alert that pages Carol as the owner, and returns the path of its page.
async fn made(stage: &Stage<'_>) -> String {
    made_for(stage, Carol).await
}

async fn made_for(stage: &Stage<'_>, who: Who) -> String {
    let owner = stage.world.elsewhere(Who::Alice);
    let member = stage.world.person(who).member.to_string();
    let path = stage.world.here("/alerts/new");
    let fields = [("title", "Disk full"), ("urgency", "high"), ("members", &member)];
    owner.post(&path, &fields).await.expect(303).location().to_owned()
}

fn make<'a>(stage: &'a Stage<'a>) -> Preparing<'a> {
    Box::pin(async move {
        let carol = stage.world.person(Carol).member.to_string();
        let fields = [("title", "Disk full"), ("urgency", "high"), ("members", &carol)];
        Sent::fields(&stage.world.here("/alerts/new"), &fields)
    })
}

fn answer<'a>(stage: &'a Stage<'a>) -> Preparing<'a> {
    Box::pin(async move {
        let path = stage.world.here(&format!("{}/answers", made(stage).await));
        Sent::fields(&path, &[("answer", "acknowledged")])
    })
}

fn comment<'a>(stage: &'a Stage<'a>) -> Preparing<'a> {
    Box::pin(async move {
        let path = stage.world.here(&format!("{}/comments", made(stage).await));
        Sent::fields(&path, &[("body", "Looking.")])
    })
}

fn remove<'a>(stage: &'a Stage<'a>) -> Preparing<'a> {
    Box::pin(async move {
        let page = made(stage).await;
        let owner = stage.world.elsewhere(Who::Alice);
        let path = stage.world.here(&format!("{page}/answers"));
        owner.post(&path, &[("answer", "resolved")]).await.expect(303);
        Sent::press(&stage.world.here(&format!("{page}/removal")))
    })
}

fn mass<'a>(stage: &'a Stage<'a>) -> Preparing<'a> {
    Box::pin(async move {
        let page = made(stage).await;
        let id = page.trim_start_matches("/alerts/").to_owned();
        let fields = [("alerts", &*id), ("answer", "acknowledged"), ("confirmed", "on")];
        Sent::fields(&stage.world.here("/alerts/answers"), &fields)
    })
}

fn hand_off<'a>(stage: &'a Stage<'a>) -> Preparing<'a> {
    Box::pin(async move {
        let path = stage.world.here(&format!("{}/handoff", made(stage).await));
        let carol = stage.world.person(Carol).member.to_string();
        Sent::fields(&path, &[("members", &carol)])
    })
}

/// Returns the fields of a new key.
async fn key_fields(stage: &Stage<'_>) -> Vec<(&'static str, String)> {
    let owner = stage.world.elsewhere(Who::Alice);
    let page = owner.get("/alerts/keys/new").await.expect(200).page();
    let stamp = page.attribute("input[name=stamp]", "value");
    vec![
        ("stamp", stamp),
        ("name", "Prometheus".to_owned()),
        ("teams", stage.world.team.to_string()),
    ]
}

fn make_key<'a>(stage: &'a Stage<'a>) -> Preparing<'a> {
    Box::pin(async move {
        let fields = key_fields(stage).await;
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, &**value)).collect();
        Sent::fields(&stage.world.here("/alerts/keys/new"), &fields)
    })
}

fn remove_key<'a>(stage: &'a Stage<'a>) -> Preparing<'a> {
    Box::pin(async move {
        let fields = key_fields(stage).await;
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, &**value)).collect();
        let owner = stage.world.elsewhere(Who::Alice);
        owner.post(&stage.world.here("/alerts/keys/new"), &fields).await.expect(201);
        let page = owner.get("/alerts/keys").await.expect(200).page();
        let path = page.all(".row-actions a")[0].attr("href").unwrap().to_owned();
        Sent::press(&stage.world.here(&path))
    })
}

fn test_alert<'a>(stage: &'a Stage<'a>) -> Preparing<'a> {
    Box::pin(async move { Sent::press(&stage.world.here("/settings/test-alert")) })
}

fn answer_test<'a>(stage: &'a Stage<'a>) -> Preparing<'a> {
    Box::pin(async move {
        let owner = stage.world.elsewhere(Bob);
        owner.post(&stage.world.here("/settings/test-alert"), &[]).await.expect(303);
        Sent::press(&stage.world.here("/settings/test-alert/answer"))
    })
}

pub const CASES: &[Case] = &[
    Case::new(Bob, "POST", "/alerts/answers", mass),
    Case::new(Carol, "POST", "/alerts/{alert}/handoff", hand_off),
    Case::new(Carol, "POST", "/alerts/keys/new", make_key),
    Case::new(Carol, "POST", "/alerts/keys/{key}/removal", remove_key),
    Case::new(Bob, "POST", "/settings/test-alert", test_alert),
    Case::new(Bob, "POST", "/settings/test-alert/answer", answer_test),
    Case::new(Bob, "POST", "/alerts/new", make),
    Case::new(Bob, "POST", "/alerts/{alert}/answers", answer),
    Case::new(Bob, "POST", "/alerts/{alert}/comments", comment),
    Case::new(Carol, "POST", "/alerts/{alert}/removal", remove),
];

/// Makes an alert as the owner, and returns a path of the API below it.
async fn api(stage: &Stage<'_>, below: &str) -> String {
    format!("/api/v4{}{below}", made(stage).await)
}

pub const V4: &[Case] = &[
    Case::new(Bob, "POST", "/api/v4/alerts", |stage| {
        Box::pin(async move {
            let carol = stage.world.person(Carol).member.to_string();
            let body = json!({"title": "Disk full", "urgency": "high",
                "destination_account_user_ids": [carol]});
            Sent::json("/api/v4/alerts", &body)
        })
    }),
    Case::new(Carol, "PUT", "/api/v4/alerts/{id}", |stage| {
        Box::pin(
            async move { Sent::json(&api(stage, "").await, &json!({"title": "Disk almost full"})) },
        )
    }),
    Case::new(Carol, "DELETE", "/api/v4/alerts/{id}", |stage| {
        Box::pin(async move {
            let page = made(stage).await;
            let owner = stage.world.elsewhere(Who::Alice);
            let path = stage.world.here(&format!("{page}/answers"));
            owner.post(&path, &[("answer", "resolved")]).await.expect(303);
            Sent::press(&format!("/api/v4{page}"))
        })
    }),
    Case::new(Bob, "POST", "/api/v4/alerts/{id}/acknowledge", |stage| {
        Box::pin(async move { Sent::json(&api(stage, "/acknowledge").await, &json!({})) })
    }),
    Case::new(Bob, "POST", "/api/v4/alerts/{id}/reject", |stage| {
        Box::pin(async move {
            let path = format!("/api/v4{}/reject", made_for(stage, Bob).await);
            stage.app().deliver().await;
            Sent::json(&path, &json!({}))
        })
    }),
    Case::new(Carol, "POST", "/api/v4/alerts/{id}/resolve", |stage| {
        Box::pin(async move { Sent::json(&api(stage, "/resolve").await, &json!({})) })
    }),
    Case::new(Carol, "POST", "/api/v4/alerts/{id}/handoff", |stage| {
        Box::pin(async move {
            let carol = stage.world.person(Carol).member.to_string();
            let body = json!({"destination_account_user_ids": [carol]});
            Sent::json(&api(stage, "/handoff").await, &body)
        })
    }),
    Case::new(Bob, "POST", "/api/v4/alerts/{id}/comments", |stage| {
        Box::pin(
            async move { Sent::json(&api(stage, "/comments").await, &json!({"body": "Looking."})) },
        )
    }),
];
