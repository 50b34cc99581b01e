//! `docs/asvs.md` has a line for each requirement, and the tests and files that it names exist.

use std::collections::BTreeSet;
use std::path::Path;

use super::sources::assert_none;

const TABLE: &str = include_str!("../../docs/asvs.md");
/// The number of requirements of OWASP ASVS 5.0.
const ROWS: usize = 293;

/// Splits the table into rows: id, level, requirement, evidence.
fn rows(table: &str) -> Vec<[&str; 4]> {
    let rows = table.lines().filter(|line| line.starts_with("| V"));
    let cells = rows.map(|row| row.trim_matches('|').split('|').map(str::trim).collect::<Vec<_>>());
    cells.map(|cells| cells.try_into().expect("four cells")).collect()
}

/// Lists the files and functions of an evidence that do not exist.
fn missing(id: &str, proof: &str) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut missing = Vec::new();
    let mut text = String::new();
    for name in proof.split('`').skip(1).step_by(2) {
        let file = root.join(name);
        let is_path = name.contains('/') && !name.starts_with('/') && !name.contains(' ');
        if is_path && !file.exists() {
            missing.push(format!("{id} {name}"));
        } else if is_path && file.is_file() {
            text = std::fs::read_to_string(&file).unwrap_or_default();
        } else if is_test(name) && !text.contains(name) {
            missing.push(format!("{id} {name}"));
        }
    }
    missing
}

/// Tells whether a name is a test's.
fn is_test(name: &str) -> bool {
    name.contains('_') && name.chars().all(|char| char.is_ascii_lowercase() || char == '_')
}

#[test]
fn every_requirement_has_a_line_that_says_what_shows_it() {
    let rows = rows(TABLE);
    let ids: BTreeSet<_> = rows.iter().map(|[id, ..]| *id).collect();
    assert_eq!((rows.len(), ids.len()), (ROWS, ROWS));
    let silent = rows.iter().filter(|[_, level, asked, proof]| {
        !["L1", "L2", "L3"].contains(level) || asked.is_empty() || proof.is_empty()
    });
    assert_none("lines that say too little", silent.map(|row| row.join(" ")).collect());
}

#[test]
fn what_is_named_as_a_proof_is_there() {
    let missing = rows(TABLE).into_iter().flat_map(|[id, .., proof]| missing(id, proof));
    assert_none("proofs that are not there", missing.collect());
}

#[test]
fn what_is_not_there_is_found() {
    assert_eq!(missing("V1", "`tests/house/nowhere.rs`, `src/main.rs`").len(), 1);
    assert_eq!(missing("V1", "`src/main.rs` `what_is_nowhere`").len(), 1);
    assert!(missing("V1", "`tests/house/asvs.rs` `what_is_not_there_is_found`").is_empty());
}
