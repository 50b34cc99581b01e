//! Cases of teams. An admin of the account may do what a team admin may: those are two cases.

use super::{Case, Preparing};
use crate::attacks::held_body::held::Sent;
use crate::attacks::held_body::world::Who::{Bob, Carol};
use crate::attacks::held_body::world::{Stage, Who};

fn path(stage: &Stage<'_>, end: &str) -> String {
    stage.world.here(&format!("/teams/{}{end}", stage.world.team))
}

fn rename<'a>(stage: &'a Stage<'a>) -> Preparing<'a> {
    Box::pin(async move {
        let page = format!("/teams/{}", stage.world.team);
        Sent::form(&stage.form(&page, &page).await.forge("name", "Day Watch"))
    })
}

fn add<'a>(stage: &'a Stage<'a>) -> Preparing<'a> {
    Box::pin(async move {
        let dora = stage.world.dora.to_string();
        Sent::fields(&path(stage, "/members"), &[("member", &dora)])
    })
}

fn take_out<'a>(stage: &'a Stage<'a>) -> Preparing<'a> {
    Box::pin(async move {
        let alice = stage.world.person(Who::Alice).member;
        Sent::press(&path(stage, &format!("/members/{alice}/removal")))
    })
}

fn escalate<'a>(stage: &'a Stage<'a>) -> Preparing<'a> {
    Box::pin(async move {
        let page = format!("/teams/{}", stage.world.team);
        let form = stage.form(&page, &format!("{page}/escalation")).await;
        Sent::form(&form.forge("time_out", "7"))
    })
}

fn make_admin<'a>(stage: &'a Stage<'a>) -> Preparing<'a> {
    Box::pin(async move {
        let carol = stage.world.person(Carol).member.to_string();
        Sent::fields(&path(stage, "/admins"), &[("member", &carol)])
    })
}

fn unmake_admin<'a>(stage: &'a Stage<'a>) -> Preparing<'a> {
    Box::pin(async move {
        let alice = stage.world.person(Who::Alice).member;
        Sent::press(&path(stage, &format!("/admins/{alice}/end")))
    })
}

pub const CASES: &[Case] = &[
    Case::new(Bob, "POST", "/teams/{team}", rename),
    Case::new(Carol, "POST", "/teams/{team}", rename),
    Case::new(Bob, "POST", "/teams/{team}/escalation", escalate),
    Case::new(Carol, "POST", "/teams/{team}/escalation", escalate),
    Case::new(Bob, "POST", "/teams/{team}/members", add),
    Case::new(Carol, "POST", "/teams/{team}/members", add),
    Case::new(Bob, "POST", "/teams/{team}/members/{member}/removal", take_out),
    Case::new(Carol, "POST", "/teams/{team}/members/{member}/removal", take_out),
    Case::new(Bob, "POST", "/teams/{team}/admins", make_admin),
    Case::new(Carol, "POST", "/teams/{team}/admins", make_admin),
    Case::new(Bob, "POST", "/teams/{team}/admins/{member}/end", unmake_admin),
    Case::new(Carol, "POST", "/teams/{team}/admins/{member}/end", unmake_admin),
    Case::new(Carol, "POST", "/teams/new", |stage| {
        Box::pin(async move {
            let form = stage.form("/teams/new", "/teams/new").await;
            Sent::form(&form.forge("name", "Day Watch"))
        })
    }),
    Case::new(Carol, "POST", "/teams/{team}/removal", |stage| {
        Box::pin(async move { Sent::press(&path(stage, "/removal")) })
    }),
];
