use crate::house::sources::{STEPS, Sources, assert_none, report};

fn step(area: &str) -> Option<usize> {
    STEPS.iter().position(|areas| areas.contains(&area))
}

fn arrows_that_run_up(sources: &Sources) -> Vec<String> {
    let mut found = Vec::new();
    for file in &sources.files {
        // `lib.rs` is in no area, and only declares the areas.
        let from = file.module.first();
        let own = from.and_then(|area| step(area));
        if from.is_some() && own.is_none() {
            found.push(format!("{} is in no area", file.path));
        }
        found.extend(report(file, |to| match to.module.first() {
            Some(area) if from == Some(area) => false,
            Some(area) => own.is_none_or(|own| step(area).is_none_or(|step| step <= own)),
            // The root itself cannot be imported.
            None => !to.item.is_empty(),
        }));
    }
    found
}

#[test]
fn an_area_imports_only_what_is_to_its_right() {
    assert_none("arrows that run up", arrows_that_run_up(Sources::real()));
}

#[test]
fn the_walk_over_the_areas_sees_what_there_is() {
    let sources = Sources::real();
    let named: usize = sources.code().map(|file| file.named.len()).sum();
    let templates = sources.files.iter().filter(|file| file.path.ends_with(".html"));
    let in_templates: usize = templates.map(|file| file.named.len()).sum();
    assert!(named > 2000 && in_templates > 40, "{named} and {in_templates}");
}

/// Every way to write a path in a noun of `users` to an area further left.
#[test]
fn an_arrow_that_runs_up_is_found_however_it_is_written() {
    let ways = [
        "use crate::auth::sign_in;",
        "use crate::{core, auth::{self, sign_in::{Device as Phone}}};",
        "use crate::auth::sign_in::*;",
        "fn f(device: crate::auth::sign_in::Device) {}",
        "fn f() { crate::auth::sign_in::go(); }",
        "fn f() { let Some(super::super::auth::sign_in::A) = x else { return }; }",
        "fn f() -> Vec<Option<crate::auth::sign_in::Device>> { todo!() }",
        "#[derive(crate::auth::sign_in::Derive)] struct A;",
        "struct A { #[serde(with = \"crate::auth::sign_in::text\")] a: u8 }",
        "fn f() { vec![1, crate::auth::sign_in::COUNT]; }",
        "macro_rules! m { () => { if true { $crate::auth::sign_in::go() } } }",
        "fn f() { m!(use crate::auth::{sign_in}); }",
        "use super::super as root; fn f() { root::auth::go(); }",
        "mod tests { use super::*; fn f() { sign_in::go(); } } use crate::auth::sign_in;",
        "#[cfg(test)] mod tests { use crate::auth::sign_in; }",
        "pub(crate) use crate::auth::sign_in::Device;",
    ];
    for way in ways {
        let sources = Sources::made_up(&[
            ("src/core/mod.rs", ""),
            ("src/auth/mod.rs", "pub mod sign_in; pub fn go() {}"),
            ("src/auth/sign_in/mod.rs", "pub struct Device;"),
            ("src/users/mod.rs", "pub mod emails;"),
            ("src/users/emails/mod.rs", way),
        ]);
        let found = arrows_that_run_up(&sources);
        assert!(!found.is_empty(), "{way}");
        assert!(
            found.iter().all(|one| one.starts_with("src/users/emails/mod.rs:1 auth")),
            "{found:?}"
        );
    }
}

#[test]
fn a_borrowed_name_of_a_module_is_followed_into_macros_and_child_modules() {
    let sources = Sources::made_up(&[
        ("src/auth/mod.rs", "pub mod sign_in;"),
        ("src/auth/sign_in/mod.rs", ""),
        ("src/users/emails/mod.rs", "mod card; use crate::auth::sign_in as way;"),
        ("src/users/emails/card.rs", "use super::*; fn f() { assert!(way::is_open()); }"),
    ]);
    let found = arrows_that_run_up(&sources);
    assert!(
        found.contains(&"src/users/emails/card.rs:1 auth::sign_in::is_open".to_owned()),
        "{found:?}"
    );
}

#[test]
fn an_arrow_that_runs_up_is_found_in_a_template_and_in_an_exported_macro() {
    let sources = Sources::made_up(&[
        ("src/lib.rs", "pub mod auth; fn f() { auth::go(); }"),
        ("src/auth/mod.rs", "#[macro_export] macro_rules! go { () => {} }"),
        ("src/users/emails/mod.rs", "use crate::go;"),
        ("templates/users/emails/card.html", "<p>\n{{ crate::auth::NAME }}"),
        ("templates/web/card.html", "{{ crate::users::NAME }}"),
        ("src/drawer/mod.rs", ""),
    ]);
    let mut found = arrows_that_run_up(&sources);
    found.sort();
    let expected = [
        "src/drawer/mod.rs is in no area",
        "src/lib.rs:1 auth::go",
        "src/users/emails/mod.rs:1 auth::go",
        "templates/users/emails/card.html:2 auth::NAME",
        "templates/web/card.html:1 users::NAME",
    ];
    assert_eq!(found, expected);
}
