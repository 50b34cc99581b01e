//! Cases of alerts, which any member makes and answers.

use super::{Case, Preparing};
use crate::attacks::held_body::held::Sent;
use crate::attacks::held_body::world::Who::{Bob, Carol};
use crate::attacks::held_body::world::{Stage, Who};

/// Makes an alert as the owner, and returns the path of its page.
async fn made(stage: &Stage<'_>) -> String {
    let owner = stage.world.elsewhere(Who::Alice);
    let carol = stage.world.person(Carol).member.to_string();
    let path = stage.world.here("/alerts/new");
    let fields = [("title", "Disk full"), ("urgency", "high"), ("members", &carol)];
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

pub const CASES: &[Case] = &[
    Case::new(Bob, "POST", "/alerts/new", make),
    Case::new(Bob, "POST", "/alerts/{alert}/answers", answer),
    Case::new(Bob, "POST", "/alerts/{alert}/comments", comment),
    Case::new(Carol, "POST", "/alerts/{alert}/removal", remove),
];
