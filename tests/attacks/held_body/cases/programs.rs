//! Cases of both APIs: what a member may do for themselves, and what an admin may do.

use callbook::platform::ids::UserId;
use serde_json::json;

use super::{Case, Preparing};
use crate::attacks::held_body::held::Sent;
use crate::attacks::held_body::world::Stage;
use crate::attacks::held_body::world::Who::{Bob, Carol};

const TEAM_ADMIN: &[super::Ending] = &[super::Ending::TeamAdminTaken];

fn escalate<'a>(stage: &'a Stage<'a>) -> Preparing<'a> {
    Box::pin(async move {
        let path = format!("/api/v4/escalation_policies/{}", stage.world.team.ulid());
        Sent::json(&path, &json!({"escalation_layers_attributes": [{"timeout": 7}]}))
    })
}

pub const V4: &[Case] = &[
    Case::new(Carol, "POST", "/api/v4/users", |_| {
        Box::pin(async {
            Sent::json("/api/v4/users", &json!({"name": "Nina New", "email": "nina@x.example"}))
        })
    }),
    Case::new(Bob, "PUT", "/api/v4/users/{id}", |stage| {
        Box::pin(async move {
            let path = format!("/api/v4/users/{}", stage.person().user);
            Sent::json(&path, &json!({"name": "Robert Bakker"}))
        })
    }),
    Case::new(Carol, "PUT", "/api/v4/users/{id}", |stage| {
        Box::pin(async move {
            let path = format!("/api/v4/users/{}", stage.world.person(Bob).user);
            Sent::json(&path, &json!({"name": "Robert Bakker"}))
        })
    }),
    Case::new(Carol, "POST", "/api/v4/account_users", |_| {
        Box::pin(async {
            let user = json!({"name": "Nina New", "email": "nina@x.example"});
            Sent::json("/api/v4/account_users", &json!({"user_attributes": user}))
        })
    }),
    Case::new(Bob, "PUT", "/api/v4/account_users/{id}", |stage| {
        Box::pin(async move {
            let path = format!("/api/v4/account_users/{}", stage.person().member);
            Sent::json(&path, &json!({"user_attributes": {"name": "Robert Bakker"}}))
        })
    }),
    Case::new(Carol, "PUT", "/api/v4/account_users/{id}", |stage| {
        Box::pin(async move {
            let path = format!("/api/v4/account_users/{}", stage.world.person(Bob).member);
            Sent::json(&path, &json!({"roles": {"communicator": true}}))
        })
    }),
    Case::new(Carol, "DELETE", "/api/v4/account_users/{id}", |stage| {
        Box::pin(async move {
            let path = format!("/api/v4/account_users/{}", stage.world.person(Bob).member);
            Sent::press(&path)
        })
    }),
    Case::new(Carol, "POST", "/api/v4/teams", |_| {
        Box::pin(async { Sent::json("/api/v4/teams", &json!({"name": "Day Watch"})) })
    }),
    Case::new(Bob, "PUT", "/api/v4/teams/{id}", |stage| {
        Box::pin(async move {
            let path = format!("/api/v4/teams/{}", stage.world.team);
            Sent::json(&path, &json!({"name": "Day Watch"}))
        })
    })
    .also(TEAM_ADMIN),
    Case::new(Carol, "PUT", "/api/v4/teams/{id}", |stage| {
        Box::pin(async move {
            let path = format!("/api/v4/teams/{}", stage.world.team);
            Sent::json(&path, &json!({"name": "Day Watch"}))
        })
    }),
    Case::new(Carol, "DELETE", "/api/v4/teams/{id}", |stage| {
        Box::pin(async move { Sent::press(&format!("/api/v4/teams/{}", stage.world.team)) })
    }),
    Case::new(Bob, "PUT", "/api/v4/escalation_policies/{id}", escalate).also(TEAM_ADMIN),
    Case::new(Carol, "PUT", "/api/v4/escalation_policies/{id}", escalate),
];

pub const OLDER: &[Case] = &[
    Case::new(Carol, "PUT", "/account/{id}", |stage| {
        Box::pin(async move {
            let path = format!("/account/{}", stage.world.account);
            Sent::json(&path, &json!({"hippanotifications": true}))
        })
    }),
    Case::new(Carol, "POST", "/user", |_| {
        Box::pin(async {
            Sent::json("/user", &json!({"name": "Nina New", "email": "nina@x.example"}))
        })
    }),
    Case::new(Bob, "PUT", "/user/{id}", |stage| {
        Box::pin(async move {
            let path = format!("/user/{}", stage.person().user);
            Sent::json(&path, &json!({"name": "Robert Bakker"}))
        })
    }),
    Case::new(Carol, "PUT", "/user/{id}", |stage| {
        Box::pin(async move {
            let path = format!("/user/{}", stage.world.person(Bob).user);
            Sent::json(&path, &json!({"name": "Robert Bakker"}))
        })
    }),
    Case::new(Carol, "DELETE", "/user/{id}", |stage| {
        Box::pin(async move { Sent::press(&format!("/user/{}", stage.world.person(Bob).user)) })
    }),
    Case::new(Carol, "POST", "/user/{id}/add-to-teams", |stage| {
        Box::pin(async move {
            let (dora, mut tx) = (stage.world.dora, stage.world.app.app.db.begin().await.unwrap());
            callbook::sql!(
                &mut tx,
                execute,
                "DELETE FROM team_members WHERE account_user_id = $1",
                dora
            )
            .unwrap();
            let user = callbook::sql!(&mut tx, scalar UserId,
                "SELECT user_id FROM account_users WHERE id = $1", dora);
            tx.commit().await.unwrap();
            let path = format!("/user/{}/add-to-teams", user.unwrap());
            Sent::json(&path, &json!({"team_ids": [stage.world.team.to_string()]}))
        })
    }),
    Case::new(Carol, "POST", "/team", |_| {
        Box::pin(async { Sent::json("/team", &json!({"name": "Day Watch"})) })
    }),
    Case::new(Bob, "PUT", "/team/{id}", |stage| {
        Box::pin(async move {
            let path = format!("/team/{}", stage.world.team);
            Sent::json(&path, &json!({"name": "Day Watch"}))
        })
    })
    .also(TEAM_ADMIN),
    Case::new(Carol, "PUT", "/team/{id}", |stage| {
        Box::pin(async move {
            let path = format!("/team/{}", stage.world.team);
            Sent::json(&path, &json!({"name": "Day Watch"}))
        })
    }),
    Case::new(Carol, "DELETE", "/team/{id}", |stage| {
        Box::pin(async move { Sent::press(&format!("/team/{}", stage.world.team)) })
    }),
];
