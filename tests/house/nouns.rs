//! A noun's home: its folder, its tests and its templates have its name.

use std::collections::BTreeSet;

use super::sources::{Sources, assert_none};

/// The areas whose folders are nouns.
const AREAS: &[&str] = &["api", "oncall", "auth", "accounts", "users"];

/// Areas that are one noun.
const NOUNS_ALONE: &[&str] = &["settings", "audit"];

/// The kits, whose templates have any names.
const KITS: &[&str] = &["web", "messaging"];

/// Names of steps and of kinds of things, which no file may have: a file is named after its part of
/// the noun.
const DRAWERS: &[&str] = &[
    "steps", "entry", "whole", "proof", "edit", "apply", "utils", "helpers", "forms", "misc",
    "common", "types", "model", "service", "manager",
];

/// Lists the nouns, each as `area/noun`, or as `area` when that is one noun. A channel of
/// `messaging` is one too.
fn nouns(sources: &Sources) -> BTreeSet<String> {
    let noun = |path: &str| match path.split('/').collect::<Vec<_>>()[..] {
        [_, area, noun, _, ..] if AREAS.contains(&area) || area == "messaging" => {
            Some(format!("{area}/{noun}"))
        }
        [_, area, ..] if NOUNS_ALONE.contains(&area) => Some(area.to_owned()),
        _ => None,
    };
    sources.code().filter_map(|file| noun(&file.path)).collect()
}

fn untested(sources: &Sources, tests: &[String]) -> Vec<String> {
    let is_tested = |noun: &String| {
        let homes = [format!("tests/{noun}.rs"), format!("tests/{noun}/mod.rs")];
        tests.iter().any(|test| homes.contains(test))
    };
    nouns(sources).into_iter().filter(|noun| !is_tested(noun)).collect()
}

fn drawers(sources: &Sources) -> Vec<String> {
    let in_nouns = sources.code().filter(|file| sources.noun(&file.module).is_some());
    let is_drawer = |name: &String| DRAWERS.contains(&name.as_str());
    let bad = in_nouns.filter(|file| file.module[1..].iter().any(is_drawer));
    bad.map(|file| file.path.clone()).collect()
}

/// Lists templates whose folder is no noun of its area, nor a sub-noun of one.
fn templates_without_noun(sources: &Sources) -> Vec<String> {
    let modules: BTreeSet<_> = sources.code().map(|file| &file.module).collect();
    let templates = sources.files.iter().filter(|file| file.path.starts_with("templates/"));
    let is_free = |area: &String| KITS.contains(&area.as_str());
    let bad = templates.filter(|file| {
        !file.module.first().is_some_and(is_free) && !modules.contains(&file.module)
    });
    bad.map(|file| file.path.clone()).collect()
}

#[test]
fn every_noun_has_a_test_file_of_its_name() {
    let tests: Vec<_> = super::files("tests", &["rs"]).into_iter().map(|(path, _)| path).collect();
    assert_none("nouns without a test file", untested(&Sources::listed(), &tests));
}

#[test]
fn no_file_of_a_noun_is_named_after_a_step_or_a_kind() {
    assert_none("files named after a step or a kind", drawers(&Sources::listed()));
}

#[test]
fn every_folder_of_templates_is_named_after_a_noun() {
    assert_none("templates in the folder of no noun", templates_without_noun(&Sources::listed()));
}

#[test]
fn a_noun_without_a_test_file_is_found() {
    let sources = Sources::made_up(&[
        ("src/users/mod.rs", ""),
        ("src/users/emails/mod.rs", ""),
        ("src/users/phones/card.rs", ""),
        ("src/users/profile/mod.rs", ""),
        ("src/settings/page.rs", ""),
        ("src/audit/mod.rs", ""),
        ("src/messaging/worker.rs", ""),
        ("src/messaging/sms/send.rs", ""),
        ("src/web/gate/mod.rs", ""),
    ]);
    let tests = ["tests/users/emails.rs", "tests/users/phones/mod.rs", "tests/audit.rs"];
    let found = untested(&sources, &tests.map(str::to_owned));
    assert_eq!(found, ["messaging/sms", "settings", "users/profile"]);
}

#[test]
fn a_file_named_after_a_step_is_found() {
    let sources = Sources::made_up(&[
        ("src/users/emails/mod.rs", ""),
        ("src/users/emails/proof.rs", ""),
        ("src/users/emails/new/helpers/mod.rs", ""),
        ("src/auth/steps/mod.rs", ""),
        ("src/audit/types.rs", ""),
        ("src/web/entry.rs", ""),
    ]);
    let expected = [
        "src/users/emails/proof.rs",
        "src/users/emails/new/helpers/mod.rs",
        "src/auth/steps/mod.rs",
        "src/audit/types.rs",
    ];
    assert_eq!(drawers(&sources), expected);
}

#[test]
fn a_template_in_the_folder_of_no_noun_is_found() {
    let sources = Sources::made_up(&[
        ("src/users/mod.rs", ""),
        ("src/users/emails/mod.rs", ""),
        ("src/users/emails/new/mod.rs", ""),
        ("templates/users/area.html", ""),
        ("templates/users/emails/card.html", ""),
        ("templates/users/emails/new/page.html", ""),
        ("templates/web/parts/row.html", ""),
        ("templates/messaging/letter.txt", ""),
        ("templates/users/mails/card.html", ""),
        ("templates/users/emails/old/card.html", ""),
        ("templates/drawer/card.html", ""),
    ]);
    let expected = [
        "templates/users/mails/card.html",
        "templates/users/emails/old/card.html",
        "templates/drawer/card.html",
    ];
    assert_eq!(templates_without_noun(&sources), expected);
}
