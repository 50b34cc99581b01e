//! The retired words, which no name may have, and the names of types, which are unique.

use std::collections::{BTreeMap, BTreeSet};

use super::sources::{Defined, Kind, Sources, assert_none};

/// How a word is matched, in the names of which kinds of definitions.
enum As {
    /// The word is retired as any part of a name: `Door` in `DoorPage` and in `behind_door`.
    Part(&'static [Kind]),
    /// The word is retired only as a whole name, because it means something else in a longer one.
    Whole(&'static [Kind]),
}

const ANY: &[Kind] =
    &[Kind::Module, Kind::Type, Kind::Function, Kind::Field, Kind::Variant, Kind::Constant];
const TYPES: &[Kind] = &[Kind::Type];
const FUNCTIONS: &[Kind] = &[Kind::Function];

/// Retired words, with what to say instead. A word of two parts is written with an underscore.
const RETIRED: &[(&[&str], As, &str)] = &[
    (&["affair"], As::Part(ANY), "Actor"),
    (&["whence"], As::Part(ANY), "Origin"),
    // An owner is a role of an account; a form has a subject.
    (&["owner"], As::Whole(&[Kind::Type, Kind::Function, Kind::Module]), "Subject, lock_user"),
    (&["owner_of", "owner_addressee"], As::Part(FUNCTIONS), "Subject, or the user"),
    (&["told", "tell", "tells"], As::Part(ANY), "security_recipients, notify"),
    (&["door", "doors"], As::Part(ANY), "AccountAccess"),
    (&["trade"], As::Part(ANY), "JobRegistry"),
    (&["came"], As::Part(ANY), "AttemptResult"),
    (&["tools"], As::Part(ANY), "WorkerContext"),
    (&["lane", "lanes"], As::Part(ANY), "queue"),
    (&["notice", "notices"], As::Part(ANY), "audit, or flash"),
    (&["welcome", "welcomed"], As::Part(ANY), "activation, or onboarding"),
    (&["wizard"], As::Part(ANY), "onboarding"),
    (&["set_up", "setup"], As::Part(ANY), "first_run, or activation"),
    (&["legacy", "older", "generation"], As::Part(ANY), "v1"),
    (&["people"], As::Part(ANY), "users, or members"),
    (
        &["proof", "proofs", "prove", "proved", "proving", "unproved"],
        As::Part(ANY),
        "verify (a contact), reauthenticate (a person), challenge",
    ),
    (&["asker"], As::Part(ANY), "RenderMode"),
    (&["lead"], As::Part(FUNCTIONS), "redirect"),
    (&["spelled"], As::Part(ANY), "ApiString"),
    // As fields and values these are plain English; the types have the field's words.
    (&["given"], As::Whole(TYPES), "Patch"),
    (&["checked"], As::Whole(TYPES), "ApiBody; elsewhere, what was verified"),
    (&["inside"], As::Whole(FUNCTIONS), "object"),
    (&["maybe"], As::Part(ANY), "Optional"),
    (&["several"], As::Whole(TYPES), "MultiChoice"),
    // One switches from an account to another.
    (&["switch"], As::Whole(TYPES), "Checkbox"),
    (&["bury", "buried"], As::Part(ANY), "anonymise"),
    (&["refer"], As::Part(ANY), "set_provider_id"),
    // A team's notes are another word.
    (&["note", "noted"], As::Part(ANY), "record_outcome"),
    (&["use_up", "used_up"], As::Part(ANY), "consume"),
    (&["raise_epoch"], As::Part(ANY), "revoke_all_sessions"),
    (&["hippanotifications", "hippa"], As::Part(ANY), "hipaa_notifications"),
];

/// Exceptions: the phrase, the folder in which it is allowed, and the reason.
const EXCEPTIONS: &[(&str, &str, &str)] = &[
    ("owner", "src/accounts/ownership/", "the role is what this noun is about"),
    ("lead_times", "src/users/preferences/", "the field's word for how early reminders go"),
    ("inside", "src/platform/db/", "puts a list inside another statement; reads no body"),
    ("wizard_dragdrop", "src/", "a field on the v1 wire, and its column"),
    ("wizard_quickcreate", "src/", "a field on the v1 wire, and its column"),
    ("setup_complete", "src/api/v1/", "a field on the v1 wire"),
];

/// Names that several public types may share, and why.
const SHARED: &[(&str, &str)] = &[
    ("Error", "each noun has one, and it is written with its noun: emails::Error"),
    ("Result", "each error's own shorthand, written with its module"),
    ("Docs", "each API file's part of the description, written with its module"),
];

/// Splits an identifier into its words: `Older` and `Caller`, `set` and `up`.
fn parts(name: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut was_lower = false;
    for letter in name.chars() {
        if letter == '_' || (letter.is_uppercase() && was_lower) {
            parts.push(String::new());
        }
        if letter != '_' {
            parts.last_mut().unwrap().extend(letter.to_lowercase());
        }
        was_lower = letter.is_lowercase() || letter.is_ascii_digit();
    }
    parts.retain(|part| !part.is_empty());
    parts
}

fn contains(parts: &[String], phrase: &str) -> bool {
    let phrase: Vec<_> = phrase.split('_').collect();
    parts.windows(phrase.len()).any(|window| window == phrase)
}

/// Returns what to say instead of a name, when it has a retired word.
fn retired(defined: &Defined) -> Option<&'static str> {
    let parts = parts(&defined.name);
    let is_bad = |word: &&str, how: &As| match how {
        As::Part(kinds) => kinds.contains(&defined.kind) && contains(&parts, word),
        As::Whole(kinds) => kinds.contains(&defined.kind) && parts.join("_") == **word,
    };
    let mut rows = RETIRED.iter();
    let row = rows.find(|(words, how, _)| words.iter().any(|word| is_bad(word, how)));
    row.map(|(_, _, instead)| *instead)
}

/// Lists the names with retired words, and the exceptions that were used.
fn retired_names(sources: &Sources) -> (Vec<String>, BTreeSet<&'static str>) {
    let (mut found, mut used) = (Vec::new(), BTreeSet::new());
    for file in sources.code() {
        for defined in &file.defined {
            let Some(instead) = retired(defined) else { continue };
            let excuse = EXCEPTIONS.iter().find(|(phrase, folder, _)| {
                file.path.starts_with(folder) && contains(&parts(&defined.name), phrase)
            });
            match excuse {
                Some((phrase, ..)) => _ = used.insert(*phrase),
                None => {
                    let place = file.at(defined.line);
                    found.push(format!("{place} {:?} {} ({instead})", defined.kind, defined.name));
                }
            }
        }
    }
    (found, used)
}

fn shared_names(sources: &Sources) -> Vec<String> {
    let mut types: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for file in sources.code() {
        let is_type = |one: &&Defined| one.kind == Kind::Type && one.is_public;
        for defined in file.defined.iter().filter(is_type) {
            types.entry(&defined.name).or_default().push(file.at(defined.line));
        }
    }
    let is_shared = |name: &str| SHARED.iter().any(|(shared, _)| *shared == name);
    types.retain(|name, places| places.len() > 1 && !is_shared(name));
    types.iter().map(|(name, places)| format!("{name}: {}", places.join(", "))).collect()
}

#[test]
fn nothing_is_named_by_a_retired_word() {
    assert_none("names with retired words", retired_names(Sources::real()).0);
}

#[test]
fn every_exception_from_the_retired_words_is_needed() {
    let (_, used) = retired_names(Sources::real());
    let idle = EXCEPTIONS.iter().filter(|(phrase, ..)| !used.contains(phrase));
    assert_none("exceptions that excuse nothing", idle.map(|(p, ..)| (*p).to_owned()).collect());
}

#[test]
fn a_public_type_has_a_name_of_its_own() {
    assert_none("names of several public types", shared_names(Sources::real()));
}

#[test]
fn a_retired_word_is_found_in_whatever_it_names() {
    let names = [
        "struct Affair;",
        "pub struct OlderCaller;",
        "enum Way { Welcome }",
        "struct Event { whence: u8 }",
        "enum Event { Sent { lane: u8 } }",
        "mod proof {}",
        "fn leave_notice() {}",
        "fn f() { fn tell_undoable() {} }",
        "impl Session { fn raise_epoch(&self) {} }",
        "trait Spelled {}",
        "trait Job { const LANE: u8; }",
        "type Tools = u8;",
        "static PEOPLE: u8 = 0;",
        "const SET_UP: u8 = 0;",
        "macro_rules! maybe { () => {} }",
        "struct Account { hippanotifications: bool }",
        "#[cfg(test)] mod tests { fn prove() {} }",
        "struct Owner;",
        "fn lead_on() {}",
        "form! { #[derive(Debug)] pub struct ProofForm { address: Field<Address> } }",
    ];
    for text in names {
        let sources = Sources::made_up(&[("src/users/emails/mod.rs", text)]);
        assert_eq!(retired_names(&sources).0.len(), 1, "{text}");
    }
}

#[test]
fn a_retired_word_inside_another_or_in_a_test_is_none() {
    let text = "struct Approved; struct Membership { is_owner: bool, notes: u8, checked: bool }
        fn regeneration() {} fn switch_account() {} #[test] fn people_are_told() {}";
    let sources = Sources::made_up(&[("src/users/emails/mod.rs", text)]);
    assert_eq!(retired_names(&sources).0, Vec::<String>::new());
}

#[test]
fn two_public_types_of_one_name_are_found() {
    let sources = Sources::made_up(&[
        ("src/users/emails/mod.rs", "pub struct Email; struct Row; pub enum Error {}"),
        ("src/users/phones/mod.rs", "pub struct Phone; struct Row; pub enum Error {}"),
        ("src/auth/password/mod.rs", "mod inner { pub type Email = u8; }"),
    ]);
    let expected = "Email: src/users/emails/mod.rs:1, src/auth/password/mod.rs:1";
    assert_eq!(shared_names(&sources), [expected]);
}
