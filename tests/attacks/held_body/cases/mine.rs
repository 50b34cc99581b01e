//! Cases of My Settings and the person's accounts, for which a session is enough.

use callbook::sql;

use super::Case;
use crate::accounts::invitations::{ask, globex};
use crate::attacks::held_body::endings::Ending;
use crate::attacks::held_body::held::Sent;
use crate::attacks::held_body::world::Stage;
use crate::attacks::held_body::world::Who::Bob;
use crate::auth::second_factor::enable;
use crate::support::passkey::{Device, SUDO, challenge};
use crate::support::password_of;
use crate::users::avatars::{UPLOAD, plain};
use crate::users::emails::path_of;

const HOME: &str = "bob@home.example";

/// Adds an address to Bob.
async fn add_email(stage: &Stage<'_>) {
    stage.me.post("/settings/emails", &[("address", HOME)]).await.expect(303);
}

/// Verifies Bob's addresses.
async fn prove_emails(stage: &Stage<'_>) {
    let mut tx = stage.app().app.db.begin().await.unwrap();
    let user = stage.person().user;
    sql!(&mut tx, execute, "UPDATE emails SET verified_at = created_at WHERE user_id = $1", user)
        .unwrap();
    tx.commit().await.unwrap();
}

pub const CASES: &[Case] = &[
    Case::new(Bob, "POST", "/settings/general", |stage| {
        Box::pin(async move {
            let form = stage.form("/settings", "/settings/general").await;
            Sent::form(&form.forge("name", "Robert Bakker"))
        })
    }),
    Case::new(Bob, "POST", "/settings/general/avatar", |_| {
        Box::pin(async { Sent::file(UPLOAD, "picture", &plain(8, 8)) })
    }),
    Case::new(Bob, "POST", "/settings/general/avatar/removal", |stage| {
        Box::pin(async move {
            stage.me.upload(UPLOAD, "picture", &plain(8, 8)).await.expect(303);
            Sent::press("/settings/general/avatar/removal")
        })
    }),
    Case::new(Bob, "POST", "/settings/channels", |stage| {
        Box::pin(async move {
            let form = stage.form("/settings", "/settings/channels").await;
            Sent::form(&form.tick("channels-sms", true).tick("channels-voice", true))
        })
    }),
    Case::new(Bob, "POST", "/settings/channels/{channel}/tests", |_| {
        Box::pin(async { Sent::press("/settings/channels/email/tests") })
    }),
    // A part of the form belongs to the account that was current when it was shown.
    Case::new(Bob, "POST", "/settings/other", |stage| {
        Box::pin(async move {
            let form = stage.form("/settings", "/settings/other").await;
            Sent::form(&form.forge("theme", "dark"))
        })
    })
    .also(&[Ending::MemberRemoved, Ending::AccountSwitched, Ending::AccountDeleted]),
    Case::new(Bob, "POST", "/settings/password", |_| {
        Box::pin(async {
            let (current, new) = (password_of("bob"), "copper saddle nimbus thread");
            let fields = [("current", current), ("new", new), ("confirm", new)];
            Sent::fields("/settings/password", &fields)
        })
    }),
    Case::new(Bob, "POST", "/settings/emails", |_| {
        Box::pin(async { Sent::fields("/settings/emails", &[("address", HOME)]) })
    }),
    Case::new(Bob, "POST", "/settings/emails/{email}/links", |stage| {
        Box::pin(async move {
            add_email(stage).await;
            stage.minute();
            Sent::press(&path_of(&stage.me, HOME, "links").await)
        })
    }),
    Case::new(Bob, "POST", "/settings/emails/{email}/primary", |stage| {
        Box::pin(async move {
            add_email(stage).await;
            prove_emails(stage).await;
            Sent::press(&path_of(&stage.me, HOME, "primary").await)
        })
    }),
    Case::new(Bob, "POST", "/settings/emails/{email}/removal", |stage| {
        Box::pin(async move {
            add_email(stage).await;
            Sent::press(&path_of(&stage.me, HOME, "removal").await)
        })
    }),
    Case::new(Bob, "POST", "/links/email", |stage| {
        Box::pin(async move {
            add_email(stage).await;
            let link = stage.app().links_to(HOME, "email").await.remove(0);
            stage.me.get(&link).await.expect(303);
            Sent::press("/links/email")
        })
    }),
    Case::new(Bob, "POST", "/links/invitation", |stage| {
        Box::pin(async move {
            let globex = globex(stage.app()).await;
            ask(stage.app(), globex, "bob@acme.example").await;
            let link = stage.app().links_to("bob@acme.example", "invitation").await.remove(0);
            stage.me.get(&link).await.expect(303);
            Sent::fields("/links/invitation", &[("answer", "approve")])
        })
    })
    .gone(&[Ending::UserDeleted]),
    Case::new(Bob, "POST", "/accounts/new", |_| {
        Box::pin(async { Sent::fields("/accounts/new", &[("name", "Zonen")]) })
    }),
    Case::new(Bob, "POST", "/accounts/{account}/switch", |stage| {
        Box::pin(async move {
            stage.join_other().await;
            Sent::press(&format!("/accounts/{}/switch", stage.world.other))
        })
    }),
    Case::new(Bob, "POST", "/sudo", |_| {
        Box::pin(async { Sent::fields("/sudo", &[("proof", password_of("bob"))]) })
    }),
    // The same with a code, which works once.
    Case::new(Bob, "POST", "/sudo", |stage| {
        Box::pin(async move {
            stage.read_english().await;
            let (key, _) = enable(stage.app(), &stage.me).await;
            let code = crate::auth::second_factor::digits(stage.app(), &key);
            Sent::fields("/sudo", &[("proof", &code)])
        })
    }),
    Case::new(Bob, "POST", "/sudo/passkey", |stage| {
        Box::pin(async move {
            let mut device = Device::new(stage.app());
            device.enrol(&stage.me, "Key").await.expect(303);
            let (options, state) = challenge(&stage.me, SUDO).await;
            let answer = device.sign(&options);
            Sent::fields(SUDO, &[("state", &state), ("answer", &answer)])
        })
    })
    .gone(&[Ending::UserDeleted, Ending::TakenBack]),
];
