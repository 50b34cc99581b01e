//! Cases of the account's members, as an admin manages them.

use callbook::platform::ids::{EmailId, PhoneId, UserId};
use callbook::sql;

use super::Case;
use crate::attacks::held_body::held::Sent;
use crate::attacks::held_body::world::Who::{Bob, Carol};
use crate::attacks::held_body::world::{Stage, give_factor};

/// Returns a path of Bob's membership.
fn bob(stage: &Stage<'_>, end: &str) -> String {
    stage.world.here(&format!("/users/{}{end}", stage.world.person(Bob).member))
}

/// Returns a path of the membership of Dora, who is in this account only and has no verified
/// contact.
fn dora(stage: &Stage<'_>, end: &str) -> String {
    stage.world.here(&format!("/users/{}{end}", stage.world.dora))
}

const OF_DORA: &str = "dora@home.example";

pub const CASES: &[Case] = &[
    Case::new(Carol, "POST", "/users/{member}/roles", |stage| {
        Box::pin(async move {
            let form = stage.world.person(Bob).roles.clone();
            Sent::form(&form.tick_one("roles", "admin"))
        })
    }),
    Case::new(Carol, "POST", "/users/{member}/teams", |stage| {
        Box::pin(async move {
            let team = stage.world.team.to_string();
            let page = format!("/users/{}", stage.world.dora);
            let form = stage.form(&page, &format!("{page}/teams")).await;
            Sent::form(&form.tick_one("teams", &team))
        })
    }),
    Case::new(Carol, "POST", "/users/{member}/sessions/end", |stage| {
        Box::pin(async move { Sent::press(&bob(stage, "/sessions/end")) })
    }),
    Case::new(Carol, "POST", "/users/{member}/removal", |stage| {
        Box::pin(async move { Sent::press(&bob(stage, "/removal")) })
    }),
    Case::new(Carol, "POST", "/users/{member}/emails", |stage| {
        Box::pin(async move { Sent::fields(&dora(stage, "/emails"), &[("email", OF_DORA)]) })
    }),
    Case::new(Carol, "POST", "/users/{member}/phones", |stage| {
        Box::pin(async move { Sent::fields(&dora(stage, "/phones"), &[("phone", "+31687654321")]) })
    }),
    Case::new(Carol, "POST", "/users/{member}/emails/{email}/removal", |stage| {
        Box::pin(async move {
            let add = dora(stage, "/emails");
            stage.me.post(&add, &[("email", OF_DORA)]).await.expect(303);
            let mut tx = stage.app().app.db.read().await.unwrap();
            let email =
                sql!(&mut tx, scalar EmailId, "SELECT id FROM emails WHERE address = $1", OF_DORA)
                    .unwrap();
            Sent::press(&dora(stage, &format!("/emails/{email}/removal")))
        })
    }),
    Case::new(Carol, "POST", "/users/{member}/phones/{phone}/removal", |stage| {
        Box::pin(async move {
            let mut tx = stage.app().app.db.read().await.unwrap();
            let phone = sql!(&mut tx, scalar PhoneId, "SELECT id FROM phones").unwrap();
            Sent::press(&dora(stage, &format!("/phones/{phone}/removal")))
        })
    }),
    Case::new(Carol, "POST", "/users/{member}/links", |stage| {
        Box::pin(async move {
            stage.minute();
            Sent::press(&dora(stage, "/links"))
        })
    }),
    Case::new(Carol, "POST", "/users/{member}/second-factor", |stage| {
        Box::pin(async move {
            let mut tx = stage.app().app.db.begin().await.unwrap();
            let (now, user): (_, UserId) = (stage.app().clock.now(), stage.world.person(Bob).user);
            give_factor(&mut tx, user, now).await;
            tx.commit().await.unwrap();
            Sent::press(&bob(stage, "/second-factor"))
        })
    }),
    Case::new(Carol, "POST", "/users/new", |stage| {
        Box::pin(async move {
            let form = stage.form("/users/new", "/users/new").await;
            let form = form.fill("new-user-name", "Nina New");
            Sent::form(&form.fill("new-user-email", "nina@x.example"))
        })
    }),
    Case::new(Carol, "POST", "/users/invitations/{invitation}/links", |stage| {
        Box::pin(async move {
            stage.minute();
            let invitation = stage.world.invitation;
            Sent::press(&stage.world.here(&format!("/users/invitations/{invitation}/links")))
        })
    }),
    Case::new(Carol, "POST", "/users/invitations/{invitation}/withdrawal", |stage| {
        Box::pin(async move {
            let invitation = stage.world.invitation;
            Sent::press(&stage.world.here(&format!("/users/invitations/{invitation}/withdrawal")))
        })
    }),
    Case::new(Carol, "POST", "/users/import/run", |stage| {
        Box::pin(async move {
            let path = stage.world.here("/users/import/run");
            Sent::fields(&path, &[("text", "name,email\nNina New,nina@x.example\n")])
        })
    }),
];
