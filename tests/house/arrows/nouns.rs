use super::circles::Arrows;
use crate::house::sources::{Named, Source, Sources, assert_none, report};

/// Tells whether a path enters a noun by anything but its `mod.rs`, its policy, or, from an API,
/// its API. Files outside of all nouns, such as those of `app` and the `mod.rs` of an area, follow
/// the same rule.
fn enters_privately(sources: &Sources, file: &Source, to: &Named) -> bool {
    let (from_home, to_home) = (sources.home(&file.module), sources.home(&to.module));
    let (Some(noun), true) = (sources.noun(&to.module), from_home != to_home) else {
        return false;
    };
    // The part of the path that both share is entered already.
    let shared = from_home.unwrap_or_default().iter().zip(&to.module).take_while(|(a, b)| a == b);
    let start = shared.count().max(noun.len());
    (start..to.module.len()).any(|at| {
        let is_last = at + 1 == to.module.len();
        let is_shown = match to.module[at].as_str() {
            "policy" => is_last,
            "api" => is_last && file.is_api(),
            _ => sources.is_sub_noun(&to.module[..=at]),
        };
        !is_shown
    })
}

fn private_entries(sources: &Sources) -> Vec<String> {
    let of_file = |file| report(file, |to| enters_privately(sources, file, to));
    sources.files.iter().flat_map(of_file).collect()
}

fn circles(sources: &Sources) -> Vec<String> {
    let mut arrows = Arrows::default();
    for file in &sources.files {
        let Some(from) = sources.noun(&file.module) else { continue };
        for to in &file.named {
            if let Some(noun) = sources.noun(&to.module).filter(|noun| *noun != from) {
                let place = format!("{} {}", file.at(to.line), to.text());
                arrows.add(from.join("::"), noun.join("::"), place);
            }
        }
    }
    arrows.circles()
}

#[test]
fn a_noun_is_entered_by_its_mod_its_policy_or_its_api_alone() {
    assert_none("paths into a noun's own files", private_entries(Sources::real()));
}

#[test]
fn nouns_stand_in_no_circle() {
    assert_none("circles between nouns", circles(Sources::real()));
}

#[test]
fn a_path_into_another_nouns_own_file_is_found() {
    let sources = Sources::made_up(&[
        ("src/users/emails/mod.rs", "mod store; pub mod links; pub mod api; pub use store::Email;"),
        ("src/users/emails/store.rs", "pub struct Email;"),
        ("src/users/emails/policy.rs", ""),
        ("src/users/emails/api.rs", ""),
        ("src/users/emails/links/mod.rs", "use super::store::Email; use super::policy;"),
        ("src/users/emails/links/page.rs", ""),
        ("src/users/emails/new/mod.rs", "pub use super::store;"),
        (
            "src/users/phones/mod.rs",
            "use crate::users::emails::{self, Email, links::Link, policy::may, api::Shape, store};
            fn f() { emails::store::add(); emails::links::page::show(); emails::new::store::add(); }",
        ),
        ("src/users/phones/api.rs", "use crate::users::emails::api::Shape;"),
        ("src/users/phones/api/body.rs", "use crate::users::emails::{api, api::deep::Shape};"),
        ("src/api/v1/user.rs", "use crate::users::emails::api::Shape;"),
        ("src/app/jobs.rs", "use crate::users::emails::{LIST, store::LIST as B, api::routes};"),
        ("templates/users/phones/card.html", "{{ crate::users::emails::store::Email }}"),
        ("templates/users/emails/card.html", "{{ crate::users::emails::store::Email }}"),
    ]);
    let mut found = private_entries(&sources);
    found.sort();
    let expected = [
        "src/app/jobs.rs:1 users::emails::api::routes",
        "src/app/jobs.rs:1 users::emails::store::LIST",
        "src/users/emails/links/mod.rs:1 users::emails::store::Email",
        "src/users/emails/new/mod.rs:1 users::emails::store",
        "src/users/phones/mod.rs:1 users::emails::api::Shape",
        "src/users/phones/mod.rs:1 users::emails::store",
        "src/users/phones/mod.rs:2 users::emails::links::page::show",
        "templates/users/phones/card.html:1 users::emails::store::Email",
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_circle_between_nouns_is_found() {
    let sources = Sources::made_up(&[
        ("src/users/mod.rs", "use emails::a; use phones::b;"),
        ("src/users/emails/mod.rs", "use super::phones;"),
        ("src/users/phones/mod.rs", ""),
        ("src/users/phones/card.rs", "fn f() { crate::users::channels::g() }"),
        ("src/users/channels/mod.rs", "use super::profile;"),
        ("src/users/channels/new/page.rs", "mod tests { use crate::users::emails::a; }"),
        ("src/users/profile/mod.rs", "use crate::audit::Event;"),
        ("src/audit/mod.rs", ""),
    ]);
    let expected = "users::channels -> users::emails (src/users/channels/new/page.rs:1 users::emails::a) \
        -> users::phones (src/users/emails/mod.rs:1 users::phones) \
        -> users::channels (src/users/phones/card.rs:1 users::channels::g)";
    assert_eq!(circles(&sources), [expected]);
}
