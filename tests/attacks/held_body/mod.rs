//! A gate passes before the body has arrived, and the client may hold the body back: an authority
//! that ends meanwhile must not write.
//!
//! Every case is sent as it is and succeeds; then the same bytes are sent again, with the authority
//! ended between head and body, once for each ending that concerns the gate of its route.

mod cases;
mod endings;
pub mod held;
mod tables;
mod world;

use std::collections::BTreeSet;
use std::time::Duration;

use callbook::app::router;
use callbook::web::routes::Route;
use strum::VariantArray;

use self::cases::{AREAS, Case, NONE};
use self::endings::Ending;
use self::tables::{BESIDE, Dump, Kept, SEEN, Tables};
use self::world::{By, World};
use crate::support::Reply;

/// Lists every route that writes, of pages and both APIs.
fn writing() -> Vec<Route> {
    let all = router::routes().list().into_iter().chain(callbook::api::routes().list());
    all.filter(|route| route.method != "GET").collect()
}

#[test]
fn every_route_that_writes_has_a_case_or_a_reason() {
    let writing = writing();
    let routes: BTreeSet<_> = writing.iter().map(|route| (route.method, &*route.path)).collect();
    let cases: BTreeSet<_> =
        AREAS.iter().flat_map(|area| area.cases).map(|case| case.route).collect();
    let none: BTreeSet<_> = NONE.iter().map(|(method, path, _)| (*method, *path)).collect();
    for route in &routes {
        assert!(
            cases.contains(route) != none.contains(route),
            "{route:?} has no case, or two fates"
        );
    }
    for route in cases.union(&none) {
        assert!(routes.contains(route), "{route:?} is no route that writes");
    }
}

#[test]
fn every_ending_ends_something() {
    let of_area = |area: &'static cases::Area| {
        area.cases.iter().flat_map(|case| area.by.iter().map(move |by| (case, *by)))
    };
    let all: Vec<_> = AREAS.iter().flat_map(of_area).collect();
    for ending in Ending::VARIANTS {
        let concerned = all.iter().filter(|(case, by)| ending.concerns(case, gate(case), *by));
        assert!(concerned.count() >= 2, "{ending:?}");
    }
}

/// Returns the gate of a case's route.
fn gate(case: &Case) -> &'static str {
    let route = writing().into_iter().find(|route| (route.method, &*route.path) == case.route);
    route.unwrap().gate
}

/// The counts of what was tried.
#[derive(Default, Debug)]
struct Tried {
    held: usize,
    /// Requests whose body was never asked for, because the authority ended before.
    bodiless: usize,
}

/// Restores the database, with sessions that were last used six minutes ago, so that their next use
/// is recorded, and with fresh reauthentication.
async fn put_back(world: &World, tables: &mut Tables, kept: Kept) {
    world.app.pass(Duration::from_secs(1));
    tables.put_back(kept).await;
    let now = world.app.clock.now().millis();
    let revive = format!(
        "UPDATE sessions SET seen_at = {now} - 360000, authenticated_at = {now}, \
            epoch = COALESCE((SELECT epoch FROM users WHERE users.id = user_id), epoch)"
    );
    tables.run(&revive).await;
}

/// Tells whether an answer redirects to sign-in or reauthentication.
fn is_turned_away(reply: &Reply) -> bool {
    let to = reply.location();
    reply.status == 303
        && (to == "/login" || ["/login?next", "/sudo"].iter().any(|door| to.starts_with(door)))
}

fn is_done(reply: &Reply) -> bool {
    matches!(reply.status, 200..=399) && !is_turned_away(reply)
}

fn is_refused(reply: &Reply) -> bool {
    is_turned_away(reply) || [401, 403, 404, 409, 423].contains(&reply.status)
}

/// Returns what only one of two dumps has.
fn difference(before: &Dump, after: &Dump) -> String {
    let gone = before.difference(after).map(|row| format!("\n- {row}"));
    gone.chain(after.difference(before).map(|row| format!("\n+ {row}"))).collect()
}

/// Runs a case as it is, and once for every ending of its authority.
async fn run(world: &World, tables: &mut Tables, (case, by): (&Case, By), tried: &mut Tried) {
    let (method, path) = case.route;
    let gate = gate(case);
    put_back(world, tables, Kept::World).await;
    let stage = world.stage(case.who, by);
    let sent = (case.prepare)(&stage).await;
    tables.keep(Kept::Case).await;

    let named = format!("{method} {path} of {:?} by {by:?}", case.who);
    put_back(world, tables, Kept::Case).await;
    let before = tables.dump(BESIDE).await;
    let (reply, has_body) = sent.send(&stage.tab(), method, async || {}).await;
    assert!(is_done(&reply), "{named}: {} {}", reply.status, reply.text);
    assert!(tables.dump(BESIDE).await != before, "{named} changes nothing");

    let endings = Ending::VARIANTS.iter().filter(|ending| ending.concerns(case, gate, by));
    for ending in endings {
        put_back(world, tables, Kept::Case).await;
        ending.arrange(&stage, tables).await;
        let (tab, mut before) = (stage.tab(), Dump::new());
        if !has_body {
            ending.happen(&stage).await;
            before = tables.dump(SEEN).await;
        }
        let ends = async || {
            ending.happen(&stage).await;
            before = tables.dump(SEEN).await;
        };
        let (reply, was_held) = sent.send(&tab, method, ends).await;
        assert_eq!(was_held, has_body, "{named}, {ending:?}: {} {}", reply.status, reply.text);
        let is_refused = is_refused(&reply) || case.gone.contains(ending) && reply.status == 422;
        assert!(is_refused, "{named}, {ending:?}: {} {}", reply.status, reply.text);
        let after = tables.dump(SEEN).await;
        assert_eq!(after, before, "{named}, {ending:?}:{}", difference(&before, &after));
        *(if has_body { &mut tried.held } else { &mut tried.bodiless }) += 1;
    }
}

async fn run_all(area: cases::Area) {
    let world = World::new().await;
    let mut tables = Tables::open(world.app.database_url()).await;
    tables.keep(Kept::World).await;
    let mut tried = Tried::default();
    for case in area.cases {
        for by in area.by {
            run(&world, &mut tables, (case, *by), &mut tried).await;
        }
    }
    println!("{} cases: {tried:?}", area.cases.len() * area.by.len());
}

/// Makes a test of each area, and lists the areas, so that none is left out.
macro_rules! tests_of {
    ($($name:ident $area:ident)+) => {
        $(
            #[tokio::test]
            async fn $name() {
                run_all(cases::$area).await;
            }
        )+
        const RUN: &[&str] = &[$(stringify!($area)),+];
    };
}

tests_of! {
    nothing_of_my_settings_is_written_once_its_authority_is_over MINE
    no_credential_is_written_once_its_authority_is_over CREDENTIALS
    no_phone_is_written_once_its_authority_is_over PHONES
    no_alert_is_written_once_its_authority_is_over ALERTS
    no_team_is_written_once_its_authority_is_over TEAMS
    no_account_is_written_once_its_authority_is_over ACCOUNTS
    no_member_is_written_once_its_authority_is_over MEMBERS
    no_program_writes_once_its_authority_is_over API
    no_program_writes_an_alert_once_its_authority_is_over ALERTS_API
    no_program_writes_by_the_older_api_once_its_authority_is_over OLDER_API
}

#[test]
fn every_area_is_run() {
    assert_eq!(RUN.len(), AREAS.len());
}
