//! `docs/events.md` lists every security event and every line of the log, and nothing else.

use std::collections::BTreeSet;

use callbook::audit::Event;
use regex::Regex;
use strum::VariantNames;

const LISTS: &str = include_str!("../../docs/events.md");
/// The field that names the line of a security event in the log.
const AUDIT_NAME: &str = "name";

/// A log line in the source.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Line {
    event: String,
    level: String,
    is_security: bool,
}

/// Lists the rows of the table under a heading, in cells.
fn table(heading: &str) -> Vec<Vec<&'static str>> {
    let section = LISTS.split("\n## ").find(|part| part.starts_with(heading)).unwrap();
    let rows = section.lines().filter(|line| line.starts_with("| `"));
    rows.map(|row| row.trim_matches('|').split(" | ").map(str::trim).collect()).collect()
}

fn name(cell: &str) -> String {
    cell.trim_matches('`').to_owned()
}

/// Lists every log line in the source above `debug`.
fn lines(text: &str, path: &str) -> Vec<Line> {
    let begins = Regex::new(r"tracing::(error|warn|info)!\(").unwrap();
    let whole = Regex::new(
        r#"tracing::(error|warn|info)!\(\s*(?:target: "(\w+)",\s*)?event = "?(\w+)"?,\s"#,
    )
    .unwrap();
    let found: Vec<_> = whole.captures_iter(text).collect();
    let all = begins.find_iter(text).count();
    assert_eq!(found.len(), all, "{path}: each line of the log begins with its event's name");
    let line = |found: regex::Captures<'_>| {
        let target = found.get(2).map(|target| target.as_str());
        assert!(matches!(target, None | Some("security")), "{path}: {target:?}");
        let (level, event) = (found[1].to_owned(), found[3].to_owned());
        Line { event, level, is_security: target.is_some() }
    };
    found.into_iter().map(line).collect()
}

#[test]
fn every_line_of_the_log_is_listed_and_every_one_that_is_listed_is_there() {
    let written = super::files("src", &["rs"]);
    let written = written.iter().flat_map(|(path, text)| lines(text, path));
    let written: BTreeSet<_> = written.filter(|line| line.event != AUDIT_NAME).collect();
    let listed = |heading, is_security| {
        table(heading).into_iter().map(move |row| {
            assert_eq!(row.len(), 4, "{row:?}");
            Line { event: name(row[0]), level: row[1].to_owned(), is_security }
        })
    };
    let listed = listed("The log: security", true).chain(listed("The log: everything else", false));
    assert_eq!(written, listed.collect());
}

#[test]
fn a_line_without_a_name_is_found() {
    let text = "tracing::warn!(target: \"security\", event = \"a_b\", user, \"c\");\n\
                tracing::info!(\n    event = \"d\",\n    \"e\"\n);\ntracing::debug!(\"f\");";
    let found = lines(text, "here").into_iter().map(|line| line.event);
    assert_eq!(found.collect::<Vec<_>>(), ["a_b", "d"]);
    for nameless in
        ["tracing::error!(\"no\");", "tracing::warn!(%error, event = \"late\", \"no\");"]
    {
        assert!(std::panic::catch_unwind(|| lines(nameless, "here")).is_err(), "{nameless}");
    }
}

/// Lists the events in the source, each with its scope, whether it has fields, and whether it is
/// mailed.
fn source_rows() -> BTreeSet<(String, bool, bool, bool)> {
    let source = include_str!("../../src/audit/events.rs").split("\nevents! {").nth(1).unwrap();
    let source = source.split("\n}\n").next().unwrap();
    let parts = Regex::new(
        r#"(?m)^    (User|Account) \w+ \{$|([A-Z]\w*)(\s*\{[^}]*\})?\s*"[a-z-]+"(,\s*"[a-z-]+",\s*"[a-z-]+")?;"#,
    )
    .unwrap();
    let capital = Regex::new("(.)([A-Z])").unwrap();
    let mut rows = BTreeSet::new();
    let mut is_persons = false;
    for part in parts.captures_iter(source) {
        match (part.get(1), part.get(2)) {
            (Some(scope), _) => is_persons = scope.as_str() == "User",
            (_, Some(event)) => {
                let event = capital.replace_all(event.as_str(), "${1}_$2").to_lowercase();
                rows.insert((event, is_persons, part.get(3).is_some(), part.get(4).is_some()));
            }
            _ => unreachable!(),
        }
    }
    rows
}

#[test]
fn every_security_event_is_listed_as_it_is() {
    let rows = source_rows();
    let named: BTreeSet<_> = rows.iter().map(|row| row.0.as_str()).collect();
    assert_eq!(named, Event::VARIANTS.iter().copied().collect());
    let listed = table("Security events").into_iter().map(|row| {
        assert_eq!(row.len(), 5, "{row:?}");
        assert!(matches!((row[1], row[4]), ("person" | "account", "mailed" | "–")), "{row:?}");
        (name(row[0]), row[1] == "person", row[3] != "–", row[4] == "mailed")
    });
    assert_eq!(rows, listed.collect());
}

#[test]
fn an_event_is_called_the_same_wherever_it_is_written() {
    let events = [Event::SignedInAnew, Event::TokenMade { name: "x".to_owned() }];
    for (event, name) in events.iter().zip(["signed_in_anew", "token_made"]) {
        assert_eq!(event.name(), name);
        assert!(serde_json::to_string(event).unwrap().contains(&format!("\"{name}\"")));
    }
}
