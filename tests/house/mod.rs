//! Tests of the source itself: its arrows, gates, statements, texts and files.

mod arrows;
mod asvs;
mod events;
mod files;
mod nouns;
mod parameters;
mod routes;
mod sources;
mod statements;
mod texts;
mod words;

use std::path::{Path, PathBuf};

/// Lists every file below a folder of the repository with one of these endings, with its text.
fn files(folder: &str, endings: &[&str]) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut folders: Vec<PathBuf> = vec![root.join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if ["node_modules", "artefacts", ".venv"].iter().any(|name| path.ends_with(name)) {
                continue;
            } else if path.is_dir() {
                folders.push(path);
            } else if endings.iter().any(|e| path.extension().is_some_and(|ending| ending == *e)) {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
                found.push((name, std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    assert!(!found.is_empty(), "nothing below {folder}");
    found.sort();
    found
}
