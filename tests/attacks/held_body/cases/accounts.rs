//! Cases of the account itself: its settings, its audit log, its owner.

use super::Case;
use crate::accounts::settings::form_of;
use crate::attacks::held_body::held::Sent;
use crate::attacks::held_body::world::Who::{Alice, Bob, Carol};

pub const CASES: &[Case] = &[
    Case::new(Carol, "POST", "/account-settings", |stage| {
        Box::pin(async move {
            let form = form_of(&stage.me, "/account-settings").await;
            Sent::form(&form.fill("basics-name", "Acme Works"))
        })
    }),
    Case::new(Carol, "POST", "/account-settings/interfaces", |stage| {
        Box::pin(async move {
            let form = form_of(&stage.me, "/account-settings/interfaces").await;
            Sent::form(&form.tick("interfaces-hippanotifications", true))
        })
    }),
    Case::new(Carol, "POST", "/account-settings/second-factor", |stage| {
        Box::pin(async move {
            let form = form_of(&stage.me, "/account-settings/second-factor").await;
            Sent::form(&form.forge("second_factor", "7"))
        })
    }),
    Case::new(Carol, "POST", "/account-settings/sessions", |stage| {
        Box::pin(async move {
            let form = form_of(&stage.me, "/account-settings/sessions").await;
            let chosen = form.value("lengths-idle");
            let mut others = form.options("lengths-idle").into_iter().filter(|idle| idle != chosen);
            let other = others.next().unwrap();
            Sent::form(&form.forge("idle", &other))
        })
    }),
    Case::new(Carol, "POST", "/account-settings/sessions/end", |stage| {
        Box::pin(async move { Sent::press(&stage.world.here("/account-settings/sessions/end")) })
    }),
    Case::new(Alice, "POST", "/account-settings/owner/{member}", |stage| {
        Box::pin(async move {
            let next = stage.world.person(Bob).member;
            Sent::press(&stage.world.here(&format!("/account-settings/owner/{next}")))
        })
    }),
    Case::new(Alice, "POST", "/account-settings/removal", |stage| {
        Box::pin(async move {
            let path = stage.world.here("/account-settings/removal");
            Sent::fields(&path, &[("name", "Acme Ops")])
        })
    }),
    Case::new(Carol, "POST", "/audit/export", |stage| {
        Box::pin(async move { Sent::press(&stage.world.here("/audit/export")) })
    }),
    Case::new(Carol, "POST", "/users/export", |stage| {
        Box::pin(async move { Sent::press(&stage.world.here("/users/export")) })
    }),
];
