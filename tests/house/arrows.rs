use std::collections::{BTreeMap, BTreeSet};

use regex::Regex;

/// From the roof down: a module imports only what stands further down than itself.
const STOREYS: &[&[&str]] = &[
    &["main"],
    &["app", "serve", "demo"],
    &["reference"],
    &["legacy"],
    &["auth", "settings", "directory", "oncall"],
    &["web"],
    &["outbox"],
    &["db", "i18n"],
    &["ids"],
    &["clock", "secrets", "config"],
];

/// Slices live in these; each is a leaf folder.
const AREAS: &[&str] = &["auth", "settings", "directory", "oncall"];

/// Inside a slice, from the outside in.
const ROOMS: &[&[&str]] = &[&["page", "api", "job"], &["gate"], &["mod"], &["store"]];

fn storey(module: &str) -> usize {
    let storey = STOREYS.iter().position(|storey| storey.contains(&module));
    storey.unwrap_or_else(|| panic!("{module} stands on no storey"))
}

/// Each file with what it names of ours: `crate::a::b::c` as path parts.
fn imports() -> Vec<(String, Vec<Vec<String>>)> {
    let one = Regex::new(r"(?:crate|callbook)::((?:\w+::)*)(\w+|\{[^}]*\})").unwrap();
    super::files("src", &["rs"])
        .into_iter()
        .map(|(path, text)| {
            let code = text.split("#[cfg(test)]").next().unwrap().to_owned();
            let code: String = code
                .lines()
                .filter(|l| !l.trim_start().starts_with("//"))
                .collect::<Vec<_>>()
                .join("\n");
            let mut named = Vec::new();
            for found in one.captures_iter(&code) {
                let front: Vec<_> =
                    found[1].split("::").filter(|p| !p.is_empty()).map(str::to_owned).collect();
                let last = found[2].trim_matches(['{', '}']);
                for name in last.split(',').map(str::trim).filter(|name| !name.is_empty()) {
                    let name = name.split("::").next().unwrap();
                    named.push(front.iter().cloned().chain([name.to_owned()]).collect());
                }
            }
            (path, named)
        })
        .collect()
}

fn module_of(path: &str) -> Vec<String> {
    let parts: Vec<_> =
        path.trim_start_matches("src/").trim_end_matches(".rs").split('/').collect();
    parts.into_iter().filter(|part| *part != "mod").map(str::to_owned).collect()
}

#[test]
fn nothing_imports_what_stands_above_it() {
    let macros = ["sql"];
    for (path, named) in imports() {
        let from = module_of(&path);
        if from == ["lib"] {
            continue;
        }
        for to in named.iter().filter(|to| !macros.contains(&to[0].as_str())) {
            let (above, below) = (storey(&from[0]), storey(&to[0]));
            let same = from[0] == to[0] || (above == below && above <= 4);
            assert!(same || above < below, "{path} imports {}", to.join("::"));
        }
    }
}

#[test]
fn slices_import_only_each_others_words() {
    let mut arrows: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (path, named) in imports() {
        let from = module_of(&path);
        if !AREAS.contains(&from[0].as_str()) || from.len() < 2 {
            continue;
        }
        let home = from[..2].join("::");
        for to in named.iter().filter(|to| AREAS.contains(&to[0].as_str()) && to.len() > 2) {
            let other = to[..2].join("::");
            // What cards have in common stands in `settings` itself.
            if other == home || other == "settings::page" {
                continue;
            }
            let room = to[2].as_str();
            let private = ["page", "api", "job", "store"].contains(&room);
            assert!(!private, "{path} reaches into {}", to.join("::"));
            arrows.entry(home.clone()).or_default().insert(other);
        }
    }
    for slice in arrows.keys() {
        let mut reached = BTreeSet::new();
        let mut next = vec![slice.clone()];
        while let Some(at) = next.pop() {
            for to in arrows.get(&at).into_iter().flatten() {
                assert_ne!(to, slice, "{slice} imports itself by way of {at}");
                if reached.insert(to.clone()) {
                    next.push(to.clone());
                }
            }
        }
    }
    assert!(arrows.len() > 3, "{arrows:?}");
}

#[test]
fn inside_a_slice_pages_know_words_and_words_know_the_store() {
    let inner = Regex::new(r"(?:super|self)::(?:\{[^}]*\b)?(page|api|job|gate|store)\b").unwrap();
    let room = |name: &str| ROOMS.iter().position(|rooms| rooms.contains(&name));
    for (path, text) in super::files("src", &["rs"]) {
        let parts: Vec<_> = path.split('/').collect();
        let [_, area, _, file] = parts[..] else { continue };
        let Some(from) = room(file.trim_end_matches(".rs")) else { continue };
        if !AREAS.contains(&area) {
            continue;
        }
        for found in inner.captures_iter(&text) {
            let to = room(&found[1]).unwrap();
            assert!(to > from, "{path} imports {}", &found[1]);
        }
        let is_store = &ROOMS[from] == ROOMS.last().unwrap();
        assert!(is_store || !text.contains("sql!("), "{path} has SQL of its own");
    }
}
