//! Cases of credentials and of the whole user, which require reauthentication.

use std::time::Duration;

use callbook::platform::ids::{ApiTokenId, AuthenticatorId, DeviceId, PasskeyId};
use callbook::sql;

use super::Case;
use crate::attacks::held_body::held::Sent;
use crate::attacks::held_body::world::Stage;
use crate::attacks::held_body::world::Who::Bob;
use crate::auth::second_factor::{digits, enable, key_of};
use crate::support::passkey::{Device, NEW as NEW_PASSKEY};

const ENROLMENT: &str = "/settings/two-factor/enrolment";
const CODES: &str = "/settings/two-factor/recovery-codes";

/// Turns Bob's second factor on.
async fn turn_on(stage: &Stage<'_>) {
    stage.read_english().await;
    enable(stage.app(), &stage.me).await;
}

/// Returns a path of a new token of Bob's.
async fn of_token(stage: &Stage<'_>, what: &str) -> String {
    let mut tx = stage.app().app.db.read().await.unwrap();
    let token = sql!(&mut tx, scalar ApiTokenId,
        "SELECT id FROM api_tokens WHERE user_id = $1 AND name = 'Spare'", stage.person().user)
    .unwrap();
    format!("/settings/api-tokens/{token}/{what}")
}

pub const CASES: &[Case] = &[
    Case::new(Bob, "POST", "/settings/sessions", |_| {
        Box::pin(async { Sent::press("/settings/sessions") })
    }),
    Case::new(Bob, "POST", "/settings/sessions/{session}/end", |stage| {
        Box::pin(async move {
            Sent::press(&format!("/settings/sessions/{}/end", stage.person().session_elsewhere))
        })
    }),
    Case::new(Bob, "POST", "/settings/devices/{device}/forget", |stage| {
        Box::pin(async move {
            let mut tx = stage.app().app.db.read().await.unwrap();
            let device = sql!(&mut tx, scalar DeviceId,
                "SELECT device_id FROM sessions WHERE id = $1", stage.person().session_elsewhere);
            Sent::press(&format!("/settings/devices/{}/forget", device.unwrap()))
        })
    }),
    Case::new(Bob, "POST", ENROLMENT, |stage| {
        Box::pin(async move {
            let page = stage.me.get(ENROLMENT).await.expect(200).page();
            let code = digits(stage.app(), &key_of(&page));
            let form = page.form(ENROLMENT).tick("enrolment-saved", true);
            Sent::form(&form.fill("enrolment-code", &code))
        })
    }),
    Case::new(Bob, "POST", CODES, |stage| {
        Box::pin(async move {
            turn_on(stage).await;
            Sent::form(&stage.form(CODES, CODES).await.tick("enrolment-saved", true))
        })
    }),
    Case::new(Bob, "POST", "/settings/two-factor/removal", |stage| {
        Box::pin(async move {
            turn_on(stage).await;
            Sent::press("/settings/two-factor/removal")
        })
    }),
    Case::new(
        Bob,
        "POST",
        "/settings/two-factor/authenticators/{authenticator}/removal",
        |stage| {
            Box::pin(async move {
                turn_on(stage).await;
                let page = stage.me.get(ENROLMENT).await.expect(200).page();
                let code = digits(stage.app(), &key_of(&page));
                let form = page.form(ENROLMENT).fill("enrolment-name", "Tablet");
                let form = form.fill("enrolment-code", &code);
                stage.me.submit(&form).await.expect(303);
                let mut tx = stage.app().app.db.read().await.unwrap();
                let tablet = sql!(&mut tx, scalar AuthenticatorId,
                    "SELECT id FROM authenticators WHERE name = 'Tablet'")
                .unwrap();
                Sent::press(&format!("/settings/two-factor/authenticators/{tablet}/removal"))
            })
        },
    ),
    Case::new(Bob, "POST", "/settings/two-factor/authenticators/{authenticator}/name", |stage| {
        Box::pin(async move {
            turn_on(stage).await;
            let mut tx = stage.app().app.db.read().await.unwrap();
            let app =
                sql!(&mut tx, scalar AuthenticatorId, "SELECT id FROM authenticators").unwrap();
            let path = format!("/settings/two-factor/authenticators/{app}/name");
            Sent::fields(&path, &[("name", "Tablet")])
        })
    }),
    Case::new(Bob, "POST", NEW_PASSKEY, |stage| {
        Box::pin(async move {
            let page = stage.me.get(NEW_PASSKEY).await.expect(200).page();
            let options = page.attribute("form[data-passkey-make]", "data-passkey-make");
            let options = serde_json::from_str(&options).unwrap();
            let answer = Device::new(stage.app()).make(&options);
            Sent::form(&page.form(NEW_PASSKEY).forge("answer", &answer))
        })
    }),
    Case::new(Bob, "POST", "/settings/passkeys/{passkey}/name", |stage| {
        Box::pin(async move {
            Device::new(stage.app()).enrol(&stage.me, "Laptop").await.expect(303);
            let mut tx = stage.app().app.db.read().await.unwrap();
            let passkey = sql!(&mut tx, scalar PasskeyId, "SELECT id FROM passkeys").unwrap();
            Sent::fields(&format!("/settings/passkeys/{passkey}/name"), &[("name", "Tablet")])
        })
    }),
    Case::new(Bob, "POST", "/settings/passkeys/{passkey}/removal", |stage| {
        Box::pin(async move {
            Device::new(stage.app()).enrol(&stage.me, "Key").await.expect(303);
            let mut tx = stage.app().app.db.read().await.unwrap();
            let passkey = sql!(&mut tx, scalar PasskeyId, "SELECT id FROM passkeys").unwrap();
            Sent::press(&format!("/settings/passkeys/{passkey}/removal"))
        })
    }),
    Case::new(Bob, "POST", "/settings/api-tokens/new", |stage| {
        Box::pin(async move {
            let new = "/settings/api-tokens/new";
            Sent::form(&stage.form(new, new).await.fill("new-token-name", "Pager bot"))
        })
    }),
    Case::new(Bob, "POST", "/settings/api-tokens/{api_token}/regeneration", |stage| {
        Box::pin(async move {
            let path = of_token(stage, "regeneration").await;
            stage.app().pass(Duration::from_secs(1));
            Sent::form(&stage.form(&path, &path).await)
        })
    }),
    Case::new(Bob, "POST", "/settings/api-tokens/{api_token}/removal", |stage| {
        Box::pin(async move { Sent::press(&stage.world.here(&of_token(stage, "removal").await)) })
    }),
    Case::new(Bob, "POST", "/settings/data/export", |_| {
        Box::pin(async { Sent::press("/settings/data/export") })
    }),
    Case::new(Bob, "POST", "/settings/data/accounts/{account}/leaving", |stage| {
        Box::pin(async move {
            Sent::press(&format!("/settings/data/accounts/{}/leaving", stage.world.account))
        })
    }),
    Case::new(Bob, "POST", "/settings/data/removal", |_| {
        Box::pin(async { Sent::press("/settings/data/removal") })
    }),
];
