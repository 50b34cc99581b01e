//! Cases of phones, in My Settings and in onboarding, and of the rest of onboarding.

use std::time::Duration;

use callbook::sql;

use super::Case;
use crate::attacks::held_body::held::Sent;
use crate::attacks::held_body::world::Stage;
use crate::attacks::held_body::world::Who::Bob;
use crate::users::phones::first;

const NUMBER: &[(&str, &str)] = &[("country", "NL"), ("number", "0612345678"), ("method", "sms")];

/// Adds a phone to Bob, and returns its path in My Settings.
async fn add(stage: &Stage<'_>) -> String {
    stage.me.post("/settings/phones", NUMBER).await.expect(303);
    first(&stage.me).await
}

/// Adds a phone to Bob, and returns its path in onboarding.
async fn add_in_wizard(stage: &Stage<'_>) -> String {
    add(stage).await.replace("/settings/phones", "/welcome/phone")
}

async fn code(stage: &Stage<'_>, path: &str) -> Sent {
    let code = stage.app().code().await;
    Sent::fields(&format!("{path}/verification"), &[("code", &code)])
}

async fn again(stage: &Stage<'_>, path: &str) -> Sent {
    stage.minute();
    Sent::fields(&format!("{path}/codes"), &[("method", "sms")])
}

pub const CASES: &[Case] = &[
    Case::new(Bob, "POST", "/settings/phones", |_| {
        Box::pin(async { Sent::fields("/settings/phones", NUMBER) })
    }),
    Case::new(Bob, "POST", "/settings/phones/{phone}/codes", |stage| {
        Box::pin(async move { again(stage, &add(stage).await).await })
    }),
    Case::new(Bob, "POST", "/settings/phones/{phone}/verification", |stage| {
        Box::pin(async move { code(stage, &add(stage).await).await })
    }),
    Case::new(Bob, "POST", "/settings/phones/{phone}/primary", |stage| {
        Box::pin(async move {
            let phone = add(stage).await;
            let mut tx = stage.app().app.db.begin().await.unwrap();
            sql!(
                &mut tx,
                execute,
                "UPDATE phones SET verified_at = created_at WHERE user_id = $1",
                stage.person().user
            )
            .unwrap();
            tx.commit().await.unwrap();
            Sent::press(&format!("{phone}/primary"))
        })
    }),
    Case::new(Bob, "POST", "/settings/phones/{phone}/removal", |stage| {
        Box::pin(async move { Sent::press(&format!("{}/removal", add(stage).await)) })
    }),
    Case::new(Bob, "POST", "/welcome/region", |_| {
        Box::pin(async {
            let fields = [("time_zone", "Europe/Berlin"), ("language", "de")];
            Sent::fields("/welcome/region", &fields)
        })
    }),
    Case::new(Bob, "POST", "/welcome/phone", |_| {
        Box::pin(async { Sent::fields("/welcome/phone", NUMBER) })
    }),
    Case::new(Bob, "POST", "/welcome/phone/{phone}/codes", |stage| {
        Box::pin(async move { again(stage, &add_in_wizard(stage).await).await })
    }),
    Case::new(Bob, "POST", "/welcome/phone/{phone}/verification", |stage| {
        Box::pin(async move { code(stage, &add_in_wizard(stage).await).await })
    }),
    Case::new(Bob, "POST", "/welcome/test", |_| Box::pin(async { Sent::press("/welcome/test") })),
    Case::new(Bob, "POST", "/welcome/end", |stage| {
        Box::pin(async move {
            let mut tx = stage.app().app.db.begin().await.unwrap();
            sql!(
                &mut tx,
                execute,
                "UPDATE users SET onboarded_at = NULL WHERE id = $1",
                stage.person().user
            )
            .unwrap();
            tx.commit().await.unwrap();
            stage.app().pass(Duration::from_secs(1));
            Sent::fields("/welcome/end", &[("arrived", "yes")])
        })
    }),
];
